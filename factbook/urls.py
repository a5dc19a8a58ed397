"""Where things stand in the site: addresses relative to its root, which never change."""

from __future__ import annotations

from factbook.model import Entity, Fact, Factbook


def entity_url(entity: Entity) -> str:
    """Give the address of an entity's sheet, or of its row in the index of its kind."""
    return f"{entity.kind}/#{entity.id}" if entity.mention else f"{entity.kind}/{entity.id}/"


def fact_anchor(entity: Entity, fact: Fact) -> str:
    """Give the anchor of a fact on the page of its entity.

    On an index, where the rows of many entities stand, the entity's id comes first.
    """
    return f"{entity.id}.{fact.id}" if entity.mention else fact.id


def fact_url(book: Factbook, fact: Fact) -> str:
    """Give the permalink of a fact."""
    return own_fact_url(book.entities[fact.entity], fact)


def own_fact_url(entity: Entity, fact: Fact) -> str:
    """Give the permalink of a fact of an entity."""
    page = f"{entity.kind}/" if entity.mention else f"{entity.kind}/{entity.id}/"
    return f"{page}#{fact_anchor(entity, fact)}"


def source_url(source: str) -> str:
    """Give the address of a source's page."""
    return f"sources/{source}/"
