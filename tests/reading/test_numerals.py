"""Numerals are found as the tables say: all of them, and no name that holds a digit."""

from __future__ import annotations

import pytest

from factbook.reading import Reader
from tests.reading.tables import Case, cases
from tests.reading.vocabulary import english, german


def _rows(reader: Reader, text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (text[numeral.start : numeral.end], numeral.kind) for numeral in reader.numerals(text)
    )


@pytest.mark.parametrize("case", cases("numerals_de.txt"), ids=lambda case: case.text)
def test_german_numerals_are_those_of_the_table(case: Case) -> None:
    assert _rows(german(), case.text) == case.rows


@pytest.mark.parametrize("case", cases("numerals_en.txt"), ids=lambda case: case.text)
def test_english_numerals_are_those_of_the_table(case: Case) -> None:
    assert _rows(english(), case.text) == case.rows
