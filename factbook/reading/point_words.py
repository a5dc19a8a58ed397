"""Finds points in time by the patterns of a language; the patterns are in `points_de`, `points_en`.

What a pattern tells lies in its named groups: year, relative (a word such as kommend), this (the
source's year), month or name, day, time, count, kind (quarter or half), fiscal, third, near,
weekday. Patterns whose name no reader here knows are words that tell no point by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from factbook.reading.points import Point
from factbook.reading.shape import Shape, Token

# Patterns whose numbers may be amounts too: drei Monate später.
_SPANS = frozenset(("months", "span", "later", "after", "ago", "view", "ahead", "within"))
# What a pattern may begin with besides a word: digits, a number word, an ordinal ...
_KINDS = {
    **dict.fromkeys(("number", "cardinal", "article", "several"), "#number"),
    "ordinal": "#ordinal",
    "date": "#date",
    "time": "#time",
}
# So far around a point words may tell whether it lies ahead.
SENTENCE = 200
_DIGITS = "0123456789"


class Pattern:
    """A pattern with its name, compiled when it is first needed: most texts need few of them."""

    def __init__(self, name: str, pattern: str) -> None:
        self.name = name
        self._pattern = pattern

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Match a text from a character on."""
        return re.compile(self._pattern).match


class PointWords(NamedTuple):
    """The patterns and words of a language. At one place of a text the first that fits is taken.

    `starts` gives the patterns that may begin with a word, in order, or with one of #number,
    #ordinal, #date, #time. `near` gives the days from the source's date and the form that
    words such as gestern tell. `is_past_month` tells whether a month without a year is surely
    the last such month, `future` finds words that make "on Wednesday" one to come, `since` those
    before the start of a year.
    """

    starts: Mapping[str, tuple[Pattern, ...]]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    year_offsets: Mapping[str, int]
    counts: Mapping[str, int]
    thirds: Mapping[str, str]
    near: Mapping[str, tuple[int, str]]
    usual_days: frozenset[str]
    future: re.Pattern[str]
    since: re.Pattern[str]
    is_past_month: Callable[[re.Match[str]], bool]


def starts_of(
    first_words: Mapping[str, str], patterns: Mapping[str, str]
) -> dict[str, tuple[Pattern, ...]]:
    """Turn round which words each pattern begins with: from each word to its patterns, in order."""
    known = {name: Pattern(name, pattern) for name, pattern in patterns.items()}
    found: dict[str, list[Pattern]] = {}
    for name, words in first_words.items():
        for word in words.split():
            found.setdefault(word, []).append(known[name])
    return {word: tuple(begun) for word, begun in found.items()}


def starts(words: PointWords, shape: Shape) -> bool:
    """Tell whether a point in time may begin with a shape."""
    return _start_of(shape) in words.starts


def points_by(words: PointWords, text: str, starters: Iterable[Token]) -> Iterator[Point]:
    """Give the points in time of a text, in order and without overlaps.

    `starters` are the tokens with which one may begin.
    """
    end = 0
    for token in starters:
        if token.start < end:
            continue
        point = _first_of(words.starts[_start_of(token.shape)], words, text, token.start)
        if point is not None:
            end = point.end
            yield point


def around(match: re.Match[str]) -> str:
    """Give the text around a match: about its sentence."""
    return match.string[max(0, match.start() - SENTENCE) : match.end() + SENTENCE]


def before(match: re.Match[str]) -> str:
    """Give the text before a match: about what its sentence holds of it."""
    return match.string[max(0, match.start() - SENTENCE) : match.start()]


def _start_of(shape: Shape) -> str:
    """Give what patterns are looked up by: #number, or a word without the digits at its end."""
    kind = _KINDS.get(shape.kind)
    return shape.word.rstrip(_DIGITS) if kind is None else kind


def _first_of(
    patterns: Iterable[Pattern], words: PointWords, text: str, start: int
) -> Point | None:
    for pattern in patterns:
        match = pattern.match(text, start)
        if match is not None:
            reader = _READERS.get(pattern.name)
            if reader is None:
                return Point(*match.span(), is_span=pattern.name in _SPANS)
            return reader(match, words)
    return None


