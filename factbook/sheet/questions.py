"""What no source states: the questions of one entity, and of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from factbook.model import Factbook, NotStated
from factbook.sheet.facts import short_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.paging import Part, page_at, part_of, part_url, parts_of
from factbook.sheet.parts import Piece, Question

QUESTIONS = "open-questions"
QUESTIONS_URL = f"{QUESTIONS}/"


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about one entity."""

    about: Piece
    kind: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """A page of the open questions, by entity; `part` counts questions."""

    url: str
    part: Part
    asked: tuple[Asked, ...]


def choices(lookup: Lookup) -> dict[str, Any]:
    """Choose the questions of each part of their list, and tell on which page each is."""
    ids = in_order(lookup.book)
    parts = parts_of(ids, QUESTIONS, lookup.rows_per_page)
    pages = {_page_name(id): page_at(place, lookup.rows_per_page) for place, id in enumerate(ids)}
    return {**parts, **pages}


def question_count(book: Factbook) -> int:
    """Give how many questions are open."""
    return len(in_order(book))


# Asked for by the names of pages, the frames, the home page and the list: one factbook at a time.
@lru_cache(maxsize=1)
def in_order(book: Factbook) -> tuple[str, ...]:
    """Give the open questions, by id, as they are listed: by kind, and by entity."""

    def found() -> tuple[str, ...]:
        by_kind: dict[str, list[str]] = {kind: [] for kind in book.vocabulary.kinds}
        for entity in book.entities.values():
            by_kind[entity.kind] += (asked.id for asked in entity.not_stated)
        return tuple(id for ids in by_kind.values() for id in ids)

    return book.reads.unnoted(found)


def question_of(lookup: Lookup, asked: NotStated, *, page: str = "") -> Question:
    """Make a question ready for a page, with the nearest facts there are."""
    entity = lookup.book.entities[asked.entity]
    facts = lookup.book.facts
    return Question(
        anchor=question_anchor(asked),
        url=asked_url(lookup, asked),
        about=lookup.piece(entity),
        label=lookup.property_label(asked.property) if asked.property else "",
        question=asked.question,
        nearest=tuple(
            short_row(lookup, facts[ref], page=page)
            for ref in asked.nearest
            if ref in facts and not facts[ref].retired
        ),
    )


def question_anchor(asked: NotStated) -> str:
    """Give the anchor of a question on the page of all questions."""
    return asked.id.replace("/", ".", 1)


def question_url(asked: NotStated, number: int) -> str:
    """Give the address of a question that stands on a page of the list."""
    return f"{part_url(QUESTIONS_URL, number)}#{question_anchor(asked)}"


def asked_url(lookup: Lookup, asked: NotStated) -> str:
    """Give the address of a question."""
    return question_url(asked, lookup.chosen[_page_name(asked.id)])


def questions_page(lookup: Lookup, number: int = 1) -> QuestionsPage:
    """Give a page of the open questions."""
    total, ids = lookup.chosen[f"{QUESTIONS}/{number}"]
    return QuestionsPage(
        part_url(QUESTIONS_URL, number),
        part_of(total, len(ids), QUESTIONS_URL, number, lookup.rows_per_page),
        tuple(_asked(lookup, ids)),
    )


def _page_name(id: str) -> str:
    return f"page of {id}"


def _asked(lookup: Lookup, ids: Iterable[str]) -> Iterator[Asked]:
    for name, own in groupby(ids, key=lambda id: id.partition("/")[0]):
        entity = lookup.book.entities[name]
        by_id = {asked.id: asked for asked in entity.not_stated}
        yield Asked(
            lookup.piece(entity),
            lookup.book.vocabulary.kinds[entity.kind].one.en,
            tuple(question_of(lookup, by_id[id]) for id in own),
        )
