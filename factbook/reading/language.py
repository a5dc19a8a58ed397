"""What reading must know of a language: its number words, bounds, small words and compounds.

All words are in lower case. The tables are in `words_de` and `words_en`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale

from factbook.reading.over import Decision
from factbook.reading.shape import Token

Words = tuple[str, ...]
# Decides an ambiguous bound word: see `over`.
Decider = Callable[[Sequence[Token], int, int, bool, Decimal], Decision | None]


@dataclass(frozen=True)
class Language:
    """The tables of one language; `factbook.reading` reads nothing that they do not name."""

    code: str
    locale: Locale

    # Number words, each function from a word to its number.
    cardinal: Callable[[str], Decimal | None]
    counted: Callable[[str], Decimal | None]
    ordinal: Callable[[str], int | None]
    superlative: Callable[[str], tuple[int, int] | None]
    multiple: Callable[[str], Decimal | None]
    articles: frozenset[str]
    counting_articles: frozenset[str]
    scales: Mapping[str, Decimal]
    crowds: Mapping[str, tuple[str, Decimal]]
    barriers: re.Pattern[str]
    half_words: re.Pattern[str]
    halves: frozenset[str]
    several: frozenset[str]
    several_of_units: frozenset[str]
    never_crowd: frozenset[str]
    places: Mapping[str, str]
    number_lengths: Mapping[str, int]
    number_joint: str
    abbreviations: frozenset[str]
    ordinal_suffixes: frozenset[str]
    times_words: Words
    times_part: re.Pattern[str]
    comparative: re.Pattern[str]
    decades: frozenset[str]

    # Compounds: a number and what it counts, fused into one word.
    fused: re.Pattern[str]
    fused_several: frozenset[str]
    magnitude: re.Pattern[str]
    time_words: Mapping[str, Words]

    # Before an amount. Each phrase is one to three words; the last one touches the amount.
    bounds: Mapping[Words, str]
    bounds_with_unit: Mapping[Words, str]
    deciders: Mapping[str, Decider]
    bound_verbs: frozenset[str]
    hedges: frozenset[str]
    never_before: frozenset[Words]
    negations: frozenset[str]
    negated_bounds: Mapping[tuple[str, str], str]
    labels: re.Pattern[str]
    labels_always: re.Pattern[str]
    sign_words: Mapping[str, int]

    # After an amount.
    or_more: Mapping[Words, str]
    exceeding_after: frozenset[str]
    never_after: frozenset[str]
    clock: re.Pattern[str]
    never_joined: frozenset[Words]

    # Ranges and alternatives.
    range_words: frozenset[str]
    between: frozenset[str]
    range_and: frozenset[str]
    from_words: frozenset[str]
    change_words: frozenset[str]
    alternatives: frozenset[str]
    ellipses: frozenset[str]

    # Directions.
    to_words: frozenset[str]
    by_words: frozenset[str]
    small_words: frozenset[str]
    of_words: frozenset[str]
    changes: frozenset[str]
    gain_verbs: frozenset[str]
    gain_particle: str
    purpose: re.Pattern[str] | None

    # Units: what may stand between a number and the noun it counts, and which words are measures.
    between_number_and_noun: Callable[[str, bool], bool]
    takes_dative: frozenset[str]
    partitive: frozenset[str]
    measures: re.Pattern[str]
    fused_units: bool

    # Years.
    year_words: frozenset[str]
    weak_year_words: frozenset[str]
    counting_words: frozenset[str]
    looks_like_plural: Callable[[str], bool]
    calendar_words: re.Pattern[str]

    # Years within a word (mid-2026). Ordinals: what follows "24.", and words such as "achten" that are one only after an article.
    year_prefix: re.Pattern[str]
    after_ordinals: re.Pattern[str]
    doubtful_ordinals: frozenset[str]
    before_ordinals: frozenset[str]
