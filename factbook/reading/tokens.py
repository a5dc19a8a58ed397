"""Cuts a text into tokens: numbers, words with their hyphens, dates, times, links and signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import NamedTuple

from factbook.reading.shape import Shape, Token

HYPHENS = "-\u2010\u2011"
_NARROW = "\u00a0\u202f\u2009"
NUMBER = rf"(?:\d{{1,3}}(?:[{_NARROW}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
CURRENCY_SIGNS = "$€£¥₹₩₽₺₴₦₱"
_LETTERS = r"(?:[^\W\d]|\u00ad|['’](?=[^\W\d]))+"
_MORE = rf"(?:[{HYPHENS}]?(?:\d+(?:[.,]\d+)*|{_LETTERS}))*"
PIECE = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?![\w-])|\d{1,2}\.\d{1,2}\.(?:(?:\d{4}|\d\d)(?!\d)|(?!\d)))"
    r"|(?P<time>\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    # $1.2B, £300m: right behind the sign of a currency, a letter is a scale.
    rf"|(?P<money>(?<=[{CURRENCY_SIGNS}])\d+(?:[.,]\d+)*[kmbtKMBT](?![^\W_]))"
    rf"|(?P<digits>{NUMBER}{_MORE})"
    rf"|(?P<letters>[^\W\d]{_MORE})"
    r"|(?P<sign>[^\w\s]|\n)"
)
Parts = tuple[tuple[int, int, Shape], ...]
_new = tuple.__new__
_TELLS = itemgetter(2)


class Marks(NamedTuple):
    """Which tokens matter to what is read, by their indexes.

    `numerals` may be numerals, `openers` may begin an amount, `starters` a point in time, which
    needs a token that `is_calendar` somewhere. A token that is none of these may still matter to
    one that is, such as a unit.
    """

    numerals: Sequence[int]
    openers: Sequence[int]
    starters: Sequence[int]
    is_calendar: bool


class Stretch(NamedTuple):
    """What stands between two spaces: its parts, and those that matter, None where none does.

    `tells` is whether there may be something to read in a text that holds it.
    """

    parts: Parts
    marks: Marks | None
    tells: bool


class Pieces(NamedTuple):
    """A text cut up: its tokens, and those that matter. Where nothing can be read it has none."""

    tokens: Sequence[Token]
    marks: Marks


NOTHING = Pieces((), Marks((), (), (), is_calendar=False))


def cut(text: str, stretch_of: Callable[[str], Stretch]) -> Pieces:
    """Cut a text into tokens.

    No token holds a space and none is told by what stands beyond one, so that a stretch without
    spaces has the same tokens wherever it stands: it is cut up once, and texts repeat them.
    """
    words = text.split(" ")
    stretches = [*map(stretch_of, words)]
    if not any(map(_TELLS, stretches)):
        return NOTHING
    tokens: list[Token] = []
    append = tokens.append
    numerals: list[int] = []
    openers: list[int] = []
    starters: list[int] = []
    is_calendar = False
    start = 0
    for (parts, marks, _), length in zip(stretches, map(len, words), strict=True):
        if marks is not None:
            count = len(tokens)
            inner_numerals, inner_openers, inner_starters, tells_time = marks
            for index in inner_numerals:
                numerals.append(count + index)
            for index in inner_openers:
                openers.append(count + index)
            for index in inner_starters:
                starters.append(count + index)
            is_calendar = is_calendar or tells_time
        for left, right, shape in parts:
            # As Token() does it, sooner: this is done for each word of each text.
            append(_new(Token, (start + left, start + right, shape)))
        start += length + 1
    return Pieces(tokens, Marks(numerals, openers, starters, is_calendar))


def cut_stretch(
    words: str,
    parts_of: Callable[[str, str], Parts],
    abbreviations: frozenset[str],
    starts: Callable[[Shape], bool],
) -> Stretch:
    """Cut words without spaces; `parts_of` tells what a piece (text and group) consists of.

    `starts` tells whether a point in time may begin with a shape.
    """
    parts: list[tuple[int, int, Shape]] = []
    for match in PIECE.finditer(words):
        group = match.lastgroup or "sign"
        start = match.start()
        if group == "sign" and words[start] == "." and parts and parts[-1][1] == start:
            first, _, shape = parts[-1]
            if shape.word in abbreviations:
                parts[-1] = (first, start + 1, shape)
                continue
        for left, right, shape in parts_of(match.group(), group):
            parts.append((start + left, start + right, shape))
    numerals: list[int] = []
    openers: list[int] = []
    starters: list[int] = []
    is_calendar = False
    for index, (_, _, shape) in enumerate(parts):
        if shape.may_be_numeral:
            numerals.append(index)
        if shape.opens:
            openers.append(index)
        if starts(shape):
            starters.append(index)
        is_calendar = is_calendar or shape.is_calendar
    tells = bool(numerals or openers or is_calendar)
    matters = tells or bool(starters)
    marks = Marks(numerals, openers, starters, is_calendar) if matters else None
    return Stretch(tuple(parts), marks, tells)
