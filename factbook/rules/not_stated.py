"""Rule not-stated: questions said to be open that a fact answers."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model import Factbook
from factbook.part import Part
from factbook.problem import Problem

NAME = "not-stated"


def check(_: Factbook, part: Part) -> Iterator[Problem]:
    """No fact of an entity has a property that the entity lists as not stated."""
    for entity in part.entities:
        told = {fact.property: fact for fact in entity.facts if not fact.retired}
        for asked in entity.not_stated:
            if asked.property in told:
                fact = told[asked.property]
                message = f"{asked.property} is said to be not stated, but {fact.id} states it"
                remedy = f"take the question out, or ask it without  property: {asked.property}"
                yield Problem(asked.address.at("property"), NAME, message, remedy)
