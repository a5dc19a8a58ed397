"""The passage of a text that is most like given words: a hint for an editor, never a match."""

from __future__ import annotations

from collections.abc import Sequence

# Below this likeness (of 100) a passage is no help.
ALIKE = 70.0
_FOLDED = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2013": "-", "\u202f": " ", "\u00a0": " ", "\u2009": " "}
)


def folded(text: str) -> str:
    """Give the text with plain hyphens and spaces, letter for letter as long as before."""
    return text.translate(_FOLDED)


def nearest_words(lines: Sequence[str], words: str, line: int) -> tuple[int, str] | None:
    """Give the line number, from 1, and the exact words most like `words`; None if none are.

    The stated `line` wins a tie.
    """
    # Imported where a problem is told: a check that finds none must not wait for it.
    from rapidfuzz import fuzz

    best: tuple[float, int, str] | None = None
    numbers = sorted(range(1, len(lines) + 1), key=lambda number: abs(number - line))
    for number in numbers:
        text = lines[number - 1]
        if not text.strip():
            continue
        match = fuzz.partial_ratio_alignment(folded(words), folded(text), score_cutoff=ALIKE)
        if match is not None and (best is None or match.score > best[0]):
            start, end = _whole_words(text, match.dest_start, match.dest_end)
            best = (match.score, number, text[start:end])
    return None if best is None else best[1:]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and start < len(text) and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
