"""Quantities are read as the tables say, and nothing else is read."""

from __future__ import annotations

import pytest

from factbook.quantity import written
from factbook.reading import Reader, reader
from tests.reading.tables import Case, cases
from tests.reading.vocabulary import english, german


def _rows(reader: Reader, text: str) -> tuple[tuple[str, ...], ...]:
    """Give what is read as the tables write it: value, words, direction."""
    return tuple(
        (written(found.quantity), text[found.start : found.end], found.direction)
        for found in reader.quantities(text)
    )


@pytest.mark.parametrize("case", cases("quantities_de.txt"), ids=lambda case: case.text)
def test_german_words_give_the_quantities_of_the_table(case: Case) -> None:
    assert _rows(german(), case.text) == case.rows


@pytest.mark.parametrize("case", cases("nothing_de.txt"), ids=lambda case: case.text)
def test_german_words_that_leave_doubt_give_no_quantity(case: Case) -> None:
    assert _rows(german(), case.text) == ()


@pytest.mark.parametrize("case", cases("quantities_en.txt"), ids=lambda case: case.text)
def test_english_words_give_the_quantities_of_the_table(case: Case) -> None:
    assert _rows(english(), case.text) == case.rows


@pytest.mark.parametrize("case", cases("nothing_en.txt"), ids=lambda case: case.text)
def test_english_words_that_leave_doubt_give_no_quantity(case: Case) -> None:
    assert _rows(english(), case.text) == ()


def test_millions_of_money_are_no_metres() -> None:
    reads = reader("en", {"m": "m", "metres": "m", "euros": "EUR", "$": "USD"})
    assert _rows(reads, "a 300m tower") == (("300 m", "300m", ""),)
    assert _rows(reads, "$300m for the tower") == (("300 million USD", "$300m", ""),)
    assert _rows(reads, "£300m for the tower") == (("300 million", "300m", ""),)
    assert _rows(reads, "300m euros for the tower") == ()
