"""Decides what "über" and "unter" before an amount say: beyond it, across it, amounting to it.

über, amounting to (exact): after a noun of agreement ("ein Vertrag über 300 Milliarden"), and with
"verfügen". Across (exact): with "hinweg" behind, or where a distance or an area follows a word of
stretching or linking. More than: after a preposition ("von über", "auf über"), an article or an
intensifier ("weit über"); with a distance, an area or a time only where "lang", "groß" or the like
follows; else before measures (money, percent, power) and amounts from 100 on, unless the clause
holds a word that takes "über" by itself ("verhandelt über", "Streit über"). Nothing else is read.

unter: less than, after the same words, and before measures. Nothing else is read ("unter zwei
Partnern" is among them).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from factbook.reading.shape import Token
from factbook.reading.word_set import word_set

Decision = Literal["beyond", "exact"]
# From here on an amount after "über" is hardly what something is about, or across.
CERTAIN_AMOUNT = 100

_CLAUSE_SIGNS = frozenset('.,;:!?\n–—()„“”"«»')
_BEFORE_AMOUNTS = word_set(
    "von mit auf um in im für aus bei nach seit zu an gegen ab durch die der den das dem eine "
    "einer einem einen alle seine seinen seiner ihre ihren ihrer weit deutlich klar leicht "
    "etwas sogar mittlerweile inzwischen bereits schon insgesamt derzeit aktuell zuletzt heute "
    "nun allein jeweils jährlich weltweit rund"
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
_STRETCH = re.compile(
    r"erstreck\w*|verknüpf\w*|verb[iua]nd\w*|verbind\w*|vernetz\w*|verteil\w*|reich(?:t|en|te|ten)|"
    r"spann\w*|überspann\w*|verläuft|verlaufen|zieht|ziehen|leitung\w*|kabel|\w*kabel|"
    r"strecke|distanz|entfernung|netz|\w*netzwerk|verbindung\w*|verknüpfung"
)
_ACROSS_UNITS = re.compile(
    r".*(?:meter|metern|meile|meilen|hektar|hektare|quadratmeter|quadratmetern|km|m|m²|km²|ha|acre|"
    r"acres|quadratmeilen|jahr|jahre|jahren|monat|monate|monaten|woche|wochen|tag|tage|tagen|"
    r"stunden|stunde|jahrzehnte|jahrzehnten|minuten)"
)
_DIMENSION = word_set(
    "lang lange langen breit hoch hohe groß große großen großes weit entfernt entfernte "
    "entfernten tief alt alte alten dick"
)
_HAVING = re.compile(r"verfüg(?:t|en|te|ten|e|end|ende|enden)")
_TAKING_OVER = re.compile(
    r"verhand\w*|sprach\w*|sprech\w*|sprich\w*|gesproch\w*|rede\w*|bericht\w*|informier\w*|"
    r"diskuti\w*|entscheid\w*|entschied\w*|streit\w*|stritt\w*|abstimm\w*|stimm\w*|nachdenk\w*|"
    r"denk\w*|dacht\w*|spekul\w*|klag\w*|beschwer\w*|berät|berat\w*|einig\w*|herrsch\w*|wach\w*|"
    r"gespräch\w*|debatt\w*|diskussion\w*|kontroll\w*|überblick|zugriff|verfügung|information\w*|"
    r"angebot\w*|macht|verständigung|urteil\w*|freu\w*|wunder\w*|lach\w*|staun\w*|hinaus\w*|"
    r"schreib\w*|schrieb\w*|artikel|buch|studie\w*|erzähl\w*|weiß|wissen|daten|nachricht\w*"
)


def beyond(
    tokens: Sequence[Token], index: int, after: int, is_measure: bool, low: Decimal
) -> Decision | None:
    """Decide the "über" at token `index` before the amount that ends before token `after`.

    Gives "beyond" for more than, "exact" for across and amounting to, None for not certain.
    """
    following = tokens[after].shape.word if after < len(tokens) else ""
    behind = _clause_behind(tokens, after)
    ahead = _clause_ahead(tokens, index)
    last = ahead[-1] if ahead else ""
    if following == "hinweg" or any(_HAVING.fullmatch(word) for word in (*ahead, *behind)):
        return "exact"
    if following == "hinaus":
        return None
    is_across_unit = _ACROSS_UNITS.fullmatch(tokens[after - 1].shape.word) is not None
    if _follows_agreement(tokens, index):
        return "exact"
    if last in _BEFORE_AMOUNTS:
        return "beyond"
    if is_across_unit:
        return _across(ahead, following)
    if any(_TAKING_OVER.fullmatch(word) for word in (*ahead, *behind)):
        return None
    if last == "verteilt":
        return "exact"
    return "beyond" if is_measure or low >= CERTAIN_AMOUNT else None


def below(
    tokens: Sequence[Token], index: int, after: int, is_measure: bool, low: Decimal
) -> Decision | None:
    """Decide the "unter" at token `index`: "beyond" for less than, None for not certain."""
    ahead = _clause_ahead(tokens, index)
    if is_measure or (ahead and ahead[-1] in _BEFORE_AMOUNTS):
        return "beyond"
    return None


def _across(ahead: Sequence[str], following: str) -> Decision | None:
    if following in _DIMENSION:
        return "beyond"
    return "exact" if any(_STRETCH.fullmatch(word) for word in ahead) else None


def _follows_agreement(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a noun of agreement precedes, with nothing but names between."""
    for token in reversed(tokens[:index]):
        shape = token.shape
        if shape.kind == "sign" and shape.text not in '„“"':
            return False
        if _AGREEMENT.fullmatch(shape.word):
            return True
        if not shape.is_capital and shape.word not in _JOINTS and shape.kind != "sign":
            return False
    return False


def _clause_ahead(tokens: Sequence[Token], index: int) -> list[str]:
    words: list[str] = []
    for token in reversed(tokens[:index]):
        if token.shape.kind == "sign" and token.shape.text in _CLAUSE_SIGNS:
            break
        words.append(token.shape.word)
    return words[::-1]


def _clause_behind(tokens: Sequence[Token], after: int) -> list[str]:
    words: list[str] = []
    for token in tokens[after:]:
        if token.shape.kind == "sign" and token.shape.text in _CLAUSE_SIGNS:
            break
        words.append(token.shape.word)
    return words
