"""What no source states: the questions of one entity, and of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.model import NotStated
from factbook.sheet.facts import short_row
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Piece, Question
from factbook.urls import entity_url

QUESTIONS_URL = "open-questions/"


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions about one entity."""

    about: Piece
    kind: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """Every open question, by entity."""

    url: str
    count: int
    asked: tuple[Asked, ...]


def question_of(lookup: Lookup, asked: NotStated, *, page: str = "") -> Question:
    """Make a question ready for a page, with the nearest facts there are."""
    entity = lookup.book.entities[asked.entity]
    anchor = question_anchor(asked)
    facts = lookup.book.facts
    return Question(
        anchor=anchor,
        url=f"{QUESTIONS_URL}#{anchor}",
        about=Piece(entity.name, entity_url(entity)),
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


def questions_page(lookup: Lookup) -> QuestionsPage:
    """Give the page of open questions."""
    asked = tuple(_asked(lookup))
    return QuestionsPage(QUESTIONS_URL, sum(len(part.questions) for part in asked), asked)


def _asked(lookup: Lookup) -> Iterator[Asked]:
    kinds = lookup.book.vocabulary.kinds
    for kind, record in kinds.items():
        for entity in lookup.book.entities.values():
            if entity.kind == kind and entity.not_stated:
                yield Asked(
                    Piece(entity.name, entity_url(entity)),
                    record.one.en,
                    tuple(question_of(lookup, asked) for asked in entity.not_stated),
                )
