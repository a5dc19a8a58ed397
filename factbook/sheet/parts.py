"""What pages are made of: the frozen pieces that templates show, already worded and linked.

Every `url` is relative to the site's root; templates turn it into one relative to their page.
Most are named tuples: a page is made of hundreds, and a frozen dataclass takes five times as long
to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text, a link where `url` is not empty."""

    text: str
    url: str = ""


Sentence = tuple[Piece, ...]


class State(NamedTuple):
    """The badge of a fact: its word, and its class, which gives the shape."""

    id: str
    label: str
    stands: str
    about: str


class Figure(NamedTuple):
    """A value typeset as one thing: qualifier, amount, scale word and unit, or a wording.

    `is_number` tells the two apart; `scale_note` explains the scale word; `plain` is the whole
    with ordinary spaces, for titles and the search.
    """

    amount: str
    plain: str
    bound: str = ""
    scale: str = ""
    scale_note: str = ""
    unit: str = ""
    url: str = ""
    is_number: bool = False


class Time(NamedTuple):
    """A time in words, the date of the evidence for it, and whether a plan's date has passed."""

    text: str
    words: str = ""
    language: str = ""
    as_of: str = ""
    has_passed: bool = False


class Span(NamedTuple):
    """A run of a source's words; `is_marked` where they are the quote itself."""

    text: str
    is_marked: bool


class Quote(NamedTuple):
    """Words of one sentence of a source, with the address of their line on the source's page."""

    line: int
    url: str
    spans: tuple[Span, ...]


class SourceQuotes(NamedTuple):
    """What one source says for a fact; `repeats` are lines that only say it again.

    `dated` is the label with the source's date, which stands in some labels already.
    """

    label: str
    dated: str
    title: str
    language: str
    quotes: tuple[Quote, ...]
    repeats: tuple[Piece, ...]


class Remark(NamedTuple):
    """Something the editors say about a fact: what kind of remark, and its words."""

    label: str
    text: str


class Proof(NamedTuple):
    """All that opens under a fact: the sources' words, remarks, how to cite and edit it.

    Where a fact stands a second time, `cite` and the two addresses are left to its own place.
    """

    sources: tuple[SourceQuotes, ...]
    remarks: tuple[Remark, ...]
    relative_time: Time | None
    cite: str = ""
    edit_url: str = ""
    report_url: str = ""


class ShortRow(NamedTuple):
    """A fact told in a line; its proof stands at `url`, its own place."""

    ref: str
    anchor: str
    url: str
    about: Piece
    label: str
    statement: Sentence
    state: State
    is_inferred: bool


class FactRow(NamedTuple):
    """A fact on a page; `anchor` is its permanent id there or, with `is_repeated`, another one.

    `proof` is None where the page leaves the proof to the fact's own place, at `url`.
    """

    ref: str
    anchor: str
    url: str
    is_repeated: bool
    about: Piece
    label: str
    scope: str
    figure: Figure | None
    statement: Sentence
    state: State
    is_inferred: bool
    says: tuple[Piece, ...]
    time: Time | None
    source: str
    proof: Proof | None
    clashes: tuple[Clash, ...] = ()
    # What a row of an index is about although its sentence does not name it.
    also: tuple[Piece, ...] = ()


class Clash(NamedTuple):
    """A disagreement as it stands in a figure's row: what kind, and the other facts."""

    sentence: str
    url: str
    rows: tuple[FactRow, ...]


class Group(NamedTuple):
    """Facts under one heading; `left_out` more are not shown."""

    id: str
    title: str
    rows: tuple[FactRow, ...]
    left_out: int = 0


class Question(NamedTuple):
    """Something no source states, and the nearest facts there are."""

    anchor: str
    url: str
    about: Piece
    label: str
    question: str
    nearest: tuple[ShortRow, ...]


class Calculated(NamedTuple):
    """A figure that the build computed, with the facts it was computed from."""

    anchor: str
    label: str
    figure: Figure
    formula: str
    members: tuple[FactRow, ...]
    warning: str


class Case(NamedTuple):
    """A disagreement with its facts; not `is_comparable` where it only looks like one."""

    anchor: str
    url: str
    title: str
    kind: str
    sentence: str
    is_comparable: bool
    rows: tuple[FactRow, ...]
    note: Sentence
    settle: str
    about: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a list: how it is called, by whom, when, and how many facts rest on it."""

    label: str
    title: str
    url: str
    language: str
    language_name: str
    publisher: str
    author: str
    address: str
    date: str
    basis: str
    kind: str
    count: int


class Evidence(NamedTuple):
    """What a page rests on: its sources, their dates in words, and when a person last compared."""

    facts: int
    sources: tuple[SourceLine, ...]
    summary: str
    compared: str

    @property
    def rests_on_one(self) -> bool:
        """Tell whether all facts of the page come from a single source."""
        return len(self.sources) == 1
