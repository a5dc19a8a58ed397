"""The words of texts as people type them into a search: small letters without marks.

`search_worker.js` reads what is typed in the same way: change both together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

END = b"\0"
_ENGLISH = (
    "a an and are as at be been but by for from had has have in into is it its not of on or such "
    "than that the their then there these they this to was were which will with"
)
_GERMAN = (
    "als am an auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines "
    "es hat ist im in mit nach nicht noch sein seine sich sie sind so sowie und um vom von vor war "
    "werden wird zu zum zur"
)
# Too common to tell pages apart; titles are found by them all the same.
STOP_WORDS = frozenset(f"{_ENGLISH} {_GERMAN}".split())

# A letter that had an umlaut is noted down with this before it, until its word is known.
_UMLAUT = b"\1"
_UMLAUTS = {letter + "\N{COMBINING DIAERESIS}": f"\1{letter}" for letter in "aou"}
# A dot or comma before a digit belongs to the word: 27,44 and 1.000 are one word each.
_WORD = re.compile(rb"[0-9a-z_\x01\x80-\xff]+(?:[.,][0-9][0-9a-z_\x01\x80-\xff]*)*")
_LETTER = re.compile(rb"[0-9a-z_\x01\x80-\xff.,\0]")
# Spaces in place of all that no word has.
_SPACED = bytes(code if _LETTER.match(bytes((code,))) else ord(" ") for code in range(256))
_SIGNS_OF_OURS = re.compile("[\0\1]")
_GROUPED = re.compile(rb"[0-9]{1,3}(?:[.,][0-9]{3})+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def words_of(texts: Sequence[str]) -> tuple[list[bytes], set[bytes]]:
    """Give the words of all texts in order, in UTF-8, with `END` after each text.

    The others are those of them that people may type in several ways: each stands for its `forms`.
    """
    text = " \0 ".join(texts).lower() + " \0"
    if text.count("\0") != len(texts) or "\1" in text:
        # Such signs are no letters anyway, and here they have a meaning.
        return words_of([_SIGNS_OF_OURS.sub(" ", text) for text in texts])
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("ß", "ss")
        text = _BEYOND_ASCII.sub(lambda letter: _plain(letter[0]), text)
    # Most dots and commas end a sentence or a part of one.
    spaced = text.encode().translate(_SPACED).replace(b". ", b" ").replace(b", ", b" ")
    words = spaced.split()
    odd = {word for word in set(words) if not word.isalnum() and word != END}
    parts = {word: _WORD.findall(word) for word in odd if b"." in word or b"," in word}
    if all([word] == found for word, found in parts.items()):
        return words, odd
    words = list(chain.from_iterable([parts.get(word, (word,)) for word in words]))
    odd.difference_update(parts)
    odd.update([word for found in parts.values() for word in found if not word.isalnum()])
    return words, odd


def forms(word: bytes) -> tuple[bytes, ...]:
    """Give the ways in which people type a word: München, Munchen, Muenchen; 1.000, 1000."""
    if _UMLAUT in word:
        spelled = word
        for letter in (b"a", b"o", b"u"):
            spelled = spelled.replace(_UMLAUT + letter, letter + b"e")
        return word.replace(_UMLAUT, b""), spelled
    if _GROUPED.fullmatch(word):
        return word, word.replace(b".", b"").replace(b",", b"")
    return (word,)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Give a letter without its marks, a space for what is no letter."""
    parts = unicodedata.normalize("NFKD", letter)
    return _UMLAUTS.get(parts) or "".join(
        part if part.isalnum() else "" if unicodedata.combining(part) else " " for part in parts
    )
