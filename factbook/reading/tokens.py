"""Cuts a text into tokens: numbers, words with their hyphens, dates, times, links and signs."""

from __future__ import annotations

import re
from collections.abc import Callable
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


class Stretch(NamedTuple):
    """What stands between two spaces: its parts, and whether one may tell an amount or a time.

    A part that tells neither may still matter to one that does, such as a unit.
    """

    parts: Parts
    tells: bool


def cut(
    text: str, stretch_of: Callable[[str], Stretch]
) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """Cut a text into tokens; gives them, and the indexes of those that may tell an amount or time.

    No token holds a space and none is told by what stands beyond one, so that a stretch without
    spaces has the same tokens wherever it stands: it is cut up once, and texts repeat them.
    """
    tokens: list[Token] = []
    telling: list[int] = []
    start = 0
    for words in text.split(" "):
        parts, tells = stretch_of(words)
        if tells:
            telling.extend(range(len(tokens), len(tokens) + len(parts)))
        for left, right, shape in parts:
            tokens.append(Token(start + left, start + right, shape))
        start += len(words) + 1
    return tuple(tokens), tuple(telling)


def cut_stretch(
    words: str, parts_of: Callable[[str, str], Parts], abbreviations: frozenset[str]
) -> Stretch:
    """Cut words without spaces; `parts_of` tells what a piece (text and group) consists of."""
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
    tells = any(shape.may_be_numeral or shape.opens or shape.is_calendar for _, _, shape in parts)
    return Stretch(tuple(parts), tells)
