"""The shapes people write in YAML: one pydantic model for each kind of file under `facts/`.

Every scalar arrives as text. A model checks shape alone; `load` gives the texts their meaning.
The JSON Schemas in `schemas/` are generated from here, so a description is what an editor reads.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]
FactRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
# A fact of the same file by its id, or one of another entity.
FigureRef = Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9-]+/)?[a-z0-9]+(?:-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# A quote is bytes of a source: its outer spaces count.
Exact = Annotated[str, StringConstraints(min_length=1)]
Count = Annotated[int, Field(ge=1)]
DateBasis = Literal["printed", "inferred", "none"]
Standing = Literal["current", "corrected", "retracted"]
Purpose = Literal["value", "when", "state", "who", "context", "repeat"]
# Whether it is a day of the calendar is asked when all of the file has been read.
Day = Annotated[Text, WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]


def _as_list(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _as_alias(given: object) -> object:
    return {"name": given} if isinstance(given, str) else given


_TEXT_OR_LIST = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), _TEXT_OR_LIST]
Words = Annotated[tuple[Text, ...], BeforeValidator(_as_list), _TEXT_OR_LIST]


class Record(BaseModel):
    """What all records share: no unknown key, nothing changes after reading."""

    # Made ready when a record is first read: where none has changed, none is.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class CitationRecord(Record):
    """The exact words of a source that prove a fact, or a part of it."""

    source: Annotated[Id, Field(description="The source's id: a file name in facts/sources/.")]
    line: Annotated[Count, Field(description="The line of the seed that holds the quote, from 1.")]
    prefix: Annotated[
        Exact | None,
        Field(description="Words just before the quote, if it stands twice in the line."),
    ] = None
    quote: Annotated[
        Exact, Field(description="The shortest span that carries the value with its qualifier.")
    ]
    purpose: Annotated[
        Purpose, Field(alias="for", description="What the quote proves; value if left out.")
    ] = "value"
    inferred: Annotated[
        Text | None, Field(description="Why the quote means this although its words do not say so.")
    ] = None


class FactRecord(Record):
    """One fact: an entity's property, its value, and the citations that prove it."""

    id: Annotated[Id, Field(description="Permanent, unique in the file; the permalink's anchor.")]
    property: Annotated[Word, Field(description="A property of facts/vocabulary/properties.yml.")]
    value: Annotated[
        Text | None,
        Field(description="Read by the property's type; a text property may leave it out."),
    ] = None
    state: Annotated[Word, Field(description="A state of facts/vocabulary/states.yml.")]
    when: Annotated[Text | None, Field(description="The time for which the value holds.")] = None
    anchor: Annotated[
        FactRef | None, Field(description="The fact whose time `when` is reckoned from.")
    ] = None
    statement: Annotated[
        Text, Field(description="The fact in one English sentence of our own words.")
    ]
    scope: Annotated[
        Text | None, Field(description="The venue, base or part the figure is limited to.")
    ] = None
    claimed_by: Annotated[
        Ids, Field(description="Who says it, where that is not the source itself.")
    ] = ()
    involves: Annotated[
        dict[Word, Ids], Field(description="Other entities by their role in this fact.")
    ] = {}
    part_of: Annotated[
        FactRef | None, Field(description="The fact of the same unit that contains this one.")
    ] = None
    cite: Annotated[
        tuple[CitationRecord, ...],
        Field(min_length=1, description="The words that prove it: one citation or more."),
    ]
    inferred: Annotated[
        Text | None, Field(description="What the words alone do not give, and why it is meant.")
    ] = None
    reading: Annotated[
        Text | None, Field(description="Why the build cannot read a value that a person can.")
    ] = None
    state_reason: Annotated[
        Text | None, Field(description="Why the state is not the one the words suggest.")
    ] = None
    note: Annotated[Text | None, Field(description="An editor's note, shown as one.")] = None
    retired: Annotated[Text | None, Field(description="Why the fact was withdrawn.")] = None
    replaced_by: Annotated[FactRef | None, Field(description="The fact that took its place.")] = (
        None
    )
    verified: Annotated[
        Text | None, Field(description="Date, editor and fingerprint; `build.py verify` writes it.")
    ] = None


class AliasRecord(Record):
    """Another name of an entity, with the reason where only the context tells that it is one."""

    name: Text
    inferred: Text | None = None


