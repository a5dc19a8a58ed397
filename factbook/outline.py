"""What questions about a whole factbook ask of each entity, kept by what they ask for.

Who names an entity, or cites a source, is found without reading the records that do.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Head(NamedTuple):
    """What is counted of an entity: its current facts, the last day one was verified on, its names.

    These are as they are compared.
    """

    kind: str
    mention: bool
    facts: int
    verified: str
    names: tuple[str, ...]


# By name, what names it: rows whose first cell is the entity that does.
Rows = Mapping[str, Sequence[tuple[Any, ...]]]


class Added(NamedTuple):
    """What one entity adds: its head, and rows of the tables of an outline, by whom it names."""

    head: Head
    ties: Rows
    contracts: Rows
    cited: Rows


class Table:
    """What entities add by whom they name, in the order of the entities' ids.

    As long as nobody asks for it, it is kept as it was stored.
    """

    __slots__ = ("_found",)

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __getitem__(self, name: str) -> tuple[tuple[Any, ...], ...]:
        """Give the rows of a name, the entity that added each as its first cell."""
        rows = self._found[name]
        if isinstance(rows, bytes):
            # Its own bytes, whose checksum held when they were read.
            rows = self._found[name] = pickle.loads(rows)  # noqa: S301
        return tuple(rows)

    def get(self, name: str) -> tuple[tuple[Any, ...], ...]:
        """Give the rows of a name, none if nothing names it."""
        return self[name] if name in self._found else ()

    def put(self, entity: str, old: Iterable[str], new: Mapping[str, Any]) -> None:
        """Put the rows of an entity in place of those it had under `old` names."""
        for name in {*old, *new}:
            rows = [row for row in self.get(name) if row[0] != entity]
            place = next((at for at, row in enumerate(rows) if row[0] > entity), len(rows))
            rows[place:place] = new.get(name, ())
            if rows:
                self._found[name] = tuple(rows)
            else:
                self._found.pop(name, None)

    def stored(self) -> dict[str, bytes]:
        """Give it as it is stored."""
        return {
            name: rows if isinstance(rows, bytes) else pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)
            for name, rows in self._found.items()
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """What all entities of a factbook add up to.

    Facts and citations are told by their places. `ties` are, by entity, the facts of others that
    name it: entity, fact, role, whether it is the fact's value, and the sources of the fact.
    `contracts` are, by party, what it is a party of, with its role there. `cited` are, by source,
    the facts that cite it: entity, fact, citation, and whether its quote was found.
    """

    heads: dict[str, Head] = field(default_factory=dict)
    ties: Table = field(default_factory=lambda: Table({}))
    contracts: Table = field(default_factory=lambda: Table({}))
    cited: Table = field(default_factory=lambda: Table({}))

    def put(self, entity: str, old: Added | None, new: Added | None) -> None:
        """Put what an entity adds in place of what it added before; None for nothing."""
        if new:
            self.heads[entity] = new.head
        else:
            self.heads.pop(entity, None)
        for name in ("ties", "contracts", "cited"):
            table: Table = getattr(self, name)
            table.put(entity, getattr(old, name) if old else (), getattr(new, name) if new else {})

    def stored(self) -> tuple[dict[str, Any], ...]:
        """Give it as it is stored."""
        return self.heads, self.ties.stored(), self.contracts.stored(), self.cited.stored()


def outlined(added: Iterable[tuple[str, Added]]) -> Outline:
    """Add up what entities add, in the order of their ids."""
    heads: dict[str, Head] = {}
    tables: dict[str, dict[str, list[tuple[Any, ...]]]] = {"ties": {}, "contracts": {}, "cited": {}}
    for entity, it in added:
        heads[entity] = it.head
        for name, table in tables.items():
            for named, rows in getattr(it, name).items():
                table.setdefault(named, []).extend(rows)
    return Outline(heads, *(Table(table) for table in tables.values()))


def restored(stored: tuple[dict[str, Any], ...]) -> Outline:
    """Give an outline that was stored."""
    heads, *tables = stored
    return Outline(heads, *map(Table, tables))
