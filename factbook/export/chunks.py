"""What one entity adds to the data files, and the files that all entities make together.

A chunk depends on what it reads of the factbook for one entity alone, so that chunks can be made
one by one, kept, and made anew only where something has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from factbook.contract import FactsJson
from factbook.export import linked_data
from factbook.export.bibtex import FACTS_BIB, SOURCES_BIB, fact_entries, sources_bib
from factbook.export.csv_files import TABLES as CSV_TABLES
from factbook.export.csv_files import head_of, lines_of, path_of
from factbook.export.datapackage import DESCRIPTOR, descriptor
from factbook.export.entity_files import FOLDER, entity_file
from factbook.export.facts_json import (
    FACTS_JSON,
    common_part,
    entity_part,
    line_of,
    written,
)
from factbook.export.feed import FEED, feed
from factbook.export.linked_data import LINKED_DATA
from factbook.export.sqlite_file import SQLITE, Rows, searched, sqlite_file
from factbook.export.sqlite_file import TABLES as SQL_TABLES
from factbook.export.words import WORDS
from factbook.model import Factbook

Part = TypeVar("Part")

# The words of the vocabulary are no entity's.
SHARED_TABLES = tuple(table for table in SQL_TABLES if table not in WORDS)


class Texts(NamedTuple):
    """What one entity adds to the text files of all.

    `lists` are its items in the lists of facts.json, `csv` its lines by table.
    """

    lists: Mapping[str, bytes]
    csv: Mapping[str, bytes]
    things: bytes
    claims: bytes
    addresses: bytes
    bibtex: bytes


class Chunk(NamedTuple):
    """What one entity adds: its own file, and its part in the files of all."""

    path: str
    file: bytes
    texts: Texts
    rows: Rows


def chunk_of(book: Factbook, id: str) -> Chunk:
    """Give what an entity adds to the data files."""
    entity = book.entities[id]
    part = entity_part(book, entity)
    texts = {
        "entities": list(map(line_of, part["entities"])),
        "facts": list(map(line_of, part["facts"])),
        "open_questions": list(map(line_of, part["open_questions"])),
    }
    return Chunk(
        path=f"{FOLDER}{id}.json",
        file=entity_file(book, entity, texts),
        texts=Texts(
            lists={name: b",\n".join(lines) for name, lines in texts.items()},
            csv={table.name: lines_of(table, book, part) for table in CSV_TABLES},
            things=linked_data.things(part),
            claims=linked_data.claims(book, part),
            addresses=linked_data.addresses_of(part),
            bibtex=fact_entries(book, part),
        ),
        rows=Rows(
            tables={table.name: tuple(table.rows(book, part)) for table in SHARED_TABLES},
            searched=tuple(searched(part)),
        ),
    )


def joined_paths() -> tuple[str, ...]:
    """Give the paths of all the files that all entities make together, the schemas not counted."""
    tables = (path_of(table) for table in CSV_TABLES)
    return (SQLITE, FACTS_JSON, *tables, DESCRIPTOR, LINKED_DATA, FEED, SOURCES_BIB, FACTS_BIB)


def joined_files(book: Factbook, chunks: Mapping[str, Chunk]) -> Iterator[tuple[str, bytes]]:
    """Give the files that all entities make together; `chunks` are those of all, by entity."""
    yield from joined_texts(book, {id: chunk.texts for id, chunk in chunks.items()})
    yield database(book, ((id, chunks[id].rows) for id in in_order_of_facts(chunks)))


def joined_texts(book: Factbook, chunks: Mapping[str, Texts]) -> Iterator[tuple[str, bytes]]:
    """Give all of them but the database."""
    common = common_part(book)
    entities, facts = _by_entity(chunks), _by_fact(chunks)
    yield FACTS_JSON, _facts_json(common, entities, facts)
    listed: list[tuple[str, bytes]] = []
    for table in CSV_TABLES:
        lines = [chunk.csv[table.name] for chunk in (entities if table.by_entity else facts)]
        made = b"".join([head_of(table), *lines, lines_of(table, book, common)])
        listed.append((path_of(table), made))
        yield path_of(table), made
    yield DESCRIPTOR, descriptor(book, listed)
    del listed, made
    things = _present(chunk.things for chunk in entities)
    claims = _present(chunk.claims for chunk in facts)
    lines = [*things, *_present([linked_data.works(common)]), *claims]
    addresses = _present(chunk.addresses for chunk in facts)
    yield LINKED_DATA, linked_data.linked_data(book, common, addresses, lines)
    yield FEED, feed(book)
    yield SOURCES_BIB, sources_bib(book)
    yield FACTS_BIB, b"\n".join(_present(chunk.bibtex for chunk in facts))


def database(book: Factbook, parts: Iterable[tuple[str, Rows]]) -> tuple[str, bytes]:
    """Give the database, the file that takes longest to make.

    `parts` are what each entity adds, by its id, in the order that `in_order_of_facts` gives.
    """
    common = common_part(book)
    return SQLITE, sqlite_file(parts, lambda table: table.rows(book, common))


def in_order_of_facts(entities: Iterable[str]) -> list[str]:
    """Sort entities as their facts are sorted, whose ids begin with the entity's and a slash."""
    return sorted(entities, key="{}/".format)


def _by_entity(chunks: Mapping[str, Part]) -> list[Part]:
    return [chunks[id] for id in sorted(chunks)]


def _by_fact(chunks: Mapping[str, Part]) -> list[Part]:
    return [chunks[id] for id in in_order_of_facts(chunks)]


def _facts_json(common: FactsJson, entities: Sequence[Texts], facts: Sequence[Texts]) -> bytes:
    lists = {
        "entities": _present(chunk.lists["entities"] for chunk in entities),
        "facts": _present(chunk.lists["facts"] for chunk in facts),
        "open_questions": _present(chunk.lists["open_questions"] for chunk in facts),
    }
    texts: dict[str, bytes | list[bytes]] = {}
    for key, value in common.items():
        own = list(map(line_of, value)) if isinstance(value, list) else line_of(value)
        texts[key] = lists.get(key, own)
    return written(texts)


def _present(texts: Iterable[bytes]) -> list[bytes]:
    return [text for text in texts if text]
