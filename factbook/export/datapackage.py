"""The Data Package descriptor of the CSV files (datapackage.org): what each column says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from factbook.export.csv_files import TABLES, path_of
from factbook.export.facts_json import VERSION, as_bytes
from factbook.export.tables import Column, Table
from factbook.model import Factbook

DESCRIPTOR = "data/datapackage.json"
# The files that it describes.
DESCRIBED = frozenset(map(path_of, TABLES))
_CSV = {table.name for table in TABLES}


class Sum(NamedTuple):
    """What is told of a file's bytes: how many they are, and their SHA-256."""

    bytes: int
    sha256: str


def sum_of(content: bytes) -> Sum:
    """Sum up the bytes of a file."""
    return Sum(len(content), hashlib.sha256(content).hexdigest())


def descriptor(book: Factbook, sums: Mapping[str, Sum]) -> bytes:
    """Describe the CSV files, of which the sums are given by path in the site."""
    return as_bytes(
        {
            "name": name_of(book.site.name),
            "title": book.site.name,
            "description": book.site.scope,
            "version": f"{VERSION}.0.0",
            **({"homepage": book.site.url} if book.site.url else {}),
            "licenses": [
                {
                    "name": book.site.licence.replace(" ", "-"),
                    "title": book.site.licence,
                    "path": book.site.licence_url,
                }
            ],
            "sources": [
                {"title": source.title, **({"path": source.url} if source.url else {})}
                for source in book.sources.values()
            ],
            "resources": [_resource(table, sums[path_of(table)]) for table in TABLES],
        }
    )


def name_of(title: str) -> str:
    """Give the name of the package: lower case, hyphens for all but letters and digits."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "factbook"


def _resource(table: Table, made: Sum) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.about,
        "path": path_of(table).rpartition("/")[2],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": made.bytes,
        "hash": f"sha256:{made.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [column.name],
                    "reference": {
                        "resource": "" if column.names == table.name else column.names,
                        "fields": ["id"],
                    },
                }
                for column in table.columns
                if column.names in _CSV
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "description": column.about,
        **({"constraints": {"required": True}} if column.is_required else {}),
    }
