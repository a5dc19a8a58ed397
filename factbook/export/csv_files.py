"""CSV for spreadsheets: UTF-8 with a byte order mark, commas, CRLF.

Without the mark, a spreadsheet takes the text for one in an old character set and garbles quotes.
Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never do.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping

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
    fact_row,
    required,
    text,
)
from factbook.model import Factbook

BETWEEN = "; "
# An apostrophe before such a beginning gets one more, so that taking one away gives the text back.
_RISKY = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def csv_files(book: Factbook, content: FactsJson) -> Iterator[tuple[str, bytes]]:
    """Give a CSV file for each of TABLES: its path in the site and its bytes."""
    for table in TABLES:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        writer.writerows(map(_written, row) for row in table.rows(book, content))
        yield path_of(table), codecs.BOM_UTF8 + stream.getvalue().encode()


def path_of(table: Table) -> str:
    """Give the path of a table's file in the site."""
    return f"data/{table.name}.csv"


def escaped(words: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    >>> escaped("-7,6 %")
    "'-7,6 %"
    """
    return f"'{words}" if _FORMULA.match(words) else words


def _written(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return escaped(cell) if cell[:1] in _RISKY else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell


def _fact_rows(book: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give the facts with what a reader of a single sheet needs beside them."""
    names = {entity["id"]: entity["name"] for entity in content["entities"]}
    properties = book.vocabulary.properties
    for fact in content["facts"]:
        proofs = fact["citations"]
        yield (
            *fact_row(fact),
            names[fact["entity"]],
            properties[fact["property"]].label.en,
            BETWEEN.join(fact["claimed_by"]) or None,
            _roles(fact["involves"]),
            BETWEEN.join(dict.fromkeys(proof["source"] for proof in proofs)),
            proofs[0]["quote"],
        )


def _entity_rows(book: Factbook, content: FactsJson) -> Iterator[Row]:
    for row, entity in zip(ENTITIES.rows(book, content), content["entities"], strict=True):
        yield (*row, BETWEEN.join(entity["aliases"]) or None, _roles(entity["parties"]))


def _roles(roles: Mapping[str, list[str]]) -> str | None:
    return BETWEEN.join(f"{role}: {', '.join(ids)}" for role, ids in roles.items()) or None


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
        _fact_rows,
    ),
    CITATIONS,
    Table(
        ENTITIES.name,
        ENTITIES.about,
        (
            *ENTITIES.columns,
            text("aliases", "other forms the sources use"),
            text("parties", "the parties of a deal, with their roles"),
        ),
        ENTITIES.key,
        _entity_rows,
    ),
    SOURCES,
)
