"""Disagreements: the sentence on what kind they are, in a figure's row and on pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from factbook.model import Disagreement, Fact, Factbook
from factbook.sheet.facts import JUDGED, fact_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.paging import Part, page_at, part_of, part_url, parts_of
from factbook.sheet.parts import Case, Clash, FactRow
from factbook.sheet.proof import CORE, brief_proof_of
from factbook.sheet.text import capitalised, linked

CASES = "disagreements"
CASES_URL = f"{CASES}/"
# A disagreement takes as much room as many rows of a list.
MOST_CASES = 50
SENTENCES = {
    "number": "The sources give different numbers.",
    "definition": "The sources describe it differently.",
    "tone": "The sources tell it in a different tone.",
    "opinion-against-report": "An opinion stands against a report.",
    "opinion-against-opinion": "Two opinions stand against each other.",
    "within-one-source": "One source says both.",
}
NOT_COMPARABLE = (
    "It looks like a disagreement and is none: these facts do not answer the same question."
)


@dataclass(frozen=True, slots=True)
class CasesPage:
    """A page of the disagreements, and apart from them what only looks like one.

    `case_count` counts the disagreements of all pages.
    """

    url: str
    part: Part
    case_count: int
    cases: tuple[Case, ...]
    look_alikes: tuple[Case, ...]


def choices(lookup: Lookup) -> dict[str, Any]:
    """Choose the disagreements of each part of their list, and tell on which page each is."""
    ids, rows = cases_in_order(lookup.book), cases_per_page(lookup.rows_per_page)
    comparable = sum(lookup.book.disagreements[id].comparable for id in ids)
    pages = {_page_name(id): page_at(place, rows) for place, id in enumerate(ids)}
    return {**parts_of(ids, CASES, rows), **pages, CASES: comparable}


def cases_per_page(rows: int) -> int:
    """Give how many disagreements are on a page where a list has so many rows."""
    return min(rows, MOST_CASES)


# Asked for by the names of pages, the frames and the list: one factbook is built at a time.
@lru_cache(maxsize=1)
def cases_in_order(book: Factbook) -> tuple[str, ...]:
    """Give all disagreements, by id, as they are listed: what only looks like one comes last."""

    def place(case: Disagreement) -> tuple[bool, str, str]:
        return not case.comparable, case.title.casefold(), case.id

    return tuple(case.id for case in sorted(book.disagreements.raw.values(), key=place))


def case_url(lookup: Lookup, disagreement: Disagreement) -> str:
    """Give the address of a disagreement on the page that lists it."""
    number = lookup.chosen[_page_name(disagreement.id)]
    return f"{part_url(CASES_URL, number)}#{disagreement.id}"


def _page_name(id: str) -> str:
    return f"page of disagreement {id}"


def case_of(
    lookup: Lookup, disagreement: Disagreement, *, page: str = "", with_proof: bool = False
) -> Case:
    """Make a disagreement ready for a page: the facts in its order, each with its source."""
    book = lookup.book
    facts = _facts(lookup, disagreement)
    concerned = list(dict.fromkeys(fact.entity for fact in facts))
    involved = [
        *concerned,
        *(entity for fact in facts for ids in fact.involves.values() for entity in ids),
    ]
    entities = [entity for entity in lookup.entities(dict.fromkeys(involved)) if entity.id != page]
    return Case(
        anchor=disagreement.id,
        url=case_url(lookup, disagreement),
        title=disagreement.title,
        kind=capitalised(disagreement.kind.replace("-", " ")),
        sentence=sentence_of_kind(disagreement),
        is_comparable=disagreement.comparable,
        rows=tuple(_row(lookup, fact, page, with_proof=with_proof) for fact in facts),
        note=linked(lookup, disagreement.note, entities),
        settle=disagreement.settle,
        about=tuple(lookup.piece(book.entities[entity]) for entity in concerned),
    )


def cases_page(lookup: Lookup, number: int = 1) -> CasesPage:
    """Give a page of the disagreements, each with the words of its sources."""
    total, ids = lookup.chosen[f"{CASES}/{number}"]
    cases = [case_of(lookup, lookup.book.disagreements[id], with_proof=True) for id in ids]
    rows = cases_per_page(lookup.rows_per_page)
    return CasesPage(
        part_url(CASES_URL, number),
        part_of(total, len(ids), CASES_URL, number, rows),
        lookup.chosen[CASES],
        tuple(case for case in cases if case.is_comparable),
        tuple(case for case in cases if not case.is_comparable),
    )


def clashes_of(lookup: Lookup, fact: Fact, page: str) -> tuple[Clash, ...]:
    """Give what other facts exclude a fact, for its row among the key figures.

    Where an opinion takes part the row only leads to the disagreement: no opinion is a key figure.
    """
    return tuple(
        Clash(
            sentence_of_kind(disagreement),
            case_url(lookup, disagreement),
            _others(lookup, disagreement, fact, page),
        )
        for disagreement in lookup.clashes.get(fact.ref, ())
        if disagreement.comparable
    )


def sentence_of_kind(disagreement: Disagreement) -> str:
    """Say in one sentence what kind of disagreement it is."""
    if not disagreement.comparable:
        return NOT_COMPARABLE
    kind = disagreement.kind
    return SENTENCES.get(kind, f"The sources disagree: {kind.replace('-', ' ')}.")


def _row(lookup: Lookup, fact: Fact, page: str, *, with_proof: bool) -> FactRow:
    proof = brief_proof_of(lookup, fact, CORE) if with_proof else None
    return fact_row(lookup, fact, page=page, with_proof=False, proof=proof)


def _others(
    lookup: Lookup, disagreement: Disagreement, fact: Fact, page: str
) -> tuple[FactRow, ...]:
    facts = _facts(lookup, disagreement)
    if any(lookup.states[other.state].stands == JUDGED for other in facts):
        return ()
    return tuple(fact_row(lookup, other, page=page) for other in facts if other.ref != fact.ref)


def _facts(lookup: Lookup, disagreement: Disagreement) -> list[Fact]:
    facts = lookup.book.facts
    return [facts[ref] for ref in disagreement.facts if ref in facts and not facts[ref].retired]
