"""What the theme's search and search engines read: the search index and the sitemap."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from factbook.frame import Frames
from factbook.page import Page

INDEX = "search/search_index.json"

_WORD = re.compile(r"\w+")
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_SHARP_S = str.maketrans({"ß": "ss"})


def documents_of(page: Page, location: str) -> Iterator[dict[str, str]]:
    """Give a page's search entries; one for the page itself comes first in any case."""
    anchors = {entry.anchor for entry in page.search}
    if "" not in anchors:
        yield _document(location, page.title, page.description)
    for entry in page.search:
        place = f"{location}#{entry.anchor}" if entry.anchor else location
        yield _document(place, entry.title, entry.text)


def index(frames: Frames, documents: Iterable[Mapping[str, object]]) -> bytes:
    """Give the search index in the theme's format, sorted: a page stands before its anchors."""
    found = sorted([*frames.documents, *documents], key=lambda document: str(document["location"]))
    config = dict(frames.search_config)
    return json.dumps(
        {"config": config, "docs": found}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def sitemap(addresses: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the sitemap of absolute addresses, plain and packed.

    It has no dates, so that it changes only when a page comes or goes.
    """
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in sorted(addresses))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    ).encode()
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)


def folded(text: str) -> list[str]:
    """Give the ways people type the words of a text that have marks on their letters.

    >>> folded("Rechenzentrum in München")
    ['Muenchen', 'Munchen']
    """
    if text.isascii():
        return []
    variants: dict[str, None] = {}
    for word in dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", text))):
        if not word.isascii():
            bare = unicodedata.normalize("NFKD", word.translate(_SHARP_S))
            bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
            variants |= {word.translate(_SPELLED_OUT): None, bare: None}
            variants.pop(word, None)
    return list(variants)


def _document(location: str, title: str, text: str) -> dict[str, str]:
    # The theme shows both as HTML.
    shown = escape(text, quote=False)
    variants = folded(f"{title} {text}")
    if variants:
        shown += f" <span hidden>{escape(' '.join(variants), quote=False)}</span>"
    return {"location": location, "title": escape(title, quote=False), "text": shown}
