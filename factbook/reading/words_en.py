"""The English tables: bounds, small words, compounds; see `language` for what each is for."""

from __future__ import annotations

import re

from babel import Locale

from factbook.reading import numbers_en
from factbook.reading.adjectives import looks_like_english_plural, stands_before_english_noun
from factbook.reading.language import Language, Words
from factbook.reading.word_set import word_set

_PLACES = {
    **dict.fromkeys(("one-digit", "single-digit"), "one-digit"),
    **dict.fromkeys(("two-digit", "double-digit"), "two-digit"),
    **dict.fromkeys(("three-digit", "triple-digit"), "three-digit"),
}
_TIME_WORDS: dict[str, Words] = {
    "year": ("year", "years"),
    "month": ("month", "months"),
    "week": ("week", "weeks"),
    "day": ("day", "days"),
    "hour": ("hour", "hours"),
    "minute": ("minute", "minutes"),
}
_ABOUT = ("about", "around", "roughly", "approximately", "approx.", "circa", "ca.", "some")
_ALMOST = ("almost", "nearly")
_EXCEEDING = (
    *("exceed", "exceeds", "exceeded", "exceeding"),
    *("surpass", "surpasses", "surpassed", "surpassing"),
)
_BOUNDS: dict[Words, str] = {
    **{(word,): "about" for word in _ABOUT},
    **{(word,): "almost" for word in _ALMOST},
    ("just", "under"): "almost",
    ("close", "to"): "almost",
    ("more", "than"): "more than",
    ("greater", "than"): "more than",
    ("higher", "than"): "more than",
    ("larger", "than"): "more than",
    ("over",): "more than",
    ("above",): "more than",
    ("upwards", "of"): "more than",
    ("in", "excess", "of"): "more than",
    **{(verb,): "more than" for verb in _EXCEEDING},
    ("less", "than"): "less than",
    ("fewer", "than"): "less than",
    ("lower", "than"): "less than",
    ("smaller", "than"): "less than",
    ("under",): "less than",
    ("below",): "less than",
    ("at", "least"): "at least",
    ("minimum", "of"): "at least",
    ("no", "less", "than"): "at least",
    ("no", "fewer", "than"): "at least",
    ("not", "less", "than"): "at least",
    ("up", "to"): "up to",
    ("at", "most"): "up to",
    ("as", "many", "as"): "up to",
    ("as", "much", "as"): "up to",
    ("maximum", "of"): "up to",
    ("no", "more", "than"): "up to",
    ("not", "more", "than"): "up to",
}

