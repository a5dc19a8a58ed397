"""Pictures of numbers: scales, ticks and packing; the templates in templates/charts/ draw them.

Bars are linear and begin at nothing. The end of a bar says its bound, so that no bar looks more
exact than its fact. Coordinates are in pixels of a drawing WIDTH wide, rounded to a tenth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from factbook.sheet.measures import Measure, Measures

WIDTH = 760.0
# An average letter is so wide, as a share of the size of the type; a little more than it is.
LETTER = 0.58
TYPE = 13.0
SMALL = 11.0

NAMES = 204.0
ROW = 38.0
BAR = 16.0
AXIS = 34.0
TOP = 4.0
MOST_TICKS = 6
# More than this is read in the table alone.
MOST_BARS = 24
END = 8.0
# Bounds whose bar is open above, or ends below the amount.
OPEN_ABOVE = ("more than", "at least", "several")
OPEN_BELOW = ("almost", "less than", "up to")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, and its number."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: an outline that ends as its bound does, and for a range its uncertain part."""

    y: float
    name: str
    note: str
    text: str
    text_x: float
    outline: str
    uncertain: str
    is_faded: bool
    style: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of bars in one unit."""

    id: str
    title: str
    description: str
    unit: str
    width: float
    height: float
    left: float
    bottom: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def bar_chart(measures: Measures) -> BarChart | None:
    """Draw measures as bars, the longest first; None where a chart would mislead."""
    if not measures.can_be_drawn or len(measures.rows) > MOST_BARS:
        return None
    longest = max(_end(row) for row in measures.rows)
    texts = max(_text_width(row) for row in measures.rows)
    span = WIDTH - NAMES - min(texts, WIDTH / 3) - 3 * END
    steps = ticks(float(longest))
    scale = span / max(steps[-1], float(longest))
    bottom = len(measures.rows) * ROW
    return BarChart(
        id=measures.id,
        title=measures.title,
        description=_told(measures),
        unit=measures.unit,
        width=WIDTH,
        height=bottom + AXIS,
        left=NAMES,
        bottom=bottom,
        bars=tuple(_bar(row, index, scale) for index, row in enumerate(measures.rows)),
        ticks=tuple(Tick(rounded(NAMES + step * scale), f"{step:,.10g}") for step in steps),
    )


def ticks(longest: float) -> list[float]:
    """Give round numbers from nothing to the longest: 0, 100, 200, 300 for 260.

    The steps are 1, 2 or 5 times a power of ten, and there are at most MOST_TICKS of them.
    """
    if longest <= 0:
        return [0.0]
    power = 10.0 ** math.floor(math.log10(longest / MOST_TICKS))
    step = next(
        factor * power for factor in (1, 2, 5, 10) if longest / (factor * power) <= MOST_TICKS
    )
    count = math.ceil(longest / step - 1e-9)
    return [round(index * step, 10) for index in range(count + 1)]


def rounded(value: float) -> float:
    """Round a coordinate to a tenth of a pixel, the same on every machine."""
    return round(value, 1)


def text_width(text: str, size: float = TYPE) -> float:
    """Estimate how wide a text is."""
    return len(text) * LETTER * size


def _end(row: Measure) -> Decimal:
    return max(end for end in (row.low, row.high) if end is not None)


def _text_width(row: Measure) -> float:
    """Give the room that the texts at the end of a bar take: its amount, and its state below."""
    return max(text_width(row.text), text_width(row.row.state.label, SMALL))


def _bar(row: Measure, index: int, scale: float) -> Bar:
    certain = row.low if row.low is not None else row.high
    assert certain is not None
    x = NAMES + float(certain) * scale
    last = NAMES + float(_end(row)) * scale
    is_range = row.high is not None and row.low is not None and row.low != row.high
    style = "view" if row.is_view else "plan" if row.is_plan else "done"
    reach = last + (END if row.bound in OPEN_ABOVE else 0)
    return Bar(
        y=rounded(index * ROW + TOP),
        name=shortened(row.name, NAMES - 12, TYPE),
        note=shortened(row.note, NAMES - 12, SMALL),
        text=row.text,
        text_x=rounded(reach + 7),
        outline=_outline(NAMES, x, row.bound),
        uncertain=_box(x, last) if is_range else "",
        is_faded=row.bound == "about",
        style=style,
        state=row.row.state.label,
        url=row.row.url,
    )


def shortened(text: str, width: float, size: float) -> str:
    """Cut a text to the width there is, after a word if one ends there, with an ellipsis."""
    most = int(width / (LETTER * size))
    if len(text) <= most:
        return text
    words, _, rest = text[:most].rpartition(" ")
    cut = words if len(words) > len(rest) else text[: most - 1]
    return cut.rstrip(" ,:;") + "…"


def _outline(left: float, right: float, bound: str) -> str:
    """Draw a bar: pointed where the amount lies above, notched where it lies below."""
    tip, notch = rounded(right + END), rounded(max(left, right - END))
    left, right = rounded(left), rounded(right)
    if bound in OPEN_ABOVE:
        return f"M{left} 0H{right}L{tip} {BAR / 2}L{right} {BAR}H{left}Z"
    if bound in OPEN_BELOW:
        return f"M{left} 0H{right}L{notch} {BAR / 2}L{right} {BAR}H{left}Z"
    return f"M{left} 0H{right}V{BAR}H{left}Z"


def _box(left: float, right: float) -> str:
    return f"M{rounded(left)} 0H{rounded(right)}V{BAR}H{rounded(left)}Z"


def _told(measures: Measures) -> str:
    """Tell the chart in words, for those who do not see it."""
    rows = [
        f"{', '.join(filter(None, (row.name, row.note)))}: {row.text} ({row.row.state.label})"
        for row in measures.rows
    ]
    return f"Bars in {measures.unit}. {joined(rows)}."


def joined(texts: Iterable[str]) -> str:
    """Join parts of a description."""
    return "; ".join(texts)
