"""Tells what a piece of text is, by itself: the only place where words are looked up."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal

from factbook.reading.compounds import compound_of
from factbook.reading.found import NumeralKind
from factbook.reading.language import Language
from factbook.reading.shape import OPENERS, Kind, Shape
from factbook.reading.tokens import NUMBER, Parts
from factbook.reading.units import Units

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# Earlier ones are years only where other words make them so.
EARLIEST_TOLD_YEAR = 1500
# Longer numbers are identifiers, and arithmetic on them would not be exact.
MOST_DIGITS = 20
SOFT_HYPHEN = "\u00ad"
_NUMBER = re.compile(NUMBER)
_SCALED_TAIL = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[a-z]+)")
_HYPHEN = re.compile("[\u2010\u2011]")
_SPACES = re.compile("[\u00a0\u202f\u2009]")
_LEADING_ZERO = re.compile(r"0\d")
_THREE_ZEROS = re.compile(r"\d{1,3}[.,]000")


@lru_cache(maxsize=65536)
def decimal_of(text: str, locale: Locale) -> Decimal | None:
    """Read digits as the locale writes them, through Babel; None where it would not write so."""
    usual = _usual(locale)
    plain = _SPACES.sub(usual.group, text)
    # "007" is no amount, and too many digits are an identifier.
    if len(plain) > MOST_DIGITS or _LEADING_ZERO.match(plain):
        return None
    # Every locale writes these so.
    if plain.isascii() and plain.isdigit():
        return Decimal(plain)
    try:
        number = (
            Decimal(plain.replace(usual.group, "").replace(usual.point, "."))
            if usual.form.fullmatch(plain)
            else parse_decimal(plain, locale=locale, strict=True)
        )
    except NumberFormatError:
        return None
    # "1,000 GPUs" in German is a thousand in English dress more likely than 1 with three zeros.
    if _THREE_ZEROS.fullmatch(plain) and number < 1000:
        return None
    return number


class _Usual(NamedTuple):
    """What of a locale's numbers needs no reading through Babel, with the signs in it."""

    form: re.Pattern[str]
    group: str
    point: str


@lru_cache
def _usual(locale: Locale) -> _Usual:
    """Give the form that Babel would write as well: grouped by threes, or not at all."""
    group, point = (locale.number_symbols["latn"][name] for name in ("group", "decimal"))
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+(?:{re.escape(point)}[0-9]+)?"
    if locale.decimal_formats[None].grouping != (3, 3):
        grouped = "(?!)"
    return _Usual(re.compile(rf"{grouped}|[0-9]+{re.escape(point)}[0-9]+"), group, point)


def parts_of(piece: str, group: str, language: Language, units: Units) -> Parts:
    """Tell what a piece consists of: mostly itself; 149,4EUR is a number with a unit."""
    if group == "money":
        return _with_letter(piece, language)
    is_thousands = piece[-1] == "k" and "k" in language.numbers.letters and "k" not in units.exact
    if group == "digits" and is_thousands and _NUMBER.fullmatch(piece[:-1]):
        return _with_letter(piece, language)
    if group == "digits":
        return _digits(piece, language, units)
    if group == "letters":
        return ((0, len(piece), word_shape(piece, language, units)),)
    if group == "sign":
        unit = units.exact.get(piece)
        return ((0, 1, Shape("sign", piece, piece, unit=unit, is_measure=True)),)
    if group == "date" and piece[-1] == "." and not language.dates.has_dotted_days:
        end = len(piece) - 1
        return (
            (0, end, number_shape(piece[:end], language)),
            (end, end + 1, Shape("sign", ".", ".")),
        )
    if group == "link":
        return ((0, len(piece), Shape("link", piece, piece)),)
    kind: Kind = "date" if group == "date" else "time"
    shape = Shape(
        kind, piece, piece, numeral=(0, len(piece), "digits"), is_calendar=group == "date"
    )
    return ((0, len(piece), shape),)


