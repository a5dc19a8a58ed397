"""The German tables: bounds, small words, compounds; see `language` for what each is for."""

from __future__ import annotations

import re

from babel import Locale

from factbook.reading import numbers_de
from factbook.reading.adjectives import looks_like_german_plural, stands_before_german_noun
from factbook.reading.language import Language, Words
from factbook.reading.over import below, beyond
from factbook.reading.word_set import word_set

_PLACES = {"ein": "one-digit", "zwei": "two-digit", "drei": "three-digit"}
_PLACE_WORDS = {
    f"{number}stellig{ending}": (bound, len(number))
    for number, bound in _PLACES.items()
    for ending in ("", "e", "en", "er", "es", "em")
}
_ADJECTIVES = {
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
_TIME_WORDS: dict[str, Words] = _NOUNS | {
    f"{stem}{ending}": forms
    for stem, forms in _ADJECTIVES.items()
    for ending in ("", "e", "en", "er", "es", "em")
}
_FUSED_ADJECTIVE = "|".join(rf"{stem}(?:e[nrsm]?)?" for stem in _ADJECTIVES)
_FUSED_NOUN = "jahres|jahrs|jahr|monats|monate|wochen|tages|tage|tags|stunden|minuten"

_ABOUT = ("rund", "rd.", "etwa", "circa", "ca.", "ca", "zirka", "ungefähr", "schätzungsweise")
_EXCEEDING = ("überschreitet", "überschritt", "übersteigt", "überstieg", "übertrifft", "übertraf")
_BOUNDS: dict[Words, str] = {
    **{(word,): "about" for word in _ABOUT},
    **{(word,): "almost" for word in ("fast", "knapp", "nahezu", "beinahe")},
    ("gut",): "more than",
    ("mehr", "als"): "more than",
    ("größer", "als"): "more than",
    ("höher", "als"): "more than",
    ("oberhalb", "von"): "more than",
    ("weniger", "als"): "less than",
    ("kleiner", "als"): "less than",
    ("niedriger", "als"): "less than",
    ("unterhalb", "von"): "less than",
    **{(word,): "at least" for word in ("mindestens", "mind.", "wenigstens", "zumindest")},
    ("bis", "zu"): "up to",
    **{(word,): "up to" for word in ("maximal", "max.", "höchstens", "allerhöchstens")},
    ("bis", "maximal"): "up to",
    ("bis", "höchstens"): "up to",
    **{(verb,): "more than" for verb in _EXCEEDING},
}
# Numbers as they stand in spans of time: drei Monate später.
NUMBER_WORD = (
    r"(?i:\d+(?:,\d+)?|ein(?:e[nrms]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|"
    r"zwanzig|dreißig|hundert|mehrere[nr]?|einige[nr]?|wenige[nr]?)"
)

GERMAN = Language(
    code="de",
    locale=Locale("de"),
    cardinal=numbers_de.cardinal,
    counted=numbers_de.counted,
    ordinal=numbers_de.ordinal,
    superlative=numbers_de.superlative,
    multiple=numbers_de.multiple,
    articles=numbers_de.ARTICLES,
    counting_articles=frozenset(),
    scales=numbers_de.SCALES,
    crowds=numbers_de.CROWDS,
    barriers=numbers_de.BARRIERS,
    half_words=numbers_de.HALVES,
    halves=frozenset(("halbe", "halben", "halber")),
    several=word_set("mehrere mehreren mehrerer einige einigen einiger"),
    several_of_units=frozenset(("mehrere", "mehreren", "mehrerer")),
    never_crowd=word_set(
        "zig viele vielen vieler wenige wenigen weniger paar halbe halben unzählige unzähligen "
        "etliche etlichen hundert pro je keine keinen keiner abermillionen"
    ),
    places={word: bound for word, (bound, _) in _PLACE_WORDS.items()},
    number_lengths={word: length for word, (_, length) in _PLACE_WORDS.items()},
    number_joint="",
    abbreviations=word_set("mrd mio bio tsd mill mia ca rd mind max bzw nr"),
    ordinal_suffixes=word_set("te ten ter tes ste sten ster"),
    times_words=("doppelt", "mal", "fach", "doppelte", "zweifach", "dreifach", "x"),
    times_part=re.compile(r"mal|fach(?:e[nrsm]?)?|malige?[nrsm]?|x"),
    comparative=re.compile(r"mehr|weniger|\w{3,}er(?:e[nrsm]?)?"),
    decades=frozenset(("er", "ern")),
    fused=re.compile(
        rf"(?P<number>\w{{2,}}?)(?P<unit>{_FUSED_ADJECTIVE}|(?:{_FUSED_NOUN})(?=\w{{3}}))(?:\w*)"
    ),
    fused_several=frozenset(("mehr",)),
    magnitude=re.compile(r"(?:multi|\w{3,})?(?P<scale>millionen|milliarden|billionen)(?:\w{3,})?"),
    time_words=_TIME_WORDS,
    bounds=_BOUNDS,
    bounds_with_unit={("über",): "more than", ("unter",): "less than", ("ab",): "at least"},
    deciders={"über": beyond, "unter": below},
    bound_verbs=frozenset(_EXCEEDING),
    hedges=frozenset((*_ABOUT, "fast", "knapp", "nahezu", "beinahe", "gut", "mindestens"))
    | word_set("wenigstens maximal höchstens annähernd reichlich nahe gegen")
    | word_set("grob halb zig minus plus allenfalls frühestens bis"),
    never_before=frozenset(
        [("an", "die"), ("um", "die"), ("gegen", "die"), ("nicht", "einmal"), ("kaum", "mehr")]
        + [("so", "gut", "wie"), ("bis",), ("zu", "je"), ("in", "die"), ("plus", "minus")]
    ),
    negations=word_set("nicht kein keine keinen keinem keiner kaum nie weder ohne"),
    negated_bounds={
        ("nicht", "more than"): "up to",
        ("nicht", "less than"): "at least",
    },
    labels=re.compile(
        r"nr\.?|no\.?|nummer|seite|kapitel|platz|rang|phase|stufe|version|generation|artikel|art|"
        r"absatz|abs|teil|band|level|halle|gebäude|tor|stand|postfach|zimmer|ziffer|modell|typ|"
        r"kommentar|kommentare|punkt|kategorie|klasse|§|\w*straße|\w*strasse|\w+str|\w*weg|\w*platz"
    ),
    labels_always=re.compile(r"nr\.?|nummer|§|platz|rang|phase|stufe|version|kapitel|seite"),
    sign_words={"minus": -1, "plus": 1},
    or_more={
        ("oder", "mehr"): "at least",
        ("und", "mehr"): "at least",
        ("oder", "weniger"): "up to",
        ("und", "weniger"): "up to",
    },
    exceeding_after=word_set(
        "überschreiten überschreitet überschritt überschritten übersteigen übersteigt überstieg "
        "überstiegen übertreffen übertrifft übertraf übertroffen"
    ),
    never_after=frozenset(("plus",)),
    clock=re.compile(r"\s*Uhr(?!\w)"),
    never_joined=frozenset(),
    range_words=frozenset(("bis",)),
    between=frozenset(("zwischen",)),
    range_and=frozenset(("und",)),
    from_words=frozenset(("von", "vom")),
    change_words=frozenset(("auf",)),
    alternatives=frozenset(("oder", "beziehungsweise", "bzw", "bzw.")),
    ellipses=frozenset(("und", "auf", "sowie")),
    to_words=frozenset(("auf",)),
    by_words=frozenset(("um",)),
    small_words=word_set(
        "einen einem einer eine ein den dem das die der insgesamt weitere weiteren etwas "
        "deutlich weit sogar mittlerweile zuletzt inzwischen mittlerer mittleren hohen "
        "niedrigen rekordhohe jeweils"
    ),
    of_words=frozenset(("von",)),
    changes=word_set(
        "plus minus anstieg anstiegs rückgang rückgangs zuwachs zuwachses steigerung erhöhung "
        "wachstum senkung kürzung zunahme abnahme kursplus kursminus kursgewinn kursgewinnen "
        "kursverlust umsatzplus umsatzwachstum kurssprung kursanstieg aufschlag abschlag "
        "wertzuwachs"
    ),
    gain_verbs=word_set("legte legten legt legen nahm nahmen nimmt nehmen"),
    gain_particle="zu",
    purpose=re.compile(
        r"\bzu (?!(?:erhöh|steiger|wachs|senk|sink|reduzier|kürz|vergrößer|verringer|verbesser|"
        r"beschleunig|anheb|steig|fall|verteuer|verkürz|verlänger|erweiter|überschreit|übersteig)\w*)"
        r"\w+n\b|\b\w+zu(?!stock|leg|nehm)\w{3,}en\b"
    ),
    between_number_and_noun=stands_before_german_noun,
    takes_dative=word_set(
        "mit von in aus bei zu an auf nach seit neben den der diesen allen ihren seinen deren "
        "dessen vom zum im"
    ),
    partitive=frozenset(("von",)),
    measures=re.compile(
        r"(?:\w*(?:meter|metern|watt|wattstunden|wattstunde|byte|bytes|bit|bits|gramm|tonne|tonnen|"
        r"liter|litern|hertz|joule|volt|ampere|flops|hektar|dollar|dollars|prozent|prozentpunkte|"
        r"prozentpunkten|meile|meilen|quadratmeilen|grad|euro|euros|cent|yuan|renminbi|franken|"
        r"pfund|yen|kronen|rubel|rupien|won|dong|acres?|unzen?|barrel)"
        r"|jahr|jahre|jahren|jahres|monat|monate|monaten|monats|woche|wochen|tag|tage|tagen|"
        r"stunde|stunden|minute|minuten|sekunde|sekunden|quartale?n?|mal|fach"
        r"|[kmgtpezy]?(?:w|wh|b|hz|v|a|j|t|bit/s|flop/s|wp|va)|[mckn]?m[²³]?|k?g|ha|km²|[hs]"
        r"|us-\$|a-\$)"
    ),
    fused_units=True,
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
    looks_like_plural=looks_like_german_plural,
    calendar_words=re.compile(
        r"jan\.?$|januar|jänner|feb\.?$|februar|märz|mrz|apr|mai$|jun|jul|aug|sep|okt|nov|dez|"
        r"jahr|halbjahr|quartal|q[1-4]$|h[12]$|heute$|gestern|vorgestern|morgen$|vorjahr|"
        r"geschäftsjahr|fiskaljahr|wirtschaftsjahr|montag|dienstag|mittwoch|donnerstag|freitag|"
        r"samstag|sonnabend|sonntag|sommer|herbst|winter|frühjahr|frühling|sofort$|monat|woche|"
        r"tage?n?$|\d+-(?:jahr|monat|woche|tag)|\w+-(?:jahr|monat|woche|tag)"
    ),
    year_prefix=re.compile(r"(?!)"),
    after_ordinals=re.compile(
        r"jan|feb|märz|mrz|apr|mai$|jun|jul|aug|sep|okt|nov|dez|quartal|halbjahr|generation|"
        r"platz|rang|mal$|jahrhundert|kalenderwoche|jahreshälfte|geburtstag|jubiläum"
    ),
    doubtful_ordinals=frozenset(("achten", "achte")),
    before_ordinals=word_set(
        "am im den dem der die das des vom zum zur beim ihre seine seinen ihren eine jeder jede "
        "jeden"
    ),
)
