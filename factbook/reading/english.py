"""English, as reading knows it: its tables put together."""

from __future__ import annotations

from babel import Locale

from factbook.reading.bounds_en import ENGLISH_BOUNDS, ENGLISH_DIRECTIONS, ENGLISH_RANGES
from factbook.reading.compounds_en import ENGLISH_COMPOUNDS
from factbook.reading.language import Language
from factbook.reading.nouns_en import ENGLISH_DATES, ENGLISH_NOUNS
from factbook.reading.numbers_en import ENGLISH_NUMBERS

ENGLISH = Language(
    code="en",
    locale=Locale("en"),
    numbers=ENGLISH_NUMBERS,
    compounds=ENGLISH_COMPOUNDS,
    bounds=ENGLISH_BOUNDS,
    ranges=ENGLISH_RANGES,
    directions=ENGLISH_DIRECTIONS,
    nouns=ENGLISH_NOUNS,
    dates=ENGLISH_DATES,
)
