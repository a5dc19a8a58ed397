"""Stored documents: the lines of a seed and the sentences of each line.

A line ends at LF alone; positions count code points. A sentence never crosses a line.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from factbook.wording import sentence_spans


class Sentence(NamedTuple):
    """A sentence of a seed: its line from 1, its span in that line, its words."""

    line: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Seed:
    """A stored document: its file, the hash of its bytes, and its lines without line ends.

    `cuts` are the line, the start and the end of each sentence, one after the other: they are
    found when it is read, for all that will ask for its sentences.
    """

    file: str
    sha256: str
    language: str
    lines: tuple[str, ...] = field(repr=False)
    cuts: tuple[int, ...] = field(repr=False)

    def line(self, number: int) -> str | None:
        """Give a line by its number from 1, None if there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in reading order; blank lines have none."""
        cuts, lines = iter(self.cuts), self.lines
        return tuple(
            [
                Sentence(number, start, end, lines[number - 1][start:end])
                for number, start, end in zip(cuts, cuts, cuts, strict=True)
            ]
        )

    def sentence_at(self, line: int, start: int, end: int) -> Sentence | None:
        """Give the sentence that holds the span, None if none holds all of it."""
        for sentence in self._by_line.get(line, ()):
            _, first, last, _ = sentence
            if first <= start and end <= last:
                return sentence
        return None

    def sentences_of(self, line: int) -> tuple[Sentence, ...]:
        """Give the sentences of one line."""
        return tuple(self._by_line.get(line, ()))

    @cached_property
    def _by_line(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.line, []).append(sentence)
        return found


def read_seed(root: Path, file: str, language: str) -> Seed:
    """Read `seeds/FILE`. Raises OSError or UnicodeDecodeError, which `load` turns into problems."""
    raw = (root / "seeds" / file).read_bytes()
    lines = raw.decode("utf-8").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    cuts = [
        cell
        for number, line in enumerate(lines, 1)
        for span in sentence_spans(line, language)
        for cell in (number, *span)
    ]
    return Seed(file, hashlib.sha256(raw).hexdigest(), language, tuple(lines), tuple(cuts))


def find(line: str, quote: str, prefix: str) -> list[int]:
    """Give every position at which the quote stands in the line, with the prefix just before it.

    Spaces between prefix and quote do not count.
    """
    positions = []
    at = line.find(quote)
    while at != -1:
        if not prefix or line[:at].rstrip().endswith(prefix.rstrip()):
            positions.append(at)
        at = line.find(quote, at + 1)
    return positions
