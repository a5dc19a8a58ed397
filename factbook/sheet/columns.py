"""Columns of a list of entities, found in the vocabulary: which properties its facts can fill.

A kind may name the properties of its columns; else they are those that most entities fill.
Properties of one group that take the same units share a column where there are several units
(all that is money, whatever it buys); so do all dates. The code knows no property.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factbook.model import ChoiceValue, Entity, Fact
from factbook.quantity import Quantity, in_base
from factbook.sheet.cases import case_url
from factbook.sheet.events import event_states, period_of_fact
from factbook.sheet.facts import figure_for, is_inferred, time_of
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Figure, Piece, State, Time
from factbook.sheet.questions import asked_url
from factbook.sheet.text import capitalised
from factbook.urls import fact_url

TYPES = ("quantity", "date", "place")
# Of these an entity may have several at once, and a cell shows them all.
SEVERAL = ("entity", "choice")
MOST_COLUMNS = 5
# A column that fewer entities than this fill is left to the sheets.
LEAST_FILLED = 3
LEAST_SHARE = 0.2

Key = tuple[str, tuple[str, ...]]


class Cell(NamedTuple):
    """The value of one entity in one column, with the address of its fact.

    `sort` orders the cells of one `unit`, which is "" for what is no amount. `more` counts the
    entity's facts of this property that are not shown; `clash_url` leads to one that excludes it.
    `goes_to` names who gets what a choice tells of, such as computing power.
    """

    label: str
    figure: Figure
    state: State
    is_inferred: bool
    time: Time | None
    says: tuple[Piece, ...]
    url: str
    sort: str
    unit: str
    more: int
    clash_url: str
    goes_to: tuple[Piece, ...]


class Asked(NamedTuple):
    """What an entity is known not to tell: the property, where its column has several, the page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds amounts, and the cells of each entity that has any.

    Only a column of names or choices has several cells for one entity. `asked` leads, for an
    entity without a cell, to the question that no source answers.
    """

    label: str
    is_number: bool
    cells: Mapping[str, tuple[Cell, ...]]
    asked: Mapping[str, Asked]


class Heading(NamedTuple):
    """What a column shows, found in all entities of the list, also in those on other pages.

    `properties` are those of the facts it shows, sorted.
    """

    key: Key
    label: str
    is_number: bool
    has_several: bool
    properties: tuple[str, ...]


def headings_of(lookup: Lookup, kind: str, entities: Iterable[Entity]) -> tuple[Heading, ...]:
    """Give the columns the kind names, or those most entities fill in the vocabulary's order."""
    named = lookup.book.vocabulary.kinds[kind].columns
    telling = _Telling(lookup)
    found: dict[Key, dict[str, list[Fact]]] = {}
    count = 0
    for entity in entities:
        count += 1
        for fact in telling.facts_of(entity):
            facts = found.setdefault(telling.keys[fact.property], {}).setdefault(entity.id, [])
            facts.append(fact)
    if named:
        keys = dict.fromkeys(_key(lookup, name) for name in named)
        return tuple(_heading(lookup, key, found[key]) for key in keys if key in found)
    least = max(LEAST_FILLED, round(count * LEAST_SHARE))
    filled = [
        (key, facts)
        for key, facts in found.items()
        if len(facts) >= least and not _has_several(lookup, facts)
    ]
    chosen = sorted(filled, key=lambda item: (-len(item[1]), item[0]))[:MOST_COLUMNS]
    return tuple(
        _heading(lookup, key, facts)
        for key, facts in sorted(chosen, key=lambda item: _place(lookup, item[1]))
    )


def columns_of(
    lookup: Lookup, headings: Iterable[Heading], entities: Sequence[Entity]
) -> tuple[Column, ...]:
    """Give the cells of some entities in each column."""
    telling = _Telling(lookup)
    found = [(entity, telling.by_key(entity)) for entity in entities]
    return tuple(_column(lookup, heading, found) for heading in headings)


class _Telling:
    """Which facts can fill a cell, by what the vocabulary says; `keys` are by property."""

    def __init__(self, lookup: Lookup) -> None:
        vocabulary = lookup.book.vocabulary
        self._order = lookup.property_order
        self._states = event_states(lookup.book)
        self.keys = {
            id: _key(lookup, id)
            for id, known in vocabulary.properties.items()
            if known.type in (*TYPES, *SEVERAL) and known.change == "no"
        }

    def facts_of(self, entity: Entity) -> list[Fact]:
        """Give those of an entity's facts, key figures first; no opinions and no snapshots."""
        key = {id: place for place, id in enumerate(entity.key_figures)}
        facts = [
            fact
            for fact in entity.facts
            if fact.value is not None
            and not fact.retired
            and fact.state in self._states
            and fact.property in self.keys
        ]
        last = len(key)
        facts.sort(key=lambda fact: (key.get(fact.id, last), self._order[fact.property]))
        return facts

    def by_key(self, entity: Entity) -> dict[Key, list[Fact]]:
        """Give those facts by the column they belong in."""
        found: dict[Key, list[Fact]] = {}
        for fact in self.facts_of(entity):
            found.setdefault(self.keys[fact.property], []).append(fact)
        return found


