"""Hard-wrapped text, one paragraph on many lines, to text with one paragraph a line.

A quote stands in one line and a sentence never crosses one, so wrapped text could not be cited.
Text counts as hard-wrapped if its lines are broken where the next word would not have fitted: of
the line ends inside paragraphs, nine in ten are such breaks, at a width of at most 120. The width
is that of the longest line of several words; some programs count bytes, which leaves some slack.
"""

from __future__ import annotations

from itertools import pairwise

WIDEST = 120
NARROWEST = 30
FEWEST_BREAKS = 4
SHARE_OF_BREAKS = 0.9
SLACK = 4
# After these a hyphen at a line's end stands for a word left out: "Rechen- und Speicherleistung".
_JOINING_WORDS = frozenset(("und", "oder", "bzw.", "sowie", "bis", "and", "or", "to"))


def is_hard_wrapped(text: str) -> bool:
    """Tell whether the lines of a text are broken at a width, not at the ends of paragraphs."""
    lines = [line.rstrip() for line in text.splitlines()]
    pairs = [(line, after) for line, after in pairwise(lines) if line and after.strip()]
    width = max((len(line) for line in lines if " " in line), default=0)
    if len(pairs) < FEWEST_BREAKS or not NARROWEST <= width <= WIDEST:
        return False
    broken = sum(len(line) + 1 + len(after.split()[0]) > width - SLACK for line, after in pairs)
    return broken >= SHARE_OF_BREAKS * len(pairs)


def unwrapped(text: str) -> tuple[str, tuple[int, ...]]:
    """Give the text with one paragraph a line, and its lines with words that a hyphen broke.

    Such words are joined with their hyphen: whether it belongs to them is for a person to see.
    """
    shown: list[str] = []
    doubtful: list[int] = []
    is_open = False
    for line in text.splitlines():
        words = line.strip()
        if not words:
            shown.append("")
        elif not is_open:
            shown.append(words)
        elif shown[-1].endswith("-") and words.split()[0] not in _JOINING_WORDS:
            shown[-1] += words
            doubtful.append(len(shown))
        else:
            shown[-1] += f" {words}"
        is_open = bool(words)
    return "\n".join(shown) + "\n", tuple(dict.fromkeys(doubtful))
