"""Cuts a text into tokens: numbers, words with their hyphens, dates, times, links and signs."""

from __future__ import annotations

import re
from collections.abc import Callable

from factbook.reading.shape import Shape, Token

HYPHENS = "-\u2010\u2011"
_NARROW = "\u00a0\u202f\u2009"
NUMBER = rf"(?:\d{{1,3}}(?:[{_NARROW}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
_LETTERS = r"(?:[^\W\d]|\u00ad|['’](?=[^\W\d]))+"
_MORE = rf"(?:[{HYPHENS}]?(?:\d+(?:[.,]\d+)*|{_LETTERS}))*"
PIECE = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?(?![\w-])|\d{1,2}\.\d{1,2}\.(?:(?:\d{4}|\d\d)(?!\d)|(?!\d)))"
    r"|(?P<time>\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    rf"|(?P<digits>{NUMBER}{_MORE})"
    rf"|(?P<letters>[^\W\d]{_MORE})"
    r"|(?P<sign>[^\w\s]|\n)"
)
Parts = tuple[tuple[int, int, Shape], ...]


def cut(
    text: str, parts_of: Callable[[str, str], Parts], abbreviations: frozenset[str]
) -> tuple[Token, ...]:
    """Cut a text into tokens; `parts_of` tells what a piece (text and group) consists of."""
    tokens: list[Token] = []
    for match in PIECE.finditer(text):
        group = match.lastgroup or "sign"
        start = match.start()
        if (
            group == "sign"
            and text[start] == "."
            and tokens
            and tokens[-1].end == start
            and tokens[-1].shape.word in abbreviations
        ):
            tokens[-1] = Token(tokens[-1].start, start + 1, tokens[-1].shape)
            continue
        for left, right, shape in parts_of(match.group(), group):
            tokens.append(Token(start + left, start + right, shape))
    return tuple(tokens)
