"""Rule identity: one name for two things, one id for two facts."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model import Entity, Factbook
from factbook.part import Part
from factbook.problem import Address, Problem

NAME = "identity"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """No two entities share a name or an alias, and no two facts of a file share an id."""
    for entity in part.entities:
        yield from _facts(entity)
    if part.is_whole:
        yield from _same_names(book)


def _same_names(book: Factbook) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for id, names in book.names.items():
        for number, name in enumerate(names):
            first = taken.setdefault(name, id)
            if first != id:
                other = book.entities[first]
                written, at = list(_names(book.entities[id]))[number]
                message = f'"{written}" is also a name of {other.kind}/{other.id}'
                remedy = "take the name out of one of the two, or make them one entity"
                yield Problem(at, NAME, message, remedy)


def _names(entity: Entity) -> Iterator[tuple[str, Address]]:
    yield entity.name, entity.address.at("name")
    if entity.full_name:
        yield entity.full_name, entity.address.at("full_name")
    for index, alias in enumerate(entity.aliases):
        yield alias.name, entity.address.at("aliases", index)


def _facts(entity: Entity) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for fact in entity.facts:
        if fact.id in seen:
            message = f"the fact id {fact.id} stands twice; first in line {seen[fact.id]}"
            yield Problem(fact.address.at("id"), NAME, message, "give one of the two another id")
        seen.setdefault(fact.id, fact.line)
