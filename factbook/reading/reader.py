"""The reader of one language with one vocabulary: text in, numerals, quantities and periods out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from factbook.reading.calendar_de import GERMAN_CALENDAR
from factbook.reading.calendar_en import ENGLISH_CALENDAR
from factbook.reading.english import ENGLISH
from factbook.reading.found import FoundPeriod, FoundQuantity, Numeral
from factbook.reading.german import GERMAN
from factbook.reading.language import Language
from factbook.reading.numerals import numeral_at
from factbook.reading.periods import Calendar, periods_of
from factbook.reading.points import Point
from factbook.reading.quantities import quantities_in
from factbook.reading.shape import Token
from factbook.reading.shapes import parts_of
from factbook.reading.tokens import Marks, cut, cut_stretch
from factbook.reading.units import Units, units_of
from factbook.reading.years import year_or_amount

_LANGUAGES: Mapping[str, tuple[Language, Calendar]] = {
    "de": (GERMAN, GERMAN_CALENDAR),
    "en": (ENGLISH, ENGLISH_CALENDAR),
}
LANGUAGES: tuple[str, ...] = tuple(_LANGUAGES)
# What was read in a text is small and asked for again; how it was cut up is neither.
RESULTS_KEPT = 65536
PIECES_KEPT = 65536


class _Times(NamedTuple):
    """The points in time of a text, and which of its tokens are no amounts because of them."""

    points: Sequence[Point]
    taken: Sequence[bool]


@dataclass(slots=True)
class _Scan:
    """A text cut up, with its numerals and, once they were asked for, its times."""

    text: str
    tokens: Sequence[Token]
    marks: Marks
    numerals: tuple[Numeral, ...]
    times: _Times | None = None


class Reader:
    """Finds numerals, quantities and periods in texts of one language; made by `reader`.

    What was read is kept for the next time: texts, dates and results are all unchangeable.
    """

    language: str

    def __init__(self, language: str, unit_words: Mapping[str, str]) -> None:
        """Prepare reading with these unit words, surface form to unit id."""
        self.language = language
        known, self._calendar = _LANGUAGES[language]
        self._known = known
        self._units: Units = units_of(unit_words, known)
        parts = lru_cache(PIECES_KEPT)(
            lambda piece, group: parts_of(piece, group, known, self._units)
        )
        self._stretch = lru_cache(PIECES_KEPT)(
            lambda stretch: cut_stretch(
                stretch, parts, known.compounds.abbreviations, self._calendar.starts_point
            )
        )
        self._last = self._scanned("")
        self._quantities = lru_cache(RESULTS_KEPT)(self._read_quantities)
        self._periods = lru_cache(RESULTS_KEPT)(self._read_periods)
        self._numerals = lru_cache(RESULTS_KEPT)(lambda text: self._scan(text).numerals)

    def quantities(self, text: str) -> tuple[FoundQuantity, ...]:
        """Give the quantities of a text in order; one may lie within another."""
        return self._quantities(text)

    def periods(self, text: str, today: date | None) -> tuple[FoundPeriod, ...]:
        """Give the periods of a text in order, reckoned from `today`, the date of its source."""
        return self._periods(text, today)

    def numerals(self, text: str) -> tuple[Numeral, ...]:
        """Give every numeral of a text in order, none within another."""
        return self._numerals(text)

    def _read_quantities(self, text: str) -> tuple[FoundQuantity, ...]:
        scan = self._scan(text)
        openers = scan.marks.openers
        if not openers:
            return ()
        taken = self._times(scan).taken
        return tuple(quantities_in(text, scan.tokens, openers, taken, self._known, self._units))

    def _read_periods(self, text: str, today: date | None) -> tuple[FoundPeriod, ...]:
        scan = self._scan(text)
        if not scan.marks.is_calendar:
            return ()
        points = self._times(scan).points
        return tuple(periods_of(text, points, scan.numerals, today, self._calendar))

    def _scan(self, text: str) -> _Scan:
        """Give a text cut up: what is read of it is mostly asked for at once."""
        last = self._last
        if last.text != text:
            last = self._last = self._scanned(text)
        return last

    def _scanned(self, text: str) -> _Scan:
        tokens, marks = cut(text, self._stretch)
        found = [numeral_at(tokens, index, self._known) for index in marks.numerals]
        numerals = tuple([numeral for numeral in found if numeral is not None])
        return _Scan(text, tokens, marks, numerals)

    def _times(self, scan: _Scan) -> _Times:
        if scan.times is None:
            scan.times = self._timed(scan)
        return scan.times

    def _timed(self, scan: _Scan) -> _Times:
        tokens, marks = scan.tokens, scan.marks
        taken = [False] * len(tokens)
        for numeral in scan.numerals:
            if numeral.kind == "ordinal":
                # The 24 of "24. September" is no amount.
                for index in marks.numerals:
                    token = tokens[index]
                    if token.start == numeral.start and token.shape.kind == "number":
                        taken[index] = True
        points = self._points(scan.text, tokens, marks, taken) if marks.is_calendar else ()
        return _Times(points, taken)

    def _points(
        self, text: str, tokens: Sequence[Token], marks: Marks, taken: list[bool]
    ) -> Sequence[Point]:
        """Give the points in time; marks the tokens that they, or open years, take from amounts."""
        starters = [tokens[index] for index in marks.starters]
        starts: list[int] = []
        found: list[Point] = []
        for point in self._calendar.points_in(text, starters):
            starts = starts or [token.start for token in tokens]
            first, after = bisect_left(starts, point.start), bisect_left(starts, point.end)
            # A pattern that ends within a number has read a part of it.
            if tokens[after - 1].end > point.end:
                continue
            if point.is_bare and not self._is_year(text, tokens, taken, first):
                continue
            found.append(point)
            for index in range(first, after):
                if not point.is_span or tokens[index].shape.is_year:
                    taken[index] = True
        return found

    def _is_year(self, text: str, tokens: Sequence[Token], taken: list[bool], index: int) -> bool:
        if not tokens[index].shape.is_year:
            return False
        decided = year_or_amount(text, tokens, index, self._known, self._units)
        if decided == "open":
            taken[index] = True
        return decided == "year"


@lru_cache(maxsize=64)
def _reader(language: str, unit_words: tuple[tuple[str, str], ...]) -> Reader:
    return Reader(language, dict(unit_words))


def reader(language: str, unit_words: Mapping[str, str]) -> Reader:
    """Give the reader of a language (one of LANGUAGES) that knows these unit words."""
    return _reader(language, tuple(sorted(unit_words.items())))
