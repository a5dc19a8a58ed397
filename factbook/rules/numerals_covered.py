"""Rule numerals-covered: numerals of a fully covered source that nothing accounts for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from factbook.coverage import coverage_of
from factbook.index import index_of
from factbook.model import Factbook
from factbook.part import Part
from factbook.problem import Place, Problem

NAME = "numerals-covered"
# The name under which is noted that all citations were asked for their sources.
STRANGERS = "strangers"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Every numeral of a source with complete coverage stands in a quote or was set aside."""
    if book.unread or has_strangers(book):
        return
    for source in part.sources:
        # Where a quote was not found, its numerals would be told as uncovered too.
        if not source.complete or _is_lost(book, source.id):
            continue
        for numeral in coverage_of(book, source).each_numeral:
            if numeral.fate == "uncovered":
                line = source.seed.line(numeral.line) or ""
                place = Place(source.seed_file, numeral.line, numeral.start + 1, line)
                message = f'no fact quotes the numeral "{numeral.words}"'
                remedy = f"add a fact that quotes it, or set it aside in {source.address.file}"
                yield Problem(place, NAME, message, remedy)


def _is_lost(book: Factbook, source: str) -> bool:
    cited = index_of(book).cited.get(source, ())
    return any(citation.start is None for _, citation in cited)


def has_strangers(book: Factbook) -> bool:
    """Tell whether a citation names no source: its numerals belong to one of the others."""
    book.reads.note(STRANGERS)
    return _names_strangers(book)


@lru_cache(maxsize=1)
def _names_strangers(book: Factbook) -> bool:
    return any(source not in book.sources.raw for source in index_of(book).cited.raw)
