"""The sheet of one entity: what it is, its key figures, relations, timeline, doubts and facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factbook.derived import members, result
from factbook.model import Derived, Entity, EntityValue, Fact
from factbook.sheet.cases import case_of, clashes_of
from factbook.sheet.corrections import Withdrawn, withdrawn
from factbook.sheet.events import Event, events_of, is_moment
from factbook.sheet.evidence import evidence_of
from factbook.sheet.facts import JUDGED, fact_row, in_order
from factbook.sheet.lookup import Lookup
from factbook.sheet.numbers import figure_of, scales_of
from factbook.sheet.parts import (
    Calculated,
    Case,
    Evidence,
    FactRow,
    Group,
    Question,
    Sentence,
)
from factbook.sheet.questions import question_of
from factbook.sheet.relations import PREFIX, Relation, judged_elsewhere, relations
from factbook.sheet.text import capitalised, linked
from factbook.urls import entity_url

FIGURE_TYPES = ("quantity", "date", "entity", "place", "choice")
FORMULAS = {
    "sum": "the sum of",
    "share": "the first as a share of the second:",
    "ratio": "the first divided by the second:",
    "difference": "the first less the second:",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of one entity; sections that have nothing to show are empty."""

    id: str
    url: str
    kind: str
    kind_label: str
    kind_url: str
    name: str
    full_name: str
    aliases: tuple[str, ...]
    summary: str
    lead: Sentence
    evidence: Evidence
    key_figures: tuple[FactRow, ...]
    missing: tuple[Question, ...]
    scales: tuple[tuple[str, str], ...]
    relations: tuple[Relation, ...]
    calculated: tuple[Calculated, ...]
    events: tuple[Event, ...]
    cases: tuple[Case, ...]
    questions: tuple[Question, ...]
    opinions: tuple[FactRow, ...]
    groups: tuple[Group, ...]
    lesser: tuple[FactRow, ...]
    withdrawn: tuple[Withdrawn, ...]
    notice: str
    edit_path: str


def entity_sheet(lookup: Lookup, id: str) -> Sheet:
    """Make the sheet of an entity. Every fact of it has one place, where its proof stands."""
    entity = lookup.book.entities[id]
    facts = [fact for fact in entity.facts if not fact.retired]
    key_figures = _key_figures(lookup, entity)
    placed = {row.ref for row in _with_clashes(key_figures)}
    left = [fact for fact in facts if fact.ref not in placed]
    others, told_there = relations(lookup, entity, facts, placed)
    judged = judged_elsewhere(lookup, entity)
    kind = lookup.book.vocabulary.kinds[entity.kind]
    questions = tuple(question_of(lookup, asked, page=id) for asked in entity.not_stated)
    opinions, lesser, rest = _apart(lookup, left)
    return Sheet(
        id=id,
        url=entity_url(entity),
        kind=entity.kind,
        kind_label=kind.one.en,
        kind_url=f"{entity.kind}/",
        name=entity.name,
        full_name=entity.full_name,
        aliases=tuple(alias.name for alias in entity.aliases),
        summary=entity.summary,
        lead=linked(lookup, entity.summary, _concerned(lookup, entity, facts)),
        evidence=evidence_of(lookup, [*facts, *told_there, *judged]),
        key_figures=key_figures,
        missing=tuple(
            question
            for question, asked in zip(questions, entity.not_stated, strict=True)
            if asked.property
            and lookup.book.vocabulary.properties[asked.property].type in FIGURE_TYPES
        ),
        scales=scales_of(row.figure for row in key_figures),
        relations=others,
        calculated=tuple(calculated(lookup, lookup.formulas.get(id, ()), page=id)),
        events=events_of(lookup, [*facts, *told_there]),
        cases=_cases(lookup, facts, id),
        questions=questions,
        opinions=tuple(
            [fact_row(lookup, fact, page=id) for fact in opinions]
            + [fact_row(lookup, fact, page=id, prefix=PREFIX, with_proof=False) for fact in judged]
        ),
        groups=_groups(lookup, rest, id),
        lesser=tuple([fact_row(lookup, fact, page=id) for fact in lesser]),
        withdrawn=tuple(withdrawn(lookup, entity)),
        notice=kind.notice or "",
        edit_path=entity.file,
    )


