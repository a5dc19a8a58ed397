"""The home page: scope and evidence, headline figures, ways in, disagreements, sources, badges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factbook.sheet.cases import case_of, clashes_of
from factbook.sheet.compare import COMPARE_URL
from factbook.sheet.evidence import counted_evidence, told_evidence
from factbook.sheet.facts import fact_row
from factbook.sheet.lanes import TIMELINE_URL
from factbook.sheet.lookup import Lookup
from factbook.sheet.numbers import scales_of
from factbook.sheet.paging import page_at
from factbook.sheet.parts import Case, Evidence, FactRow, Piece, SourceLine, State
from factbook.sheet.questions import in_order, question_count, question_url
from factbook.sheet.source import sources_page
from factbook.sheet.times import day_words, month_words

HOME = "home"
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A way into the site: where it leads, what there is; `count` is 0 where none is told."""

    title: str
    url: str
    count: int
    about: str


@dataclass(frozen=True, slots=True)
class Home:
    """The home page."""

    name: str
    scope: str
    window: str
    as_of: str
    evidence: Evidence
    headline: tuple[FactRow, ...]
    scales: tuple[tuple[str, str], ...]
    kinds: tuple[Entry, ...]
    views: tuple[Entry, ...]
    cases: tuple[Case, ...]
    case_count: int
    look_alike_count: int
    questions: tuple[Piece, ...]
    question_count: int
    sources: tuple[SourceLine, ...]
    states: tuple[State, ...]


class Counts(NamedTuple):
    """What the home page tells of the whole factbook; `asked` are the questions it leads with."""

    evidence: tuple[int, tuple[tuple[str, int], ...]]
    states: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    cases: int
    look_alikes: int
    questions: int
    asked: tuple[tuple[str, str], ...]


def choices(lookup: Lookup) -> dict[str, Counts]:
    """Count what the home page tells of the whole factbook, and choose the first questions."""
    book = lookup.book
    questions = {
        asked.id: asked for entity in book.entities.values() for asked in entity.not_stated
    }
    leading = book.site.headline.open_questions or tuple(questions)
    places = {id: place for place, id in enumerate(in_order(book))}
    kinds = Counter(entity.kind for entity in book.entities.values())
    comparable = sum(case.comparable for case in book.disagreements.values())
    return {
        HOME: Counts(
            evidence=counted_evidence(book.current_facts),
            states=tuple(sorted({fact.state for fact in book.current_facts})),
            kinds=tuple((kind, kinds[kind]) for kind in book.vocabulary.kinds if kinds[kind]),
            cases=comparable,
            look_alikes=len(book.disagreements) - comparable,
            questions=question_count(book),
            asked=tuple(
                (
                    questions[id].question,
                    question_url(questions[id], page_at(places[id], lookup.rows_per_page)),
                )
                for id in leading[:MOST_QUESTIONS]
                if id in questions
            ),
        )
    }


def home(lookup: Lookup) -> Home:
    """Make the home page from what facts/site.yml leads with."""
    book = lookup.book
    lead = book.site.headline
    disagreements = [
        book.disagreements[id] for id in lead.disagreements if id in book.disagreements
    ]
    counts: Counts = lookup.chosen[HOME]
    headline = tuple(_headline(lookup))
    return Home(
        name=book.site.name,
        scope=book.site.scope,
        window=_window(lookup),
        as_of=day_words(book.as_of),
        evidence=told_evidence(lookup, *counts.evidence, book.as_of),
        headline=headline,
        scales=scales_of(row.figure for row in headline),
        kinds=tuple(_kinds(lookup, counts)),
        views=(
            Entry(
                "Compare", COMPARE_URL, 0, "The same kind of figure side by side, with pictures."
            ),
            Entry("Timeline", TIMELINE_URL, 0, "What the sources put a time to."),
        ),
        cases=tuple(case_of(lookup, disagreement) for disagreement in disagreements),
        case_count=counts.cases,
        look_alike_count=counts.look_alikes,
        questions=tuple(Piece(question, address) for question, address in counts.asked),
        question_count=counts.questions,
        sources=sources_page(lookup).sources,
        states=tuple(state for id, state in lookup.states.items() if id in counts.states),
    )


def _headline(lookup: Lookup) -> Iterator[FactRow]:
    for ref in lookup.book.site.headline.facts:
        fact = lookup.book.facts.get(ref)
        if fact is not None and not fact.retired:
            yield fact_row(lookup, fact)._replace(clashes=clashes_of(lookup, fact, ""))


def _window(lookup: Lookup) -> str:
    """Word from when to when the dated sources are, and how many have no date."""
    dates = sorted(source.date[:10] for source in lookup.book.sources.values() if source.date)
    undated = len(lookup.book.sources) - len(dates)
    if not dates:
        return "none of them dated"
    first, last = month_words(dates[0]), month_words(dates[-1])
    span = f"dated {first}" if first == last else f"dated {first} to {last}"
    return f"{span}, {undated} undated" if undated else span


def _kinds(lookup: Lookup, counts: Counts) -> Iterator[Entry]:
    for kind, count in counts.kinds:
        record = lookup.book.vocabulary.kinds[kind]
        yield Entry(record.many.en, f"{kind}/", count, record.about)
