"""Tells which numbers are names, or lack what only a later number tells; they are not read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.reading.amount import Amount
from factbook.reading.amounts import amount_at
from factbook.reading.counted import Counted
from factbook.reading.language import Language
from factbook.reading.shape import Shape, Token
from factbook.reading.units import is_currency

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
    """Tell whether a number is a name's, a part's, or lacks what only a later number tells."""
    if _is_label(tokens, amount, what, language) or _is_part(tokens, amount, what, language):
        return True
    if _counts_no_whole(amount, what):
        return True
    return _is_elliptic(tokens, taken, amount, what, language)


def past_alternatives(text: str, tokens: Sequence[Token], after: int, language: Language) -> int:
    """Leave out the second of two alternatives too: "zwei oder drei Millionen" is neither."""
    if after < len(tokens) and tokens[after].shape.word in language.ranges.alternatives:
        later = _skip_bounds(tokens, after + 1, language)
        while later < len(tokens) and is_currency(tokens[later].shape.text):
            later += 1
        if later < len(tokens) and tokens[later].shape.opens:
            return amount_at(text, tokens, later, language).after
    if tokens[after - 1].shape.kind != "cardinal":
        while after < len(tokens) and tokens[after].shape.opens:
            after = amount_at(text, tokens, after, language).after
    return after


def _counts_no_whole(amount: Amount, what: Counted) -> bool:
    """Tell "Llama 3.1 Modelle": what is counted comes in wholes, unless by the million."""
    return (
        amount.low is not None
        and not amount.is_scaled
        and not amount.is_multiple
        and bool(what.unit)
        and not what.is_measure
        and amount.low != amount.low.to_integral_value()
    )


def _is_part(tokens: Sequence[Token], amount: Amount, what: Counted, language: Language) -> bool:
    """Tell either number of "vier von fünf Unternehmen", which may stand for any four fifths."""
    if amount.is_scaled or amount.low is None or (what.unit and what.is_measure):
        return False
    before = amount.first
    while before and tokens[before - 1].shape.word in language.ranges.of_parts:
        before -= 1
    if 0 < before < amount.first and _is_less(tokens[before - 1].shape, amount.low):
        return True
    behind = amount.after
    while behind < len(tokens) and tokens[behind].shape.word in language.ranges.of_parts:
        behind += 1
    if behind == amount.after or behind >= len(tokens) or what.unit:
        return False
    whole = tokens[behind].shape
    return (
        whole.kind in ("number", "cardinal")
        and whole.value is not None
        and (amount.low < whole.value)
    )


def _is_less(shape: Shape, whole: Decimal) -> bool:
    is_number = shape.kind in ("number", "cardinal", "article")
    return is_number and shape.value is not None and shape.value < whole


def _is_elliptic(
    tokens: Sequence[Token],
    taken: Sequence[bool],
    amount: Amount,
    what: Counted,
    language: Language,
) -> bool:
    """Tell whether a later number tells the scale or unit: 3 oder 4 Millionen."""
    after = amount.after
    if after >= len(tokens) or what.numerals or amount.is_closed:
        return False
    following = tokens[after].shape
    if what.unit and what.is_adjacent:
        return what.first < amount.first and _shares_scale(tokens, taken, amount, language)
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


def _shares_scale(
    tokens: Sequence[Token], taken: Sequence[bool], amount: Amount, language: Language
) -> bool:
    """Tell "$10 or $12 million", where the scale may be that of both."""
    words = language.ranges.ellipses | language.ranges.alternatives
    if amount.is_scaled or tokens[amount.after].shape.word not in words:
        return False
    later = amount.after + 1
    while later < len(tokens) and (
        is_currency(tokens[later].shape.text) or tokens[later].shape.word in language.bounds.hedges
    ):
        later += 1
    return (
        later + 1 < len(tokens)
        and not taken[later]
        and tokens[later].shape.kind in ("number", "cardinal")
        and tokens[later + 1].shape.kind == "scale"
    )


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
