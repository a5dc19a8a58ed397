"""The factbook as the program works with it: frozen records whose texts have been understood.

A `value` that could not be understood is None and has its problem already; rules pass it over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import NamedTuple

from factbook.outline import Added, Head, Outline, outlined
from factbook.period import Period
from factbook.problem import Address
from factbook.quantity import Quantity, Unit
from factbook.reading import Reader, reader
from factbook.reads import ALL, Reads, Watched, WatchedParts
from factbook.record import (
    DateBasis,
    KindRecord,
    PlaceRecord,
    PropertyRecord,
    Purpose,
    RoleRecord,
    SiteRecord,
    Standing,
    StateRecord,
    TermRecord,
    UnitRecord,
)
from factbook.seeds import Seed

Roles = Mapping[str, tuple[str, ...]]

# The names under which is noted what is read of a factbook.
ENTITY, SOURCE, DISAGREEMENT, DERIVED = "entity:", "source:", "disagreement:", "derived:"
CHANGELOG = "changelog:"
AS_OF = "as of"
NAMES = "names"
UNIT_WORDS = f"unit_records:{ALL}"


class EntityValue(NamedTuple):
    """A value that is another entity, by its id."""

    entity: str


class PlaceValue(NamedTuple):
    """A value that is a place of the vocabulary, by its name."""

    place: str


class ChoiceValue(NamedTuple):
    """A value that is one of the few its property can have, by its name."""

    choice: str


class TextValue(NamedTuple):
    """A value in the editor's words."""

    text: str


Value = Quantity | Period | EntityValue | PlaceValue | ChoiceValue | TextValue


class Citation(NamedTuple):
    """Words of a source that prove a fact; `start` and `end` count code points in the line.

    `start` is None where the quote does not stand exactly once in the line.
    """

    source: str
    line: int
    quote: str
    prefix: str
    purpose: Purpose
    inferred: str
    start: int | None
    end: int | None
    address: Address


class Stamp(NamedTuple):
    """Who compared a fact with its source, when, and the fingerprint of what was compared."""

    on: str
    by: str
    fingerprint: str


class Fact(NamedTuple):
    """One fact; `ref` is "entity/id". Texts that were left out are ""."""

    ref: str
    id: str
    entity: str
    property: str
    value_text: str
    value: Value | None
    state: str
    when: Period | None
    when_text: str
    anchor: str
    statement: str
    scope: str
    claimed_by: tuple[str, ...]
    involves: Roles
    part_of: str
    citations: tuple[Citation, ...]
    inferred: str
    reading: str
    state_reason: str
    note: str
    retired: str
    replaced_by: str
    verified: Stamp | None
    verified_text: str
    fingerprint: str
    line: int
    # Whether every text of the record has its meaning; if not, that is a problem already.
    is_understood: bool
    address: Address

    def is_located(self) -> bool:
        """Tell whether every quote was found; if not, what depends on the words is left unsaid."""
        return None not in [citation.start for citation in self.citations]

    def cited_for(self, *purposes: str) -> tuple[Citation, ...]:
        """Give the citations with one of the purposes, in the order written."""
        return tuple([citation for citation in self.citations if citation.purpose in purposes])


class Alias(NamedTuple):
    """Another name of an entity; `inferred` says why, where only the context tells."""

    name: str
    inferred: str


class NotStated(NamedTuple):
    """A question about an entity that no source answers."""

    id: str
    entity: str
    property: str
    question: str
    nearest: tuple[str, ...]
    address: Address


class Entity(NamedTuple):
    """Something that facts are about; `facts` are its own, withdrawn ones included."""

    id: str
    kind: str
    name: str
    full_name: str
    aliases: tuple[Alias, ...]
    summary: str
    mention: bool
    parties: Roles
    key_figures: tuple[str, ...]
    not_stated: tuple[NotStated, ...]
    facts: tuple[Fact, ...]
    address: Address

    @property
    def names(self) -> tuple[str, ...]:
        """Every form the entity is known by, the name first."""
        full = (self.full_name,) if self.full_name else ()
        return (self.name, *full, *[alias.name for alias in self.aliases])

    @property
    def file(self) -> str:
        """The record's file, relative to the factbook's folder."""
        return self.address.file


def names_in(fact: Fact) -> Iterator[tuple[str, str, bool]]:
    """Give the entities that a fact names, its own among them.

    Each comes with its role there, or with the fact's property if it is the fact's value, which
    the last cell tells; the role of a speaker is "".
    """
    if isinstance(fact.value, EntityValue):
        yield fact.value.entity, fact.property, True
    for role, entities in fact.involves.items():
        for entity in entities:
            yield entity, role, False
    for speaker in fact.claimed_by:
        yield speaker, "", False


