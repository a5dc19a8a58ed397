"""What the search finds: an entry for each entity with all its names, and one for each fact.

A fact's entry holds the source's words and the number in both languages, so that "38 Milliarden"
and "38 billion" lead to the same fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model import Entity, Fact
from factbook.page import SearchEntry
from factbook.quantity import Quantity
from factbook.sheet import Lookup
from factbook.sheet.facts import figure_for
from factbook.sheet.numbers import german_words
from factbook.urls import fact_anchor


def entity_entries(lookup: Lookup, id: str) -> Iterator[SearchEntry]:
    """Give the entries of an entity's sheet."""
    entity = lookup.book.entities[id]
    yield SearchEntry("", entity.name, _names(entity))
    yield from _facts(lookup, entity)


def mention_entries(lookup: Lookup, id: str) -> Iterator[SearchEntry]:
    """Give the entries of an entity that is a row of its kind's list."""
    entity = lookup.book.entities[id]
    yield SearchEntry(entity.id, entity.name, _names(entity))
    yield from _facts(lookup, entity)


def _names(entity: Entity) -> str:
    names = ", ".join(dict.fromkeys(name for name in entity.names if name != entity.name))
    return f"{entity.summary} {names}".strip()


def _facts(lookup: Lookup, entity: Entity) -> Iterator[SearchEntry]:
    for fact in entity.facts:
        if not fact.retired:
            yield SearchEntry(
                fact_anchor(entity, fact), _title(lookup, entity, fact), _text(lookup, fact)
            )


def _title(lookup: Lookup, entity: Entity, fact: Fact) -> str:
    figure = figure_for(lookup, fact)
    label = f"{entity.name}: {lookup.property_label(fact.property)}"
    return f"{label} {figure.plain}" if figure else label


def _text(lookup: Lookup, fact: Fact) -> str:
    quotes = " ".join(dict.fromkeys([citation.quote for citation in fact.citations]))
    words = f"{fact.statement} {quotes}"
    if isinstance(fact.value, Quantity):
        german = german_words(fact.value, lookup.book.vocabulary.unit_records)
        if german not in quotes:
            return f"{words} {german}"
    return words
