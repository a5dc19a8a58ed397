"""The tables of the data: their columns, keys and rows, for CSV, SQLite and the Data Package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from factbook.contract import FactJson, FactsJson
from factbook.model import Factbook

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Type = Literal["string", "integer", "number", "boolean"]


class Column(NamedTuple):
    """A column: its name, the type of its cells, and what it says.

    `names` is the table whose key the cells are, "" for none.
    """

    name: str
    type: Type
    about: str
    names: str = ""
    is_required: bool = False


class Table(NamedTuple):
    """A table: its columns, the columns that are its key, and what makes its rows.

    Rows are made of the whole factbook or of a part of it; those of the parts come one after the
    other as the ids of entities are sorted, or as the ids of facts are (`by_entity` is False).
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Factbook, FactsJson], Iterator[Row]]
    by_entity: bool = False


def text(name: str, about: str, names: str = "") -> Column:
    """Give a column of texts, which may be empty."""
    return Column(name, "string", about, names)


def required(name: str, about: str, names: str = "") -> Column:
    """Give a column of texts, which are never empty."""
    return Column(name, "string", about, names, is_required=True)


def number(name: str, about: str) -> Column:
    """Give a column of amounts, which may be empty."""
    return Column(name, "number", about)


def count(name: str, about: str) -> Column:
    """Give a column of whole numbers, which are never empty."""
    return Column(name, "integer", about, is_required=True)


ENTITY_COLUMNS = (
    required("id", "permanent, unique across all kinds"),
    required("kind", "the folder of its record", "kinds"),
    required("name", "the usual name"),
    text("full_name", "the full name, if a source gives it"),
    text("summary", "the lead of its sheet"),
    required("url", "its address, relative to the root of the site"),
    Column("mention", "boolean", "whether it is a row of a list instead of a sheet", "", True),
)
SOURCE_COLUMNS = (
    required("id", "permanent"),
    required("seed", "the stored document"),
    required("sha256", "the hash of its bytes"),
    required("publisher", "who published it"),
    text("author", "who wrote it"),
    required("title", "its title"),
    text("date", "the day it is from"),
    required("date_basis", "printed, inferred or none"),
    required("language", "the language it is written in"),
    required("kind", "what sort of document it is"),
    required("standing", "current, corrected or retracted"),
    text("url", "its address, if it prints one"),
    count("numerals", "numerals in it"),
    count("numerals_read", "numerals that prove a value or a time"),
    count("numerals_context", "numerals quoted as context"),
    count("numerals_set_aside", "numerals set aside with a reason"),
    count("numerals_uncovered", "numerals neither quoted nor set aside"),
    count("sentences", "sentences in it"),
    count("sentences_cited", "sentences that a fact cites"),
    count("sentences_set_aside", "sentences set aside with a reason"),
)
FACT_COLUMNS = (
    required("id", "permanent: entity/fact"),
    required("entity", "the entity it is about", "entities"),
    required("property", "what it tells of the entity", "properties"),
    required("statement", "one English sentence"),
    required("state", "how sure it is: reported, announced, planned ...", "states"),
    text("scope", "the venue, base or part a figure is limited to"),
    text("value_type", "quantity, date, entity, place or text; empty: the statement says it all"),
    text("value_text", "the value as the record writes it"),
    text("bound", "about, almost, more than ...; empty: exact"),
    number("low", "the lower end in the base unit; empty: open"),
    number("high", "the upper end in the base unit; empty: open"),
    text("unit", "the base unit"),
    number("printed_low", "the lower end in the unit the source prints"),
    number("printed_high", "the upper end in the unit the source prints"),
    text("printed_unit", "the unit the source prints"),
    text("value_entity", "the entity that is the value", "entities"),
    text("value_from", "the first moment of a value that is a date"),
    text("value_to", "the last moment of a value that is a date"),
    text("when_text", "the time for which it holds, in the precision of the source"),
    text("when_from", "the first moment of that time; empty: open or not resolved"),
    text("when_to", "the last moment of that time; empty: open or not resolved"),
    text("when_words", "the quoted words the time was read from"),
    text("part_of", "the fact that contains this one: never add the two", "facts"),
    text("inferred", "what the words alone do not say, and why it holds"),
    text("verified_on", "the day an editor last compared it with its source"),
    text("verified_by", "the editor"),
    text("note", "a remark of the editor"),
    required("url", "its permanent address, relative to the root of the site"),
)
CITATION_COLUMNS = (
    required("fact", "the fact it proves", "facts"),
    count("position", "its place among the citations of the fact, from 1"),
    required("source", "the source", "sources"),
    required("seed", "the stored document"),
    count("line", "the line, from 1; lines end at LF alone"),
    required("quote", "the exact words"),
    count("quote_start", "where the words begin in the line, in code points from 0"),
    count("quote_end", "where they end, exclusive"),
    required("proves", "value, when, state, who, context or repeat"),
)


