"""How entities are pickled: without the addresses of facts and citations, which their places tell.

An entity is pickled when its file has been read, and unpickled when it is asked for; of all that
is pickled, its facts are the most by far.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factbook.model import Citation, Entity, Fact, Stamp
from factbook.problem import Address

_CITATIONS = Fact._fields.index("citations")
_VERIFIED = Fact._fields.index("verified")
# As Address(), Citation() and Fact() do it, sooner.
_new = tuple.__new__


def reduced(entity: Entity) -> tuple[Any, ...]:
    """Give what pickle makes an entity of again: a function, and what to call it with."""
    *head, facts, address = entity
    return _unpickled, (tuple(head), [_plain(fact) for fact in facts], address.file)


def _plain(fact: Fact) -> tuple[Any, ...]:
    cells = tuple(fact)
    return (
        cells[:_CITATIONS],
        [tuple(citation)[:-1] for citation in fact.citations],
        cells[_CITATIONS + 1 : _VERIFIED],
        fact.verified and tuple(fact.verified),
        cells[_VERIFIED + 1 : -1],
    )


def _unpickled(head: Sequence[Any], facts: Sequence[tuple[Any, ...]], file: str) -> Entity:
    found = []
    for index, (before, cited, between, stamp, behind) in enumerate(facts):
        path = ("facts", index)
        citations = [
            _new(Citation, (*cells, _new(Address, (file, (*path, "cite", number), "value"))))
            for number, cells in enumerate(cited)
        ]
        verified = stamp and _new(Stamp, stamp)
        address = _new(Address, (file, path, "value"))
        cells = (*before, tuple(citations), *between, verified, *behind, address)
        found.append(_new(Fact, cells))
    return _new(Entity, (*head, tuple(found), Address(file)))
