"""Decides what four digits without a thousands dot are: a year, an amount, or open.

A word of time before them makes a year (im Jahr 2026, Ende 2026). A measure behind them makes an
amount (2000 Megawatt), and so does a bound that no year takes (mehr als 2000), or a counted noun
where a counting word stands before (mit 2000 GPUs) or nothing else is said (2000 GPUs). With no
noun that is counted they are a year. What is left ("dass 2026 Unternehmen") is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factbook.reading.amount import Unread
from factbook.reading.amounts import amount_at
from factbook.reading.counted import counted
from factbook.reading.language import Language
from factbook.reading.phrases import ending_at
from factbook.reading.shape import Shape, Token
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
    before = tokens[index - 1].shape if index else None
    joined = _joined_by_sign(tokens, index)
    if joined is not None:
        return joined
    if before is not None and before.word in language.dates.year_words:
        return "year"
    amount = amount_at(text, tokens, index, language)
    if isinstance(amount, Unread):
        return "open"
    if amount.is_scaled:
        return "amount"
    what = counted(text, tokens, amount, language, units)
    if what is None:
        return "open"
    if what.unit and what.is_measure and what.is_adjacent:
        return "amount"
    is_round = int(tokens[index].shape.text) % ROUND == 0
    if before is not None and before.word in language.dates.weak_year_words:
        return "open" if what.unit and is_round else "year"
    if _has_amount_bound(tokens, index, language):
        # "mehr als 2024" may compare with that year.
        return "amount" if what.unit else "open"
    if what.unit:
        is_all = index == 0 and what.after == len(tokens)
        return "amount" if is_all or _is_counting(before, language) else "open"
    may_count = _may_count(tokens, index, language) or (before is not None and before.is_capital)
    return "open" if is_round and may_count else "year"


def _joined_by_sign(tokens: Sequence[Token], index: int) -> YearOrAmount | None:
    """Tell of digits behind a sign: "2027-2031" ends in a year, "$2025" and "#2025" in none."""
    if index == 0 or tokens[index - 1].shape.kind != "sign":
        return None
    sign = tokens[index - 1]
    if sign.shape.text in _DASHES and index > 1 and tokens[index - 2].shape.is_year:
        return "year"
    is_attached = sign.shape.text in _JOINED and sign.end == tokens[index].start
    return "open" if is_attached else None


def _is_counting(before: Shape | None, language: Language) -> bool:
    return before is not None and before.word in language.dates.counting_words


def _has_amount_bound(tokens: Sequence[Token], index: int, language: Language) -> bool:
    phrase = ending_at(tokens, index, language.bounds.phrases)
    return phrase is not None and phrase.meaning.endswith(_AMOUNT_BOUNDS)


def _may_count(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether what follows may be a plural noun that no vocabulary knows: 2000 Mitarbeiter."""
    if index + 1 >= len(tokens) or tokens[index + 1].shape.kind != "word":
        return False
    return language.dates.looks_like_plural(tokens[index + 1].shape.text)
