"""What reading must know of a language; the tables are in the files that end in _de and _en.

All words are in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from babel import Locale

from factbook.reading.ambiguous import Ambiguous, Decision
from factbook.reading.phrases import Phrases, Words
from factbook.reading.word_lists import WordForms

# Decides an ambiguous bound word: see `over_de`.
Decider = Callable[[Ambiguous], Decision | None]


class NumberWords(NamedTuple):
    """Number words; the functions give the number of a word, None for any other word."""

    cardinal: Callable[[str], Decimal | None]
    # At the head of a compound, where ein counts too: Einjahresvertrag.
    counted: Callable[[str], Decimal | None]
    ordinal: Callable[[str], int | None]
    # The ordinal in zweitgrößte, and how long that part is.
    superlative: Callable[[str], tuple[int, int] | None]
    multiple: Callable[[str], Decimal | None]
    # Numbers only before a scale; those that count are numbers before a unit too: one GPU.
    articles: frozenset[str]
    counting_articles: frozenset[str]
    scales: Mapping[str, Decimal]
    # Scales of one letter, right behind digits: $1.2B, 400k. Empty where texts do not write so.
    letters: Mapping[str, Decimal]
    # Vague when alone: Hunderttausende. Plurals of a scale are that scale after a number.
    crowds: Mapping[str, tuple[str, Decimal]]
    # After these a crowd, or any number, is not read: viele Milliarden, ein paar Tausend.
    never_crowd: frozenset[str]
    loosening: frozenset[str]
    # Numerals of which no amount is read: Dutzend, Drittel; Hälfte.
    barriers: re.Pattern[str]
    halvings: re.Pattern[str]
    # Half of the scale that follows: eine halbe Milliarde.
    halves: frozenset[str]
    # The same, before an article: half a billion.
    halves_before: frozenset[str]
    # What may scale an amount of money, or be its unit: £40 m, $4 mil.
    unsure_scales: frozenset[str]
    # mehrere Millionen; some of them may stand right before a unit: mehrere Standorte.
    several: frozenset[str]
    several_of_units: frozenset[str]
    # zweistellig, with its bound and how long its number is.
    places: Mapping[str, tuple[str, int]]
    # Joins number words (two hundred and five); "" where they are written as one word.
    joint: str
    signs: Mapping[str, int]


class CompoundWords(NamedTuple):
    """Compounds and attached endings: what follows a number within one word."""

    # Groups number and unit: Fünfjahresvertrag; and the words that make it vague: mehrjährig.
    fused: re.Pattern[str]
    fused_several: frozenset[str]
    # The unit forms to look up for such a unit.
    time_words: Mapping[str, Words]
    # Group scale: Millionenauftrag.
    magnitude: re.Pattern[str]
    # Words whose unit is that of multiples, and their endings: 10-fach.
    times: Words
    times_part: re.Pattern[str]
    ordinal_suffixes: frozenset[str]
    # Endings of 1990er.
    decades: frozenset[str]
    # What precedes a year in one word: mid-2026.
    year_prefix: re.Pattern[str]
    # A full stop right behind one of these belongs to it.
    abbreviations: frozenset[str]


class BoundWords(NamedTuple):
    """Words around an amount that bound it, and words that leave in doubt what it says."""

    # Their meaning is a bound or DOUBT; after WITH_UNIT it is one only if the amount has a unit,
    # after DECIDE one of `deciders` decides.
    phrases: Phrases
    deciders: Mapping[str, Decider]
    # Bounds that are verbs tell no direction: to exceed.
    verbs: frozenset[str]
    # Last words of phrases that compare, if an amount stands before them: 5 Prozent mehr als.
    comparing: frozenset[str]
    # After these nothing is read, except what `negated` turns round: nicht mehr als.
    hedges: frozenset[str]
    negations: frozenset[str]
    negated: Mapping[tuple[str, str], str]
    # Words over which a bound or a direction is still felt: auf einen, rund weitere.
    passed_over: frozenset[str]
    # Behind the amount: oder mehr, überschreiten; and what leaves it unread.
    or_more: Mapping[Words, str]
    # Those that may stand behind a comma: 40 sites, at most.
    set_apart: frozenset[Words]
    exceeding: frozenset[str]
    doubts_behind: frozenset[str]
    joined_behind: frozenset[Words]
    # Numbers after these are names: Seite 5; after the certain ones even before a unit.
    labels: WordForms
    certain_labels: WordForms


# What a phrase before an amount may mean besides a bound of its own.
DOUBT = "doubt"
WITH_UNIT = "with a unit: "
DECIDE = "decide: "


class RangeWords(NamedTuple):
    """Words between two amounts."""

    # 3 bis 4
    to: frozenset[str]
    # zwischen 3 und 4
    between: frozenset[str]
    and_: frozenset[str]
    # von 3 auf 4 is a change.
    from_: frozenset[str]
    of_change: frozenset[str]
    # 3 oder 4: neither is read. 3 und 4 Millionen: the one that lacks a scale is not.
    alternatives: frozenset[str]
    # vier von fünf: neither is.
    of_parts: frozenset[str]
    ellipses: frozenset[str]


class DirectionWords(NamedTuple):
    """Words that tell a level from a change."""

    # auf 27 Euro, um 50 Prozent
    to: frozenset[str]
    by: frozenset[str]
    # ein Plus von 1 %
    of: frozenset[str]
    changes: frozenset[str]
    # legte sechs Prozent zu; without a particle the verb must stand right before.
    gains: frozenset[str]
    gain_particle: str
    # "um fünf Rechenzentren zu bauen" tells a purpose.
    purpose: re.Pattern[str] | None


class NounWords(NamedTuple):
    """Words around what is counted."""

    # What may stand between a number and its noun; more after words that take the dative.
    may_precede: Callable[[str], bool]
    may_precede_dative: Callable[[str], bool]
    takes_dative: frozenset[str]
    # Tausende von GPUs
    partitive: frozenset[str]
    # Units that measure (Gigawatt) rather than count (Standorte).
    measures: WordForms
    # Whether compounds are written as one word.
    is_fused: bool
    # "dreimal größer" leaves open what it says.
    comparative: re.Pattern[str]


class DateWords(NamedTuple):
    """Words that tell years, days and hours from amounts."""

    # After these four digits are a year; after the weak ones if no measure follows.
    year_words: frozenset[str]
    weak_year_words: frozenset[str]
    # After these they are an amount, if a noun follows that is counted.
    counting_words: frozenset[str]
    looks_like_plural: Callable[[str], bool]
    # Whether "24.9." is a day.
    has_dotted_days: bool
    # Words that belong to times.
    calendar: WordForms
    # Follows an hour: 8 Uhr.
    clock: re.Pattern[str]
    # "24." is an ordinal before these.
    after_ordinals: WordForms
    # Words that are ordinals only after some others: im achten Jahr.
    doubtful_ordinals: frozenset[str]
    before_ordinals: frozenset[str]


class Language(NamedTuple):
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
