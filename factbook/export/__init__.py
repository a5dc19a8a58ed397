"""The data files of a site: `facts.json`, and the same records in the forms other tools read."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.export.bibtex import FACTS_BIB, SOURCES_BIB, facts_bib, sources_bib
from factbook.export.csv_files import csv_files
from factbook.export.datapackage import DESCRIPTOR, descriptor
from factbook.export.entity_files import entity_files
from factbook.export.facts_json import FACTS_JSON, VERSION, as_bytes, facts_json
from factbook.export.feed import FEED, feed
from factbook.export.json_schemas import schema_files
from factbook.export.linked_data import LINKED_DATA, linked_data
from factbook.export.sqlite_file import SQLITE, sqlite_file
from factbook.model import Factbook

__all__ = ["FACTS_JSON", "VERSION", "as_bytes", "data_files", "facts_json"]


def data_files(book: Factbook) -> Iterator[tuple[str, bytes]]:
    """Give every data file, one after the other: its path in the site and its bytes."""
    content = facts_json(book)
    listed: list[tuple[str, bytes]] = []
    yield FACTS_JSON, as_bytes(content)
    yield from schema_files()
    yield from entity_files(content)
    for path, made in csv_files(book, content):
        listed.append((path, made))
        yield path, made
    yield DESCRIPTOR, descriptor(book, listed)
    yield SQLITE, sqlite_file(book, content)
    yield LINKED_DATA, linked_data(book, content)
    yield FEED, feed(book, content)
    yield SOURCES_BIB, sources_bib(book)
    yield FACTS_BIB, facts_bib(book, content)
