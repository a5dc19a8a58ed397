"""Finds the units of the vocabulary in a text, by the surface forms that editors listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from babel.numbers import list_currencies

from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.tokens import PIECE

# Shorter forms must be written exactly so: W is watt, w is not.
SHORTEST_FOLDED = 3
# Only longer forms are found at the end of a closed compound: Sekunden holds no Kunden.
SHORTEST_FUSED = 6
SHORTEST_PREFIX = 3
CURRENCIES = frozenset(list_currencies())


@dataclass(frozen=True)
class Units:
    """The unit words of one vocabulary in one language, ready to be looked up."""

    exact: Mapping[str, str]
    folded: Mapping[str, str]
    long: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    before: tuple[tuple[tuple[str, ...], str], ...]
    last_before: frozenset[str]
    language: Language = field(repr=False)

    def of_word(self, text: str, word: str) -> str | None:
        """Give the unit that a whole word names, None if it names none."""
        found = self.exact.get(text)
        if found is None and len(word) >= SHORTEST_FOLDED:
            found = self.folded.get(word)
        return found

    def of_head(self, text: str, word: str) -> str | None:
        """Give the unit that a word or the last part of a compound names: DGX-Systemen."""
        found = self.of_word(text, word)
        if found is not None:
            return found
        _, hyphen, last = word.rpartition("-")
        if hyphen:
            # A Hongkong-Dollar is no Dollar: measures are only what they are listed as.
            if self.language.nouns.measures.hold(last):
                return None
            found = self.of_word(text[len(text) - len(last) :], last)
        return found if found is not None else self._fused(last or word)

    def _fused(self, word: str) -> str | None:
        if not self.language.nouns.is_fused:
            return None
        for start in range(SHORTEST_PREFIX, len(word) - SHORTEST_FUSED + 1):
            found = self.folded.get(word[start:])
            if found is not None:
                return None if self.language.nouns.measures.hold(word[start:]) else found
        return None

    def is_measure(self, text: str, word: str) -> bool:
        """Tell whether a unit word measures (Gigawatt, %) rather than counts (Standorte)."""
        return (
            not text[0].isalnum() or text in CURRENCIES or self.language.nouns.measures.hold(word)
        )

    def is_unknown(self, token: Token) -> bool:
        """Tell whether a word is a measure or currency that the vocabulary does not list."""
        last = token.shape.word.rpartition("-")[2]
        if token.shape.unit is not None:
            return False
        return self.is_unknown_currency(token) or self.language.nouns.measures.hold(last)

    def is_unknown_currency(self, token: Token) -> bool:
        """Tell whether a word or sign is a currency that the vocabulary does not list."""
        text = token.shape.text
        return text not in self.exact and is_currency(text)

    def first_of(self, words: Iterable[str]) -> str:
        """Give the unit of the first of these words that is listed, "" if none is."""
        return next((self.folded[word] for word in words if word in self.folded), "")

    def at(self, tokens: Sequence[Token], index: int) -> tuple[str, int, bool] | None:
        """Find the unit that begins at a token: its id, the index after it, whether it measures."""
        if index >= len(tokens):
            return None
        shape = tokens[index].shape
        for form, unit in self.long.get(shape.word, ()):
            after = index + len(form)
            if tuple([token.shape.word for token in tokens[index:after]]) == form:
                measure = any(self.language.nouns.measures.hold(word) for word in form)
                return unit, after, measure or not form[-1].isalnum()
        if shape.unit is None:
            return None
        return shape.unit, index + 1, shape.is_measure

    def ending_at(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """Find the currency that ends before a token ($ 5, US$ 5): its id and first index."""
        if index == 0 or tokens[index - 1].shape.text not in self.last_before:
            return None
        for form, unit in self.before:
            first = index - len(form)
            if first >= 0 and tuple([token.shape.text for token in tokens[first:index]]) == form:
                return unit, first
        return None


def is_currency(text: str) -> bool:
    """Tell whether a word or sign stands for a currency, whatever the vocabulary lists: £, GBP."""
    return text in CURRENCIES or (len(text) == 1 and category(text) == "Sc")


def units_of(unit_words: Mapping[str, str], language: Language) -> Units:
    """Prepare unit words (surface form to unit id) for looking them up in a language."""
    folded: dict[str, str] = {}
    for form, unit in unit_words.items():
        word = form.lower()
        # Two forms that differ in case alone must be written exactly so.
        folded[word] = unit if folded.get(word, unit) == unit else ""
    long: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    before: list[tuple[tuple[str, ...], str]] = []
    for form, unit in unit_words.items():
        pieces = _pieces(form)
        if len(pieces) > 1:
            words = tuple(piece.lower() for piece in pieces)
            long.setdefault(words[0], []).append((words, unit))
        if _stands_before(form, pieces):
            before.append((pieces, unit))
    before.sort(key=lambda row: (-len(row[0]), row))
    return Units(
        exact=dict(unit_words),
        folded={word: unit for word, unit in folded.items() if unit},
        long={
            first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row)))
            for first, rows in long.items()
        },
        before=tuple(before),
        last_before=frozenset(form[-1] for form, _ in before),
        language=language,
    )


def _pieces(form: str) -> tuple[str, ...]:
    return tuple(match.group() for match in PIECE.finditer(form))


def _stands_before(form: str, pieces: tuple[str, ...]) -> bool:
    if not pieces:
        return False
    return form in CURRENCIES or category(form[-1]) == "Sc"
