"""Text without a meaning, so that the pages of all contenders weigh the same."""

from __future__ import annotations

_WORDS = "The frame of a page is text that never changes, and is written into each page anew. "


def filler(count: int) -> str:
    """Give HTML of so many bytes that browsers do not show; "" for none."""
    opening, closing = "<template>", "</template>"
    left = count - len(opening) - len(closing)
    if left <= 0:
        return ""
    return opening + (_WORDS * (left // len(_WORDS) + 1))[:left] + closing
