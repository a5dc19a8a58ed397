"""Choosing the facts to verify."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.model import Fact, Factbook
from factbook.shape import did_you_mean


def unstamped(book: Factbook) -> tuple[Fact, ...]:
    """Give every fact whose stamp is missing, malformed or stale."""
    return tuple(
        fact
        for fact in book.facts.values()
        if fact.verified is None or fact.verified.fingerprint != fact.fingerprint
    )


def chosen(book: Factbook, names: Sequence[str]) -> tuple[Fact, ...] | str:
    """Give the facts named by ENTITY/FACT or ENTITY, or what is wrong with a name."""
    if not names:
        return "name the facts to verify, such as aurora/length, or give --all"
    found: dict[str, Fact] = {}
    for name in names:
        if name in book.facts:
            found[name] = book.facts[name]
        elif name in book.entities:
            found |= {fact.ref: fact for fact in book.entities[name].facts}
        else:
            nearest = did_you_mean(name, [*book.facts, *book.entities])
            hint = f"; did you mean {nearest}?" if nearest else ""
            return f'there is no fact "{name}"{hint}'
    return tuple(found.values())
