"""What an editor marks and offers in our files, by yaml-language-server itself.

Skipped where node or the packages of tests/package.json are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.language_server import LanguageServer, is_installed, language_server

pytestmark = pytest.mark.skipif(not is_installed(), reason="node or npm is not on this machine")

HEAD = "# yaml-language-server: $schema=../../schemas/entity.schema.json\nname: A\nsummary: B\n"
CITE = "    cite:\n      - source: microsoft-aktie\n        line: 1\n        quote: q\n"


def fact(text: str) -> str:
    """Give a file with one fact, a few lines of which are given without their indentation."""
    lines = "".join(f"    {line}\n" for line in text.split("\n"))
    return f"{HEAD}facts:\n  - id: a\n{lines}{CITE}"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with language_server() as running:
        yield running


def test_no_landed_file_has_a_warning(server: LanguageServer) -> None:
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted((ROOT / "facts").rglob("*.yml"))
    }
    assert len(texts) > 100
    assert server.warnings(texts) == {file: [] for file in texts}


def test_every_landed_file_names_its_schema_in_the_first_line(server: LanguageServer) -> None:
    """What the mode line does: with a key that no record has, each file has a warning."""
    texts = {
        # Outside of the folders that the workspace's settings know.
        f"elsewhere/{path.parent.name}/{path.name}": _outside(path.read_text("utf-8"))
        for path in sorted((ROOT / "facts").rglob("*.yml"))
    }
    marked = server.warnings(texts)
    assert [file for file, marks in marked.items() if len(marks) != 1] == []


def _outside(text: str) -> str:
    first, _, rest = text.partition("\n")
    schema = first.rpartition("/")[2]
    wrong = "no_such_key: x\n"
    if schema.startswith("changelog"):
        # A list of records: the wrong key goes into its last one.
        wrong = f"  {wrong}"
    return f"# yaml-language-server: $schema=../../schemas/{schema}\n{rest}{wrong}"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("property: gpu_cuont\nstate: planned\nstatement: S.", 6, "not accepted"),
        ("property: gpu_count\nstate: plannd\nstatement: S.", 7, "not accepted"),
        ("property: gpu_count\nstate: planned\nstatement: S.\nscop: x", 9, "scop is not allowed"),
        ("property: gpu_count\nstate: planned", 5, 'Missing property "statement"'),
        ("property: location\nvalue: Munic\nstate: planned\nstatement: S.", 7, "not accepted"),
        (
            "property: power\nstate: planned\nstatement: S.\ninvolves: {sight: sap}",
            9,
            "sight is not allowed",
        ),
    ],
)
def test_mistyped_word_is_marked_in_its_line(
    text: str, line: int, says: str, server: LanguageServer
) -> None:
    marks = server.marks_of(fact(text))
    assert [mark.partition(":")[0] for mark in marks] == [str(line)]
    assert says in marks[0]


def test_completion_offers_the_vocabulary(server: LanguageServer) -> None:
    begun = "state: planned\nstatement: S.\n"
    assert {"gpu_count", "location", "builder"} <= set(server.offers(fact(f"{begun}property: |")))
    assert server.offers(fact("property: power\nstate: |"))[:2] == ["snapshot", "opinion"]
    assert {"buyer", "seller", "site"} <= set(server.offers(fact(f"{begun}involves:\n  |")))
    assert {"buyer", "seller"} <= set(server.offers(f"{HEAD}parties:\n  |\n"))


def test_completion_offers_values_in_every_unit_of_the_property(server: LanguageServer) -> None:
    amounts = server.offers(fact("property: power\nvalue: |"))
    assert {"38 billion W", "about 130 MW", "about 130 GW"} <= set(amounts)
    assert "about 130 EUR" in server.offers(fact("property: investment\nvalue: |"))
    assert "Munich" in server.offers(fact("property: location\nvalue: |"))
    assert "2026-Q1" in server.offers(fact("property: opening\nvalue: |"))
    assert "until at least 2030" in server.offers(fact("property: power\nwhen: |"))


def test_completion_offers_ids_of_entities_and_sources(server: LanguageServer) -> None:
    assert {"oracle", "openai"} <= set(server.offers(fact("property: builder\nvalue: |")))
    assert {"oracle", "openai"} <= set(server.offers(fact("property: power\nclaimed_by: [|]")))
    assert "openai" in server.offers(fact("property: power\ninvolves: {site: |}"))
    cited = f"{HEAD}facts:\n  - id: a\n    property: power\n    cite:\n      - source: |\n"
    assert "finanztrends-soofi" in server.offers(cited)


def test_completion_offers_the_keys_that_are_left(server: LanguageServer) -> None:
    keys = server.offers(fact("property: power\n|"))
    assert {"value", "state", "when", "statement", "scope", "claimed_by"} <= set(keys)
    assert "property" not in keys
    assert {"aliases", "key_figures", "not_stated"} <= set(server.offers(f"{HEAD}|\n"))


def test_a_word_is_explained_where_the_pointer_rests(server: LanguageServer) -> None:
    told = server.explains(fact("property: power\n|state: planned\nstatement: S."))
    assert "A state of facts/vocabulary/states.yml." in told
    assert "The actor's own future." in told
    assert "Record" not in told.replace("facts/", "")
