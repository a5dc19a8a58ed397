"""German words around what is counted, and those that tell dates from amounts."""

from __future__ import annotations

import re

from factbook.reading.adjectives_de import looks_like_plural, may_precede, may_precede_dative
from factbook.reading.language import DateWords, NounWords
from factbook.reading.word_lists import MEASURE_SYMBOLS, word_forms, word_set

GERMAN_NOUNS = NounWords(
    may_precede=may_precede,
    may_precede_dative=may_precede_dative,
    takes_dative=word_set(
        "mit von in aus bei zu an auf nach seit neben den der diesen allen ihren seinen deren "
        "dessen vom zum im"
    ),
    partitive=frozenset(("von",)),
    measures=word_forms(
        "*meter *metern *watt *wattstunden *wattstunde *byte *bytes *bit *bits *gramm *tonne "
        "*tonnen *liter *litern *hertz *joule *volt *ampere *flops *hektar *dollar *dollars "
        "*prozent *prozentpunkte *prozentpunkten *meile *meilen *grad *euro *euros *cent *yuan "
        "*renminbi *franken *pfund *yen *kronen *rubel *rupien won dong acre acres unze unzen "
        "barrel jahr jahre jahren jahres monat monate monaten monats woche wochen tag tage tagen "
        "stunde stunden minute minuten sekunde sekunden quartal quartale quartalen mal fach",
        MEASURE_SYMBOLS,
    ),
    is_fused=True,
    comparative=re.compile(r"mehr|weniger|\w{3,}er(?:e[nrsm]?)?"),
)

GERMAN_DATES = DateWords(
    year_words=word_set(
        "jahr jahre jahres jahren ende anfang mitte beginn geschäftsjahr geschäftsjahres "
        "quartal halbjahr sommer herbst winter frühjahr stand jahresende jahresanfang"
    ),
    weak_year_words=word_set("ab seit bis in vor nach mindestens spätestens"),
    counting_words=word_set(
        "mit aus ohne durch die den alle allen insgesamt diese diesen weitere weiteren "
        "zusätzliche zusätzlichen hat haben hatte beschäftigt umfasst umfassen nur lediglich "
        "jeweils je"
    ),
    looks_like_plural=looks_like_plural,
    has_dotted_days=True,
    calendar=word_forms(
        "jan feb mai januar* jänner* februar* märz* mrz* apr* jun* jul* aug* sep* okt* nov* dez* "
        "jahr* halbjahr* quartal* q1 q2 q3 q4 h1 h2 heute gestern* vorgestern* vorjahr* "
        "geschäftsjahr* fiskaljahr* wirtschaftsjahr* montag* dienstag* mittwoch* donnerstag* "
        "freitag* samstag* sonnabend* sonntag* sommer* herbst* winter* frühjahr* frühling* "
        "sofort monat* woche* tag tage tagen *-jahr* *-monat* *-woche* *-tag*"
    ),
    clock=re.compile(r"\s*Uhr(?!\w)"),
    after_ordinals=word_forms(
        "jan feb mai mal januar* februar* märz* mrz* apr* jun* jul* aug* sep* okt* nov* dez* "
        "quartal* halbjahr* generation* platz* rang* jahrhundert* kalenderwoche* jahreshälfte* "
        "geburtstag* jubiläum*"
    ),
    doubtful_ordinals=frozenset(("achten", "achte")),
    before_ordinals=word_set(
        "am im den dem der die das des vom zum zur beim ihre seine seinen ihren eine jeder jede "
        "jeden"
    ),
)
