"""Reads ranges: 3 bis 4 Billionen, zwischen 3 und 4, 5-10; and tells them from changes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factbook.quantity import Quantity
from factbook.reading.amount import Amount, Unread
from factbook.reading.amounts import amount_at
from factbook.reading.bounds import before, bound_behind, direction
from factbook.reading.counted import Counted, counted
from factbook.reading.found import FoundQuantity
from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.units import Units

_DASHES = frozenset("-–—‐‑")


class Step(NamedTuple):
    """What was found at a token, and the token where reading goes on."""

    found: tuple[FoundQuantity, ...]
    after: int


def range_end(
    tokens: Sequence[Token],
    taken: Sequence[bool],
    amount: Amount,
    what: Counted,
    language: Language,
) -> int | None:
    """Find the token where the second amount of a range begins: 3 bis 4, zwischen 3 und 4, 3–4."""
    if amount.vague or amount.is_multiple:
        return None
    joints = (amount.after,) if amount.after == what.after else (amount.after, what.after)
    for joint in joints:
        if joint + 1 >= len(tokens):
            break
        if taken[joint] or taken[joint + 1] or not tokens[joint + 1].shape.opens:
            continue
        word = tokens[joint].shape.word
        is_between = (
            word in language.ranges.and_
            and what.first > 0
            and tokens[what.first - 1].shape.word in language.ranges.between
        )
        if word in language.ranges.to or is_between:
            return joint + 1
        # With a unit before it, a dash is a dash: "5 GPUs – 4 davon".
        if word in _DASHES and joint == amount.after and not (what.unit and what.is_adjacent):
            return joint + 1
    return None


def is_change(tokens: Sequence[Token], what: Counted, second: int, language: Language) -> bool:
    """Tell a change from a range: "rose by 30 billion dollars to 64 billion dollars"."""
    lead = tokens[what.first - 1].shape.word if what.first else ""
    return (
        tokens[second - 1].shape.word in language.ranges.of_change
        and second - 1 == what.after
        and bool(what.unit)
        and (
            lead in language.ranges.from_
            or lead in language.directions.by
            or lead in language.directions.gains
        )
    )


def range_of(
    text: str,
    tokens: Sequence[Token],
    amount: Amount,
    what: Counted,
    index: int,
    language: Language,
    units: Units,
) -> Step:
    """Read a range whose amounts share scale and unit where only the second tells them."""
    is_dash = tokens[index - 1].shape.text in _DASHES
    second = amount_at(text, tokens, index, language, ends_range=is_dash)
    if isinstance(second, Unread):
        return Step((), second.after)
    other = counted(text, tokens, second, language, units)
    if other is None or second.low is None or amount.low is None:
        return Step((), second.after)
    own_unit = what.unit if what.is_adjacent and what.after <= index else ""
    after = max(other.after, second.after)
    if own_unit and other.unit and own_unit != other.unit:
        return Step((), after)
    unit, low, high = other.unit or own_unit, amount.low, second.low
    first = what.first if own_unit else amount.first
    lead = tokens[first - 1].shape.word if first else ""
    if tokens[index - 1].shape.word in language.ranges.of_change and (
        own_unit
        or lead in language.ranges.from_ | language.directions.by | language.directions.gains
    ):
        # "from 3 to 4" may be a range or a rise.
        return Step((), after)
    if second.is_scaled and not amount.is_scaled and not second.is_closed:
        factor = _scale_of(tokens, second)
        if low >= high / factor:
            return Step((), after)
        low *= factor
    if low >= high or (is_dash and tokens[index].start - tokens[index - 2].end > 1):
        return Step((), after)
    starts_between = lead in language.ranges.between or lead in language.ranges.from_
    begin = first - 1 if starts_between else first
    ahead = before(tokens, begin, after, low, bool(unit), other.is_measure, language)
    if ahead is None or ahead.bound or bound_behind(tokens, other.after, bool(unit), language):
        return Step((), after)
    start = min(what.start if own_unit else amount.start, tokens[first].start)
    if lead in language.ranges.between:
        start = tokens[begin].start
    found = FoundQuantity(
        start,
        max(other.end, second.end),
        Quantity(None, low, high, unit),
        tuple(sorted({*amount.numerals, *second.numerals})),
        direction(tokens, begin, other.after, language),
    )
    return Step((found,), after)


def _scale_of(tokens: Sequence[Token], amount: Amount) -> Decimal:
    scale = tokens[amount.after - 1].shape.scale
    return scale if scale is not None else Decimal(1)
