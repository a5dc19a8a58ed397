"""English number words: cardinals, ordinals, multiples, magnitudes; all in lower case."""

from __future__ import annotations

import re
from decimal import Decimal

from factbook.reading.language import NumberWords
from factbook.reading.word_lists import word_set

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_CARDINALS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS))},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "hundred": 100,
    **{
        f"{ten}-{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, start=2)
        for ones, one in enumerate(_ONES)
        if ones
    },
}
_IRREGULAR_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "hundredth": 100,
}
_ORDINALS = {
    **{f"{word}th": number for word, number in _CARDINALS.items() if number > 3},
    **{f"{word[:-1]}ieth": number for word, number in _CARDINALS.items() if word.endswith("ty")},
    **{
        f"{ten}-{word}": 10 * tens + number
        for tens, ten in enumerate(_TENS, start=2)
        for word, number in _IRREGULAR_ORDINALS.items()
        if number < 10
    },
}
for _wrong in ("fiveth", "eightth", "nineth", "twelveth", "oneth", "twoth", "threeth"):
    _ORDINALS.pop(_wrong, None)
_ORDINALS |= _IRREGULAR_ORDINALS
_MULTIPLES = {
    **dict.fromkeys(("twice", "double", "doubled", "doubles", "doubling", "twofold"), Decimal(2)),
    **dict.fromkeys(
        ("thrice", "triple", "tripled", "triples", "tripling", "threefold"), Decimal(3)
    ),
    **dict.fromkeys(("quadruple", "quadrupled", "quadrupling", "fourfold"), Decimal(4)),
}
_FOLD = re.compile(r"(?P<number>\w+?)-?fold")

_ARTICLES = frozenset(("a", "an", "one"))
_SCALES = {
    "thousand": Decimal(10) ** 3,
    **dict.fromkeys(("lakh", "lakhs"), Decimal(10) ** 5),
    **dict.fromkeys(("million", "mn", "mln"), Decimal(10) ** 6),
    **dict.fromkeys(("crore", "crores"), Decimal(10) ** 7),
    **dict.fromkeys(("billion", "bn", "bln"), Decimal(10) ** 9),
    **dict.fromkeys(("trillion", "tn", "trn", "trln"), Decimal(10) ** 12),
}
_CROWDS = {
    "tens": ("tens of", Decimal(1)),
    "hundreds": ("hundreds of", Decimal(1)),
    "thousands": ("several", Decimal(10) ** 3),
    "millions": ("several", Decimal(10) ** 6),
    "billions": ("several", Decimal(10) ** 9),
    "trillions": ("several", Decimal(10) ** 12),
}
_BARRIERS = re.compile(
    r"dozens?|thirds|quarters|fifths|sixths|eighths|tenths|hundredths|(?:one|two|three|four|five|a)-(?:thirds?|quarters?|fifths?|half)|"
    r"scores"
)
_HALVINGS = re.compile(r"halves|halved|halving")


def cardinal(word: str) -> Decimal | None:
    """Read one word of a number, such as thirty-eight or hundred; None for a, an and one."""
    number = _CARDINALS.get(word) if word not in _ARTICLES else None
    return None if number is None else Decimal(number)


def counted(word: str) -> Decimal | None:
    """Read the number at the head of a compound, where one counts too: one-year."""
    return Decimal(1) if word == "one" else cardinal(word)


def ordinal(word: str) -> int | None:
    """Read an ordinal such as third or twenty-first; None for any other word."""
    return _ORDINALS.get(word)


def superlative(word: str) -> tuple[int, int] | None:
    """Read the ordinal in a word such as second-largest: its number and the length of its part."""
    head, _, tail = word.partition("-")
    number = _ORDINALS.get(head)
    if not number or not tail:
        return None
    is_ranked = number > 1 and tail.endswith("est")
    return (number, len(head)) if is_ranked or tail in ("quarter", "half") else None


def multiple(word: str) -> Decimal | None:
    """Read a multiple such as twice, doubled or tenfold; None for any other word."""
    if word in _MULTIPLES:
        return _MULTIPLES[word]
    match = _FOLD.fullmatch(word)
    return cardinal(match["number"]) if match else None


_PLACES = {
    "one-digit": ("one", "single"),
    "two-digit": ("two", "double"),
    "three-digit": ("three", "triple"),
}

ENGLISH_NUMBERS = NumberWords(
    cardinal=cardinal,
    counted=counted,
    ordinal=ordinal,
    superlative=superlative,
    multiple=multiple,
    articles=_ARTICLES,
    counting_articles=frozenset(("one",)),
    scales=_SCALES,
    letters={
        "k": Decimal(10) ** 3,
        "m": Decimal(10) ** 6,
        "b": Decimal(10) ** 9,
        "t": Decimal(10) ** 12,
    },
    crowds=_CROWDS,
    never_crowd=word_set("many few some half countless no per a couple"),
    loosening=word_set("few couple many countless"),
    barriers=_BARRIERS,
    halvings=_HALVINGS,
    halves=frozenset(),
    halves_before=frozenset(("half",)),
    unsure_scales=word_set("k m b t mm mil mill mio mrd bio"),
    several=frozenset(("several",)),
    several_of_units=frozenset(("several",)),
    places={
        f"{word}-digit": (bound, len(word) + len("-digit"))
        for bound, words in _PLACES.items()
        for word in words
    },
    joint="and",
    signs={"minus": -1, "plus": 1},
)