def entity_rows(_: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give a row for each entity."""
    for it in content["entities"]:
        yield (
            it["id"],
            it["kind"],
            it["name"],
            it["full_name"],
            it["summary"],
            it["url"],
            it["mention"],
        )


def source_rows(_: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give a row for each source."""
    for it in content["sources"]:
        coverage = it["coverage"]
        yield (
            it["id"],
            it["seed"],
            it["sha256"],
            it["publisher"],
            it["author"],
            it["title"],
            it["date"],
            it["date_basis"],
            it["language"],
            it["kind"],
            it["standing"],
            it["url"],
            coverage["numerals"],
            coverage["read"],
            coverage["context"],
            coverage["set_aside"],
            coverage["uncovered"],
            coverage["sentences"],
            coverage["sentences_cited"],
            coverage["sentences_set_aside"],
        )


def fact_rows(_: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give a row for each fact."""
    return (fact_row(fact) for fact in content["facts"])


def fact_row(fact: FactJson) -> Row:
    """Give the row of a fact, in the order of FACT_COLUMNS."""
    when, verified = fact["when"], fact["verified"]
    return (
        fact["id"],
        fact["entity"],
        fact["property"],
        fact["statement"],
        fact["state"],
        fact["scope"],
        *_value_cells(fact),
        *((when["text"], when["from"], when["to"], when["source_words"]) if when else [None] * 4),
        fact["part_of"],
        fact["inferred"],
        *((verified["on"], verified["by"]) if verified else (None, None)),
        fact["note"],
        fact["url"],
    )


def citation_rows(_: Factbook, content: FactsJson) -> Iterator[Row]:
    """Give a row for each citation, in the order of the facts."""
    for fact in content["facts"]:
        for position, it in enumerate(fact["citations"], 1):
            yield (
                fact["id"],
                position,
                it["source"],
                it["seed"],
                it["line"],
                it["quote"],
                it["start"],
                it["end"],
                it["for"],
            )


ENTITIES = Table(
    "entities",
    "Who and what facts are about.",
    ENTITY_COLUMNS,
    ("id",),
    entity_rows,
    by_entity=True,
)
SOURCES = Table("sources", "What facts are proven by.", SOURCE_COLUMNS, ("id",), source_rows)
FACTS = Table("facts", "The facts; withdrawn ones are left out.", FACT_COLUMNS, ("id",), fact_rows)
CITATIONS = Table(
    "citations",
    "The exact words that prove a fact, and where they stand.",
    CITATION_COLUMNS,
    ("fact", "position"),
    citation_rows,
)


def _value_cells(fact: FactJson) -> Sequence[Cell]:
    """Give the cells from value_type to value_to."""
    value = fact["value"]
    if value is None:
        return [None] * 12
    kind: str = value["type"]
    if value["type"] == "quantity":
        printed = value["printed"]
        return [
            kind,
            value["text"],
            value["bound"],
            value["low"],
            value["high"],
            value["unit"],
            printed["low"],
            printed["high"],
            printed["unit"],
            *[None] * 3,
        ]
    if value["type"] == "date":
        return [kind, value["text"], *[None] * 8, value["from"], value["to"]]
    if value["type"] == "entity":
        return [kind, *[None] * 8, value["entity"], None, None]
    return [kind, value["text"], *[None] * 10]
