"""How an entity is tied to others, worded from its own side: roles, contracts, facts elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factbook.model import Entity, EntityValue, Fact
from factbook.quantity import Quantity
from factbook.sheet.facts import JUDGED, fact_row
from factbook.sheet.lookup import Lookup, Tie
from factbook.sheet.parts import FactRow, Piece
from factbook.urls import entity_url

PREFIX = "from"
SPEAKS = "Speaks in"


@dataclass(frozen=True, slots=True)
class Named:
    """Another entity that facts of this page name, with the addresses of those facts."""

    entity: Piece
    facts: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role in this entity's own facts, or in its contract, and who has it."""

    label: str
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another entity whose facts concern this one: in what role, with whom, and the facts.

    `figures` carry their proof; `rows` leave it to their own sheet.
    """

    roles: tuple[str, ...]
    other: Piece
    kind: str
    partners: tuple[Role, ...]
    figures: tuple[FactRow, ...]
    rows: tuple[FactRow, ...]


def own_roles(lookup: Lookup, entity: Entity, facts: Iterable[Fact]) -> tuple[Role, ...]:
    """Give who has which role in an entity's contract and in its own facts, opinions left out."""
    found: dict[str, dict[str, list[Fact]]] = {}
    for role, parties in entity.parties.items():
        for party in parties:
            found.setdefault(_role_label(lookup, role), {}).setdefault(party, [])
    for fact in facts:
        if lookup.states[fact.state].stands == JUDGED:
            continue
        for label, other in _named_in(lookup, fact):
            if other != entity.id:
                found.setdefault(label, {}).setdefault(other, []).append(fact)
    return tuple(Role(label, _named(lookup, others)) for label, others in found.items())


def elsewhere(lookup: Lookup, entity: Entity) -> tuple[Elsewhere, ...]:
    """Give the facts on other sheets that concern an entity, opinions left out.

    Contracts come first; all facts of a contract concern each of its parties.
    """
    contracts: dict[str, list[str]] = {}
    for contract, role in lookup.contracts.get(entity.id, ()):
        contracts.setdefault(contract.id, []).append(role)
    ties: dict[str, list[Tie]] = {}
    for tie in lookup.ties.get(entity.id, ()):
        if tie.fact.entity not in contracts and lookup.states[tie.fact.state].stands != JUDGED:
            ties.setdefault(tie.fact.entity, []).append(tie)
    entries = [
        _of_contract(lookup, entity, lookup.book.entities[id], roles)
        for id, roles in contracts.items()
    ]
    kinds = list(lookup.book.vocabulary.kinds)
    others = sorted(ties, key=lambda id: (kinds.index(lookup.book.entities[id].kind), id))
    entries += [_of_ties(lookup, entity, lookup.book.entities[id], ties[id]) for id in others]
    return tuple(entries)


def judged_elsewhere(lookup: Lookup, entity: Entity) -> list[Fact]:
    """Give the opinions on other sheets that this entity voices or that are about it."""
    contracts = {contract.id for contract, _ in lookup.contracts.get(entity.id, ())}
    named = {tie.fact.ref: tie.fact for tie in lookup.ties.get(entity.id, ())}
    for id in sorted(contracts):
        named |= {fact.ref: fact for fact in lookup.book.entities[id].facts if not fact.retired}
    return [
        fact for _, fact in sorted(named.items()) if lookup.states[fact.state].stands == JUDGED
    ]


def _of_contract(
    lookup: Lookup, entity: Entity, contract: Entity, roles: Sequence[str]
) -> Elsewhere:
    facts = [
        fact
        for fact in contract.facts
        if not fact.retired and lookup.states[fact.state].stands != JUDGED
    ]
    partners = tuple(
        Role(_role_label(lookup, role), tuple(_plain(other) for other in lookup.entities(ids)))
        for role, parties in contract.parties.items()
        if (ids := tuple(party for party in parties if party != entity.id))
    )
    labels = tuple(dict.fromkeys(_inverse_label(lookup, role) for role in roles))
    return _entry(lookup, entity, contract, labels, partners, facts)


def _of_ties(lookup: Lookup, entity: Entity, other: Entity, ties: Sequence[Tie]) -> Elsewhere:
    labels = tuple(dict.fromkeys(_tie_label(lookup, tie) for tie in ties))
    facts = list({tie.fact.ref: tie.fact for tie in ties}.values())
    return _entry(lookup, entity, other, labels, (), facts)


def _entry(
    lookup: Lookup,
    entity: Entity,
    other: Entity,
    labels: tuple[str, ...],
    partners: tuple[Role, ...],
    facts: Sequence[Fact],
) -> Elsewhere:
    leading = _leading(other, facts)
    kind = lookup.book.vocabulary.kinds[other.kind].one.en
    return Elsewhere(
        roles=labels,
        other=Piece(other.name, entity_url(other)),
        kind=kind,
        partners=partners,
        figures=tuple(fact_row(lookup, fact, page=entity.id, prefix=PREFIX) for fact in leading),
        rows=tuple(
            fact_row(lookup, fact, page=entity.id, prefix=PREFIX, with_proof=False)
            for fact in facts
            if fact not in leading
        ),
    )


def _leading(other: Entity, facts: Sequence[Fact]) -> list[Fact]:
    """Choose the one figure that tells most: the first key figure among the facts, if it is a number."""
    numbers = {fact.id: fact for fact in facts if isinstance(fact.value, Quantity)}
    key = [numbers[id] for id in other.key_figures if id in numbers]
    return key[:1]


def _named_in(lookup: Lookup, fact: Fact) -> Iterator[tuple[str, str]]:
    if isinstance(fact.value, EntityValue):
        yield lookup.property_label(fact.property), fact.value.entity
    for role, others in fact.involves.items():
        for other in others:
            yield _role_label(lookup, role), other


def _named(lookup: Lookup, others: dict[str, list[Fact]]) -> tuple[Named, ...]:
    return tuple(
        Named(
            Piece(other.name, entity_url(other)),
            tuple(Piece(fact.id, f"#{fact.id}") for fact in others[other.id]),
        )
        for other in lookup.entities(tuple(others))
    )


def _plain(entity: Entity) -> Named:
    return Named(Piece(entity.name, entity_url(entity)), ())


def _role_label(lookup: Lookup, role: str) -> str:
    return lookup.book.vocabulary.roles[role].label.en


def _inverse_label(lookup: Lookup, role: str) -> str:
    return lookup.book.vocabulary.roles[role].inverse.en


def _tie_label(lookup: Lookup, tie: Tie) -> str:
    """Word a tie from the side of the entity that is named."""
    roles = lookup.book.vocabulary.roles
    if not tie.role:
        return SPEAKS
    if tie.role in roles:
        return roles[tie.role].inverse.en
    # A property whose role nobody has worded yet is given as it stands on the other sheet.
    return f"“{lookup.property_label(tie.role)}” of"
