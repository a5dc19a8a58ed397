"""German number words: cardinals to 999 999, ordinals, multiples, magnitudes; all in lower case."""

from __future__ import annotations

import re
from decimal import Decimal

from factbook.reading.language import NumberWords
from factbook.reading.word_lists import word_set

_ONES = {
    "ein": 1,
    "eins": 1,
    "zwei": 2,
    "zwo": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
}
_TEENS = {
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "dreizehn": 13,
    "vierzehn": 14,
    "fünfzehn": 15,
    "sechzehn": 16,
    "siebzehn": 17,
    "achtzehn": 18,
    "neunzehn": 19,
}
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "dreissig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
_IRREGULAR = {
    "null": Decimal(0),
    "zweier": Decimal(2),
    "dreier": Decimal(3),
    "anderthalb": Decimal("1.5"),
    "eineinhalb": Decimal("1.5"),
    "zweieinhalb": Decimal("2.5"),
    "dreieinhalb": Decimal("3.5"),
    "viereinhalb": Decimal("4.5"),
}


def _one_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_HUNDRED = (
    rf"(?:(?P<one{{0}}>{_one_of(_ONES)})und(?P<ten{{0}}>{_one_of(_TENS)})"
    rf"|(?P<only{{0}}>{_one_of(_TEENS | _TENS | _ONES)}))"
)
_BELOW_THOUSAND = (
    rf"(?:(?P<hundred{{0}}>{_one_of(_ONES)})?(?P<is{{0}}>hundert)(?:und)?)?{_BELOW_HUNDRED}?"
)
_CARDINAL = re.compile(
    rf"(?:(?:{_BELOW_THOUSAND.format(1)})(?P<thousand>tausend)(?:und)?)?(?:{_BELOW_THOUSAND.format(2)})"
)
# What a spelled number begins with; only such words are worth the full pattern.
_BEGINNING = re.compile(
    "null|zw|dr|vier|fünf|sech|sieb|acht|neun|zehn|elf|hundert|tausend|ein|ander"
)

_ARTICLES = word_set("ein eine einer einen einem eines")
_SCALES = {
    **dict.fromkeys(("tsd.", "tsd"), Decimal(10) ** 3),
    **dict.fromkeys(("million", "millionen", "mio", "mio.", "mill."), Decimal(10) ** 6),
    **dict.fromkeys(("milliarde", "milliarden", "mrd", "mrd.", "mia.", "mia"), Decimal(10) ** 9),
    **dict.fromkeys(("billion", "billionen", "bio.", "bio"), Decimal(10) ** 12),
}
# Plurals that name a vague amount when they stand alone: Hunderttausende is hundreds of thousand.
_CROWDS = {
    "hunderte": ("hundreds of", Decimal(1)),
    "hunderten": ("hundreds of", Decimal(1)),
    "tausende": ("several", Decimal(10) ** 3),
    "tausenden": ("several", Decimal(10) ** 3),
    "zehntausende": ("tens of", Decimal(10) ** 3),
    "zehntausenden": ("tens of", Decimal(10) ** 3),
    "hunderttausende": ("hundreds of", Decimal(10) ** 3),
    "hunderttausenden": ("hundreds of", Decimal(10) ** 3),
    "millionen": ("several", Decimal(10) ** 6),
    "milliarden": ("several", Decimal(10) ** 9),
    "billionen": ("several", Decimal(10) ** 12),
}
_STEMS = {"erst": 1, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}
_ORDINAL = re.compile(r"(?P<stem>\w+?t)(?:e|en|er|es|em|ens)")
_SUPERLATIVE = re.compile(
    r"(?P<stem>\w+?t)(?:größte|höchste|beste|wichtigste|teuerste|stärkste|schnellste|älteste|"
    r"längste|reichste|wertvollste|meiste)[nrsm]?"
)
_MULTIPLE = re.compile(r"(?P<number>\w+?)-?(?:mal|fach(?:e[nrsm]?)?|malige?[nrsm]?)")
_MULTIPLY = re.compile(r"ver(?P<number>\w+?)fach(?:t|te|ten|en|ung|ter|tem|tes)?")
_DOUBLE = re.compile(
    r"doppelt(?:e[nrsm]?)?|doppelten|verdopp(?:el|l)(?:t|te|ten|n|ung|ter)|verdoppeln"
)
# Numerals of which no amount can be read.
_BARRIERS = re.compile(
    r"dutzende?n?|dutzends|viertelmillion|halbe[nrs]?|"
    r"(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)?"
    r"(?:drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel|hundertstel|tausendstel|"
    r"millionstel|milliardstel)[ns]?"
)


