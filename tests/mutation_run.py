"""Which rules tell of a falsified record, found out in memory: no file is written or read again.

Rules look at whole factbooks. What a falsification of one fact can concern is a small part of it,
so the rules run over that part, with everything else there to be looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from factbook import yamlfile
from factbook.assemble import fact_of
from factbook.check import RULES, Check
from factbook.evidence import sentence_of
from factbook.model import Entity, Fact, Factbook
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
)
from factbook.yamlfile import YamlFile
from tests.mutations import Mutation, Raw, mutations_of, party_mutations

SHAPE = "schema"
_FACT = TypeAdapter(FactRecord)
# The stamp tells of any change at all, and in a part of a factbook most numerals are in no quote.
_LEFT_OUT = (verified_current.NAME, numerals_covered.NAME)
# Rules that look at one fact after the other.
_ALONE = (
    reference.NAME,
    quote_verbatim.NAME,
    value_derived.NAME,
    when_derived.NAME,
    who_named.NAME,
    state_fits.NAME,
)
_OF_ALL = tuple((name, rule) for name, rule in RULES if name not in _LEFT_OUT)
_OF_ONE_FACT = tuple((name, rule) for name, rule in RULES if name in _ALONE)
_OF_MANY_FACTS = tuple(
    (name, rule) for name, rule in RULES if name not in (*_ALONE, *_LEFT_OUT)
) + ((when_derived.NAME, when_derived.check),)

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mutation, and the rules that tell of it; none of them if it survives."""

    mutation: Mutation
    rules: frozenset[str]


class _Part(Mapping[str, Thing]):
    """A mapping in which everything is found, and only a part is gone through."""

    def __init__(self, whole: Mapping[str, Thing], part: Collection[str]) -> None:
        self._whole = whole
        self._part = part

    def __getitem__(self, key: str) -> Thing:
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        return key in self._whole

    def __iter__(self) -> Iterator[str]:
        return iter(self._part)

    def __len__(self) -> int:
        return len(self._part)


def verdicts(root: Path, book: Factbook) -> Iterator[Verdict]:
    """Judge every mutation of every fact of a factbook that has no problem."""
    ties = _Ties(book)
    for entity in book.entities.values():
        records = raw_facts(root, entity.file)
        for fact, raw in zip(entity.facts, records, strict=True):
            if fact.retired:
                continue
            before: dict[str, tuple[frozenset[_Told], ...]] = {}
            for mutation in mutations_of(book, fact, raw):
                if mutation.entity not in before:
                    before[mutation.entity] = tuple(
                        frozenset(_told(part, rules))
                        for part, rules in _parts(book, book.entities, fact, mutation, ties)
                    )
                yield Verdict(mutation, _judge(book, fact, mutation, ties, before[mutation.entity]))
    for entity in book.entities.values():
        for kind, told, parties in party_mutations(book, entity):
            entities = {**book.entities, entity.id: replace(entity, parties=parties)}
            found = {one[0] for one in _told(replace(book, entities=entities), _OF_ALL)}
            yield Verdict(Mutation(entity.id, kind, told, {}, entity.id), frozenset(found))


def raw_facts(root: Path, file: str) -> list[Raw]:
    """Give the facts of a file as written."""
    parsed = yamlfile.read(root, file)
    assert isinstance(parsed, YamlFile) and isinstance(parsed.data, dict)
    facts = parsed.data.get("facts", [])
    assert isinstance(facts, list)
    return [fact for fact in facts if isinstance(fact, dict)]


# A problem by its rule, its place and its message.
_Told = tuple[str, object, str]


def _told(book: Factbook, rules: Iterable[tuple[str, Check]]) -> Iterator[_Told]:
    for _, rule in rules:
        for problem in rule(book):
            yield problem.rule, problem.at, problem.message


def _judge(
    book: Factbook,
    fact: Fact,
    mutation: Mutation,
    ties: _Ties,
    before: tuple[frozenset[_Told], ...],
) -> frozenset[str]:
    changed = falsified(book, fact, mutation)
    if isinstance(changed, frozenset):
        return changed
    entities = with_fact(book, fact, changed)
    for known, (part, rules) in zip(
        before, _parts(book, entities, changed, mutation, ties), strict=True
    ):
        found = frozenset(told[0] for told in _told(part, rules) if told not in known)
        # What follows from these is left out of a report as well.
        if found:
            return found
    return frozenset()


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


