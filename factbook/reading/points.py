"""A point in time as the words of any language tell it, before it is reckoned from a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Point(NamedTuple):
    """A point in time at its span of the text.

    The year is printed (`year`) or told from the source's own date (`year_offset`, 1 for "im
    kommenden Jahr"). `part` is Q1 to Q4, H1, H2, early, mid, end, FY, or "month end" and "month
    part", which only a word such as "by" makes a time. `weekday` counts from Monday, 0; `days`
    from the source's date. `is_past_month`: the last such month. A point with none of them is one
    that words alone do not tell: it stays unresolved. `is_bare`: a year with no word that makes it
    one.
    """

    start: int
    end: int
    year: int | None = None
    year_offset: int | None = None
    month: int | None = None
    day: int | None = None
    time: str = ""
    part: str = ""
    weekday: int | None = None
    days: int | None = None
    is_past_month: bool = False
    is_bare: bool = False
    # "in den kommenden drei Jahren" tells a number too, a date does not.
    is_span: bool = False
    # What it is by itself: "from" for ab sofort.
    form: str = ""

    @property
    def is_relative(self) -> bool:
        """Tell whether the words need another date to reckon from."""
        return self.year is None


def text_of(point: Point, today: date | None) -> str | None:
    """Write a point in the language of `when:`; None where it cannot be resolved.

    `today` is the source's own date, None if it has none.
    """
    if point.year is not None:
        return _with_year(point, point.year)
    if today is None:
        return None
    if point.days is not None:
        return (today + timedelta(days=point.days)).isoformat()
    if point.weekday is not None:
        return (today - timedelta(days=(today.weekday() - point.weekday) % 7)).isoformat()
    if point.is_past_month and point.month is not None:
        year = today.year if point.month <= today.month else today.year - 1
        return f"{year:04d}-{point.month:02d}"
    if point.year_offset is not None:
        return _with_year(point, today.year + point.year_offset)
    return None


def _with_year(point: Point, year: int) -> str | None:
    if point.part in ("early", "mid", "end"):
        return f"{point.part} {year:04d}"
    if point.part.startswith("month"):
        return None
    if point.part == "FY":
        return f"FY{year:04d}"
    if point.part:
        return f"{year:04d}-{point.part}"
    if point.month is None:
        return f"{year:04d}"
    if point.day is None:
        return f"{year:04d}-{point.month:02d}"
    time = f"T{point.time.zfill(5)}" if point.time else ""
    return f"{year:04d}-{point.month:02d}-{point.day:02d}{time}"
