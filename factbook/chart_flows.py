"""Who pays whom: two columns joined by ribbons as wide as their amounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factbook.chart import MOST_BARS, TYPE, WIDTH, joined, rounded, shortened
from factbook.sheet.flows import Flow, Flows

SIDE = 190.0
NODE = 10.0
GAP = 26.0
TOP = 26.0
# All ribbons together are so high; each at least high enough to be seen.
RIBBONS = 260.0
LEAST = 2.0
# The room between two lines of labels.
LABEL = 14.0


@dataclass(frozen=True, slots=True)
class Node:
    """A party in one of the columns."""

    name: str
    y: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow from the left column to the right one, with its amount where it begins."""

    path: str
    text: str
    text_x: float
    text_y: float
    style: str
    url: str


@dataclass(frozen=True, slots=True)
class FlowChart:
    """The picture of flows in one unit."""

    id: str
    title: str
    description: str
    unit: str
    width: float
    height: float
    left: float
    right: float
    node: float
    givers: tuple[Node, ...]
    receivers: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


def flow_chart(flows: Flows, title: str) -> FlowChart | None:
    """Draw flows of one unit; None where there is nothing to compare."""
    if not flows.can_be_drawn or len(flows.flows) > MOST_BARS:
        return None
    amounts = [_amount(flow) for flow in flows.flows]
    scale = RIBBONS / sum(amounts)
    widths = [max(LEAST, amount * scale) for amount in amounts]
    givers = _column([flow.giver.text for flow in flows.flows], widths)
    receivers = _column([flow.receiver.text for flow in flows.flows], widths)
    left, right = SIDE + NODE, WIDTH - SIDE - NODE
    return FlowChart(
        id=flows.id,
        title=title,
        description=_told(flows),
        unit=flows.unit,
        width=WIDTH,
        height=rounded(max(_bottom(givers), _bottom(receivers)) + GAP / 2),
        left=SIDE,
        right=right,
        node=NODE,
        givers=tuple(givers.values()),
        receivers=tuple(receivers.values()),
        ribbons=tuple(_ribbons(flows.flows, widths, givers, receivers, left, right)),
    )


def _amount(flow: Flow) -> float:
    measure = flow.measure
    return float(max(end for end in (measure.low, measure.high) if end is not None))


def _column(names: list[str], widths: list[float]) -> dict[str, Node]:
    """Stack the parties of a column, the one with the widest ribbons first."""
    heights: dict[str, float] = {}
    for name, width in zip(names, widths, strict=True):
        heights[name] = heights.get(name, 0.0) + width
    nodes: dict[str, Node] = {}
    y = TOP
    for name, height in sorted(heights.items(), key=lambda item: (-item[1], item[0])):
        nodes[name] = Node(
            shortened(name, SIDE - 16, TYPE), rounded(y), rounded(height), rounded(y + height / 2)
        )
        y += height + GAP
    return nodes


def _ribbons(
    flows: Iterable[Flow],
    widths: list[float],
    givers: dict[str, Node],
    receivers: dict[str, Node],
    left: float,
    right: float,
) -> Iterable[Ribbon]:
    """Lay ribbons from top to bottom on both sides, so that as few as can be cross."""
    order = sorted(
        zip(flows, widths, strict=True),
        key=lambda item: (givers[item[0].giver.text].y, receivers[item[0].receiver.text].y),
    )
    starts = {name: node.y for name, node in givers.items()}
    offsets: dict[int, float] = {}
    for index, (flow, width) in enumerate(order):
        offsets[index] = starts[flow.giver.text]
        starts[flow.giver.text] += width
    ends = {name: node.y for name, node in receivers.items()}
    label = -LABEL
    for index, (flow, width) in enumerate(order):
        start, end = offsets[index], ends[flow.receiver.text]
        ends[flow.receiver.text] += width
        measure = flow.measure
        label = max(start + width / 2 + 4, label + LABEL)
        yield Ribbon(
            path=_path(left, start, right, end, width),
            text=measure.text,
            text_x=rounded(left + 8),
            text_y=rounded(label),
            style="view" if measure.is_view else "plan" if measure.is_plan else "done",
            url=flow.contract.url,
        )


def _path(left: float, start: float, right: float, end: float, width: float) -> str:
    middle = rounded((left + right) / 2)
    top, bottom = rounded(start), rounded(start + width)
    far_top, far_bottom = rounded(end), rounded(end + width)
    left, right = rounded(left), rounded(right)
    return (
        f"M{left} {top}C{middle} {top} {middle} {far_top} {right} {far_top}"
        f"V{far_bottom}C{middle} {far_bottom} {middle} {bottom} {left} {bottom}Z"
    )


def _bottom(nodes: dict[str, Node]) -> float:
    return max(node.y + node.height for node in nodes.values())


def _told(flows: Flows) -> str:
    rows = [
        f"{flow.giver.text} to {flow.receiver.text}: {flow.measure.text} "
        f"({flow.measure.row.state.label})"
        for flow in flows.flows
    ]
    return f"Ribbons from who pays to who is paid, in {flows.unit}. {joined(rows)}."
