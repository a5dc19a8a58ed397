"""Finds points in time by the patterns of a language; the patterns are in `points_de`, `points_en`.

What a pattern tells lies in its named groups: year, relative (a word such as kommend), this (the
source's year), month or name, day, time, count, kind (quarter or half), fiscal, third, near,
weekday. Patterns whose name no reader here knows are words that tell no point by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from factbook.reading.points import Point

# Patterns whose numbers may be amounts too: drei Monate später.
_SPANS = frozenset(("span", "later", "after", "ago", "view", "ahead", "within"))
_GROUP_NAME = re.compile(r"[(][?]P<[a-z]+>")


@dataclass(frozen=True)
class PointWords:
    """The patterns and words of a language. At one place of a text the first that fits is taken.

    `is_past_month` tells whether a month without a year is surely the last such month, `future`
    finds words that make "on Wednesday" one to come, `since` those before the start of a year.
    """

    patterns: Mapping[str, re.Pattern[str]]
    any: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    year_offsets: Mapping[str, int]
    counts: Mapping[str, int]
    thirds: Mapping[str, str]
    near: Mapping[str, int]
    usual_days: frozenset[str]
    future: re.Pattern[str]
    since: re.Pattern[str]
    is_past_month: Callable[[str, re.Match[str]], bool]


def compiled(patterns: Mapping[str, str]) -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Compile each pattern, and all of them as one that finds where any of them fits."""
    alternatives = (
        f"(?P<{name}>{_GROUP_NAME.sub('(?:', pattern)})" for name, pattern in patterns.items()
    )
    each = {name: re.compile(pattern) for name, pattern in patterns.items()}
    return each, re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})")


def points_by(words: PointWords, text: str) -> Iterator[Point]:
    """Give the points in time of a text, in order and without overlaps."""
    for found in words.any.finditer(text):
        name = found.lastgroup or ""
        match = words.patterns[name].match(text, found.start())
        if match is not None:
            reader = _READERS.get(name)
            if reader is None:
                yield Point(*match.span(), is_span=name in _SPANS)
            else:
                yield reader(match, text, words)


def _dated(match: re.Match[str], text: str, words: PointWords) -> Point:
    groups = match.groupdict()
    return _with_year(match, words, month=_month_of(match, words), day=int(groups["day"]))


def _month_of(match: re.Match[str], words: PointWords) -> int:
    groups = match.groupdict()
    return words.months[groups["name"].lower()] if groups.get("name") else int(groups["month"])


def _with_year(
    match: re.Match[str],
    words: PointWords,
    *,
    month: int | None = None,
    day: int | None = None,
    part: str = "",
    is_past_month: bool = False,
) -> Point:
    """Make a point of the year that a match prints, or tells from the year of the source's date."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    offset = 0 if groups.get("this") else None
    if groups.get("relative"):
        offset = words.year_offsets.get(groups["relative"].lower())
    time = groups.get("iso") or groups.get("time") or groups.get("before") or ""
    return Point(
        match.start(),
        match.end(),
        year=year,
        year_offset=offset,
        month=month,
        day=day,
        time=time,
        part=part,
        is_past_month=is_past_month and year is None and offset is None,
    )


def _part(match: re.Match[str], text: str, words: PointWords) -> Point:
    groups = match.groupdict()
    count = words.counts[(groups["count"] or groups["digit"]).lower()]
    letter = "Q" if groups["kind"][0] in "Qq" else "H"
    # A quarter of a company's own year has no calendar bounds.
    if groups["fiscal"] or (letter == "H" and count > 2):
        return Point(*match.span())
    return _with_year(match, words, part=f"{letter}{count}")


def _short(match: re.Match[str], text: str, words: PointWords) -> Point:
    return _with_year(match, words, part=match["kind"])


def _third(match: re.Match[str], text: str, words: PointWords) -> Point:
    groups = match.groupdict()
    return _with_year(match, words, part=words.thirds[(groups["third"] or groups["of"]).lower()])


def _year_third(match: re.Match[str], text: str, words: PointWords) -> Point:
    part = words.thirds[match["third"].lower()]
    year = int(match["year"]) if match["year"] else None
    offset = 0 if year is None else None
    if part == "early" and words.since.search(text, 0, match.start()):
        return Point(*match.span(), year=year, year_offset=offset, month=1)
    return Point(*match.span(), year=year, year_offset=offset, part=part)


def _third_month(match: re.Match[str], text: str, words: PointWords) -> Point:
    groups = match.groupdict()
    third = words.thirds[(groups["third"] or groups["of"]).lower()]
    # No `when:` says "the end of a month"; only "by" the end of one is by that month.
    part = "month end" if third == "end" else "month part"
    return _with_year(match, words, month=_month_of(match, words), part=part)


def _month(match: re.Match[str], text: str, words: PointWords) -> Point:
    is_past = words.is_past_month(text, match)
    return _with_year(match, words, month=_month_of(match, words), is_past_month=is_past)


def _fiscal(match: re.Match[str], text: str, words: PointWords) -> Point:
    return _with_year(match, words, part="FY")


def _at_once(match: re.Match[str], text: str, words: PointWords) -> Point:
    return Point(*match.span(), days=0, form="from")


def _relative_year(match: re.Match[str], text: str, words: PointWords) -> Point:
    return _with_year(match, words)


def _last_year(match: re.Match[str], text: str, words: PointWords) -> Point:
    return Point(*match.span(), year_offset=-1)


def _near(match: re.Match[str], text: str, words: PointWords) -> Point:
    return Point(*match.span(), days=words.near[match["near"].lower()])


def _weekday(match: re.Match[str], text: str, words: PointWords) -> Point:
    which = (match["which"] or "").strip().lower()
    if which not in words.usual_days or words.future.search(text):
        return Point(*match.span())
    return Point(*match.span(), weekday=words.weekdays[match["weekday"].lower()])


def _year(match: re.Match[str], text: str, words: PointWords) -> Point:
    start, end = match.span("year")
    return Point(start, end, year=int(match["year"]), is_bare=match["in"] is None)


_READERS: Mapping[str, Callable[[re.Match[str], str, PointWords], Point]] = {
    **dict.fromkeys(("dotted", "iso", "day", "dayus", "clocked", "clockedus"), _dated),
    "part": _part,
    "short": _short,
    "third": _third,
    "yearthird": _year_third,
    "thirdmonth": _third_month,
    **dict.fromkeys(("month", "may"), _month),
    "fiscal": _fiscal,
    "atonce": _at_once,
    "relyear": _relative_year,
    "lastyear": _last_year,
    "near": _near,
    "weekday": _weekday,
    "year": _year,
}
