"""The site's timeline: what is told as done, what was announced, what was planned or forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factbook.model import Factbook
from factbook.sheet.events import Event, event_states, events_of, moment_of, period_of_fact
from factbook.sheet.lookup import Lookup
from factbook.sheet.paging import Part, part_of, part_url, parts_of
from factbook.sheet.times import day_words

TIMELINE = "timeline"
TIMELINE_URL = f"{TIMELINE}/"
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
    """A page of all events, by year and by lane; `evidence_end` is the day of the newest source."""

    url: str
    part: Part
    undated_count: int
    evidence_end: str
    evidence_end_words: str
    years: tuple[Year, ...]
    lanes: tuple[Lane, ...]


def choices(lookup: Lookup) -> dict[str, tuple[int, Sequence[str]]]:
    """Choose the facts that have a time, in its order, by part of the timeline."""
    return parts_of(_in_time(lookup.book), TIMELINE, lookup.rows_per_page)


def event_count(book: Factbook) -> int:
    """Give how many facts are on the timeline."""
    return len(_in_time(book))


# Asked for by the frames, the names of pages and the pages: one factbook is built at a time.
@lru_cache(maxsize=1)
def _in_time(book: Factbook) -> tuple[str, ...]:
    def found() -> tuple[str, ...]:
        states = event_states(book)
        events = [
            (moment_of(period, fact.ref), fact.ref)
            for fact in book.current_facts
            if fact.state in states and (period := period_of_fact(fact)) is not None
        ]
        return tuple(ref for _, ref in sorted(events))

    return book.reads.unnoted(found)


def timeline_page(lookup: Lookup, number: int = 1) -> TimelinePage:
    """Give a page of all facts that have a time."""
    total, refs = lookup.chosen[f"{TIMELINE}/{number}"]
    events = events_of(lookup, [lookup.book.facts[ref] for ref in refs])
    part = part_of(total, len(events), TIMELINE_URL, number, lookup.rows_per_page)
    dated = [event for event in events if event.start or event.end]
    end = lookup.last_evidence[:10]
    return TimelinePage(
        url=part_url(TIMELINE_URL, number),
        part=part,
        undated_count=len(events) - len(dated),
        evidence_end=end,
        evidence_end_words=day_words(end),
        years=_years(events),
        lanes=(
            Lane("Told as done or in force", lies_ahead=False, events=_in_lane(lookup, dated, 0)),
            Lane("Announced", lies_ahead=False, events=_in_lane(lookup, dated, 1)),
            Lane("Planned or forecast", lies_ahead=True, events=_in_lane(lookup, dated, 2)),
        ),
    )


def _in_lane(lookup: Lookup, events: Iterable[Event], lane: int) -> tuple[Event, ...]:
    return tuple(event for event in events if _lane_of(lookup, event) == lane)


def _lane_of(lookup: Lookup, event: Event) -> int:
    if event.lies_ahead:
        return 2
    return 1 if lookup.book.vocabulary.states[event.state.id].public == "yes" else 0


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
