"""What one piece of a text is: a number, a number word, a compound, a unit, a sign, a word."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from factbook.reading.found import NumeralKind

Kind = Literal[
    "number",  # 1.000  27,44
    "cardinal",  # vier, zweihundertfünfzig
    "article",  # einer, a: a number only before a scale
    "scale",  # Milliarde, Mrd.
    "crowd",  # Hunderttausende, Milliarden: a vague amount when alone
    "magnitude",  # Millionenauftrag, Millionen-Euro-Betrag
    "compound",  # 30-Milliarden-Dollar-Vertrag, Fünfjahresvertrag
    "places",  # zweistelligen
    "several",  # mehrere
    "several compound",  # mehrjährig
    "ordinal",  # ersten, 24.
    "multiple",  # doppelt, dreimal
    "barrier",  # Dutzend, Drittel: a numeral of which no amount is read
    "date",  # 20.11.2025
    "time",  # 11:15
    "name",  # GB200, Qwen3-Max: digits that belong to a name
    "link",
    "sign",
    "word",
]
# The kinds an amount can begin with.
OPENERS = frozenset(
    ("number", "cardinal", "article", "scale", "crowd", "compound", "places", "several")
    + ("several compound", "multiple", "barrier", "magnitude")
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a piece of text is, whatever stands around it; offsets count from its first character.

    `word` is the piece in lower case with plain hyphens. `unit` is the unit that the piece, or its
    last part, names; `inner_unit` is the unit that follows the number within a compound, and
    `inner_end` where that number with its unit ends.
    """

    kind: Kind
    text: str
    word: str
    value: Decimal | None = None
    scale: Decimal | None = None
    vague: str = ""
    unit: str | None = None
    is_measure: bool = False
    inner_unit: str | None = None
    inner_end: int = 0
    numeral: tuple[int, int, NumeralKind] | None = None
    is_year: bool = False
    is_calendar: bool = False
    opens: bool = False
    is_capital: bool = False

    @property
    def may_be_numeral(self) -> bool:
        """Tell whether a piece holds a number, or is one before some words: ein."""
        return self.numeral is not None or self.kind == "article"


class Token(NamedTuple):
    """A piece of a text at its place."""

    start: int
    end: int
    shape: Shape
