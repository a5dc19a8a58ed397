"""Word lists as one reads them: words apart by spaces, "*" for what may be before or behind."""

from __future__ import annotations

from typing import NamedTuple

# Symbols of units of measurement with their prefixes, in lower case: kWh, GW, PB, km².
_PREFIXES = ("", *"kmgtpezy")
_SYMBOLS = ("w", "wh", "wp", "b", "hz", "v", "va", "a", "j", "t", "g", "h", "s", "ha")
_LENGTHS = ("", *"kmcn")
MEASURE_SYMBOLS = frozenset(
    [f"{prefix}{symbol}" for prefix in _PREFIXES for symbol in _SYMBOLS]
    + [f"{prefix}m{power}" for prefix in _LENGTHS for power in ("", "²", "³")]
)


class WordForms(NamedTuple):
    """Words, and the beginnings, endings and inner parts that other words may have."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    parts: tuple[str, ...]

    def hold(self, word: str) -> bool:
        """Tell whether a word in lower case is one of these forms."""
        return (
            word in self.words
            or word.startswith(self.beginnings)
            or word.endswith(self.endings)
            or (bool(self.parts) and any(part in word for part in self.parts))
        )


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, which are apart by spaces."""
    return frozenset(text.split())


def word_forms(text: str, more: frozenset[str] = frozenset()) -> WordForms:
    """Give the forms that a text lists: "mai januar* *meter *-jahr*"; `more` are whole words."""
    words: set[str] = set(more)
    beginnings, endings, parts = [], [], []
    for form in text.split():
        kind = (form[0] == "*", form[-1] == "*")
        word = form.strip("*")
        if kind == (True, True):
            parts.append(word)
        elif kind == (True, False):
            endings.append(word)
        elif kind == (False, True):
            beginnings.append(word)
        else:
            words.add(word)
    return WordForms(frozenset(words), tuple(beginnings), tuple(endings), tuple(parts))