AliasEntry = Annotated[
    AliasRecord,
    BeforeValidator(_as_alias),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "inferred": {"type": "string"}},
                    "required": ["name", "inferred"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class NotStatedRecord(Record):
    """A question readers of the sheet have and no source answers."""

    property: Annotated[Word | None, Field(description="The property that has no fact.")] = None
    question: Annotated[Text, Field(description="The question, as a reader would ask it.")]
    nearest: Annotated[tuple[FactRef, ...], Field(description="The nearest facts there are.")] = ()


class EntityRecord(Record):
    """Something that facts are about: the file's name is its id, the folder its kind."""

    name: Annotated[Text, Field(description="The name a reader looks for.")]
    full_name: Annotated[
        Text | None, Field(description="The full name, if a source gives one.")
    ] = None
    aliases: Annotated[
        tuple[AliasEntry, ...], Field(description="Other names in the sources, as printed.")
    ] = ()
    summary: Annotated[
        Text | None, Field(description="Two sentences of our own; every figure is a fact.")
    ] = None
    mention: Annotated[
        Literal["yes", "no"], Field(description="yes: a row of its index, not a sheet of its own.")
    ] = "no"
    parties: Annotated[
        dict[Word, Ids], Field(description="Who takes part in it, by role, if it is a contract.")
    ] = {}
    key_figures: Annotated[
        tuple[FigureRef, ...],
        Field(
            description="4 to 7 facts, in the order a reader needs: ids of this file, or "
            "ENTITY/FACT for facts of something it takes part in."
        ),
    ] = ()
    not_stated: Annotated[
        tuple[NotStatedRecord, ...], Field(description="What readers expect and no source says.")
    ] = ()
    facts: Annotated[
        tuple[FactRecord, ...], Field(description="What the sources say of it, fact by fact.")
    ] = ()


class SetAsideRecord(Record):
    """A part of a seed that holds no fact."""

    lines: Annotated[
        Annotated[str, StringConstraints(pattern=r"^\d+(?:-\d+)?$")],
        Field(description="A line, or a range such as 27-35."),
    ]
    quote: Annotated[Exact | None, Field(description="Only these words of the one line.")] = None
    boilerplate: Annotated[
        Literal["yes", "no"],
        Field(description="yes: no editorial text (advertising, consent box, navigation)."),
    ] = "no"
    reason: Annotated[Text, Field(description="Why there is no fact in it.")]


class CommentaryRecord(Record):
    """Lines of a seed in which a named person gives views."""

    lines: Annotated[
        Annotated[str, StringConstraints(pattern=r"^\d+(?:-\d+)?$")],
        Field(description="A line, or a range such as 11-17."),
    ]
    speaker: Annotated[Id, Field(description="The entity that speaks: its facts are opinions.")]


class SourceRecord(Record):
    """The bibliographic record of a seed."""

    file: Annotated[Text, Field(description="The seed's file name in seeds/.")]
    sha256: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")],
        Field(description="The hash of the seed's bytes, as `sha256sum` prints it."),
    ]
    title: Annotated[Text, Field(description="The title as printed.")]
    publisher: Annotated[Text, Field(description="Who published it, or: not stated.")]
    author: Annotated[Text | None, Field(description="Who wrote it, if printed.")] = None
    date: Annotated[
        Text | None, Field(description="The article's date: YYYY-MM-DD or YYYY-MM-DDTHH:MM.")
    ] = None
    date_basis: Annotated[
        DateBasis, Field(description="How the date is known; inferred and none need date_reason.")
    ]
    date_reason: Annotated[
        Text | None, Field(description="Why this is the date, or why there is none.")
    ] = None
    language: Annotated[Text, Field(description="The language of the text: de or en.")]
    url: Annotated[Text | None, Field(description="Its address, if the text prints one.")] = None
    kind: Annotated[Text, Field(description="What it is, such as newspaper article.")]
    standing: Annotated[
        Standing, Field(description="Whether its publisher has corrected or retracted it.")
    ]
    licence: Annotated[Text | None, Field(description="Its licence, if known.")] = None
    coverage: Annotated[
        Literal["complete", "open"],
        Field(description="complete: every numeral is told or set aside, or the check fails."),
    ]
    units: Annotated[
        dict[Text, Text],
        Field(description="Words this source uses for a unit, such as dollars: USD."),
    ] = {}
    units_reason: Annotated[Text | None, Field(description="Why the words mean these units.")] = (
        None
    )
    commentary: Annotated[
        tuple[CommentaryRecord, ...],
        Field(description="Lines in which a named person gives views."),
    ] = ()
    set_aside: Annotated[
        tuple[SetAsideRecord, ...], Field(description="Parts of the seed without a fact.")
    ] = ()


