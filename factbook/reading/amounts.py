"""Reads amounts: numbers with their scale, vague amounts and compounds, without bound or unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factbook.reading.found import Span
from factbook.reading.language import Language
from factbook.reading.shape import Token

NARROW_GAP = 1
_SIGNS = {"-": -1, "\u2212": -1, "+": 1}
_OPENING = " \u00a0\u202f\t\n([{\"„“»«'‚‘:;,/="
# Signs that, touching a number, make something else of it than an amount.
_ODD_BEFORE = frozenset("/#§@&_\\^×*=.,:±–—'’")
_ODD_AFTER = frozenset("/#@&_\\^×*=:+±'’°")
_SUSPENDED = re.compile("[-\u2010\u2011][ ,]")


class Amount(NamedTuple):
    """A number read at some tokens: `first` and `after` are token indexes, `end` a character.

    Either `low` is its value, or `vague` (one of quantity.VAGUE) with its `scale`. `unit` is known
    only where a compound tells it; `is_closed` says that no unit may be looked for behind it.
    """

    first: int
    after: int
    start: int
    end: int
    low: Decimal | None
    vague: str = ""
    scale: Decimal = Decimal(1)
    is_scaled: bool = False
    unit: str = ""
    is_closed: bool = False
    is_multiple: bool = False
    numerals: tuple[Span, ...] = ()


class Unread(NamedTuple):
    """Numerals of which no amount is read; reading goes on at the token `after`."""

    after: int


def span_of(token: Token) -> Span:
    """Give the span of a token's numeral."""
    assert token.shape.numeral is not None
    start, end, _ = token.shape.numeral
    return token.start + start, token.start + end


def amount_at(
    text: str,
    tokens: Sequence[Token],
    index: int,
    language: Language,
    ends_range: bool = False,
) -> Amount | Unread:
    """Read the amount that begins at a token of a kind that opens one.

    `ends_range` says that a dash before it belongs to a range (3–4) and is no sign.
    """
    kind = tokens[index].shape.kind
    if kind in ("number", "cardinal"):
        return _number(text, tokens, index, language, ends_range)
    if kind == "article":
        return _article(text, tokens, index, language)
    if kind == "crowd":
        return _crowd(tokens, index, language)
    if kind == "several":
        return _several(tokens, index, language)
    if kind == "places":
        return _places(tokens, index)
    return _alone(tokens, index)


def _number(
    text: str,
    tokens: Sequence[Token],
    index: int,
    language: Language,
    ends_range: bool = False,
) -> Amount | Unread:
    token = tokens[index]
    # The first half of "drei- bis vierfach" lacks what it counts.
    if _SUSPENDED.match(text, token.end) or language.dates.clock.match(text, token.end):
        return Unread(index + 1)
    if index and tokens[index - 1].shape.word in language.numbers.loosening:
        return Unread(_past_numbers(tokens, index + 1))
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
        (part.start, part.end) if part.shape.kind == "article" else span_of(part)
        for part in tokens[index:after]
        if part.shape.kind in ("number", "cardinal", "scale", "article")
    )
    return _scaled(tokens, first, after, start, value, factor, numerals)


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
    if value is None or _goes_on(tokens, after):
        return Unread(_past_numbers(tokens, after))
    return Amount(
        first,
        after,
        start,
        tokens[after - 1].end,
        value * factor,
        is_scaled=is_scaled,
        numerals=numerals,
    )


def _goes_on(tokens: Sequence[Token], after: int) -> bool:
    """Tell whether more words of the same number follow that cannot be read with it."""
    if after >= len(tokens):
        return False
    kind = tokens[after].shape.kind
    return kind in ("scale", "crowd", "barrier") or (
        kind in ("magnitude", "places")
        and tokens[after].start - tokens[after - 1].end <= NARROW_GAP
    )


def _past_numbers(tokens: Sequence[Token], after: int) -> int:
    while after < len(tokens) and tokens[after].shape.kind in (
        ("number", "cardinal", "scale", "crowd", "barrier")
    ):
        after += 1
    return after


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


