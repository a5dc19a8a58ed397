"""What pages look up in a factbook again and again: ties, contracts, names of sources."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from factbook.changes import PASSED
from factbook.index import Tie, index_of
from factbook.model import AS_OF, Derived, Disagreement, Entity, Fact, Factbook, Source
from factbook.period import Period, last_day
from factbook.reads import ALL, Watched
from factbook.sheet.paging import ROWS
from factbook.sheet.parts import Figure, Piece, SourceLine, State
from factbook.sheet.times import day_words, month_words
from factbook.urls import entity_url

UNDATED = "undated"
NOT_STATED = "not stated"
SHORT_TITLE = 38
# A proof names its source by so much of its title; the source's page has all of it.
TITLE = 60

# The names under which is noted what is read here.
LABEL, TELLING_ROLES, LAST_EVIDENCE, CHOSEN = (
    "label:",
    "telling roles",
    "last evidence",
    "chosen:",
)

Told = TypeVar("Told")


class Known(NamedTuple):
    """What is found out of all records: what lists show, and the roles that tell something."""

    chosen: Mapping[str, Any]
    telling_roles: frozenset[str]


@dataclass(frozen=True, eq=False)
class Lookup:
    """A factbook with what is asked of it for every page, found once."""

    book: Factbook
    # Gives what is chosen from the whole factbook; it looks records up, too.
    choose: Callable[[Lookup], Mapping[str, Any]]
    # How many rows of a long list are on one page.
    rows_per_page: int = ROWS
    # What was found out of all records before, and still holds.
    known: Known | None = None

    def __getstate__(self) -> dict[str, object]:
        """Take along what takes long to find out, and leave the rest behind."""
        return {
            "book": self.book,
            "rows_per_page": self.rows_per_page,
            "known": self.found_out(),
        }

    @cached_property
    def chosen(self) -> Watched[Any]:
        """Give what is chosen from the whole factbook for each list: ids, references, counts.

        A page that shows two hundred of ten thousand records reads these, and that it was these
        that were chosen: it has not read the others, and an edit of one is nothing to it.
        """
        return Watched(self._chosen, CHOSEN, self.book.reads)

    @cached_property
    def _chosen(self) -> Mapping[str, Any]:
        if self.known:
            return self.known.chosen
        return self.book.reads.unnoted(lambda: self.choose(self))

    def found_out(self) -> Known:
        """Give what is found out of all records, which takes the longer the more there are."""
        return Known(self._chosen, self._telling_roles)

    @cached_property
    def ties(self) -> Watched[tuple[Tie, ...]]:
        """Give, for each entity, the facts of other entities that name it, in the order of ids."""
        return index_of(self.book).ties

    @cached_property
    def contracts(self) -> Watched[tuple[tuple[Entity, str], ...]]:
        """Give, for each entity, what it is a party of, and its role there."""
        return index_of(self.book).contracts

    @cached_property
    def clashes(self) -> Watched[tuple[Disagreement, ...]]:
        """Give, for each fact, the disagreements it stands in."""
        return index_of(self.book).clashes

    @cached_property
    def formulas(self) -> Watched[tuple[Derived, ...]]:
        """Give, for each entity, the derived figures that its facts are members of."""
        return index_of(self.book).formulas

    @cached_property
    def source_labels(self) -> Watched[str]:
        """Give what each source is called: its publisher, with the date if two share it."""
        return Watched(self.book.reads.unnoted(self._source_labels), LABEL, self.book.reads)

    def source_words(self, source: Source) -> tuple[str, str, str]:
        """Give what a source is called, the same with its date, and so much of its title."""
        label = self.source_labels[source.id]
        words = self._source_words.get(source.id)
        if words is None:
            title = shortened(source.title, TITLE)
            words = label, dated(label, source_date(source)), title
            self._source_words[source.id] = words
        return words

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Give where amounts are kept as they are printed, by the fact."""
        return {}

    @cached_property
    def source_lines(self) -> dict[tuple[str, int], SourceLine]:
        """Give where the lines of sources are kept, by id and by how many facts rest on them."""
        return {}

    @cached_property
    def _source_words(self) -> dict[str, tuple[str, str, str]]:
        return {}

    def _source_labels(self) -> dict[str, str]:
        names = {source.id: _publisher(source) for source in self.book.sources.values()}
        count = Counter(names.values())
        return {
            id: name if count[name] == 1 else f"{name}, {source_date(self.book.sources[id])}"
            for id, name in names.items()
        }

    @property
    def telling_roles(self) -> frozenset[str]:
        """Give the roles that say what an entity does, not only that somebody has a view of it."""
        self.book.reads.note(TELLING_ROLES)
        return self._telling_roles

    @cached_property
    def _telling_roles(self) -> frozenset[str]:
        if self.known:
            return self.known.telling_roles
        return self.book.reads.unnoted(self._roles_told)

    def _roles_told(self) -> frozenset[str]:
        judged: Counter[str] = Counter()
        told: Counter[str] = Counter()
        for ties in self.ties.values():
            for tie in ties:
                is_judged = self.states[tie.fact.state].stands == "judged"
                (judged if is_judged else told)[tie.role] += 1
        return frozenset(
            role for role in self.book.vocabulary.roles if told[role] > 2 * judged[role]
        )

    @property
    def vague_roles(self) -> frozenset[str]:
        """Give the roles that tell no more than that an entity is named."""
        self.book.reads.note(f"roles:{ALL}")
        return self._vague_roles

    @property
    def vague_labels(self) -> frozenset[str]:
        """Give the labels of the roles that tell no more than that an entity is named."""
        self.book.reads.note(f"roles:{ALL}")
        return self._vague_labels

    @cached_property
    def _vague_labels(self) -> frozenset[str]:
        roles = self.book.vocabulary.roles.items()
        return frozenset(role.label.en for _, role in roles if role.only_named == "yes")

    @cached_property
    def _vague_roles(self) -> frozenset[str]:
        roles = self.book.vocabulary.roles.items()
        return frozenset(id for id, role in roles if role.only_named == "yes")

    @cached_property
    def states(self) -> Watched[State]:
        """Give the badge of each state."""
        return Watched(self.book.reads.unnoted(self._states), "states:", self.book.reads)

    def _states(self) -> dict[str, State]:
        return {
            id: State(id, record.label.en, record.stands, record.about)
            for id, record in self.book.vocabulary.states.items()
        }

    @property
    def property_order(self) -> Mapping[str, int]:
        """Give the place of each property in the vocabulary."""
        self.book.reads.note(f"properties:{ALL}")
        return self._property_order

    @cached_property
    def _property_order(self) -> Mapping[str, int]:
        return {id: place for place, id in enumerate(self.book.vocabulary.properties)}

    def has_passed(self, period: Period) -> bool:
        """Tell whether a period was over when the factbook was last compared with its sources."""
        last = last_day(period)
        if last is None:
            return False
        # Not the date itself is read: it changes with every comparison, this seldom.
        self.book.reads.note(PASSED + last)
        self.book.reads.note(PASSED + ALL)
        return last < self.book.reads.unnoted(lambda: self.book.as_of)

    @property
    def last_evidence(self) -> str:
        """Give the date of the newest source, "" if none has a date."""
        self.book.reads.note(LAST_EVIDENCE)
        return self._last_evidence

    @cached_property
    def _last_evidence(self) -> str:
        sources = self.book.sources.raw.values()
        return max((source.date for source in sources), default="")

    def values(self) -> dict[str, str]:
        """Give what pages read that no single record tells, by the name it is noted under."""
        labels = {LABEL + id: label for id, label in self.source_labels.raw.items()}
        return {
            **labels,
            AS_OF: self.book.as_of,
            LAST_EVIDENCE: self.last_evidence,
            TELLING_ROLES: " ".join(sorted(self.telling_roles)),
            **{CHOSEN + name: _digest(value) for name, value in self.chosen.raw.items()},
        }

    def piece(self, entity: Entity) -> Piece:
        """Give the name of an entity, with its address."""
        piece = self._pieces.get(entity.id)
        if piece is None:
            piece = self._pieces[entity.id] = Piece(entity.name, entity_url(entity))
        return piece

    @cached_property
    def _pieces(self) -> dict[str, Piece]:
        return {}

    def spoken_names(self, entity: Entity) -> tuple[str, ...]:
        """Give the names by which English sentences call it: none that only a context gives."""
        names = self._spoken.get(entity.id)
        if names is None:
            names = self._spoken[entity.id] = _spoken_names(entity)
        return names

    @cached_property
    def _spoken(self) -> dict[str, tuple[str, ...]]:
        return {}

    def kept(self, what: Callable[[Lookup, Fact], Told], fact: Fact) -> Told:
        """Give what a function tells of a fact; it is told once, and what it read noted each time.

        Most facts stand on several pages: on their own, on that of each source, of who is named.
        """
        memory: dict[str, tuple[Told, Collection[str]]] = self._told[what]
        return self.book.reads.kept(memory, fact.ref, what, self, fact)

    @cached_property
    def _told(self) -> dict[Callable[[Lookup, Fact], Any], dict[str, Any]]:
        return defaultdict(dict)

    def entity(self, id: str) -> Entity | None:
        """Give an entity by its id, None if there is none."""
        return self.book.entities.get(id)

    def entities(self, ids: Collection[str]) -> list[Entity]:
        """Give the entities with these ids, passing over those that do not exist."""
        return self.book.entities.those(ids)

    def property_label(self, property: str) -> str:
        """Give the label of a property."""
        return self.book.vocabulary.properties[property].label.en

    def group_of(self, property: str) -> str:
        """Give the group of a property."""
        return self.book.vocabulary.properties[property].group


def source_date(source: Source) -> str:
    """Give a source's date in words; an inferred one says so."""
    if not source.date:
        return UNDATED
    inferred = ", inferred" if source.date_basis == "inferred" else ""
    return day_words(source.date) + inferred


def dated(label: str, date: str) -> str:
    """Put the date of a source behind its label, unless the label ends with it."""
    return label if label.endswith(date) else f"{label}, {date}"


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


def _digest(choice: object) -> str:
    """Tell one choice from another: they are texts, numbers, and tuples of these."""
    return hashlib.sha256(repr(choice).encode()).hexdigest()[:16]


def _spoken_names(entity: Entity) -> tuple[str, ...]:
    names = [entity.name, entity.full_name] if entity.full_name else [entity.name]
    names += [alias.name for alias in entity.aliases if not alias.inferred]
    return tuple(names)


def _publisher(source: Source) -> str:
    name = source.publisher.partition(" (")[0]
    if name.casefold() == NOT_STATED:
        return f"“{shortened(source.title, SHORT_TITLE)}”"
    return name
