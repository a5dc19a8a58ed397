"""What a mistyped value or time was meant to be: a hint for its message, never a match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factbook.model import Vocabulary
from factbook.period import period_of
from factbook.problem import Unreadable
from factbook.quantity import quantity_of
from factbook.reading import LANGUAGES, reader

# How editors write them who think of the source's words, and how records have them.
_SCALES = {
    "thousand": "thousands tausend tsd tsd.",
    "million": "millions mio mio. mn millionen",
    "billion": "billions bn mrd mrd. milliarde milliarden",
    "trillion": "trillions tn billionen",
}
_BOUNDS = {
    "about": ("rund", "etwa", "ca.", "ca", "circa", "roughly", "around", "approximately", "~"),
    "almost": ("fast", "knapp", "nearly"),
    "more than": ("über", "mehr als", "over", "more then", ">"),
    "less than": ("unter", "weniger als", "under", "less then", "<"),
    "at least": ("mindestens", "min.", "≥", ">="),
    "up to": ("bis zu", "max.", "≤", "<="),
}
_FORMS = {
    "from": ("since", "ab", "seit", "starting"),
    "until": ("bis", "till"),
    "by": ("bis spätestens", "before"),
}
_THIRDS = {"early": "anfang", "mid": "mitte", "end": "ende late"}
_DASHES = re.compile(r"\s*[–—]\s*")


def quantity_meant(text: str, vocabulary: Vocabulary, units: Iterable[str]) -> str | None:
    """Give the quantity that a mistyped one may have been, as it is written; None if unclear.

    `units` are those of the property: where there is one, it is meant where none was written.
    """
    words = re.sub(r"(?<=\d)\s*[–—-]\s*(?=\d)", " to ", text)
    words = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", words)
    words = re.sub(r"(?<=\d)\.(?=\d{3}\.\d{3})", "", words)
    words = re.sub(r"(?<=\d),(?=\d)", ".", words)
    words = re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[<>=~≤≥])(?=\d)", " ", words)
    words = _first(words, _BOUNDS)
    parts = [_scale_or_unit(word, vocabulary) for word in words.split()]
    known = vocabulary.units
    if parts and parts[0] in known:
        parts = [*parts[1:], parts[0]]
    only = list(units)
    if parts and parts[-1] not in known and len(only) == 1:
        parts.append(only[0])
    meant = " ".join(parts)
    return None if isinstance(quantity_of(meant, known), Unreadable) else meant


def time_meant(text: str) -> str | None:
    """Give the time that a mistyped one may have been, as it is written; None if unclear."""
    words = _DASHES.sub("-", text)
    words = _first(words, _FORMS)
    words = re.sub(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?\b", _iso, words)
    words = re.sub(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?\b", _iso, words)
    words = re.sub(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b", _iso_from_day, words)
    words = re.sub(r"\b([QH]\d)[ /-](\d{4})\b", r"\2-\1", words, flags=re.IGNORECASE)
    for third, others in _THIRDS.items():
        words = re.sub(rf"\b(?:{others.replace(' ', '|')})\b", third, words, flags=re.IGNORECASE)
    if not isinstance(period_of(words), Unreadable):
        return words
    for language in LANGUAGES:
        for found in reader(language, {}).periods(text, None):
            whole = (found.start, found.end) == (0, len(text))
            if whole and not isinstance(period_of(found.period.text), Unreadable):
                return found.period.text
    return None


def _first(text: str, meanings: dict[str, tuple[str, ...]]) -> str:
    for meant, others in meanings.items():
        for other in sorted(others, key=len, reverse=True):
            if text.casefold().startswith(f"{other} "):
                return f"{meant}{text[len(other) :]}"
    return text


def _scale_or_unit(word: str, vocabulary: Vocabulary) -> str:
    for scale, others in _SCALES.items():
        if word.casefold() in others.split():
            return scale
    if word in vocabulary.units:
        return word
    for unit, record in vocabulary.unit_records.items():
        labels = [record.label, *([record.plural] if record.plural else [])]
        forms = {unit, record.symbol, *(label.en for label in labels)}
        forms |= {label.de for label in labels}
        forms |= {form for words in record.words.values() for form in words}
        if word.casefold() in {form.casefold() for form in forms if form}:
            return unit
    return word


def _iso(match: re.Match[str]) -> str:
    year, *rest = (part for part in match.groups() if part)
    return "-".join([year, *(part.zfill(2) for part in rest)])


def _iso_from_day(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"
