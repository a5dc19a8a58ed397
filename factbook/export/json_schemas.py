"""The JSON Schemas of the data files, published beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from factbook.export.facts_json import VERSION

FACTS_SCHEMA = "data/schemas/facts.schema.json"
ENTITY_SCHEMA = "data/schemas/entity-data.schema.json"
SCHEMA_PATHS = (FACTS_SCHEMA, ENTITY_SCHEMA)
# The lists of an entity's file, with the shape of their items in facts.json.
_LISTS = {
    "facts": "FactJson",
    "derived": "DerivedJson",
    "disagreements": "DisagreementJson",
    "open_questions": "OpenQuestionJson",
}


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Give the schema of facts.json and that of an entity's file."""
    # What makes them is slow to import, and an edit leaves them as they are.
    from factbook.schemas import DIALECT, FACTS, schema_text

    of_facts = schema_text(FACTS)
    yield FACTS_SCHEMA, of_facts.encode()
    shapes = {
        name: shape
        for name, shape in json.loads(of_facts)["$defs"].items()
        if name not in ("SourceJson", "CoverageJson")
    }
    of_entity = {
        "$schema": DIALECT,
        "$defs": shapes,
        "title": "EntityFileJson",
        "description": "An entity with its facts; `involved_in` are facts of other entities.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "entity": {"$ref": "#/$defs/EntityJson"},
            "involved_in": {"type": "array", "items": {"type": "string"}},
            **{
                key: {"type": "array", "items": {"$ref": f"#/$defs/{shape}"}}
                for key, shape in _LISTS.items()
            },
        },
        "required": ["version", "entity", "involved_in", *_LISTS],
        "additionalProperties": False,
    }
    yield ENTITY_SCHEMA, (json.dumps(of_entity, ensure_ascii=False, indent=2) + "\n").encode()
