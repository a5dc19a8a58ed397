"""A stamp is written into its record, and nothing else of the file changes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from factbook.check import check
from factbook.model import Fact
from factbook.stamp import stamp_text, write_stamp
from tests.conftest import Lay

FIRM = "facts/firms/stahlwerk-sued.yml"
LAYOUTS = {
    "no stamp": (
        "name: Stahlwerk Süd\nmention: yes\nfacts:\n  # the girders\n  - id: girders  # permanent\n"
        "    property: description\n    state: reported\n    statement: It supplies girders.\n"
        "    cite:\n      - {source: bruecke, line: 4, quote: Die Firma Stahlwerk Süd liefert}\n"
        "\n# a closing remark\n"
    ),
    "another fact after it": (
        "name: Stahlwerk Süd\nmention: yes\nfacts:\n  - id: girders\n    property: description\n"
        "    state: reported\n    statement: It supplies girders.\n    cite:\n"
        "      - {source: bruecke, line: 4, quote: Die Firma Stahlwerk Süd liefert}\n\n"
        "  # the next one\n  - id: other\n    property: description\n    state: reported\n"
        "    statement: It is a firm.\n    cite:\n"
        "      - {source: bruecke, line: 4, quote: Die Firma Stahlwerk Süd}\n"
    ),
    "stale stamp": (
        "name: Stahlwerk Süd\nmention: yes\nfacts:\n  - id: girders\n"
        "    verified: 2020-01-01 x 00000000  # old\n"
        "    property: description\n    state: reported\n    statement: It supplies girders.\n"
        "    cite: [{source: bruecke, line: 4, quote: Die Firma Stahlwerk Süd liefert}]\n"
    ),
    "no line end": (
        "name: Stahlwerk Süd\nmention: yes\nfacts:\n- id: girders\n  property: description\n"
        "  state: reported\n  statement: It supplies girders.\n"
        "  cite: [{source: bruecke, line: 4, quote: Die Firma Stahlwerk Süd liefert}]"
    ),
    "one line": (
        "name: Stahlwerk Süd\nmention: yes\nfacts: [{id: girders, property: description, "
        "state: reported, statement: It supplies girders., cite: [{source: bruecke, line: 4, "
        "quote: Die Firma Stahlwerk Süd liefert}]}]\n"
    ),
}


def _fact(root: Path) -> Fact:
    book = check(root).factbook
    assert book is not None
    return book.facts["stahlwerk-sued/girders"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_stamp_changes_one_line_and_makes_the_fact_verified(layout: str, factbook_of: Lay) -> None:
    before = LAYOUTS[layout]
    root = factbook_of({FIRM: before})
    fact = _fact(root)
    stamp = stamp_text(fact, "2026-11-21", "maintainers")
    assert write_stamp(root, fact, stamp)
    after = (root / FIRM).read_text("utf-8")
    changed = [
        line
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line.startswith("+ ")
    ]
    assert len(changed) == 1
    assert f"verified: {stamp}" in changed[0]
    again = _fact(root)
    assert again.verified is not None
    assert again.verified.fingerprint == again.fingerprint
    assert not list(root.glob("facts/firms/.*"))


def test_fact_that_is_gone_from_the_file_is_not_stamped(factbook_of: Lay) -> None:
    root = factbook_of()
    fact = _fact(root)
    (root / FIRM).write_text("name: Stahlwerk Süd\nmention: yes\n", "utf-8")
    assert not write_stamp(root, fact, "x")
    assert (root / FIRM).read_text("utf-8") == "name: Stahlwerk Süd\nmention: yes\n"


def test_line_of_a_citation_does_not_count_for_the_fingerprint(factbook_of: Lay) -> None:
    root = factbook_of()
    before = _fact(root).fingerprint
    text = (root / FIRM).read_text("utf-8")
    (root / FIRM).write_text(text.replace("line: 4", "line: 5"), "utf-8")
    assert _fact(root).fingerprint == before
    (root / FIRM).write_text(text.replace("more than 40", "more than 41"), "utf-8")
    assert _fact(root).fingerprint != before
