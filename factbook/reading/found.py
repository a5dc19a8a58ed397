"""What reading gives: the numerals, quantities and periods found in a text, with their spans.

Spans count code points of the text, the end is exclusive.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from factbook.period import Period
from factbook.quantity import Quantity

Span = tuple[int, int]
NumeralKind = Literal["digits", "word", "ordinal", "multiple"]
Direction = Literal["", "to", "by"]


class Numeral(NamedTuple):
    """A number in a text, whether or not anything could be read from it."""

    start: int
    end: int
    kind: NumeralKind


class FoundQuantity(NamedTuple):
    """A quantity in a text, from its bound word to its unit word.

    `numerals` are the spans it reads. `direction` tells a level that is reached ("to": auf 27 Euro)
    from the amount of a change ("by": um 50 Prozent), "" where the words tell neither.
    """

    start: int
    end: int
    quantity: Quantity
    numerals: tuple[Span, ...]
    direction: Direction


class FoundPeriod(NamedTuple):
    """A time in a text; `relative` if it was, or would have to be, reckoned from another date."""

    start: int
    end: int
    period: Period
    relative: bool
    numerals: tuple[Span, ...]
