"""Tells which tokens are numerals: what stands around a word decides on "ein", "achten", "24."."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.reading.found import Numeral
from factbook.reading.language import Language
from factbook.reading.shape import Token

# Digits with a full stop that count: days of a month, quarters.
LONGEST_ORDINAL = 2


def numeral_at(tokens: Sequence[Token], index: int, language: Language) -> Numeral | None:
    """Give the numeral that a token is or holds, None if there is none."""
    token = tokens[index]
    shape = token.shape
    if shape.kind == "article":
        is_counted = _is_counted_one(tokens, index, language)
        return Numeral(token.start, token.end, "word") if is_counted else None
    if shape.numeral is None:
        return None
    if shape.kind == "number" and _is_ordinal(tokens, index, language):
        return Numeral(token.start, token.end + 1, "ordinal")
    if shape.word in language.dates.doubtful_ordinals and not _is_placed(tokens, index, language):
        return None
    start, end, kind = shape.numeral
    return Numeral(token.start + start, token.start + end, kind)


def _is_placed(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell "im achten Jahr" from "zu achten"."""
    return index > 0 and tokens[index - 1].shape.word in language.dates.before_ordinals


def _is_counted_one(tokens: Sequence[Token], index: int, language: Language) -> bool:
    if language.numbers.joint and _ends_number(tokens, index, language):
        return True
    if index + 1 >= len(tokens):
        return False
    following = tokens[index + 1].shape
    if following.kind == "scale" or (following.kind == "cardinal" and following.scale):
        return True
    if language.numbers.joint and following.value == 100:
        return True
    return (
        tokens[index].shape.word in language.numbers.counting_articles
        and following.unit is not None
    )


def _ends_number(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether "one" is the last part of a number: two hundred and one."""
    if tokens[index].shape.word not in language.numbers.counting_articles:
        return False
    before = [token.shape for token in tokens[max(0, index - 2) : index]]
    if before and before[-1].word == language.numbers.joint:
        before.pop()
    return bool(before) and (before[-1].value == 100 or before[-1].word == "thousand")


def _is_ordinal(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether digits with a full stop are an ordinal: 24. September, 1. Quartal."""
    if index + 2 >= len(tokens):
        return False
    stop, following = tokens[index + 1], tokens[index + 2]
    return (
        stop.shape.text == "."
        and stop.start == tokens[index].end
        and len(tokens[index].shape.text) <= LONGEST_ORDINAL
        and language.dates.after_ordinals.hold(following.shape.word)
    )
