"""Times reckoned from other times: three months after June 2025 is September 2025."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from factbook.period import Period, period_of
from factbook.problem import Unreadable
from factbook.quantity import Quantity

MONTHS_A_YEAR = 12


def shifted(start: Period, step: Quantity) -> Period | None:
    """Give the time that lies `step` after `start`, with the precision of `start`.

    A step is a whole, exact number of the units year, month or day. None where it is not, or where
    `start` is too coarse for it.
    """
    if step.bound is not None or step.low is None or step.low != step.high:
        return None
    if step.low != step.low.to_integral_value() or start.form != "point" or start.start is None:
        return None
    moved = _moved(start.text, start.start, step.low, step.unit)
    period = period_of(moved) if moved else None
    return None if period is None or isinstance(period, Unreadable) else period


def _moved(text: str, first: str, amount: Decimal, unit: str) -> str | None:
    day = date.fromisoformat(first[:10])
    if unit == "day" and len(text) == len("2025-11-20"):
        return (day + timedelta(days=int(amount))).isoformat()
    months = {"month": 1, "year": MONTHS_A_YEAR}.get(unit)
    if months is None:
        return None
    index = day.year * MONTHS_A_YEAR + day.month - 1 + months * int(amount)
    year, month = divmod(index, MONTHS_A_YEAR)
    if len(text) == len("2025"):
        return f"{year:04d}" if unit == "year" else None
    return f"{year:04d}-{month + 1:02d}" if len(text) == len("2025-06") else None