class DisagreementRecord(Record):
    """Facts that exclude each other, or only look as if they did."""

    title: Annotated[Text, Field(description="What it is about, in a few words.")]
    kind: Annotated[
        Word, Field(description="number, definition, tone, opinion, within-one-source ...")
    ]
    comparable: Annotated[
        Literal["yes", "no"], Field(description="no: the facts only look as if they disagreed.")
    ] = "yes"
    facts: Annotated[
        tuple[FactRef, ...],
        Field(min_length=2, description="The facts, as ENTITY/FACT: two or more."),
    ]
    note: Annotated[Text, Field(description="What each side says, and how they differ.")]
    settle: Annotated[Text | None, Field(description="What would settle it.")] = None


class DerivedRecord(Record):
    """A formula over facts; its result is computed, never typed in."""

    label: Annotated[Text, Field(description="What the figure is called where it is shown.")]
    formula: Annotated[
        Literal["sum", "share", "ratio", "difference"],
        Field(description="What is computed; all but sum take two members."),
    ]
    members: Annotated[
        tuple[FactRef, ...],
        Field(min_length=2, description="The facts, as ENTITY/FACT, in the formula's order."),
    ]
    warning: Annotated[Text | None, Field(description="What a reader must know of the figure.")] = (
        None
    )
    allow: Annotated[
        tuple[Literal["opinion"], ...],
        BeforeValidator(_as_list),
        Field(description="opinion: members may be opinions."),
    ] = ()


class ChangeRecord(Record):
    """An entry of facts/changelog.yml: what has changed in published records, for readers."""

    on: Annotated[Day, Field(description="The day of the change, YYYY-MM-DD.")]
    facts: Annotated[
        tuple[FactRef, ...], Field(description="The facts that it changed, as ENTITY/FACT.")
    ] = ()
    change: Annotated[
        Text, Field(description="What was changed: what it said before, and what it says now.")
    ]
    why: Annotated[Text | None, Field(description="Why, and by whose hint.")] = None


class HeadlineRecord(Record):
    """The facts and disagreements the home page leads with."""

    facts: Annotated[tuple[FactRef, ...], Field(description="Facts, as ENTITY/FACT.")]
    disagreements: Annotated[
        tuple[Id, ...], Field(description="Ids: file names in facts/disagreements/.")
    ] = ()
    open_questions: Annotated[
        tuple[Text, ...],
        Field(description="ENTITY/QUESTION, the question in lower case and joined by hyphens."),
    ] = ()


class SiteRecord(Record):
    """facts/site.yml: the name of the factbook, its addresses and licences."""

    name: Annotated[Text, Field(description="The factbook's name.")]
    scope: Annotated[Text, Field(description="One sentence: what the factbook covers.")]
    headline: Annotated[HeadlineRecord, Field(description="What the home page leads with.")]
    url: Annotated[Text | None, Field(description="Where the site is published.")] = None
    repository: Annotated[Text | None, Field(description="The repository's web address.")] = None
    branch: Annotated[Text, Field(description="The branch that edit links lead to.")] = "main"
    licence: Annotated[Text, Field(description="The licence of the facts.")]
    licence_url: Annotated[Text, Field(description="The address of the licence's text.")]


class Label(Record):
    """A label in the languages of the factbook."""

    en: Annotated[Text, Field(description="In English.")]
    de: Annotated[Text | None, Field(description="In German.")] = None


class KindRecord(Record):
    """A kind of entity: the folder's name is its id."""

    one: Annotated[Label, Field(description="One such entity: Ferry.")]
    many: Annotated[Label, Field(description="Several of them: Ferries.")]
    sheets: Annotated[
        Literal["yes", "no"], Field(description="no: all its entities are rows of the index.")
    ] = "yes"
    about: Annotated[Text, Field(description="One sentence: what belongs to the kind.")]
    notice: Annotated[
        Text | None,
        Field(description="A line on each page of the kind, such as one on the privacy of people."),
    ] = None
    columns: Annotated[
        Words,
        Field(description="The properties its list shows, in order; left out: what most have."),
    ] = ()


class ChoiceRecord(Record):
    """One of the few values that a property can have, and what texts call it."""

    label: Annotated[Label, Field(description="What readers see as the value.")]
    words: Annotated[
        dict[Text, Words],
        Field(description="By language, words of which the quote has one; Rechen* begins words."),
    ] = {}


