"""What has changed between two factbooks, fact by fact: data, for `show` to print.

Lines of quotes, the order of keys and layout are no change: nothing is said differently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from factbook.coverage import Coverage, coverage_of
from factbook.derived import result
from factbook.model import Derived, Disagreement, Entity, Fact, Factbook, Roles, Source
from factbook.quantity import Quantity, written

_Thing = TypeVar("_Thing")
# What a reader may have quoted from a fact; all else may change without being told.
SAID = ("property", "value", "bound", "state", "when", "scope", "claimed_by", "involves")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing of a record that was changed: what, and its texts; "" where there is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, removed or changed; `title` is what it says in a line."""

    ref: str
    title: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The records of one sort that differ, each sorted by its id."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of a source is told: numerals and sentences, before and after; None if absent."""

    source: str
    before: Coverage | None
    after: Coverage | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two factbooks. Withdrawn facts are not among the changed ones."""

    facts: Changes
    withdrawn: tuple[Change, ...]
    verified: tuple[str, ...]
    disagreements: Changes
    derived: Changes
    entities: Changes
    sources: Changes
    coverage: tuple[Covered, ...]
    # Records that cannot be read, before or after, and so were not compared.
    unread: tuple[str, ...]
    # Facts that say something else now, and no new entry of the changelog names them.
    untold: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs that a reader would see."""
        parts = (self.facts, self.disagreements, self.derived, self.entities, self.sources)
        return all(part.is_empty for part in parts) and not (self.withdrawn or self.verified)


def difference(before: Factbook, after: Factbook) -> Difference:
    """Compare two factbooks."""
    unread = before.unread | after.unread
    withdrawn = {ref for ref, fact in after.facts.items() if fact.retired and _stands(before, ref)}
    facts = _changes(
        {ref: fact for ref, fact in before.facts.items() if fact.entity not in unread},
        {ref: fact for ref, fact in after.facts.items() if fact.entity not in unread},
        lambda fact, _: fact.statement,
        _fact_texts,
        (before, after),
        withdrawn,
    )
    changed = {change.ref for change in (*facts.added, *facts.changed)} | withdrawn
    return Difference(
        facts,
        tuple(
            Change(
                ref, after.facts[ref].statement, (Field("retired", "", after.facts[ref].retired),)
            )
            for ref in sorted(withdrawn)
        ),
        tuple(
            ref
            for ref, fact in sorted(after.facts.items())
            if ref in before.facts
            and ref not in changed
            and fact.verified_text != before.facts[ref].verified_text
        ),
        _changes(
            before.disagreements, after.disagreements, _title, _disagreement_texts, (before, after)
        ),
        _changes(before.derived, after.derived, _label, _derived_texts, (before, after)),
        _changes(
            {name: entity for name, entity in before.entities.items() if name not in unread},
            {name: entity for name, entity in after.entities.items() if name not in unread},
            lambda entity, _: entity.name,
            _entity_texts,
            (before, after),
        ),
        _changes(
            before.sources,
            after.sources,
            lambda source, _: source.title,
            _source_texts,
            (before, after),
        ),
        tuple(_coverage(before, after)),
        tuple(sorted(unread)),
        tuple(_untold(before, after, facts.changed)),
    )


def _untold(before: Factbook, after: Factbook, changed: tuple[Change, ...]) -> Iterator[str]:
    known = {(entry.on, entry.change) for entry in before.changes}
    told = {
        ref
        for entry in after.changes
        if (entry.on, entry.change) not in known
        for ref in entry.facts
    }
    for change in changed:
        says_else = any(field.name in SAID for field in change.fields)
        if says_else and change.ref not in told:
            yield change.ref


def _stands(book: Factbook, ref: str) -> bool:
    return ref in book.facts and not book.facts[ref].retired


def _changes(
    before: Mapping[str, _Thing],
    after: Mapping[str, _Thing],
    title: Callable[[_Thing, Factbook], str],
    texts: Callable[[_Thing, Factbook], Texts],
    books: tuple[Factbook, Factbook],
    apart: set[str] | None = None,
) -> Changes:
    old, new = books
    changed = []
    for ref in sorted(before.keys() & after.keys() - (apart or set())):
        fields = tuple(_fields(texts(before[ref], old), texts(after[ref], new)))
        if fields:
            changed.append(Change(ref, title(after[ref], new), fields))
    return Changes(
        tuple(Change(ref, title(after[ref], new)) for ref in sorted(after.keys() - before.keys())),
        tuple(Change(ref, title(before[ref], old)) for ref in sorted(before.keys() - after.keys())),
        tuple(changed),
    )


