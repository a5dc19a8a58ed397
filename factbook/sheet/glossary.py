"""The glossary: terms with what a source says of them, or the editors' own explanation."""

from __future__ import annotations

from dataclasses import dataclass

from factbook.sheet.facts import fact_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import FactRow

GLOSSARY_URL = "glossary/"


@dataclass(frozen=True, slots=True)
class Term:
    """A term: `meaning` is editorial, `row` is what a source says; at least one is there."""

    anchor: str
    term: str
    aliases: tuple[str, ...]
    meaning: str
    row: FactRow | None


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """All terms, by the alphabet."""

    url: str
    terms: tuple[Term, ...]


def glossary_page(lookup: Lookup) -> GlossaryPage:
    """Give the page of terms."""
    terms = []
    for id, record in lookup.book.vocabulary.glossary.items():
        fact = lookup.book.facts.get(record.fact or "")
        shown = fact is not None and not fact.retired
        terms.append(
            Term(
                anchor=id,
                term=record.term,
                aliases=tuple(alias for alias in record.aliases if alias != record.term),
                meaning=record.meaning or "",
                row=fact_row(lookup, fact) if shown and fact is not None else None,
            )
        )
    return GlossaryPage(GLOSSARY_URL, tuple(sorted(terms, key=lambda term: term.term.casefold())))