class PropertyRecord(Record):
    """A property facts can have."""

    label: Annotated[Label, Field(description="What readers see before the value.")]
    type: Annotated[
        Literal["quantity", "date", "entity", "place", "choice", "text"],
        Field(description="How the value is written and read: facts/README.md shows each."),
    ]
    choices: Annotated[
        dict[Word, ChoiceRecord], Field(description="The values that a choice may have.")
    ] = {}
    units: Annotated[Words, Field(description="The base units a quantity may have.")] = ()
    kinds: Annotated[Words, Field(description="The kinds an entity value may be of.")] = ()
    single: Annotated[
        Literal["yes", "no"],
        Field(description="yes: at one time there is one such value, so two exclude each other."),
    ] = "no"
    states: Annotated[
        Words, Field(description="The states such a fact may have; any, if left out.")
    ] = ()
    change: Annotated[
        Literal["yes", "no"], Field(description="yes: the amount is a rise or a fall by so much.")
    ] = "no"
    group: Annotated[Word, Field(description="Facts of one group stand together on a sheet.")]


class UnitRecord(Record):
    """A unit: how many of its base it is, how it is written, what texts call it."""

    base: Annotated[Text, Field(description="The unit it is compared in; itself, if it is one.")]
    factor: Annotated[
        Annotated[str, StringConstraints(pattern=r"^\d+(?:\.\d+)?$")],
        Field(description="How many of its base it is: 1000 for km where the base is m."),
    ] = "1"
    label: Annotated[Label, Field(description="One of it, in words.")]
    plural: Annotated[Label | None, Field(description="Several of it, in words.")] = None
    symbol: Annotated[Text | None, Field(description="Its sign, such as km.")] = None
    words: Annotated[
        dict[Text, Words],
        Field(description="Every form that texts use, inflected forms included, by language."),
    ]


class RoleRecord(Record):
    """A role an entity can have in a fact, labelled from both sides."""

    label: Annotated[Label, Field(description="On the fact's own sheet: buyer.")]
    inverse: Annotated[Label, Field(description="On the entity's sheet: buys in.")]
    towards: Annotated[
        Label | None,
        Field(description="What a party of a contract does with the other: buys from."),
    ] = None
    listed: Annotated[
        Literal["yes", "no"],
        Field(description="no: it does not tell what an entity is, so lists leave it out."),
    ] = "yes"
    flow: Annotated[
        Literal["from", "to", "none"],
        Field(description="from: pays or gives; to: is paid or receives."),
    ] = "none"
    only_named: Annotated[
        Literal["yes", "no"],
        Field(description="yes: it tells no more than that the entity is named in the fact."),
    ] = "no"
    given: Annotated[
        Literal["from", "to", "none"],
        Field(description="from: gives what the fact is about, as a supplier does; to: has it."),
    ] = "none"
    named: Annotated[
        Literal["yes", "no"],
        Field(description="no: the editors' own sorting, which no sentence needs to name."),
    ] = "yes"
    told: Annotated[
        Literal["yes", "no"],
        Field(description="no: where the fact belongs; its statement need not name it."),
    ] = "yes"


class StateRecord(Record):
    """How sure a fact is."""

    label: Annotated[Label, Field(description="What readers see beside the value.")]
    stands: Annotated[
        Literal["done", "ahead", "judged"], Field(description="Its class when facts are compared.")
    ]
    public: Annotated[
        Literal["yes", "no"], Field(description="yes: somebody must make it public in the source.")
    ] = "no"
    moment: Annotated[
        Literal["yes", "no"],
        Field(description="yes: measured at a moment; such facts need a time and are no events."),
    ] = "no"
    foreseen: Annotated[
        Literal["yes", "no"],
        Field(description="yes: a future out of the speaker's hands; told beside who foresees it."),
    ] = "no"
    words: Annotated[
        dict[Text, Words],
        Field(description="By language, words of which the cited clause has one: plans, intend*."),
    ] = {}
    about: Annotated[Text, Field(description="One sentence: when a fact has this state.")]


class PlaceRecord(Record):
    """A place and what texts call it, inflected forms and adjectives included."""

    words: Annotated[
        dict[Text, Words], Field(description="The forms that texts use, by language: de, en.")
    ]


class TermRecord(Record):
    """A term of the glossary, defined by a fact or by the editors."""

    term: Annotated[Text, Field(description="The term as readers look for it.")]
    aliases: Annotated[
        tuple[Text, ...], Field(description="Other forms, those of the sources among them.")
    ] = ()
    meaning: Annotated[
        Text | None, Field(description="The editors' own explanation, shown as editorial.")
    ] = None
    fact: Annotated[FactRef | None, Field(description="The fact that tells of it.")] = None
