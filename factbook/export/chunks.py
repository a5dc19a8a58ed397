"""What one entity adds to the data files, and the files that all entities make together.

A chunk depends on what it reads of the factbook for one entity alone, so that chunks can be made
one by one, kept, and made anew only where something has changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from factbook.contract import FactsJson
from factbook.export import linked_data
from factbook.export.bibtex import FACTS_BIB, SOURCES_BIB, fact_entries, sources_bib
from factbook.export.csv_files import TABLES as CSV_TABLES
from factbook.export.csv_files import head_of, lines_of, path_of
from factbook.export.datapackage import DESCRIBED, DESCRIPTOR, Sum, descriptor, sum_of
from factbook.export.entity_files import FOLDER, entity_file
from factbook.export.facts_json import (
    FACTS_JSON,
    common_part,
    entity_part,
    line_of,
)
from factbook.export.facts_json import lines_of as json_lines
from factbook.export.feed import FEED, feed
from factbook.export.linked_data import LINKED_DATA
from factbook.export.sqlite_file import (
    SQLITE,
    Rows,
    searched,
    write_database,
    write_database_again,
)
from factbook.export.sqlite_file import TABLES as SQL_TABLES
from factbook.export.strand import Strand, Text, joined
from factbook.export.words import WORDS
from factbook.model import Factbook

# The words of the vocabulary are no entity's.
SHARED_TABLES = tuple(table for table in SQL_TABLES if table not in WORDS)


# The lists of facts.json to which entities add.
_LISTS = ("entities", "facts", "open_questions")
# What one entity adds to a text file of all: a piece for each of the file's strands.
Pieces = tuple[bytes, ...]


class Chunk(NamedTuple):
    """What one entity adds: its own file, its pieces of the text files of all by path, its rows."""

    path: str
    file: bytes
    texts: Mapping[str, Pieces]
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
    rows = {table.name: tuple(table.rows(book, part)) for table in SHARED_TABLES}
    return Chunk(
        path=f"{FOLDER}{id}.json",
        file=entity_file(book, entity, texts),
        texts={
            FACTS_JSON: tuple([b",\n".join(texts[name]) for name in _LISTS]),
            **{path_of(it): (lines_of(it, book, part, rows[it.name]),) for it in CSV_TABLES},
            LINKED_DATA: (
                linked_data.addresses_of(part),
                linked_data.things(part),
                linked_data.claims(book, part),
            ),
            FACTS_BIB: (fact_entries(book, part),),
        },
        rows=Rows(tables=rows, searched=tuple(searched(part))),
    )


def joined_paths() -> tuple[str, ...]:
    """Give the paths of all the files that all entities make together, the schemas not counted."""
    tables = (path_of(table) for table in CSV_TABLES)
    return (SQLITE, FACTS_JSON, *tables, DESCRIPTOR, LINKED_DATA, FEED, SOURCES_BIB, FACTS_BIB)


def joined_files(book: Factbook, chunks: Mapping[str, Chunk]) -> Iterator[tuple[str, bytes]]:
    """Give the files that all entities make together; `chunks` are those of all, by entity."""
    common = common_part(book)
    sums: dict[str, Sum] = {}
    for text in joined_texts(book, common, chunks):
        pieces = {id: chunk.texts.get(text.path, ()) for id, chunk in chunks.items()}
        content = joined(text.parts, pieces)
        if text.path in DESCRIBED:
            sums[text.path] = sum_of(content)
        yield text.path, content
    yield DESCRIPTOR, descriptor(book, sums)
    rows = ((id, chunks[id].rows) for id in in_order_of_facts(chunks))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "database"
        database(file, book, common, rows)
        yield SQLITE, file.read_bytes()


def joined_texts(
    book: Factbook, common: FactsJson, entities: Iterable[str]
) -> Iterator[Text[Pieces]]:
    """Give what all of them are made of, but the database and the description of the package.

    `common` is what belongs to no single entity.
    """
    entities = tuple(sorted(entities))
    facts = tuple(in_order_of_facts(entities))
    first: Callable[[Pieces], bytes] = itemgetter(0)
    yield Text(FACTS_JSON, _facts_json(common, entities, facts))
    for table in CSV_TABLES:
        owners = entities if table.by_entity else facts
        lines = Strand(owners, first)
        yield Text(path_of(table), [head_of(table), lines, lines_of(table, book, common)])
    yield Text(
        LINKED_DATA,
        linked_data.linked_data(
            book,
            common,
            Strand(facts, first, b", "),
            Strand(entities, itemgetter(1), b",\n", b",\n"),
            Strand(facts, itemgetter(2), b",\n", b",\n"),
        ),
    )
    yield Text(FEED, [feed(book)])
    yield Text(SOURCES_BIB, [sources_bib(book)])
    yield Text(FACTS_BIB, [Strand(facts, first, b"\n")])


def database(
    file: Path, book: Factbook, common: FactsJson, parts: Iterable[tuple[str, Rows]]
) -> None:
    """Write the database into a file; it takes longest of all to make.

    `parts` are what each entity adds, by its id, in the order that `in_order_of_facts` gives.
    """
    write_database(file, parts, lambda table: table.rows(book, common))


def database_again(
    file: Path,
    older: Path,
    book: Factbook,
    common: FactsJson,
    parts: Iterable[tuple[str, Rows]],
) -> bool:
    """Write the database, of an older state of it; False where it has to be made anew.

    `parts` are what those entities add that may no longer add what they did.
    """
    return write_database_again(file, older, parts, lambda table: table.rows(book, common))


def in_order_of_facts(entities: Iterable[str]) -> list[str]:
    """Sort entities as their facts are sorted, whose ids begin with the entity's and a slash."""
    return sorted(entities, key="{}/".format)


def _facts_json(
    common: FactsJson, entities: Sequence[str], facts: Sequence[str]
) -> list[bytes | Strand[Pieces]]:
    owners = dict.fromkeys(_LISTS, facts) | {"entities": entities}
    strands = {
        name: Strand[Pieces](owners[name], itemgetter(place), b",\n", b"[\n", b"\n]", b"[]")
        for place, name in enumerate(_LISTS)
    }
    parts: list[bytes | Strand[Pieces]] = []
    for key, value in common.items():
        parts.append(b"%b%b: " % (b",\n" if parts else b"{\n", line_of(key)))
        parts.append(strands[key] if key in strands else json_lines(value))
    return [*parts, b"\n}\n"]