def calculated(lookup: Lookup, formulas: Iterable[Derived], *, page: str) -> Iterable[Calculated]:
    """Give derived figures that have a result, with the facts they were computed from."""
    for derived in formulas:
        value = result(lookup.book, derived)
        if value is None:
            continue
        yield Calculated(
            anchor=f"calculated-{derived.id}",
            label=derived.label,
            figure=figure_of(value, lookup.book.vocabulary.unit_records),
            formula=FORMULAS[derived.formula],
            members=tuple(
                fact_row(lookup, fact, page=page, with_proof=False)
                for fact in members(lookup.book, derived)
            ),
            warning=derived.warning,
        )


def _key_figures(lookup: Lookup, entity: Entity) -> tuple[FactRow, ...]:
    """Give the key figures; what excludes one stands in its row, and not a second time below."""
    by_id = {fact.id: fact for fact in entity.facts if not fact.retired}
    rows: list[FactRow] = []
    placed: set[str] = set()
    for id in entity.key_figures:
        fact = by_id.get(id) or lookup.book.facts.get(id)
        if fact is None or fact.retired or fact.ref in placed:
            continue
        row = fact_row(lookup, fact, page=entity.id)
        placed.add(fact.ref)
        clashes = clashes_of(lookup, fact, entity.id)
        if clashes:
            told = [
                clash._replace(rows=tuple(_once(it, placed) for it in clash.rows))
                for clash in clashes
            ]
            row = row._replace(clashes=tuple(told))
        rows.append(row)
    return tuple(rows)


def _once(row: FactRow, placed: set[str]) -> FactRow:
    """Note a row as placed; take anchor and proof from one that the page has already."""
    if row.ref in placed:
        return row._replace(anchor="", proof=None)
    placed.add(row.ref)
    return row


def _with_clashes(rows: Iterable[FactRow]) -> Iterable[FactRow]:
    for row in rows:
        yield row
        for clash in row.clashes:
            yield from clash.rows


def _apart(lookup: Lookup, facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Give the opinions, what was measured at a moment, and what is neither."""
    opinions: list[Fact] = []
    lesser: list[Fact] = []
    rest: list[Fact] = []
    for fact in facts:
        is_judged = lookup.states[fact.state].stands == JUDGED
        is_lesser = is_moment(lookup, fact)
        if is_judged:
            opinions.append(fact)
        if is_lesser:
            lesser.append(fact)
        if not (is_judged or is_lesser):
            rest.append(fact)
    return opinions, lesser, rest


def _groups(lookup: Lookup, facts: list[Fact], page: str) -> tuple[Group, ...]:
    found: dict[str, list[FactRow]] = {}
    for fact in in_order(lookup, facts):
        row = fact_row(lookup, fact, page=page)
        found.setdefault(lookup.group_of(fact.property), []).append(row)
    return tuple(
        Group(f"facts-{group}", capitalised(group.replace("_", " ")), tuple(rows))
        for group, rows in found.items()
    )


def _cases(lookup: Lookup, facts: list[Fact], page: str) -> tuple[Case, ...]:
    found = {
        disagreement.id: disagreement
        for fact in facts
        for disagreement in lookup.clashes.get(fact.ref, ())
    }
    cases = [case_of(lookup, disagreement, page=page) for disagreement in found.values()]
    return tuple(sorted(cases, key=lambda case: not case.is_comparable))


def _concerned(lookup: Lookup, entity: Entity, facts: list[Fact]) -> list[Entity]:
    """Give the entities that the summary of an entity may name."""
    ids = [id for parties in entity.parties.values() for id in parties]
    for fact in facts:
        ids += fact.claimed_by
        for involved in fact.involves.values():
            ids += involved
        if isinstance(fact.value, EntityValue):
            ids.append(fact.value.entity)
    for contract, _ in lookup.contracts.get(entity.id, ()):
        ids.append(contract.id)
        for parties in contract.parties.values():
            ids += parties
    ids += [tie.fact.entity for tie in lookup.ties.get(entity.id, ())]
    named = dict.fromkeys(ids)
    named.pop(entity.id, None)
    return lookup.entities(named)
