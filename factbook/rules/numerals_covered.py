"""Rule numerals-covered: numerals of a fully covered source that nothing accounts for."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.coverage import citations_by_source, coverage_of
from factbook.model import Factbook
from factbook.problem import Place, Problem

NAME = "numerals-covered"


def check(book: Factbook) -> Iterator[Problem]:
    """Every numeral of a source with complete coverage stands in a quote or was set aside."""
    if book.unread:
        return
    citations = citations_by_source(book)
    lost = {
        citation.source
        for fact in book.current_facts
        for citation in fact.citations
        if citation.start is None
    }
    if lost - set(book.sources):
        return
    for source in book.sources.values():
        # Where a quote was not found, its numerals would be told as uncovered too.
        if not source.complete or source.id in lost:
            continue
        for numeral in coverage_of(book, source, citations[source.id]).each_numeral:
            if numeral.fate == "uncovered":
                line = source.seed.line(numeral.line) or ""
                place = Place(source.seed_file, numeral.line, numeral.start + 1, line)
                message = f'no fact quotes the numeral "{numeral.words}"'
                remedy = f"add a fact that quotes it, or set it aside in {source.address.file}"
                yield Problem(place, NAME, message, remedy)
