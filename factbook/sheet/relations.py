"""How an entity is tied to others, worded from its own side: roles, contracts, facts elsewhere."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factbook.index import Tie
from factbook.model import Entity, EntityValue, Fact
from factbook.quantity import Quantity
from factbook.sheet.facts import JUDGED, fact_row, short_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import FactRow, Piece, ShortRow
from factbook.sheet.proof import brief_proof_of
from factbook.sheet.text import listed
from factbook.wording import is_named

PREFIX = "from"
SPEAKS = "Speaks about"


class Role(NamedTuple):
    """What the other entity is for this one, and the facts of this page that say so, by name."""

    label: str
    facts: tuple[Piece, ...]


class Relation(NamedTuple):
    """Another entity: what it is for this one, what this one is for it, and the facts over there.

    Of a contract `dealings` tell what this one does with the other parties: buys from. `sides` is
    what it is to anything else, or to a contract whose roles have no such words. `figures` carry
    the words of their sources; `rows` leave all proof to their own sheet.
    """

    other: Piece
    kind: str
    roles: tuple[Role, ...]
    sides: str
    dealings: tuple[tuple[str, tuple[Piece, ...]], ...]
    partners: tuple[tuple[str, Piece], ...]
    figures: tuple[FactRow, ...]
    rows: tuple[ShortRow, ...]

    @property
    def refs(self) -> list[str]:
        """Name the facts over there, in their order."""
        return [row.ref for row in self.figures] + [row.ref for row in self.rows]


def relations(
    lookup: Lookup, entity: Entity, facts: Iterable[Fact], shown: Container[str]
) -> tuple[tuple[Relation, ...], list[Fact]]:
    """Give all that an entity has to do with others, and the facts over there, in their order.

    Opinions are given only where their words do not link.

    Parties of its own contract come first, then its contracts, then the others by kind and name.
    All facts of a contract concern each of its parties. Figures in `shown` have their proof
    elsewhere on the page.
    """
    roles = _own_roles(lookup, entity, facts)
    contracts = lookup.contracts.get(entity.id, ())
    ties = _ties(lookup, entity)
    parties = [party for parties in entity.parties.values() for party in parties]
    first = dict.fromkeys([*parties, *[contract.id for contract, _ in contracts]])
    kinds = {kind: place for place, kind in enumerate(lookup.book.vocabulary.kinds)}
    others = lookup.entities({*roles, *ties})
    others.sort(key=lambda other: (kinds[other.kind], other.name.casefold()))
    if first:
        others = lookup.entities(first) + [other for other in others if other.id not in first]
    held: dict[str, list[str]] = {}
    for contract, role in contracts:
        held.setdefault(contract.id, []).append(role)
    found: list[Relation] = []
    told: list[Fact] = []
    for other in others:
        id = other.id
        own = _roles(lookup, roles[id]) if id in roles else ()
        if id not in held and id not in ties:
            found.append(Relation(*_named(lookup, other), own, "", (), (), (), ()))
            continue
        relation, facts_there = _relation(
            lookup, entity, other, own, held.get(id, ()), ties.get(id, ()), shown
        )
        found.append(relation)
        told += facts_there
    return tuple(found), told


def judged_elsewhere(lookup: Lookup, entity: Entity) -> list[Fact]:
    """Give the opinions on other sheets that this entity voices or that are about it."""
    contracts = {contract.id for contract, _ in lookup.contracts.get(entity.id, ())}
    named = [tie.fact for tie in lookup.ties.get(entity.id, ())]
    for id in sorted(contracts):
        named += [fact for fact in lookup.book.entities[id].facts if not fact.retired]
    judged = {fact.ref: fact for fact in named if _is_judged(lookup, fact)}
    return [judged[ref] for ref in sorted(judged)]


def _own_roles(
    lookup: Lookup, entity: Entity, facts: Iterable[Fact]
) -> dict[str, dict[str, list[Fact]]]:
    """Give, for each other entity, its roles in this one's contract and facts, with the facts."""
    found: dict[str, dict[str, list[Fact]]] = {}
    for role, parties in entity.parties.items():
        for party in parties:
            found.setdefault(party, {}).setdefault(_role_label(lookup, role), [])
    for fact in facts:
        is_judged = _is_judged(lookup, fact)
        for label, other in _named_in(lookup, fact):
            if other != entity.id and not (is_judged and _is_linked(lookup, fact, other)):
                told = found.setdefault(other, {}).setdefault(label, [])
                if fact not in told[-1:]:
                    told.append(fact)
    return found


def _is_linked(lookup: Lookup, fact: Fact, other: str) -> bool:
    """Tell whether a fact leads to the other by its own words, so that no role need say so."""
    named = lookup.entity(other)
    return named is None or is_named(named.names, fact.statement)


def _ties(lookup: Lookup, entity: Entity) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in lookup.ties.get(entity.id, ()):
        if not _is_judged(lookup, tie.fact):
            found.setdefault(tie.fact.entity, []).append(tie)
    return found


