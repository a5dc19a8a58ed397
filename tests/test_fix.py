"""`fix` writes what is certain and nothing else; comments and layout stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.cli import run
from factbook.rewrite import rewritten
from factbook.yaml_scalar import scalar
from factbook.yamlfile import YamlFile, parse
from tests.conftest import CASES, Lay

FIRM = "facts/firms/stahlwerk-sued.yml"
BASE = (CASES / "base" / FIRM).read_text("utf-8")
QUOTE = "Die Firma Stahlwerk Süd liefert mehr als 40 Träger"
NOTHING = "nothing to repair that is certain; `build.py check` tells of the rest\n"


def _fixed(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = run(["--root", str(root), "fix", *options])
    return code, capsys.readouterr().out


def test_moved_line_is_written_and_shown(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of({FIRM: BASE.replace("line: 4", "line: 3  # was it here?")})
    expected = (
        f"--- {FIRM}\n"
        f"+++ {FIRM}\n"
        "@@ -8,6 +8,6 @@\n"
        "     statement: Stahlwerk Süd supplies more than 40 girders.\n"
        "     cite:\n"
        "       - source: bruecke\n"
        "-        line: 3  # was it here?\n"
        "+        line: 4  # was it here?\n"
        f"         quote: {QUOTE}\n"
        "     verified: 2026-11-21 maintainers 3f6db307\n"
        "\n"
    )
    assert _fixed(root, capsys, "--dry-run") == (
        1,
        expected + "1 file would be repaired; nothing was written\n",
    )
    assert "line: 3" in (root / FIRM).read_text("utf-8")
    assert _fixed(root, capsys) == (0, expected + "1 file repaired\n")
    assert (root / FIRM).read_text("utf-8") == BASE.replace("line: 4", "line: 4  # was it here?")
    assert run(["--root", str(root), "check"]) == 0
    capsys.readouterr()
    assert _fixed(root, capsys) == (0, NOTHING)


SPECIAL = "Die Firma Stahlwerk\u2011Süd liefert mehr als 40\u202fTräger."
LAYOUTS = {
    "plain": "- {source: bruecke, line: 1, quote: Die Firma Stahlwerk-Süd liefert}  # so",
    "single": "- source: bruecke\n        line: 1\n        quote: 'Stahlwerk-Süd'  # so",
    "double": '- source: bruecke\n        line: 1\n        quote: "40 Träger"  # so',
    "folded": "- source: bruecke\n        line: 1\n        quote: >-\n          liefert mehr als\n"
    "          40 Träger",
    "two lines": "- source: bruecke\n        line: 1\n        quote: liefert mehr\n"
    "          als 40 Träger\n        for: value",
    "prefix": "- source: bruecke\n        line: 1\n        prefix: Die Firma Stahlwerk-Süd\n"
    "        quote: liefert",
    "line too": "- {source: bruecke, line: 7, quote: 40 Träger}",
}
WRITTEN = {
    "plain": "- {source: bruecke, line: 1, quote: Die Firma Stahlwerk\u2011Süd liefert}  # so",
    "single": "- source: bruecke\n        line: 1\n        quote: 'Stahlwerk\u2011Süd'  # so",
    "double": '- source: bruecke\n        line: 1\n        quote: "40\u202fTräger"  # so',
    "folded": "- source: bruecke\n        line: 1\n        quote: liefert mehr als 40\u202fTräger",
    "two lines": "- source: bruecke\n        line: 1\n"
    "        quote: liefert mehr als 40\u202fTräger\n        for: value",
    "prefix": LAYOUTS["prefix"],
    "line too": "- {source: bruecke, line: 1, quote: 40\u202fTräger}",
}


def _record(cite: str) -> str:
    return (
        "name: Stahlwerk Süd\nmention: yes\nfacts:\n  # the girders\n  - id: girders\n"
        "    property: girders\n    value: more than 40 girder\n    state: reported\n"
        f"    statement: It supplies more than 40 girders.\n    cite:\n      {cite}\n\n# the end\n"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_quote_gets_its_exact_bytes_in_any_layout(
    layout: str, factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _with_seed(factbook_of, SPECIAL + "\n", _record(LAYOUTS[layout]))
    code, shown = _fixed(root, capsys)
    assert (root / FIRM).read_text("utf-8") == _record(WRITTEN[layout])
    assert code == 0
    if layout != "prefix":
        assert shown.endswith(
            "\n1 file repaired\n"
            "compare the new quotes, then:  build.py verify stahlwerk-sued/girders\n"
        )


@pytest.mark.parametrize(
    ("seed", "quote", "line"),
    [
        # a letter, a digit, upper case: for a person to judge
        (SPECIAL, "Stahlwerk Sud", 1),
        (SPECIAL, "mehr als 41 Träger", 1),
        (SPECIAL, "die Firma", 1),
        # twice in another line, or in two other lines
        ("Neu.\nViel Holz und viel Holz", "Holz", 1),
        ("Neu.\nHolz\nHolz", "Holz", 1),
        # twice in the stated line: only a prefix settles it
        ("Holz und Holz", "Holz", 1),
        # alike in two places
        ("KI\u2011Holz\nKI\u2010Holz", "KI-Holz", 1),
    ],
)
def test_what_a_person_must_judge_is_left(
    seed: str, quote: str, line: int, factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    record = _record(f"- {{source: bruecke, line: {line}, quote: {quote}}}")
    root = _with_seed(factbook_of, seed + "\n", record)
    assert _fixed(root, capsys) == (0, NOTHING)
    assert (root / FIRM).read_text("utf-8") == record


def test_nothing_is_repaired_for_a_seed_that_is_not_as_recorded(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of({FIRM: BASE.replace("line: 4", "line: 3")})
    seed = root / "seeds/bruecke.txt"
    seed.write_text(seed.read_text("utf-8") + "Mehr.\n", "utf-8")
    assert _fixed(root, capsys) == (0, NOTHING)


def _with_seed(factbook_of: Lay, seed: str, record: str) -> Path:
    import hashlib

    source = (CASES / "base/facts/sources/bruecke.yml").read_text("utf-8")
    digest = hashlib.sha256(seed.encode()).hexdigest()
    old = source.split("sha256: ")[1].split("\n")[0]
    return factbook_of(
        {
            "seeds/bruecke.txt": seed,
            "facts/sources/bruecke.yml": source.replace(old, digest),
            FIRM: record,
            "facts/bridges/eldebruecke.yml": "name: Eldebrücke\nmention: yes\n",
            "facts/firms/holzbau-nord.yml": "name: Holzbau Nord\nmention: yes\n",
        }
    )


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@given(TEXTS.filter(bool))
def test_any_text_is_written_as_yaml_that_reads_back(text: str) -> None:
    parsed = parse("", f"key: {scalar(text)}")
    assert isinstance(parsed, YamlFile)
    assert parsed.data == {"key": text}


@given(TEXTS.filter(bool), st.sampled_from(["a: old # c\nb: x\n", "a: [1, {b: old}]\n", "a: 'o'"]))
def test_replacing_a_text_changes_nothing_else(new: str, before: str) -> None:
    parsed = parse("", before)
    assert isinstance(parsed, YamlFile)
    path = ("a", 1, "b") if "[" in before else ("a",)
    result = rewritten(parsed, {path: new})
    assert result.left == ()
    assert result.text.partition("#")[0] != before or new in ("old", "o")
