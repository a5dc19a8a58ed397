"""The English patterns of points in time: dates, months, quarters, "next year"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbook.reading.point_words import PointWords, before, points_by, starts, starts_of
from factbook.reading.points import Point
from factbook.reading.shape import Shape, Token

_FULL = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTHS = {name: index for index, name in enumerate(_FULL, start=1)}
_MONTHS |= {f"{name[:3]}.": index for name, index in _MONTHS.items()} | {"sept.": 9}
_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
_YEAR_OFFSETS = {
    "next": 1,
    "coming": 1,
    "this": 0,
    "current": 0,
    "last": -1,
    "past": -1,
    "previous": -1,
}
_COUNTS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
}
_THIRDS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "end": "end",
    "late": "end",
}

_NAMES = "|".join(re.escape(name.title()) for name in sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:{_NAMES})(?!\w)"
# Not "2026th", "$2025", "2025.5", "2024/25"; but "2027-2031".
_YEAR = r"(?<![\w.,$€£])(?:19\d\d|20\d\d|2100)(?!\w|[.,:]\d|[-‐‑/–—](?!(?:19|20)\d\d(?!\d))\w)"
# Years before 1900 are mostly amounts: only beside a day, or where no noun can follow, is it sure.
_OLD_YEAR = r"(?<![\w.,$€£])1[5-8]\d\d(?!\w|[.,:]\d|[-‐‑/–—])"
_ANY_YEAR = rf"(?:{_YEAR}|{_OLD_YEAR})"
_AFTER_TIME_WORD = (
    r"(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Uu]ntil\s)|(?<=\b[Bb]efore\s)|(?<=\b[Aa]fter\s)"
    r"|(?<=\byear\s))"
)
_BEFORE_NO_NOUN = r"(?=\s*(?:[.,;:)?!\"”]|$)|\s+(?:by|as|when|where|which|with|but|under|after)\b)"
_TIME = (
    r"(?:,?\s*(?:at\s+)?(?P<time>\d{1,2}:\d\d)(?:\s?(?:h|hours|CET|CEST|UTC))?"
    r"(?!\w|\s?[ap]\.?m))?"
)
_WHICH = r"(?P<relative>next|coming|this|current|last|past|previous)"
_NUMBER = (
    r"(?i:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\s+few|few|"
    r"some|a|an)"
)
_SPAN = r"(?:years?|quarters?|months?|weeks?|days?|decades?|hours?|half-years?)(?!\w)"
_THIRD = (
    r"(?:(?P<third>(?i:early|mid|late))[-\s]"
    r"|(?:[Tt]he\s+)?(?P<of>beginning|start|middle|end)\s+of\s+(?:the\s+year\s+)?)"
)
_CLOCK = r"(?P<before>\d{1,2}:\d\d)\s+on\s+"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_NAME = "|".join(name.title() for name in _WEEKDAYS)
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"

_PATTERNS = {
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<iso>\d\d:\d\d))?(?!\w|-)" + _TIME,
    "clocked": rf"{_CLOCK}{_DAY}\s+(?P<name>{_MONTH})\s+(?P<year>{_YEAR})",
    "clockedus": rf"{_CLOCK}(?P<name>{_MONTH})\s+{_DAY},\s+(?P<year>{_YEAR})",
    "days": rf"\d{{1,2}}(?:st|nd|rd|th)?\s*(?:to|and|or|[–-])\s*\d{{1,2}}(?:st|nd|rd|th)?\s+"
    rf"(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
    "day": rf"{_DAY}\s+(?:of\s+)?(?P<name>{_MONTH})(?:,?\s+(?P<year>{_ANY_YEAR}))?{_TIME}",
    "dayus": rf"(?P<name>{_MONTH})\s+{_DAY}(?!\d|:|\w)(?:,?\s+(?P<year>{_ANY_YEAR}))?{_TIME}",
    "months": rf"(?:(?i:in|over|during)\s+)?(?:[Tt]he\s+)?(?:[Ff]irst|[Ll]ast)\s+"
    rf"{_NUMBER}\s+{_SPAN}"
    rf"(?:\s+of\s+(?:{_YEAR}|the\s+year))?",
    "part": r"(?P<count>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[-\s]"
    r"(?P<kind>quarter|half)(?!\w)(?P<digit>)"
    r"(?P<fiscal>\s+of\s+(?:(?:the|its)\s+)?(?:fiscal|financial)(?:\s+year)?(?:\s+\d{4})?)?"
    rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?{_WHICH}\s+year(?!\w))?",
    "shortfiscal": r"(?:Q[1-4]|H[12])(?:\s?/\s?|\s+)(?:of\s+)?"
    r"(?:(?:fiscal|financial)\s+(?:year\s+)?|FY\s?)\d{2,4}(?!\w)",
    "short": r"(?P<kind>Q[1-4]|H[12])(?:\s?/\s?|\s+)(?:of\s+)?"
    rf"(?:(?P<year>{_YEAR})|{_WHICH}\s+year(?!\w))",
    "decade": r"(?:[Tt]he\s+)?(?:end|middle|beginning|start)\s+of\s+(?:the|this)\s+decade(?!\w)",
    "third": rf"{_THIRD}(?:(?P<year>(?:19|20)\d\d(?!\w|[.,:/]\d))|{_WHICH}\s+year(?!\w)"
    r"|(?P<this>the\s+year)(?!\w))",
    "thirdmonth": rf"{_THIRD}(?P<name>{_MONTH})(?:\s+(?P<year>{_YEAR}))?",
    "monthpair": rf"{_MONTH}\s+and\s+{_MONTH}(?:\s+{_YEAR})",
    "may": rf"(?P<name>May)\s+(?:of\s+)?(?P<year>{_YEAR})",
    "inmay": r"(?:in|since|until|from|by)\s+May(?!\w|,?\s+(?:of\s+)?\d)",
    "month": rf"(?P<name>{_MONTH})(?<!May)"
    rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})|\s+(?:of\s+)?{_WHICH}\s+year(?!\w))?",
    "season": rf"(?:(?:in|since|until|by|from)\s+(?:the\s+)?{_SEASON}(?!\w)"
    rf"(?:\s+(?:of\s+)?(?:19|20)\d\d)?|{_SEASON}\s+(?:of\s+)?(?:19|20)\d\d)(?!\w)",
    "fiscal": r"(?:(?i:fiscal\s+year|financial\s+year|fiscal)\s+|FY\s?)"
    r"(?P<year>(?:19|20)\d\d)(?!\w|/\d)",
    "fiscalpair": r"(?:(?i:fiscal\s+year|financial\s+year)\s+|FY\s?)(?:19|20)\d\d/\d\d"
    r"(?:\d\d)?(?!\w)",
    "span": r"(?:(?i:in|over|for|within|during|of)\s+)?(?:(?i:the)\s+)?"
    r"(?i:next|coming|last|past|previous|following|current)\s+"
    rf"(?:{_NUMBER}\s+)?(?!year(?!\w)){_SPAN}",
    "ahead": rf"(?i:in\s+the\s+)(?:{_NUMBER}\s+)?{_SPAN}\s+(?:ahead|to\s+come)(?!\w)",
    "within": rf"(?i:in|within)\s+{_NUMBER}\s+{_SPAN}",
    "later": rf"{_NUMBER}\s+{_SPAN}\s+(?:later|earlier|ago|afterwards|before)(?!\w)",
    "after": rf"{_NUMBER}\s+{_SPAN}\s+after\s+[\w-]+",
    "relyear": rf"(?<!-)(?i:{_WHICH})\s+year(?!\w|-)",
    "near": r"(?P<near>[Tt]oday|[Yy]esterday)(?!\w)",
    # "on Wednesday, 24 September" is told by its date.
    "weekday": rf"[Oo]n\s+(?P<which>)(?P<weekday>{_DAY_NAME})"
    rf"(?!\w|,?\s+(?:the\s+)?\d|,?\s+{_MONTH})",
    "year": rf"(?P<in>years?\s+)?(?P<year>{_YEAR})",
    "oldyear": rf"{_AFTER_TIME_WORD}(?P<year>{_OLD_YEAR}){_BEFORE_NO_NOUN}",
}
_MONTH_WORDS = " ".join(name.rstrip(".") for name in _MONTHS)
_THIRD_WORDS = "early mid late early- mid- late- the beginning start middle end"
# What each pattern may begin with.
_FIRST_WORDS = {
    "months": "in over during the #ordinal last",
    "iso": "#date",
    "clocked": "#time",
    "clockedus": "#time",
    "days": "#number #ordinal",
    "day": "#number #ordinal",
    "dayus": _MONTH_WORDS,
    "part": "#ordinal first-half second-half first-quarter",
    "shortfiscal": "q h",
    "short": "q h",
    "decade": "the end middle beginning start",
    "third": _THIRD_WORDS,
    "thirdmonth": _THIRD_WORDS,
    "monthpair": _MONTH_WORDS,
    "may": "may",
    "inmay": "in since until from by",
    "month": _MONTH_WORDS,
    "season": "in since until by from spring summer autumn winter",
    "fiscal": "fiscal financial fy",
    "fiscalpair": "fiscal financial fy",
    "span": "in over for within during of the next coming last past previous following current",
    "ahead": "in",
    "within": "in within",
    "later": "#number few some",
    "after": "#number few some",
    "relyear": "next coming this current last past previous",
    "near": "today yesterday",
    "weekday": "on",
    "year": "year years #number",
    "oldyear": "#number",
}


def _is_past_month(match: re.Match[str]) -> bool:
    """Tell whether the last such month is meant: since March."""
    return before(match).rstrip().lower().endswith("since")


_ENGLISH = PointWords(
    starts=starts_of(_FIRST_WORDS, _PATTERNS),
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    year_offsets=_YEAR_OFFSETS,
    counts=_COUNTS,
    thirds=_THIRDS,
    near={"today": (0, ""), "yesterday": (-1, "")},
    usual_days=frozenset(("",)),
    future=re.compile(r"\b(?:will|would|plans?|is to|are to|next|coming|shall|could|may|might)\b"),
    since=re.compile(r"\b[Ss]ince\s+$"),
    is_past_month=_is_past_month,
)


def starts_point(shape: Shape) -> bool:
    """Tell whether an English point in time may begin with a shape."""
    return starts(_ENGLISH, shape)


def points_in(text: str, starters: Iterable[Token]) -> Iterator[Point]:
    """Give the points in time of an English text, in order and without overlaps."""
    return points_by(_ENGLISH, text, starters)
