"""One JSON file an entity: the entity with its facts and all that is told about them.

It holds nothing of the rest of the factbook, so that it changes only when its own records do.
"""

from __future__ import annotations

from collections.abc import Mapping

from factbook.export.facts_json import (
    VERSION,
    derived_json,
    disagreement_json,
    line_of,
    lines_of,
    listed,
    written,
)
from factbook.index import index_of
from factbook.model import Entity, Factbook

FOLDER = "data/entities/"


def entity_file(book: Factbook, entity: Entity, texts: Mapping[str, list[bytes]]) -> bytes:
    """Write the file of an entity; `texts` are its items in the lists of facts.json.

    `involved_in` are the ids of facts told on other entities' sheets.
    """
    index = index_of(book)
    involved = {tie.fact.ref for tie in index.ties.get(entity.id, ())}
    derived = index.formulas.get(entity.id, ())
    disagreements = {
        found.id: found for fact in entity.facts for found in index.clashes.get(fact.ref, ())
    }
    return written(
        {
            "version": line_of(VERSION),
            "entity": texts["entities"][0],
            "facts": listed(texts["facts"]),
            "involved_in": lines_of(sorted(involved)),
            "derived": lines_of([derived_json(book, figure) for figure in derived]),
            "disagreements": lines_of(
                [disagreement_json(found) for _, found in sorted(disagreements.items())]
            ),
            "open_questions": listed(texts["open_questions"]),
        }
    )