_HALVINGS = re.compile(r"hälften?|halbier\w*|halb")
# Numbers as they stand in spans of time: drei Monate später.
NUMBER_WORD = (
    r"(?i:\d+(?:,\d+)?|ein(?:e[nrms]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|"
    r"zwanzig|dreißig|hundert|mehrere[nr]?|einige[nr]?|wenige[nr]?)"
)


def cardinal(word: str) -> Decimal | None:
    """Read a spelled cardinal such as zweihundertfünfzig; None for the articles ein, eine ..."""
    if not _BEGINNING.match(word) or word in _ARTICLES:
        return None
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return _regular(word)


def _regular(word: str) -> Decimal | None:
    match = _CARDINAL.fullmatch(word)
    if match is None or not word:
        return None
    below = _below_thousand(match, 2)
    if match["thousand"]:
        return Decimal((_below_thousand(match, 1) or 1) * 1000 + below)
    return Decimal(below)


def _below_thousand(match: re.Match[str], part: int) -> int:
    total = 0
    if match[f"is{part}"]:
        total += 100 * _ONES.get(match[f"hundred{part}"] or "ein", 1)
    if match[f"only{part}"]:
        return total + (_TEENS | _TENS | _ONES)[match[f"only{part}"]]
    if match[f"ten{part}"]:
        total += _ONES[match[f"one{part}"]] + _TENS[match[f"ten{part}"]]
    return total


def counted(word: str) -> Decimal | None:
    """Read the number at the head of a compound, where ein counts too: Einjahresvertrag."""
    return Decimal(1) if word in ("ein", "eine") else cardinal(word)


def ordinal(word: str) -> int | None:
    """Read an ordinal such as zweiten or fünfundzwanzigste; None for any other word."""
    match = _ORDINAL.fullmatch(word)
    return _ordinal_stem(match["stem"]) if match else None


def superlative(word: str) -> tuple[int, int] | None:
    """Read the ordinal in a word such as zweitgrößte: its number and the length of its part."""
    match = _SUPERLATIVE.fullmatch(word)
    number = _ordinal_stem(match["stem"]) if match else None
    return (number, len(match["stem"])) if match and number and number > 1 else None


def _ordinal_stem(stem: str) -> int | None:
    if stem in _STEMS:
        return _STEMS[stem]
    number = cardinal(stem[:-2]) if stem.endswith("st") else None
    if number is not None and number >= 20:
        return int(number)
    number = cardinal(stem[:-1])
    if number is not None and 1 < number < 20 and number not in (3, 7) and number == int(number):
        return int(number)
    return None


def multiple(word: str) -> Decimal | None:
    """Read a multiple: doppelt, dreimal, zehnfache, vervierfacht; None for einmal, einfach."""
    if _DOUBLE.fullmatch(word):
        return Decimal(2)
    match = _MULTIPLE.fullmatch(word) or _MULTIPLY.fullmatch(word)
    return cardinal(match["number"]) if match else None


_PLACES = {"ein": "one-digit", "zwei": "two-digit", "drei": "three-digit"}

GERMAN_NUMBERS = NumberWords(
    cardinal=cardinal,
    counted=counted,
    ordinal=ordinal,
    superlative=superlative,
    multiple=multiple,
    articles=_ARTICLES,
    counting_articles=frozenset(),
    scales=_SCALES,
    letters={},
    crowds=_CROWDS,
    never_crowd=word_set(
        "zig viele vielen vieler wenige wenigen weniger paar halbe halben unzählige unzähligen "
        "etliche etlichen hundert pro je keine keinen keiner abermillionen"
    ),
    loosening=word_set("paar etliche etlichen viele vielen wenige wenigen unzählige zig"),
    barriers=_BARRIERS,
    halvings=_HALVINGS,
    halves=frozenset(("halbe", "halben", "halber")),
    halves_before=frozenset(),
    unsure_scales=frozenset(),
    several=word_set("mehrere mehreren mehrerer einige einigen einiger"),
    several_of_units=frozenset(("mehrere", "mehreren", "mehrerer")),
    places={
        f"{number}stellig{ending}": (bound, len(number))
        for number, bound in _PLACES.items()
        for ending in ("", "e", "en", "er", "es", "em")
    },
    joint="",
    signs={"minus": -1, "plus": 1},
)