def _fields(before: Texts, after: Texts) -> Iterator[Field]:
    for name in dict.fromkeys((*after, *before)):
        if before.get(name, "") != after.get(name, ""):
            yield Field(name, before.get(name, ""), after.get(name, ""))


def _fact_texts(fact: Fact, _: Factbook) -> Texts:
    texts = {
        "property": fact.property,
        "value": fact.value_text,
        "bound": _bound(fact),
        "state": fact.state,
        "when": fact.when_text,
        "anchor": fact.anchor,
        "statement": fact.statement,
        "scope": fact.scope,
        "claimed_by": ", ".join(fact.claimed_by),
        "involves": _roles(fact.involves),
        "part_of": fact.part_of,
        "inferred": fact.inferred,
        "reading": fact.reading,
        "state_reason": fact.state_reason,
        "note": fact.note,
        "retired": fact.retired,
        "replaced_by": fact.replaced_by,
    }
    for citation in fact.citations:
        why = f" ({citation.inferred})" if citation.inferred else ""
        words = f"{citation.source}: {citation.quote}{why}"
        name = "quote" if citation.purpose == "value" else f"quote for {citation.purpose}"
        texts[name] = f"{texts[name]} | {words}" if name in texts else words
    return texts


def _bound(fact: Fact) -> str:
    if not isinstance(fact.value, Quantity):
        return ""
    is_range = fact.value.low is not None and fact.value.low != fact.value.high
    return fact.value.bound or ("range" if is_range else "exact")


def _title(disagreement: Disagreement, _: Factbook) -> str:
    return disagreement.title


def _disagreement_texts(disagreement: Disagreement, _: Factbook) -> Texts:
    return {
        "title": disagreement.title,
        "kind": disagreement.kind,
        "comparable": "yes" if disagreement.comparable else "no",
        "facts": ", ".join(disagreement.facts),
        "note": disagreement.note,
        "settle": disagreement.settle,
    }


def _label(derived: Derived, book: Factbook) -> str:
    value = result(book, derived)
    return f"{derived.label}: {written(value)}" if value else derived.label


def _derived_texts(derived: Derived, book: Factbook) -> Texts:
    value = result(book, derived)
    return {
        "result": written(value) if value else "",
        "label": derived.label,
        "formula": derived.formula,
        "members": ", ".join(derived.members),
        "warning": derived.warning,
        "allow": ", ".join(derived.allow),
    }


def _entity_texts(entity: Entity, _: Factbook) -> Texts:
    return {
        "kind": entity.kind,
        "name": entity.name,
        "full_name": entity.full_name,
        "aliases": ", ".join(alias.name for alias in entity.aliases),
        "summary": entity.summary,
        "mention": "yes" if entity.mention else "no",
        "parties": _roles(entity.parties),
        "key_figures": ", ".join(entity.key_figures),
        "not stated": " | ".join(asked.question for asked in entity.not_stated),
    }


def _source_texts(source: Source, _: Factbook) -> Texts:
    return {
        "text": source.seed.sha256[:12],
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "date": " ".join(part for part in (source.date, source.date_basis) if part),
        "language": source.language,
        "url": source.url,
        "kind": source.kind,
        "standing": source.standing,
        "licence": source.licence,
        "coverage": "complete" if source.complete else "open",
        "units": ", ".join(f"{word}: {unit}" for word, unit in source.units.items()),
        "commentary": ", ".join(
            f"{part.first}-{part.last} {part.speaker}" for part in source.commentary
        ),
        "set aside": ", ".join(
            f"{part.first}-{part.last}" + (f" {part.quote}" if part.quote else "")
            for part in source.set_aside
        ),
    }


def _roles(roles: Roles) -> str:
    return "; ".join(f"{role}: {', '.join(names)}" for role, names in sorted(roles.items()))


def _coverage(before: Factbook, after: Factbook) -> Iterator[Covered]:
    old, new = _accounts(before), _accounts(after)
    for name in sorted(old.keys() | new.keys()):
        yield Covered(name, old.get(name), new.get(name))


def _accounts(book: Factbook) -> dict[str, Coverage]:
    return {name: coverage_of(book, source) for name, source in book.sources.items()}