def added_by(entity: Entity) -> Added:
    """Give what an entity adds to the outline of its factbook."""
    own = entity.id
    ties: dict[str, list[tuple[str, int, str, bool, tuple[str, ...]]]] = {}
    cited: dict[str, list[tuple[str, int, int, bool]]] = {}
    current = [(place, fact) for place, fact in enumerate(entity.facts) if not fact.retired]
    for place, fact in current:
        citing = [(citation.source, citation.start is not None) for citation in fact.citations]
        sources = tuple(dict(citing))
        for named, role, is_value in names_in(fact):
            if named != own:
                ties.setdefault(named, []).append((own, place, role, is_value, sources))
        for number, (source, found) in enumerate(citing):
            cited.setdefault(source, []).append((own, place, number, found))
    contracts: dict[str, list[tuple[str, str]]] = {}
    for role, parties in entity.parties.items():
        for party in parties:
            contracts.setdefault(party, []).append((entity.id, role))
    verified = max((fact.verified.on for fact in entity.facts if fact.verified), default="")
    names = tuple(name.casefold() for name in entity.names)
    head = Head(entity.kind, entity.mention, len(current), verified, names)
    return Added(head, ties, contracts, cited)


class FactsOf(Mapping[str, Fact]):
    """Every fact of some entities by its ref; of an entity nobody asks about, none is read."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._known: dict[str, dict[str, Fact]] = {}

    def __getitem__(self, ref: str) -> Fact:
        return self._of(ref.partition("/")[0])[ref]

    def __iter__(self) -> Iterator[str]:
        return (ref for entity in self._entities for ref in self._of(entity))

    def __len__(self) -> int:
        return sum(len(self._of(entity)) for entity in self._entities)

    def _of(self, entity: str) -> Mapping[str, Fact]:
        found = self._known.get(entity)
        if found is None:
            if entity not in self._entities:
                return {}
            found = {fact.ref: fact for fact in self._entities[entity].facts}
            self._known[entity] = found
        return found


class SetAside(NamedTuple):
    """A part of a seed without a fact: lines from `first` to `last`, or a quote of one line."""

    first: int
    last: int
    quote: str
    boilerplate: bool
    reason: str
    address: Address


class Commentary(NamedTuple):
    """Lines of a seed in which a named speaker gives views."""

    first: int
    last: int
    speaker: str
    address: Address


@dataclass(frozen=True)
class Source:
    """A source: its bibliographic record with its seed, and the reader of its language."""

    id: str
    file: str
    sha256: str
    title: str
    publisher: str
    author: str
    date: str
    date_basis: DateBasis
    date_reason: str
    language: str
    url: str
    kind: str
    standing: Standing
    licence: str
    complete: bool
    units: Mapping[str, str]
    units_reason: str
    commentary: tuple[Commentary, ...]
    set_aside: tuple[SetAside, ...]
    seed: Seed
    address: Address
    # The words for units that all sources of its language know.
    unit_words: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def reader(self) -> Reader:
        """The reader of its language, which knows its own words for units too."""
        return reader(self.language, {**self.unit_words, **self.units})

    def __getstate__(self) -> dict[str, object]:
        """Leave the reader behind, which can be made anew: it holds what is only for here."""
        return _fields_of(self)

    @property
    def seed_file(self) -> str:
        """The seed's file, relative to the factbook's folder."""
        return f"seeds/{self.file}"

    def speaker_at(self, line: int) -> str:
        """Give who speaks in a line of commentary, "" where the source speaks itself."""
        for part in self.commentary:
            if part.first <= line <= part.last:
                return part.speaker
        return ""


class Disagreement(NamedTuple):
    """Facts that exclude each other (`comparable`), or only look as if they did."""

    id: str
    title: str
    kind: str
    comparable: bool
    facts: tuple[str, ...]
    note: str
    settle: str
    address: Address


class Derived(NamedTuple):
    """A formula over facts; what it gives is computed by `derived`."""

    id: str
    label: str
    formula: str
    members: tuple[str, ...]
    warning: str
    allow: tuple[str, ...]
    address: Address


class Change(NamedTuple):
    """A correction of published records, as readers are told of it."""

    on: str
    facts: tuple[str, ...]
    change: str
    why: str
    address: Address


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the subject: kinds, properties, units, roles, states, places and terms."""

    kinds: Mapping[str, KindRecord] = field(default_factory=dict)
    properties: Mapping[str, PropertyRecord] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    unit_records: Mapping[str, UnitRecord] = field(default_factory=dict)
    roles: Mapping[str, RoleRecord] = field(default_factory=dict)
    states: Mapping[str, StateRecord] = field(default_factory=dict)
    places: Mapping[str, PlaceRecord] = field(default_factory=dict)
    glossary: Mapping[str, TermRecord] = field(default_factory=dict)

    def unit_words(self, language: str) -> dict[str, str]:
        """Give the forms that texts of a language use for units, with the unit's id."""
        return {
            word: unit
            for unit, record in self.unit_records.items()
            for word in record.words.get(language, ())
        }


