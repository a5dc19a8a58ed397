"""The JSON Schemas in `schemas/`: of the records people write, and of `data/facts.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from factbook.completion import as_text, with_plain_titles, with_words
from factbook.contract import FactsJson
from factbook.model import Factbook
from factbook.record import (
    ChangeRecord,
    DerivedRecord,
    DisagreementRecord,
    EntityRecord,
    KindRecord,
    PlaceRecord,
    PropertyRecord,
    RoleRecord,
    SiteRecord,
    SourceRecord,
    StateRecord,
    TermRecord,
    UnitRecord,
)
from factbook.rewrite import write

FOLDER = "schemas"
# The schema of data that programs read; all others are of records that people write.
FACTS = "facts"
DIALECT = GenerateJsonSchema.schema_dialect

SHAPES: dict[str, Any] = {
    "entity": EntityRecord,
    "source": SourceRecord,
    "disagreement": DisagreementRecord,
    "derived": DerivedRecord,
    "changelog": tuple[ChangeRecord, ...],
    "site": SiteRecord,
    "kinds": dict[str, KindRecord],
    "properties": dict[str, PropertyRecord],
    "units": dict[str, UnitRecord],
    "roles": dict[str, RoleRecord],
    "states": dict[str, StateRecord],
    "places": dict[str, PlaceRecord],
    "glossary": dict[str, TermRecord],
    FACTS: FactsJson,
}


def schemas(book: Factbook | None = None) -> dict[str, str]:
    """Give every schema: its file name and its text.

    With a factbook, those of records offer its vocabulary. That of facts.json never does.
    """
    return {file_of(name): schema_text(name, book) for name in SHAPES}


def file_of(name: str) -> str:
    """Give the file of a schema by its name in SHAPES."""
    return f"{name}.schema.json"


def schema_text(name: str, book: Factbook | None = None) -> str:
    """Give the text of one schema by its name in SHAPES."""
    schema = {"$schema": DIALECT, **_schema(name, book)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(root: Path, book: Factbook) -> list[str]:
    """Write the schemas that differ from what stands in `schemas/`; gives their names."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in schemas(book).items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            write(path, text)
            written.append(name)
    return written


def _schema(name: str, book: Factbook | None) -> dict[str, Any]:
    schema = _closed(TypeAdapter(SHAPES[name]).json_schema(by_alias=True))
    if name == FACTS:
        return schema
    loose = as_text(schema)
    return with_plain_titles(with_words(loose, book) if book else loose)


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Forbid keys that the schema does not name, wherever it names any."""
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            part["additionalProperties"] = False
    return schema
