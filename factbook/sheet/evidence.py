"""What a page rests on: its sources, their dates, and when a person last compared them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from factbook.model import Fact, Source
from factbook.sheet.lookup import Lookup, source_date
from factbook.sheet.parts import Evidence, SourceLine
from factbook.sheet.text import listed, many
from factbook.sheet.times import day_words
from factbook.urls import source_url

NOTHING_LATER = "Nothing later has been checked."


def evidence_of(lookup: Lookup, facts: Iterable[Fact]) -> Evidence:
    """Count the sources that facts rest on, and word their dates."""
    shown = list(facts)
    stamps = [fact.verified.on for fact in shown if fact.verified]
    return told_evidence(lookup, *counted_evidence(shown), max(stamps, default=""))


def counted_evidence(facts: Iterable[Fact]) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Count facts, and those that rest on each source."""
    shown = list(facts)
    count: dict[str, int] = {}
    for fact in shown:
        for source in {citation.source for citation in fact.citations}:
            count[source] = count.get(source, 0) + 1
    return len(shown), tuple(sorted(count.items()))


def told_evidence(
    lookup: Lookup, facts: int, counts: Iterable[tuple[str, int]], compared: str
) -> Evidence:
    """Word what was counted: the newest source first, undated ones last."""
    found = [(lookup.book.sources[id], number) for id, number in counts]
    found.sort(key=lambda item: item[0].date, reverse=True)
    sources = tuple([source_line(lookup, source, number) for source, number in found])
    return Evidence(
        facts=facts,
        sources=sources,
        summary=_summary(sources),
        compared=day_words(compared) if compared else "",
    )


def source_line(lookup: Lookup, source: Source, count: int) -> SourceLine:
    """Put a source into one line, with the number of facts that rest on it."""
    label, key = lookup.source_labels[source.id], (source.id, count)
    line = lookup.source_lines.get(key)
    if line is None:
        line = lookup.source_lines[key] = SourceLine(
            label=label,
            title=source.title,
            url=source_url(source.id),
            language=source.language,
            language_name=language_name(source.language),
            publisher=source.publisher,
            author=source.author,
            address=source.url,
            date=source_date(source),
            basis=source.date_basis,
            kind=source.kind,
            count=count,
        )
    return line


@lru_cache
def language_name(code: str) -> str:
    """Name a language in English; a code that nobody knows stays as it is."""
    return str(Locale("en").languages.get(code, code))


def _summary(sources: tuple[SourceLine, ...]) -> str:
    if not sources:
        return "No fact of its own."
    named = [
        source.label if source.label.endswith(source.date) else f"{source.label} ({source.date})"
        for source in sources
    ]
    return f"Rests on {many(len(sources), 'source')}: {listed(named)}. {NOTHING_LATER}"
