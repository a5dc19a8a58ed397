"""English compounds with numbers, and the endings that stick to numbers."""

from __future__ import annotations

import re

from factbook.reading.language import CompoundWords
from factbook.reading.word_lists import word_set

ENGLISH_COMPOUNDS = CompoundWords(
    fused=re.compile(r"(?!)"),
    fused_several=frozenset(),
    time_words={
        "year": ("year", "years"),
        "month": ("month", "months"),
        "week": ("week", "weeks"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
    },
    magnitude=re.compile(r"multi(?P<scale>million|billion|trillion)"),
    times=("times", "time", "twice", "double", "x", "fold"),
    times_part=re.compile(r"fold|times|x"),
    ordinal_suffixes=frozenset(("st", "nd", "rd", "th")),
    decades=frozenset(("s",)),
    year_prefix=re.compile(r"(?:early|mid|late)-(?=(?:19|20)\d\d$)"),
    abbreviations=word_set("bn mn tn approx ca no max min"),
)
