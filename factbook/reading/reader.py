"""The reader of one language with one vocabulary: text in, numerals, quantities and periods out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from factbook.reading.calendar_de import GERMAN_CALENDAR
from factbook.reading.calendar_en import ENGLISH_CALENDAR
from factbook.reading.english import ENGLISH
from factbook.reading.found import FoundPeriod, FoundQuantity, Numeral
from factbook.reading.german import GERMAN
from factbook.reading.language import Language
from factbook.reading.periods import Calendar, periods_of
from factbook.reading.points import Point
from factbook.reading.quantities import quantities_in
from factbook.reading.shape import Token
from factbook.reading.shapes import parts_of
from factbook.reading.tokens import cut
from factbook.reading.units import Units, units_of
from factbook.reading.years import year_or_amount

_LANGUAGES: Mapping[str, tuple[Language, Calendar]] = {
    "de": (GERMAN, GERMAN_CALENDAR),
    "en": (ENGLISH, ENGLISH_CALENDAR),
}
LANGUAGES: tuple[str, ...] = tuple(_LANGUAGES)
TEXTS_KEPT = 16384
PIECES_KEPT = 262144
# Digits with a full stop that count: days of a month, quarters.
LONGEST_ORDINAL = 2


@dataclass(frozen=True, slots=True)
class _Scan:
    """A text cut up: tokens, which of them belong to times, the points in time, the numerals."""

    tokens: tuple[Token, ...]
    taken: tuple[bool, ...]
    points: tuple[Point, ...]
    numerals: tuple[Numeral, ...]


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
        self._parts = lru_cache(PIECES_KEPT)(
            lambda piece, group: parts_of(piece, group, known, self._units)
        )
        self._scan = lru_cache(TEXTS_KEPT)(self._scanned)
        self._quantities = lru_cache(TEXTS_KEPT)(self._read_quantities)
        self._periods = lru_cache(TEXTS_KEPT)(self._read_periods)

    def quantities(self, text: str) -> tuple[FoundQuantity, ...]:
        """Give the quantities of a text in order; one may lie within another."""
        return self._quantities(text)

    def periods(self, text: str, today: date | None) -> tuple[FoundPeriod, ...]:
        """Give the periods of a text in order; `today` is the date its relative words count from."""
        return self._periods(text, today)

    def numerals(self, text: str) -> tuple[Numeral, ...]:
        """Give every numeral of a text in order, none within another."""
        return self._scan(text).numerals

    def _read_quantities(self, text: str) -> tuple[FoundQuantity, ...]:
        scan = self._scan(text)
        return tuple(quantities_in(text, scan.tokens, scan.taken, self._known, self._units))

    def _read_periods(self, text: str, today: date | None) -> tuple[FoundPeriod, ...]:
        scan = self._scan(text)
        if not scan.points:
            return ()
        return tuple(periods_of(text, scan.points, scan.numerals, today, self._calendar))

    def _scanned(self, text: str) -> _Scan:
        tokens = cut(text, self._parts, self._known.compounds.abbreviations)
        taken = [False] * len(tokens)
        points: tuple[Point, ...] = ()
        if any(token.shape.is_calendar for token in tokens):
            points = tuple(self._points(text, tokens, taken))
        return _Scan(tokens, tuple(taken), points, _numerals(tokens, self._known))

    def _points(self, text: str, tokens: Sequence[Token], taken: list[bool]) -> list[Point]:
        """Give the points in time; marks the tokens that they, or open years, take from amounts."""
        places = {token.start: index for index, token in enumerate(tokens)}
        found: list[Point] = []
        for point in self._calendar.points_in(text):
            if point.is_bare and not self._is_year(text, tokens, taken, places.get(point.start)):
                continue
            found.append(point)
            for index, token in enumerate(tokens):
                if point.start <= token.start < point.end and (
                    not point.is_span or token.shape.is_year
                ):
                    taken[index] = True
        return found

    def _is_year(
        self, text: str, tokens: Sequence[Token], taken: list[bool], index: int | None
    ) -> bool:
        if index is None or not tokens[index].shape.is_year:
            return False
        decided = year_or_amount(text, tokens, index, self._known, self._units)
        if decided == "open":
            taken[index] = True
        return decided == "year"


def _numerals(tokens: Sequence[Token], language: Language) -> tuple[Numeral, ...]:
    found: list[Numeral] = []
    for index, token in enumerate(tokens):
        shape = token.shape
        if shape.kind == "article":
            if index + 1 < len(tokens) and _is_counted_one(tokens, index, language):
                found.append(Numeral(token.start, token.end, "word"))
        elif shape.numeral is not None:
            if _is_ordinal(tokens, index, language):
                found.append(Numeral(token.start, token.end + 1, "ordinal"))
                continue
            if shape.word in language.dates.doubtful_ordinals and not _is_placed(
                tokens, index, language
            ):
                continue
            start, end, kind = shape.numeral
            found.append(Numeral(token.start + start, token.start + end, kind))
    return tuple(found)


def _is_placed(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell "im achten Jahr" from "zu achten"."""
    return index > 0 and tokens[index - 1].shape.word in language.dates.before_ordinals


def _is_counted_one(tokens: Sequence[Token], index: int, language: Language) -> bool:
    following = tokens[index + 1].shape
    if following.kind == "scale" or (following.kind == "cardinal" and following.scale):
        return True
    if language.numbers.joint and following.value == 100:
        return True
    return (
        tokens[index].shape.word in language.numbers.counting_articles
        and following.unit is not None
    )


def _is_ordinal(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether digits with a full stop are an ordinal: 24. September, 1. Quartal."""
    if index + 2 >= len(tokens) or tokens[index].shape.kind != "number":
        return False
    stop, following = tokens[index + 1], tokens[index + 2]
    return (
        stop.shape.text == "."
        and stop.start == tokens[index].end
        and len(tokens[index].shape.text) <= LONGEST_ORDINAL
        and language.dates.after_ordinals.match(following.shape.word) is not None
    )


@lru_cache(maxsize=64)
def _reader(language: str, unit_words: tuple[tuple[str, str], ...]) -> Reader:
    return Reader(language, dict(unit_words))


def reader(language: str, unit_words: Mapping[str, str]) -> Reader:
    """Give the reader of a language (one of LANGUAGES) that knows these unit words."""
    return _reader(language, tuple(sorted(unit_words.items())))
