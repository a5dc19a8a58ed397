"""The JSON Schemas in `schemas/`: of the records people write, and of `data/facts.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from factbook.contract import FactsJson
from factbook.record import (
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

FOLDER = "schemas"
DIALECT = GenerateJsonSchema.schema_dialect

ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "entity": TypeAdapter(EntityRecord),
    "source": TypeAdapter(SourceRecord),
    "disagreement": TypeAdapter(DisagreementRecord),
    "derived": TypeAdapter(DerivedRecord),
    "site": TypeAdapter(SiteRecord),
    "kinds": TypeAdapter(dict[str, KindRecord]),
    "properties": TypeAdapter(dict[str, PropertyRecord]),
    "units": TypeAdapter(dict[str, UnitRecord]),
    "roles": TypeAdapter(dict[str, RoleRecord]),
    "states": TypeAdapter(dict[str, StateRecord]),
    "places": TypeAdapter(dict[str, PlaceRecord]),
    "glossary": TypeAdapter(dict[str, TermRecord]),
    "facts": TypeAdapter(FactsJson),
}


def schemas() -> dict[str, str]:
    """Give every schema: its file name and its text."""
    return {
        f"{name}.schema.json": json.dumps(
            {"$schema": DIALECT, **_closed(adapter.json_schema(by_alias=True))},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, adapter in ADAPTERS.items()
    }


def write_schemas(root: Path) -> list[str]:
    """Write the schemas that differ from what stands in `schemas/`; gives their names."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            written.append(name)
    return written


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Forbid keys that the schema does not name, wherever it names any."""
    for part in (schema, *schema.get("$defs", {}).values()):
        if "properties" in part:
            part["additionalProperties"] = False
    return schema
