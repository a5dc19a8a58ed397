"""`new` writes records to fill in; their check is a list of what is still to be done."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from factbook.cli import run
from factbook.new import id_of
from factbook.new_source import guessed_boilerplate, guessed_language
from factbook.record import CitationRecord, EntityRecord, FactRecord, Record
from factbook.unwrap import is_hard_wrapped, unwrapped
from tests.conftest import CASES, ROOT, Lay

Output = pytest.CaptureFixture[str]
NEW = "facts/bridges/mueritzbruecke.yml"
NO_TEXT = CASES / "bad/yaml--not-utf-8/facts/firms/holzbau-nord.yml"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def _run(root: Path, capsys: Output, *arguments: str) -> tuple[int, str, str]:
    code = run(["--root", str(root), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_new_record_explains_every_key(factbook_of: Lay, capsys: Output) -> None:
    root = factbook_of()
    said = f"{NEW}\nfill in what is needed, then:  build.py check {NEW}\n"
    assert _run(root, capsys, "new", "bridge", "mueritzbruecke") == (0, said, "")
    text = (root / NEW).read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../schemas/entity.schema.json\n"
        '# Fill in what is marked "needed"; delete what stays empty, and these comments.\n'
        "# facts/README.md shows a record that is filled in.\n"
        "name:                             # needed. The name a reader looks for.\n"
        "# full_name:                      # The full name, if a source gives one.\n"
    )
    assert (
        "\n"
        "facts:                            # What the sources say of it, fact by fact.\n"
        "  - id:                           # needed. Permanent, unique in the file; "
        "the permalink's anchor.\n"
    ) in text
    models: tuple[type[Record], ...] = (EntityRecord, FactRecord, CitationRecord)
    for model in models:
        for name, info in model.model_fields.items():
            if name not in ("retired", "replaced_by", "verified"):
                assert f"{info.alias or name}:" in text
                assert info.description, name


def test_check_of_a_new_record_lists_what_is_needed(factbook_of: Lay, capsys: Output) -> None:
    root = factbook_of()
    _run(root, capsys, "new", "bridges", "mueritzbruecke")
    code, shown, _ = _run(root, capsys, "check")
    assert code == 1
    told = [line.split(": ", 1)[1] for line in shown.splitlines() if line.startswith(NEW)]
    assert told == [
        "name is empty  [schema]",
        "summary is empty  [schema]",
        "id is empty  [schema]",
        "property is empty  [schema]",
        "value is empty  [schema]",
        "state is empty  [schema]",
        "statement is empty  [schema]",
        "source is empty  [schema]",
        "line is empty  [schema]",
        "quote is empty  [schema]",
    ]


@pytest.mark.parametrize("kind", ["disagreement", "derived"])
def test_other_records_can_be_begun_too(kind: str, factbook_of: Lay, capsys: Output) -> None:
    root = factbook_of()
    assert _run(root, capsys, "new", kind, "two-lengths")[0] == 0
    assert _run(root, capsys, "check")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brige", "x"], 'there is no kind "brige"; did you mean bridge?'),
        (["zzz", "x"], 'there is no kind "zzz"; write one of: bridges, bridge, firms, firm, '),
        (["firm", "Müller & Söhne"], "did you mean mueller-soehne?"),
        (["firm", "eldebruecke"], "the id eldebruecke is taken by facts/bridges/eldebruecke.yml"),
        (["firm", "holzbau-nord"], "facts/firms/holzbau-nord.yml is there already"),
        (["firm", "../x"], '"../x" is no id'),
        (["firm", "x", "--language", "de"], "are for  new source FILE"),
        (["source", "nowhere.txt"], "nowhere.txt cannot be read: no such file or directory"),
        (["source", str(CASES)], "cannot be read: is a directory"),
        (["source", str(CASES / "base/seeds/bruecke.txt"), "--id", "x"], "holds the same text"),
        (["source", str(CASES / "base/seeds/bruecke.txt")], "is there already; it is left"),
        (["source", str(SEEDS[0]), "--language", "fr"], 'texts in "fr" cannot be read'),
        (["source", str(SEEDS[0]), "--id", "A b"], "did you mean a-b?"),
        (
            ["source", str(CASES / "bad/yaml--not-utf-8/facts/firms/holzbau-nord.yml")],
            "is not a text: byte 0x",
        ),
    ],
)
def test_wrong_usage_writes_nothing(
    arguments: list[str], message: str, factbook_of: Lay, capsys: Output
) -> None:
    root = factbook_of()
    before = sorted(root.rglob("*"))
    code, out, told = _run(root, capsys, "new", *arguments)
    assert (code, out) == (2, "")
    assert message in told
    assert sorted(root.rglob("*")) == before


def test_id_like_another_is_told(factbook_of: Lay, capsys: Output) -> None:
    code, said, _ = _run(factbook_of(), capsys, "new", "firm", "holzbau-nort")
    assert code == 0
    assert "is it another one than Holzbau Nord (facts/firms/holzbau-nord.yml)?\n" in said


ARTICLE = """Bridge over the Elde opened

