"""The page that compares: contracts by partner, quantities by unit, forecasts, dates, wordings.

What is compared is found in the records: who is the giver or receiver of several contracts, which
units several entities have an amount in. Different units never stand in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factbook.model import Entity, Fact
from factbook.period import Period
from factbook.quantity import Quantity
from factbook.sheet.events import event_states
from factbook.sheet.facts import AHEAD, JUDGED, fact_row
from factbook.sheet.flows import leading_amount, sides
from factbook.sheet.lookup import Lookup
from factbook.sheet.measures import LEAST_BARS, Measures, by_unit, largest, measures_of
from factbook.sheet.parts import Group
from factbook.sheet.text import capitalised

COMPARE = "compare"
# Who compares looks at the largest: a table has no more rows than fit on a few screens.
MOST_ROWS = 50
# So many tables of contracts by partner, those of the entities that have most contracts.
MOST_TABLES = 20
COMPARE_URL = f"{COMPARE}/"
DIRECTIONS = (("from", "to", "pays or gives"), ("to", "from", "is paid or receives"))


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All comparisons; each of `contracts`, `amounts` and `forecasts` is in one unit."""

    url: str
    contracts: tuple[Measures, ...]
    contracts_left_out: int
    amounts: tuple[Measures, ...]
    forecasts: tuple[Measures, ...]
    dates: Group
    wordings: tuple[Group, ...]


class Told(NamedTuple):
    """A fact that is compared: its reference, and what names and notes stand beside it."""

    ref: str
    name: str = ""
    note: str = ""


class Table(NamedTuple):
    """Facts chosen to stand in one table; so many as `left_out` says do not."""

    id: str
    title: str
    told: tuple[Told, ...]
    left_out: int


class Comparisons(NamedTuple):
    """What is compared, chosen from the whole factbook; the vocabulary bounds all but contracts."""

    contracts: tuple[Table, ...]
    contracts_left_out: int
    amounts: tuple[Table, ...]
    forecasts: tuple[Table, ...]
    dates: Table
    wordings: tuple[Table, ...]


def choices(lookup: Lookup) -> dict[str, Comparisons]:
    """Choose what is compared."""
    contracts = tuple(_contracts(lookup))
    most = min(MOST_TABLES, lookup.rows_per_page)
    return {
        COMPARE: Comparisons(
            contracts=contracts[:most],
            contracts_left_out=len(contracts[most:]),
            amounts=tuple(_amounts(lookup)),
            forecasts=tuple(_forecasts(lookup)),
            dates=_dates(lookup),
            wordings=tuple(_wordings(lookup)),
        )
    }


def compare_page(lookup: Lookup) -> ComparePage:
    """Give the page of comparisons."""
    chosen: Comparisons = lookup.chosen[COMPARE]
    return ComparePage(
        url=COMPARE_URL,
        contracts=tuple(_measures(lookup, table) for table in chosen.contracts),
        contracts_left_out=chosen.contracts_left_out,
        amounts=tuple(_measures(lookup, table) for table in chosen.amounts),
        forecasts=tuple(_measures(lookup, table) for table in chosen.forecasts),
        dates=_group(lookup, chosen.dates),
        wordings=tuple(_group(lookup, table) for table in chosen.wordings),
    )


def _measures(lookup: Lookup, table: Table) -> Measures:
    facts = lookup.book.facts
    told = [(facts[ref], name, note) for ref, name, note in table.told]
    return measures_of(lookup, table.id, table.title, told, table.left_out)


def _group(lookup: Lookup, table: Table) -> Group:
    rows = (fact_row(lookup, lookup.book.facts[it.ref], with_proof=False) for it in table.told)
    return Group(table.id, table.title, tuple(rows), table.left_out)


def _table(
    lookup: Lookup,
    id: str,
    title: str,
    facts: Sequence[Fact],
    named: Callable[[Fact], tuple[str, str]],
) -> Table:
    """Give a table of the largest amounts; `named` gives the name of a fact and a note."""
    shown = largest(lookup, facts, min(MOST_ROWS, lookup.rows_per_page))
    told = tuple(Told(fact.ref, *named(fact)) for fact in shown)
    return Table(id, title, told, len(facts) - len(shown))


def _first(lookup: Lookup, id: str, title: str, facts: Sequence[Fact]) -> Table:
    """Give a table of the first facts."""
    shown = facts[: min(MOST_ROWS, lookup.rows_per_page)]
    return Table(id, title, tuple(Told(fact.ref) for fact in shown), len(facts) - len(shown))


def _contracts(lookup: Lookup) -> Iterator[Table]:
    """Give, for each entity that gives or receives under several contracts, their amounts."""
    for id in sorted(lookup.contracts, key=lambda id: (-len(lookup.contracts[id]), id)):
        entity = lookup.entity(id)
        if entity is None:
            continue
        for flow, other, what in DIRECTIONS:
            found = [
                (fact, partner)
                for contract, role in lookup.contracts[id]
                if lookup.book.vocabulary.roles[role].flow == flow
                and (fact := leading_amount(lookup, contract)) is not None
                and (partner := _partner(lookup, contract, other))
            ]
            if len({partner for _, partner in found}) >= LEAST_BARS:
                title = f"{entity.name}: what it {what}, by partner"
                yield from _in_units(lookup, f"{id}-{flow}", title, found)


def _partner(lookup: Lookup, contract: Entity, flow: str) -> str:
    return ", ".join(entity.name for entity in sides(lookup, contract, flow))


