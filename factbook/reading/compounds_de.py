"""German compounds with numbers, and the endings that stick to numbers."""

from __future__ import annotations

import re

from factbook.reading.language import CompoundWords
from factbook.reading.phrases import Words
from factbook.reading.word_lists import word_set

# What ends in an adjective (fünfjährig) or joins two nouns (Fünfjahresvertrag), with the unit
# forms to look it up by.
_ADJECTIVES: dict[str, Words] = {
    "jährig": ("jahr", "jahre", "jahren"),
    "monatig": ("monat", "monate", "monaten"),
    "wöchig": ("woche", "wochen"),
    "tägig": ("tag", "tage", "tagen"),
    "stündig": ("stunde", "stunden"),
    "minütig": ("minute", "minuten"),
    "prozentig": ("prozent", "%"),
}
_NOUNS: dict[str, Words] = {
    **dict.fromkeys(("jahr", "jahre", "jahres", "jahrs"), ("jahr", "jahre", "jahres", "jahren")),
    **dict.fromkeys(("monat", "monats", "monate"), ("monat", "monate", "monats", "monaten")),
    **dict.fromkeys(("woche", "wochen"), ("woche", "wochen")),
    **dict.fromkeys(("tag", "tage", "tages", "tags"), ("tag", "tage", "tagen")),
    **dict.fromkeys(("stunde", "stunden"), ("stunde", "stunden")),
    **dict.fromkeys(("minute", "minuten"), ("minute", "minuten")),
}
_FUSED_ADJECTIVE = "|".join(rf"{stem}(?:e[nrsm]?)?" for stem in _ADJECTIVES)
_FUSED_NOUN = "jahres|jahrs|jahr|monats|monate|wochen|tages|tage|tags|stunden|minuten"

GERMAN_COMPOUNDS = CompoundWords(
    fused=re.compile(
        rf"(?P<number>\w{{2,}}?)(?P<unit>{_FUSED_ADJECTIVE}|(?:{_FUSED_NOUN})(?=\w{{3}}))(?:\w*)"
    ),
    fused_several=frozenset(("mehr",)),
    time_words=_NOUNS
    | {
        f"{stem}{ending}": forms
        for stem, forms in _ADJECTIVES.items()
        for ending in ("", "e", "en", "er", "es", "em")
    },
    magnitude=re.compile(r"(?:\w{3,})?(?P<scale>millionen|milliarden|billionen)(?:\w{3,})?"),
    times=("doppelt", "mal", "fach", "doppelte", "zweifach", "dreifach", "x"),
    times_part=re.compile(r"mal|fach(?:e[nrsm]?)?|malige?[nrsm]?|x"),
    ordinal_suffixes=word_set("te ten ter tes ste sten ster"),
    decades=frozenset(("er", "ern")),
    year_prefix=re.compile(r"(?!)"),
    abbreviations=word_set("mrd mio bio tsd mill mia ca rd mind max bzw nr"),
)