def number_shape(text: str, language: Language) -> Shape:
    """Tell of digits: their amount, None if they are written unlike the language's numbers."""
    year = int(text) if len(text) == 4 and text.isdigit() else 0
    is_year = EARLIEST_YEAR <= year <= LATEST_YEAR
    return Shape(
        "number",
        text,
        text,
        value=decimal_of(text, language.locale),
        numeral=(0, len(text), "digits"),
        is_year=is_year,
        is_calendar=EARLIEST_TOLD_YEAR <= year <= LATEST_YEAR,
        opens=True,
    )


def _digits(piece: str, language: Language, units: Units) -> Parts:
    match = _NUMBER.match(piece)
    assert match is not None
    number, tail = match.group(), _HYPHEN.sub("-", piece[match.end() :])
    if not tail:
        return ((0, len(number), number_shape(number, language)),)
    if tail[0] == "-":
        second = _NUMBER.fullmatch(tail[1:])
        if second is not None:
            at = len(number) + 1
            return (
                (0, len(number), number_shape(number, language)),
                (len(number), at, Shape("sign", "-", "-")),
                (at, len(piece), number_shape(tail[1:], language)),
            )
        if scaled := _SCALED_TAIL.fullmatch(tail[1:]):
            later, scale = scaled["number"], scaled["scale"]
            if scale in language.numbers.scales:
                at, end = len(number) + 1, len(number) + 1 + len(later)
                return (
                    (0, len(number), number_shape(number, language)),
                    (len(number), at, Shape("sign", "-", "-")),
                    (at, end, number_shape(later, language)),
                    (end, len(piece), word_shape(scale, language, units)),
                )
        return ((0, len(piece), _compound_or_name(piece, language, units)),)
    word = tail.lower()
    if units.of_word(piece[len(number) :], word) is not None or word in language.numbers.scales:
        return (
            (0, len(number), number_shape(number, language)),
            (len(number), len(piece), word_shape(piece[len(number) :], language, units)),
        )
    return ((0, len(piece), _suffixed(piece, number, word, language, units)),)


def _with_letter(piece: str, language: Language) -> Parts:
    """Tell of digits with the letter of a scale: $1.2B, £300m, 400k."""
    number, letter = piece[:-1], piece[-1]
    scale = language.numbers.letters.get(letter.lower())
    if scale is None:
        digits: tuple[int, int, NumeralKind] = (0, len(piece), "digits")
        return ((0, len(piece), Shape("barrier", piece, piece, numeral=digits, opens=True)),)
    numeral: tuple[int, int, NumeralKind] = (0, 1, "word")
    return (
        (0, len(number), number_shape(number, language)),
        (
            len(number),
            len(piece),
            Shape("scale", letter, letter.lower(), scale=scale, numeral=numeral, opens=True),
        ),
    )


def _suffixed(piece: str, number: str, word: str, language: Language, units: Units) -> Shape:
    """Tell of digits with letters right behind them: 1990er, 3x, 2nd, or part of a name."""
    numeral: tuple[int, int, NumeralKind] = (0, len(piece), "digits")
    if word in language.compounds.decades:
        return Shape("barrier", piece, word, numeral=numeral, opens=True)
    if language.compounds.times_part.fullmatch(word):
        numeral, value = (0, len(piece), "multiple"), decimal_of(number, language.locale)
        return Shape("multiple", piece, word, value, numeral=numeral, opens=True)
    if word in language.compounds.ordinal_suffixes and number.isdigit():
        numeral = (0, len(piece), "ordinal")
        return Shape("ordinal", piece, piece, value=Decimal(number), numeral=numeral)
    return _compound_or_name(piece, language, units)


def _compound_or_name(piece: str, language: Language, units: Units) -> Shape:
    word = _HYPHEN.sub("-", piece).lower()
    found = compound_of(piece, word, language, units, decimal_of)
    if found is None:
        return Shape("name", piece, word, unit=units.of_head(piece, word), is_capital=True)
    is_calendar = language.dates.calendar.hold(word)
    return replace(found, is_calendar=is_calendar)