The wooden bridge near Malchow was opened on 3 June 2025. It is 120 metres long.
Subscribe to our newsletter.
"""


def test_new_source_is_stored_and_its_guesses_are_marked(
    factbook_of: Lay, capsys: Output, tmp_path: Path
) -> None:
    root = factbook_of()
    (tmp_path / "Bridge opened.txt").write_bytes(ARTICLE.encode())
    said = (
        "facts/sources/bridge-opened.yml\n"
        "seeds/bridge-opened.txt holds the text; it is never edited from now on\n"
        "fill in what is needed, then:  build.py check facts/sources/bridge-opened.yml\n"
    )
    document = str(tmp_path / "Bridge opened.txt")
    assert _run(root, capsys, "new", "source", document) == (0, said, "")
    assert (root / "seeds/bridge-opened.txt").read_bytes() == ARTICLE.encode()
    record = (root / "facts/sources/bridge-opened.yml").read_text("utf-8")
    assert [line for line in record.splitlines() if "guess" in line] == [
        '# Fill in what is marked "needed"; confirm or correct each guess and delete its comment.',
        "title: Bridge over the Elde opened # guess: the first line",
        "date: 2025-06-03                  # guess: a day named in line 3; is it the text's?",
        "language: en                      # guess: by its commonest words",
        "standing: current                 # guess",
        '  - lines: 4  # guess, for the word "Subscribe": say why, or delete the entry',
    ]
    code, shown, _ = _run(root, capsys, "check")
    assert code == 1
    told = [line.split(": ", 1)[1] for line in shown.splitlines() if line.startswith("facts/")]
    assert told == [
        "publisher is empty  [schema]",
        "date_basis is empty  [schema]",
        "kind is empty  [schema]",
        "reason is empty  [schema]",
    ]


def test_hard_wrapped_document_is_stored_by_paragraphs(
    factbook_of: Lay, capsys: Output, tmp_path: Path
) -> None:
    root = factbook_of()
    document = tmp_path / "wrapped.txt"
    lines = SEEDS[2].read_text("utf-8").split("\n")
    long = [line for line in lines if len(line) > 200]
    document.write_text("\n\n".join(textwrap.fill(line, 72) for line in long), "utf-8")
    code, said, _ = _run(root, capsys, "new", "source", str(document))
    assert code == 0
    assert "its lines were joined to paragraphs; give  --as-is  if it is not hard-wrapped" in said
    assert (root / "seeds/wrapped.txt").read_text("utf-8") == "\n\n".join(long) + "\n"
    assert "# The document was hard-wrapped" in (root / "facts/sources/wrapped.yml").read_text()
    _run(root, capsys, "new", "source", str(document), "--id", "as-it-is", "--as-is")
    assert (root / "seeds/as-it-is.txt").read_bytes() == document.read_bytes()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_landed_seeds_would_be_stored_as_they_are(seed: Path) -> None:
    text = seed.read_text("utf-8")
    assert not is_hard_wrapped(text)
    assert guessed_language(text) == "de"


def test_list_and_verse_are_not_hard_wrapped() -> None:
    assert not is_hard_wrapped("\n".join(["one", "two and a half", "three", "four", "five"] * 4))
    assert not is_hard_wrapped("A first line that is long enough to count.\nShort.\n" * 5)


def test_words_broken_at_a_line_end_are_told() -> None:
    text = "Das neue Rechen-\nzentrum hat Rechen-\nund Speicherleistung.\n\nMehr.\n"
    joined = "Das neue Rechen-zentrum hat Rechen- und Speicherleistung.\n\nMehr.\n"
    assert unwrapped(text) == (joined, (1,))


def test_language_that_words_do_not_tell_is_asked_for(
    factbook_of: Lay, capsys: Output, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("Lorem ipsum dolor sit amet.\n", "utf-8")
    code, _, told = _run(factbook_of(), capsys, "new", "source", str(tmp_path / "x.txt"))
    assert code == 2
    assert "its language is not clear; give  --language de" in told


def test_boilerplate_is_guessed_by_its_words() -> None:
    text = "Anzeige\nDer Kurs stieg.\n(Bild: X)\n© 2025\nAlle Rechte vorbehalten"
    assert guessed_boilerplate(text) == {
        1: "Anzeige",
        3: "Bild",
        4: "©",
        5: "Alle Rechte vorbehalten",
    }


def test_id_is_made_of_letters_without_accents() -> None:
    assert id_of("Müller & Söhne, Straße 5 (Café)") == "mueller-soehne-strasse-5-cafe"
    assert id_of("„…“") == ""
