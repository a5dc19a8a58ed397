"""Every numeral of the five seeds is listed in a table with what it is read as."""

from __future__ import annotations

from datetime import date

import pytest

from factbook.quantity import written
from tests.conftest import ROOT
from tests.reading.tables import cases
from tests.reading.vocabulary import german

# The date of a source where it prints one, or its address does.
DATES = {
    "000_fd22495537f019e0": date(2025, 11, 20),
    "001_02a6eb6f65028309": None,
    "002_7c3345190e317d71": None,
    "003_b7600d6355574649": date(2025, 9, 29),
    "004_888fd9b0589fa87f": date(2025, 9, 24),
}


def _rows(line: str, today: date | None) -> tuple[tuple[str, ...], ...]:
    """Give each numeral of a line with its kind and all that is read from it."""
    reader = german()
    found: list[tuple[str, ...]] = []
    for numeral in reader.numerals(line):
        span = (numeral.start, numeral.end)
        readings = [
            f"{written(quantity.quantity)} {quantity.direction}".strip()
            for quantity in reader.quantities(line)
            if span in quantity.numerals
        ]
        readings += [
            period.period.text for period in reader.periods(line, today) if span in period.numerals
        ]
        words = line[numeral.start : numeral.end]
        found.append((words, numeral.kind, "; ".join(readings) or "nothing"))
    return tuple(found)


@pytest.mark.parametrize("seed", DATES)
def test_every_numeral_of_a_seed_is_read_as_its_table_says(seed: str) -> None:
    text = (ROOT / f"seeds/{seed}.txt").read_bytes().decode("utf-8")
    table = {case.text: case.rows for case in cases(f"seed_{seed[:3]}.txt")}
    read = {
        f"line {number}": rows
        for number, line in enumerate(text.split("\n"), start=1)
        if (rows := _rows(line, DATES[seed]))
    }
    assert read == table
