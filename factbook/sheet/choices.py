"""All that is chosen from the whole factbook for lists and comparisons, by name."""

from __future__ import annotations

from typing import Any

from factbook.model import Factbook
from factbook.sheet.cases import choices as of_cases
from factbook.sheet.compare import choices as of_compare
from factbook.sheet.corrections import choices as of_corrections
from factbook.sheet.home import choices as of_home
from factbook.sheet.index import choices as of_kinds
from factbook.sheet.lanes import choices as of_timeline
from factbook.sheet.lookup import Known, Lookup
from factbook.sheet.paging import ROWS
from factbook.sheet.questions import choices as of_questions
from factbook.sheet.source import choices as of_sources


def lookup_of(book: Factbook, rows: int = ROWS, known: Known | None = None) -> Lookup:
    """Give what pages look up in a factbook, with so many rows on each page of a long list.

    `known` is what was found out of all records before, if it still holds.
    """
    return Lookup(book, choices, rows, known)


def choices(lookup: Lookup) -> dict[str, Any]:
    """Give every choice by its name, for `Lookup.chosen`: texts, numbers, and tuples of these."""
    return {
        **of_home(lookup),
        **of_cases(lookup),
        **of_compare(lookup),
        **of_timeline(lookup),
        **of_corrections(lookup),
        **of_questions(lookup),
        **of_sources(lookup),
        **of_kinds(lookup),
    }
