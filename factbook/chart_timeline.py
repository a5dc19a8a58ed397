"""The timeline as a picture: three lanes, rows packed so that no label covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from factbook.chart import SMALL, Tick, joined, rounded, shortened, text_width
from factbook.sheet.events import Event
from factbook.sheet.lanes import Lane, TimelinePage

WIDTH = 940.0
LEFT = 8.0
RIGHT = 8.0
HEAD = 22.0
ROW = 18.0
LANE_GAP = 10.0
AXIS = 26.0
YEARS = 18.0
LONGEST_LABEL = 270.0
# The room between a mark and its label.
BESIDE = 6.0
# The room a year's number takes, and how much wider the years with events are drawn.
YEAR = 34.0
SHORT_YEAR = 24.0
CROWD = 2.0
WIDEST = 4.0
# A longer stretch of years without an event is cut short to the room of so many.
LONGEST_GAP = 6
GAP = 3.0
MOST_EVENTS = 120
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: a dot for a day, a bar for a period; its `label_x` counts from the mark's `x`."""

    x: float
    y: float
    width: float
    label: str
    label_x: float
    is_left: bool
    is_open_left: bool
    is_open_right: bool
    url: str


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane with its title and marks; `is_outlined` where it tells of plans."""

    title: str
    y: float
    height: float
    is_outlined: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The day of the last source; `is_left` where its label has no room on the right."""

    x: float
    text: str
    is_left: bool


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """The picture of the timeline; `has_gaps` where years without an event are cut short."""

    title: str
    description: str
    width: float
    height: float
    axis: float
    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    evidence: Evidence | None
    has_gaps: bool


class Axis:
    """The scale of time: a year is as wide as its events need, and narrow without any."""

    def __init__(self, events: Sequence[Event]) -> None:
        years = [int(edge[:4]) for event in events for edge in (event.start, event.end) if edge]
        self.first, last = min(years), max(years)
        counts = [
            sum(year in _years(event) for event in events) for year in range(self.first, last + 1)
        ]
        weights = [1.0 + min(WIDEST, CROWD * count**0.5) for count in counts]
        gaps = _long_gaps(counts)
        for gap in gaps:
            for index in gap:
                weights[index] = GAP / len(gap)
        self.gaps = {gap[0] for gap in gaps}
        self.cut = {index for gap in gaps for index in gap[1:]}
        span = WIDTH - LEFT - RIGHT
        total = sum(weights)
        edges = [LEFT]
        for weight in weights:
            edges.append(edges[-1] + span * weight / total)
        self.edges = edges

    def x(self, day: str, *, is_end: bool = False) -> float:
        """Give the place of an ISO date; `is_end` means the end of that day."""
        moment = date.fromisoformat(day[:10])
        start = date(moment.year, 1, 1)
        length = (date(moment.year + 1, 1, 1) - start).days
        share = ((moment - start).days + (1 if is_end else 0)) / length
        index = min(max(moment.year - self.first, 0), len(self.edges) - 2)
        return self.edges[index] + share * (self.edges[index + 1] - self.edges[index])

    def ticks(self) -> tuple[Tick, ...]:
        """Give the beginning of each year; the numbers of narrow years are short, or left out."""
        return tuple(
            Tick(
                rounded(left),
                "…" if index in self.gaps else _year(self.first + index, right - left),
            )
            for index, (left, right) in enumerate(pairwise(self.edges))
            if index not in self.cut
        )


def timeline_chart(page: TimelinePage) -> TimelineChart | None:
    """Draw the timeline; None where there are too few dated events, or too many for a picture."""
    events = [event for lane in page.lanes for event in lane.events]
    if not 2 <= len(events) <= MOST_EVENTS:
        return None
    axis = Axis(events)
    lanes: list[DrawnLane] = []
    y = 0.0
    for lane in page.lanes:
        if lane.events:
            drawn = _lane(lane, axis, y)
            lanes.append(drawn)
            y += drawn.height + LANE_GAP
    if sum(lane.height for lane in lanes) > MOST_ROWS * ROW:
        return None
    return TimelineChart(
        title="Timeline",
        description=_told(page),
        width=WIDTH,
        height=rounded(y + AXIS),
        axis=rounded(y + AXIS - YEARS),
        lanes=tuple(lanes),
        ticks=axis.ticks(),
        evidence=_evidence(page, axis),
        has_gaps=bool(axis.gaps),
    )


def _long_gaps(counts: Sequence[int]) -> list[range]:
    """Give the long stretches of years in which nothing is told, by index."""
    filled = [index for index, count in enumerate(counts) if count]
    stretches = (range(one + 1, other) for one, other in pairwise(filled))
    return [stretch for stretch in stretches if len(stretch) > LONGEST_GAP]


def _year(year: int, width: float) -> str:
    if width > YEAR:
        return str(year)
    return f"’{year % 100:02}" if width > SHORT_YEAR else ""


def _years(event: Event) -> range:
    start, end = event.start or event.end, event.end or event.start
    return range(int(start[:4]), int(end[:4]) + 1)


def _lane(lane: Lane, axis: Axis, y: float) -> DrawnLane:
    """Pack the marks of a lane: each into the first row where it and its label have room."""
    rows: list[float] = []
    marks = []
    for event in lane.events:
        mark_left, mark_right = _edges(event, axis)
        label = shortened(f"{event.about.text}: {event.label}", LONGEST_LABEL, SMALL)
        width = text_width(label, SMALL)
        # The arrow of a time that is open stands between the mark and its label.
        gap = BESIDE if event.start and event.end else 2 * BESIDE
        is_left = mark_right + gap + width > WIDTH - RIGHT
        left = mark_left - gap - width if is_left else mark_left
        right = mark_right if is_left else mark_right + gap + width
        row = next((index for index, end in enumerate(rows) if end + 10 <= left), len(rows))
        if row == len(rows):
            rows.append(right)
        rows[row] = right
        marks.append(
            Mark(
                x=rounded(mark_left),
                y=rounded(y + HEAD + row * ROW + ROW / 2),
                width=rounded(mark_right - mark_left),
                label=label,
                label_x=rounded(-gap if is_left else mark_right - mark_left + gap),
                is_left=is_left,
                is_open_left=not event.start,
                is_open_right=not event.end,
                url=event.url,
            )
        )
    height = HEAD + len(rows) * ROW + 4
    return DrawnLane(lane.title, rounded(y), rounded(height), lane.lies_ahead, tuple(marks))


def _edges(event: Event, axis: Axis) -> tuple[float, float]:
    """Give the ends of a mark: a day is a point, an open side ends in an arrow."""
    if event.start and event.end:
        left, right = axis.x(event.start), axis.x(event.end, is_end=True)
        return (left, right) if event.start[:10] != event.end[:10] else (left, left)
    if event.start:
        left = axis.x(event.start)
        return left, left + 14
    right = axis.x(event.end, is_end=True)
    return right - 14, right


def _evidence(page: TimelinePage, axis: Axis) -> Evidence | None:
    if not page.evidence_end:
        return None
    x, text = axis.x(page.evidence_end), f"last source, {page.evidence_end_words}"
    return Evidence(rounded(x), text, x + BESIDE + text_width(text, SMALL) > WIDTH)


def _told(page: TimelinePage) -> str:
    parts = [f"{len(lane.events)} {lane.title.lower()}" for lane in page.lanes if lane.events]
    return f"Events in three lanes: {joined(parts)}. The list below tells the same."
