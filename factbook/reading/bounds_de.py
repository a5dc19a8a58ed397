"""German words around amounts: bounds, ranges, levels and changes."""

from __future__ import annotations

import re

from factbook.reading.language import (
    DECIDE,
    DOUBT,
    WITH_UNIT,
    BoundWords,
    DirectionWords,
    RangeWords,
)
from factbook.reading.over_de import below, beyond
from factbook.reading.phrases import phrases
from factbook.reading.word_lists import word_forms, word_set

_ABOUT = ("rund", "rd.", "rd", "etwa", "circa", "ca.", "ca", "zirka", "ungefähr", "schätzungsweise")
_ALMOST = ("fast", "knapp", "nahezu", "beinahe")
_AT_LEAST = ("mindestens", "mind.", "mind", "wenigstens", "zumindest")
_UP_TO = ("maximal", "max.", "max", "höchstens", "allerhöchstens")
_EXCEEDING = ("überschreitet", "überschritt", "übersteigt", "überstieg", "übertrifft", "übertraf")

GERMAN_BOUNDS = BoundWords(
    phrases=phrases(
        {
            **dict.fromkeys(_ABOUT, "about"),
            **dict.fromkeys(_ALMOST, "almost"),
            # Duden: "gut" is "at least, rather more than".
            **dict.fromkeys(("gut", "mehr als", "größer als", "höher als"), "more than"),
            **dict.fromkeys(("oberhalb von", *_EXCEEDING), "more than"),
            **dict.fromkeys(("weniger als", "kleiner als", "niedriger als"), "less than"),
            "unterhalb von": "less than",
            **dict.fromkeys(_AT_LEAST, "at least"),
            **dict.fromkeys(("bis zu", "bis maximal", "bis höchstens", *_UP_TO), "up to"),
            "über": f"{DECIDE}more than",
            "unter": f"{DECIDE}less than",
            "ab": f"{WITH_UNIT}at least",
            **dict.fromkeys(("nicht einmal", "nicht ganz", "kaum mehr", "so gut wie"), DOUBT),
            **dict.fromkeys(("an die", "um die", "gegen die", "in die", "plus minus"), DOUBT),
            **dict.fromkeys(("bis", "zu je", "halb so"), DOUBT),
        }
    ),
    deciders={"über": beyond, "unter": below},
    verbs=frozenset(_EXCEEDING),
    comparing=frozenset(("als",)),
    hedges=frozenset((*_ABOUT, *_ALMOST, *_AT_LEAST, *_UP_TO))
    | word_set("gut annähernd reichlich nahe gegen grob halb zig minus plus allenfalls bis")
    | word_set("frühestens × * x"),
    negations=word_set("nichts nicht kein keine keinen keinem keiner kaum nie weder ohne"),
    negated={("nicht", "more than"): "up to", ("nicht", "less than"): "at least"},
    passed_over=word_set(
        "einen einem einer eine ein den dem das die der insgesamt weitere weiteren etwas "
        "deutlich weit sogar mittlerweile zuletzt inzwischen mittlerer mittleren hohen "
        "niedrigen rekordhohe jeweils schon bereits noch auch allein diese dieser diesen "
        "ihre ihren seine seinen zusätzliche zusätzlichen"
    ),
    or_more={
        ("oder", "mehr"): "at least",
        ("und", "mehr"): "at least",
        ("oder", "weniger"): "up to",
        ("und", "weniger"): "up to",
    },
    set_apart=frozenset(),
    exceeding=word_set(
        "überschreiten überschreitet überschritt überschritten übersteigen übersteigt überstieg "
        "überstiegen übertreffen übertrifft übertraf übertroffen"
    ),
    doubts_behind=word_set("plus × * x"),
    joined_behind=frozenset(),
    labels=word_forms(
        "nr nr. no no. nummer seite kapitel platz rang phase stufe version generation artikel "
        "art absatz abs teil band level halle gebäude tor stand postfach zimmer ziffer modell "
        "typ kommentar kommentare punkt kategorie klasse kw serie § *straße *strasse *str "
        "*weg *platz"
    ),
    certain_labels=word_forms("nr nr. nummer § platz rang phase stufe version kapitel seite"),
)

GERMAN_RANGES = RangeWords(
    to=frozenset(("bis",)),
    between=frozenset(("zwischen",)),
    and_=frozenset(("und",)),
    from_=frozenset(("von", "vom")),
    of_change=frozenset(("auf",)),
    alternatives=frozenset(("oder", "beziehungsweise", "bzw", "bzw.")),
    of_parts=frozenset(("von",)),
    ellipses=frozenset(("und", "auf", "sowie")),
)

GERMAN_DIRECTIONS = DirectionWords(
    to=frozenset(("auf",)),
    by=frozenset(("um",)),
    of=frozenset(("von",)),
    changes=word_set(
        "plus minus anstieg anstiegs rückgang rückgangs zuwachs zuwachses steigerung erhöhung "
        "wachstum senkung kürzung zunahme abnahme kursplus kursminus kursgewinn kursgewinnen "
        "kursverlust umsatzplus umsatzwachstum kurssprung kursanstieg aufschlag abschlag "
        "wertzuwachs"
    ),
    gains=word_set("legte legten legt legen nahm nahmen nimmt nehmen"),
    gain_particle="zu",
    # "um fünf Rechenzentren zu bauen", but not "um 30 Milliarden zu erhöhen".
    purpose=re.compile(
        r"\bzu (?!(?:erhöh|steiger|wachs|senk|sink|reduzier|kürz|vergrößer|verringer|verbesser|"
        r"beschleunig|steig|fall|verteuer|verkürz|verlänger|erweiter|überschreit|übersteig)\w*)"
        r"\w+n\b|\b\w+zu(?!stock|leg|nehm|heb)\w{3,}en\b"
    ),
)
