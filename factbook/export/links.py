"""The tables that tie records to each other, which only SQLite has."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.contract import FactsJson
from factbook.export.tables import Column, Row, Table, count, number, required, text
from factbook.model import Factbook

_FACT = required("fact", "the fact", "facts")
_ENTITY = required("entity", "the entity", "entities")
_ROLE = required("role", "what it is to it", "roles")
_POSITION = count("position", "its place, from 1")


def _aliases(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for entity in content["entities"]:
        for alias in sorted(set(entity["aliases"])):
            yield entity["id"], alias


def _parties(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for entity in content["entities"]:
        for role, ids in entity["parties"].items():
            for named in dict.fromkeys(ids):
                yield entity["id"], role, named


def _involvements(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for fact in content["facts"]:
        for role, ids in fact["involves"].items():
            for named in dict.fromkeys(ids):
                yield fact["id"], role, named


def _claimants(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for fact in content["facts"]:
        for claimant in dict.fromkeys(fact["claimed_by"]):
            yield fact["id"], claimant


def _derived(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["derived"]:
        value = it["value"]
        cells = (
            (value["text"], value["bound"], value["low"], value["high"], value["unit"])
            if value
            else (None,) * 5
        )
        yield it["id"], it["label"], it["formula"], *cells, it["warning"]


def _members(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["derived"]:
        for position, fact in enumerate(it["members"], 1):
            yield it["id"], position, fact


def _disagreements(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["disagreements"]:
        yield it["id"], it["kind"], it["comparable"], it["note"], it["settle"]


def _disagreeing(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["disagreements"]:
        for position, fact in enumerate(it["facts"], 1):
            yield it["id"], position, fact


def _questions(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["open_questions"]:
        yield it["id"], it["entity"], it["property"], it["question"]


def _nearest(_: Factbook, content: FactsJson) -> Iterator[Row]:
    for it in content["open_questions"]:
        for position, fact in enumerate(it["nearest"], 1):
            yield it["id"], position, fact


LINKED = (
    Table(
        "aliases",
        "Other names of entities.",
        (_ENTITY, required("alias", "the other name")),
        ("entity", "alias"),
        _aliases,
        by_entity=True,
    ),
    Table(
        "parties",
        "Who takes part in contracts.",
        (_ENTITY, _ROLE, required("party", "the party", "entities")),
        ("entity", "role", "party"),
        _parties,
        by_entity=True,
    ),
    Table(
        "involvements",
        "Others a fact is about.",
        (_FACT, _ROLE, _ENTITY),
        ("fact", "role", "entity"),
        _involvements,
    ),
    Table(
        "claimants",
        "Who says so, where that is not the source itself.",
        (_FACT, _ENTITY),
        ("fact", "entity"),
        _claimants,
    ),
    Table(
        "derived",
        "Calculated figures.",
        (
            required("id", "permanent"),
            required("label", "what it is"),
            required("formula", "sum, share, ratio or difference"),
            text("value_text", "the result; empty: its members give none"),
            text("bound", "about, more than ...; empty: exact"),
            number("low", "the lower end; empty: open"),
            number("high", "the upper end; empty: open"),
            text("unit", "the unit"),
            text("warning", "what must be told wherever the value is"),
        ),
        ("id",),
        _derived,
    ),
    Table(
        "derived_members",
        "The facts calculated figures are made of.",
        (required("derived", "the figure", "derived"), _POSITION, _FACT),
        ("derived", "position"),
        _members,
    ),
    Table(
        "disagreements",
        "Facts that exclude each other, or only look as if they did.",
        (
            required("id", "permanent"),
            required("kind", "what sort of disagreement"),
            Column("comparable", "boolean", "0: it only looks like one", "", True),
            required("note", "what there is to know"),
            text("settle", "what would settle it"),
        ),
        ("id",),
        _disagreements,
    ),
    Table(
        "disagreement_facts",
        "The facts of disagreements.",
        (required("disagreement", "the disagreement", "disagreements"), _POSITION, _FACT),
        ("disagreement", "position"),
        _disagreeing,
    ),
    Table(
        "open_questions",
        "What no source says.",
        (
            required("id", "permanent"),
            _ENTITY,
            text("property", "what such a fact would tell", "properties"),
            required("question", "the question"),
        ),
        ("id",),
        _questions,
    ),
    Table(
        "nearest_facts",
        "The facts that come closest to an answer.",
        (required("question", "the question", "open_questions"), _POSITION, _FACT),
        ("question", "position"),
        _nearest,
    ),
)
