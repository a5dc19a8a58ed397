"""Reads what stands before an amount: its bound, a negation, and whether it is reached or added."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factbook.reading.ambiguous import Ambiguous
from factbook.reading.clause import CLAUSE_SIGNS, behind
from factbook.reading.found import Direction
from factbook.reading.language import DECIDE, DOUBT, WITH_UNIT, Language
from factbook.reading.phrases import ending_at
from factbook.reading.shape import Token

_SIGNS = {"~": "about", "≈": "about", ">": "more than", "<": "less than", "≥": "at least"} | {
    "≤": "up to"
}


class Before(NamedTuple):
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
    phrase = ending_at(tokens, first, language.bounds.phrases)
    if phrase is None:
        return None if _is_hedged(tokens, first, language) else Before(None, first)
    bound = phrase.meaning
    if bound == DOUBT:
        return None
    if bound.startswith(WITH_UNIT):
        if not has_unit:
            return None
        bound = bound.removeprefix(WITH_UNIT)
    elif bound.startswith(DECIDE):
        decide = language.bounds.deciders[phrase.words[0]]
        decision = decide(Ambiguous(tokens, phrase.first, after, is_measure, low))
        if decision is None:
            return None
        if decision == "exact":
            return Before(None, first)
        bound = bound.removeprefix(DECIDE)
    if word in language.bounds.comparing and _is_compared(tokens, phrase.first):
        return None
    return _unless_hedged(Before(bound, phrase.first), tokens, language)


def _is_hedged(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Tell whether a negation or an unread bound stands before, perhaps over "weitere", "die"."""
    index = first
    while True:
        if index == 0:
            return False
        word = tokens[index - 1].shape.word
        if word in language.bounds.negations or word in language.bounds.hedges:
            return True
        if word not in language.bounds.passed_over:
            return index != first and ending_at(tokens, index, language.bounds.phrases) is not None
        index -= 1


def _is_compared(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an amount precedes: "20 Milliarden mehr als 300 Milliarden" compares two."""
    if index == 0:
        return False
    shape = tokens[index - 1].shape
    return shape.unit is not None or shape.kind in ("scale", "crowd", "number", "multiple")


def _unless_hedged(found: Before, tokens: Sequence[Token], language: Language) -> Before | None:
    """Give up where another bound precedes ("bis zu rund"); turn "nicht mehr als" round."""
    if found.first == 0:
        return found
    word = tokens[found.first - 1].shape.word
    turned = language.bounds.negated.get((word, found.bound or ""))
    if turned is not None:
        return Before(turned, found.first - 1)
    if word in language.bounds.negations or word in language.bounds.hedges or word in _SIGNS:
        return None
    return found if ending_at(tokens, found.first, language.bounds.phrases) is None else None


def bound_behind(
    tokens: Sequence[Token], after: int, has_unit: bool, language: Language
) -> str | None:
    """Read a bound behind the amount: überschreiten, oder mehr; "" for none, None for doubt."""
    words = tuple([token.shape.word for token in tokens[after : after + 3]])
    if not words:
        return ""
    if words[0] == "," and words[1:] in language.bounds.set_apart:
        is_next = after + 3 < len(tokens) and tokens[after + 3].shape.opens
        return "" if is_next else language.bounds.or_more[words[1:]]
    if words in language.bounds.joined_behind:
        return None
    if words[:2] in language.bounds.or_more:
        # "5 or more GPUs": the unit behind it is not read.
        is_counted = len(words) > 2 and not has_unit
        if words[:2] in language.bounds.set_apart and len(words) > 2:
            is_counted = is_counted or tokens[after + 2].shape.opens
        return None if is_counted else language.bounds.or_more[words[:2]]
    if words[0] in language.bounds.exceeding:
        return "more than"
    if words[0] in language.bounds.doubts_behind:
        return None
    for token in tokens[after:]:
        shape = token.shape
        if shape.numeral is not None or shape.text in CLAUSE_SIGNS:
            break
        if shape.word in language.bounds.exceeding:
            return None
    return ""


def direction(tokens: Sequence[Token], first: int, after: int, language: Language) -> Direction:
    """Tell "to" (auf 27 Euro) from "by" (um 50 Prozent, ein Plus von 1 %); "" where neither."""
    if tokens[first].shape.word in language.bounds.verbs:
        return ""
    index = first - 1
    while index >= 0 and tokens[index].shape.word in language.bounds.passed_over:
        index -= 1
    word = tokens[index].shape.word if index >= 0 else ""
    if word in language.directions.to:
        return "to"
    if word in language.directions.by:
        return "" if _tells_purpose(tokens, after, language) else "by"
    if (
        word in language.directions.of
        and index
        and tokens[index - 1].shape.word in language.directions.changes
    ):
        return "by"
    if _is_gained(tokens, first, after, language):
        return "by"
    return ""


def _tells_purpose(tokens: Sequence[Token], after: int, language: Language) -> bool:
    """Tell whether "um" begins a clause of purpose: um fünf Rechenzentren zu bauen."""
    if language.directions.purpose is None:
        return False
    clause = " ".join(token.shape.text for token in behind(tokens, after))
    return language.directions.purpose.search(clause) is not None


def _is_gained(tokens: Sequence[Token], first: int, after: int, language: Language) -> bool:
    """Tell whether a verb of gain holds the amount: legte mehr als sechs Prozent zu."""
    if language.directions.gain_particle and (
        after >= len(tokens) or tokens[after].shape.word != language.directions.gain_particle
    ):
        return False
    gains = language.directions.gains
    for place in range(first - 1, -1, -1):
        shape = tokens[place].shape
        if shape.text in CLAUSE_SIGNS:
            break
        if shape.word in gains:
            return language.directions.gain_particle != "" or place == first - 1
    return False
