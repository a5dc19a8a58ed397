"""Decides what four digits without a thousands dot are: a year, an amount, or open.

A word of time before them makes a year (im Jahr 2026, Ende 2026). A measure behind them makes an
amount (2000 Megawatt), and so does a bound that no year takes (mehr als 2000), or a counted noun
where a counting word stands before (mit 2000 GPUs) or nothing else is said (2000 GPUs). With no
noun that is counted they are a year. What is left ("dass 2026 Unternehmen") is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factbook.reading.amounts import Unread, amount_at
from factbook.reading.counted import counted
from factbook.reading.language import Language
from factbook.reading.phrases import ending_at
from factbook.reading.shape import Token
from factbook.reading.units import Units

YearOrAmount = Literal["year", "amount", "open"]
# Years are seldom round, amounts written without a dot mostly are.
ROUND = 50
_DASHES = frozenset("-–‐‑")
_JOINED = frozenset("-‐‑$€£#/")
_AMOUNT_BOUNDS = ("more than", "less than", "almost", "up to")


def year_or_amount(
    text: str, tokens: Sequence[Token], index: int, language: Language, units: Units
) -> YearOrAmount:
    """Decide the token at `index`, whose digits lie between 1900 and 2100."""
    token = tokens[index]
    before = tokens[index - 1].shape if index else None
    if before is not None and before.kind == "sign":
        if before.text in _DASHES and index > 1 and tokens[index - 2].shape.is_year:
            return "year"
        if before.text in _JOINED and tokens[index - 1].end == token.start:
            return "open"
    word = before.word if before is not None else ""
    if word in language.dates.year_words:
        return "year"
    amount = amount_at(text, tokens, index, language)
    if isinstance(amount, Unread):
        return (
            "year"
            if token.shape.value is not None and _is_followed_by_number(tokens, index)
            else "open"
        )
    if amount.is_scaled:
        return "amount"
    what = counted(text, tokens, amount, language, units)
    if what is None:
        return "open"
    if what.unit and what.is_measure and what.is_adjacent:
        return "amount"
    is_round = int(token.shape.text) % ROUND == 0
    if word in language.dates.weak_year_words:
        return "open" if what.unit and is_round else "year"
    if _has_amount_bound(tokens, index, language):
        return "amount"
    if what.unit:
        is_all = index == 0 and what.after == len(tokens)
        return "amount" if is_all or word in language.dates.counting_words else "open"
    if is_round and before is not None and before.is_capital:
        return "open"
    return "open" if is_round and _may_count(tokens, index, language) else "year"


def _is_followed_by_number(tokens: Sequence[Token], index: int) -> bool:
    after = index + 1
    return after < len(tokens) and tokens[after].shape.kind in ("number", "cardinal")


def _has_amount_bound(tokens: Sequence[Token], index: int, language: Language) -> bool:
    phrase = ending_at(tokens, index, language.bounds.phrases)
    return phrase is not None and phrase.meaning.endswith(_AMOUNT_BOUNDS)


def _may_count(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether what follows may be a plural noun that no vocabulary knows: 2000 Mitarbeiter."""
    if index + 1 >= len(tokens) or tokens[index + 1].shape.kind != "word":
        return False
    return language.dates.looks_like_plural(tokens[index + 1].shape.text)
