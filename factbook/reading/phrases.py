"""Phrases of one to three words that stand before an amount, found by their last word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factbook.reading.shape import Token

Words = tuple[str, ...]
Phrases = Mapping[str, tuple[tuple[Words, str], ...]]


class Phrase(NamedTuple):
    """A phrase found in a text: its meaning, its words, and the token where it begins."""

    meaning: str
    words: Words
    first: int


def phrases(meanings: Mapping[str, str]) -> Phrases:
    """Prepare phrases ("mehr als") with their meanings for `ending_at`; longer ones go first."""
    rows: dict[str, list[tuple[Words, str]]] = {}
    for text, meaning in meanings.items():
        words = tuple(text.split())
        rows.setdefault(words[-1], []).append((words, meaning))
    return {
        last: tuple(sorted(group, key=lambda row: (-len(row[0]), row)))
        for last, group in rows.items()
    }


def ending_at(tokens: Sequence[Token], index: int, known: Phrases) -> Phrase | None:
    """Find the phrase that ends right before the token at `index`."""
    if index == 0:
        return None
    for words, meaning in known.get(tokens[index - 1].shape.word, ()):
        first = index - len(words)
        if first >= 0 and (
            len(words) == 1 or words == tuple([token.shape.word for token in tokens[first:index]])
        ):
            return Phrase(meaning, words, first)
    return None
