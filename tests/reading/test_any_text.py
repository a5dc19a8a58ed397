"""Whatever a text holds: nothing crashes, spans lie in it, and every numeral read is a numeral."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.period import period_of
from factbook.problem import Unreadable
from factbook.reading import LANGUAGES, Reader, reader
from tests.reading.tables import TABLES, cases
from tests.reading.vocabulary import ENGLISH, GERMAN, english, german

TODAY = date(2025, 11, 20)
READERS = {"de": german(), "en": english()}
_PIECES = sorted(
    {
        word
        for path in TABLES.glob("*.txt")
        if not path.name.startswith("seed")
        for case in cases(path.name)
        for word in case.text.split(" ")
    }
    | {*GERMAN, *ENGLISH, ",", ".", "–", "-", "(", ")", "/", "\n", "\u00ad", "„", "“", "%", "+"}
)
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join),
)


def _check(found_by: Reader, text: str, today: date | None) -> None:
    numerals = found_by.numerals(text)
    spans = {(numeral.start, numeral.end) for numeral in numerals}
    last = 0
    for numeral in numerals:
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end
    for quantity in found_by.quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert set(quantity.numerals) <= spans
        assert quantity.quantity.low is not None or quantity.quantity.high is not None
        for start, end in quantity.numerals:
            assert quantity.start <= start and end <= quantity.end
    for period in found_by.periods(text, today):
        assert 0 <= period.start < period.end <= len(text)
        assert set(period.numerals) <= spans
        for start, end in period.numerals:
            assert period.start <= start and end <= period.end
        assert not isinstance(period_of(period.period.text), Unreadable)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=texts)
def test_what_is_read_lies_in_the_text_and_its_numerals(language: str, text: str) -> None:
    _check(READERS[language], text, TODAY)
    _check(READERS[language], text, None)


@settings(deadline=None)
@given(text=texts)
def test_a_number_is_read_as_an_amount_or_as_a_time_of_the_calendar_but_not_both(
    text: str,
) -> None:
    dated = {
        span
        for period in german().periods(text, None)
        if period.period.form != "unresolved"
        for span in period.numerals
    }
    counted = {span for quantity in german().quantities(text) for span in quantity.numerals}
    assert not dated & counted


@settings(deadline=None)
@given(text=texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    fresh = Reader("de", GERMAN)
    assert fresh.quantities(text) == german().quantities(text)
    assert fresh.numerals(text) == german().numerals(text)


def test_the_same_words_share_a_reader() -> None:
    assert reader("de", GERMAN) is reader("de", dict(reversed(list(GERMAN.items()))))


def test_the_languages_are_german_and_english() -> None:
    assert LANGUAGES == ("de", "en")
