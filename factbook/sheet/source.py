"""The page of a source: its record, its facts in reading order, its coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factbook.coverage import citations_of, coverage_of
from factbook.index import citing_count
from factbook.model import Citation, Fact, Source
from factbook.seeds import find
from factbook.sheet.evidence import language_name, source_line
from factbook.sheet.facts import short_row
from factbook.sheet.lookup import Lookup, source_date
from factbook.sheet.paging import Part, part_of, part_url, parts_of
from factbook.sheet.parts import ShortRow, SourceLine, Span
from factbook.sheet.proof import line_anchor, spans_around
from factbook.urls import source_url

Cited = tuple[tuple[Fact, Citation], ...]

# The page shows at most so many characters on either side of a quote.
CONTEXT = 60
SOURCES = "sources"
SOURCES_URL = f"{SOURCES}/"
PURPOSES = {
    "value": "",
    "when": "gives the time",
    "state": "shows the state",
    "who": "names who",
    "context": "gives the context",
    "repeat": "says it again",
}


class CitedFact(NamedTuple):
    """A fact that a passage proves, and what it proves of it ("" for the fact itself)."""

    row: ShortRow
    purpose: str


class Passage(NamedTuple):
    """A quoted span with a little around it, and the facts that cite it."""

    spans: tuple[Span, ...]
    facts: tuple[CitedFact, ...]


class Line(NamedTuple):
    """A line of the source with its passages, in reading order."""

    anchor: str
    number: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of the source that holds no fact, and why."""

    where: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in the coverage: what became of it ("read", "context", "aside", "open")."""

    fate: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Meter:
    """How many numerals or sentences a source has, and what became of them."""

    label: str
    total: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The page of a source; texts that the record does not give are empty."""

    id: str
    url: str
    label: str
    title: str
    publisher: str
    author: str
    date: str
    date_basis: str
    date_reason: str
    language: str
    language_name: str
    kind: str
    standing: str
    licence: str
    address: str
    seed: str
    sha256: str
    is_complete: bool
    units_reason: str
    facts: int
    lines: tuple[Line, ...]
    asides: tuple[Aside, ...]
    meters: tuple[Meter, ...]
    edit_path: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The list of all sources."""

    url: str
    sources: tuple[SourceLine, ...]
    part: Part


def source_page(lookup: Lookup, id: str) -> SourcePage:
    """Make the page of a source: of its text, no more than the quotes and a little around."""
    source = lookup.book.sources[id]
    cited = citations_of(lookup.book, id)
    return SourcePage(
        id=id,
        url=source_url(id),
        label=lookup.source_labels[id],
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        date=source_date(source),
        date_basis=source.date_basis,
        date_reason=source.date_reason,
        language=source.language,
        language_name=language_name(source.language),
        kind=source.kind,
        standing=source.standing,
        licence=source.licence,
        address=source.url,
        seed=source.seed_file,
        sha256=source.sha256,
        is_complete=source.complete,
        units_reason=source.units_reason,
        facts=citing_count(lookup.book, id),
        lines=tuple(_lines(lookup, source, cited)),
        asides=tuple(_asides(source)),
        meters=_meters(lookup, source),
        edit_path=source.address.file,
    )


def choices(lookup: Lookup) -> dict[str, tuple[int, Sequence[str]]]:
    """Order the sources, by part of their list: the newest first, undated ones last."""
    sources = sorted(lookup.book.sources.values(), key=lambda source: source.id)
    sources.sort(key=lambda source: source.date, reverse=True)
    return parts_of([source.id for source in sources], SOURCES, lookup.rows_per_page)


def sources_page(lookup: Lookup, number: int = 1) -> SourcesPage:
    """Give a page of the list of sources: the newest first, undated ones last."""
    total, shown = lookup.chosen[f"{SOURCES}/{number}"]
    return SourcesPage(
        part_url(SOURCES_URL, number),
        tuple(
            source_line(lookup, lookup.book.sources[id], citing_count(lookup.book, id))
            for id in shown
        ),
        part_of(total, len(shown), SOURCES_URL, number, lookup.rows_per_page),
    )


def _lines(lookup: Lookup, source: Source, cited: Cited) -> Iterator[Line]:
    found: dict[int, dict[tuple[int, int], list[CitedFact]]] = {}
    rows: dict[str, ShortRow] = {}
    for fact, citation in cited:
        assert citation.start is not None and citation.end is not None
        if fact.ref not in rows:
            rows[fact.ref] = short_row(lookup, fact)
        passages = found.setdefault(citation.line, {})
        told = CitedFact(rows[fact.ref], PURPOSES[citation.purpose])
        passages.setdefault((citation.start, citation.end), []).append(told)
    for number, passages in sorted(found.items()):
        line = source.seed.line(number) or ""
        yield Line(
            line_anchor(number),
            number,
            tuple(
                Passage(_spans(source, number, line, span), tuple(facts))
                for span, facts in sorted(passages.items())
            ),
        )


def _spans(source: Source, number: int, line: str, span: tuple[int, int]) -> tuple[Span, ...]:
    sentence = source.seed.sentence_at(number, *span)
    start, end = (sentence.start, sentence.end) if sentence else span
    return spans_around(line, start, end, [span], CONTEXT)


def _asides(source: Source) -> Iterator[Aside]:
    for part in source.set_aside:
        where = (
            f"Line {part.first}"
            if part.first == part.last
            else f"Lines {part.first} to {part.last}"
        )
        line = source.seed.line(part.first) or ""
        yield Aside(
            where, part.quote if part.quote and find(line, part.quote, "") else "", part.reason
        )


def _meters(lookup: Lookup, source: Source) -> tuple[Meter, ...]:
    coverage = coverage_of(lookup.book, source)
    uncovered = coverage.sentences - coverage.sentences_cited - coverage.sentences_set_aside
    return (
        Meter(
            "numerals",
            coverage.numerals,
            (
                Share("read", "read into a value or a time", coverage.read),
                Share("context", "quoted as context", coverage.context),
                Share("aside", "set aside with a reason", coverage.set_aside),
                Share("open", "not covered", coverage.uncovered),
            ),
        ),
        Meter(
            "sentences",
            coverage.sentences,
            (
                Share("read", "quoted", coverage.sentences_cited),
                Share("aside", "set aside with a reason", coverage.sentences_set_aside),
                Share("open", "not covered", uncovered),
            ),
        ),
    )
