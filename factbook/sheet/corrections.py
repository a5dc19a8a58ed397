"""What was put right: facts that were withdrawn, and the changes that readers are told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.model import Change, Entity, Fact
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Piece
from factbook.sheet.times import day_words
from factbook.urls import entity_url, fact_anchor, fact_url

CORRECTIONS_URL = "corrections/"
# The name under which is noted what is chosen for the page.
CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A fact that was withdrawn: its anchor stays, with the reason and what took its place.

    `on` is the day on which its record was last verified, "" if it was not: a fact that is
    withdrawn is verified anew. `url` leads to its entry on the page of corrections.
    """

    anchor: str
    statement: str
    reason: str
    on: str
    replaced_by: Piece | None
    url: str


@dataclass(frozen=True, slots=True)
class WithdrawnRow:
    """A withdrawn fact among those of all entities."""

    anchor: str
    about: Piece
    label: str
    fact_url: str
    it: Withdrawn


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry of the changelog, with the facts that it changed."""

    on: str
    change: str
    why: str
    facts: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """All that was withdrawn or changed, the newest first.

    `facts` counts those that stand; `report_url` is "" where the repository's address is not known.
    """

    url: str
    withdrawn: tuple[WithdrawnRow, ...]
    changes: tuple[Changed, ...]
    facts: int
    report_url: str


def withdrawn(lookup: Lookup, entity: Entity) -> Iterator[Withdrawn]:
    """Give the facts of an entity that were withdrawn, with what took their place."""
    return (_withdrawn(lookup, entity, fact) for fact in entity.facts if fact.retired)


def choices(lookup: Lookup) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Count the facts, and choose those that were withdrawn, the last compared first."""
    entities = lookup.book.entities.values()
    facts = [fact for entity in entities for fact in entity.facts if fact.retired]
    # Sorting keeps the order of refs among facts of one day.
    facts.sort(key=lambda fact: fact.verified.on if fact.verified else "", reverse=True)
    return {CORRECTIONS: (lookup.book.fact_count, tuple(fact.ref for fact in facts))}


def corrections_page(lookup: Lookup) -> CorrectionsPage:
    """Give the page of corrections."""
    count, refs = lookup.chosen[CORRECTIONS]
    facts = [lookup.book.facts[ref] for ref in refs]
    repository = lookup.book.site.repository
    return CorrectionsPage(
        CORRECTIONS_URL,
        tuple(_row(lookup, fact) for fact in facts),
        tuple(_changed(lookup, change) for change in lookup.book.changes),
        count,
        f"{repository.rstrip('/')}/issues/new/choose" if repository else "",
    )


def _withdrawn(lookup: Lookup, entity: Entity, fact: Fact) -> Withdrawn:
    successor = lookup.book.facts.get(fact.replaced_by)
    return Withdrawn(
        fact_anchor(entity, fact),
        fact.statement,
        fact.retired,
        day_words(fact.verified.on) if fact.verified else "",
        Piece(successor.statement, fact_url(lookup.book, successor)) if successor else None,
        f"{CORRECTIONS_URL}#{_anchor(fact)}",
    )


def _row(lookup: Lookup, fact: Fact) -> WithdrawnRow:
    entity = lookup.book.entities[fact.entity]
    return WithdrawnRow(
        _anchor(fact),
        Piece(entity.name, entity_url(entity)),
        lookup.property_label(fact.property),
        fact_url(lookup.book, fact),
        _withdrawn(lookup, entity, fact),
    )


def _anchor(fact: Fact) -> str:
    return fact.ref.replace("/", ".", 1)


def _changed(lookup: Lookup, change: Change) -> Changed:
    book = lookup.book
    named = [book.facts[ref] for ref in change.facts if ref in book.facts]
    return Changed(
        day_words(change.on),
        change.change,
        change.why,
        tuple(
            Piece(
                f"{book.entities[fact.entity].name}, {lookup.property_label(fact.property)}",
                fact_url(book, fact),
            )
            for fact in named
        ),
    )
