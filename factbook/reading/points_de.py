"""Finds the points in time that German words tell: dates, months, quarters, "im kommenden Jahr"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from factbook.reading.points import Point
from factbook.reading.words_de import NUMBER_WORD

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
_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_YEAR_OFFSETS = {
    **dict.fromkeys(("kommend", "nächst"), 1),
    **dict.fromkeys(("laufend", "dies"), 0),
    **dict.fromkeys(("vergangen", "letzt", "vorig"), -1),
}
_COUNTS = {"erst": 1, "1": 1, "zweit": 2, "2": 2, "dritt": 3, "3": 3, "viert": 4, "4": 4}
_THIRDS = {
    **dict.fromkeys(("anfang", "beginn", "jahresanfang", "jahresbeginn"), "early"),
    **dict.fromkeys(("mitte", "jahresmitte"), "mid"),
    **dict.fromkeys(("ende", "jahresende"), "end"),
}
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
_YEAR = r"(?<![\w.,])(?:19\d\d|20\d\d|2100)(?!\w|[.,:]\d|[-‐‑/–—](?!(?:19|20)\d\d(?!\d))\w)"
_RELATIVE = (
    r"(?:kommend|nächst|folgend|darauffolgend|vergangen|letzt|vorig|laufend|dies|vorangegangen|"
    r"gleich|selb)"
)
_TIME = r"(?:,?\s*(?:um\s+)?(?P<time>\d{1,2}:\d\d)(?:\s?Uhr)?)?"
_OF_YEAR = (
    rf"(?:\s+(?:(?:des\s+Jahres|von|des)\s+)?(?P<year>{_YEAR})"
    rf"|\s+(?:(?:des|im|in|dem)\s+)?(?P<relative>{_RELATIVE})(?:en|em|es|er)?\s+Jahre?s?(?!\w)"
    r"|\s+des\s+(?P<this>Jahres)(?!\w))"
)
_SPAN = r"(?:Jahre?n?s?|Quartale?n?s?|Monate?n?s?|Wochen?|Tage?n?s?|Halbjahre?n?s?|Stunden?|Minuten?|Jahrzehnte?n?s?|Geschäftsjahre?n?s?)"
_ORDINAL = r"(?P<count>erst|zweit|dritt|viert)e[nrsm]?|(?P<digit>[1-4])\."

# In this order: at one place of a text the first that fits is taken.
_PATTERNS: dict[str, str] = {
    "dotted": rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?!\w){_TIME}",
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\w|-)"
    r"(?:T(?P<iso>\d\d:\d\d))?(?:,?\s*(?:um\s+)?(?P<time>\d{1,2}:\d\d)(?:\s?Uhr)?)?",
    "day": rf"(?P<day>\d{{1,2}})\.\s?(?P<name>{_MONTH})(?:{_OF_YEAR})?{_TIME}",
    "part": rf"(?:{_ORDINAL})\s+(?P<kind>Quartals?|Halbjahre?s?|Jahreshälfte)(?!\w)"
    rf"(?P<fiscal>\s+(?:des\s+)?(?:\w+\s+)?(?:Geschäfts|Fiskal|Wirtschafts)jahre?s?(?:\s+\d{{4}}(?:/\d\d)?)?)?"
    rf"(?:{_OF_YEAR})?",
    "short": r"(?P<kind>Q[1-4]|H[12])(?:\s?/\s?|\s+)(?P<year>(?<!\d)(?:19|20)\d\d)(?!\w|[.,/-]\d)",
    "decade": r"(?:Anfang|Mitte|Ende)\s+(?:des|dieses|der)\s+(?:\w+\s+)?Jahrzehnts",
    "third": rf"(?P<third>Anfang|Beginn|Mitte|Ende){_OF_YEAR}",
    "yearthird": rf"Jahres(?P<third>anfang|beginn|mitte|ende)(?!\w)(?:\s+(?P<year>{_YEAR}))?",
    "thirdmonth": rf"(?P<third>Anfang|Beginn|Mitte|Ende)\s+(?P<name>{_MONTH})(?:{_OF_YEAR})?",
    "month": rf"(?P<name>{_MONTH})(?:{_OF_YEAR})?",
    "season": r"(?:(?:im|zum|vom|bis|seit|ab)\s+)(?:Frühjahr|Frühling|Sommer|Herbst|Winter)(?!\w)"
    r"(?:\s+(?:19|20)\d\d(?:/\d\d)?)?(?!\w)",
    "fiscal": rf"(?:Geschäfts|Fiskal|Wirtschafts)jahre?s?\s+(?P<year>{_YEAR})",
    "fiscalpair": r"(?:Geschäfts|Fiskal|Wirtschafts)jahre?s?\s+(?:19|20)\d\d/\d\d(?:\d\d)?(?!\w)",
    "span": rf"(?:in|im|In|Im|der|Der|den|Den|das|Das|dieses|Dieses|diesem|Diesem|nach|Nach)\s+(?:den\s+|dem\s+|der\s+)?"
    rf"(?!{_RELATIVE}e?[nms]?\s+Jahr(?:e?s)?(?!\w)){_RELATIVE}(?:en|em|e|es|er)?"
    rf"\s+(?:(?:{NUMBER_WORD})\s+)?{_SPAN}(?!\w)",
    "later": rf"(?:{NUMBER_WORD})\s+{_SPAN}\s+(?:später|zuvor|danach|vorher|früher|darauf)(?!\w)",
    "after": rf"(?:{NUMBER_WORD})\s+{_SPAN}\s+(?:nach|vor)\s+(?:[a-zäöüß]+\s+){{0,3}}[A-ZÄÖÜ][\w-]*",
    "ago": rf"(?:vor|Vor|binnen|Binnen|innerhalb|Innerhalb|in|In)\s+(?:von\s+|der\s+nächsten\s+)?(?:{NUMBER_WORD})\s+{_SPAN}(?!\w)",
    "view": r"(?:auf|Auf)\s+(?:\d+|Ein|Zwei|Drei|Sechs|Zwölf)[-‐‑](?:Jahres|Monats|Wochen|Tages)[-‐‑]Sicht(?!\w)",
    "sofort": r"[Aa]b\s+sofort(?!\w)",
    "relyear": rf"(?:(?:im|in|Im|In|des|zum|Zum)\s+)?(?P<relative>{_RELATIVE})(?:en|em|es|er)?\s+Jahre?s?(?!\w)",
    "lastyear": r"(?:im|Im)\s+Vorjahr(?!\w)",
    "near": r"(?P<near>[Hh]eute|[Gg]estern|[Vv]orgestern)(?!\w)",
    "weekday": rf"(?P<am>[Aa]m|[Ss]eit|[Aa]b)\s+(?P<which>\w+en\s+)?(?P<weekday>{'|'.join(name.title() for name in _WEEKDAYS)}|Sonnabend)"
    r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?(?!\w)(?P<dated>,?\s+(?:dem\s+|den\s+)?\(?\d)?",
    "year": rf"(?P<in>Jahre?s?\s+)?(?P<year>{_YEAR})",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_ANY = re.compile(
    "(?<!\\w)(?:"
    + "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z]+>', '(?:', pattern.pattern)})"
        for name, pattern in _COMPILED.items()
    )
    + ")"
)


def points_in(text: str) -> Iterator[Point]:
    """Give the points in time of a text, in order and without overlaps."""
    for match in _ANY.finditer(text):
        name = match.lastgroup or ""
        parts = _COMPILED[name].match(text, match.start())
        if parts is None:
            continue
        point = _READERS.get(name, _unresolved)(parts, text)
        if point is not None:
            yield point


def _unresolved(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end())


def _year_of(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Give the printed year, or its offset from the year of the source's date."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"]), None
    if groups.get("relative"):
        return None, _YEAR_OFFSETS.get(groups["relative"])
    return None, 0 if groups.get("this") else None


def _dated(match: re.Match[str], text: str) -> Point:
    groups = match.groupdict()
    year, offset = _year_of(match)
    name = groups.get("name")
    month = _MONTHS[name.lower()] if name else int(groups["month"])
    return Point(
        match.start(),
        match.end(),
        year=year,
        year_offset=offset,
        month=month,
        day=int(groups["day"]),
        time=groups.get("iso") or groups.get("time") or "",
    )


def _part(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    count = _COUNTS[match["count"] or match["digit"]]
    letter = "Q" if match["kind"].startswith("Q") else "H"
    # A quarter of a company's own year has no calendar bounds.
    if match["fiscal"] or (letter == "H" and count > 2):
        return Point(match.start(), match.end())
    return Point(match.start(), match.end(), year=year, year_offset=offset, part=f"{letter}{count}")


def _short(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year=int(match["year"]), part=match["kind"])


def _third(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    part = _THIRDS[match["third"].lower()]
    return Point(match.start(), match.end(), year=year, year_offset=offset, part=part)


def _year_third(match: re.Match[str], text: str) -> Point:
    year = int(match["year"]) if match["year"] else None
    part, offset = _THIRDS[match["third"]], 0 if year is None else None
    if part == "early" and text[: match.start()].rstrip().lower().endswith("seit"):
        return Point(match.start(), match.end(), year=year, year_offset=offset, month=1)
    return Point(match.start(), match.end(), year=year, year_offset=offset, part=part)


def _month(match: re.Match[str], text: str) -> Point:
    year, offset = _year_of(match)
    is_past = year is None and offset is None and _is_past(text, match)
    return Point(
        match.start(),
        match.end(),
        year=year,
        year_offset=offset,
        month=_MONTHS[match["name"].lower()],
        is_past_month=is_past,
    )


def _is_past(text: str, match: re.Match[str]) -> bool:
    """Tell whether a month without a year is surely the last such month."""
    ahead = text[: match.start()].rstrip().rpartition(" ")[2].lower()
    if ahead == "seit":
        return True
    if ahead != "im":
        return False
    if _PAST_ATTRIBUTE.match(text, match.end()):
        return True
    is_told = _PERFECT.search(text) and not _FUTURE.search(text)
    return bool(is_told and _PAST_PARTICIPLE.match(text, match.end()))


def _fiscal(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year=int(match["year"]), part="FY")


def _sofort(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), days=0, form="from")


def _relative_year(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year_offset=_YEAR_OFFSETS.get(match["relative"]))


def _last_year(match: re.Match[str], text: str) -> Point:
    return Point(match.start(), match.end(), year_offset=-1)


def _near(match: re.Match[str], text: str) -> Point:
    days = {"heute": 0, "gestern": -1, "vorgestern": -2}[match["near"].lower()]
    return Point(match.start(), match.end(), days=days)


def _weekday(match: re.Match[str], text: str) -> Point | None:
    if match["dated"]:
        return None
    name = match["weekday"].lower()
    which = (match["which"] or "").strip().lower()
    is_other = which not in ("", "späten", "frühen", "gestrigen", "heutigen")
    if is_other or match["am"].lower() != "am" or _FUTURE.search(text):
        return Point(match.start(), match.end())
    index = _WEEKDAYS.index("samstag" if name == "sonnabend" else name)
    return Point(match.start(), match.end(), weekday=index)


def _year(match: re.Match[str], text: str) -> Point:
    return Point(
        match.start("year"), match.end(), year=int(match["year"]), is_bare=match["in"] is None
    )


_READERS: dict[str, Callable[[re.Match[str], str], Point | None]] = {
    "dotted": _dated,
    "iso": _dated,
    "day": _dated,
    "part": _part,
    "short": _short,
    "third": _third,
    "yearthird": _year_third,
    "month": _month,
    "fiscal": _fiscal,
    "sofort": _sofort,
    "relyear": _relative_year,
    "lastyear": _last_year,
    "near": _near,
    "weekday": _weekday,
    "year": _year,
}
