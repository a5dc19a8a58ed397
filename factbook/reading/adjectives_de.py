"""Tells which German words may stand between a number and the noun it counts.

A verb can look like an adjective ("Von fünf kaufte Microsoft GPUs") and a noun like a brand ("Wenn
zwei Konzerne GPUs kaufen"). Only what cannot be either is let through.
"""

from __future__ import annotations

import re

from factbook.reading.word_lists import word_set

_STEMS = word_set(
    "neu neuest neust groß größer größt riesig klein kleiner modern modernst hochmodern "
    "weiter zusätzlich ander eigen geplant bestehend vorhanden künftig laufend aktuell "
    "leistungsfähig leistungsfähigst leistungsstark leistungsstärkst speziell spezialisiert "
    "verteilt vernetzt unabhängig verschieden unterschiedlich wichtig wichtigst gigantisch "
    "technisch europäisch deutsch amerikanisch chinesisch französisch us-amerikanisch global "
    "international national staatlich öffentlich privat lokal regional digital virtuell "
    "einzeln gemeinsam separat dediziert exklusiv jüngst best schnell schnellst stark stärkst "
    "führend direkt optisch redundant physisch humanoid autonom intelligent komplett zentral "
    "dezentral massiv sogenannt fortschrittlich fortschrittlichst energieeffizient künstlich "
    "strategisch industriell installiert verbaut genutzt angeschlossen benachbart gebaut "
    "entstehend weltweit höchst hoch jung alt lang kurz teuer teuerst ganz voll grafisch "
    "wissenschaftlich"
)
_ENDINGS = ("", "e", "en", "er", "es", "em")
_ADJECTIVES = frozenset(f"{stem}{ending}" for stem in _STEMS for ending in _ENDINGS)
# "-ige" is never a plural verb, "-igen" is one in "benötigen"; the dative settles it.
_ENDING = r"\w{2,}(?:ig|lich|isch|bar|sam|haft|los|ell|iv|ant|är|ös|fähig)"
_PLURAL = re.compile(rf"{_ENDING}e")
_DATIVE = re.compile(rf"{_ENDING}en")
_NOUN_ENDING = re.compile(r"(?:[ens]|er|[^el]el)$")


def may_precede(word: str) -> bool:
    """Tell whether a word may stand between a number and its noun: neue, leistungsfähige, DGX."""
    if not word[0].isupper():
        return word in _ADJECTIVES or _PLURAL.fullmatch(word) is not None
    # Capitals or digits inside make a name: DGX, OpenAI. So does an ending that no plural has.
    return not word[1:].islower() or _NOUN_ENDING.search(word) is None


def may_precede_dative(word: str) -> bool:
    """Tell the same after mit, den and the like: mit fünf leistungsfähigen GPUs."""
    return may_precede(word) or _DATIVE.fullmatch(word) is not None


def looks_like_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun: Mitarbeiter, Unternehmen; not OpenAI, DGX."""
    return word[0].isupper() and word[1:].islower() and _NOUN_ENDING.search(word) is not None