ENGLISH = Language(
    code="en",
    locale=Locale("en"),
    cardinal=numbers_en.cardinal,
    counted=numbers_en.counted,
    ordinal=numbers_en.ordinal,
    superlative=numbers_en.superlative,
    multiple=numbers_en.multiple,
    articles=numbers_en.ARTICLES,
    counting_articles=frozenset(("one",)),
    scales=numbers_en.SCALES,
    crowds=numbers_en.CROWDS,
    barriers=numbers_en.BARRIERS,
    half_words=numbers_en.HALVES,
    halves=frozenset(),
    several=frozenset(("several",)),
    several_of_units=frozenset(("several",)),
    never_crowd=word_set("many few some half countless no per a couple of") - {"of"},
    places=_PLACES,
    number_lengths={word: len(word) for word in _PLACES},
    number_joint="and",
    abbreviations=word_set("bn mn tn approx ca no max min"),
    ordinal_suffixes=frozenset(("st", "nd", "rd", "th")),
    times_words=("times", "time", "twice", "double", "x", "fold"),
    times_part=re.compile(r"fold|times|x"),
    comparative=re.compile(r"more|less|fewer|\w{3,}er"),
    decades=frozenset(("s",)),
    fused=re.compile(r"(?!)"),
    fused_several=frozenset(("multi",)),
    magnitude=re.compile(r"(?:multi)(?P<scale>million|billion|trillion)"),
    time_words=_TIME_WORDS,
    bounds=_BOUNDS,
    bounds_with_unit={},
    deciders={},
    bound_verbs=frozenset(_EXCEEDING),
    hedges=frozenset((*_ABOUT, *_ALMOST, "half", "barely", "hardly", "minus", "plus"))
    | word_set("under over maximum minimum upwards"),
    never_before=frozenset(
        [("not", "even"), ("not", "quite"), ("and", "a"), ("half", "a"), ("a", "few")]
        + [("a", "couple", "of"), ("couple", "of"), ("next", "to"), ("half",), ("many",)]
    ),
    negations=word_set("not no never hardly barely neither nor without"),
    negated_bounds={("not", "more than"): "up to", ("not", "less than"): "at least"},
    labels=re.compile(
        r"no\.?|number|page|chapter|rank|phase|level|version|generation|article|section|part|"
        r"volume|hall|building|gate|stage|step|room|type|model|category|class|grade|§|tier|#"
    ),
    labels_always=re.compile(r"no\.?|number|§|rank|phase|version|chapter|page|section|article"),
    sign_words={"minus": -1, "plus": 1},
    or_more={
        ("or", "more"): "at least",
        ("and", "more"): "at least",
        ("or", "less"): "up to",
        ("or", "fewer"): "up to",
    },
    exceeding_after=frozenset(),
    never_after=frozenset(("plus", "odd")),
    clock=re.compile(r"\s*(?:[ap]\.?m(?!\w)|o['’]clock)"),
    never_joined=frozenset((("and", "a", "half"), ("and", "one", "half"))),
    range_words=frozenset(("to",)),
    between=frozenset(("between",)),
    range_and=frozenset(("and",)),
    from_words=frozenset(("from",)),
    change_words=frozenset(("to",)),
    alternatives=frozenset(("or",)),
    ellipses=frozenset(("and", "to")),
    to_words=frozenset(("to",)),
    by_words=frozenset(("by",)),
    small_words=word_set("a an the another further additional total well far just slightly even"),
    of_words=frozenset(("of",)),
    changes=word_set(
        "plus minus increase rise gain growth decrease decline drop fall loss cut jump surge"
    ),
    gain_verbs=word_set(
        "rose rises risen gained gains fell falls fallen dropped jumped climbed grew grown lost "
        "up down"
    ),
    gain_particle="",
    purpose=None,
    between_number_and_noun=stands_before_english_noun,
    takes_dative=frozenset(),
    partitive=frozenset(("of",)),
    measures=re.compile(
        r"(?:\w*(?:metres?|meters?|watts?|bytes?|bits?|grams?|tonnes?|tons?|litres?|liters?|hertz|"
        r"flops|hectares?|acres?|dollars?|percent|miles?|degrees?|euros?|cents?|yuan|renminbi|"
        r"francs?|pounds?|yen|barrels?|ounces?)|per|cent|square|points?"
        r"|years?|months?|weeks?|days?|hours?|minutes?|seconds?|quarters?|times|us"
        r"|[kmgtpezy]?(?:w|wh|b|hz|v|a|j|t)|[mckn]?m[²³]?|k?g|ha|km²|[hs])"
    ),
    fused_units=False,
    year_words=word_set(
        "during year years early mid late end beginning start middle fiscal quarter half spring "
        "summer autumn winter fy"
    ),
    weak_year_words=word_set("in since until till through by from of before after for the its"),
    counting_words=word_set("with all these those has have only further"),
    looks_like_plural=looks_like_english_plural,
    calendar_words=re.compile(
        r"jan|feb|march$|mar\.?$|apr|may$|june?$|jul|aug|sept?|oct|nov|dec|year|quarter|half$|"
        r"q[1-4]$|h[12]$|fy|fiscal|today$|yesterday$|monday|tuesday|wednesday|thursday|friday|"
        r"saturday|sunday|decade|mid-|early-|late-|spring$|summer$|autumn$|winter$|month|week|days?$"
    ),
    year_prefix=re.compile(r"(?:early|mid|late)-(?=(?:19|20)\d\d$)"),
    after_ordinals=re.compile(r"(?!)"),
    doubtful_ordinals=frozenset(),
    before_ordinals=frozenset(),
)
