"""Finds what an amount counts: its unit before it, behind it, or a few words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factbook.reading.amount import Amount, Unread, span_of
from factbook.reading.amounts import amount_at
from factbook.reading.found import Span
from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.units import CURRENCIES, Units

MOST_WORDS_BETWEEN = 3
# A quoted amount: „Hunderttausende“ modernster Nvidia-GPUs.
_CLOSING_QUOTES = frozenset("“”\"»«'‘’")


class Counted(NamedTuple):
    """An amount with its unit: token indexes and characters of both, and the numerals between."""

    first: int
    after: int
    start: int
    end: int
    unit: str
    is_measure: bool
    is_adjacent: bool
    numerals: tuple[Span, ...] = ()


def counted(
    text: str, tokens: Sequence[Token], amount: Amount, language: Language, units: Units
) -> Counted | None:
    """Find the unit of an amount; unit "" where there is none, None where it is doubtful."""
    before = _before(text, tokens, amount, units)
    if before is None:
        return None
    behind = _behind(text, tokens, amount, language, units)
    if behind is None:
        return None
    first, start, unit = before
    if not unit:
        return behind
    if behind.unit and behind.is_adjacent and behind.unit != unit:
        return None
    if behind.unit and behind.is_adjacent:
        return Counted(first, behind.after, start, behind.end, unit, True, True)
    return Counted(first, amount.after, start, amount.end, unit, True, True)


def _before(
    text: str, tokens: Sequence[Token], amount: Amount, units: Units
) -> tuple[int, int, str] | None:
    """Find a currency before the amount, which stands there only if it belongs to no other one."""
    found = units.ending_at(tokens, amount.first)
    if found is None:
        return amount.first, amount.start, ""
    unit, first = found
    start = tokens[first].start
    if start and text[start - 1].isalnum():
        return None
    if first and tokens[first - 1].shape.kind in ("number", "cardinal", "scale", "crowd"):
        is_attached = tokens[amount.first - 1].end == amount.start
        return (first, start, unit) if is_attached else (amount.first, amount.start, "")
    return first, start, unit


def _behind(
    text: str, tokens: Sequence[Token], amount: Amount, language: Language, units: Units
) -> Counted | None:
    if amount.is_multiple:
        if _is_compared(tokens, amount.after, language):
            return None
        unit = units.first_of(language.compounds.times)
        return Counted(amount.first, amount.after, amount.start, amount.end, unit, True, True)
    if amount.is_closed:
        is_known = bool(amount.unit)
        return Counted(
            amount.first, amount.after, amount.start, amount.end, amount.unit, is_known, is_known
        )
    index = amount.after
    if index < len(tokens) and tokens[index].shape.text in _CLOSING_QUOTES:
        index += 1
    if (
        amount.vague
        and index < len(tokens)
        and tokens[index].shape.word in language.nouns.partitive
    ):
        index += 1
    measured = _measured_noun(text, tokens, amount, language, units)
    if measured is not None:
        return measured
    found = units.at(tokens, index)
    if found is not None:
        return _adjacent(text, tokens, amount, found, language, units)
    if index < len(tokens) and units.is_unknown(tokens[index]):
        return Counted(amount.first, index, amount.start, amount.end, "", True, False)
    return _noun(text, tokens, amount, index, language, units)


def _adjacent(
    text: str,
    tokens: Sequence[Token],
    amount: Amount,
    found: tuple[str, int, bool],
    language: Language,
    units: Units,
) -> Counted | None:
    unit, after, is_measure = found
    end = tokens[after - 1].end
    is_times = tokens[after - 1].shape.word in language.compounds.times
    if _is_rate(text, end) or (is_times and _is_compared(tokens, after, language)):
        return None
    if _is_scale_of_money(tokens, after, end - len(tokens[after - 1].shape.text), language):
        return None
    if not is_measure:
        # "10 GPU Systeme" counts systems; with a scale between it is open what is counted.
        second = units.at(tokens, after)
        if second is not None and not second[2]:
            if amount.is_scaled:
                return None
            unit, after, is_measure = second
            end = tokens[after - 1].end
    return Counted(amount.first, after, amount.start, end, unit, is_measure, True)


def _is_scale_of_money(tokens: Sequence[Token], after: int, start: int, language: Language) -> bool:
    """Tell "300m euros", where a letter that may be a unit is millions."""
    letter = tokens[after - 1]
    if letter.shape.word not in language.numbers.letters or tokens[after - 2].end != start:
        return False
    return after < len(tokens) and tokens[after].shape.unit in CURRENCIES


def _is_compared(tokens: Sequence[Token], after: int, language: Language) -> bool:
    """Tell whether "larger" follows: "dreimal größer" may be three or four times as large."""
    return after < len(tokens) and bool(
        language.nouns.comparative.fullmatch(tokens[after].shape.word)
    )


def _is_rate(text: str, end: int) -> bool:
    """Tell whether a unit goes on into another one: GB/s, %-Punkte, km²."""
    rest = text[end : end + 2]
    return len(rest) == 2 and (
        (rest[0] in "/·*^" and rest[1].isalnum()) or (rest[0] in "-‑‐" and rest[1].isalpha())
    )


def _measured_noun(
    text: str, tokens: Sequence[Token], amount: Amount, language: Language, units: Units
) -> Counted | None:
    """Read "vier 400 GB Glasfaseranschlüsse" and "vier 400-GB-Anschlüsse": four of them."""
    index = amount.after
    if amount.is_scaled or amount.vague or index >= len(tokens):
        return None
    inner = tokens[index].shape
    if inner.kind == "compound" and inner.value is not None and inner.unit and inner.inner_unit:
        spans = (span_of(tokens[index]),)
        end = tokens[index].end
        return Counted(amount.first, index + 1, amount.start, end, inner.unit, False, True, spans)
    if inner.kind != "number" or tokens[amount.first].shape.kind != "cardinal":
        return None
    second = amount_at(text, tokens, index, language)
    if isinstance(second, Unread):
        return None
    measure = units.at(tokens, second.after)
    if measure is None or not measure[2] or _is_rate(text, tokens[measure[1] - 1].end):
        return None
    noun = _noun(text, tokens, amount, measure[1], language, units)
    if noun is None or not noun.unit:
        return None
    return Counted(
        amount.first, noun.after, amount.start, noun.end, noun.unit, False, True, second.numerals
    )


def _noun(
    text: str,
    tokens: Sequence[Token],
    amount: Amount,
    index: int,
    language: Language,
    units: Units,
) -> Counted | None:
    """Look for the counted noun over at most three adjectives or brands."""
    nouns = language.nouns
    ahead = tokens[amount.first - 1].shape.word if amount.first else ""
    may_precede = nouns.may_precede_dative if ahead in nouns.takes_dative else nouns.may_precede
    for step in range(MOST_WORDS_BETWEEN + 1):
        if index + step >= len(tokens):
            break
        found = units.at(tokens, index + step)
        if found is not None:
            unit, after, is_measure = found
            end = tokens[after - 1].end
            if _is_rate(text, end) or (is_measure and step):
                return None
            second = units.at(tokens, after)
            if second is not None and not second[2]:
                unit, after, is_measure = second
                end = tokens[after - 1].end
            return Counted(amount.first, after, amount.start, end, unit, is_measure, step == 0)
        shape = tokens[index + step].shape
        if shape.kind not in ("word", "name"):
            break
        if shape.kind == "word" and not may_precede(shape.text):
            break
    return Counted(amount.first, amount.after, amount.start, amount.end, "", False, False)
