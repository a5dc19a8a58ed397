"""The site's timeline: what is told as done, what was announced, what was planned or forecast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factbook.sheet.events import Event, events_of
from factbook.sheet.lookup import Lookup
from factbook.sheet.times import day_words

TIMELINE_URL = "timeline/"
ANNOUNCED = "announced"
NO_DATE = "No date"


@dataclass(frozen=True, slots=True)
class Year:
    """The events that begin, or end, in one year; those without a date come last."""

    anchor: str
    title: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the three lanes, with its dated events in order."""

    title: str
    lies_ahead: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """All events, by year and by lane; `evidence_end` is the day of the newest source."""

    url: str
    count: int
    undated_count: int
    evidence_end: str
    evidence_end_words: str
    years: tuple[Year, ...]
    lanes: tuple[Lane, ...]


def timeline_page(lookup: Lookup) -> TimelinePage:
    """Give the page of all facts that have a time."""
    events = events_of(lookup, lookup.book.current_facts)
    dated = [event for event in events if event.start or event.end]
    end = lookup.last_evidence[:10]
    return TimelinePage(
        url=TIMELINE_URL,
        count=len(events),
        undated_count=len(events) - len(dated),
        evidence_end=end,
        evidence_end_words=day_words(end),
        years=_years(events),
        lanes=(
            Lane("Told as done or in force", lies_ahead=False, events=_in_lane(dated, 0)),
            Lane("Announced", lies_ahead=False, events=_in_lane(dated, 1)),
            Lane("Planned or forecast", lies_ahead=True, events=_in_lane(dated, 2)),
        ),
    )


def _in_lane(events: Iterable[Event], lane: int) -> tuple[Event, ...]:
    return tuple(event for event in events if _lane_of(event) == lane)


def _lane_of(event: Event) -> int:
    if event.lies_ahead:
        return 2
    return 1 if event.state.id == ANNOUNCED else 0


def _years(events: Iterable[Event]) -> tuple[Year, ...]:
    found: dict[str, list[Event]] = {}
    for event in events:
        year = (event.start or event.end)[:4]
        found.setdefault(year, []).append(event)
    dated = sorted(year for year in found if year)
    years = [Year(f"year-{year}", year, tuple(found[year])) for year in dated]
    if "" in found:
        years.append(Year("no-date", NO_DATE, tuple(found[""])))
    return tuple(years)
