"""Finds the points in time that English words tell: dates, months, quarters, "next year"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from factbook.reading.points import Point

_FULL = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTHS = {name: index for index, name in enumerate(_FULL, start=1)}
_MONTHS |= {f"{name[:3]}.": index for name, index in _MONTHS.items()} | {"sept.": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFSETS = {"next": 1, "coming": 1, "this": 0, "current": 0, "last": -1, "past": -1, "previous": -1}
_COUNTS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_THIRDS = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("end", "late"), "end"),
}
_FUTURE = re.compile(r"\b(?:will|would|plans?|is to|are to|next|coming|shall|could|may|might)\b")

_NAMES = "|".join(re.escape(name.title()) for name in sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:{_NAMES})(?!\w)"
_YEAR = r"(?<![\w.,$€£])(?:19\d\d|20\d\d|2100)(?!\w|[.,:]\d|[-‐‑/–—](?!(?:19|20)\d\d(?!\d))\w)"
_TIME = (
    r"(?:,?\s*(?:at\s+)?(?P<time>\d{1,2}:\d\d)(?:\s?(?:h|hours|CET|CEST|UTC))?(?!\w|\s?[ap]\.?m))?"
)
_WHICH = r"(?P<which>next|coming|this|current|last|past|previous)"
_NUMBER = (
    r"(?i:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\s+few|few|"
    r"some|a|an)"
)
_SPAN = r"(?:years?|quarters?|months?|weeks?|days?|decades?|hours?|half-years?)(?!\w)"
_THIRD = r"(?i:(?P<third>early|mid|late)[-\s]|(?:the\s+)?(?P<part>beginning|start|middle|end)\s+of\s+(?:the\s+year\s+)?)"

# In this order: at one place of a text the first that fits is taken.
_PATTERNS: dict[str, str] = {
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w|-)(?:T(?P<iso>\d\d:\d\d))?"
    rf"{_TIME}",
    "clocked": rf"(?P<before>\d{{1,2}}:\d\d)\s+on\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_MONTH})\s+(?P<year>{_YEAR})",
    "clockedus": rf"(?P<before>\d{{1,2}}:\d\d)\s+on\s+(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>{_YEAR})",
    "day": rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?{_TIME}",
    "dayus": rf"(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|\w)(?:,?\s+(?P<year>{_YEAR}))?{_TIME}",
    "part": r"(?P<count>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[-\s]"
    rf"(?P<kind>quarter|half)(?!\w)(?P<fiscal>\s+of\s+(?:the\s+|its\s+)?(?:fiscal|financial)(?:\s+year)?(?:\s+\d{{4}})?)?"
    rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?{_WHICH}\s+year)?",
    "short": rf"(?P<kind>Q[1-4]|H[12])(?:\s?/\s?|\s+)(?:of\s+)?(?P<year>{_YEAR})",
    "decade": r"(?i:(?:the\s+)?(?:end|middle|beginning|start)\s+of\s+(?:the|this)\s+decade)(?!\w)",
    "third": rf"{_THIRD}(?:(?P<year>{_YEAR})|{_WHICH}\s+year(?!\w)|(?P<this>the\s+year)(?!\w))",
    "thirdmonth": rf"{_THIRD}(?P<name>{_MONTH})(?:\s+(?P<year>{_YEAR}))?",
    "month": rf"(?P<name>{_MONTH})(?<!May)(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?{_WHICH}\s+year(?!\w))?",
    "may": rf"(?P<name>May)\s+(?:of\s+)?(?P<year>{_YEAR})",
    "inmay": r"(?:in|since|until|from|by)\s+(?P<name>May)(?!\w)",
    "season": r"(?:(?:in|since|until|by|from)\s+)(?:the\s+)?(?i:spring|summer|autumn|winter)(?!\w)(?:\s+(?:of\s+)?(?:19|20)\d\d)?",
    "fiscal": r"(?:(?i:fiscal\s+year|financial\s+year|fiscal)\s+|FY\s?)(?P<year>(?:19|20)\d\d)(?!\w|/\d)",
    "fiscalpair": r"(?:(?i:fiscal\s+year|financial\s+year)\s+|FY\s?)(?:19|20)\d\d/\d\d(?:\d\d)?(?!\w)",
    "span": rf"(?:(?i:in|over|for|within|during|of)\s+)?(?:(?i:the)\s+)?(?i:next|coming|last|past|previous|following|current)\s+"
    rf"(?:{_NUMBER}\s+)?(?!year(?!\w)){_SPAN}",
    "ahead": rf"(?i:in\s+the\s+)(?:{_NUMBER}\s+)?{_SPAN}\s+(?:ahead|to\s+come)(?!\w)",
    "later": rf"{_NUMBER}\s+{_SPAN}\s+(?:later|earlier|ago|afterwards|before)(?!\w)",
    "after": rf"{_NUMBER}\s+{_SPAN}\s+after\s+(?:[\w-]+)",
    "relyear": rf"(?<![-])(?i:{_WHICH})\s+year(?!\w|-)",
    "near": r"(?P<near>[Tt]oday|[Yy]esterday)(?!\w)",
    "weekday": rf"(?P<on>[Oo]n)\s+(?P<weekday>{'|'.join(name.title() for name in _WEEKDAYS)})(?!\w)"
    rf"(?P<dated>,?\s+(?:the\s+)?(?:\d|{_MONTH}))?",
    "year": rf"(?P<in>years?\s+)?(?P<year>{_YEAR})",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_ANY = re.compile(
    "(?<!\\w)(?:"
    + "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern)})"
        for name, pattern in _PATTERNS.items()
    )
    + ")"
)


def points_in(text: str) -> Iterator[Point]:
    """Give the points in time of a text, in order and without overlaps."""
    for match in _ANY.finditer(text):
        name = match.lastgroup or ""
        parts = _COMPILED[name].match(text, match.start())
        if parts is None:
            continue
        point = _READERS.get(name, _unresolved)(parts, text)
        if point is not None:
            yield point


def _unresolved(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end())


def _year_of(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Give the printed year, or its offset from the year of the source's date."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"]), None
    if groups.get("which"):
        return None, _OFFSETS[groups["which"].lower()]
    return None, 0 if groups.get("this") else None


def _dated(match: re.Match[str], text: str) -> Point:
    groups = match.groupdict()
    year, offset = _year_of(match)
    name = groups.get("name")
    return Point(
        match.start(),
        match.end(),
        year=year,
        year_offset=offset,
        month=_MONTHS[name.lower()] if name else int(groups["month"]),
        day=int(groups["day"]),
        time=groups.get("iso") or groups.get("time") or groups.get("before") or "",
    )


def _part(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    count = _COUNTS[match["count"].lower()]
    letter = "Q" if match["kind"] == "quarter" else "H"
    # A quarter of a company's own year has no calendar bounds.
    if match["fiscal"] or (letter == "H" and count > 2):
        return Point(match.start(), match.end())
    part = f"{letter}{count}"
    return Point(match.start(), match.end(), year=year, year_offset=offset, part=part)


def _short(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year=int(match["year"]), part=match["kind"])


def _third(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    part = _THIRDS[(match["third"] or match["part"]).lower()]
    return Point(match.start(), match.end(), year=year, year_offset=offset, part=part)


def _month(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    month = _MONTHS[match["name"].lower()]
    return Point(match.start(), match.end(), year=year, year_offset=offset, month=month)


def _fiscal(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year=int(match["year"]), part="FY")


def _relative_year(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year_offset=_OFFSETS[match["which"].lower()])


def _near(match: re.Match[str], text: str) -> Point:
    days = 0 if match["near"].lower() == "today" else -1
    return Point(match.start(), match.end(), days=days)


def _weekday(match: re.Match[str], text: str) -> Point | None:
    if match["dated"]:
        return None
    if _FUTURE.search(text):
        return Point(match.start(), match.end())
    return Point(match.start(), match.end(), weekday=_WEEKDAYS.index(match["weekday"].lower()))


def _year(match: re.Match[str], text: str) -> Point:
    return Point(
        match.start("year"), match.end(), year=int(match["year"]), is_bare=match["in"] is None
    )


_READERS: dict[str, Callable[[re.Match[str], str], Point | None]] = {
    "iso": _dated,
    "clocked": _dated,
    "clockedus": _dated,
    "day": _dated,
    "dayus": _dated,
    "part": _part,
    "short": _short,
    "third": _third,
    "month": _month,
    "may": _month,
    "fiscal": _fiscal,
    "relyear": _relative_year,
    "near": _near,
    "weekday": _weekday,
    "year": _year,
}
