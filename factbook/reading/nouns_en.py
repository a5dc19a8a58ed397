"""English words around what is counted, and those that tell dates from amounts."""

from __future__ import annotations

import re

from factbook.reading.adjectives_en import looks_like_plural, may_precede
from factbook.reading.language import DateWords, NounWords
from factbook.reading.word_lists import MEASURE_SYMBOLS, word_forms, word_set

ENGLISH_NOUNS = NounWords(
    may_precede=may_precede,
    may_precede_dative=may_precede,
    takes_dative=frozenset(),
    partitive=frozenset(("of",)),
    measures=word_forms(
        "*metre *metres *meter *meters *watt *watts *byte *bytes *bit *bits *gram *grams *tonne "
        "*tonnes ton tons *litre *litres *liter *liters *hertz *flops *hectare *hectares acre "
        "acres *dollar *dollars *percent mile miles degree degrees *euro *euros cent cents yuan "
        "renminbi franc francs pound pounds yen barrel barrels ounce ounces per square point "
        "points year years month months week weeks day days hour hours minute minutes second "
        "seconds quarter quarters times us",
        MEASURE_SYMBOLS,
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
    has_dotted_days=False,
    calendar=word_forms(
        "jan* feb* march mar apr* may june jun july jul aug* sep sept september oct* nov* dec* "
        "year* quarter* half q1 q2 q3 q4 h1 h2 fy* fiscal* today yesterday monday* tuesday* "
        "wednesday* thursday* friday* saturday* sunday* decade* mid-* early-* late-* spring "
        "summer autumn winter month* week* day days *-quarter *-half"
    ),
    clock=re.compile(r"\s*(?:[ap]\.?m(?!\w)|o['’]clock)"),
    after_ordinals=word_forms(""),
    doubtful_ordinals=frozenset(),
    before_ordinals=frozenset(),
)
