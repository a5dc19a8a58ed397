"""Word lists as one reads them: words apart by spaces."""


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text, which are apart by spaces."""
    return frozenset(text.split())
