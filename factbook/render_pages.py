"""The makers of pages: which template, which view, and what machines read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factbook import sheet
from factbook.model import Factbook
from factbook.page import SearchEntry
from factbook.render_data import entity_data, home_data
from factbook.render_search import entity_entries, mention_entries
from factbook.sheet.lookup import shortened

DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Made:
    """A page before it is rendered: its place, its template, and the views the template shows."""

    frame: str
    url: str
    title: str
    description: str
    template: str
    views: Mapping[str, Any]
    search: tuple[SearchEntry, ...] = ()
    edit_path: str = ""
    json_ld: str = ""


def kinds_with_pages(book: Factbook) -> Iterator[str]:
    """Give the kinds that have entities, in the order of the vocabulary."""
    present = {entity.kind for entity in book.entities.values()}
    return (kind for kind in book.vocabulary.kinds if kind in present)


def _home(lookup: sheet.Lookup, id: str) -> Made:
    view = sheet.home(lookup)
    return Made(
        "home",
        "",
        view.name,
        shortened(view.scope, DESCRIPTION),
        "pages/home.html.j2",
        {"home": view},
        json_ld=home_data(lookup, view),
    )


def _index(lookup: sheet.Lookup, kind: str) -> Made:
    view = sheet.kind_index(lookup, kind)
    return Made(
        f"{kind}/index",
        view.url,
        view.title,
        view.about,
        "pages/index.html.j2",
        {"index": view},
        tuple(entry for mention in view.mentions for entry in mention_entries(lookup, mention.id)),
    )


def _entity(lookup: sheet.Lookup, id: str) -> Made:
    view = sheet.entity_sheet(lookup, id)
    return Made(
        view.kind,
        view.url,
        view.name,
        shortened(view.summary, DESCRIPTION),
        "pages/entity.html.j2",
        {"sheet": view},
        tuple(entity_entries(lookup, id)),
        view.edit_path,
        entity_data(lookup, view),
    )


def _source(lookup: sheet.Lookup, id: str) -> Made:
    view = sheet.source_page(lookup, id)
    return Made(
        "sources",
        view.url,
        view.label,
        f"{view.title}: {view.facts} facts in reading order, each with its quoted words.",
        "pages/source.html.j2",
        {"source": view},
        edit_path=view.edit_path,
    )


def _sources(lookup: sheet.Lookup, id: str) -> Made:
    view = sheet.sources_page(lookup)
    return Made(
        "sources/index",
        view.url,
        "Sources",
        "The documents that every fact is proven against.",
        "pages/sources.html.j2",
        {"list": view},
    )


def _questions(lookup: sheet.Lookup, id: str) -> Made:
    view = sheet.questions_page(lookup)
    return Made(
        "open-questions",
        view.url,
        "Open questions",
        "What readers expect to find and no source says.",
        "pages/questions.html.j2",
        {"asked": view},
    )


PAGES: Mapping[str, Callable[[sheet.Lookup, str], Made]] = {
    "home": _home,
    "index": _index,
    "entity": _entity,
    "source": _source,
    "sources": _sources,
    "questions": _questions,
}
