"""English words around what is counted, and those that tell dates from amounts."""

from __future__ import annotations

import re

from factbook.reading.adjectives_en import looks_like_plural, may_precede
from factbook.reading.language import DateWords, NounWords
from factbook.reading.word_set import word_set

ENGLISH_NOUNS = NounWords(
    may_precede=may_precede,
    may_precede_dative=may_precede,
    takes_dative=frozenset(),
    partitive=frozenset(("of",)),
    measures=re.compile(
        r"(?:\w*(?:metres?|meters?|watts?|bytes?|bits?|grams?|tonnes?|tons?|litres?|liters?|hertz|"
        r"flops|hectares?|acres?|dollars?|percent|miles?|degrees?|euros?|cents?|yuan|renminbi|"
        r"francs?|pounds?|yen|barrels?|ounces?)|per|cent|square|points?"
        r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|quarters?|times|us"
        r"|[kmgtpezy]?(?:w|wh|b|hz|v|a|j|t)|[mckn]?m[²³]?|k?g|ha|km²|[hs])"
    ),
    is_fused=False,
    comparative=re.compile(r"more|less|fewer|\w{3,}er"),
)

ENGLISH_DATES = DateWords(
    year_words=word_set(
        "during year years early mid late end beginning start middle fiscal quarter half spring "
        "summer autumn winter fy"
    ),
    weak_year_words=word_set("in since until till through by from of before after for the its"),
    counting_words=word_set("with all these those has have only further"),
    looks_like_plural=looks_like_plural,
    calendar=re.compile(
        r"jan|feb|march$|mar\.?$|apr|may$|june?$|jul|aug|sept?|oct|nov|dec|year|quarter|half$|"
        r"q[1-4]$|h[12]$|fy|fiscal|today$|yesterday$|monday|tuesday|wednesday|thursday|friday|"
        r"saturday|sunday|decade|mid-|early-|late-|spring$|summer$|autumn$|winter$|month|week|"
        r"days?$|\w+-(?:quarter|half)$"
    ),
    clock=re.compile(r"\s*(?:[ap]\.?m(?!\w)|o['’]clock)"),
    after_ordinals=re.compile(r"(?!)"),
    doubtful_ordinals=frozenset(),
    before_ordinals=frozenset(),
)
