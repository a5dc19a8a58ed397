"""Reads compounds whose head is a number: 30-Milliarden-Dollar-Vertrag, Fünfjahresvertrag."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from babel import Locale

from factbook.reading.language import Language
from factbook.reading.shape import Shape
from factbook.reading.units import Units

_PART = re.compile(r"[^-]+")
_DIGITS = re.compile(r"\d[\d.,]*")
# A unit within a compound is at most so many parts long: US-Dollar.
LONGEST_UNIT = 3

DecimalOf = Callable[[str, Locale], Decimal | None]
Part = tuple[int, int, str]


def compound_of(
    text: str, word: str, language: Language, units: Units, decimal_of: DecimalOf
) -> Shape | None:
    """Read a compound that tells an amount or its magnitude; None for any other word.

    `word` is `text` in lower case with plain hyphens. The shape has a value only where both a
    number and a scale or unit are told: a Vier-Augen-Prinzip holds a numeral and no amount.
    """
    if "-" not in word:
        return _closed(text, word, language, units)
    parts = [(match.start(), match.end(), match.group()) for match in _PART.finditer(word)]
    for index, (_, _, part) in enumerate(parts):
        if index == 0:
            found = _from_number(text, word, parts, language, units, decimal_of)
            if found is not None:
                return found
        elif (
            part.isdigit()
            and index + 1 < len(parts)
            and parts[index + 1][2] in language.numbers.scales
        ):
            return _amount(text, word, parts, index, 1, Decimal(part), language, units)
        if part in language.numbers.crowds or (part in language.numbers.scales and index):
            return _magnitude(text, word, parts, index, language, units)
    return None


def _closed(text: str, word: str, language: Language, units: Units) -> Shape | None:
    match = language.compounds.fused.fullmatch(word)
    if match is not None:
        number, unit = match["number"], units.first_of(language.compounds.time_words[match["unit"]])
        head = units.of_head(text, word)
        if number in language.compounds.fused_several:
            return Shape(
                "several compound",
                text,
                word,
                vague="several",
                inner_unit=unit,
                inner_end=match.end("unit"),
                unit=head,
                opens=True,
            )
        value = language.numbers.counted(number)
        if value is not None:
            return Shape(
                "compound",
                text,
                word,
                value=value,
                inner_unit=unit,
                inner_end=match.end("unit"),
                numeral=(0, len(number), "word"),
                unit=head,
                opens=True,
            )
    match = language.compounds.magnitude.fullmatch(word)
    if match is None:
        return None
    scale = match["scale"]
    return Shape(
        "magnitude",
        text,
        word,
        scale=language.numbers.scales[scale],
        inner_unit="",
        inner_end=match.end("scale"),
        numeral=(match.start("scale"), match.end("scale"), "word"),
        unit=units.of_head(text, word),
        opens=True,
    )


def _from_number(
    text: str,
    word: str,
    parts: list[Part],
    language: Language,
    units: Units,
    decimal_of: DecimalOf,
) -> Shape | None:
    first = parts[0][2]
    if _DIGITS.fullmatch(first):
        value = decimal_of(text[: parts[0][1]], language.locale)
        return _amount(text, word, parts, 0, 1, value, language, units)
    for length in (2, 1):
        joined = word[: parts[min(length, len(parts)) - 1][1]]
        number = language.numbers.counted(joined)
        if number is not None and length < len(parts):
            return _amount(text, word, parts, 0, length, number, language, units)
    return None


def _amount(
    text: str,
    word: str,
    parts: list[Part],
    first: int,
    length: int,
    value: Decimal | None,
    language: Language,
    units: Units,
) -> Shape:
    """Read a number of so many parts from the first on, then its scale, then its unit."""
    after = first + length
    is_digits = parts[first][2][0].isdigit()
    is_scaled = after < len(parts) and parts[after][2] in language.numbers.scales
    if is_scaled:
        value = None if value is None else value * language.numbers.scales[parts[after][2]]
        after += 1
    numeral_end = parts[after - 1][1]
    start = parts[first][0]
    multiple = len(parts) == after + 1 and language.compounds.times_part.fullmatch(parts[after][2])
    if multiple:
        return Shape(
            "multiple", text, word, value=value, numeral=(0, len(text), "multiple"), opens=True
        )
    unit, end = _inner_unit(text, parts, after, language, units)
    known = unit is not None or is_scaled
    return Shape(
        "compound",
        text,
        word,
        value=value if known else None,
        inner_unit=unit or "",
        inner_end=end,
        numeral=(start, numeral_end, "digits" if is_digits else "word"),
        unit=units.of_head(text, word) if end < len(text) else None,
        opens=True,
    )


def _inner_unit(
    text: str, parts: list[Part], first: int, language: Language, units: Units
) -> tuple[str | None, int]:
    if first >= len(parts):
        return None, parts[-1][1]
    start = parts[first][0]
    for length in range(min(LONGEST_UNIT, len(parts) - first), 0, -1):
        end = parts[first + length - 1][1]
        inner = text[start:end].replace("\u2010", "-").replace("\u2011", "-")
        unit = units.of_word(inner, inner.lower())
        if unit is None and length == 1 and inner.lower() in language.compounds.time_words:
            unit = units.first_of(language.compounds.time_words[inner.lower()])
        if unit is not None:
            return unit, end
    return None, parts[first - 1][1]


def _magnitude(
    text: str, word: str, parts: list[Part], index: int, language: Language, units: Units
) -> Shape:
    start, end, scale = parts[index]
    unit, inner_end = _inner_unit(text, parts, index + 1, language, units)
    factor = language.numbers.scales.get(scale)
    return Shape(
        "magnitude",
        text,
        word,
        scale=factor if index == 0 else None,
        inner_unit=unit or "",
        inner_end=inner_end if unit is not None else end,
        numeral=(start, end, "word"),
        unit=units.of_head(text, word),
        opens=True,
    )
