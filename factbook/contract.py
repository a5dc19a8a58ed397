"""The shape of `data/facts.json`, on which other programs rely: its JSON Schema is made from here.

`low` and `high` are in the base unit named by `unit`, null when open; `bound` is null when exact.
`start` and `end` count code points in the line of the seed, `end` exclusive. `url` is relative to
the site's root. Unresolved times have `from` and `to` null.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from factbook.record import DateBasis, Purpose, Standing

Number = int | float


class EntityJson(TypedDict):
    """An entity; `id` is unique across kinds, `kind` the folder of its record."""

    id: str
    kind: str
    name: str
    full_name: str | None
    aliases: list[str]
    summary: str | None
    url: str
    mention: bool
    parties: dict[str, list[str]]


class CoverageJson(TypedDict):
    """How many numerals and sentences of a source are accounted for, and how."""

    numerals: int
    read: int
    context: int
    set_aside: int
    uncovered: int
    sentences: int
    sentences_cited: int
    sentences_set_aside: int


class SourceJson(TypedDict):
    """A source with the hash of its seed."""

    id: str
    seed: str
    sha256: str
    publisher: str
    author: str | None
    title: str
    date: str | None
    date_basis: DateBasis
    language: str
    kind: str
    standing: Standing
    url: str | None
    coverage: CoverageJson


class PrintedJson(TypedDict):
    """The amounts in the unit in which they are printed."""

    low: Number | None
    high: Number | None
    unit: str


class QuantityJson(TypedDict):
    """A quantity in its base unit, and as printed."""

    type: Literal["quantity"]
    text: str
    bound: str | None
    low: Number | None
    high: Number | None
    unit: str
    printed: PrintedJson


DateJson = TypedDict(
    "DateJson",
    {"type": Literal["date"], "text": str, "from": str | None, "to": str | None},
)


class EntityValueJson(TypedDict):
    """A value that is an entity."""

    type: Literal["entity"]
    entity: str


class TextJson(TypedDict):
    """A value that is a place, a choice of its property, or a wording."""

    type: Literal["place", "choice", "text"]
    text: str


WhenJson = TypedDict(
    "WhenJson",
    {"text": str, "from": str | None, "to": str | None, "source_words": str | None},
)
CitationJson = TypedDict(
    "CitationJson",
    {
        "source": str,
        "seed": str,
        "line": int,
        "quote": str,
        "start": int,
        "end": int,
        "for": Purpose,
    },
)


class VerifiedJson(TypedDict):
    """When a person last compared the fact with its source, and who."""

    on: str
    by: str


class FactJson(TypedDict):
    """A fact; `id` is "entity/fact"."""

    id: str
    entity: str
    property: str
    statement: str
    state: str
    scope: str | None
    url: str
    value: QuantityJson | DateJson | EntityValueJson | TextJson | None
    when: WhenJson | None
    claimed_by: list[str]
    involves: dict[str, list[str]]
    part_of: str | None
    citations: list[CitationJson]
    inferred: str | None
    verified: VerifiedJson | None
    note: str | None


class DerivedJson(TypedDict):
    """A calculated figure; `members` are the facts it is made of."""

    id: str
    formula: str
    label: str
    members: list[str]
    value: QuantityJson | None
    warning: str | None


class DisagreementJson(TypedDict):
    """Facts that exclude each other, or (`comparable` false) only look as if they did."""

    id: str
    kind: str
    comparable: bool
    facts: list[str]
    note: str
    settle: str | None


class OpenQuestionJson(TypedDict):
    """A question that no source answers, with the nearest facts there are."""

    id: str
    entity: str
    property: str | None
    question: str
    nearest: list[str]


class FactsJson(TypedDict):
    """The whole factbook."""

    version: Literal[1]
    as_of: str
    entities: list[EntityJson]
    sources: list[SourceJson]
    facts: list[FactJson]
    derived: list[DerivedJson]
    disagreements: list[DisagreementJson]
    open_questions: list[OpenQuestionJson]