def _in_units(
    lookup: Lookup, id: str, title: str, found: list[tuple[Fact, str]]
) -> Iterator[Table]:
    names = {fact.ref: name for fact, name in found}

    def named(fact: Fact) -> tuple[str, str]:
        return names[fact.ref], lookup.book.entities[fact.entity].name

    for base, facts in by_unit(lookup, [fact for fact, _ in found]).items():
        if len(facts) >= LEAST_BARS:
            yield _table(lookup, f"{id}-{base.lower()}", title, facts, named)


def _amounts(lookup: Lookup) -> Iterator[Table]:
    """Give the amounts that several entities of a kind have in one unit.

    They are of one property, or of a group of properties that take the same several units.
    """
    vocabulary = lookup.book.vocabulary
    kinds = {kind: place for place, kind in enumerate(vocabulary.kinds)}
    contracts = {contract.id for held in lookup.contracts.values() for contract, _ in held}
    families = _families(lookup)
    states = event_states(lookup.book) - _foreseen(lookup)
    found: dict[tuple[int, int, str], list[Fact]] = {}
    for entity in lookup.book.entities.values():
        if entity.id in contracts:
            continue
        for fact in entity.facts:
            family = families.get(fact.property)
            if (
                family is not None
                and isinstance(fact.value, Quantity)
                and fact.state in states
                and not fact.retired
            ):
                base = vocabulary.units[fact.value.unit].base
                found.setdefault((kinds[entity.kind], family, base), []).append(fact)
    for _, facts in sorted(found.items()):
        if len({fact.entity for fact in facts}) >= LEAST_BARS:
            yield _family(lookup, facts)


def _families(lookup: Lookup) -> dict[str, int]:
    """Give, for each property of amounts, the place of the first property it compares with."""
    properties = lookup.book.vocabulary.properties
    first: dict[object, int] = {}
    found = {}
    for id, known in properties.items():
        key = (known.group, known.units) if len(known.units) > 1 else id
        place = first.setdefault(key, lookup.property_order[id])
        if known.change == "no":
            found[id] = place
    return found


def _family(lookup: Lookup, facts: list[Fact]) -> Table:
    properties = dict.fromkeys(fact.property for fact in facts)
    is_mixed = len(properties) > 1
    first = next(iter(properties))
    label = capitalised(lookup.group_of(first)) if is_mixed else lookup.property_label(first)

    def named(fact: Fact) -> tuple[str, str]:
        notes = (lookup.property_label(fact.property) if is_mixed else "", fact.scope)
        return lookup.book.entities[fact.entity].name, ", ".join(filter(None, notes))

    kind = lookup.book.entities[facts[0].entity].kind
    many = lookup.book.vocabulary.kinds[kind].many.en
    base = next(iter(by_unit(lookup, facts[:1]))).lower()
    what = lookup.group_of(first) if is_mixed else first.replace("_", "-")
    return _table(lookup, f"{kind}-{what}-{base}", f"{many}: {label}", facts, named)


def _forecasts(lookup: Lookup) -> Iterator[Table]:
    """Give the forecasts side by side, by unit, with who makes them."""
    states = _foreseen(lookup)
    facts = [fact for fact in lookup.book.current_facts if fact.state in states]

    def named(fact: Fact) -> tuple[str, str]:
        return _speaker(lookup, fact), lookup.book.entities[fact.entity].name

    for base, found in by_unit(lookup, facts).items():
        title = ", ".join(dict.fromkeys(lookup.property_label(fact.property) for fact in found))
        yield _table(lookup, f"forecasts-{base.lower()}", title, found, named)


def _foreseen(lookup: Lookup) -> set[str]:
    return {id for id, it in lookup.book.vocabulary.states.items() if it.foreseen == "yes"}


def _speaker(lookup: Lookup, fact: Fact) -> str:
    names = ", ".join(entity.name for entity in lookup.entities(fact.claimed_by))
    return names or lookup.source_labels[fact.citations[0].source]


def _dates(lookup: Lookup) -> Table:
    """Give the dates that lay ahead when the sources were written, the earliest first."""
    ahead = {id for id, state in lookup.states.items() if state.stands == AHEAD}
    facts = [
        fact
        for fact in lookup.book.current_facts
        if isinstance(fact.value, Period) and fact.state in ahead
    ]
    facts.sort(key=lambda fact: (_first_day(fact), fact.ref))
    return _first(lookup, "dates", "By planned date", facts)


def _first_day(fact: Fact) -> str:
    assert isinstance(fact.value, Period)
    return fact.value.start or fact.value.end or "9999"


def _wordings(lookup: Lookup) -> Iterator[Table]:
    """Give what several entities say without an amount, where the property's group has amounts."""
    properties = lookup.book.vocabulary.properties
    judged = {id for id, state in lookup.states.items() if state.stands == JUDGED}
    measured = {record.group for record in properties.values() if record.type == "quantity"}
    found: dict[str, list[Fact]] = {
        id: []
        for id, record in properties.items()
        if record.type == "text" and record.group in measured and not record.states
    }
    for fact in lookup.book.current_facts:
        if fact.property in found and fact.state not in judged:
            found[fact.property].append(fact)
    for id, facts in found.items():
        if len({fact.entity for fact in facts}) >= LEAST_BARS:
            title = properties[id].label.en
            yield _first(lookup, f"wording-{id.replace('_', '-')}", title, facts)
