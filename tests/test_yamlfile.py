"""YAML becomes plain texts with places; what records do not use is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.problem import Address, Place, Problem
from factbook.yamlfile import YamlFile, lines_of, parse, place_of, read

FAULTS = [
    ("a: 1\na: 2\n", 2, 1, "the key a stands twice; first in line 1"),
    ("a: &x 1\n", 1, 4, "&x is a YAML anchor; records do not use them"),
    ("a: 1\nb: *x\n", 2, 4, "*x is a YAML alias; records do not use them"),
    ("a: !!int 3\n", 1, 4, "tag:yaml.org,2002:int is a YAML tag; records do not use them"),
    ("a: b: c\n", 1, 5, "the text of a holds a colon and a space, which YAML takes for a key"),
    ("- a\n\t- b\n", 2, 1, "a tab stands where the line is indented"),
    ("a: \x01\n", 1, 4, "character U+0001 is not allowed in YAML"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here"),
    ("[1, 2]: 3\n", 1, 1, "a key must be a word, not a list or a mapping"),
    ("&a [*a]\n", 1, 1, "&a is a YAML anchor; records do not use them"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), FAULTS)
def test_fault_is_told_with_its_place(text: str, line: int, column: int, message: str) -> None:
    problems = parse("f.yml", text)
    assert isinstance(problems, list)
    first = problems[0]
    assert isinstance(first.at, Place)
    assert (first.at.line, first.at.column, first.message) == (line, column, message)
    assert first.help


HELP = [
    ("a: Er sagte: Nein\n", (1, 12), "put it in single quotes:  a: 'Er sagte: Nein'"),
    ("a: 'it's'\n", (1, 8), "put it in single quotes:  a: 'it''s'"),
    ('a: "B" is c\n', (1, 8), "put it in single quotes:  a: '\"B\" is c'"),
    ("a: [sic] er\n", (1, 10), "put it in single quotes:  a: '[sic] er'"),
    ("a: @x\n", (1, 4), "put it in single quotes:  a: '@x'"),
    (
        "a: Platz #1 der\n",
        (1, 10),
        "put it in single quotes: 'Platz #1 der'  or write a space after #",
    ),
    ("a:B\nc: d\n", (1, 2), "write  a: B"),
    (
        "a: 1\nb\nc: []\n",
        (2, 1),
        "write  b: ...  or, if it goes on with the text above, indent it more than that",
    ),
    (
        "a:\n  - b: 1\n   c: 2\n",
        (3, 4),
        "indent the keys of a record alike, two spaces more than what the record stands in",
    ),
    ("a: [b, c\nd: e\n", (1, 4), "close it with ] in the same line"),
    (
        "a: 'b\nc: d\n",
        (1, 4),
        "close it, or put the whole text in single quotes, with every ' in it doubled",
    ),
    ("a: |\nb\n", (2, 1), "indent it two spaces more than the key above"),
]


@pytest.mark.parametrize(("text", "place", "remedy"), HELP)
def test_fault_says_what_to_write(text: str, place: tuple[int, int], remedy: str) -> None:
    problems = parse("f.yml", text)
    assert isinstance(problems, list)
    (problem,) = problems
    assert isinstance(problem.at, Place)
    assert ((problem.at.line, problem.at.column), problem.help) == (place, remedy)


def test_comment_with_a_space_after_its_sign_is_a_comment() -> None:
    parsed = parse("f.yml", "a: b  # c #d\ne: 'f #1'  # g\nh: i#1\n#j\n")
    assert isinstance(parsed, YamlFile)
    assert parsed.data == {"a": "b", "e": "f #1", "h": "i#1"}


def test_every_scalar_is_text() -> None:
    parsed = parse("f.yml", "a: 1.000\nb: NO\nc: 11:15\nd: 38e9\ne:\nf: ~\ng: 'it''s'\n")
    assert isinstance(parsed, YamlFile)
    assert parsed.data == {
        "a": "1.000",
        "b": "NO",
        "c": "11:15",
        "d": "38e9",
        "e": "",
        "f": "~",
        "g": "it's",
    }


def test_place_of_a_key_a_value_and_what_is_missing() -> None:
    parsed = parse("f.yml", "facts:\n  - id: one\n    cite: [{line: 3}]\n  - id: zwei\n")
    assert isinstance(parsed, YamlFile)

    def at(*path: str | int, part: str = "value") -> tuple[int, int]:
        address = Address("f.yml", path, "key" if part == "key" else "value")
        place = place_of(parsed, address)
        return place.line, place.column

    assert at("facts", 0, "id") == (2, 9)
    assert at("facts", 0, "id", part="key") == (2, 5)
    assert at("facts", 0, "cite", 0, "line") == (3, 19)
    assert at("facts", 1, "value") == (4, 5)
    assert lines_of(parsed, "facts") == [2, 4]
    assert lines_of(parsed, "name") == []
    assert lines_of(parsed, "cases") == []


def test_file_that_is_missing_unreadable_or_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "latin.yml").write_bytes("a: 1\nb: Müller\n".encode("latin-1"))
    messages = []
    for name in ("none.yml", "folder.yml", "latin.yml"):
        problems = read(tmp_path, name)
        assert isinstance(problems, list)
        at = problems[0].at
        assert isinstance(at, Place)
        messages.append((at.line, at.column, problems[0].message))
    assert messages == [
        (1, 1, "there is no such file"),
        (1, 1, "the file cannot be read: is a directory"),
        (2, 5, "byte 0xfc is not UTF-8"),
    ]


def test_deep_nesting_is_a_problem() -> None:
    problems = parse("f.yml", "[" * 20000)
    assert isinstance(problems, list)


@given(st.text(max_size=200))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    result = parse("f.yml", text)
    assert isinstance(result, YamlFile) or all(isinstance(one, Problem) for one in result)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text("abc: #'-é\u202f", max_size=20)
    )
)
def test_quoted_text_comes_back_as_it_was(data: dict[str, str]) -> None:
    text = "".join(
        f"{key}: '{value.replace(chr(39), chr(39) * 2)}'\n" for key, value in data.items()
    )
    parsed = parse("f.yml", text)
    assert isinstance(parsed, YamlFile)
    assert parsed.data == data
