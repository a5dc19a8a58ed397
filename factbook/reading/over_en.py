"""Decides what "over" before an amount says: more than it, or across or during it.

Before a time, a distance or an area ("over five years", "over 700 miles") it is more than only
after a preposition or an intensifier, and across (exact) after a word of stretching. Before all
else it is more than, unless a word that takes "over" by itself precedes ("talks over").
"""

from __future__ import annotations

from factbook.reading.ambiguous import Ambiguous, Decision
from factbook.reading.clause import ahead
from factbook.reading.word_lists import word_forms, word_set

_BEFORE_AMOUNTS = word_set(
    "of for to by with at well just far from after in is are was were the its their already even"
)
_TALKS = word_set(
    "talks dispute disputes control debate row negotiations fight concern concerns argument"
)
_STRETCHING = word_forms("spread* stretch* link* connect* extend* span* across distribut*")
_ACROSS_UNITS = word_set(
    "mile miles kilometre kilometres kilometer kilometers km metre metres meter meters hectare "
    "hectares acre acres ha m² km² year years month months week weeks day days hour hours decades"
)


def beyond(found: Ambiguous) -> Decision | None:
    """Decide an "over": "beyond" is more than, "exact" across, None uncertain."""
    before = [token.shape.word for token in ahead(found.tokens, found.first)]
    last = before[0] if before else ""
    if last in _TALKS:
        return None
    if found.tokens[found.after - 1].shape.word not in _ACROSS_UNITS or last in _BEFORE_AMOUNTS:
        return "beyond"
    return "exact" if any(_STRETCHING.hold(word) for word in before) else None
