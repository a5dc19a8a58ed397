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

HUNDRED = 100
_DASHES = frozenset("-–—‐‑")
# A currency before an amount has no more parts: US $.
MOST_SIGNS = 2


class Joint(NamedTuple):
    """Where two amounts meet: the token between them, and the one where the second begins."""

    word: int
    second: int


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
    units: Units,
) -> Joint | None:
    """Find where the second amount of a range begins: 3 bis 4, zwischen 3 und 4, 3–4, $3 to $4."""
    if amount.vague or amount.is_multiple:
        return None
    joints = (amount.after,) if amount.after == what.after else (amount.after, what.after)
    for joint in joints:
        if joint + 1 >= len(tokens):
            break
        if _joins(tokens, joint, amount, what, language):
            second = _past_currency(tokens, joint + 1, units)
            if not taken[joint] and not taken[second] and tokens[second].shape.opens:
                return Joint(joint, second)
    return None


def _joins(
    tokens: Sequence[Token], joint: int, amount: Amount, what: Counted, language: Language
) -> bool:
    """Tell whether a word may join an amount before it with one behind: bis, zwischen ... und."""
    word = tokens[joint].shape.word
    if word in language.ranges.to:
        return True
    if word in language.ranges.and_:
        return what.first > 0 and tokens[what.first - 1].shape.word in language.ranges.between
    # With a unit before it, a dash is a dash: "5 GPUs – 4 davon". A currency stands elsewhere.
    has_unit_behind = bool(what.unit) and what.is_adjacent and what.first == amount.first
    return word in _DASHES and joint == amount.after and not has_unit_behind


def _past_currency(tokens: Sequence[Token], index: int, units: Units) -> int:
    """Give the token after the currency that begins at a token: $ 4; that token if none does."""
    for after in range(index + 1, min(index + MOST_SIGNS + 1, len(tokens))):
        found = units.ending_at(tokens, after)
        if found is not None and found[1] == index:
            return after
    return index


def is_change(tokens: Sequence[Token], what: Counted, joint: Joint, language: Language) -> bool:
    """Tell a change from a range: "rose by 30 billion dollars to 64 billion dollars"."""
    lead = tokens[what.first - 1].shape.word if what.first else ""
    return (
        tokens[joint.word].shape.word in language.ranges.of_change
        and joint.word == what.after
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
    joint: Joint,
    language: Language,
    units: Units,
) -> Step:
    """Read the range of two amounts that meet at a joint, or leave both of them unread.

    They share scale and unit where only the second tells them.
    """
    is_dash = tokens[joint.word].shape.text in _DASHES
    second = amount_at(text, tokens, joint.second, language, ends_range=is_dash)
    if isinstance(second, Unread):
        return Step((), second.after)
    other = counted(text, tokens, second, language, units)
    width = tokens[joint.word + 1].start - tokens[joint.word - 1].end
    if other is None or (is_dash and width > 1):
        return Step((), second.after)
    after = max(other.after, second.after)
    own_unit = what.unit if what.is_adjacent and what.after <= joint.word else ""
    ends = _ends(tokens, amount, second)
    if ends is None or (own_unit and other.unit and own_unit != other.unit):
        return Step((), after)
    first = what.first if own_unit else amount.first
    lead = tokens[first - 1].shape.word if first else ""
    shares_scale = second.is_scaled and not amount.is_scaled
    if tokens[joint.word].shape.word in language.ranges.of_change and (
        (own_unit and not shares_scale)
        or lead in language.ranges.from_ | language.directions.by | language.directions.gains
    ):
        # "from 3 to 4" may be a range or a rise.
        return Step((), after)
    unit = other.unit or own_unit
    is_led = lead in language.ranges.between or lead in language.ranges.from_
    begin = first - 1 if is_led else first
    ahead = before(tokens, begin, after, ends[0], bool(unit), other.is_measure, language)
    behind = bound_behind(tokens, other.after, bool(unit), language)
    if ahead is None or ahead.bound or behind != "":
        return Step((), after)
    start = tokens[begin if lead in language.ranges.between else first].start
    found = FoundQuantity(
        min(start, what.start if own_unit else amount.start),
        max(other.end, second.end),
        Quantity(None, *ends, unit),
        tuple(sorted({*amount.numerals, *second.numerals})),
        direction(tokens, begin, other.after, language),
    )
    return Step((found,), after)


def _ends(
    tokens: Sequence[Token], amount: Amount, second: Amount
) -> tuple[Decimal, Decimal] | None:
    """Give the lower and the upper end of a range, None where it is not sure."""
    low, high = amount.low, second.low
    if low is None or high is None:
        return None
    if second.is_scaled and not amount.is_scaled and not second.is_closed:
        factor = tokens[second.after - 1].shape.scale or Decimal(1)
        if low >= high / factor:
            return None
        low *= factor
    elif not amount.is_scaled and _may_share_hundreds(tokens[second.first], low, high):
        return None
    return (low, high) if low < high else None


def _may_share_hundreds(token: Token, low: Decimal, high: Decimal) -> bool:
    """Tell "zwei bis dreihundert", which may be from two or from two hundred."""
    is_spelled = token.shape.kind == "cardinal"
    return is_spelled and low < HUNDRED <= high and high % HUNDRED == 0
