"""Quantities of several facts in one unit, with their bounds, for tables and charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from typing import NamedTuple

from factbook.model import Fact
from factbook.quantity import Quantity, Unit, in_base, scale_of
from factbook.sheet.facts import AHEAD, JUDGED, fact_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.numbers import NO_BREAK, compact, unit_word
from factbook.sheet.parts import FactRow

# A chart of one bar compares nothing, and neither does one whose other bars are too short to see.
LEAST_BARS = 2
LEAST_SHARE = Decimal("0.02")


class Measure(NamedTuple):
    """A quantity among others of its unit: `low` and `high` in the common unit, None where open.

    `bound` says how the end of its bar looks; `is_plan` and `is_view` how it is filled.
    """

    row: FactRow
    name: str
    note: str
    low: Decimal | None
    high: Decimal | None
    bound: str
    text: str
    is_plan: bool
    is_view: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """Facts in one common unit, the largest first. `unit` names it, its scale word included.

    So many smaller ones as `left_out` says are not among the rows.
    """

    id: str
    title: str
    unit: str
    rows: tuple[Measure, ...]
    left_out: int = 0

    @property
    def has_notes(self) -> bool:
        """Tell whether a row has a note, so that the table needs a column for it."""
        return any(row.note for row in self.rows)

    @property
    def has_speakers(self) -> bool:
        """Tell whether somebody other than a source says one of the amounts."""
        return any(row.row.says for row in self.rows)

    @property
    def has_times(self) -> bool:
        """Tell whether one of the amounts has a time."""
        return any(row.row.time for row in self.rows)

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether a chart would compare something: two visible bars, none below nothing."""
        ends = [max(row.low or Decimal(0), row.high or Decimal(0)) for row in self.rows]
        least = max(ends, default=Decimal(0)) * LEAST_SHARE
        visible = [end for end in ends if end > least]
        return len(visible) >= LEAST_BARS and all((row.low or Decimal(0)) >= 0 for row in self.rows)


def measures_of(
    lookup: Lookup,
    id: str,
    title: str,
    facts: Sequence[tuple[Fact, str, str]],
    left_out: int = 0,
) -> Measures:
    """Bring facts of one base unit to a common unit; each comes with its name and a note."""
    units = lookup.book.vocabulary.units
    values = [fact.value for fact, _, _ in facts if isinstance(fact.value, Quantity)]
    common = units[max((value.unit for value in values), key=lambda unit: units[unit].factor)]
    ends = [
        end / common.factor
        for value in values
        for end in _ends(in_base(value, units))
        if end is not None
    ]
    divisor, scale = scale_of(max((abs(end) for end in ends), default=Decimal(0)))
    rows = [
        _measure(lookup, fact, name, note, common, divisor)
        for fact, name, note in facts
        if isinstance(fact.value, Quantity)
    ]
    record = lookup.book.vocabulary.unit_records[common.id]
    return Measures(
        id,
        title,
        f"{scale.strip()} {unit_word(record)}".strip(),
        tuple(sorted(rows, key=lambda row: (-(row.high or row.low or Decimal(0)), row.name))),
        left_out,
    )


def largest(lookup: Lookup, facts: Sequence[Fact], most: int) -> Sequence[Fact]:
    """Give the facts with the largest amounts, if there are more than `most`; else all as told."""
    if len(facts) <= most:
        return facts
    units = lookup.book.vocabulary.units
    return nsmallest(most, facts, key=lambda fact: (-_size(fact, units), fact.ref))


def by_unit(lookup: Lookup, facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Group quantity facts by their base unit, in the order in which units first stand."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if isinstance(fact.value, Quantity):
            found.setdefault(lookup.book.vocabulary.units[fact.value.unit].base, []).append(fact)
    return found


def _size(fact: Fact, units: Mapping[str, Unit]) -> Decimal:
    if not isinstance(fact.value, Quantity):
        return Decimal(0)
    amount = fact.value.high or fact.value.low or Decimal(0)
    return amount * units[fact.value.unit].factor


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    return quantity.low, quantity.high


def _measure(
    lookup: Lookup, fact: Fact, name: str, note: str, common: Unit, scale: Decimal
) -> Measure:
    value = fact.value
    assert isinstance(value, Quantity)
    vocabulary = lookup.book.vocabulary
    base = in_base(value, vocabulary.units)
    divisor = common.factor * scale
    text = compact(value, vocabulary.unit_records)
    if value.unit != common.id:
        text += NO_BREAK + unit_word(vocabulary.unit_records[value.unit])
    stands = lookup.states[fact.state].stands
    return Measure(
        row=fact_row(lookup, fact, with_proof=False),
        name=name,
        note=note,
        low=None if base.low is None else base.low / divisor,
        high=None if base.high is None else base.high / divisor,
        bound=value.bound or "",
        text=text,
        is_plan=stands == AHEAD,
        is_view=stands == JUDGED,
    )
