"""Rule derived-sound: formulas that mix what may not be mixed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from factbook.derived import members, result
from factbook.model import Derived, Fact, Factbook
from factbook.part import Part
from factbook.problem import Problem
from factbook.quantity import VAGUE, Quantity

NAME = "derived-sound"
OF_TWO = ("share", "ratio", "difference")


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """The members of a formula have one base unit and one state class, and no part its whole."""
    for derived in part.derived:
        # What follows from a value that could not be read is not told.
        if not all(fact.is_understood for fact in members(book, derived)):
            continue
        found = list(_problems(book, derived))
        yield from found
        complete = len(members(book, derived)) == len(derived.members)
        if not found and complete and result(book, derived) is None:
            message = "the bounds of the members point both ways, so nothing can be said"
            remedy = "leave one of them out, or delete the record"
            yield Problem(derived.address.at("members"), NAME, message, remedy)


def _problems(book: Factbook, derived: Derived) -> Iterator[Problem]:
    facts = members(book, derived)
    at = derived.address.at("members")
    for index, fact in enumerate(facts):
        if not isinstance(fact.value, Quantity) or fact.value.bound in VAGUE:
            message = f"{fact.ref} has no amount to calculate with"
            yield Problem(at.at(index), NAME, message, "name a fact with an amount")
        if _stands(book, fact) == "judged" and "opinion" not in derived.allow:
            message = f"{fact.ref} is an opinion"
            yield Problem(at.at(index), NAME, message, "leave it out, or write  allow: opinion")
    if derived.formula in OF_TWO and len(derived.members) != 2:
        message = f"a {derived.formula} is of two facts, not of {len(derived.members)}"
        yield Problem(at, NAME, message, "name two facts")
    for one, other in combinations(facts, 2):
        yield from _pair(book, derived, one, other)


def _pair(book: Factbook, derived: Derived, one: Fact, other: Fact) -> Iterator[Problem]:
    at = derived.address.at("members")
    bases = {_base(book, one), _base(book, other)} - {None}
    if len(bases) == 2:
        units = one.value_text.split()[-1], other.value_text.split()[-1]
        message = f"{one.ref} is in {units[0]}, {other.ref} in {units[1]}"
        yield Problem(at, NAME, message, "name facts of one base unit")
    nested = other.ref == one.part_of or one.ref in (other.part_of, other.ref)
    if derived.formula == "sum" and nested:
        message = f"{one.ref} and {other.ref} are a part and its whole"
        yield Problem(at, NAME, message, "leave one of them out")
    stands = {_stands(book, one), _stands(book, other)} - {None}
    if (
        None not in (_base(book, one), _base(book, other))
        and len(stands) == 2
        and "opinion" not in derived.allow
    ):
        message = f"{one.ref} is {one.state}, {other.ref} is {other.state}"
        yield Problem(at, NAME, message, "name facts of one class of states")


def _base(book: Factbook, fact: Fact) -> str | None:
    return book.vocabulary.units[fact.value.unit].base if isinstance(fact.value, Quantity) else None


def _stands(book: Factbook, fact: Fact) -> str | None:
    state = book.vocabulary.states.get(fact.state)
    return None if state is None else state.stands
