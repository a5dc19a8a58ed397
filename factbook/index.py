"""Who names whom: for each record, the facts, contracts and citations of others that concern it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from factbook.lazily import Lazily
from factbook.model import Citation, Derived, Disagreement, Entity, Fact, Factbook
from factbook.outline import Table
from factbook.reads import Watched

Row = TypeVar("Row")
Rows = Sequence[tuple[Any, ...]]

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
    entities = book.entities.raw

    # As Tie() does it, sooner: every fact that names another entity is one.
    new = tuple.__new__

    def ties(rows: Rows) -> list[Tie]:
        return [
            new(Tie, (entities[entity].facts[fact], role, is_value))
            for entity, fact, role, is_value, _ in rows
        ]

    def contracts(rows: Rows) -> list[tuple[Entity, str]]:
        return [(entities[entity], role) for entity, role in rows]

    def cited(rows: Rows) -> list[tuple[Fact, Citation]]:
        found = [(entities[entity].facts[fact], citation) for entity, fact, citation, _ in rows]
        return [(fact, fact.citations[citation]) for fact, citation in found]

    outline = book.outline
    return Index(
        Watched(_resolved(outline.ties, ties), TIES, book.reads),
        Watched(_resolved(outline.contracts, contracts), CONTRACTS, book.reads),
        Watched(_clashes(book), CLASHES, book.reads),
        Watched(_formulas(book), FORMULAS, book.reads),
        Watched(_resolved(outline.cited, cited), CITED, book.reads),
    )


def _resolved(table: Table, resolve: Callable[[Rows], list[Row]]) -> Lazily[tuple[Row, ...]]:
    """Give what the rows of an outline stand for; of a name nobody asks for, none is made."""
    return Lazily(table, lambda name: tuple(resolve(table[name])))


def told_elsewhere(book: Factbook, entity: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """Give, for each fact of others that names an entity, its sources; no record is read.

    A fact is told by the entity it is of and its place there.
    """
    book.reads.note(TIES + entity)
    rows = book.outline.ties.get(entity)
    return {(of, fact): sources for of, fact, _, _, sources in rows}


def citing_count(book: Factbook, source: str) -> int:
    """Count the facts that cite a source, where the quote was found; no record is read."""
    book.reads.note(CITED + source)
    rows = book.outline.cited.get(source)
    return len({(of, fact) for of, fact, _, is_found in rows if is_found})


def _clashes(book: Factbook) -> dict[str, tuple[Disagreement, ...]]:
    found: dict[str, list[Disagreement]] = {}
    for disagreement in book.disagreements.raw.values():
        for ref in disagreement.facts:
            found.setdefault(ref, []).append(disagreement)
    return {ref: tuple(disagreements) for ref, disagreements in found.items()}


def _formulas(book: Factbook) -> dict[str, tuple[Derived, ...]]:
    found: dict[str, dict[str, Derived]] = {}
    for derived in book.derived.raw.values():
        for ref in derived.members:
            found.setdefault(ref.partition("/")[0], {})[derived.id] = derived
    return {entity: tuple(formulas.values()) for entity, formulas in found.items()}
