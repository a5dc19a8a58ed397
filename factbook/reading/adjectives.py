"""Tells which words may stand between a number and the noun it counts: adjectives and brands.

In German a verb can look like an adjective ("Von fünf kaufte Microsoft GPUs") and a noun like a
brand ("Wenn zwei Konzerne GPUs kaufen"). Only what cannot be either is let through.
"""

from __future__ import annotations

import re

_GERMAN_STEMS = (
    r"neu|neuest|neust|groß|größer|größt|riesig|klein|kleiner|modern|modernst|hochmodern|weiter|"
    r"zusätzlich|ander|eigen|geplant|bestehend|vorhanden|künftig|laufend|aktuell|leistungsfähig|"
    r"leistungsfähigst|leistungsstark|leistungsstärkst|speziell|spezialisiert|verteilt|vernetzt|"
    r"unabhängig|verschieden|unterschiedlich|wichtig|wichtigst|gigantisch|technisch|europäisch|"
    r"deutsch|amerikanisch|chinesisch|französisch|us-amerikanisch|global|international|national|"
    r"staatlich|öffentlich|privat|lokal|regional|digital|virtuell|einzeln|gemeinsam|separat|"
    r"dediziert|exklusiv|jüngst|best|schnell|schnellst|stark|stärkst|führend|direkt|optisch|"
    r"redundant|physisch|humanoid|autonom|intelligent|komplett|zentral|dezentral|massiv|"
    r"sogenannt|fortschrittlich|fortschrittlichst|energieeffizient|künstlich|strategisch|"
    r"industriell|installiert|verbaut|genutzt|angeschlossen|benachbart|gebaut|entstehend|"
    r"weltweit|höchst|hoch|jung|alt|lang|kurz|teuer|teuerst|ganz|voll|grafisch|wissenschaftlich"
)
_GERMAN_ADJECTIVE = re.compile(rf"(?:{_GERMAN_STEMS})(?:e|en|er|es|em)?")
# "-ige" is never a plural verb, "-igen" is one in "benötigen"; the dative settles it.
_GERMAN_ENDINGS = r"\w{2,}(?:ig|lich|isch|bar|sam|haft|los|ell|iv|ant|är|ös|fähig)"
_GERMAN_PLURAL = re.compile(rf"{_GERMAN_ENDINGS}e")
_GERMAN_DATIVE = re.compile(rf"{_GERMAN_ENDINGS}en")
_GERMAN_NOUN_ENDING = re.compile(r"(?:[ens]|er|[^el]el)$")
_ENGLISH_ADJECTIVE = re.compile(
    r"new|newest|large|larger|largest|huge|giant|big|bigger|small|smaller|modern|more|further|"
    r"additional|other|own|planned|existing|future|current|powerful|special|specialised|different|"
    r"various|important|technical|european|german|american|chinese|french|international|national|"
    r"public|private|local|regional|digital|virtual|single|separate|dedicated|exclusive|latest|"
    r"best|fast|faster|fastest|strong|leading|direct|optical|fibre|fiber|fibre-optic|fiber-optic|"
    r"redundant|physical|humanoid|autonomous|complete|central|massive|so-called|advanced|cloud|"
    r"energy-efficient|artificial|strategic|industrial|installed|connected|total|whole|graphics"
)


def stands_before_german_noun(word: str, takes_dative: bool) -> bool:
    """Tell whether a word may stand between a number and its noun; `takes_dative` after mit, den."""
    if not word[0].isupper():
        return (
            _GERMAN_ADJECTIVE.fullmatch(word) is not None
            or _GERMAN_PLURAL.fullmatch(word) is not None
            or (takes_dative and _GERMAN_DATIVE.fullmatch(word) is not None)
        )
    # Capitals or digits inside make a name: DGX, OpenAI. So does an ending that no plural has.
    return not word[1:].islower() or _GERMAN_NOUN_ENDING.search(word) is None


def stands_before_english_noun(word: str, takes_dative: bool) -> bool:
    """Tell whether a word may stand between a number and its noun: adjectives, capitalised names."""
    return word[0].isupper() or _ENGLISH_ADJECTIVE.fullmatch(word) is not None


def looks_like_english_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun: employees."""
    return word.islower() and word.endswith("s")


def looks_like_german_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun: Mitarbeiter, Unternehmen; not OpenAI, DGX."""
    return word[0].isupper() and word[1:].islower() and _GERMAN_NOUN_ENDING.search(word) is not None