def _relation(
    lookup: Lookup,
    entity: Entity,
    other: Entity,
    roles: tuple[Role, ...],
    held: Sequence[str],
    ties: Sequence[Tie],
    shown: Container[str],
) -> tuple[Relation, list[Fact]]:
    dealings = _dealings(lookup, entity, other, held) if held else []
    if held:
        facts = [fact for fact in other.facts if not fact.retired and not _is_judged(lookup, fact)]
        worded = {role for role, _, _ in dealings}
        sides = [_inverse_label(lookup, role) for role in held if role not in worded]
    else:
        facts = list({tie.fact.ref: tie.fact for tie in ties}.values())
        sides = [_tie_label(lookup, role) for role in _telling(lookup, ties)]
    leading = _leading(other, facts) if facts else []
    rest = [fact for fact in facts if fact not in leading] if leading else facts
    relation = Relation(
        *_named(lookup, other),
        roles,
        _in_a_row(sides) if sides else "",
        tuple([(words, partners) for _, words, partners in dealings]),
        tuple(_partners(lookup, entity, other)) if held and not dealings else (),
        tuple(
            [_figure(lookup, fact, entity.id, with_proof=fact.ref not in shown) for fact in leading]
        ),
        tuple([short_row(lookup, fact, page=entity.id, prefix=PREFIX) for fact in rest]),
    )
    return relation, leading + rest


def _named(lookup: Lookup, other: Entity) -> tuple[Piece, str]:
    return lookup.piece(other), lookup.book.vocabulary.kinds[other.kind].one.en


def _roles(lookup: Lookup, roles: Mapping[str, Sequence[Fact]]) -> tuple[Role, ...]:
    """Give roles with the facts that say so; those that only name an entity come last."""
    labels = sorted(roles, key=lookup.vague_labels.__contains__) if len(roles) > 1 else roles
    return tuple([Role(label, _called(lookup, roles[label])) for label in labels])


def _called(lookup: Lookup, facts: Sequence[Fact]) -> tuple[Piece, ...]:
    """Name facts of this page by their properties; several of one are numbered."""
    if len(facts) == 1:
        return (Piece(lookup.property_label(facts[0].property), f"#{facts[0].id}"),)
    count = Counter([fact.property for fact in facts])
    seen: Counter[str] = Counter()
    pieces = []
    for fact in facts:
        label = lookup.property_label(fact.property)
        if count[fact.property] > 1:
            seen[fact.property] += 1
            label += f" {seen[fact.property]}"
        pieces.append(Piece(label, f"#{fact.id}"))
    return tuple(pieces)


def _figure(lookup: Lookup, fact: Fact, page: str, *, with_proof: bool) -> FactRow:
    proof = lookup.kept(brief_proof_of, fact) if with_proof else None
    return fact_row(lookup, fact, page=page, prefix=PREFIX, with_proof=False, proof=proof)


def _in_a_row(labels: Sequence[str]) -> str:
    """Write labels as one phrase: Builds, advises and is a partner of. Abbreviations stay large."""
    if len(labels) == 1:
        return labels[0]
    first, *rest = dict.fromkeys(labels) or [""]
    return listed([first, *(_small(label) for label in rest)])


def _small(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _dealings(
    lookup: Lookup, entity: Entity, contract: Entity, held: Sequence[str]
) -> list[tuple[str, str, tuple[Piece, ...]]]:
    """Give each role whose words lead to the other parties, the words, and those parties.

    Who pays deals with those who are paid, and the reverse.
    """
    roles = lookup.book.vocabulary.roles
    found = []
    for role in held:
        flow, towards = roles[role].flow, roles[role].towards
        across = [
            lookup.piece(party)
            for other, parties in contract.parties.items()
            if roles[other].flow != flow
            for party in lookup.entities(parties)
            if party.id != entity.id
        ]
        if towards and across:
            found.append((role, towards.en, tuple(across)))
    return found


def _partners(lookup: Lookup, entity: Entity, contract: Entity) -> Iterator[tuple[str, Piece]]:
    for role, parties in contract.parties.items():
        for party in lookup.entities(parties):
            if party.id != entity.id:
                yield _role_label(lookup, role), lookup.piece(party)


def _leading(other: Entity, facts: Sequence[Fact]) -> list[Fact]:
    """Choose the one figure that tells most: the first number among the key figures."""
    numbers = {fact.id: fact for fact in facts if isinstance(fact.value, Quantity)}
    return [numbers[id] for id in other.key_figures if id in numbers][:1] if numbers else []


def _named_in(lookup: Lookup, fact: Fact) -> Iterator[tuple[str, str]]:
    if isinstance(fact.value, EntityValue):
        roles = lookup.book.vocabulary.roles
        known = fact.property in roles
        label = (
            _role_label(lookup, fact.property) if known else lookup.property_label(fact.property)
        )
        yield label, fact.value.entity
    for role, others in fact.involves.items():
        for other in others:
            yield _role_label(lookup, role), other


def _is_judged(lookup: Lookup, fact: Fact) -> bool:
    return lookup.states[fact.state].stands == JUDGED


def _role_label(lookup: Lookup, role: str) -> str:
    return lookup.book.vocabulary.roles[role].label.en


def _inverse_label(lookup: Lookup, role: str) -> str:
    return lookup.book.vocabulary.roles[role].inverse.en


def _telling(lookup: Lookup, ties: Sequence[Tie]) -> list[str]:
    """Give the roles of ties, speaking last; the facts themselves tell of who is only named."""
    vague = lookup.vague_roles
    roles = dict.fromkeys([tie.role for tie in ties if tie.role not in vague])
    return sorted(roles, key=operator.not_)


def _tie_label(lookup: Lookup, role: str) -> str:
    """Word a tie from the side of the entity that is named."""
    if not role:
        return SPEAKS
    known = lookup.book.vocabulary.roles.get(role)
    if known is not None:
        return known.inverse.en
    # A property whose role nobody has worded yet is given as it stands on the other sheet.
    return f"“{lookup.property_label(role)}” of"
