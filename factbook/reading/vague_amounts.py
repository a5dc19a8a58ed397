"""Reads vague amounts: Milliarden, Hunderttausende, mehrere Millionen, zweistellige Millionen."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.reading.amount import Amount, Unread, goes_on, past_numbers, span_of
from factbook.reading.found import Span
from factbook.reading.language import Language
from factbook.reading.shape import Token


def crowd_at(tokens: Sequence[Token], index: int, language: Language) -> Amount | Unread:
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


def several_at(tokens: Sequence[Token], index: int, language: Language) -> Amount | Unread:
    """Read mehrere Millionen, mehreren tausend; mehrere alone only where a unit follows at once."""
    token, after = tokens[index], index + 1
    if after >= len(tokens):
        return Unread(after)
    following = tokens[after].shape
    if following.scale is not None and following.kind in ("scale", "crowd", "cardinal"):
        if following.vague in ("hundreds of", "tens of"):
            return Unread(after + 1)
        if goes_on(tokens, after + 1):
            return Unread(past_numbers(tokens, after + 1))
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
        return Unread(past_numbers(tokens, after))
    if token.shape.word in language.numbers.several_of_units and following.unit is not None:
        return Amount(index, after, token.start, token.end, None, "several")
    return Unread(after)


def places_at(tokens: Sequence[Token], index: int) -> Amount | Unread:
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
