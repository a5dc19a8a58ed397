"""Tells which English words may stand between a number and the noun it counts."""

from __future__ import annotations

from factbook.reading.word_lists import word_set

_ADJECTIVES = word_set(
    "new newest large larger largest huge giant big bigger small smaller modern more further "
    "additional other own planned existing future current powerful special specialised "
    "different various important technical european german american chinese french "
    "international national public private local regional digital virtual single separate "
    "dedicated exclusive latest best fast faster fastest strong leading direct optical fibre "
    "fiber fibre-optic fiber-optic redundant physical humanoid autonomous complete central "
    "massive so-called advanced cloud energy-efficient artificial strategic industrial "
    "installed connected total whole graphics"
)


def may_precede(word: str) -> bool:
    """Tell whether a word may stand between a number and its noun: new, large, Nvidia."""
    return word[0].isupper() or word in _ADJECTIVES


def looks_like_plural(word: str) -> bool:
    """Tell whether a word may be a plural noun: employees."""
    return word.islower() and word.endswith("s")
