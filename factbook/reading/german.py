"""German, as reading knows it: its tables put together."""

from __future__ import annotations

from babel import Locale

from factbook.reading.bounds_de import GERMAN_BOUNDS, GERMAN_DIRECTIONS, GERMAN_RANGES
from factbook.reading.compounds_de import GERMAN_COMPOUNDS
from factbook.reading.language import Language
from factbook.reading.nouns_de import GERMAN_DATES, GERMAN_NOUNS
from factbook.reading.numbers_de import GERMAN_NUMBERS

GERMAN = Language(
    code="de",
    locale=Locale("de"),
    numbers=GERMAN_NUMBERS,
    compounds=GERMAN_COMPOUNDS,
    bounds=GERMAN_BOUNDS,
    ranges=GERMAN_RANGES,
    directions=GERMAN_DIRECTIONS,
    nouns=GERMAN_NOUNS,
    dates=GERMAN_DATES,
)