def with_fact(book: Factbook, fact: Fact, changed: Fact) -> dict[str, Entity]:
    """Give the entities with one fact changed, or moved to the end of another entity's."""
    entities = dict(book.entities)
    own, goal = entities[fact.entity], entities[changed.entity]
    if own is goal:
        facts = tuple(changed if one is fact else one for one in own.facts)
        return {**entities, own.id: replace(own, facts=facts)}
    left = tuple(one for one in own.facts if one is not fact)
    entities[own.id] = replace(own, facts=left)
    entities[goal.id] = replace(goal, facts=(*goal.facts, changed))
    return entities


def _parts(
    book: Factbook,
    entities: Mapping[str, Entity],
    fact: Fact,
    mutation: Mutation,
    ties: _Ties,
) -> Iterator[tuple[Factbook, tuple[tuple[str, Check], ...]]]:
    """Give the factbook in which rules go through the fact alone, then one with what is around it.

    Each comes with the rules to run over it.
    """
    facts = {**book.facts, fact.ref: fact}
    if fact.ref != mutation.fact:
        del facts[mutation.fact]
    mine = {fact.entity, mutation.entity}
    yield _part(book, entities, facts, [fact.ref], mine, {mutation.fact}), _OF_ONE_FACT
    tied = ties.near(mutation.fact)
    near = [ref for ref in facts if ref == fact.ref or ref in tied]
    around = {facts[ref].entity for ref in near} | ties.entities_of(mutation.fact) | mine
    yield _part(book, entities, facts, near, around, tied), _OF_MANY_FACTS


def _part(
    book: Factbook,
    entities: Mapping[str, Entity],
    facts: Mapping[str, Fact],
    near: list[str],
    around: Collection[str],
    told: set[str],
) -> Factbook:
    vocabulary = book.vocabulary
    used = sorted({facts[ref].property for ref in near} & set(vocabulary.properties))
    part = replace(
        book,
        entities=_Part(entities, sorted(around)),
        vocabulary=replace(vocabulary, properties=_Part(vocabulary.properties, used)),
        disagreements=_Part(
            book.disagreements,
            [one.id for one in book.disagreements.values() if not told.isdisjoint(one.facts)],
        ),
        derived=_Part(
            book.derived,
            [one.id for one in book.derived.values() if not told.isdisjoint(one.members)],
        ),
    )
    # Both are worked out from the entities where they are not set.
    vars(part)["facts"] = _Part(facts, near)
    vars(part)["current_facts"] = tuple(facts[ref] for ref in near if not facts[ref].retired)
    return part


class _Ties:
    """Which facts and entities have to do with one another: a change of one concerns the others."""

    def __init__(self, book: Factbook) -> None:
        self._near: dict[str, set[str]] = defaultdict(set)
        self._entities: dict[str, set[str]] = defaultdict(set)
        for group in self._groups(book):
            for ref in group:
                self._near[ref] |= group
        for fact in book.facts.values():
            holder = book.entities[fact.entity]
            ids = {entity for entities in fact.involves.values() for entity in entities}
            ids |= {party for parties in holder.parties.values() for party in parties}
            self._entities[fact.ref] = {fact.entity, *ids, *fact.claimed_by}
        for entity in book.entities.values():
            asked = {ref for question in entity.not_stated for ref in question.nearest}
            for ref in (*entity.key_figures, *asked):
                self._entities[ref].add(entity.id)

    @staticmethod
    def _groups(book: Factbook) -> Iterator[set[str]]:
        sentences = defaultdict(set)
        questions = defaultdict(set)
        for fact in book.facts.values():
            if book.vocabulary.properties[fact.property].single == "yes":
                questions[fact.entity, fact.property].add(fact.ref)
            for citation in fact.citations:
                sentence = sentence_of(book, citation)
                if sentence is not None:
                    sentences[citation.source, sentence.line, sentence.start].add(fact.ref)
            yield {ref for ref in (fact.ref, fact.part_of, fact.anchor) if ref}
        yield from sentences.values()
        yield from questions.values()

    def near(self, ref: str) -> set[str]:
        """Give what shares a sentence, a question or a tie with a fact, or with one that does."""
        near = self._near[ref]
        return {ref}.union(near, *(self._near[one] for one in near))

    def entities_of(self, ref: str) -> set[str]:
        """Give the entities whose records tell of a fact."""
        return self._entities[ref]
