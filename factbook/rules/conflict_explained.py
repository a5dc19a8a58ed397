"""Rule conflict-explained: facts that exclude each other with no word said about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from factbook.index import index_of
from factbook.model import Fact, Factbook, TextValue
from factbook.part import Part
from factbook.period import Period, overlap, same_time
from factbook.problem import Problem
from factbook.quantity import Quantity, agree, in_base

NAME = "conflict-explained"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Facts that answer the same question and exclude each other stand in one disagreement."""
    for facts in _same_question(book, part).values():
        for one, other in combinations(facts, 2):
            if _exclude(book, one, other) and not _is_explained(book, one, other):
                message = (
                    f'{other.id} says "{other.value_text}", {one.id} says "{one.value_text}" '
                    f"(line {one.line}): both cannot hold"
                )
                remedy = (
                    "tell them apart by scope or when, or write a record in "
                    f"facts/disagreements/ that holds {one.ref} and {other.ref}"
                )
                yield Problem(other.address.at("value"), NAME, message, remedy)


def _is_explained(book: Factbook, one: Fact, other: Fact) -> bool:
    held = index_of(book).clashes.get(one.ref, ())
    return any(other.ref in disagreement.facts for disagreement in held)


def _same_question(book: Factbook, part: Part) -> dict[tuple[str, str, str, str], list[Fact]]:
    found: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in part.current_facts:
        known = book.vocabulary.properties.get(fact.property)
        if fact.value is None or known is None or known.single != "yes":
            continue
        state = book.vocabulary.states.get(fact.state)
        if state:
            question = (fact.entity, fact.property, fact.scope, state.stands)
            found.setdefault(question, []).append(fact)
    return found


def _exclude(book: Factbook, one: Fact, other: Fact) -> bool:
    if one.part_of == other.ref or other.part_of == one.ref or not overlap(one.when, other.when):
        return False
    first, second = one.value, other.value
    units = book.vocabulary.units
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        first, second = in_base(first, units), in_base(second, units)
        return first.unit == second.unit and not agree(first, second)
    if isinstance(first, Period) and isinstance(second, Period):
        return not same_time(first, second)
    return not isinstance(first, TextValue) and first != second