def word_shape(text: str, language: Language, units: Units) -> Shape:
    """Tell of a word: which number word, compound or unit it is."""
    plain = _HYPHEN.sub("-", text.replace(SOFT_HYPHEN, ""))
    word = plain.lower()
    is_calendar = language.dates.calendar.hold(word)
    meaning = _amount_word(word, len(text), language) or _rank_word(word, len(text), language)
    if meaning is None:
        found = compound_of(plain, word, language, units, decimal_of)
        if found is not None:
            found = _unsplit(found, text) if plain != _HYPHEN.sub("-", text) else found
            return replace(found, text=text, is_calendar=is_calendar, is_capital=text[0].isupper())
        meaning = _other_word(word, len(text), language)
    unit = units.of_head(plain, word)
    return Shape(
        kind=meaning.kind,
        text=text,
        word=word,
        value=meaning.value,
        scale=meaning.scale,
        vague=meaning.vague,
        unit=unit,
        is_measure=unit is not None and units.is_measure(plain, word),
        numeral=meaning.numeral,
        is_calendar=is_calendar,
        opens=meaning.kind in OPENERS,
        is_capital=text[0].isupper(),
    )


class _Meaning(NamedTuple):
    """What a word is, apart from the unit that it may name."""

    kind: Kind
    value: Decimal | None = None
    scale: Decimal | None = None
    vague: str = ""
    numeral: tuple[int, int, NumeralKind] | None = None


def _amount_word(word: str, length: int, language: Language) -> _Meaning | None:
    numbers = language.numbers
    if word in numbers.articles:
        return _Meaning("article", Decimal(1))
    if word in numbers.several:
        return _Meaning("several", vague="several")
    if word in numbers.crowds:
        vague, scale = numbers.crowds[word]
        return _Meaning("crowd", scale=scale, vague=vague, numeral=(0, length, "word"))
    if word in numbers.scales:
        return _Meaning("scale", scale=numbers.scales[word], numeral=(0, length, "word"))
    if word in numbers.places:
        bound, end = numbers.places[word]
        return _Meaning("places", vague=bound, numeral=(0, min(end, length), "word"))
    number = numbers.cardinal(word)
    if number is None:
        return None
    # "tausend" is a number and, after another one, a scale.
    thousand = number if number == 1000 else None
    return _Meaning("cardinal", number, scale=thousand, numeral=(0, length, "word"))


def _rank_word(word: str, length: int, language: Language) -> _Meaning | None:
    numbers = language.numbers
    if numbers.barriers.fullmatch(word):
        return _Meaning("barrier", numeral=(0, length, "word"))
    if numbers.halvings.fullmatch(word):
        return _Meaning("barrier", numeral=(0, length, "multiple"))
    place = numbers.ordinal(word)
    if place is not None:
        return _Meaning("ordinal", Decimal(place), numeral=(0, length, "ordinal"))
    first = numbers.superlative(word)
    if first is not None:
        return _Meaning("ordinal", Decimal(first[0]), numeral=(0, first[1], "ordinal"))
    times = numbers.multiple(word)
    return None if times is None else _Meaning("multiple", times, numeral=(0, length, "multiple"))


def _other_word(word: str, length: int, language: Language) -> _Meaning:
    prefix = language.compounds.year_prefix.match(word)
    if prefix is not None:
        return _Meaning("name", numeral=(prefix.end(), length, "digits"))
    return _Meaning("name" if any(character.isdigit() for character in word) else "word")


def _unsplit(shape: Shape, text: str) -> Shape:
    """Give a compound with soft hyphens one span: where its parts end is not told apart."""
    kind = None if shape.numeral is None else shape.numeral[2]
    numeral = None if kind is None else (0, len(text), kind)
    return replace(shape, numeral=numeral, inner_end=len(text))
