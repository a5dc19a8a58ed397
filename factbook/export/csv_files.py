"""CSV for spreadsheets: UTF-8 with a byte order mark, commas, CRLF.

Without the mark, a spreadsheet takes the text for one in an old character set and garbles quotes.
Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never do.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add

from factbook.contract import FactsJson
from factbook.export.tables import (
    CITATIONS,
    ENTITIES,
    FACT_COLUMNS,
    FACTS,
    SOURCES,
    Cell,
    Row,
    Table,
    required,
    text,
)
from factbook.model import Factbook

BETWEEN = "; "
# An apostrophe before such a beginning gets one more, so that taking one away gives the text back.
_RISKY = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def head_of(table: Table) -> bytes:
    """Give what a table's file begins with: the mark, and the names of the columns."""
    return codecs.BOM_UTF8 + _text([[column.name for column in table.columns]])


def lines_of(
    table: Table, book: Factbook, content: FactsJson, rows: Iterable[Row] | None = None
) -> bytes:
    """Give the lines of a table that a part of the factbook adds; `rows` if they are known."""
    rows = table.rows(book, content) if rows is None else rows
    if table.name in _MORE:
        rows = map(add, rows, _MORE[table.name](book, content))
    if table.name in _WITH_TRUTHS:
        rows = (tuple(map(_worded, row)) for row in rows)
    return _text(
        [
            escaped(cell) if type(cell) is str and cell[:1] in _RISKY else cell  # most are not
            for cell in row
        ]
        for row in rows
    )


def _text(rows: Iterable[Sequence[Cell]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def path_of(table: Table) -> str:
    """Give the path of a table's file in the site."""
    return f"data/{table.name}.csv"


def escaped(words: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    >>> escaped("-7,6 %")
    "'-7,6 %"
    """
    return f"'{words}" if _FORMULA.match(words) else words


def _worded(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell


def _beside_facts(book: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give what a reader of a single sheet needs beside the row of each fact."""
    names = {entity["id"]: entity["name"] for entity in content["entities"]}
    properties = book.vocabulary.properties
    for fact in content["facts"]:
        proofs = fact["citations"]
        yield (
            names[fact["entity"]],
            properties[fact["property"]].label.en,
            BETWEEN.join(fact["claimed_by"]) or None,
            _roles(fact["involves"]),
            BETWEEN.join(dict.fromkeys(proof["source"] for proof in proofs)),
            proofs[0]["quote"],
        )


def _beside_entities(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for entity in content["entities"]:
        yield BETWEEN.join(entity["aliases"]) or None, _roles(entity["parties"])


def _roles(roles: Mapping[str, list[str]]) -> str | None:
    return BETWEEN.join(f"{role}: {', '.join(ids)}" for role, ids in roles.items()) or None


# What stands in these files behind the rows of the database, by table.
_MORE: Mapping[str, Callable[[Factbook, FactsJson], Iterator[Row]]] = {
    FACTS.name: _beside_facts,
    ENTITIES.name: _beside_entities,
}
TABLES = (
    Table(
        FACTS.name,
        FACTS.about,
        (
            *FACT_COLUMNS,
            required("entity_name", "the name of the entity"),
            required("property_label", "what the property is called on the site"),
            text("claimed_by", "who says so, where that is not the source itself"),
            text("involves", "others the fact is about, with their roles"),
            required("sources", "the sources of its citations"),
            required("quote", "the words of its first citation"),
        ),
        FACTS.key,
        FACTS.rows,
    ),
    CITATIONS,
    Table(
        ENTITIES.name,
        ENTITIES.about,
        (
            *ENTITIES.columns,
            text("aliases", "other forms the sources use"),
            text("parties", "who takes part in it, with their roles"),
        ),
        ENTITIES.key,
        ENTITIES.rows,
        by_entity=True,
    ),
    SOURCES,
)
# Those with cells that are true or false.
_WITH_TRUTHS = frozenset(
    table.name for table in TABLES if any(column.type == "boolean" for column in table.columns)
)
