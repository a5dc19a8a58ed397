"""Formulas over facts: sums, shares, ratios and differences, computed with their bounds.

The bound of a result follows from those of its members: a sum with a "more than" in it is more
than the sum of the amounts. Where the members' bounds point both ways there is no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from factbook.model import Derived, Fact, Factbook
from factbook.quantity import VAGUE, Quantity, bounded, in_base

PERCENT = "percent"
TIMES = "times"
# A calculated ratio is given to this many significant digits.
SIGNIFICANT_DIGITS = 3
# What a bound says of the true amount: it lies above (+1), below (-1) or near (0) the printed one.
_SIDES = {
    None: 0,
    "about": 0,
    "almost": -1,
    "less than": -1,
    "up to": -1,
    "more than": 1,
    "at least": 1,
}
_WORDS = {1: "more than", -1: "less than"}


def members(book: Factbook, derived: Derived) -> tuple[Fact, ...]:
    """Give the facts a formula is over, in its order; what does not exist is left out."""
    return tuple(book.facts[ref] for ref in derived.members if ref in book.facts)


def result(book: Factbook, derived: Derived) -> Quantity | None:
    """Compute a derived figure; None where its members give no amount or point both ways.

    A sum or a difference is in the members' base unit, a share in percent, a ratio in times.
    """
    amounts = [
        in_base(fact.value, book.vocabulary.units)
        for fact in members(book, derived)
        if isinstance(fact.value, Quantity) and fact.value.bound not in VAGUE
    ]
    if len(amounts) != len(derived.members) or len({amount.unit for amount in amounts}) != 1:
        return None
    if derived.formula == "sum":
        return _total(amounts)
    if len(amounts) != 2:
        return None
    first, second = amounts
    if derived.formula == "difference":
        return _total([first, _negative(second)])
    return _quotient(first, second, PERCENT if derived.formula == "share" else TIMES)


def _total(amounts: Sequence[Quantity]) -> Quantity | None:
    bound = _joint_bound(amounts)
    if bound is None:
        return None
    if any(_is_range(amount) for amount in amounts):
        if bound != "":
            return None
        lows = sum((_low(amount) for amount in amounts), Decimal(0))
        highs = sum((_high(amount) for amount in amounts), Decimal(0))
        return Quantity(None, lows, highs, amounts[0].unit)
    total = sum((_low(amount) for amount in amounts), Decimal(0))
    return bounded(bound or None, total, amounts[0].unit)


def _quotient(first: Quantity, second: Quantity, unit: str) -> Quantity | None:
    if _is_range(first) or _is_range(second) or not _low(second):
        return None
    bound = _joint_bound([first, _inverse(second)])
    if bound is None:
        return None
    with localcontext() as context:
        context.prec = SIGNIFICANT_DIGITS
        exact = first.unit == second.unit and unit == PERCENT
        quotient = _low(first) * (100 if exact else 1) / _low(second)
    return bounded(bound or None, quotient, unit)


def _joint_bound(amounts: Sequence[Quantity]) -> str | None:
    """Give the bound of a sum: "" exact, a bound word, or None where members point both ways."""
    sides = {_SIDES[amount.bound] for amount in amounts} - {0}
    if len(sides) > 1:
        return None
    bounds = {amount.bound for amount in amounts} - {None}
    if "about" in bounds:
        return "about"
    if bounds == {"almost"}:
        # Below the printed result, and near it: "about" would let it lie above.
        return "almost"
    return _WORDS[sides.pop()] if sides else ""


def _negative(amount: Quantity) -> Quantity:
    high = None if amount.low is None else -amount.low
    low = None if amount.high is None else -amount.high
    return Quantity(_turned(amount.bound), low, high, amount.unit)


def _inverse(amount: Quantity) -> Quantity:
    """Give an amount whose bound is that of 1/amount; its size does not matter."""
    return Quantity(_turned(amount.bound), amount.low, amount.high, amount.unit)


def _turned(bound: str | None) -> str | None:
    turned = {
        "more than": "less than",
        "at least": "up to",
        "less than": "more than",
        "up to": "at least",
    }
    # One over "almost x" is a little more than one over x: near it.
    return "about" if bound == "almost" else turned.get(bound or "", bound)


def _is_range(amount: Quantity) -> bool:
    return amount.low is not None and amount.high is not None and amount.low != amount.high


def _low(amount: Quantity) -> Decimal:
    value = amount.low if amount.low is not None else amount.high
    assert value is not None
    return value


def _high(amount: Quantity) -> Decimal:
    value = amount.high if amount.high is not None else amount.low
    assert value is not None
    return value
