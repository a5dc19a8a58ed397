"""Decides what "über" and "unter" before an amount say: beyond it, across it, amounting to it.

über, in this order. Across (exact): with "hinweg" behind. More than: after a preposition ("von
über", "auf über"), an article or an intensifier ("weit über"). Amounting to (exact): in a clause
with "verfügen", and after a noun of agreement ("ein Vertrag über 300 Milliarden"). With a distance,
an area or a time: across after a word of stretching or linking, more than if "lang", "groß" or the
like follows. Else more than before measures (money, percent, power) and amounts from 100 on,
unless the clause holds a word that takes "über" by itself ("verhandelt über", "Streit über").
Nothing else is read.

unter: less than, after the same words, and before measures. Nothing else is read ("unter zwei
Partnern" is among them).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from factbook.reading.clause import CLAUSE_SIGNS, ahead, behind
from factbook.reading.shape import Token
from factbook.reading.word_set import word_set

Decision = Literal["beyond", "exact"]
# From here on an amount after "über" is hardly what something is about, or across.
CERTAIN_AMOUNT = 100

# After these "über" is always more than ...
_BEFORE_AMOUNTS = word_set(
    "von mit auf um in im für aus bei nach seit zu an gegen ab durch die der den das dem eine "
    "einer einem einen alle seine seinen seiner ihre ihren ihrer weit deutlich klar leicht "
    "etwas sogar"
)
# ... and after these unless a word that takes "über" by itself is near.
_OFTEN_BEFORE_AMOUNTS = word_set(
    "mittlerweile inzwischen bereits schon insgesamt derzeit aktuell zuletzt heute nun allein "
    "jeweils jährlich weltweit"
)
_AGREEMENT = re.compile(
    r".*(?:vertrag|vertrags|vertrages|verträge|verträgen|auftrag|auftrags|auftrages|aufträge|"
    r"aufträgen|deal|deals|vereinbarung|vereinbarungen|kredit|kredits|kredite|krediten|kreditlinie|"
    r"darlehen|anleihe|anleihen|rechnung|rechnungen|scheck|schecks|abkommen|bestellung|"
    r"bestellungen|order|orders|kaufvertrag|zusage|zusagen|finanzierung|finanzierungsrunde|"
    r"finanzspritze|bürgschaft|garantie|bescheid|förderbescheid|partnerschaft|kooperation|"
    r"absichtserklärung)"
)
_JOINTS = word_set("mit von zwischen und dem der des für an am im")
_STRETCHING = re.compile(
    r"erstreck\w*|verknüpf\w*|verb[iua]nd\w*|vernetz\w*|verteil\w*|reich(?:t|en|te|ten)|"
    r"spann\w*|überspann\w*|verläuft|verlaufen|zieht|ziehen"
)
_STRETCHED = re.compile(r"\w*(?:strecke|distanz|entfernung|netz|netzwerk|leitung|kabel)")
_ACROSS_UNITS = re.compile(
    r".*(?:meter|metern|meile|meilen|hektar|hektare|quadratmeter|quadratmetern|km|m|m²|km²|ha|acre|"
    r"acres|quadratmeilen|jahr|jahre|jahren|monat|monate|monaten|woche|wochen|tag|tage|tagen|"
    r"stunden|stunde|jahrzehnte|jahrzehnten|minuten)"
)
_CLAUSE_SIGNS_BUT_QUOTES = CLAUSE_SIGNS - frozenset('„“”"«»')
_DIMENSION = word_set(
    "lang lange langen breit hoch hohe groß große großen großes weit entfernt entfernte "
    "entfernten tief alt alte alten dick"
)
_HAVING = re.compile(r"verfüg(?:t|en|te|ten|e|end|ende|enden)")
_TALKING = re.compile(
    r"verhandel\w+|sprach|sprachen|sprech\w+|spricht|gesprochen|rede[nt]|redete\w*|berichte(?:n|t|te|"
    r"ten)|informier\w+|diskutier\w+|entscheide\w*|entschied\w*|stritt\w*|streitet|streiten|"
    r"abstimm\w+|stimm(?:t|en|te|ten)|nachden\w+|denk(?:t|en)|dacht\w+|spekulier\w+|klag(?:t|en|te|"
    r"ten)|beschwer\w+|berät|beraten|berieten|einig(?:t|en|te|ten)|geeinigt|herrsch\w+|wach(?:t|en|"
    r"te|ten)|urteil(?:t|en|te|ten)|freu(?:t|en|te|ten)|wunder\w+|staun\w+|hinausgeh\w+|schreib\w+|"
    r"schrieb\w*|erzähl\w+|weiß|wissen|wusste\w*"
)
_TALKS = re.compile(
    r"\w*(?:gespräch|gespräche|gesprächen|verhandlung|verhandlungen|streit|debatte|debatten|"
    r"diskussion|diskussionen|kontrolle|überblick|zugriff|verfügung|information|informationen|"
    r"angebot|angebote|macht|verständigung|urteil|artikel|buch|studie|bericht|berichte|nachricht|"
    r"nachrichten|daten|entscheidung|einigung|abstimmung|spekulation|spekulationen|klage|herrschaft)"
)


class Ambiguous(NamedTuple):
    """A bound word at token `first`, before an amount that ends before token `after`."""

    tokens: Sequence[Token]
    first: int
    after: int
    is_measure: bool
    low: Decimal


def beyond(found: Ambiguous) -> Decision | None:
    """Decide an "über": "beyond" is more than, "exact" across or amounting to, None uncertain."""
    tokens, after = found.tokens, found.after
    before = [token.shape.word for token in ahead(tokens, found.first)]
    clause = before + [token.shape.word for token in behind(tokens, after)]
    last = before[0] if before else ""
    following = tokens[after].shape.word if after < len(tokens) else ""
    if following in ("hinweg", "hinaus"):
        return "exact" if following == "hinweg" else None
    if last in _BEFORE_AMOUNTS:
        return "beyond"
    if any(_HAVING.fullmatch(word) for word in clause) or _follows(_AGREEMENT, found):
        return "exact"
    if _ACROSS_UNITS.fullmatch(tokens[after - 1].shape.word):
        return _across(before, following)
    if any(_TALKING.fullmatch(word) for word in clause) or _follows(_TALKS, found):
        return None
    if last == "verteilt":
        return "exact"
    is_certain = found.is_measure or found.low >= CERTAIN_AMOUNT or last in _OFTEN_BEFORE_AMOUNTS
    return "beyond" if is_certain else None


def below(found: Ambiguous) -> Decision | None:
    """Decide an "unter": "beyond" is less than, None uncertain."""
    last = next(ahead(found.tokens, found.first), None)
    is_certain = found.is_measure or (last is not None and last.shape.word in _BEFORE_AMOUNTS)
    return "beyond" if is_certain else None


def _across(before: Sequence[str], following: str) -> Decision | None:
    """Decide before a distance, an area or a time; the words before it, the nearest first."""
    if following in _DIMENSION:
        return "beyond"
    if before and _STRETCHED.fullmatch(before[0]):
        return "exact"
    return "exact" if any(_STRETCHING.fullmatch(word) for word in before) else None


def _follows(noun: re.Pattern[str], found: Ambiguous) -> bool:
    """Tell whether such a noun precedes, with nothing but names between."""
    for token in ahead(found.tokens, found.first, _CLAUSE_SIGNS_BUT_QUOTES):
        if noun.fullmatch(token.shape.word):
            return True
        is_name = token.shape.is_capital or token.shape.kind == "sign"
        if not is_name and token.shape.word not in _JOINTS:
            return False
    return False
