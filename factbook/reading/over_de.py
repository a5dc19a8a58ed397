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

from collections.abc import Sequence

from factbook.reading.ambiguous import Ambiguous, Decision
from factbook.reading.clause import CLAUSE_SIGNS, ahead, behind
from factbook.reading.word_lists import WordForms, word_forms, word_set

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
_AGREEMENT = word_forms(
    "*vertrag *vertrags *vertrages *verträge *verträgen *auftrag *auftrags *auftrages "
    "*aufträge *aufträgen *deal *deals *vereinbarung *vereinbarungen *kredit *kredits "
    "*kredite *krediten *kreditlinie *darlehen *anleihe *anleihen *rechnung *rechnungen "
    "*scheck *schecks *abkommen *bestellung *bestellungen *order *orders *kaufvertrag *zusage "
    "*zusagen *finanzierung *finanzierungsrunde *finanzspritze *bürgschaft *garantie "
    "*bescheid *förderbescheid *partnerschaft *kooperation *absichtserklärung"
)
_JOINTS = word_set("mit von zwischen und dem der des für an am im")
_STRETCHING = word_forms(
    "erstreck* verknüpf* verbind* verbund* verband* vernetz* verteil* reicht reichen reichte "
    "reichten spann* überspann* verläuft verlaufen zieht ziehen"
)
_STRETCHED = word_forms("*strecke *distanz *entfernung *netz *netzwerk *leitung *kabel")
_ACROSS_UNITS = word_forms(
    "*meter *metern *meile *meilen hektar hektare acre acres km m m² km² ha jahr jahre jahren "
    "monat monate monaten woche wochen tag tage tagen stunde stunden minuten *jahrzehnte "
    "*jahrzehnten"
)
_CLAUSE_SIGNS_BUT_QUOTES = CLAUSE_SIGNS - frozenset('„“”"«»')
_DIMENSION = word_set(
    "lang lange langen breit hoch hohe groß große großen großes weit entfernt entfernte "
    "entfernten tief alt alte alten dick"
)
_HAVING = word_forms("verfügt verfügen verfügte verfügten verfüge verfügend verfügende verfügenden")
_TALKING = word_forms(
    "verhandel* sprach sprachen sprech* spricht gesprochen reden redet redete* berichten "
    "berichtet berichtete berichteten informier* diskutier* entscheide* entschied* stritt* "
    "streitet streiten abstimm* stimmt stimmen stimmte stimmten nachden* denkt denken dacht* "
    "spekulier* klagt klagen klagte klagten beschwer* berät beraten berieten einigt einigen "
    "einigte einigten geeinigt herrsch* wacht wachen wachte wachten urteilt urteilen urteilte "
    "urteilten freut freuen freute freuten wunder* staun* hinausgeh* schreib* schrieb* "
    "erzähl* weiß wissen wusste*"
)
_TALKS = word_forms(
    "*gespräch *gespräche *gesprächen *verhandlung *verhandlungen *streit *debatte *debatten "
    "*diskussion *diskussionen *kontrolle *überblick *zugriff *verfügung *information "
    "*informationen *angebot *angebote *verständigung *urteil *artikel *buch *studie "
    "*bericht *berichte *nachricht *nachrichten *daten *entscheidung *einigung *abstimmung "
    "*spekulation *spekulationen *klage *herrschaft"
)


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
    if any(_HAVING.hold(word) for word in clause) or _follows(_AGREEMENT, found):
        return "exact"
    if _ACROSS_UNITS.hold(tokens[after - 1].shape.word):
        return _across(before, following)
    if any(_TALKING.hold(word) for word in clause) or _follows(_TALKS, found):
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
    if before and _STRETCHED.hold(before[0]):
        return "exact"
    return "exact" if any(_STRETCHING.hold(word) for word in before) else None


def _follows(noun: WordForms, found: Ambiguous) -> bool:
    """Tell whether such a noun precedes, with nothing but names between."""
    for token in ahead(found.tokens, found.first, _CLAUSE_SIGNS_BUT_QUOTES):
        if noun.hold(token.shape.word):
            return True
        is_name = token.shape.is_capital or token.shape.kind == "sign"
        if not is_name and token.shape.word not in _JOINTS:
            return False
    return False
