"""Writes numbers in German and English words, for tests that read them back."""

from __future__ import annotations

_GERMAN = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *("elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn"),
    "neunzehn",
)
_GERMAN_TENS = (
    *("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig"),
    "neunzig",
)
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_ENGLISH_TENS = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)


def german(number: int) -> str:
    """Spell 0 to 999 999 in one word, as before a noun: zweihundertfünfzig, hunderteins."""
    if number == 0:
        return "null"
    thousands, rest = divmod(number, 1000)
    words = f"{_german_below_thousand(thousands)}tausend" if thousands else ""
    return words + (_german_below_thousand(rest, is_last=True) if rest else "")


def _german_below_thousand(number: int, *, is_last: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    words = f"{_GERMAN[hundreds]}hundert" if hundreds else ""
    if rest == 0:
        return words
    if rest < 20:
        return words + ("eins" if rest == 1 and is_last else _GERMAN[rest])
    tens, ones = divmod(rest, 10)
    return words + (f"{_GERMAN[ones]}und" if ones else "") + _GERMAN_TENS[tens]


def english(number: int) -> str:
    """Spell 0 to 999 999: two hundred and fifty thousand one hundred and one."""
    if number == 0:
        return "zero"
    thousands, rest = divmod(number, 1000)
    words = [f"{_english_below_thousand(thousands)} thousand"] if thousands else []
    if rest:
        joint = "and " if thousands and rest < 100 else ""
        words.append(joint + _english_below_thousand(rest))
    return " ".join(words)


def _english_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = f"{_ENGLISH[hundreds]} hundred" if hundreds else ""
    if rest == 0:
        return words
    joint = " and " if words else ""
    if rest < 20:
        return words + joint + _ENGLISH[rest]
    tens, ones = divmod(rest, 10)
    return words + joint + _ENGLISH_TENS[tens] + (f"-{_ENGLISH[ones]}" if ones else "")
