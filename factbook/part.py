"""A part of a factbook that is checked by itself: some of its records, or all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.model import Derived, Disagreement, Entity, Fact, Factbook, Source


class Part(NamedTuple):
    """Records to be checked; `is_whole` where what no single record tells is checked too."""

    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    derived: tuple[Derived, ...] = ()
    is_whole: bool = False

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts of the part's entities, one for each id."""
        for entity in self.entities:
            yield from {fact.id: fact for fact in entity.facts}.values()

    @property
    def current_facts(self) -> Iterator[Fact]:
        """Those of its entities' facts that have not been withdrawn."""
        return (fact for entity in self.entities for fact in entity.facts if not fact.retired)


def whole(book: Factbook) -> Part:
    """Give all of a factbook as one part."""
    return Part(
        tuple(book.entities.values()),
        tuple(book.sources.values()),
        tuple(book.disagreements.values()),
        tuple(book.derived.values()),
        is_whole=True,
    )
