"""Periods and dates in English words, with the precision they were given in."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from factbook.period import FORMS, UNRESOLVED, Period

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})")


@lru_cache(maxsize=4096)
def words_of(period: Period) -> str:
    """Write a period in words: from March 2026, Q1 2026, by 2028, fiscal year 2025.

    An unresolved one is given without the source's words, which `source_words` gives.
    """
    text = period.text
    if period.form == "unresolved":
        return "date not resolved"
    if period.form == "fiscal":
        return f"fiscal year {text[2:]}"
    if period.form == "to":
        first, _, last = text.partition(" to ")
        return f"{point_words(first)} to {point_words(last)}"
    if period.form in FORMS:
        return f"{period.form} {point_words(text[len(period.form) + 1 :])}"
    return point_words(text)


def source_words(period: Period) -> str:
    """Give the source's own words of a period that could not be resolved, "" for others."""
    return period.text.removeprefix(UNRESOLVED) if period.form == "unresolved" else ""


@lru_cache(maxsize=4096)
def point_words(text: str) -> str:
    """Write a point in time: 20 November 2025, March 2026, Q1 2026, first half of 2025."""
    if match := _MOMENT.fullmatch(text):
        return f"{day_words(match[1])}, {match[2]}"
    if _DAY.fullmatch(text):
        return day_words(text)
    if _MONTH.fullmatch(text):
        return str(format_date(date.fromisoformat(f"{text}-01"), "MMMM y", locale="en"))
    if match := _QUARTER.fullmatch(text):
        return f"Q{match[2]} {match[1]}"
    if match := _HALF.fullmatch(text):
        return f"{'first' if match[2] == '1' else 'second'} half of {match[1]}"
    return f"end of {text[4:]}" if text.startswith("end ") else text


@lru_cache(maxsize=4096)
def day_words(text: str) -> str:
    """Write an ISO date, with or without a time, as 20 November 2025; other texts stay."""
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        return text
    return str(format_date(day, "d MMMM y", locale="en"))


@lru_cache(maxsize=4096)
def month_words(text: str) -> str:
    """Write an ISO date as its month: Nov 2025; other texts stay."""
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        return text
    return str(format_date(day, "MMM y", locale="en"))
