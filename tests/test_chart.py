"""Pictures: round ticks, ends that say the bound, nothing drawn that would mislead."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook import sheet
from factbook.chart import (
    MOST_TICKS,
    NAMES,
    SMALL,
    bar_chart,
    rounded,
    shortened,
    text_width,
    ticks,
)
from factbook.chart_flows import flow_chart
from factbook.chart_timeline import timeline_chart
from factbook.sheet.facts import fact_row
from factbook.sheet.flows import Flow, Flows
from factbook.sheet.measures import Measure, Measures
from factbook.sheet.parts import Piece
from tests.test_sheet import FERRIES, book_of


@pytest.fixture(scope="module")
def ferries() -> sheet.Lookup:
    return sheet.lookup_of(book_of(FERRIES))


def measure(
    ferries: sheet.Lookup,
    low: int | None,
    high: int | None,
    bound: str = "",
    *,
    is_plan: bool = False,
) -> Measure:
    return Measure(
        row=fact_row(ferries, ferries.book.facts["moewe/cost"], with_proof=False),
        name="Möwe",
        note="",
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        bound=bound,
        text="x",
        is_plan=is_plan,
        is_view=False,
    )


@given(st.floats(min_value=1e-9, max_value=1e15))
def test_ticks_are_round_few_and_reach_the_longest_bar(longest: float) -> None:
    found = ticks(longest)
    assert found[0] == 0
    assert 2 <= len(found) <= MOST_TICKS + 2
    assert found[-1] >= longest * (1 - 1e-6)


def test_ticks_of_some_lengths() -> None:
    assert ticks(300) == [0, 50, 100, 150, 200, 250, 300]
    assert ticks(260) == [0, 50, 100, 150, 200, 250, 300]
    assert ticks(10) == [0, 2, 4, 6, 8, 10]
    assert ticks(0.5) == [0, 0.1, 0.2, 0.3, 0.4, 0.5]


def test_end_of_a_bar_says_its_bound(ferries: sheet.Lookup) -> None:
    chart = bar_chart(
        Measures(
            "m",
            "Cost",
            "million euros",
            (
                measure(ferries, 40, 40),
                measure(ferries, 30, None, "more than"),
                measure(ferries, None, 20, "almost"),
                measure(ferries, 10, 10, "about"),
                measure(ferries, 3, 4, is_plan=True),
            ),
        )
    )
    assert chart is not None
    exact, above, below, near, between = chart.bars
    # Flat, pointed beyond the amount, notched before it, faded, and with an uncertain part.
    assert exact.outline.count("L") == 0
    assert above.outline.count("L") == 2
    assert below.outline.count("L") == 2
    assert (near.is_faded, exact.is_faded) == (True, False)
    assert between.uncertain
    assert not exact.uncertain
    assert (between.style, exact.style) == ("plan", "done")


def test_bars_begin_at_nothing_and_are_as_long_as_their_amounts(ferries: sheet.Lookup) -> None:
    chart = bar_chart(
        Measures("m", "", "m", (measure(ferries, 100, 100), measure(ferries, 50, 50)))
    )
    assert chart is not None
    assert chart.ticks[0].x == NAMES
    right = [float(bar.outline.split("H")[1].split("V")[0]) for bar in chart.bars]
    assert right[0] - NAMES == pytest.approx(2 * (right[1] - NAMES), abs=0.2)


@pytest.mark.parametrize("amounts", [[(40, 40)], [(1000, 1000), (1, 1)], [(40, 40), (-3, -3)]])
def test_chart_that_would_compare_nothing_or_mislead_is_not_drawn(
    ferries: sheet.Lookup, amounts: list[tuple[int, int]]
) -> None:
    rows = tuple(measure(ferries, low, high) for low, high in amounts)
    assert bar_chart(Measures("m", "", "m", rows)) is None


def test_ribbons_are_as_wide_as_their_amounts_and_keep_their_sides(ferries: sheet.Lookup) -> None:
    def flow(giver: str, receiver: str, amount: int) -> Flow:
        return Flow(
            Piece(giver), Piece(receiver), Piece("c", "c/"), measure(ferries, amount, amount)
        )

    chart = flow_chart(
        Flows("f", "euros", (flow("A", "B", 30), flow("A", "C", 10), flow("B", "A", 20))), "Who"
    )
    assert chart is not None
    heights = {node.name: node.height for node in chart.givers}
    assert heights["A"] == pytest.approx(2 * heights["B"], abs=0.2)
    assert [node.name for node in chart.receivers] == ["B", "A", "C"]
    assert len(chart.ribbons) == 3
    assert flow_chart(Flows("f", "euros", (flow("A", "B", 30),)), "Who") is None


def test_labels_of_the_timeline_never_cover_each_other(ferries: sheet.Lookup) -> None:
    chart = timeline_chart(sheet.timeline_page(ferries))
    assert chart is not None
    for lane in chart.lanes:
        rows: dict[float, list[float]] = {}
        for mark in lane.marks:
            assert all(mark.x >= end for end in rows.get(mark.y, [])), mark
            rows.setdefault(mark.y, []).append(mark.x + mark.width)


def test_years_long_ago_do_not_crowd_out_those_with_events(ferries: sheet.Lookup) -> None:
    """A first year a century before the others, and a last source after all of them."""
    page = sheet.timeline_page(ferries)
    some = next(event for lane in page.lanes for event in lane.events)
    old = some._replace(start="1874-01-01", end="1874-12-31")
    lanes = (replace(page.lanes[0], events=(old,)), *page.lanes[1:])
    chart = timeline_chart(replace(page, lanes=lanes, evidence_end="2100-12-31"))
    assert chart is not None
    texts = [tick.text for tick in chart.ticks]
    assert texts[:2] == ["1874", "…"]
    assert texts.count("…") == 1
    assert "" not in texts
    assert chart.evidence is not None
    assert chart.evidence.is_left


def test_long_names_are_cut_to_their_room() -> None:
    assert shortened("Kaltenhafen", 200, 13) == "Kaltenhafen"
    assert shortened("Kaltenhafen und Nordersand", 80, 13) == "Kaltenhaf…"
    assert shortened("Kaltenhafen und Nordersand", 140, 13) == "Kaltenhafen und…"


def test_the_texts_at_the_end_of_a_bar_have_room(ferries: sheet.Lookup) -> None:
    """The amount may be shorter than the word of the state below it."""
    rows = (measure(ferries, 5, 5), measure(ferries, 2, 2))
    chart = bar_chart(Measures("m", "Sites", "sites", rows))
    assert chart is not None
    for bar in chart.bars:
        assert len(bar.state) > len(bar.text)
        assert bar.text_x + text_width(bar.state, SMALL) <= chart.width
    assert rounded(1 / 3) == 0.3
