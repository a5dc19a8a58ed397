"""Makes periods of the points in time of a text: from, until, by, between; resolved or in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factbook.period import UNRESOLVED, Period, period_of
from factbook.problem import Unreadable
from factbook.reading.found import FoundPeriod, Numeral
from factbook.reading.points import Point, text_of
from factbook.reading.shape import Shape, Token

LONGEST_RELATION = 40


class Calendar(NamedTuple):
    """How a language tells times: its points, and the words before and between them.

    `points_in` finds the points of a text that begin with the tokens `starts_point` picks.
    `relations` matches at the end of the words before a point; its group names are from, until,
    atleast, by, doubt (no period is read), span (von, zwischen) and beside (im, am: nothing more).
    `to` and `or_` match all that stands between two points, `between_and` only after "zwischen".
    """

    starts_point: Callable[[Shape], bool]
    points_in: Callable[[str, Iterable[Token]], Iterator[Point]]
    relations: re.Pattern[str]
    to: re.Pattern[str]
    between_and: re.Pattern[str]
    alternative: re.Pattern[str]
    onwards: re.Pattern[str]


def periods_of(
    text: str,
    points: Sequence[Point],
    numerals: Sequence[Numeral],
    today: date | None,
    calendar: Calendar,
) -> Iterator[FoundPeriod]:
    """Give the periods that the points of a text make, reckoned from `today` where need be."""
    index = 0
    while index < len(points):
        point = points[index]
        last = points[index + 1] if index + 1 < len(points) else None
        relation = _relation(text, point, calendar)
        joint = "" if last is None else text[point.end : last.start]
        if last is not None and _is_span(joint, relation, calendar):
            yield _span(text, point, last, relation, numerals, today)
            index += 2
        elif last is not None and calendar.alternative.fullmatch(joint):
            yield _period(text, point.start, last.end, None, True, numerals)
            index += 2
        else:
            yield _single(text, point, relation, numerals, today, calendar)
            index += 1


def _relation(text: str, point: Point, calendar: Calendar) -> re.Match[str] | None:
    return calendar.relations.search(text, max(0, point.start - LONGEST_RELATION), point.start)


def _is_span(joint: str, relation: re.Match[str] | None, calendar: Calendar) -> bool:
    name = relation.lastgroup if relation else ""
    if name == "between":
        return calendar.between_and.fullmatch(joint) is not None
    return name in ("", "span", "beside", "from") and calendar.to.fullmatch(joint) is not None


def _span(
    text: str,
    point: Point,
    last: Point,
    relation: re.Match[str] | None,
    numerals: Sequence[Numeral],
    today: date | None,
) -> FoundPeriod:
    first, second = text_of(point, today), text_of(last, today)
    start = relation.start() if relation else point.start
    written = None if first is None or second is None else f"{first} to {second}"
    is_relative = point.is_relative or last.is_relative
    return _period(text, start, last.end, written, is_relative, numerals)


def _single(
    text: str,
    point: Point,
    relation: re.Match[str] | None,
    numerals: Sequence[Numeral],
    today: date | None,
    calendar: Calendar,
) -> FoundPeriod:
    name = relation.lastgroup if relation else ""
    start = relation.start() if relation else point.start
    end = point.end
    is_month_end = point.part == "month end" and name in ("until", "by")
    told = point._replace(part="") if is_month_end else point
    written = text_of(told, today)
    onwards = calendar.onwards.match(text, end)
    if onwards and name == "span":
        name, end = "from", onwards.end()
    if name == "beside" and not point.is_relative:
        start = point.start
    if name == "doubt":
        written = None
    elif name in ("span", "between"):
        # "Zahlen von 2024": without an end it is no span, the point alone is told.
        start = point.start
    form = _form(name or "", point)
    if written is not None and form:
        written = f"{form} {written}"
    return _period(text, start, end, written, point.is_relative, numerals)


def _form(name: str, point: Point) -> str:
    if name == "until":
        return "by" if point.part in ("end", "month end") else "until"
    forms = {"from": "from", "atleast": "until at least", "by": "by"}
    return forms.get(name, point.form)


def _period(
    text: str,
    start: int,
    end: int,
    written: str | None,
    is_relative: bool,
    numerals: Sequence[Numeral],
) -> FoundPeriod:
    """Make the period; words that give none, such as "nach 2030", stay as they are."""
    period = None if written is None else period_of(written)
    if period is None or isinstance(period, Unreadable):
        period = Period(f"{UNRESOLVED}{text[start:end]}", "unresolved", None, None)
        is_relative = True
    first = bisect_left(numerals, start, key=_start_of)
    last = bisect_left(numerals, end, key=_start_of)
    inside = tuple((numeral.start, numeral.end) for numeral in numerals[first:last])
    return FoundPeriod(start, end, period, is_relative, inside)


def _start_of(numeral: Numeral) -> int:
    return numeral.start
