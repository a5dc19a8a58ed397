"""What the theme's search and search engines read: the search index and the sitemap."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from itertools import chain
from pathlib import Path

from factbook.frame import Frames
from factbook.page import Page, SearchEntry
from factbook.search_index import Found, found_of, id_length, shard_counts, shards
from factbook.search_words import STOP_WORDS

INDEX = "search/search_index.json"
# What the names of all files of a sitemap begin with.
SITEMAP = "sitemap"
WORKER_SOURCE = Path(__file__).with_name("search_worker.js")

# What a sitemap may list at most, by its standard.
MOST_ADDRESSES = 50_000

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_SHARP_S = str.maketrans({"ß": "ss"})


def found_of_page(page: Page, location: str) -> Found:
    """Give what the search finds of a page made from records: first the page, then its anchors."""
    own = [entry for entry in page.search if not entry.anchor]
    own = own[:1] or [SearchEntry("", page.title, page.description)]
    return found_of(location, [*own, *(entry for entry in page.search if entry.anchor)])


def found_of_hand_written(documents: Iterable[Mapping[str, object]]) -> Iterator[Found]:
    """Give what the search finds of the pages written by hand, from the theme's own entries."""
    pages: dict[str, list[SearchEntry]] = {}
    for document in documents:
        location, _, anchor = str(document["location"]).partition("#")
        entry = SearchEntry(anchor, _text(document["title"]), _text(document["text"]))
        pages.setdefault(location, []).append(entry)
    for location, entries in pages.items():
        entries.sort(key=lambda entry: bool(entry.anchor))
        yield found_of(location, entries)


def files(frames: Frames, found: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """Give the files of the search, of what it finds of the pages of records, and the sitemap."""
    found = list(found)
    everything = [*found_of_hand_written(frames.documents), *found]
    yield frames.search_worker, WORKER_SOURCE.read_bytes()
    yield INDEX, index(frames, [one.location for one in everything])
    yield from shards(everything)
    yield from sitemaps(frames, (one.location for one in found))


def sitemaps(frames: Frames, locations: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the sitemap of a site that has an address: of pages of records, and its others."""
    if frames.site_url:
        own = (frames.location(it.url) for it in frames.hand_written if it.source)
        addresses = (frames.site_url + location for location in chain(locations, own))
        yield from sitemap(addresses, frames.site_url)


def locations_of_hand_written(frames: Frames) -> list[str]:
    """Give the locations of the pages written by hand that the search finds."""
    locations = (str(it["location"]).partition("#")[0] for it in frames.documents)
    return list(dict.fromkeys(locations))


def index(frames: Frames, locations: Sequence[str]) -> bytes:
    """Give what the theme reads and hands to the script: no documents, but where they are."""
    words, pages = shard_counts(len(locations))
    told = {
        "pages": len(locations),
        "word_shards": words,
        "page_shards": pages,
        "id": id_length(locations),
        "stop_words": sorted(STOP_WORDS),
        "home": frames.location(""),
    }
    config = {**frames.search_config, "shards": told}
    return json.dumps(
        {"config": config, "docs": []}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def sitemap(
    addresses: Iterable[str], site_url: str, most: int = MOST_ADDRESSES
) -> Iterator[tuple[str, bytes]]:
    """Give the sitemap of absolute addresses, plain and packed; of more than `most`, an index.

    It has no dates, so that it changes only when a page comes or goes.
    """
    listed = sorted(addresses)
    text = _sitemap("urlset", "url", listed)
    if len(listed) > most:
        names: list[str] = []
        for start in range(0, len(listed), most):
            names.append(f"sitemap-{len(names) + 1}.xml")
            yield names[-1], _sitemap("urlset", "url", listed[start : start + most])
        text = _sitemap("sitemapindex", "sitemap", [site_url + name for name in names])
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)


def _sitemap(whole: str, part: str, addresses: Iterable[str]) -> bytes:
    rows = "".join(f"<{part}><loc>{escape(address)}</loc></{part}>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{whole}>\n'
    ).encode()


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


def _text(html: object) -> str:
    """Give the text of what the theme would show as HTML."""
    return " ".join(unescape(_TAG.sub(" ", str(html))).split())
