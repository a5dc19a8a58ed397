"""An amount as it was read at some tokens, and numerals of which none is read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factbook.reading.found import Span
from factbook.reading.shape import Token

NARROW_GAP = 1


class Amount(NamedTuple):
    """A number read at some tokens: `first` and `after` are token indexes, `end` a character.

    Either `low` is its value, or `vague` (one of quantity.VAGUE) with its `scale`. `unit` is known
    only where a compound tells it; `is_closed` says that no unit may be looked for behind it.
    """

    first: int
    after: int
    start: int
    end: int
    low: Decimal | None
    vague: str = ""
    scale: Decimal = Decimal(1)
    is_scaled: bool = False
    unit: str = ""
    is_closed: bool = False
    is_multiple: bool = False
    numerals: tuple[Span, ...] = ()


class Unread(NamedTuple):
    """Numerals of which no amount is read; reading goes on at the token `after`."""

    after: int


def span_of(token: Token) -> Span:
    """Give the span of a token's numeral."""
    assert token.shape.numeral is not None
    start, end, _ = token.shape.numeral
    return token.start + start, token.start + end


def goes_on(tokens: Sequence[Token], after: int) -> bool:
    """Tell whether more words of the same number follow that cannot be read with it."""
    if after >= len(tokens):
        return False
    kind = tokens[after].shape.kind
    return kind in ("scale", "crowd", "barrier") or (
        kind in ("magnitude", "places")
        and tokens[after].start - tokens[after - 1].end <= NARROW_GAP
    )


def past_numbers(tokens: Sequence[Token], after: int) -> int:
    """Give the index behind the number words at `after`."""
    while after < len(tokens) and tokens[after].shape.kind in (
        ("number", "cardinal", "scale", "crowd", "barrier")
    ):
        after += 1
    return after
