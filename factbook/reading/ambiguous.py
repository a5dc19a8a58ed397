"""A bound word that may say something else, as the deciders of a language are given it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from factbook.reading.shape import Token

# The amount is a bound in the sense of the word, or exactly what is told.
Decision = Literal["beyond", "exact"]


class Ambiguous(NamedTuple):
    """A bound word at token `first`, before an amount that ends before token `after`."""

    tokens: Sequence[Token]
    first: int
    after: int
    is_measure: bool
    low: Decimal
