"""Tells which numbers are names, or lack what only a later number tells; they are not read."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.reading.amount import Amount
from factbook.reading.amounts import amount_at
from factbook.reading.counted import Counted
from factbook.reading.language import Language
from factbook.reading.shape import Token

# Numbers in names of versions are hardly higher: Llama 3, Windows 11.
HIGHEST_VERSION = 20
_SENTENCE_STARTS = frozenset('.!?:;\n•*„“”"»«')


def is_doubtful(
    tokens: Sequence[Token],
    taken: Sequence[bool],
    amount: Amount,
    what: Counted,
    language: Language,
) -> bool:
    """Tell whether the amount may lack what only a later number tells: 3 oder 4 Millionen."""
    if _is_label(tokens, amount, what, language):
        return True
    after = amount.after
    if after >= len(tokens) or what.numerals or amount.is_closed:
        return False
    following = tokens[after].shape
    has_own_unit = bool(what.unit) and what.is_adjacent
    if has_own_unit:
        return False
    if following.opens and following.numeral is not None and not taken[after]:
        return following.kind in ("number", "cardinal", "compound", "barrier", "crowd", "scale")
    if following.word in language.bounds.doubts_behind:
        return True
    is_elliptic = (
        following.word in language.ranges.ellipses or following.word in language.ranges.alternatives
    )
    if not is_elliptic and not (following.text in ",/" and not amount.is_scaled):
        return False
    later = _skip_bounds(tokens, after + 1, language)
    return (
        later < len(tokens)
        and not taken[later]
        and tokens[later].shape.opens
        and (tokens[later].shape.numeral is not None or tokens[later].shape.kind == "article")
        and not amount.is_scaled
    )


def past_alternatives(text: str, tokens: Sequence[Token], after: int, language: Language) -> int:
    """Leave out the second of two alternatives too: "zwei oder drei Millionen" is neither."""
    if after < len(tokens) and tokens[after].shape.word in language.ranges.alternatives:
        later = _skip_bounds(tokens, after + 1, language)
        if later < len(tokens) and tokens[later].shape.opens:
            return amount_at(text, tokens, later, language).after
    is_spelled = tokens[after - 1].shape.kind == "cardinal"
    if after < len(tokens) and tokens[after].shape.opens and not is_spelled:
        return amount_at(text, tokens, after, language).after
    return after


def _is_label(tokens: Sequence[Token], amount: Amount, what: Counted, language: Language) -> bool:
    """Tell whether the number is a name's: Platz 3, Phase 2, § 15, Metzgerstraße 21."""
    if amount.first == 0:
        return False
    before = tokens[amount.first - 1].shape
    is_plain = not amount.is_scaled and not what.unit
    labels = language.bounds.labels if is_plain else language.bounds.certain_labels
    if labels.hold(before.word):
        return True
    # "Llama 3 Modelle" may be models of Llama 3; "Insgesamt 3 Modelle" begins a sentence.
    return (
        tokens[amount.first].shape.kind == "number"
        and amount.low is not None
        and amount.low <= HIGHEST_VERSION
        and not amount.is_scaled
        and not (what.unit and what.is_measure)
        and before.kind in ("word", "name")
        and before.is_capital
        and not (what.unit and _begins_sentence(tokens, amount.first - 1))
    )


def _begins_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].shape.text in _SENTENCE_STARTS


def _skip_bounds(tokens: Sequence[Token], index: int, language: Language) -> int:
    while index < len(tokens) and tokens[index].shape.word in language.bounds.hedges:
        index += 1
    return index
