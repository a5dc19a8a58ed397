"""The page that compares: contracts by partner, quantities by unit, forecasts, dates, wordings.

What is compared is found in the records: who is the giver or receiver of several contracts, which
units several entities have an amount in. Different units never stand in one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.model import Entity, Fact
from factbook.period import Period
from factbook.quantity import Quantity
from factbook.sheet.events import is_moment
from factbook.sheet.facts import AHEAD, JUDGED, fact_row
from factbook.sheet.flows import leading_amount, sides
from factbook.sheet.lookup import Lookup
from factbook.sheet.measures import LEAST_BARS, Measures, by_unit, measures_of
from factbook.sheet.parts import Group
from factbook.sheet.text import capitalised

COMPARE_URL = "compare/"
DIRECTIONS = (("from", "to", "pays or gives"), ("to", "from", "is paid or receives"))


@dataclass(frozen=True, slots=True)
class ComparePage:
    """All comparisons; each of `contracts`, `amounts` and `forecasts` is in one unit."""

    url: str
    contracts: tuple[Measures, ...]
    amounts: tuple[Measures, ...]
    forecasts: tuple[Measures, ...]
    dates: Group
    wordings: tuple[Group, ...]


def compare_page(lookup: Lookup) -> ComparePage:
    """Give the page of comparisons."""
    return ComparePage(
        url=COMPARE_URL,
        contracts=tuple(_contracts(lookup)),
        amounts=tuple(_amounts(lookup)),
        forecasts=tuple(_forecasts(lookup)),
        dates=_dates(lookup),
        wordings=tuple(_wordings(lookup)),
    )


def _contracts(lookup: Lookup) -> Iterator[Measures]:
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
) -> Iterator[Measures]:
    names = {fact.ref: name for fact, name in found}
    for base, facts in by_unit(lookup, [fact for fact, _ in found]).items():
        if len(facts) >= LEAST_BARS:
            named = [
                (fact, names[fact.ref], lookup.book.entities[fact.entity].name) for fact in facts
            ]
            yield measures_of(lookup, f"{id}-{base.lower()}", title, named, lookup.rows_per_page)


def _amounts(lookup: Lookup) -> Iterator[Measures]:
    """Give the amounts that several entities of a kind have in one unit.

    They are of one property, or of a group of properties that take the same several units.
    """
    contracts = {contract.id for held in lookup.contracts.values() for contract, _ in held}
    found: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in lookup.book.current_facts:
        if fact.entity not in contracts and _is_amount(lookup, fact):
            found.setdefault(_family(lookup, fact), []).append(fact)
    for _, facts in sorted(found.items()):
        if len({fact.entity for fact in facts}) >= LEAST_BARS:
            yield _family_measures(lookup, facts)


def _family(lookup: Lookup, fact: Fact) -> tuple[int, int, str]:
    """Give the places of a fact's kind and of the first property it compares with, and its unit."""
    properties = lookup.book.vocabulary.properties
    known = properties[fact.property]
    first = fact.property
    if len(known.units) > 1:
        first = next(
            id
            for id, other in properties.items()
            if (other.group, other.units) == (known.group, known.units)
        )
    kinds = list(lookup.book.vocabulary.kinds)
    kind = kinds.index(lookup.book.entities[fact.entity].kind)
    return kind, lookup.property_order[first], next(iter(by_unit(lookup, [fact])))


def _family_measures(lookup: Lookup, facts: list[Fact]) -> Measures:
    properties = dict.fromkeys(fact.property for fact in facts)
    is_mixed = len(properties) > 1
    first = next(iter(properties))
    label = capitalised(lookup.group_of(first)) if is_mixed else lookup.property_label(first)
    named = [
        (
            fact,
            lookup.book.entities[fact.entity].name,
            ", ".join(
                note
                for note in (lookup.property_label(fact.property) if is_mixed else "", fact.scope)
                if note
            ),
        )
        for fact in facts
    ]
    kind = lookup.book.entities[facts[0].entity].kind
    many = lookup.book.vocabulary.kinds[kind].many.en
    base = next(iter(by_unit(lookup, facts))).lower()
    what = lookup.group_of(first) if is_mixed else first.replace("_", "-")
    return measures_of(
        lookup, f"{kind}-{what}-{base}", f"{many}: {label}", named, lookup.rows_per_page
    )


def _is_amount(lookup: Lookup, fact: Fact) -> bool:
    return (
        isinstance(fact.value, Quantity)
        and not is_moment(lookup, fact)
        and not _is_foreseen(lookup, fact)
        and lookup.states[fact.state].stands != JUDGED
        and lookup.book.vocabulary.properties[fact.property].change == "no"
    )


def _is_foreseen(lookup: Lookup, fact: Fact) -> bool:
    return lookup.book.vocabulary.states[fact.state].foreseen == "yes"


def _forecasts(lookup: Lookup) -> Iterator[Measures]:
    """Give the forecasts side by side, by unit, with who makes them."""
    facts = [fact for fact in lookup.book.current_facts if _is_foreseen(lookup, fact)]
    for base, found in by_unit(lookup, facts).items():
        named = [
            (fact, _speaker(lookup, fact), lookup.book.entities[fact.entity].name) for fact in found
        ]
        title = ", ".join(dict.fromkeys(lookup.property_label(fact.property) for fact in found))
        yield measures_of(lookup, f"forecasts-{base.lower()}", title, named, lookup.rows_per_page)


def _speaker(lookup: Lookup, fact: Fact) -> str:
    names = ", ".join(entity.name for entity in lookup.entities(fact.claimed_by))
    return names or lookup.source_labels[fact.citations[0].source]


def _dates(lookup: Lookup) -> Group:
    """Give the dates that lay ahead when the sources were written, the earliest first."""
    facts = [
        fact
        for fact in lookup.book.current_facts
        if isinstance(fact.value, Period) and lookup.states[fact.state].stands == AHEAD
    ]
    facts.sort(key=lambda fact: (_first_day(fact), fact.ref))
    return _group(lookup, "dates", "By planned date", facts)


def _first_day(fact: Fact) -> str:
    assert isinstance(fact.value, Period)
    return fact.value.start or fact.value.end or "9999"


def _wordings(lookup: Lookup) -> Iterator[Group]:
    """Give what several entities say without an amount, where the property's group has amounts."""
    properties = lookup.book.vocabulary.properties
    measured = {record.group for record in properties.values() if record.type == "quantity"}
    for id, record in properties.items():
        if record.type != "text" or record.group not in measured or record.states:
            continue
        facts = [
            fact
            for fact in lookup.book.current_facts
            if fact.property == id and lookup.states[fact.state].stands != JUDGED
        ]
        if len({fact.entity for fact in facts}) >= LEAST_BARS:
            yield _group(lookup, f"wording-{id.replace('_', '-')}", record.label.en, facts)


def _group(lookup: Lookup, id: str, title: str, facts: list[Fact]) -> Group:
    shown = facts[: lookup.rows_per_page]
    rows = tuple(fact_row(lookup, fact, with_proof=False) for fact in shown)
    return Group(id, title, rows, len(facts) - len(shown))
