"""The SQLite file: all tables with their keys, full-text search, views that answer questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from factbook.contract import FactsJson
from factbook.export.facts_json import VERSION
from factbook.export.links import LINKED
from factbook.export.tables import CITATIONS, ENTITIES, FACTS, SOURCES, Column, Row, Table
from factbook.export.words import WORDS


class Rows(NamedTuple):
    """What one entity adds to the database: rows by table, and those of the full-text search."""

    tables: Mapping[str, tuple[Row, ...]]
    searched: tuple[Row, ...]


SQLITE = "data/factbook.sqlite"
AT_ONCE = 200
TABLES = (*WORDS, ENTITIES, SOURCES, FACTS, CITATIONS, *LINKED)
VIEWS = Path(__file__).with_name("views.sql")
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
# SQLite notes its own release in the header; without it, every release makes the same bytes.
_RELEASE_NOTE = slice(96, 100)
# Marks on letters do not count: Munchen finds München.
_SEARCH = """create virtual table search using fts5(
  fact unindexed, entity, statement, quotes, tokenize = 'unicode61 remove_diacritics 2'
)"""


def sqlite_file(
    parts: Iterable[tuple[str, Rows]], shared: Callable[[Table], Iterable[Row]]
) -> bytes:
    """Write all tables into a database in memory, and give its bytes.

    `parts` are what each entity adds, by its id, in the order of facts; `shared` gives the rows of
    a table that are no entity's.
    """
    with sqlite3.connect(":memory:", isolation_level=None) as base:
        base.execute(f"pragma user_version = {VERSION}")
        base.execute("begin")
        for table in TABLES:
            base.execute(_create(table))
        base.execute(_SEARCH)
        by_entity: dict[str, Rows] = {}
        parts = iter(parts)
        # So many at a time that what is read of them need not be held in memory.
        while some := list(islice(parts, AT_ONCE)):
            for table in TABLES:
                if not table.by_entity:
                    found = (rows.tables.get(table.name, ()) for _, rows in some)
                    _insert(base, table, chain.from_iterable(found))
            searched = chain.from_iterable(rows.searched for _, rows in some)
            base.executemany("insert into search values (?, ?, ?, ?)", searched)
            by_entity |= {
                id: rows._replace(tables=_by_entity(rows), searched=()) for id, rows in some
            }
        for table in TABLES:
            if table.by_entity:
                found = (by_entity[id].tables.get(table.name, ()) for id in sorted(by_entity))
                _insert(base, table, chain.from_iterable(found))
            _insert(base, table, shared(table))
            for statement in _indexes(table):
                base.execute(statement)
        base.execute("insert into search (search) values ('optimize')")
        base.execute("commit")
        base.executescript(VIEWS.read_text("utf-8"))
        base.execute("analyze")
        made = bytearray(base.serialize())
    base.close()
    made[_RELEASE_NOTE] = bytes(4)
    return bytes(made)


def _by_entity(rows: Rows) -> dict[str, tuple[Row, ...]]:
    return {
        table.name: rows.tables[table.name]
        for table in TABLES
        if table.by_entity and table.name in rows.tables
    }


def _insert(base: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    places = ", ".join("?" * len(table.columns))
    base.executemany(
        f"insert into {table.name} values ({places})",  # noqa: S608 - our own names
        rows,
    )


def _create(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    parts.append(f"primary key ({', '.join(table.key)})")
    body = ",\n  ".join(parts)
    return f"create table {table.name} (\n  {body}\n) strict"


def _column(column: Column) -> str:
    required = " not null" if column.is_required else ""
    names = f" references {column.names} (id)" if column.names else ""
    return f"{column.name} {_TYPES[column.type]}{required}{names}"


def _indexes(table: Table) -> Iterator[str]:
    """Index what names other tables; a key's first column has its index already."""
    for column in table.columns:
        if column.names and column.name != table.key[0]:
            name = f"{table.name}_{column.name}"
            yield f"create index {name} on {table.name} ({column.name})"


def searched(content: FactsJson) -> Iterator[Row]:
    """Give what the full-text search looks into, for each fact."""
    names = {
        entity["id"]: "\n".join(
            filter(None, (entity["name"], entity["full_name"], *entity["aliases"]))
        )
        for entity in content["entities"]
    }
    for fact in content["facts"]:
        quotes = dict.fromkeys(citation["quote"] for citation in fact["citations"])
        yield fact["id"], names[fact["entity"]], fact["statement"], "\n".join(quotes)
