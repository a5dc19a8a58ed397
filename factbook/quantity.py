"""The language of `value:` for quantities: bound, amount, scale, unit; what a bound means.

`[bound] amount [scale] unit` or `amount to amount [scale] unit`, or a vague amount such as
`several million CPU`, `hundreds of thousand GPU`, `two-digit million EUR`. Scales are short scale:
a billion is 10^9. Amounts are decimals, never floats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from factbook.problem import Unreadable

SCALES = {
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
BOUNDS = ("about", "almost", "more than", "less than", "at least", "up to")
DIGITS = {"one-digit": 1, "two-digit": 2, "three-digit": 3}
VAGUE = ("several", "tens of", "hundreds of", *DIGITS)

ABOUT_TOLERANCE = Decimal("0.1")
ALMOST_FLOOR = Decimal("0.9")
# Longer amounts are typing errors, and arithmetic on them would not be exact.
MOST_DIGITS = 20

_AMOUNT = r"-?\d+(?:\.\d+)?"
_SCALE = "|".join(SCALES)
_PLAIN = re.compile(
    rf"(?:(?P<bound>{'|'.join(BOUNDS)}) )?(?P<low>{_AMOUNT})(?: to (?P<high>{_AMOUNT}))?"
    rf"(?: (?P<scale>{_SCALE}))? (?P<unit>\S+)"
)
_VAGUE = re.compile(rf"(?P<bound>{'|'.join(VAGUE)})(?: (?P<scale>{_SCALE}))? (?P<unit>\S+)")
HELP = "write [bound] amount [scale] unit, such as  about 38 billion USD"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the vocabulary: one of it is `factor` of its `base` (1 GW is 10^9 W)."""

    id: str
    base: str
    factor: Decimal


class Quantity(NamedTuple):
    """An amount with its bound; `low` and `high` are scaled, in the printed unit, None when open.

    `bound` is None when the amount is exact or a range. `unit` is a vocabulary id, or "" where
    words name none.
    """

    bound: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Interval:
    """The amounts a quantity may stand for when it is compared, in the base unit."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool


def quantity_of(text: str, units: Mapping[str, Unit]) -> Quantity | Unreadable:
    """Read a `value:` such as `more than 1000 GPU`; gives the quantity, or why it is none."""
    if match := _PLAIN.fullmatch(text):
        return _plain(match, units)
    if match := _VAGUE.fullmatch(text):
        unit = match["unit"]
        if unit not in units:
            return _unknown_unit(unit, units)
        return vague(match["bound"], SCALES.get(match["scale"] or "", Decimal(1)), unit)
    return Unreadable(f'"{text}" is not a quantity', HELP)


def bounded(bound: str | None, amount: Decimal, unit: str) -> Quantity:
    """Make the quantity of one amount with its bound (one of BOUNDS, or None for exact)."""
    if bound in ("almost", "less than", "up to"):
        return Quantity(bound, None, amount, unit)
    if bound in ("more than", "at least"):
        return Quantity(bound, amount, None, unit)
    return Quantity(bound, amount, amount, unit)


def vague(bound: str, scale: Decimal, unit: str) -> Quantity:
    """Make a vague amount (one of VAGUE) of a scale: several million is from 2 million up."""
    if bound == "several":
        return Quantity(bound, 2 * scale, None, unit)
    if bound in DIGITS:
        digits = DIGITS[bound]
        return Quantity(bound, 10 ** (digits - 1) * scale, 10**digits * scale, unit)
    lowest = 10 if bound == "tens of" else 100
    return Quantity(bound, lowest * scale, 10 * lowest * scale, unit)


def in_base(quantity: Quantity, units: Mapping[str, Unit]) -> Quantity:
    """Convert to the base unit: almost 7 GW becomes almost 7 000 000 000 W."""
    unit = units[quantity.unit]
    return Quantity(
        quantity.bound,
        None if quantity.low is None else quantity.low * unit.factor,
        None if quantity.high is None else quantity.high * unit.factor,
        unit.base,
    )


def interval(quantity: Quantity) -> Interval:
    """Give what a quantity may stand for when compared: about x is x within 10 %, and so on."""
    low, high = quantity.low, quantity.high
    if quantity.bound == "about" and low is not None and high is not None:
        spread = abs(low) * ABOUT_TOLERANCE
        return Interval(low - spread, True, high + spread, True)
    if quantity.bound == "almost" and high is not None:
        return Interval(high * ALMOST_FLOOR, True, high, False)
    if quantity.bound == "more than":
        return Interval(low, False, None, False)
    upper_excluded = quantity.bound == "less than" or quantity.bound in VAGUE
    return Interval(low, True, high, not upper_excluded)


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of the same base unit can both be right."""
    first, second = interval(one), interval(other)
    return _below(first, second) and _below(second, first)


def plain(amount: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros: 1.50 is 1.5, 1E+3 is 1000."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(quantity: Quantity) -> str:
    """Write a quantity as an editor would: the inverse of `quantity_of`, in its usual form."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    if quantity.bound in VAGUE:
        scale = (quantity.low or Decimal(0)) / (vague(quantity.bound, Decimal(1), "").low or 1)
        name = next((f" {word}" for word, factor in SCALES.items() if factor == scale), "")
        return f"{quantity.bound}{name}{unit}"
    amounts = [amount for amount in (quantity.low, quantity.high) if amount is not None]
    divisor, scale_word = scale_of(max((abs(amount) for amount in amounts), default=Decimal(0)))
    bound = f"{quantity.bound} " if quantity.bound else ""
    shown = list(dict.fromkeys(plain(amount / divisor) for amount in amounts))
    return f"{bound}{' to '.join(shown)}{scale_word}{unit}"


def scale_of(amount: Decimal) -> tuple[Decimal, str]:
    """Give the divisor and the word to write an amount with: (10^9, " billion") for 38 * 10^9."""
    for word in ("trillion", "billion", "million"):
        if amount >= SCALES[word]:
            return SCALES[word], f" {word}"
    return Decimal(1), ""


def _plain(match: re.Match[str], units: Mapping[str, Unit]) -> Quantity | Unreadable:
    unit, bound = match["unit"], match["bound"]
    if unit not in units:
        return _unknown_unit(unit, units)
    if max(len(match["low"]), len(match["high"] or "")) > MOST_DIGITS:
        return Unreadable("the amount has too many digits", "use a scale such as million")
    scale = SCALES.get(match["scale"] or "", Decimal(1))
    low = Decimal(match["low"]) * scale
    if match["high"] is None:
        return bounded(bound, low, unit)
    high = Decimal(match["high"]) * scale
    if bound is not None:
        return Unreadable(f'a range takes no "{bound}"', "write  amount to amount unit")
    if high <= low:
        return Unreadable("the range ends before it begins", "write the smaller amount first")
    return Quantity(None, low, high, unit)


def _unknown_unit(unit: str, units: Mapping[str, Unit]) -> Unreadable:
    folded = [known for known in units if known.casefold() == unit.casefold()]
    if folded:
        return Unreadable(f'"{unit}" is not a unit', f"write  {folded[0]}")
    return Unreadable(
        f'"{unit}" is not a unit', "use a unit of facts/vocabulary/units.yml, or add it there"
    )


def _below(one: Interval, other: Interval) -> bool:
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (
        one.low == other.high and one.low_included and other.high_included
    )
