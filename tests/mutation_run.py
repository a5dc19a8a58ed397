"""Which rules tell of a falsified record, found out in memory: no file is written or read again.

Rules check parts of a factbook. What a falsification can concern is a small part: the fact itself,
then the records that stand in some tie with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from factbook import yamlfile
from factbook.assemble import fact_of
from factbook.check import RULES
from factbook.evidence import sentence_of
from factbook.model import Entity, Fact, Factbook, factbook_of
from factbook.part import Part
from factbook.problem import Address, Problem
from factbook.record import FactRecord
from factbook.rules import (
    numerals_covered,
    quote_verbatim,
    reference,
    state_fits,
    value_derived,
    verified_current,
    when_derived,
    who_named,
    who_told,
)
from factbook.yamlfile import YamlFile
from tests.mutations import Mutation, Raw, mutations_of, party_mutations

SHAPE = "schema"
_FACT = TypeAdapter(FactRecord)
# The stamp tells of any change at all; which numerals are quoted, no falsification of a fact
# changes that leaves its quotes where they are.
_LEFT_OUT = (verified_current.NAME, numerals_covered.NAME)
# Rules that look at one fact after the other.
_ALONE = (
    reference.NAME,
    quote_verbatim.NAME,
    value_derived.NAME,
    when_derived.NAME,
    who_named.NAME,
    who_told.NAME,
    state_fits.NAME,
)
_OF_ONE_FACT = tuple(rule for name, rule in RULES if name in _ALONE)
_OF_ALL = tuple(rule for name, rule in RULES if name not in _LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mutation, and the rules that tell of it; none of them if it survives."""

    mutation: Mutation
    rules: frozenset[str]


def verdicts(root: Path, book: Factbook) -> Iterator[Verdict]:
    """Judge every mutation of every fact and every contract of a factbook without problems."""
    ties = _Ties(book)
    for entity in book.entities.values():
        records = raw_facts(root, entity.file)
        for fact, raw in zip(entity.facts, records, strict=True):
            for mutation in () if fact.retired else mutations_of(book, fact, raw):
                yield Verdict(mutation, _judge(book, fact, mutation, ties))
        for kind, told, parties in party_mutations(book, entity):
            changed = entity._replace(parties=parties)
            other = with_entities(book, {entity.id: changed})
            part = Part((changed, *_entities(other, _parties(entity) | _parties(changed))))
            mutation = Mutation(entity.id, kind, told, {}, entity.id)
            yield Verdict(mutation, _told(other, part))


def raw_facts(root: Path, file: str) -> list[Raw]:
    """Give the facts of a file as written."""
    parsed = yamlfile.read(root, file)
    assert isinstance(parsed, YamlFile) and isinstance(parsed.data, dict)
    facts = parsed.data.get("facts", [])
    assert isinstance(facts, list)
    return [fact for fact in facts if isinstance(fact, dict)]


def _judge(book: Factbook, fact: Fact, mutation: Mutation, ties: _Ties) -> frozenset[str]:
    changed = falsified(book, fact, mutation)
    if isinstance(changed, frozenset):
        return changed
    other = with_fact(book, fact, changed)
    # First the fact by itself, as if its entity had no other and said nothing more.
    alone = other.entities[changed.entity]._replace(
        facts=(changed,), parties={}, key_figures=(), not_stated=(), summary=""
    )
    found = {problem.rule for rule in _OF_ONE_FACT for problem in rule(other, Part((alone,)))}
    return frozenset(found) or _told(other, ties.around(other, mutation, changed))


def _told(book: Factbook, part: Part) -> frozenset[str]:
    return frozenset(problem.rule for rule in _OF_ALL for problem in rule(book, part))


def falsified(book: Factbook, fact: Fact, mutation: Mutation) -> Fact | frozenset[str]:
    """Make the fact of a mutated record, or give the rules that keep it from being understood."""
    try:
        record = _FACT.validate_python(mutation.raw)
    except ValidationError:
        return frozenset([SHAPE])
    problems: list[Problem] = []
    changed = fact_of(
        mutation.entity,
        record,
        mutation.raw,
        fact.line,
        fact.address if mutation.entity == fact.entity else _new_place(book, mutation.entity),
        book.vocabulary,
        book.sources,
        problems,
    )
    return frozenset(problem.rule for problem in problems) or changed


def _new_place(book: Factbook, entity: str) -> Address:
    there = book.entities[entity]
    return there.address.at("facts", len(there.facts))


def with_fact(book: Factbook, fact: Fact, changed: Fact) -> Factbook:
    """Give the factbook with one fact changed, or moved to the end of another entity's."""
    own, goal = book.entities[fact.entity], book.entities[changed.entity]
    if own is goal:
        facts = tuple(changed if one is fact else one for one in own.facts)
        return with_entities(book, {own.id: own._replace(facts=facts)})
    left = own._replace(facts=tuple(one for one in own.facts if one is not fact))
    return with_entities(book, {own.id: left, goal.id: goal._replace(facts=(*goal.facts, changed))})


def with_entities(book: Factbook, changed: Mapping[str, Entity]) -> Factbook:
    """Give the factbook with some entities changed."""
    return factbook_of(
        book.site,
        book.vocabulary,
        {**book.entities.raw, **changed},
        book.sources,
        book.disagreements,
        book.derived,
    )


def _entities(book: Factbook, ids: Collection[str]) -> tuple[Entity, ...]:
    return tuple(book.entities[id] for id in sorted(ids))


def _parties(entity: Entity) -> set[str]:
    return {party for parties in entity.parties.values() for party in parties}


class _Ties:
    """Which facts and entities have to do with one another: a change of one concerns the others."""

    def __init__(self, book: Factbook) -> None:
        self._near: dict[str, set[str]] = defaultdict(set)
        self._entities: dict[str, set[str]] = defaultdict(set)
        for group in self._groups(book):
            for ref in group:
                self._near[ref] |= group
        for fact in book.facts.values():
            ids = {entity for entities in fact.involves.values() for entity in entities}
            parties = _parties(book.entities[fact.entity])
            self._entities[fact.ref] |= {fact.entity, *ids, *parties, *fact.claimed_by}
        for entity in book.entities.values():
            asked = {ref for question in entity.not_stated for ref in question.nearest}
            for ref in (*entity.key_figures, *asked):
                self._entities[ref].add(entity.id)

    @staticmethod
    def _groups(book: Factbook) -> Iterator[set[str]]:
        sentences = defaultdict(set)
        for fact in book.facts.values():
            for citation in fact.citations:
                sentence = sentence_of(book, citation)
                if sentence is not None:
                    sentences[citation.source, sentence.line, sentence.start].add(fact.ref)
            yield {ref for ref in (fact.ref, fact.part_of, fact.anchor) if ref}
        yield from sentences.values()

    def around(self, book: Factbook, mutation: Mutation, changed: Fact) -> Part:
        """Give the records of a falsified factbook that a changed fact can concern."""
        near = {mutation.fact, changed.ref} | self._near[mutation.fact]
        ids = {ref.partition("/")[0] for ref in near} | self._entities[mutation.fact]
        named = {entity for entities in changed.involves.values() for entity in entities}
        ids |= {changed.entity, *named, *changed.claimed_by} & set(book.entities)
        return Part(
            _entities(book, ids),
            disagreements=tuple(
                one for one in book.disagreements.values() if not near.isdisjoint(one.facts)
            ),
            derived=tuple(one for one in book.derived.values() if not near.isdisjoint(one.members)),
        )