@dataclass(frozen=True, eq=False)
class Factbook:
    """All records, by id; every mapping is in the order of its ids.

    Equal is only what is the same, so that what was found out about a factbook can be kept by it.
    What is read of it is noted in `reads`.
    """

    site: SiteRecord
    vocabulary: Vocabulary
    entities: Watched[Entity]
    sources: Watched[Source]
    disagreements: Watched[Disagreement]
    derived: Watched[Derived]
    # What questions about all entities ask, for which these need not be read.
    outline: Outline
    # Ids whose files stand there but could not be read: what names them is no fault of its own.
    unread: frozenset[str]
    # Its entries, the newest first, those of a day as they stand.
    changelog: tuple[Change, ...]
    reads: Reads

    def __getstate__(self) -> dict[str, object]:
        """Leave behind what was found out about the records: it can be found out again."""
        return _fields_of(self)

    @cached_property
    def facts(self) -> Watched[Fact]:
        """Every fact by its ref, withdrawn ones included."""
        return WatchedParts(FactsOf(self.entities.raw), ENTITY, self.reads)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The entries of the changelog, the newest first."""
        self.reads.note(CHANGELOG + ALL)
        return self.changelog

    @cached_property
    def changes_of(self) -> Watched[tuple[Change, ...]]:
        """The entries of the changelog that name a fact, by its ref."""
        found: dict[str, list[Change]] = {}
        for change in self.changelog:
            for ref in change.facts:
                found.setdefault(ref, []).append(change)
        return Watched({ref: tuple(it) for ref, it in found.items()}, CHANGELOG, self.reads)

    @property
    def current_facts(self) -> tuple[Fact, ...]:
        """The facts that have not been withdrawn."""
        self.reads.note(ENTITY + ALL)
        return self._current_facts

    @cached_property
    def _current_facts(self) -> tuple[Fact, ...]:
        return tuple(
            fact
            for entity in self.entities.raw.values()
            for fact in entity.facts
            if not fact.retired
        )

    @property
    def fact_count(self) -> int:
        """How many facts have not been withdrawn; nothing is noted."""
        return sum(head.facts for head in self.outline.heads.values())

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name of each entity as names are compared, by its id."""
        self.reads.note(NAMES)
        return {id: head.names for id, head in sorted(self.outline.heads.items())}

    @property
    def as_of(self) -> str:
        """The newest date on which a fact was verified, "" if none was."""
        self.reads.note(AS_OF)
        return self._as_of

    @cached_property
    def _as_of(self) -> str:
        return max((head.verified for head in self.outline.heads.values()), default="")

    @property
    def statement_reader(self) -> Reader:
        """The reader of the factbook's own English words."""
        self.reads.note(UNIT_WORDS)
        return self._statement_reader

    @cached_property
    def _statement_reader(self) -> Reader:
        return self.reads.unnoted(lambda: reader("en", self.vocabulary.unit_words("en")))


def factbook_of(
    site: SiteRecord,
    vocabulary: Vocabulary,
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    disagreements: Mapping[str, Disagreement],
    derived: Mapping[str, Derived],
    unread: frozenset[str] = frozenset(),
    changes: tuple[Change, ...] = (),
    outline: Outline | None = None,
) -> Factbook:
    """Make a factbook of its records; what is read of it is noted from then on.

    Records of entities that are in order of their ids already are not read for it, if there is an
    outline of them.
    """
    reads = Reads()
    if outline is None:
        entities = dict(sorted(entities.items()))
        outline = outlined((id, added_by(entity)) for id, entity in entities.items())
    return Factbook(
        site,
        Vocabulary(
            **{
                table.name: Watched(getattr(vocabulary, table.name), f"{table.name}:", reads)
                for table in fields(Vocabulary)
            }
        ),
        Watched(entities, ENTITY, reads),
        Watched(dict(sorted(sources.items())), SOURCE, reads),
        Watched(dict(sorted(disagreements.items())), DISAGREEMENT, reads),
        Watched(dict(sorted(derived.items())), DERIVED, reads),
        outline,
        unread,
        tuple(sorted(changes, key=lambda change: change.on, reverse=True)),
        reads,
    )


def _fields_of(record: Source | Factbook) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
