"""Walks the tokens of a clause, forwards or backwards, up to the signs that end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factbook.reading.shape import Token

CLAUSE_SIGNS = frozenset('.,;:!?\n–—()„“”"«»')


def ahead(
    tokens: Sequence[Token], index: int, ends: frozenset[str] = CLAUSE_SIGNS
) -> Iterator[Token]:
    """Give the tokens before the one at `index`, the nearest first, up to a sign of `ends`."""
    for place in range(index - 1, -1, -1):
        if tokens[place].shape.text in ends:
            return
        yield tokens[place]


def behind(
    tokens: Sequence[Token], index: int, ends: frozenset[str] = CLAUSE_SIGNS
) -> Iterator[Token]:
    """Give the tokens from `index` on, up to a sign of `ends`."""
    for place in range(index, len(tokens)):
        if tokens[place].shape.text in ends:
            return
        yield tokens[place]
