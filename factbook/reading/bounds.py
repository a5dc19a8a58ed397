"""Reads what stands before an amount: its bound, a negation, and whether it is reached or added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factbook.reading.found import Direction
from factbook.reading.language import Language, Words
from factbook.reading.shape import Token

LONGEST_PHRASE = 3
_CLAUSE_ENDS = frozenset(".;:!?\n")
_SIGNS = {"~": "about", "≈": "about", ">": "more than", "<": "less than"} | {
    "≥": "at least",
    "≤": "up to",
}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before an amount: its bound (None: exact) and the token where it begins."""

    bound: str | None
    first: int


def before(
    tokens: Sequence[Token],
    first: int,
    after: int,
    low: Decimal,
    has_unit: bool,
    is_measure: bool,
    language: Language,
) -> Before | None:
    """Read the bound before the amount at tokens first to after; None where it is doubtful."""
    if first == 0:
        return Before(None, 0)
    word = tokens[first - 1].shape.word
    if word in _SIGNS:
        return _unless_hedged(Before(_SIGNS[word], first - 1), tokens, language)
    phrase = _phrase(tokens, first, language.never_before)
    if phrase is not None and len(phrase) > 1:
        return None
    found = _phrase(tokens, first, language.bounds)
    if found is None:
        found = _phrase(tokens, first, language.bounds_with_unit)
        if found is not None:
            start = first - len(found)
            known = language.bounds_with_unit[found]
            if found[0] in language.deciders:
                decision = language.deciders[found[0]](tokens, start, after, is_measure, low)
                if decision == "exact":
                    return Before(None, first)
            else:
                decision = "beyond" if has_unit else None
            if decision is None:
                return None
            return _unless_hedged(Before(known, start), tokens, language)
        if phrase is not None or word in language.negations or word in language.hedges:
            return None
        return Before(None, first)
    return _unless_hedged(Before(language.bounds[found], first - len(found)), tokens, language)


def _phrase(
    tokens: Sequence[Token], first: int, phrases: Mapping[Words, str] | frozenset[Words]
) -> Words | None:
    for length in range(min(LONGEST_PHRASE, first), 0, -1):
        words = tuple(token.shape.word for token in tokens[first - length : first])
        if words in phrases:
            return words
    return None


def _unless_hedged(found: Before, tokens: Sequence[Token], language: Language) -> Before | None:
    """Give up where another bound precedes ("bis zu rund"); turn "nicht mehr als" round."""
    if found.first == 0:
        return found
    word = tokens[found.first - 1].shape.word
    turned = language.negated_bounds.get((word, found.bound or ""))
    if turned is not None:
        return Before(turned, found.first - 1)
    if word in language.negations or word in language.hedges or word in _SIGNS:
        return None
    for phrases in (language.bounds, language.bounds_with_unit, language.never_before):
        if _phrase(tokens, found.first, phrases) is not None:
            return None
    return found


def direction(tokens: Sequence[Token], first: int, after: int, language: Language) -> Direction:
    """Tell "to" (auf 27 Euro) from "by" (um 50 Prozent, ein Plus von 1 %); "" where neither."""
    if tokens[first].shape.word in language.bound_verbs:
        return ""
    index = first - 1
    while index >= 0 and tokens[index].shape.word in language.small_words:
        index -= 1
    word = tokens[index].shape.word if index >= 0 else ""
    if word in language.to_words:
        return "to"
    if word in language.by_words:
        return "" if _tells_purpose(tokens, index, after, language) else "by"
    if word in language.of_words and index and tokens[index - 1].shape.word in language.changes:
        return "by"
    if _is_gained(tokens, first, after, language):
        return "by"
    return ""


def _tells_purpose(tokens: Sequence[Token], index: int, after: int, language: Language) -> bool:
    """Tell whether "um" begins a clause of purpose: um fünf Rechenzentren zu bauen."""
    if language.purpose is None:
        return False
    words = []
    for token in tokens[after:]:
        if token.shape.kind == "sign" and token.shape.text in _CLAUSE_ENDS | {","}:
            break
        words.append(token.shape.text)
    return language.purpose.search(" ".join(words)) is not None


def _is_gained(tokens: Sequence[Token], first: int, after: int, language: Language) -> bool:
    """Tell whether a verb of gain holds the amount: legte mehr als sechs Prozent zu."""
    if language.gain_particle and (
        after >= len(tokens) or tokens[after].shape.word != language.gain_particle
    ):
        return False
    for token in reversed(tokens[:first]):
        if token.shape.kind == "sign" and token.shape.text in _CLAUSE_ENDS | {","}:
            return False
        if token.shape.word in language.gain_verbs:
            return language.gain_particle != "" or token is tokens[first - 1]
    return False
