"""Counts and figures of a factbook, and the exceptions its editors have made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from factbook.coverage import Coverage, citations_of, coverage_of
from factbook.model import Factbook


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An exception: the fact, the key that makes it one, and the editor's reason."""

    fact: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stats:
    """How many records of each kind, state and source there are, and every exception."""

    as_of: str
    entities: dict[str, int]
    facts: int
    retired: int
    facts_by_state: dict[str, int]
    facts_by_source: dict[str, int]
    disagreements: int
    derived: int
    open_questions: int
    exceptions: tuple[Exceptional, ...]
    coverage: tuple[Coverage, ...]


def stats_of(book: Factbook) -> Stats:
    """Count a factbook; every mapping is in the order of the vocabulary or of the ids."""
    facts = book.current_facts
    states = Counter(fact.state for fact in facts)
    kinds = Counter(entity.kind for entity in book.entities.values())
    return Stats(
        as_of=book.as_of,
        entities={kind: kinds[kind] for kind in book.vocabulary.kinds},
        facts=len(facts),
        retired=len(book.facts) - len(facts),
        facts_by_state={state: states[state] for state in book.vocabulary.states},
        facts_by_source={
            source: len({fact.ref for fact, _ in citations_of(book, source)})
            for source in book.sources
        },
        disagreements=len(book.disagreements),
        derived=len(book.derived),
        open_questions=sum(len(entity.not_stated) for entity in book.entities.values()),
        exceptions=tuple(_exceptions(book)),
        coverage=tuple(coverage_of(book, source) for source in book.sources.values()),
    )


def _exceptions(book: Factbook) -> Iterator[Exceptional]:
    for fact in book.current_facts:
        for key, reason in (
            ("reading", fact.reading),
            ("state_reason", fact.state_reason),
            ("inferred", fact.inferred),
        ):
            if reason:
                yield Exceptional(fact.ref, key, reason)
        for citation in fact.citations:
            if citation.inferred:
                yield Exceptional(fact.ref, "inferred", citation.inferred)
