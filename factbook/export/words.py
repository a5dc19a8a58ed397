"""The tables of the vocabulary and of the file itself, which only SQLite has."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.contract import FactsJson
from factbook.export.tables import Column, Row, Table, required, text
from factbook.model import Factbook


def _about(book: Factbook, content: FactsJson) -> Iterator[Row]:
    yield "as_of", content["as_of"]
    yield "licence", book.site.licence
    yield "licence_url", book.site.licence_url
    yield "name", book.site.name
    yield "scope", book.site.scope
    yield "version", str(content["version"])


def _kinds(book: Factbook, _: FactsJson) -> Iterator[Row]:
    for word, kind in sorted(book.vocabulary.kinds.items()):
        yield word, kind.one.en, kind.one.de, kind.about


def _properties(book: Factbook, _: FactsJson) -> Iterator[Row]:
    for word, it in sorted(book.vocabulary.properties.items()):
        yield word, it.label.en, it.label.de, it.type, it.group, it.change == "yes"


def _states(book: Factbook, _: FactsJson) -> Iterator[Row]:
    for word, state in sorted(book.vocabulary.states.items()):
        yield word, state.label.en, state.label.de, state.stands, state.about


def _roles(book: Factbook, _: FactsJson) -> Iterator[Row]:
    for word, role in sorted(book.vocabulary.roles.items()):
        yield word, role.label.en, role.label.de, role.inverse.en, role.flow


_NAMES = (
    required("id", "the word used in the records"),
    required("label", "its English label"),
    text("label_de", "its German label"),
)
_ABOUT = required("about", "what it stands for")

WORDS = (
    Table(
        "about",
        "The factbook itself.",
        (required("name", "what is told"), required("value", "what it is")),
        ("name",),
        _about,
    ),
    Table("kinds", "The kinds of entity.", (*_NAMES, _ABOUT), ("id",), _kinds),
    Table(
        "properties",
        "What facts tell of entities.",
        (
            *_NAMES,
            required("type", "the type of its values"),
            required("section", "the part of a sheet it stands in"),
            Column("is_change", "boolean", "whether the amount is a rise or a fall", "", True),
        ),
        ("id",),
        _properties,
    ),
    Table(
        "states",
        "How sure facts are.",
        (*_NAMES, required("stands", "done, ahead or judged"), _ABOUT),
        ("id",),
        _states,
    ),
    Table(
        "roles",
        "What entities are to a fact or a contract.",
        (
            *_NAMES,
            required("inverse", "its label as seen from the entity"),
            required("flow", "from: gives; to: receives; none"),
        ),
        ("id",),
        _roles,
    ),
)
