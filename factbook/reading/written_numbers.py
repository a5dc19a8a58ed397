"""Reads numbers in digits and in words, with their sign and their scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factbook.reading.amount import Amount, Unread, goes_on, past_numbers, span_of
from factbook.reading.found import Span
from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.tokens import HYPHENS
from factbook.reading.units import is_currency

HUNDRED = 100
_SIGNS = {"-": -1, "\u2212": -1, "+": 1}
_OPENING = " \u00a0\u202f\t\n([{\"„“»«'‚‘:;,/="
# Signs that, touching a number, make something else of it than an amount.
_ODD_BEFORE = frozenset("/#§@&_\\^×*=.,:±–—'’")
_ODD_AFTER = frozenset("/#@&_\\^×*=:+±'’°")
_SUSPENDED = frozenset(f"{hyphen}{sign}" for hyphen in HYPHENS for sign in " ,")


def number_at(
    text: str,
    tokens: Sequence[Token],
    index: int,
    language: Language,
    ends_range: bool = False,
) -> Amount | Unread:
    """Read digits or number words; `ends_range` says that a dash before them is no sign."""
    token = tokens[index]
    # The first half of "drei- bis vierfach" lacks what it counts.
    is_suspended = text[token.end : token.end + 2] in _SUSPENDED
    if is_suspended or language.dates.clock.match(text, token.end):
        return Unread(index + 1)
    if index and tokens[index - 1].shape.word in language.numbers.loosening:
        return Unread(past_numbers(tokens, index + 1))
    first, start, factor = index, token.start, 1
    value, after = token.shape.value, index + 1
    if token.shape.kind != "number":
        value, after = _spelled(tokens, index, language)
    elif not ends_range:
        first, start, factor = _sign(text, tokens, index)
        if start < 0:
            return Unread(index + 1)
    elif text[token.end : token.end + 1] in _ODD_AFTER and token.end < len(text):
        return Unread(index + 1)
    if first == index and index and tokens[index - 1].shape.word in language.numbers.signs:
        first, start = index - 1, tokens[index - 1].start
        factor = language.numbers.signs[tokens[index - 1].shape.word]
    numerals = tuple(
        [
            (part.start, part.end) if part.shape.kind == "article" else span_of(part)
            for part in tokens[index:after]
            if part.shape.kind in ("number", "cardinal", "scale", "article")
        ]
    )
    if after < len(tokens) and _is_other_scale(tokens, first, after, language):
        return Unread(after + 1)
    return _scaled(tokens, first, after, start, value, factor, numerals)


def _is_other_scale(tokens: Sequence[Token], first: int, after: int, language: Language) -> bool:
    """Tell whether a number goes on to another amount: $40 million-plus, £40 m."""
    following = tokens[after].shape
    if (
        "-" in following.word
        and following.word.partition("-")[0] in language.numbers.scales
        and following.kind not in ("magnitude", "compound")
    ):
        return True
    if tokens[first].shape.kind == "number" and following.value == HUNDRED:
        return following.kind == "cardinal"
    if following.kind != "word" or following.word not in language.numbers.unsure_scales:
        return False
    return following.unit is None or (first > 0 and is_currency(tokens[first - 1].shape.text))


def article_at(
    text: str, tokens: Sequence[Token], index: int, language: Language
) -> Amount | Unread:
    """Read "einer Milliarde", "eine halbe Million", "one hundred million"; else it is no number."""
    token, after = tokens[index], index + 1
    if after >= len(tokens):
        return Unread(after)
    following = tokens[after].shape
    if index and tokens[index - 1].shape.word in language.numbers.halves_before:
        # "One and half a million" is more than that half.
        if index > 1 and tokens[index - 2].shape.word == language.numbers.joint:
            return Unread(past_numbers(tokens, after))
        return _scaled_half(tokens, index - 1, index)
    if following.word in language.numbers.halves:
        return _scaled_half(tokens, index, after)
    if following.kind == "scale" or (following.kind == "cardinal" and following.scale):
        return number_at(text, tokens, index, language)
    if language.numbers.joint and following.kind == "cardinal" and following.value == 100:
        return number_at(text, tokens, index, language)
    if token.shape.word in language.numbers.counting_articles and following.unit is not None:
        return Amount(
            index, after, token.start, token.end, Decimal(1), numerals=((token.start, token.end),)
        )
    return Unread(after)


def _scaled_half(tokens: Sequence[Token], index: int, half: int) -> Amount | Unread:
    after = half + 1
    if after >= len(tokens) or tokens[after].shape.kind != "scale":
        return Unread(after)
    scale = tokens[after].shape.scale
    assert scale is not None
    return Amount(
        index,
        after + 1,
        tokens[index].start,
        tokens[after].end,
        scale / 2,
        is_scaled=True,
        numerals=tuple(
            span_of(token) for token in tokens[half : after + 1] if token.shape.numeral is not None
        ),
    )


def _scaled(
    tokens: Sequence[Token],
    first: int,
    after: int,
    start: int,
    value: Decimal | None,
    factor: int,
    numerals: tuple[Span, ...],
) -> Amount | Unread:
    is_scaled = False
    if after < len(tokens) and tokens[after].shape.scale is not None:
        scale = tokens[after].shape
        if scale.kind in ("scale", "crowd") or (scale.kind == "cardinal" and scale.scale):
            if scale.vague in ("hundreds of", "tens of"):
                return Unread(after + 1)
            assert scale.scale is not None
            value = None if value is None else value * scale.scale
            numerals += (span_of(tokens[after]),)
            after += 1
            is_scaled = True
    if value is None or goes_on(tokens, after):
        return Unread(past_numbers(tokens, after))
    return Amount(
        first,
        after,
        start,
        tokens[after - 1].end,
        value * factor,
        is_scaled=is_scaled,
        numerals=numerals,
    )


def _sign(text: str, tokens: Sequence[Token], index: int) -> tuple[int, int, int]:
    """Give the first token, the start and the factor of digits; start -1 for no amount."""
    start, end = tokens[index].start, tokens[index].end
    if end < len(text) and text[end] in _ODD_AFTER:
        return index, -1, 1
    if start == 0:
        return index, start, 1
    before = text[start - 1]
    if before in _SIGNS:
        if start == 1 or text[start - 2] in _OPENING:
            return index - 1, start - 1, _SIGNS[before]
        return index, -1, 1
    return index, -1 if before in _ODD_BEFORE else start, 1


def _spelled(tokens: Sequence[Token], index: int, language: Language) -> tuple[Decimal | None, int]:
    """Read number words: one in German, several joined in English (two hundred and fifty).

    Gives the number, None if the words make none, and the index after them.
    """
    value, after = tokens[index].shape.value, index + 1
    assert value is not None
    if not language.numbers.joint:
        return value, after
    is_between = index > 0 and tokens[index - 1].shape.word in language.ranges.between
    total, current = Decimal(0), value
    while after < len(tokens):
        shape = tokens[after].shape
        if shape.word == language.numbers.joint:
            if is_between or current % 100 or not _is_below_hundred(tokens, after + 1):
                break
            after += 1
            shape = tokens[after].shape
        if shape.word == "thousand":
            if total or not 0 < current < 1000:
                return None, after + 1
            total, current = current * 1000, Decimal(0)
        elif shape.kind not in ("cardinal", "article") or shape.value is None:
            break
        elif shape.value == 100 and 0 < current < 100:
            current *= 100
        elif shape.value < 100 and current % 100 == 0 and (current or total):
            current += shape.value
        else:
            return None, after + 1
        after += 1
    return total + current, after


def _is_below_hundred(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the last part of a number follows: "and five", "and one", not "and a"."""
    if index >= len(tokens):
        return False
    shape = tokens[index].shape
    if shape.kind == "article":
        return shape.word == "one"
    return shape.kind == "cardinal" and shape.value is not None and 0 < shape.value < 100
