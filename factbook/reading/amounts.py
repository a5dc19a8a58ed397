"""Reads the amount that begins at a token: a number, a vague amount, a compound, a multiple."""

from __future__ import annotations

from collections.abc import Sequence

from factbook.reading.amount import Amount, Unread, span_of
from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.vague_amounts import crowd_at, places_at, several_at
from factbook.reading.written_numbers import article_at, number_at


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
        return number_at(text, tokens, index, language, ends_range)
    if kind == "article":
        return article_at(text, tokens, index, language)
    if kind == "crowd":
        return crowd_at(tokens, index, language)
    if kind == "several":
        return several_at(tokens, index, language)
    if kind == "places":
        return places_at(tokens, index)
    return _alone(tokens, index)


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
