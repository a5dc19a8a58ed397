"""Periods are read as the tables say, reckoned from the source's date where the words need one."""

from __future__ import annotations

from datetime import date

import pytest

from factbook.reading import Reader
from tests.reading.tables import Case, cases
from tests.reading.vocabulary import english, german

TODAY = date(2025, 11, 20)


def _rows(reader: Reader, text: str, today: date | None) -> tuple[tuple[str, ...], ...]:
    """Give what is read as the tables write it: period, words, whether relative."""
    return tuple(
        (
            found.period.text,
            text[found.start : found.end],
            "relative" if found.relative else "",
        )
        for found in reader.periods(text, today)
    )


@pytest.mark.parametrize("case", cases("periods_de.txt"), ids=lambda case: case.text)
def test_german_words_give_the_periods_of_the_table(case: Case) -> None:
    assert _rows(german(), case.text, TODAY) == case.rows


@pytest.mark.parametrize("case", cases("periods_en.txt"), ids=lambda case: case.text)
def test_english_words_give_the_periods_of_the_table(case: Case) -> None:
    assert _rows(english(), case.text, TODAY) == case.rows


@pytest.mark.parametrize(
    ("reader", "case"),
    [(german(), case) for case in cases("periods_de.txt")]
    + [(english(), case) for case in cases("periods_en.txt")],
    ids=lambda item: item.text if isinstance(item, Case) else item.language,
)
def test_without_a_date_relative_words_stay_as_they_are(reader: Reader, case: Case) -> None:
    expected = tuple(
        (f"unresolved, {words}", words, relative) if relative else (period, words, relative)
        for period, words, relative in case.rows
    )
    assert _rows(reader, case.text, None) == expected


def test_a_weekday_is_the_last_one_on_or_before_the_date_of_the_source() -> None:
    for day in range(1, 15):
        today = date(2025, 9, day)
        (found,) = german().periods("am Mittwoch", today)
        resolved = date.fromisoformat(found.period.text)
        assert resolved.weekday() == 2
        assert 0 <= (today - resolved).days < 7


def test_words_of_a_new_year_are_reckoned_over_its_turn() -> None:
    (found,) = german().periods("das im Dezember angekündigte Ziel", date(2026, 1, 3))
    assert found.period.text == "2025-12"
    (found,) = german().periods("gestern", date(2026, 1, 1))
    assert found.period.text == "2025-12-31"
