"""How entities are pickled: their facts column by column, as plain cells.

An entity is pickled when its file has been read, and unpickled when it is asked for; of all that
is pickled, its facts are the most by far. The addresses of facts and citations are told by their
places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, repeat
from typing import Any

from factbook.model import (
    ChoiceValue,
    Citation,
    Entity,
    EntityValue,
    Fact,
    PlaceValue,
    Stamp,
    TextValue,
    Value,
)
from factbook.period import Period
from factbook.problem import Address
from factbook.quantity import Quantity

_VALUE, _WHEN, _CITATIONS, _VERIFIED = map(
    Fact._fields.index, ("value", "when", "citations", "verified")
)
# A value is kept with its place here.
_KINDS = (Quantity, Period, EntityValue, PlaceValue, ChoiceValue, TextValue)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_Columns = Sequence[Sequence[Any]]
# As Address(), Citation() and Fact() do it, sooner.
_new = tuple.__new__


def reduced(entity: Entity) -> tuple[Any, ...]:
    """Give what pickle makes an entity of again: a function, and what to call it with."""
    *head, facts, address = entity
    columns: list[Sequence[Any]] = list(zip(*facts, strict=True))
    del columns[-1:]
    cited: _Columns = []
    if facts:
        citations = columns[_CITATIONS]
        cited = list(zip(*[it for some in citations for it in some], strict=True))[:-1]
        columns[_VALUE] = [value and _plain(value) for value in columns[_VALUE]]
        columns[_WHEN] = [when and tuple(when) for when in columns[_WHEN]]
        columns[_CITATIONS] = [len(some) for some in citations]
        columns[_VERIFIED] = [stamp and tuple(stamp) for stamp in columns[_VERIFIED]]
    return _unpickled, (tuple(head), columns, cited, address.file)


def _plain(value: Value) -> tuple[Any, ...]:
    if isinstance(value, Quantity):
        bound, low, high, unit = value
        return 0, bound, low if low is None else str(low), high if high is None else str(high), unit
    return _NUMBERS[type(value)], *value


def _valued(cells: tuple[Any, ...]) -> Any:
    if cells[0]:
        return _new(_KINDS[cells[0]], cells[1:])
    _, bound, low, high, unit = cells
    return _new(Quantity, (bound, low and Decimal(low), high and Decimal(high), unit))


def _unpickled(head: Sequence[Any], columns: _Columns, cited: _Columns, file: str) -> Entity:
    if columns:
        counts, addresses = columns[_CITATIONS], _addresses(file, len(columns[0]))
        citations = map(_new, repeat(Citation), _with(cited, _cited_at(addresses, counts)))
        columns = list(columns)
        columns[_VALUE] = [value and _valued(value) for value in columns[_VALUE]]
        columns[_WHEN] = [when and _new(Period, when) for when in columns[_WHEN]]
        columns[_CITATIONS] = [tuple(islice(citations, count)) for count in counts]
        columns[_VERIFIED] = [stamp and _new(Stamp, stamp) for stamp in columns[_VERIFIED]]
        columns.append(addresses)
    facts = tuple(map(_new, repeat(Fact), zip(*columns, strict=True)))
    return _new(Entity, (*head, facts, Address(file)))


def _addresses(file: str, count: int) -> list[Address]:
    return [_new(Address, (file, ("facts", index), "value")) for index in range(count)]


def _cited_at(addresses: Sequence[Address], counts: Sequence[int]) -> Iterator[Address]:
    for (file, path, part), count in zip(addresses, counts, strict=True):
        for number in range(count):
            yield _new(Address, (file, (*path, "cite", number), part))


def _with(columns: _Columns, last: Iterator[Any]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of columns and one more."""
    return zip(*columns, last, strict=True) if columns else iter(())
