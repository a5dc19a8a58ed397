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

ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "entity": TypeAdapter(EntityRecord),
    "source": TypeAdapter(SourceRecord),
    "disagreement": TypeAdapter(DisagreementRecord),
    "derived": TypeAdapter(DerivedRecord),
    "changelog": TypeAdapter(tuple[ChangeRecord, ...]),
    "site": TypeAdapter(SiteRecord),
    "kinds": TypeAdapter(dict[str, KindRecord]),
    "properties": TypeAdapter(dict[str, PropertyRecord]),
    "units": TypeAdapter(dict[str, UnitRecord]),
    "roles": TypeAdapter(dict[str, RoleRecord]),
    "states": TypeAdapter(dict[str, StateRecord]),
    "places": TypeAdapter(dict[str, PlaceRecord]),
    "glossary": TypeAdapter(dict[str, TermRecord]),
    FACTS: TypeAdapter(FactsJson),
}


def schemas(book: Factbook | None = None) -> dict[str, str]:
    """Give every schema: its file name and its text.

    With a factbook, those of records offer its vocabulary. That of facts.json never does.
    """
    return {
        f"{name}.schema.json": json.dumps(
            {"$schema": DIALECT, **_schema(name, adapter, book)}, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, adapter in ADAPTERS.items()
    }


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


def _schema(name: str, adapter: TypeAdapter[Any], book: Factbook | None) -> dict[str, Any]:
    schema = _closed(adapter.json_schema(by_alias=True))
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
