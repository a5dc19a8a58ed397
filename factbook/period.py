"""The language of `when:` and of dates: points and spans of time that keep their precision.

Points: `2019`, `2026-Q1`, `2025-H1`, `2026-03`, `2025-11-20`, `2025-09-24T08:04`, `early 2026`,
`mid 2026`, `end 2026`. Around a point: `from`, `until`, `until at least`, `by`; between two: `to`.
`FY2025` is a company's own year and has no calendar bounds. `unresolved, WORDS` says that the
source gives no date to reckon from.
"""

from __future__ import annotations

import calendar
import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from factbook.problem import Unreadable

FORMS = ("from", "until at least", "until", "by")
UNRESOLVED = "unresolved, "
# "early", "mid" and "end" of a year are read as its thirds.
_THIRDS = {"early": (1, 4), "mid": (5, 8), "end": (9, 12)}
_POINT = re.compile(
    r"(?P<third>early|mid|end) (?P<third_year>\d{4})"
    r"|(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<time>\d{2}:\d{2}))?)?))?"
)
_FISCAL = re.compile(r"FY\d{4}")
HELP = "write a time such as 2026, 2026-Q1, 2026-03, 2025-11-20, from 2026-03, by 2028 or end 2026"


class Period(NamedTuple):
    """A time as written, with its first and last moment as ISO dates, None when open.

    `form` is "point", "to", one of FORMS, "fiscal" or "unresolved"; the last two have no bounds.
    """

    text: str
    form: str
    start: str | None
    end: str | None


# Few times are written in a factbook, each of them often.
@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | Unreadable:
    """Read a `when:` such as `from 2026-03`; gives the period, or why it is none."""
    if text.startswith(UNRESOLVED) and text != UNRESOLVED:
        return Period(text, "unresolved", None, None)
    if _FISCAL.fullmatch(text):
        return Period(text, "fiscal", None, None)
    for form in FORMS:
        if text.startswith(f"{form} "):
            return _around(text, form)
    first, to, last = text.partition(" to ")
    start = _point(first)
    if isinstance(start, Unreadable):
        return start
    if not to:
        return Period(text, "point", *start)
    end = _point(last)
    if isinstance(end, Unreadable):
        return end
    if end[1] < start[0]:
        return Unreadable(f'"{text}" ends before it begins', "write the earlier time first")
    return Period(text, "to", start[0], end[1])


def same_time(one: Period, other: Period) -> bool:
    """Tell whether two periods say the same, whatever the spelling: by end 2028 and until 2028."""
    if "unresolved" in (one.form, other.form) or "fiscal" in (one.form, other.form):
        return one.text == other.text
    forms = {"until": "by"}
    return (forms.get(one.form, one.form), one.start, one.end) == (
        forms.get(other.form, other.form),
        other.start,
        other.end,
    )


def overlap(one: Period | None, other: Period | None) -> bool:
    """Tell whether two periods share a day, or one of them has no bounds."""
    if one is None or other is None:
        return True
    return _not_after(one.start, other.end) and _not_after(other.start, one.end)


def last_day(period: Period) -> str | None:
    """Give the last day of a period as YYYY-MM-DD, None for what is open and never passes."""
    last = period.end or (period.start if period.form == "from" else None)
    return None if last is None else last[:10]


def _around(text: str, form: str) -> Period | Unreadable:
    point = _point(text[len(form) + 1 :])
    if isinstance(point, Unreadable):
        return point
    start, end = point
    return Period(text, form, start if form == "from" else None, None if form == "from" else end)


def _point(text: str) -> tuple[str, str] | Unreadable:
    match = _POINT.fullmatch(text)
    if match is None:
        return Unreadable(f'"{text}" is not a time', HELP)
    if match["third"]:
        return _months(int(match["third_year"]), *_THIRDS[match["third"]])
    year = int(match["year"])
    if year == 0:
        return Unreadable(f'"{text}" is not a time', HELP)
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _months(year, last - 2, last)
    if match["half"]:
        last = 6 * int(match["half"])
        return _months(year, last - 5, last)
    if match["month"] is None:
        return _months(year, 1, 12)
    if match["day"] is None:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return Unreadable(f'"{text}" has no such month', HELP)
        return _months(year, month, month)
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return Unreadable(f'"{text}" is no day of the calendar', HELP)
    return text, text


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    final_day = calendar.monthrange(year, last)[1]
    return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{final_day:02d}"


def _not_after(start: str | None, end: str | None) -> bool:
    return start is None or end is None or start[:10] <= end[:10]
