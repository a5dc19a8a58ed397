"""Who names whom: for each record, the facts, contracts and citations of others that concern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from factbook.model import (
    Citation,
    Derived,
    Disagreement,
    Entity,
    EntityValue,
    Fact,
    Factbook,
)
from factbook.reads import Watched

# The names under which is noted what is read of an index.
TIES, CONTRACTS, CLASHES, FORMULAS, CITED = "ties:", "contracts:", "clashes:", "formulas:", "cited:"


class Tie(NamedTuple):
    """How a fact of another entity concerns one: the role it has there, or what it says."""

    fact: Fact
    # A role or, for a value, a property of the vocabulary; "" for the speaker.
    role: str
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Who names whom in a factbook; what nothing names is in none of the mappings.

    `ties` are, by entity, the facts of other entities that name it, in the order of ids.
    `contracts` are, by entity, what it is a party of, with its role there. `clashes` are, by
    fact, the disagreements it stands in. `formulas` are, by entity, the derived figures that its
    facts are members of. `cited` are, by source, its citations with their facts, withdrawn facts
    left out, whether the quote was found or not.
    """

    ties: Watched[tuple[Tie, ...]]
    contracts: Watched[tuple[tuple[Entity, str], ...]]
    clashes: Watched[tuple[Disagreement, ...]]
    formulas: Watched[tuple[Derived, ...]]
    cited: Watched[tuple[tuple[Fact, Citation], ...]]


# One factbook is built at a time: an older one is not kept alive.
@lru_cache(maxsize=1)
def index_of(book: Factbook) -> Index:
    """Give the index of a factbook, made once."""
    return book.reads.unnoted(
        lambda: Index(
            Watched(_ties(book), TIES, book.reads),
            Watched(_contracts(book), CONTRACTS, book.reads),
            Watched(_clashes(book), CLASHES, book.reads),
            Watched(_formulas(book), FORMULAS, book.reads),
            Watched(_cited(book), CITED, book.reads),
        )
    )


def make_ready(book: Factbook) -> None:
    """Find out now what is asked of a factbook as a whole, so that no process does it again."""
    index_of(book)
    len(book.facts.raw)
    len(book.current_facts)


def ties_of(fact: Fact) -> Iterator[tuple[str, Tie]]:
    """Give the entities that a fact names, its own among them, each with its tie."""
    if isinstance(fact.value, EntityValue):
        yield fact.value.entity, Tie(fact, fact.property, is_value=True)
    for role, entities in fact.involves.items():
        for entity in entities:
            yield entity, Tie(fact, role)
    for speaker in fact.claimed_by:
        yield speaker, Tie(fact, "")


def _ties(book: Factbook) -> dict[str, tuple[Tie, ...]]:
    found: dict[str, list[Tie]] = {}
    for fact in book.current_facts:
        for entity, tie in ties_of(fact):
            if entity != fact.entity:
                found.setdefault(entity, []).append(tie)
    return {entity: tuple(ties) for entity, ties in found.items()}


def _contracts(book: Factbook) -> dict[str, tuple[tuple[Entity, str], ...]]:
    found: dict[str, list[tuple[Entity, str]]] = {}
    for contract in book.entities.values():
        for role, parties in contract.parties.items():
            for party in parties:
                found.setdefault(party, []).append((contract, role))
    return {entity: tuple(contracts) for entity, contracts in found.items()}


def _clashes(book: Factbook) -> dict[str, tuple[Disagreement, ...]]:
    found: dict[str, list[Disagreement]] = {}
    for disagreement in book.disagreements.values():
        for ref in disagreement.facts:
            found.setdefault(ref, []).append(disagreement)
    return {ref: tuple(disagreements) for ref, disagreements in found.items()}


def _formulas(book: Factbook) -> dict[str, tuple[Derived, ...]]:
    found: dict[str, dict[str, Derived]] = {}
    for derived in book.derived.values():
        for ref in derived.members:
            found.setdefault(ref.partition("/")[0], {})[derived.id] = derived
    return {entity: tuple(formulas.values()) for entity, formulas in found.items()}


def _cited(book: Factbook) -> dict[str, tuple[tuple[Fact, Citation], ...]]:
    found: dict[str, list[tuple[Fact, Citation]]] = {}
    for fact in book.current_facts:
        for citation in fact.citations:
            found.setdefault(citation.source, []).append((fact, citation))
    return {source: tuple(citations) for source, citations in found.items()}
