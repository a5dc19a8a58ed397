"""Quantities in English words and figures, as they are printed on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from factbook.quantity import DIGITS, SCALES, VAGUE, Quantity, scale_of, vague
from factbook.record import UnitRecord
from factbook.sheet.parts import Figure

NO_BREAK = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"
# English billions are a thousand millions; the words of other languages look like them and are not.
SCALE_NOTES = {"billion": "10⁹", "trillion": "10¹²"}
_GERMAN = "de"
GERMAN_DECIMALS = 3
_GERMAN_SIGNS = str.maketrans({",": ".", ".": ","})
_GERMAN_SCALES = {
    "million": ("Million", "Millionen"),
    "billion": ("Milliarde", "Milliarden"),
    "trillion": ("Billion", "Billionen"),
}


def figure_of(
    quantity: Quantity, units: Mapping[str, UnitRecord], *, signed: bool = False
) -> Figure:
    """Typeset a quantity; `signed` puts a plus before a rise."""
    unit = units.get(quantity.unit)
    if quantity.bound in VAGUE:
        return _vague(quantity, unit)
    amounts = tuple(str(amount) for amount in _amounts(quantity))
    words = (unit_word(unit), unit_word(unit, is_one=True))
    return _typeset(quantity.bound or "", amounts, words, signed, _is_read_in_german(unit))


# A page shows a figure in its row, its proof, its title ...: all are kept by the text of the
# amounts, for the decimals 1 and 1.0 are equal, and are not printed alike.
@lru_cache(maxsize=8192)
def _typeset(
    bound: str, texts: tuple[str, ...], words: tuple[str, str], signed: bool, in_german: bool
) -> Figure:
    amounts = [Decimal(text) for text in texts]
    divisor, scale = scale_of(max((abs(amount) for amount in amounts), default=Decimal(0)))
    shown = " to ".join(_number(amount / divisor, signed) for amount in amounts)
    is_one = len(amounts) == 1 and amounts[0] == 1 and not scale
    return _figure(bound, shown, scale.strip(), words[is_one], in_german=in_german)


def compact(quantity: Quantity, units: Mapping[str, UnitRecord]) -> str:
    """Write an amount for a chart, without its unit: more than 400 billion, 3–4 trillion."""
    figure = figure_of(quantity, units)
    amount = figure.amount.replace(f"{NO_BREAK}to{NO_BREAK}", "–").removesuffix(f"{NO_BREAK}of")
    words = [figure.bound, amount, figure.scale]
    return NO_BREAK.join(word for word in words if word)


def german_words(quantity: Quantity, units: Mapping[str, UnitRecord]) -> str:
    """Write a quantity as a German text might, for the search: "38 Milliarden US-Dollar".

    Gives "" for a unit of which no German text is read.
    """
    unit = units.get(quantity.unit)
    if unit is not None and not _is_read_in_german(unit):
        return ""
    name = (unit.plural or unit.label).de or "" if unit else ""
    words = []
    for amount in _amounts(quantity):
        divisor, scale = scale_of(abs(amount))
        number = _german_number(amount / divisor)
        one, many = _GERMAN_SCALES.get(scale.strip(), ("", ""))
        told = (number, one if number == "1" else many, name)
        words.append(" ".join([word for word in told if word]))
    return ", ".join(words)


def scales_of(figures: Iterable[Figure | None]) -> tuple[tuple[str, str], ...]:
    """Give the scale words of figures that German words are taken for, each with its note."""
    used = {figure.scale: figure.scale_note for figure in figures if figure and figure.scale_note}
    return tuple((word, used[word]) for word in SCALE_NOTES if word in used)


def unit_word(unit: UnitRecord | None, *, is_one: bool = False) -> str:
    """Give a unit's name beside a number, its words tied together."""
    if unit is None:
        return ""
    label = unit.label if is_one or unit.plural is None else unit.plural
    return label.en.replace(" ", NO_BREAK)


@lru_cache(maxsize=4096)
def counted(number: int) -> str:
    """Write a count with its thousands set apart: 1,000."""
    return str(format_decimal(number, locale="en"))


def _is_read_in_german(unit: UnitRecord | None) -> bool:
    return unit is not None and _GERMAN in unit.words


def _figure(bound: str, amount: str, scale: str, unit: str, *, in_german: bool = False) -> Figure:
    note = SCALE_NOTES.get(scale, "")
    if note and in_german:
        note += f", in German: {_GERMAN_SCALES[scale][0]}"
    plain = " ".join(word for word in (bound, amount, scale, unit) if word)
    return Figure(
        amount=amount.replace(" ", NO_BREAK),
        plain=plain.replace(NO_BREAK, " "),
        bound=bound,
        scale=scale,
        scale_note=note,
        unit=unit,
        is_number=True,
    )


def _vague(quantity: Quantity, unit: UnitRecord | None) -> Figure:
    """Word an amount without digits: hundreds of thousands of GPUs, two-digit million euros."""
    bound = quantity.bound or ""
    scale_amount = (quantity.low or Decimal(0)) / (vague(bound, Decimal(1), "").low or Decimal(1))
    scale = next((word for word, factor in SCALES.items() if factor == scale_amount), "")
    name = unit_word(unit)
    if bound in DIGITS or bound == "several":
        return _figure("", f"{bound} {scale}".strip(), "", name)
    return _figure("", f"{bound} {scale}s of" if scale else bound, "", name)


def _amounts(quantity: Quantity) -> tuple[Decimal, ...]:
    low, high = quantity.low, quantity.high
    if low is None:
        return () if high is None else (high,)
    return (low,) if high is None or high == low else (low, high)


def _number(amount: Decimal, signed: bool) -> str:
    # With the decimals it has: 1 and 1.0 are not printed alike.
    text = f"{abs(amount):,f}"
    if amount < 0:
        return MINUS + text
    return f"+{text}" if signed else text


def _german_number(amount: Decimal) -> str:
    """Write a number as German texts do, with three decimals at most."""
    text = f"{round(amount, GERMAN_DECIMALS):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_GERMAN_SIGNS)
