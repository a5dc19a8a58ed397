"""The SQLite file: all tables with their keys, full-text search, views that answer questions."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
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
# SQLite notes in the header how often the file and its tables were changed, and its own release;
# without that, the same rows make the same bytes, however they came into the file.
_ONCE = (1).to_bytes(4, "big")
_NOTES = ((24, _ONCE), (40, _ONCE), (92, _ONCE), (96, bytes(4)))
# Nobody else reads the copy that is changed, and it is deleted whatever happens.
_OF_A_COPY = ("journal_mode = off", "synchronous = off", "locking_mode = exclusive")
# The tables whose keys begin with an entity or with something of one: its facts, its questions.
_OWNED = {"entities", "facts", "open_questions"}
# Marks on letters do not count: Munchen finds München.
_SEARCH = """create virtual table search using fts5(
  fact unindexed, entity, statement, quotes, tokenize = 'unicode61 remove_diacritics 2'
)"""

# The rows stand in a table of their own behind the index, which is made of them when all are there.
# An SQLite that guards such tables takes rows by way of the index alone, and makes it twice.
_SEARCHED = "insert into search_content (c0, c1, c2, c3) values (?, ?, ?, ?)"
_SEARCHED_GUARDED = "insert into search values (?, ?, ?, ?)"


def write_database(
    file: Path, parts: Iterable[tuple[str, Rows]], shared: Callable[[Table], Iterable[Row]]
) -> None:
    """Write all tables into a database, a file that is not there yet.

    `parts` are what each entity adds, by its id, in the order of facts; `shared` gives the rows of
    a table that are no entity's.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(f"pragma user_version = {VERSION}")
        # What cannot be written to the end is gone with the memory it stands in.
        base.execute("pragma journal_mode = off")
        base.execute("begin")
        for table in TABLES:
            base.execute(_create(table))
        base.execute(_SEARCH)
        lay_down = _SEARCHED if _can_prepare(base, _SEARCHED) else _SEARCHED_GUARDED
        by_entity: dict[str, Rows] = {}
        parts = iter(parts)
        # So many at a time that what is read of them need not be held in memory.
        while some := list(islice(parts, AT_ONCE)):
            for table in TABLES:
                if not table.by_entity:
                    found = (rows.tables.get(table.name, ()) for _, rows in some)
                    _insert(base, table, chain.from_iterable(found))
            searched = chain.from_iterable(rows.searched for _, rows in some)
            base.executemany(lay_down, searched)
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
        base.execute("commit")
        base.executescript(VIEWS.read_text("utf-8"))
        _finish(base, file)


def write_database_again(
    file: Path,
    older: Path,
    parts: Iterable[tuple[str, Rows]],
    shared: Callable[[Table], Iterable[Row]],
) -> bool:
    """Write the database that `write_database` would write, of an older state of it.

    `parts` are what entities add that may no longer add what they did. False, and nothing is
    written, where rows have come or gone: then all has to be written anew.
    """
    copy = file.with_name(f"{file.name}.older")
    try:
        shutil.copyfile(older, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as base:
            for setting in _OF_A_COPY:
                base.execute(f"pragma {setting}")
            if not all(_has_all(base, table, list(shared(table))) for table in TABLES):
                return False
            base.execute("begin")
            searched: list[tuple[int, Row]] = []
            for id, rows in parts:
                facts = _taken_in(base, id, rows)
                if facts is None:
                    return False
                searched += _not_as_searched(base, facts, rows.searched)
            base.executemany(
                "update search set fact = ?, entity = ?, statement = ?, quotes = ? where rowid = ?",
                ((*row, place) for place, row in searched),
            )
            base.execute("commit")
            # The index of the same words has the same bytes.
            _finish(base, file, is_indexed=not searched)
            return True
    # Whatever it is, it is not what the last build wrote.
    except sqlite3.DatabaseError:
        return False
    finally:
        copy.unlink(missing_ok=True)


def _can_prepare(base: sqlite3.Connection, statement: str) -> bool:
    """Tell whether SQLite would run a statement; a table that it guards is refused before."""
    try:
        base.execute(f"explain {statement}", (None,) * statement.count("?"))
    except sqlite3.OperationalError:
        return False
    return True


def _finish(base: sqlite3.Connection, file: Path, *, is_indexed: bool = False) -> None:
    """Write a database into a file, with the same bytes for the same rows.

    `is_indexed` says that the index of the search is one that this has made, of what is searched.
    """
    if not is_indexed:
        for command in ("rebuild", "optimize"):
            base.execute("insert into search (search) values (?)", (command,))
    base.execute("analyze")
    file.unlink(missing_ok=True)
    base.execute("vacuum into ?", (str(file),))
    with file.open("r+b") as made:
        for place, note in _NOTES:
            made.seek(place)
            made.write(note)


def _has_all(base: sqlite3.Connection, table: Table, rows: list[Row]) -> bool:
    """Tell whether a table has the rows that are no entity's, as they are."""
    if _is_owned(table):
        return not rows
    return base.execute(f"select * from {table.name} order by rowid").fetchall() == rows  # noqa: S608


def _taken_in(base: sqlite3.Connection, entity: str, rows: Rows) -> list[int] | None:
    """Change the rows of an entity where they differ; None where they are others altogether.

    Gives the places of its facts, which are those of what is searched.
    """
    facts: list[int] = []
    for table in TABLES:
        new = rows.tables.get(table.name, ())
        old = _rows_of(base, table, entity) if _is_owned(table) else []
        if list(map(_key(table), new)) != [_key(table)(row) for _, row in old]:
            return None
        for (place, before), row in zip(old, new, strict=True):
            if before != row:
                names = ", ".join(f"{column.name} = ?" for column in table.columns)
                query = f"update {table.name} set {names} where rowid = ?"  # noqa: S608
                base.execute(query, (*row, place))
        if table is FACTS:
            facts = [place for place, _ in old]
    return facts


def _not_as_searched(
    base: sqlite3.Connection, facts: Sequence[int], rows: Iterable[Row]
) -> Iterator[tuple[int, Row]]:
    """Give those rows in which the search would find something else than it does."""
    query = "select fact, entity, statement, quotes from search where rowid = ?"
    for place, row in zip(facts, rows, strict=True):
        if base.execute(query, (place,)).fetchone() != row:
            yield place, row


def _rows_of(base: sqlite3.Connection, table: Table, entity: str) -> list[tuple[int, Row]]:
    """Give the rows of an entity in a table with their places, in the order of these."""
    if table.by_entity:
        condition = f"{table.key[0]} = ?"
        bounds: tuple[str, ...] = (entity,)
    else:
        # The ids of its facts and questions begin with its own and a slash; a nought comes next.
        condition = f"{table.key[0]} >= ? and {table.key[0]} < ?"
        bounds = f"{entity}/", f"{entity}0"
    query = f"select rowid, * from {table.name} where {condition} order by rowid"  # noqa: S608
    return [(row[0], row[1:]) for row in base.execute(query, bounds)]


def _key(table: Table) -> Callable[[Row], Row]:
    places = [place for place, it in enumerate(table.columns) if it.name in table.key]
    return lambda row: tuple(row[place] for place in places)


def _is_owned(table: Table) -> bool:
    """Tell whether the rows of a table are those of entities."""
    first = table.columns[0]
    return first.name == table.key[0] and (first.names or table.name) in _OWNED


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
