"""One JSON file an entity: the entity with its facts and all that is told about them.

It holds nothing of the rest of the factbook, so that it changes only when its own records do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, TypeVar

from typing_extensions import TypedDict

from factbook.contract import (
    DerivedJson,
    DisagreementJson,
    EntityJson,
    FactJson,
    FactsJson,
    OpenQuestionJson,
)
from factbook.export.facts_json import as_bytes

FOLDER = "data/entities/"
One = TypeVar("One")


class EntityFileJson(TypedDict):
    """An entity with its facts; `involved_in` are ids of facts told on other entities' sheets."""

    version: Literal[1]
    entity: EntityJson
    facts: list[FactJson]
    involved_in: list[str]
    derived: list[DerivedJson]
    disagreements: list[DisagreementJson]
    open_questions: list[OpenQuestionJson]


def entity_files(content: FactsJson) -> Iterator[tuple[str, bytes]]:
    """Give the file of every entity: its path in the site and its bytes."""
    facts: Mapping[str, list[FactJson]] = _grouped(
        (fact["entity"], fact) for fact in content["facts"]
    )
    involved = _grouped(
        (entity, fact["id"]) for fact in content["facts"] for entity in _others(fact)
    )
    questions = _grouped((asked["entity"], asked) for asked in content["open_questions"])
    derived = _grouped(
        (entity, figure) for figure in content["derived"] for entity in _entities(figure["members"])
    )
    disagreements = _grouped(
        (entity, found)
        for found in content["disagreements"]
        for entity in _entities(found["facts"])
    )
    for entity in content["entities"]:
        name = entity["id"]
        file: EntityFileJson = {
            "version": content["version"],
            "entity": entity,
            "facts": facts.get(name, []),
            "involved_in": involved.get(name, []),
            "derived": derived.get(name, []),
            "disagreements": disagreements.get(name, []),
            "open_questions": questions.get(name, []),
        }
        yield f"{FOLDER}{name}.json", as_bytes(file)


def _grouped(pairs: Iterable[tuple[str, One]]) -> dict[str, list[One]]:
    found: dict[str, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found


def _others(fact: FactJson) -> Iterator[str]:
    """Give the entities a fact is about besides its own, each once."""
    named = [*chain.from_iterable(fact["involves"].values()), *fact["claimed_by"]]
    value = fact["value"]
    if value is not None and value["type"] == "entity":
        named.append(value["entity"])
    return (entity for entity in dict.fromkeys(named) if entity != fact["entity"])


def _entities(refs: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(ref.partition("/")[0] for ref in refs))
