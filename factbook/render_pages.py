"""The makers of pages: which template, which view, and what machines read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factbook import sheet
from factbook.chart import bar_chart
from factbook.chart_flows import flow_chart
from factbook.chart_timeline import timeline_chart
from factbook.model import Factbook
from factbook.page import SearchEntry
from factbook.render_data import entity_data, home_data
from factbook.render_search import entity_entries, mention_entries
from factbook.sheet.lookup import shortened

DESCRIPTION = 160
FLOWS = "Who pays whom"


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


def _home(lookup: sheet.Lookup) -> Made:
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


def _index(lookup: sheet.Lookup, id: str) -> Made:
    kind, _, number = id.partition("/")
    view = sheet.kind_index(lookup, kind, int(number or 1))
    return Made(
        f"{kind}/index" if view.part.is_first else kind,
        view.url,
        _title(view.title, view.part),
        view.about,
        "pages/index.html.j2",
        {"index": view, "charts": {flows.id: flow_chart(flows, FLOWS) for flows in view.flows}},
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


def _sources(lookup: sheet.Lookup, number: str = "1") -> Made:
    view = sheet.sources_page(lookup, int(number))
    return Made(
        "sources/index" if view.part.is_first else "sources",
        view.url,
        _title("Sources", view.part),
        "The documents that every fact is proven against.",
        "pages/sources.html.j2",
        {"list": view},
    )


def _questions(lookup: sheet.Lookup, number: str = "1") -> Made:
    view = sheet.questions_page(lookup, int(number))
    return Made(
        "open-questions" if view.part.is_first else "open-questions/parts",
        view.url,
        _title("Open questions", view.part),
        "What readers expect to find and no source says.",
        "pages/questions.html.j2",
        {"asked": view},
    )


def _disagreements(lookup: sheet.Lookup, number: str = "1") -> Made:
    view = sheet.cases_page(lookup, int(number))
    return Made(
        "disagreements" if view.part.is_first else "disagreements/parts",
        view.url,
        _title("Disagreements", view.part),
        "Where sources exclude each other, with the words of both and what would settle it.",
        "pages/disagreements.html.j2",
        {"list": view},
        tuple(
            SearchEntry(case.anchor, case.title, case.sentence)
            for case in (*view.cases, *view.look_alikes)
        ),
    )


def _corrections(lookup: sheet.Lookup) -> Made:
    view = sheet.corrections_page(lookup)
    return Made(
        "corrections",
        view.url,
        "Corrections",
        "What was withdrawn or changed since it was published, when and why.",
        "pages/corrections.html.j2",
        {"list": view},
    )


def _timeline(lookup: sheet.Lookup, number: str = "1") -> Made:
    view = sheet.timeline_page(lookup, int(number))
    return Made(
        "timeline" if view.part.is_first else "timeline/parts",
        view.url,
        _title("Timeline", view.part),
        "What the sources put a time to: told as done, announced, planned or forecast.",
        "pages/timeline.html.j2",
        {"timeline": view, "chart": timeline_chart(view)},
    )


def _compare(lookup: sheet.Lookup) -> Made:
    view = sheet.compare_page(lookup)
    measured = (*view.contracts, *view.amounts, *view.forecasts)
    return Made(
        "compare",
        view.url,
        "Compare",
        "The same kind of figure side by side, each table and picture in one unit.",
        "pages/compare.html.j2",
        {"compare": view, "charts": {measures.id: bar_chart(measures) for measures in measured}},
    )


def _glossary(lookup: sheet.Lookup) -> Made:
    view = sheet.glossary_page(lookup)
    return Made(
        "glossary",
        view.url,
        "Glossary",
        "Words and units as this site uses them.",
        "pages/glossary.html.j2",
        {"glossary": view},
        tuple(
            SearchEntry(term.anchor, term.term, f"{term.meaning} {', '.join(term.aliases)}")
            for term in view.terms
        ),
    )


# Pages there is one of, and pages about one kind, entity or source.
SINGLE: Mapping[str, Callable[[sheet.Lookup], Made]] = {
    "home": _home,
    "compare": _compare,
    "timeline": _timeline,
    "disagreements": _disagreements,
    "questions": _questions,
    "sources": _sources,
    "glossary": _glossary,
    "corrections": _corrections,
}
ABOUT: Mapping[str, Callable[[sheet.Lookup, str], Made]] = {
    "index": _index,
    "entity": _entity,
    "source": _source,
    "sources": _sources,
    "timeline": _timeline,
    "disagreements": _disagreements,
    "questions": _questions,
}


def _title(title: str, part: sheet.Part) -> str:
    return title if part.is_first else f"{title}, page {part.number}"
