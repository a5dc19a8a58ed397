"""What reading must know of a language; the tables are in the files that end in _de and _en.

All words are in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale

from factbook.reading.over import Ambiguous, Decision
from factbook.reading.phrases import Phrases, Words

# Decides an ambiguous bound word: see `over`.
Decider = Callable[[Ambiguous], Decision | None]


@dataclass(frozen=True)
class NumberWords:
    """Number words. The functions give the number of a word, None for any other word.

    `counted` reads the number at the head of a compound, `superlative` the ordinal in zweitgrößte
    with the length of that part. `articles` are a number only before a scale (`counting_articles`
    before a unit too). `crowds` are vague when alone (Hunderttausende), after a number those that
    are plurals of a scale are that scale; after a word of `never_crowd` nothing is read. `barriers`
    and `halvings` are numerals without an amount, `halves` half a scale. `several_of_units` may
    stand right before a unit. `places` are words such as zweistellig with their bound and the
    length of their number. `joint` joins number words, "" where they are written as one.
    """

    cardinal: Callable[[str], Decimal | None]
    counted: Callable[[str], Decimal | None]
    ordinal: Callable[[str], int | None]
    superlative: Callable[[str], tuple[int, int] | None]
    multiple: Callable[[str], Decimal | None]
    articles: frozenset[str]
    counting_articles: frozenset[str]
    scales: Mapping[str, Decimal]
    crowds: Mapping[str, tuple[str, Decimal]]
    never_crowd: frozenset[str]
    barriers: re.Pattern[str]
    halvings: re.Pattern[str]
    halves: frozenset[str]
    several: frozenset[str]
    several_of_units: frozenset[str]
    places: Mapping[str, tuple[str, int]]
    joint: str
    signs: Mapping[str, int]


@dataclass(frozen=True)
class CompoundWords:
    """Compounds and attached endings: what follows a number within one word.

    `fused` has the groups number and unit; `time_words` gives the unit forms to look up for such a
    unit. `magnitude` has the group scale (Millionenauftrag). `times` are words whose unit is that
    of multiples, `times_part` their endings (10-fach). `ordinal_suffixes` make 2nd an ordinal,
    `decades` are endings of 1990er. `year_prefix` is what precedes a year in one word (mid-2026).
    A full stop right after one of `abbreviations` belongs to it.
    """

    fused: re.Pattern[str]
    fused_several: frozenset[str]
    time_words: Mapping[str, Words]
    magnitude: re.Pattern[str]
    times: Words
    times_part: re.Pattern[str]
    ordinal_suffixes: frozenset[str]
    decades: frozenset[str]
    year_prefix: re.Pattern[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True)
class BoundWords:
    """Words around an amount that bound it, and words that leave in doubt what it says.

    The meaning of a phrase is a bound, or DOUBT; after WITH_UNIT it is one only if the amount has
    a unit, after DECIDE one of `deciders` decides. `verbs` bound too, but tell no direction. After
    `hedges` and `negations` nothing is read, except what `negated` turns round. `passed_over` are
    words over which a bound or direction is still felt (auf einen, rund weitere). Behind the
    amount: `or_more`, `exceeding` verbs; `doubts_behind` and `joined_behind` leave it unread.
    Numbers after `labels` are names (Seite 5), after `certain_labels` even before a unit.
    """

    phrases: Phrases
    deciders: Mapping[str, Decider]
    verbs: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]
    negated: Mapping[tuple[str, str], str]
    passed_over: frozenset[str]
    or_more: Mapping[Words, str]
    exceeding: frozenset[str]
    doubts_behind: frozenset[str]
    joined_behind: frozenset[Words]
    labels: re.Pattern[str]
    certain_labels: re.Pattern[str]


# What a phrase before an amount may mean besides a bound of its own.
DOUBT = "doubt"
WITH_UNIT = "with a unit: "
DECIDE = "decide: "


@dataclass(frozen=True)
class RangeWords:
    """Words between amounts: 3 bis 4, zwischen 3 und 4, von 3 auf 4, 3 oder 4.

    `to` joins a range, `and_` after `between`; `of_change` after `from_` tells a change. With
    `alternatives` neither number is read, with `ellipses` not the one that lacks a unit.
    """

    to: frozenset[str]
    between: frozenset[str]
    and_: frozenset[str]
    from_: frozenset[str]
    of_change: frozenset[str]
    alternatives: frozenset[str]
    ellipses: frozenset[str]


@dataclass(frozen=True)
class DirectionWords:
    """Words that tell a level from a change: auf 27 Euro, um 50 Prozent, ein Plus von 1 %.

    `gains` are verbs of change; with a `gain_particle` they must have it behind the amount (legte
    sechs Prozent zu). `purpose` finds "um ... zu", which is no change.
    """

    to: frozenset[str]
    by: frozenset[str]
    of: frozenset[str]
    changes: frozenset[str]
    gains: frozenset[str]
    gain_particle: str
    purpose: re.Pattern[str] | None


@dataclass(frozen=True)
class NounWords:
    """Words around what is counted.

    `may_precede` tells whether a word may stand between a number and its noun,
    `may_precede_dative` whether it may after one of `takes_dative` before the number. `partitive`
    is "von" in Tausende von GPUs.
    `measures` are units that measure (Gigawatt) rather than count. `is_fused`: compounds are
    written as one word. `comparative` words after a multiple leave open what it says.
    """

    may_precede: Callable[[str], bool]
    may_precede_dative: Callable[[str], bool]
    takes_dative: frozenset[str]
    partitive: frozenset[str]
    measures: re.Pattern[str]
    is_fused: bool
    comparative: re.Pattern[str]


@dataclass(frozen=True)
class DateWords:
    """Words that tell years, days and hours from amounts.

    After `year_words` four digits are a year, after `weak_year_words` if no measure follows, after
    `counting_words` an amount if a noun follows. `calendar` finds words that belong to times.
    "24." is an ordinal before `after_ordinals`; `doubtful_ordinals` (achten) are some only after
    `before_ordinals`. `clock` follows an hour.
    """

    year_words: frozenset[str]
    weak_year_words: frozenset[str]
    counting_words: frozenset[str]
    looks_like_plural: Callable[[str], bool]
    calendar: re.Pattern[str]
    clock: re.Pattern[str]
    after_ordinals: re.Pattern[str]
    doubtful_ordinals: frozenset[str]
    before_ordinals: frozenset[str]


@dataclass(frozen=True)
class Language:
    """The tables of one language; reading reads nothing that they do not name."""

    code: str
    locale: Locale
    numbers: NumberWords
    compounds: CompoundWords
    bounds: BoundWords
    ranges: RangeWords
    directions: DirectionWords
    nouns: NounWords
    dates: DateWords
