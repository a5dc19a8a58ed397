"""Columns of a list of entities, found in the vocabulary: which properties its facts can fill.

Properties of one group that take the same units share a column where there are several units
(all that is money, whatever it buys); so do all dates. The code knows no property.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factbook.model import Entity, Fact
from factbook.quantity import Quantity, in_base
from factbook.sheet.events import LESSER, period_of_fact
from factbook.sheet.facts import JUDGED, figure_for, in_order, time_of
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Figure, State, Time
from factbook.sheet.text import capitalised
from factbook.urls import fact_url

TYPES = ("quantity", "date", "place")
MOST_COLUMNS = 5
# A column that fewer entities than this fill is left to the sheets.
LEAST_FILLED = 3
LEAST_SHARE = 0.2

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of one entity in one column, with the address of its fact.

    `sort` orders the cells of one `unit`, which is "" for what is no amount.
    """

    label: str
    figure: Figure
    state: State
    time: Time | None
    url: str
    sort: str
    unit: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds amounts, and a cell for each entity that has one."""

    label: str
    is_number: bool
    cells: Mapping[str, Cell]


def columns_of(lookup: Lookup, entities: Sequence[Entity]) -> tuple[Column, ...]:
    """Choose the columns that most entities fill, in the order of the vocabulary."""
    found: dict[Key, dict[str, Fact]] = {}
    for entity in entities:
        for fact in _telling(lookup, entity):
            found.setdefault(_key(lookup, fact), {}).setdefault(entity.id, fact)
    least = max(LEAST_FILLED, round(len(entities) * LEAST_SHARE))
    filled = [(key, facts) for key, facts in found.items() if len(facts) >= least]
    chosen = sorted(filled, key=lambda item: (-len(item[1]), item[0]))[:MOST_COLUMNS]
    return tuple(
        _column(lookup, key, facts)
        for key, facts in sorted(chosen, key=lambda item: _place(lookup, item[1]))
    )


def _telling(lookup: Lookup, entity: Entity) -> list[Fact]:
    """Give the facts that can fill a cell, key figures first; no opinions and no snapshots."""
    key = {id: place for place, id in enumerate(entity.key_figures)}
    facts = [
        fact
        for fact in in_order(lookup, entity.facts)
        if not fact.retired
        and fact.value is not None
        and fact.state != LESSER
        and lookup.states[fact.state].stands != JUDGED
        and lookup.book.vocabulary.properties[fact.property].type in TYPES
        and lookup.book.vocabulary.properties[fact.property].change == "no"
    ]
    return sorted(facts, key=lambda fact: key.get(fact.id, len(key)))


def _key(lookup: Lookup, fact: Fact) -> Key:
    known = lookup.book.vocabulary.properties[fact.property]
    if known.type != "quantity":
        return (known.group, (known.type,))
    return (known.group, known.units if len(known.units) > 1 else (fact.property,))


def _place(lookup: Lookup, facts: Mapping[str, Fact]) -> int:
    return min(lookup.property_order[fact.property] for fact in facts.values())


def _column(lookup: Lookup, key: Key, facts: Mapping[str, Fact]) -> Column:
    properties = {fact.property for fact in facts.values()}
    only = lookup.property_label(next(iter(properties)))
    label = only if len(properties) == 1 else capitalised(key[0].replace("_", " "))
    return Column(
        label,
        any(isinstance(fact.value, Quantity) for fact in facts.values()),
        {
            entity: _cell(lookup, fact, with_label=len(properties) > 1)
            for entity, fact in facts.items()
        },
    )


def _cell(lookup: Lookup, fact: Fact, *, with_label: bool) -> Cell:
    figure = figure_for(lookup, fact)
    assert figure is not None
    return Cell(
        label=lookup.property_label(fact.property) if with_label else "",
        figure=figure,
        state=lookup.states[fact.state],
        time=time_of(lookup, fact),
        url=fact_url(lookup.book, fact),
        sort=sort_key(lookup, fact),
        unit=_base_unit(lookup, fact),
    )


def _base_unit(lookup: Lookup, fact: Fact) -> str:
    if not isinstance(fact.value, Quantity):
        return ""
    return lookup.book.vocabulary.units[fact.value.unit].base


def sort_key(lookup: Lookup, fact: Fact) -> str:
    """Give what a table orders a fact by: its amount in the base unit, its first day, its words."""
    if isinstance(fact.value, Quantity):
        base = in_base(fact.value, lookup.book.vocabulary.units)
        amount = base.low if base.low is not None else base.high
        return format(amount, "f") if amount is not None else ""
    period = period_of_fact(fact)
    if period is not None:
        return period.start or period.end or ""
    figure = figure_for(lookup, fact)
    return figure.plain if figure else ""
