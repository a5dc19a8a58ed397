"""Sentences as business papers write them: all that is read in each, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from factbook.quantity import written
from tests.reading.tables import Case, cases
from tests.reading.vocabulary import english

DAY = date(2025, 11, 20)
SENTENCES = cases("business_en.txt")


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case.text)
def test_sentence_gives_the_amounts_and_times_of_the_table(case: Case) -> None:
    reads = english()
    amounts = [
        ("amount", f"{written(found.quantity)} {found.direction}".strip())
        for found in reads.quantities(case.text)
    ]
    times = [("time", found.period.text) for found in reads.periods(case.text, DAY)]
    assert (*amounts, *times) == case.rows


def test_table_has_enough_sentences() -> None:
    assert len(SENTENCES) >= 100
