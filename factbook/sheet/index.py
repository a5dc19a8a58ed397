"""The list of a kind: a table of its sheets, and a short entry for each that is only mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from factbook.index import Tie, told_elsewhere
from factbook.model import Entity, Fact
from factbook.sheet.columns import Column, Heading, columns_of, headings_of
from factbook.sheet.corrections import Withdrawn, withdrawn
from factbook.sheet.facts import JUDGED, fact_row
from factbook.sheet.flows import Flows, flows_of
from factbook.sheet.lookup import UNDATED, Lookup
from factbook.sheet.paging import Part, part_of, part_url, parts_of
from factbook.sheet.parts import FactRow, Piece, Question, Sentence
from factbook.sheet.questions import question_of
from factbook.sheet.text import linked
from factbook.sheet.times import month_words
from factbook.urls import entity_url

MOST_ROLES = 3
MOST_SAID = 2
MOST_RELATED = 2
# A table with more columns of values has no room for counts.
MOST_VALUES = 2
ROLE_GROUP = "role"


class Row(NamedTuple):
    """An entity in the table of its kind."""

    id: str
    name: str
    url: str
    full_name: str
    parties: tuple[tuple[Piece, ...], ...]
    roles: str
    said: tuple[FactRow, ...]
    said_count: int
    related: tuple[int, ...]
    facts: int
    sources: int
    latest: str
    latest_words: str
    is_mention: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that is only mentioned: a line, its facts, and the facts elsewhere that name it."""

    id: str
    name: str
    summary: Sentence
    facts: tuple[FactRow, ...]
    elsewhere: tuple[FactRow, ...]
    questions: tuple[Question, ...]
    withdrawn: tuple[Withdrawn, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The page that lists a kind; `party_labels`, `columns` and `related_labels` head the table."""

    kind: str
    url: str
    title: str
    one: str
    about: str
    notice: str
    party_labels: tuple[str, ...]
    has_roles: bool
    has_said: bool
    columns: tuple[Column, ...]
    related_labels: tuple[str, ...]
    rows: tuple[Row, ...]
    mentions: tuple[Mention, ...]
    flows: tuple[Flows, ...]
    part: Part


class Head(NamedTuple):
    """What the pages of a kind's list have in common, found in all its entities."""

    roles: tuple[str, ...]
    headings: tuple[Heading, ...]
    related: tuple[str, ...]
    has_printed: bool
    mentions: tuple[str, ...]


def choices(lookup: Lookup) -> dict[str, Any]:
    """Choose what the list of each kind shows: its head, and the entities of each part."""
    by_kind: dict[str, list[Entity]] = {}
    for entity in lookup.book.entities.values():
        by_kind.setdefault(entity.kind, []).append(entity)
    found: dict[str, Any] = {}
    for kind, entities in by_kind.items():
        entities.sort(key=lambda entity: entity.name.casefold())
        found[_head_name(kind)] = _head(lookup, kind, entities)
        ids = [entity.id for entity in entities]
        found |= parts_of(ids, _list_name(kind), lookup.rows_per_page)
    return found


def kind_index(lookup: Lookup, kind: str, number: int = 1) -> Index:
    """Make a page of the list of a kind: every entity is a row.

    Those without a sheet have an entry below, on the first page.
    """
    record = lookup.book.vocabulary.kinds[kind]
    head: Head = lookup.chosen[_head_name(kind)]
    total, ids = lookup.chosen[f"{_list_name(kind)}/{number}"]
    shown = [lookup.book.entities[id] for id in ids]
    sides = _sides(lookup, head.roles)
    part = part_of(total, len(shown), f"{kind}/", number, lookup.rows_per_page)
    has_roles = not head.roles and bool(head.related or head.has_printed)
    rows = tuple([_row(lookup, entity, sides, head, has_roles=has_roles) for entity in shown])
    mentions = head.mentions if part.is_first else ()
    return Index(
        kind=kind,
        url=part_url(f"{kind}/", number),
        title=record.many.en,
        one=record.one.en,
        about=record.about,
        notice=record.notice or "",
        party_labels=tuple(label for label, _ in sides),
        has_roles=has_roles,
        has_said=any(row.said for row in rows),
        columns=columns_of(lookup, head.headings, shown),
        related_labels=tuple(lookup.book.vocabulary.kinds[other].many.en for other in head.related),
        rows=rows,
        mentions=tuple(_mention(lookup, lookup.book.entities[id]) for id in mentions),
        flows=_flows(lookup, kind) if head.roles and part.is_first else (),
        part=part,
    )


def _head_name(kind: str) -> str:
    return f"head of {kind}"


def _list_name(kind: str) -> str:
    return f"list of {kind}"


def _head(lookup: Lookup, kind: str, entities: Sequence[Entity]) -> Head:
    roles = tuple(dict.fromkeys(role for entity in entities for role in entity.parties))
    headings = headings_of(lookup, kind, entities)
    has_room = not roles and len(headings) <= MOST_VALUES
    related = _related_kinds(lookup, entities) if has_room else ()
    has_printed = any(_printed_role(lookup, entity) for entity in entities)
    mentions = tuple(entity.id for entity in entities if entity.mention)
    return Head(roles, headings, related, has_printed, mentions)


def _flows(lookup: Lookup, kind: str) -> tuple[Flows, ...]:
    """Draw all contracts, by name: also those that other pages list."""
    contracts = [entity for entity in lookup.book.entities.values() if entity.kind == kind]
    return flows_of(lookup, sorted(contracts, key=lambda entity: entity.name.casefold()))


def _sides(lookup: Lookup, roles: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group the roles of contracts by what flows: who gives, who receives, and all others."""
    known = lookup.book.vocabulary.roles
    sides = (("Pays or gives", "from"), ("Is paid or receives", "to"), ("Others", "none"))
    found = (
        (label, tuple(role for role in roles if known[role].flow == flow)) for label, flow in sides
    )
    return tuple((label, roles) for label, roles in found if roles)


def _row(
    lookup: Lookup,
    entity: Entity,
    sides: Sequence[tuple[str, tuple[str, ...]]],
    head: Head,
    *,
    has_roles: bool,
) -> Row:
    """Make a row; what its table has no column for is not looked up, and left empty."""
    own = [fact for fact in entity.facts if not fact.retired]
    elsewhere = told_elsewhere(lookup.book, entity.id)
    sources = {citation.source for fact in own for citation in fact.citations}
    sources.update(*elsewhere.values())
    latest = max((lookup.book.sources[source].date for source in sources), default="")
    others = _related(lookup, entity) if head.related else ()
    kinds = Counter(lookup.book.entities[other].kind for other in others)
    said = _said(lookup, entity) if head.has_printed else []
    return Row(
        id=entity.id,
        name=entity.name,
        url=entity_url(entity),
        full_name=entity.full_name,
        parties=tuple(
            tuple(
                lookup.piece(party)
                for role in roles
                for party in lookup.entities(entity.parties.get(role, ()))
            )
            for _, roles in sides
        ),
        roles=_roles(lookup, entity) if has_roles else "",
        said=tuple(fact_row(lookup, fact, with_proof=False) for fact in said[:MOST_SAID]),
        said_count=len(said),
        related=tuple(kinds[kind] for kind in head.related),
        facts=len(own) + len(elsewhere),
        sources=len(sources),
        latest=latest[:10],
        latest_words=month_words(latest[:10]) if latest else UNDATED,
        is_mention=entity.mention,
    )


def _roles(lookup: Lookup, entity: Entity) -> str:
    """Name what an entity is in others' contracts and facts, or its role as printed."""
    printed = _printed_role(lookup, entity)
    if printed:
        return printed
    roles, telling = lookup.book.vocabulary.roles, lookup.telling_roles
    count = Counter(role for _, role in lookup.contracts.get(entity.id, ()))
    for tie in _telling_ties(lookup, entity):
        if tie.role in telling and roles[tie.role].listed == "yes":
            count[tie.role] += 1
    common = [role for role, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    return ", ".join(roles[role].label.en.lower() for role in common[:MOST_ROLES])


def _telling_ties(lookup: Lookup, entity: Entity) -> list[Tie]:
    """Give the facts of others in which an entity has a part: whoever is only judged has none."""
    telling = lookup.telling_roles
    return [
        tie
        for tie in lookup.ties.get(entity.id, ())
        if (tie.is_value or tie.role in telling) and lookup.states[tie.fact.state].stands != JUDGED
    ]


def _printed_role(lookup: Lookup, entity: Entity) -> str:
    """Give an entity's role as a source prints it, "" if none does."""
    return next(
        (
            fact.value_text
            for fact in entity.facts
            if not fact.retired and lookup.group_of(fact.property) == ROLE_GROUP and fact.value_text
        ),
        "",
    )


def _said(lookup: Lookup, entity: Entity) -> list[Fact]:
    """Give what an entity says, about itself and on other sheets; forecasts and figures first."""
    facts = [fact for fact in entity.facts if not fact.retired and entity.id in fact.claimed_by]
    facts += [tie.fact for tie in lookup.ties.get(entity.id, ()) if not tie.role]
    return sorted(facts, key=lambda fact: (fact.value is None, fact.ref))


def _related_kinds(lookup: Lookup, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Choose the other kinds that these entities have most to do with."""
    count: Counter[str] = Counter()
    for entity in entities:
        count.update(lookup.book.entities[other].kind for other in _related(lookup, entity))
    chosen = [kind for kind, _ in count.most_common() if kind != entities[0].kind][:MOST_RELATED]
    return tuple(kind for kind in lookup.book.vocabulary.kinds if kind in chosen)


def _related(lookup: Lookup, entity: Entity) -> set[str]:
    """Give what an entity is a party of, speaks about or has a part in."""
    contracts = {contract.id for contract, _ in lookup.contracts.get(entity.id, ())}
    spoken = {tie.fact.entity for tie in lookup.ties.get(entity.id, ()) if not tie.role}
    return contracts | spoken | {tie.fact.entity for tie in _telling_ties(lookup, entity)}


def _mention(lookup: Lookup, entity: Entity) -> Mention:
    own = [fact for fact in entity.facts if not fact.retired]
    elsewhere = {tie.fact.ref: tie.fact for tie in lookup.ties.get(entity.id, ())}
    for contract, _ in lookup.contracts.get(entity.id, ()):
        elsewhere |= {fact.ref: fact for fact in contract.facts if not fact.retired}
    ids = [other for fact in (*own, *elsewhere.values()) for other in _named(fact)]
    named = lookup.entities(dict.fromkeys(ids))
    return Mention(
        id=entity.id,
        name=entity.name,
        summary=linked(lookup, entity.summary, [other for other in named if other.id != entity.id]),
        facts=tuple(fact_row(lookup, fact, page=entity.id) for fact in own),
        elsewhere=tuple(
            fact_row(lookup, fact, with_proof=False) for _, fact in sorted(elsewhere.items())
        ),
        questions=tuple(question_of(lookup, asked) for asked in entity.not_stated),
        withdrawn=tuple(withdrawn(lookup, entity)),
    )


def _named(fact: Fact) -> list[str]:
    return [fact.entity, *fact.claimed_by, *(id for ids in fact.involves.values() for id in ids)]
