"""Sums, shares, ratios and differences, with the bounds that follow from their members'."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factbook.calendar_steps import shifted
from factbook.check import check
from factbook.derived import result
from factbook.period import Period, period_of
from factbook.quantity import Quantity, Unit, quantity_of, written
from tests.conftest import Lay


def _computed(factbook_of: Lay, formula: str, first: str, second: str) -> str | None:
    record = "".join(
        f"  - id: f{number}\n    property: length\n    value: {value}\n    state: reported\n"
        f"    scope: s{number}\n    statement: So it is.\n"
        f"    cite: [{{source: bruecke, line: 3, quote: Holz}}]\n"
        for number, value in enumerate((first, second))
    )
    root = factbook_of(
        {
            "facts/firms/probe.yml": f"name: Probe\nmention: yes\nfacts:\n{record}",
            "facts/derived/probe.yml": (
                f"label: Probe\nformula: {formula}\nmembers: [probe/f0, probe/f1]\n"
            ),
        }
    )
    book = check(root).factbook
    assert book is not None
    value = result(book, book.derived["probe"])
    return None if value is None else written(value)


@pytest.mark.parametrize(
    ("formula", "first", "second", "expected"),
    [
        ("sum", "120 m", "30 m", "150 m"),
        ("sum", "about 120 m", "30 m", "about 150 m"),
        ("sum", "more than 120 m", "30 m", "more than 150 m"),
        ("sum", "more than 120 m", "up to 30 m", None),
        ("sum", "30 to 40 m", "120 m", "150 to 160 m"),
        ("sum", "0.12 km", "30 m", "150 m"),
        ("difference", "120 m", "30 m", "90 m"),
        ("difference", "120 m", "more than 30 m", "less than 90 m"),
        ("difference", "more than 120 m", "less than 30 m", "more than 90 m"),
        ("share", "30 m", "120 m", "25 percent"),
        ("share", "about 30 m", "120 m", "about 25 percent"),
        ("share", "more than 30 m", "more than 120 m", None),
        ("share", "more than 30 m", "up to 120 m", "more than 25 percent"),
        ("ratio", "120 m", "30 m", "4 times"),
        ("ratio", "almost 120 m", "30 m", "almost 4 times"),
        ("ratio", "120 m", "almost 30 m", "about 4 times"),
        ("share", "almost 7 m", "10 m", "almost 70 percent"),
        ("share", "almost 7 m", "about 10 m", "about 70 percent"),
        ("sum", "almost 120 m", "30 m", "almost 150 m"),
        ("sum", "almost 120 m", "up to 30 m", "less than 150 m"),
        ("sum", "almost 120 m", "more than 30 m", None),
        ("difference", "120 m", "almost 30 m", "about 90 m"),
    ],
)
def test_result_and_its_bound(
    formula: str, first: str, second: str, expected: str | None, factbook_of: Lay
) -> None:
    assert _computed(factbook_of, formula, first, second) == expected


def _period(text: str) -> Period:
    found = period_of(text)
    assert isinstance(found, Period)
    return found


@pytest.mark.parametrize(
    ("start", "step", "expected"),
    [
        ("2025-06", "3 month", "2025-09"),
        ("2025-11", "3 month", "2026-02"),
        ("2025-06", "1 year", "2026-06"),
        ("2019", "2 year", "2021"),
        ("2025-12-30", "2 day", "2026-01-01"),
        ("2019", "3 month", None),
        ("2025-06", "2 day", None),
        ("2025-06", "about 3 month", None),
        ("from 2025-06", "3 month", None),
    ],
)
def test_time_reckoned_from_another(start: str, step: str, expected: str | None) -> None:
    units = {name: Unit(name, name, Decimal(1)) for name in ("day", "month", "year")}
    quantity = quantity_of(step, units)
    assert isinstance(quantity, Quantity)
    moved = shifted(_period(start), quantity)
    assert (None if moved is None else moved.text) == expected
