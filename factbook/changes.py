"""What has changed since the last build: the names under which it would have been read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from factbook.index import CITED, CLASHES, CONTRACTS, FORMULAS, TIES
from factbook.load import record_of
from factbook.memory import Memory
from factbook.model import (
    AS_OF,
    CHANGELOG,
    DERIVED,
    DISAGREEMENT,
    ENTITY,
    NAMES,
    SOURCE,
    Derived,
    Disagreement,
    Entity,
    Factbook,
    Source,
    Vocabulary,
    names_in,
)
from factbook.problem import Address
from factbook.reads import ALL

# The names under which is noted what belongs to no record.
SITE, UNREAD, PASSED = "site", "unread", "passed:"
# The name of what is chosen from all entities: all that `planned` leaves of them.
PLANNED = "planned"
_NOWHERE = Address("")


def changed_records(memory: Memory) -> set[str]:
    """Give the names under which records are read that are no longer what they were."""
    found: set[str] = set()
    for made in memory.changed:
        old, new = map(record_of, made)
        found.update(_names_of(old, new))
        found.update(_names_of(new, old))
    return found


def _names_of(record: object, other: object) -> Iterator[str]:
    """Give the names under which a record is read, and those of what it says and another does not.

    The other is the same record before or after a change, or None.
    """
    if isinstance(record, Entity):
        yield from _with_all(ENTITY, record.id)
        before = other if isinstance(other, Entity) else None
        if before is None or before.names != record.names:
            yield NAMES
        if before is None or planned(before) != planned(record):
            yield PLANNED
        # A contract is read with its name and all its facts by each of its parties.
        yield from _with_all(CONTRACTS, *(id for ids in record.parties.values() for id in ids))
        known = {fact.ref: fact for fact in before.facts} if before else {}
        facts = [fact for fact in record.facts if not fact.retired and known.get(fact.ref) != fact]
        yield from _with_all(TIES, *(id for fact in facts for id, _, _ in names_in(fact)))
        yield from _with_all(CITED, *(it.source for fact in facts for it in fact.citations))
    elif isinstance(record, Source):
        yield from _with_all(SOURCE, record.id)
    elif isinstance(record, Disagreement):
        yield from _with_all(DISAGREEMENT, record.id)
        yield from _with_all(CLASHES, *record.facts)
    elif isinstance(record, Derived):
        yield from _with_all(DERIVED, record.id)
        yield from _with_all(FORMULAS, *(ref.partition("/")[0] for ref in record.members))


def planned(entity: Entity) -> Entity:
    """Give what of an entity is looked at where something is chosen from all: not its words.

    When a fact was compared is looked at where it was withdrawn.
    """
    facts = tuple(
        fact._replace(
            statement="",
            inferred="",
            reading="",
            state_reason="",
            note="",
            verified=fact.verified if fact.retired else None,
            verified_text="",
            fingerprint="",
            line=0,
            address=_NOWHERE,
            citations=tuple(
                citation._replace(
                    line=0, quote="", prefix="", inferred="", start=None, end=None, address=_NOWHERE
                )
                for citation in fact.citations
            ),
        )
        for fact in entity.facts
    )
    return entity._replace(full_name="", aliases=(), summary="", address=_NOWHERE, facts=facts)


def _with_all(prefix: str, *keys: str) -> Iterator[str]:
    if keys:
        yield prefix + ALL
        for key in keys:
            yield prefix + key


def noted_of(book: Factbook) -> dict[str, str]:
    """Give the values that belong to no single record, by the name they are read under."""
    found = {SITE: _digest(book.site), UNREAD: " ".join(sorted(book.unread)), AS_OF: book.as_of}
    found |= {CHANGELOG + ref: _digest(it) for ref, it in book.changes_of.raw.items()}
    found[CHANGELOG + ALL] = _digest(book.changelog)
    for table in fields(Vocabulary):
        rows = getattr(book.vocabulary, table.name)
        found |= {f"{table.name}:{key}": _digest(row) for key, row in rows.raw.items()}
        # The order of a table is part of it.
        found[f"{table.name}:{ALL}"] = _digest(tuple(rows.raw))
    return found


def changed_values(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Give the names whose values have changed, have come or have gone."""
    found: set[str] = set()
    for name in {*before, *now}:
        if before.get(name) != now.get(name):
            found.add(name)
            prefix, colon, _ = name.partition(":")
            if colon:
                found.add(prefix + colon + ALL)
    found.update(_days_passed(before.get(AS_OF, ""), now.get(AS_OF, "")))
    return found


def _days_passed(before: str, now: str) -> Iterator[str]:
    """Give the names of the days of which it has changed whether they have passed."""
    if bool(before) != bool(now):
        yield PASSED + ALL
    elif before and now:
        day, last = sorted((date.fromisoformat(before), date.fromisoformat(now)))
        while day < last:
            yield PASSED + day.isoformat()
            day += timedelta(days=1)


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
