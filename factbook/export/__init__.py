"""The data files of a site: `facts.json`, and the same records in the forms other tools read."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.export.chunks import (
    Chunk,
    Pieces,
    chunk_of,
    database,
    database_again,
    in_order_of_facts,
    joined_files,
    joined_paths,
    joined_texts,
)
from factbook.export.datapackage import DESCRIBED, DESCRIPTOR, Sum, descriptor
from factbook.export.entity_files import FOLDER
from factbook.export.facts_json import (
    FACTS_JSON,
    VERSION,
    as_bytes,
    common_part,
    derived_json,
    facts_json,
    source_json,
)
from factbook.export.json_schemas import SCHEMA_PATHS, schema_files
from factbook.export.sqlite_file import SQLITE, Rows
from factbook.export.strand import Content, Laid, Text, joined, laid, rejoined
from factbook.model import Factbook

__all__ = [
    "DESCRIBED",
    "DESCRIPTOR",
    "FACTS_JSON",
    "FOLDER",
    "SCHEMA_PATHS",
    "SQLITE",
    "VERSION",
    "Chunk",
    "Content",
    "Laid",
    "Pieces",
    "Rows",
    "Sum",
    "Text",
    "as_bytes",
    "chunk_of",
    "common_part",
    "data_files",
    "database",
    "database_again",
    "derived_json",
    "descriptor",
    "facts_json",
    "in_order_of_facts",
    "joined",
    "joined_files",
    "joined_paths",
    "joined_texts",
    "laid",
    "rejoined",
    "schema_files",
    "source_json",
]


def data_files(book: Factbook) -> Iterator[tuple[str, bytes]]:
    """Give every data file, one after the other: its path in the site and its bytes."""
    yield from schema_files()
    chunks: dict[str, Chunk] = {}
    for id in sorted(book.entities):
        chunk = chunk_of(book, id)
        yield chunk.path, chunk.file
        # It is given away already, and takes as much room as all its records.
        chunks[id] = chunk._replace(file=b"")
    yield from joined_files(book, chunks)