def _dated(match: re.Match[str], words: PointWords) -> Point:
    return _of_year(match, words, month=_month_of(match, words), day=int(match["day"]))


def _month_of(match: re.Match[str], words: PointWords) -> int:
    groups = match.groupdict()
    return words.months[groups["name"].lower()] if groups.get("name") else int(groups["month"])


def _of_year(
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
    relative = groups.get("relative") or groups.get("lastyear")
    if relative:
        offset = words.year_offsets.get(relative.lower())
    return Point(
        match.start(),
        match.end(),
        year=year,
        year_offset=offset,
        month=month,
        day=day,
        time=groups.get("iso") or groups.get("time") or groups.get("before") or "",
        part=part,
        is_past_month=is_past_month and year is None and offset is None,
    )


def _part(match: re.Match[str], words: PointWords) -> Point:
    count = words.counts[(match["count"] or match["digit"]).lower()]
    letter = "Q" if match["kind"][0] in "Qq" else "H"
    # A quarter of a company's own year has no calendar bounds.
    if match["fiscal"] or (letter == "H" and count > 2):
        return Point(*match.span())
    return _of_year(match, words, part=f"{letter}{count}")


def _short(match: re.Match[str], words: PointWords) -> Point:
    return _of_year(match, words, part=match["kind"])


def _third(match: re.Match[str], words: PointWords) -> Point:
    return _of_year(match, words, part=_third_of(match, words))


def _third_of(match: re.Match[str], words: PointWords) -> str:
    groups = match.groupdict()
    return words.thirds[(groups["third"] or groups["of"]).lower()]


def _year_third(match: re.Match[str], words: PointWords) -> Point:
    part = _third_of(match, words)
    year = int(match["year"]) if match["year"] else None
    offset = 0 if year is None else None
    if part == "early" and words.since.search(before(match)):
        return Point(*match.span(), year=year, year_offset=offset, month=1)
    return Point(*match.span(), year=year, year_offset=offset, part=part)


def _third_month(match: re.Match[str], words: PointWords) -> Point:
    # No `when:` says "the end of a month"; only "by" the end of one is by that month.
    part = "month end" if _third_of(match, words) == "end" else "month part"
    return _of_year(match, words, month=_month_of(match, words), part=part)


def _month(match: re.Match[str], words: PointWords) -> Point:
    is_past = words.is_past_month(match)
    return _of_year(match, words, month=_month_of(match, words), is_past_month=is_past)


def _fiscal(match: re.Match[str], words: PointWords) -> Point:
    return _of_year(match, words, part="FY")


def _relative_year(match: re.Match[str], words: PointWords) -> Point:
    return _of_year(match, words)


def _near(match: re.Match[str], words: PointWords) -> Point:
    days, form = words.near[" ".join(match["near"].lower().split())]
    return Point(*match.span(), days=days, form=form)


def _weekday(match: re.Match[str], words: PointWords) -> Point:
    which = (match["which"] or "").strip().lower()
    if which not in words.usual_days or words.future.search(around(match)):
        return Point(*match.span())
    return Point(*match.span(), weekday=words.weekdays[match["weekday"].lower()])


def _year(match: re.Match[str], words: PointWords) -> Point:
    point = _of_year(match, words)
    return point._replace(start=match.start("year"), is_bare=match["in"] is None)


_READERS: Mapping[str, Callable[[re.Match[str], PointWords], Point]] = {
    **dict.fromkeys(("dotted", "iso", "day", "dayus", "clocked", "clockedus"), _dated),
    "part": _part,
    "short": _short,
    "third": _third,
    "yearthird": _year_third,
    "thirdmonth": _third_month,
    **dict.fromkeys(("month", "may"), _month),
    "fiscal": _fiscal,
    **dict.fromkeys(("relyear", "oldyear"), _relative_year),
    "near": _near,
    "weekday": _weekday,
    "year": _year,
}