def _key(lookup: Lookup, name: str) -> Key:
    known = lookup.book.vocabulary.properties[name]
    if known.type in ("date", "place"):
        return (known.group, (known.type,))
    return (known.group, known.units if len(known.units) > 1 else (name,))


def _has_several(lookup: Lookup, facts: Mapping[str, Sequence[Fact]]) -> bool:
    first = next(iter(facts.values()))[0]
    return lookup.book.vocabulary.properties[first.property].type in SEVERAL


def _place(lookup: Lookup, facts: Mapping[str, Sequence[Fact]]) -> int:
    return min(lookup.property_order[told[0].property] for told in facts.values())


def _heading(lookup: Lookup, key: Key, facts: Mapping[str, Sequence[Fact]]) -> Heading:
    has_several = _has_several(lookup, facts)
    shown = [fact for told in facts.values() for fact in (told if has_several else told[:1])]
    properties = {fact.property for fact in shown}
    only = lookup.property_label(next(iter(properties)))
    return Heading(
        key,
        only if len(properties) == 1 else capitalised(key[0].replace("_", " ")),
        any(isinstance(fact.value, Quantity) for fact in shown),
        has_several,
        tuple(sorted(properties)),
    )


def _column(
    lookup: Lookup, heading: Heading, found: Sequence[tuple[Entity, Mapping[Key, Sequence[Fact]]]]
) -> Column:
    cells: dict[str, tuple[Cell, ...]] = {}
    asked: dict[str, Asked] = {}
    with_label = len(heading.properties) > 1
    for entity, facts in found:
        own = facts.get(heading.key, ())
        told = own if heading.has_several else own[:1]
        if told:
            cells[entity.id] = tuple(
                [_cell(lookup, fact, told, own, with_label=with_label) for fact in told]
            )
        elif (question := _asked(lookup, heading, entity)) is not None:
            asked[entity.id] = question
    return Column(heading.label, heading.is_number, cells, asked)


def _asked(lookup: Lookup, heading: Heading, entity: Entity) -> Asked | None:
    """Give the first question of an entity that a column would answer."""
    for asked in entity.not_stated:
        if asked.property and _key(lookup, asked.property) == heading.key:
            is_only = heading.properties == (asked.property,)
            label = "" if is_only else lookup.property_label(asked.property)
            return Asked(label, asked_url(lookup, asked))
    return None


def _cell(
    lookup: Lookup, fact: Fact, shown: Sequence[Fact], own: Sequence[Fact], *, with_label: bool
) -> Cell:
    figure = figure_for(lookup, fact)
    assert figure is not None
    others = [other for other in own if other.property == fact.property and other.ref != fact.ref]
    # Most cells have the only fact there is.
    excluding = _excluding(lookup, fact, others) if others else {}
    told = excluding.keys() | {other.ref for other in shown} if others else ()
    return Cell(
        label=lookup.property_label(fact.property) if with_label else "",
        figure=figure,
        state=lookup.states[fact.state],
        is_inferred=is_inferred(fact),
        time=time_of(lookup, fact),
        says=tuple([lookup.piece(speaker) for speaker in lookup.entities(fact.claimed_by)]),
        url=fact_url(lookup.book, fact),
        sort=sort_key(lookup, fact),
        unit=_base_unit(lookup, fact),
        more=len([other for other in others if other.ref not in told]),
        clash_url=next(iter(excluding.values()), ""),
        goes_to=tuple(_receivers(lookup, fact)) if isinstance(fact.value, ChoiceValue) else (),
    )


def _receivers(lookup: Lookup, fact: Fact) -> Iterator[Piece]:
    """Give who gets what a choice tells of."""
    roles = lookup.book.vocabulary.roles
    for role, ids in fact.involves.items():
        if roles[role].given == "to":
            for entity in lookup.entities(ids):
                yield lookup.piece(entity)


def _excluding(lookup: Lookup, fact: Fact, others: Sequence[Fact]) -> dict[str, str]:
    """Give those of other facts that exclude a fact, each with the address of the disagreement."""
    return {
        other.ref: case_url(lookup, disagreement)
        for disagreement in lookup.clashes.get(fact.ref, ())
        for other in others
        if disagreement.comparable and other.ref in disagreement.facts
    }


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