def _article(text: str, tokens: Sequence[Token], index: int, language: Language) -> Amount | Unread:
    """Read "einer Milliarde", "eine halbe Million", "one hundred million"; else it is no number."""
    token, after = tokens[index], index + 1
    if after >= len(tokens):
        return Unread(after)
    following = tokens[after].shape
    if following.word in language.numbers.halves:
        return _scaled_half(tokens, index, after)
    if following.kind == "scale" or (following.kind == "cardinal" and following.scale):
        return _number(text, tokens, index, language)
    if language.numbers.joint and following.kind == "cardinal" and following.value == 100:
        return _number(text, tokens, index, language)
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
        numerals=(span_of(tokens[half]), span_of(tokens[after])),
    )


def _crowd(tokens: Sequence[Token], index: int, language: Language) -> Amount | Unread:
    """Read a bare plural: Milliarden, Hunderttausende, Hunderte Millionen, tens of thousands."""
    token, after = tokens[index], index + 1
    if index and tokens[index - 1].shape.word in language.numbers.never_crowd:
        return Unread(after)
    vague, scale = token.shape.vague, token.shape.scale
    assert scale is not None
    numerals: tuple[Span, ...] = (span_of(token),)
    joined = after
    if joined < len(tokens) and tokens[joined].shape.word in language.nouns.partitive:
        joined += 1
    if joined < len(tokens) and tokens[joined].shape.kind in ("crowd", "scale", "cardinal"):
        second = tokens[joined].shape
        if (
            vague == "several"
            or second.scale is None
            or scale != 1
            or second.vague == "hundreds of"
        ):
            return Unread(joined + 1)
        scale = second.scale
        numerals += (span_of(tokens[joined]),)
        after = joined + 1
    if vague == "tens of" and scale == 1:
        return Unread(after)
    return Amount(
        index,
        after,
        token.start,
        tokens[after - 1].end,
        None,
        vague,
        scale,
        is_scaled=True,
        numerals=numerals,
    )


def _several(tokens: Sequence[Token], index: int, language: Language) -> Amount | Unread:
    """Read mehrere Millionen, mehreren tausend; mehrere alone only where a unit follows at once."""
    token, after = tokens[index], index + 1
    if after >= len(tokens):
        return Unread(after)
    following = tokens[after].shape
    if following.scale is not None and following.kind in ("scale", "crowd", "cardinal"):
        if following.vague in ("hundreds of", "tens of"):
            return Unread(after + 1)
        if _goes_on(tokens, after + 1):
            return Unread(_past_numbers(tokens, after + 1))
        return Amount(
            index,
            after + 1,
            token.start,
            tokens[after].end,
            None,
            "several",
            following.scale,
            is_scaled=True,
            numerals=(span_of(tokens[after]),),
        )
    if following.numeral is not None:
        return Unread(_past_numbers(tokens, after))
    if token.shape.word in language.numbers.several_of_units and following.unit is not None:
        return Amount(index, after, token.start, token.end, None, "several")
    return Unread(after)


def _places(tokens: Sequence[Token], index: int) -> Amount | Unread:
    """Read a two-digit million amount: zweistelliger Millionen-Euro-Betrag, Millionenauftrag."""
    token, after = tokens[index], index + 1
    if after < len(tokens) and tokens[after].shape.kind in ("magnitude", "crowd", "scale"):
        shape = tokens[after].shape
        if shape.scale is not None and shape.vague in ("", "several"):
            is_fused = shape.kind == "magnitude"
            end = tokens[after].start + shape.inner_end if is_fused else tokens[after].end
            return Amount(
                index,
                after + 1,
                token.start,
                end,
                None,
                token.shape.vague,
                shape.scale,
                is_scaled=True,
                unit=shape.inner_unit or "",
                is_closed=is_fused,
                numerals=(span_of(token), span_of(tokens[after])),
            )
    return Unread(after)


def _alone(tokens: Sequence[Token], index: int) -> Amount | Unread:
    """Read what stands for itself: a compound, mehrjährig, a multiple."""
    token, shape = tokens[index], tokens[index].shape
    if shape.kind == "several compound":
        return Amount(
            index,
            index + 1,
            token.start,
            token.start + shape.inner_end,
            None,
            "several",
            unit=shape.inner_unit or "",
            is_closed=True,
        )
    if shape.value is None or shape.kind not in ("compound", "multiple"):
        return Unread(index + 1)
    is_multiple = shape.kind == "multiple"
    return Amount(
        index,
        index + 1,
        token.start,
        token.end if is_multiple else token.start + shape.inner_end,
        shape.value,
        is_scaled=not is_multiple,
        unit=shape.inner_unit or "",
        is_closed=True,
        is_multiple=is_multiple,
        numerals=(span_of(token),),
    )
