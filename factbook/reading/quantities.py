"""Finds the quantities of a text: bound, amount, scale and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbook.quantity import Quantity, bounded, vague
from factbook.reading.amount import Amount, Unread
from factbook.reading.amounts import amount_at
from factbook.reading.bounds import before, bound_behind, direction
from factbook.reading.counted import Counted, counted
from factbook.reading.doubts import is_doubtful, past_alternatives
from factbook.reading.found import FoundQuantity
from factbook.reading.language import Language
from factbook.reading.ranges import Step, is_change, range_end, range_of
from factbook.reading.shape import Token
from factbook.reading.units import Units


def quantities_in(
    text: str,
    tokens: Sequence[Token],
    openers: Iterable[int],
    taken: Sequence[bool],
    language: Language,
    units: Units,
) -> Iterator[FoundQuantity]:
    """Give the quantities of a text in order.

    `openers` are the indexes of the tokens that may begin an amount; `taken` tells which tokens
    belong to times.
    """
    after = 0
    for index in openers:
        if index >= after and not taken[index]:
            found, after = _at(text, tokens, taken, index, language, units)
            yield from found


def _at(
    text: str,
    tokens: Sequence[Token],
    taken: Sequence[bool],
    index: int,
    language: Language,
    units: Units,
) -> Step:
    amount = amount_at(text, tokens, index, language)
    if isinstance(amount, Unread):
        return Step((), amount.after)
    if True in taken[index : amount.after]:
        return Step((), index + 1)
    what = counted(text, tokens, amount, language, units)
    if what is None:
        return Step((), amount.after)
    joint = range_end(tokens, taken, amount, what, language, units)
    if joint is not None and not is_change(tokens, what, joint, language):
        return range_of(text, tokens, amount, what, joint, language, units)
    if is_doubtful(tokens, taken, amount, what, language):
        return Step((), past_alternatives(text, tokens, amount.after, language))
    found = _bounded(tokens, amount, what, language)
    # Numerals between an amount and its noun are read for themselves too: vier 400 GB Anschlüsse.
    after = amount.after if what.numerals else what.after
    return Step((found,) if found else (), after if what.is_adjacent else amount.after)


def _bounded(
    tokens: Sequence[Token], amount: Amount, what: Counted, language: Language
) -> FoundQuantity | None:
    low = amount.low if amount.low is not None else 2 * amount.scale
    ahead = before(tokens, what.first, what.after, low, bool(what.unit), what.is_measure, language)
    if ahead is None:
        return None
    behind = bound_behind(tokens, what.after, bool(what.unit), language)
    if behind is None or (behind and ahead.bound):
        return None
    bound = behind or ahead.bound
    if amount.low is None:
        if bound:
            return None
        quantity = vague(amount.vague, amount.scale, what.unit)
    else:
        quantity = bounded(bound, amount.low, what.unit)
    return _found(tokens, ahead.first, amount, what, quantity, language)


def _found(
    tokens: Sequence[Token],
    first: int,
    amount: Amount,
    what: Counted,
    quantity: Quantity,
    language: Language,
) -> FoundQuantity:
    start = min(what.start, tokens[first].start)
    numerals = amount.numerals
    if what.numerals or len(numerals) > 1:
        numerals = tuple(sorted({*numerals, *what.numerals}))
    is_head = tokens[amount.first].shape.kind in ("compound", "several compound")
    return FoundQuantity(
        start,
        max(what.end, amount.end),
        quantity,
        numerals,
        "" if is_head else direction(tokens, first, what.after, language),
    )
