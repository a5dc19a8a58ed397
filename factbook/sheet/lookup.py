"""What pages look up in a factbook again and again: ties, contracts, names of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from factbook.coverage import citations_by_source
from factbook.model import (
    Citation,
    Derived,
    Disagreement,
    Entity,
    EntityValue,
    Fact,
    Factbook,
    Source,
)
from factbook.sheet.parts import State
from factbook.sheet.times import day_words, month_words

UNDATED = "undated"
NOT_STATED = "not stated"
SHORT_TITLE = 38


@dataclass(frozen=True, slots=True)
class Tie:
    """How a fact of another entity concerns one: the role it has there, or what it says."""

    fact: Fact
    # A role or, for a value, a property of the vocabulary; "" for the speaker.
    role: str
    is_value: bool = False


@dataclass(frozen=True, eq=False)
class Lookup:
    """A factbook with what is asked of it for every page, found once."""

    book: Factbook

    @cached_property
    def ties(self) -> Mapping[str, tuple[Tie, ...]]:
        """Give, for each entity, the facts of other entities that name it, in the order of ids."""
        found: dict[str, list[Tie]] = {}
        for fact in self.book.current_facts:
            for entity, tie in _ties_of(fact):
                if entity != fact.entity:
                    found.setdefault(entity, []).append(tie)
        return {entity: tuple(ties) for entity, ties in found.items()}

    @cached_property
    def contracts(self) -> Mapping[str, tuple[tuple[Entity, str], ...]]:
        """Give, for each entity, what it is a party of, and its role there."""
        found: dict[str, list[tuple[Entity, str]]] = {}
        for contract in self.book.entities.values():
            for role, parties in contract.parties.items():
                for party in parties:
                    found.setdefault(party, []).append((contract, role))
        return {entity: tuple(contracts) for entity, contracts in found.items()}

    @cached_property
    def telling_roles(self) -> frozenset[str]:
        """Give the roles that say what an entity does, not only that somebody has a view of it."""
        judged: Counter[str] = Counter()
        told: Counter[str] = Counter()
        for ties in self.ties.values():
            for tie in ties:
                is_judged = self.states[tie.fact.state].stands == "judged"
                (judged if is_judged else told)[tie.role] += 1
        return frozenset(
            role for role in self.book.vocabulary.roles if told[role] > 2 * judged[role]
        )

    @cached_property
    def clashes(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """Give, for each fact, the disagreements it stands in."""
        found: dict[str, list[Disagreement]] = {}
        for disagreement in self.book.disagreements.values():
            for ref in disagreement.facts:
                found.setdefault(ref, []).append(disagreement)
        return {ref: tuple(disagreements) for ref, disagreements in found.items()}

    @cached_property
    def formulas(self) -> Mapping[str, tuple[Derived, ...]]:
        """Give, for each entity, the derived figures that its facts are members of."""
        found: dict[str, dict[str, Derived]] = {}
        for derived in self.book.derived.values():
            for ref in derived.members:
                found.setdefault(ref.partition("/")[0], {})[derived.id] = derived
        return {entity: tuple(formulas.values()) for entity, formulas in found.items()}

    @cached_property
    def cited(self) -> Mapping[str, list[tuple[Fact, Citation]]]:
        """Give each source's citations with their facts, withdrawn ones left out."""
        return citations_by_source(self.book)

    @cached_property
    def source_labels(self) -> Mapping[str, str]:
        """Give what each source is called: its publisher, with the date if two share it."""
        names = {source.id: _publisher(source) for source in self.book.sources.values()}
        count = Counter(names.values())
        return {
            id: name if count[name] == 1 else f"{name}, {source_date(self.book.sources[id])}"
            for id, name in names.items()
        }

    @cached_property
    def states(self) -> Mapping[str, State]:
        """Give the badge of each state."""
        return {
            id: State(id, record.label.en, record.stands, record.about)
            for id, record in self.book.vocabulary.states.items()
        }

    @cached_property
    def property_order(self) -> Mapping[str, int]:
        """Give the place of each property in the vocabulary."""
        return {id: place for place, id in enumerate(self.book.vocabulary.properties)}

    @cached_property
    def as_of(self) -> date | None:
        """Give the day against which plans are judged, None if nothing was verified."""
        return date.fromisoformat(self.book.as_of) if self.book.as_of else None

    @cached_property
    def last_evidence(self) -> str:
        """Give the date of the newest source, "" if none has a date."""
        return max((source.date for source in self.book.sources.values()), default="")

    def entity(self, id: str) -> Entity | None:
        """Give an entity by its id, None if there is none."""
        return self.book.entities.get(id)

    def entities(self, ids: tuple[str, ...]) -> Iterator[Entity]:
        """Give the entities with these ids, passing over those that do not exist."""
        for id in ids:
            entity = self.book.entities.get(id)
            if entity is not None:
                yield entity

    def property_label(self, property: str) -> str:
        """Give the label of a property."""
        return self.book.vocabulary.properties[property].label.en

    def group_of(self, property: str) -> str:
        """Give the group of a property."""
        return self.book.vocabulary.properties[property].group


def _ties_of(fact: Fact) -> Iterator[tuple[str, Tie]]:
    if isinstance(fact.value, EntityValue):
        yield fact.value.entity, Tie(fact, fact.property, is_value=True)
    for role, entities in fact.involves.items():
        for entity in entities:
            yield entity, Tie(fact, role)
    for speaker in fact.claimed_by:
        yield speaker, Tie(fact, "")


def source_date(source: Source) -> str:
    """Give a source's date in words; an inferred one says so."""
    if not source.date:
        return UNDATED
    inferred = ", inferred" if source.date_basis == "inferred" else ""
    return day_words(source.date) + inferred


def source_month(source: Source) -> str:
    """Give a source's month in words, for "as of"."""
    return month_words(source.date[:10]) if source.date else UNDATED


@lru_cache(maxsize=1024)
def shortened(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis where something was cut."""
    text = text.partition(" (")[0].rstrip(" .")
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(",;:") + " …"


def _publisher(source: Source) -> str:
    name = source.publisher.partition(" (")[0]
    if name.casefold() == NOT_STATED:
        return f"“{shortened(source.title, SHORT_TITLE)}”"
    return name
