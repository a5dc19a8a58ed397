"""The German patterns of points in time: dates, months, quarters, "im kommenden Jahr"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbook.reading.numbers_de import NUMBER_WORD
from factbook.reading.point_words import PointWords, around, before, points_by, starts, starts_of
from factbook.reading.points import Point
from factbook.reading.shape import Shape, Token

_MONTHS = {
    **dict.fromkeys(("januar", "jänner", "jan."), 1),
    **dict.fromkeys(("februar", "feber", "feb."), 2),
    **dict.fromkeys(("märz", "mrz."), 3),
    **dict.fromkeys(("april", "apr."), 4),
    **dict.fromkeys(("mai",), 5),
    **dict.fromkeys(("juni", "jun."), 6),
    **dict.fromkeys(("juli", "jul."), 7),
    **dict.fromkeys(("august", "aug."), 8),
    **dict.fromkeys(("september", "sept.", "sep."), 9),
    **dict.fromkeys(("oktober", "okt."), 10),
    **dict.fromkeys(("november", "nov."), 11),
    **dict.fromkeys(("dezember", "dez."), 12),
}
_WEEKDAYS = {
    "montag": 0,
    "dienstag": 1,
    "mittwoch": 2,
    "donnerstag": 3,
    "freitag": 4,
    "samstag": 5,
    "sonnabend": 5,
    "sonntag": 6,
}
_YEAR_OFFSETS = {
    "kommend": 1,
    "nächst": 1,
    "laufend": 0,
    "dies": 0,
    "vergangen": -1,
    "letzt": -1,
    "vorig": -1,
    "vorjahr": -1,
}
_COUNTS = {"erst": 1, "1": 1, "zweit": 2, "2": 2, "dritt": 3, "3": 3, "viert": 4, "4": 4}
_THIRDS = {"anfang": "early", "beginn": "early", "mitte": "mid", "ende": "end"}

_FUTURE = re.compile(
    r"\b(?:wird|werden|will|wollen|soll|sollen|sollte|sollten|plant|planen|dürfte|könnte)\b"
)
_PAST = (
    r"(?:angekündigt|vorgestellt|veröffentlicht|präsentiert|verkündet|unterzeichnet|beschlossen|"
    r"geschlossen|abgeschlossen|gestartet|eröffnet|gemeldet|vereinbart|bekanntgegeben|gegründet|"
    r"erworben|genannt|vorgelegt|verabschiedet|eingeführt|gegeben)"
)
_PAST_ATTRIBUTE = re.compile(rf"\s+(?:\w+\s+){{0,2}}?{_PAST}(?:e|en|er|es|em)\b")
_PAST_PARTICIPLE = re.compile(rf"\s+(?:[\w-]+\s+){{0,4}}?{_PAST}\b")
_PERFECT = re.compile(r"\b(?:hat|hatte|haben|hatten|wurde|wurden)\b")

_NAMES = "|".join(re.escape(name.title()) for name in sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:{_NAMES})(?!\w)"
# Not "2026er", "2025,50", "2024/25"; but "2027-2031".
_YEAR = r"(?<![\w.,])(?:19\d\d|20\d\d|2100)(?!\w|[.,:]\d|[-‐‑/–—](?!(?:19|20)\d\d(?!\d))\w)"
_RELATIVE = (
    r"(?:kommend|nächst|folgend|darauffolgend|vergangen|letzt|vorig|laufend|dies|vorangegangen|"
    r"gleich|selb)"
)
_RELATIVE_YEAR = rf"(?P<relative>(?i:{_RELATIVE}))(?:en|em|es|er)?\s+Jahre?s?(?!\w)"
_TIME = r"(?:,?\s*(?:um\s+)?(?P<time>\d{1,2}:\d\d)(?:\s?Uhr)?)?"
_OF_YEAR = (
    rf"(?:\s+(?:(?:des\s+Jahres|von|des)\s+)?(?P<year>{_YEAR})"
    rf"|\s+(?:(?:des|im|in|dem)\s+)?{_RELATIVE_YEAR}"
    r"|\s+des\s+(?P<this>Jahres)(?!\w))"
)
_SPAN = (
    r"(?:Jahr|Jahre|Jahren|Quartal|Quartale|Quartalen|Monat|Monate|Monaten|Woche|Wochen|Tag|Tage|"
    r"Tagen|Halbjahr|Halbjahre|Halbjahren|Stunde|Stunden|Minuten|Jahrzehnt|Jahrzehnte|Jahrzehnten|"
    r"Geschäftsjahr|Geschäftsjahre|Geschäftsjahren)(?!\w)"
)
_FISCAL_YEAR = r"(?:Geschäfts|Fiskal|Wirtschafts)jahre?s?"
_FISCAL_WORDS = " ".join(
    f"{kind}jahr{ending}"
    for kind in ("geschäfts", "fiskal", "wirtschafts")
    for ending in ("", "e", "es", "s")
)
_THIRD = r"(?P<third>Anfang|Beginn|Mitte|Ende)"
_ORDER = r"(?:(?:[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert)e[nrsm]?|[1-4]\.)"
_SEASON = r"(?:Frühjahr|Frühling|Sommer|Herbst|Winter)(?!\w)"
_DAY = "|".join(name.title() for name in _WEEKDAYS)

_PATTERNS = {
    "dotted": r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\w)" + _TIME,
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<iso>\d\d:\d\d))?(?!\w|-)" + _TIME,
    "days": rf"\d{{1,2}}\.\s*(?:bis(?:\s+zum)?|und|oder|[–-])\s*\d{{1,2}}\.\s?{_MONTH}"
    rf"(?:\s+{_YEAR})?",
    "day": rf"(?P<day>\d{{1,2}})\.\s?(?P<name>{_MONTH})(?:{_OF_YEAR})?{_TIME}",
    "parts": rf"{_ORDER}\s*(?:bis(?:\s+(?:zum|einschließlich))?|und|oder|[–-])\s*{_ORDER}\s+"
    rf"(?:Quartals?|Halbjahre?s?)(?!\w)(?:{_OF_YEAR})?",
    "months": rf"(?:(?i:in|der)\s+(?:den\s+)?)?(?:[Ee]rsten|[Ll]etzten)\s+{NUMBER_WORD}\s+{_SPAN}"
    rf"(?:{_OF_YEAR})?",
    "part": r"(?:(?P<count>[Ee]rst|[Zz]weit|[Dd]ritt|[Vv]iert)e[nrsm]?|(?P<digit>[1-4])\.)\s+"
    r"(?P<kind>Quartals?|Halbjahre?s?|Jahreshälfte)(?!\w)"
    rf"(?P<fiscal>\s+(?:des\s+)?(?:\w+\s+)?{_FISCAL_YEAR}(?:\s+\d{{4}}(?:/\d\d)?)?)?"
    rf"(?:{_OF_YEAR})?",
    "short": rf"(?P<kind>Q[1-4]|H[12])(?:\s?/\s?|\s+)(?P<year>{_YEAR})",
    "decade": rf"{_THIRD}\s+(?:des|dieses|der)\s+(?:\w+\s+)?Jahrzehnts",
    "third": rf"{_THIRD}{_OF_YEAR}",
    "yearthird": rf"Jahres(?P<third>anfang|beginn|mitte|ende)(?!\w)(?:\s+(?P<year>{_YEAR}))?",
    "thirdmonth": rf"{_THIRD}\s+(?P<name>{_MONTH})(?:{_OF_YEAR})?",
    "month": rf"(?P<name>{_MONTH})(?:{_OF_YEAR})?",
    "season": rf"(?:(?:im|zum|vom|bis|seit|ab)\s+{_SEASON}(?:\s+(?:19|20)\d\d(?:/\d\d)?)?"
    rf"|{_SEASON}\s+(?:19|20)\d\d(?:/\d\d)?)(?!\w)",
    "fiscal": rf"{_FISCAL_YEAR}\s+(?P<year>{_YEAR})",
    "fiscalpair": rf"{_FISCAL_YEAR}\s+(?:19|20)\d\d/\d\d(?:\d\d)?(?!\w)",
    "span": r"(?i:in|im|der|den|das|dieses|diesem|nach)\s+(?:(?:den|dem|der)\s+)?"
    rf"(?!{_RELATIVE}e?[nms]?\s+Jahre?s?(?!\w|n)(?<!Jahre)){_RELATIVE}(?:en|em|e|es|er)?"
    rf"\s+(?:{NUMBER_WORD}\s+)?{_SPAN}",
    "later": rf"{NUMBER_WORD}\s+{_SPAN}\s+(?:später|zuvor|danach|vorher|früher|darauf)(?!\w)",
    "after": rf"{NUMBER_WORD}\s+{_SPAN}\s+(?:nach|vor)\s+(?:[a-zäöüß]+\s+){{0,3}}[A-ZÄÖÜ][\w-]*",
    "ago": r"(?i:vor|binnen|innerhalb|in)\s+(?:von\s+|der\s+nächsten\s+)?"
    rf"{NUMBER_WORD}\s+{_SPAN}",
    "view": r"[Aa]uf\s+(?:\d+|Ein|Zwei|Drei|Sechs|Zwölf)[-‐‑](?:Jahres|Monats|Wochen|Tages)"
    r"[-‐‑]Sicht(?!\w)",
    "relyear": rf"(?:(?i:im|in|des|zum)\s+)?{_RELATIVE_YEAR}|(?i:im)\s+(?P<lastyear>Vorjahr)(?!\w)",
    "near": r"(?P<near>[Hh]eute|[Gg]estern|[Vv]orgestern|[Aa]b\s+sofort)(?!\w)",
    # "am Mittwoch, 24. September" is told by its date.
    "weekday": rf"[Aa]m\s+(?P<which>\w+en\s+)?(?P<weekday>{_DAY})"
    r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?"
    r"(?!\w|,?\s+(?:dem\s+|den\s+)?\(?\d)",
    "year": rf"(?P<in>Jahre?s?\s+)?(?P<year>{_YEAR})",
}
_STEMS = ("kommend", "nächst", "folgend", "darauffolgend", "vergangen", "letzt", "vorig") + (
    ("laufend", "dies", "vorangegangen", "gleich", "selb")
)
_RELATIVES = " ".join(
    f"{stem}{ending}" for stem in _STEMS for ending in ("", "e", "en", "em", "es", "er")
)
_MONTH_WORDS = " ".join(name.rstrip(".") for name in _MONTHS)
# What each pattern may begin with.
_FIRST_WORDS = {
    "parts": "#ordinal #number",
    "months": "in der #ordinal letzten",
    "dotted": "#date #number",
    "iso": "#date",
    "days": "#number",
    "day": "#number",
    "part": "#ordinal #number",
    "short": "q h",
    "decade": "anfang beginn mitte ende",
    "third": "anfang beginn mitte ende",
    "yearthird": "jahresanfang jahresbeginn jahresmitte jahresende",
    "thirdmonth": "anfang beginn mitte ende",
    "month": _MONTH_WORDS,
    "season": "im zum vom bis seit ab frühjahr frühling sommer herbst winter",
    "fiscal": _FISCAL_WORDS,
    "fiscalpair": _FISCAL_WORDS,
    "span": "in im der den das dieses diesem nach",
    "later": "#number wenige wenigen",
    "after": "#number wenige wenigen",
    "ago": "vor binnen innerhalb in",
    "view": "auf",
    "relyear": f"im in des zum {_RELATIVES}",
    "near": "heute gestern vorgestern ab",
    "weekday": "am",
    "year": "jahr jahre jahres #number",
}


def _is_past_month(match: re.Match[str]) -> bool:
    """Tell whether the last such month is meant: seit März, das im Januar angekündigte Ziel."""
    ahead = before(match).rstrip().rpartition(" ")[2].lower()
    if ahead == "seit":
        return True
    if ahead != "im":
        return False
    if _PAST_ATTRIBUTE.match(match.string, match.end()):
        return True
    sentence = around(match)
    is_told = _PERFECT.search(sentence) is not None and not _FUTURE.search(sentence)
    return is_told and _PAST_PARTICIPLE.match(match.string, match.end()) is not None


_GERMAN = PointWords(
    starts=starts_of(_FIRST_WORDS, _PATTERNS),
    months=_MONTHS,
    weekdays=_WEEKDAYS,
    year_offsets=_YEAR_OFFSETS,
    counts=_COUNTS,
    thirds=_THIRDS,
    near={
        "heute": (0, ""),
        "gestern": (-1, ""),
        "vorgestern": (-2, ""),
        "ab sofort": (0, "from"),
    },
    usual_days=frozenset(("", "späten", "frühen", "gestrigen", "heutigen")),
    future=_FUTURE,
    since=re.compile(r"\b[Ss]eit\s+$"),
    is_past_month=_is_past_month,
)


def starts_point(shape: Shape) -> bool:
    """Tell whether a German point in time may begin with a shape."""
    return starts(_GERMAN, shape)


def points_in(text: str, starters: Iterable[Token]) -> Iterator[Point]:
    """Give the points in time of a German text, in order and without overlaps."""
    return points_by(_GERMAN, text, starters)
