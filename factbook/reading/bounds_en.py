"""English words around amounts: bounds, ranges, levels and changes."""

from __future__ import annotations

from factbook.reading.language import DECIDE, DOUBT, BoundWords, DirectionWords, RangeWords
from factbook.reading.over_en import beyond
from factbook.reading.phrases import phrases
from factbook.reading.word_lists import word_forms, word_set

_ABOUT = ("about", "around", "roughly", "approximately", "approx.", "approx", "circa", "ca.", "ca")
_EXCEEDING = (
    *("exceed", "exceeds", "exceeded", "exceeding"),
    *("surpass", "surpasses", "surpassed", "surpassing"),
)

ENGLISH_BOUNDS = BoundWords(
    phrases=phrases(
        {
            **dict.fromkeys((*_ABOUT, "some", "an estimated", "something like"), "about"),
            **dict.fromkeys(("almost", "nearly", "just under", "close to"), "almost"),
            **dict.fromkeys(("just short of", "just shy of", "approaching"), "almost"),
            **dict.fromkeys(
                ("more than", "greater than", "higher than", "larger than"), "more than"
            ),
            **dict.fromkeys(("above", "upwards of", "in excess of"), "more than"),
            **dict.fromkeys(_EXCEEDING, "more than"),
            "over": f"{DECIDE}more than",
            **dict.fromkeys(("less than", "fewer than", "lower than", "smaller than"), "less than"),
            **dict.fromkeys(("under", "below"), "less than"),
            **dict.fromkeys(("at least", "minimum of", "no less than"), "at least"),
            **dict.fromkeys(("no fewer than", "not less than", "not fewer than"), "at least"),
            **dict.fromkeys(("up to", "at most", "maximum of", "no more than"), "up to"),
            **dict.fromkeys(("as few as", "as little as"), "at least"),
            **dict.fromkeys(("at the least", "at the very least"), "at least"),
            **dict.fromkeys(("at the most", "at the very most"), "up to"),
            **dict.fromkeys(("not more than", "as many as", "as much as"), "up to"),
            **dict.fromkeys(("not even", "not quite", "and a", "half", "a few"), DOUBT),
            **dict.fromkeys(("couple of", "next to", "many", "all but", "north of"), DOUBT),
            **dict.fromkeys(("south of", "short of", "shy of", "region of", "order of"), DOUBT),
            **dict.fromkeys(("vicinity of", "rather than", "instead of", "fraction of"), DOUBT),
            **dict.fromkeys(
                ("half of", "third of", "quarter of", "thirds of", "quarters of"), DOUBT
            ),
        }
    ),
    deciders={"over": beyond},
    verbs=frozenset(_EXCEEDING),
    comparing=frozenset(("than",)),
    hedges=frozenset((*_ABOUT, "almost", "nearly"))
    | word_set(
        "twice double triple thrice point half barely hardly minus plus under over maximum "
        "minimum upwards × * x"
    ),
    negations=word_set("nothing none not no never hardly barely neither nor without"),
    negated={},
    passed_over=word_set(
        "a an the another further additional total well far just slightly even its their these "
        "those all already only exactly precisely"
    ),
    or_more={
        ("or", "more"): "at least",
        ("and", "more"): "at least",
        ("or", "less"): "up to",
        ("or", "fewer"): "up to",
        ("or", "so"): "about",
        ("at", "least"): "at least",
        ("at", "most"): "up to",
    },
    set_apart=frozenset((("at", "least"), ("at", "most"))),
    exceeding=frozenset(),
    doubts_behind=word_set("plus odd × * x"),
    joined_behind=frozenset((("and", "a", "half"), ("and", "one", "half"))),
    labels=word_forms(
        "no no. number page chapter rank phase level version generation article section part "
        "volume hall building gate stage step room type model category class grade § tier #"
    ),
    certain_labels=word_forms("no no. number § rank phase version chapter page section article"),
)

ENGLISH_RANGES = RangeWords(
    to=frozenset(("to",)),
    between=frozenset(("between",)),
    and_=frozenset(("and",)),
    from_=frozenset(("from",)),
    of_change=frozenset(("to",)),
    alternatives=frozenset(("or",)),
    of_parts=frozenset(("in", "of", "out")),
    ellipses=frozenset(("and", "to")),
)

ENGLISH_DIRECTIONS = DirectionWords(
    to=frozenset(("to",)),
    by=frozenset(("by",)),
    of=frozenset(("of",)),
    changes=word_set(
        "plus minus increase rise gain growth decrease decline drop fall loss cut jump surge"
    ),
    gains=word_set(
        "rose rises risen gained gains fell falls fallen dropped jumped climbed grew grown lost "
        "up down"
    ),
    gain_particle="",
    purpose=None,
)
