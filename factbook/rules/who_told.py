"""Rule who-told: parties and speakers of whom the statement says nothing.

One that is taken for another often stands in the same sentence of the source: only our own words
tell the two apart. A role of the vocabulary may say that it need not be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import passage
from factbook.model import Entity, EntityValue, Fact, Factbook
from factbook.part import Part
from factbook.problem import Address, Problem
from factbook.wording import is_named

NAME = "who-told"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """A statement names who takes part in the fact, who says it, and the entity of its value."""
    for fact in part.current_facts:
        for name, *steps in _told(book, fact):
            entity = book.entities.get(name)
            if entity and not is_named(entity.names, fact.statement):
                yield _unnamed(fact, entity, fact.address.at(*steps), book)


def _told(book: Factbook, fact: Fact) -> Iterator[tuple[str, ...]]:
    """Give each entity that is to be named, and where in the fact that is said."""
    own = book.entities[fact.entity]
    # The sheet of a contract names its parties; its facts may speak of "the contract" alone.
    known = {own.id, *(party for parties in own.parties.values() for party in parties)}
    if isinstance(fact.value, EntityValue):
        yield fact.value.entity, "value"
    for role, entities in fact.involves.items():
        record = book.vocabulary.roles.get(role)
        is_told = record is not None and "no" not in (record.named, record.told)
        for entity in entities if is_told else ():
            if entity not in known:
                yield entity, "involves", role
    for speaker in fact.claimed_by:
        if speaker != own.id:
            yield speaker, "claimed_by"


def _unnamed(fact: Fact, entity: Entity, at: Address, book: Factbook) -> Problem:
    message = f"the statement of {fact.id} does not name {entity.name}"
    remedy = "name it in the statement; or, if the statement is right, write here whom that names"
    source = passage(book, fact.citations[0])
    return Problem(at, NAME, message, remedy, source)
