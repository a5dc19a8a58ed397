"""Tells which English words may stand between a number and the noun it counts."""

from __future__ import annotations

import re

_ADJECTIVE = re.compile(
    r"new|newest|large|larger|largest|huge|giant|big|bigger|small|smaller|modern|more|further|"
    r"additional|other|own|planned|existing|future|current|powerful|special|specialised|different|"
    r"various|important|technical|european|german|american|chinese|french|international|national|"
    r"public|private|local|regional|digital|virtual|single|separate|dedicated|exclusive|latest|"
    r"best|fast|faster|fastest|strong|leading|direct|optical|fibre|fiber|fibre-optic|fiber-optic|"
    r"redundant|physical|humanoid|autonomous|complete|central|massive|so-called|advanced|cloud|"
    r"energy-efficient|artificial|strategic|industrial|installed|connected|total|whole|graphics"
)


def may_precede(word: str) -> bool:
    """Tell whether a word may stand between a number and its noun: new, large, Nvidia."""
    return word[0].isupper() or _ADJECTIVE.fullmatch(word) is not None


def looks_like_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun: employees."""
    return word.islower() and word.endswith("s")
