"""The Atom feed: facts by the day on which they were last compared with their source.

It knows no clock, so that the same records give the same feed. The ids of its entries are made from
those of the facts and stay when the site moves.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from html import escape
from itertools import islice
from operator import attrgetter

from factbook.model import Entity, Fact, Factbook
from factbook.urls import own_fact_url

FEED = "data/feed.xml"
# A feed tells what is new; all the rest is in the data files.
MOST_ENTRIES = 500
_IDS = uuid.UUID("8cb3a3f4-31d4-4a7e-9a0f-5f0f6dc1f6b5")
# What a factbook without a compared fact says: Atom wants a day.
_NO_DAY = "1970-01-01"
# XML has no place for other control characters.
_UNWRITABLE = {code: "�" for code in range(32) if chr(code) not in "\t\n\r"}


def feed(book: Factbook) -> bytes:
    """Write the newest entries: the latest day first, by id within a day."""
    site_url = f"{book.site.url.rstrip('/')}/" if book.site.url else ""
    root = site_url or "../"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{_id(book, '')}</id>",
        f"<title>{_text(book.site.name)}</title>",
        f"<subtitle>{_text(book.site.scope)}</subtitle>",
        f"<updated>{_moment(book.as_of or _NO_DAY)}</updated>",
        f"<author><name>{_text(book.site.name)}</name></author>",
        f"<rights>{_text(book.site.licence)}</rights>",
        f'<link rel="alternate" type="text/html" href="{_text(root)}"/>',
    ]
    if site_url:
        lines.append(
            f'<link rel="self" type="application/atom+xml" href="{_text(site_url + FEED)}"/>'
        )
    for day, fact in islice(compared(book), MOST_ENTRIES):
        lines += _entry(book, fact, day, root)
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def compared(book: Factbook) -> Iterator[tuple[str, Fact]]:
    """Give the facts that were compared with their source, the latest day first, by reference.

    Of entities that were compared last before a day, nothing is read until that day has come.
    """
    latest = {id: head.verified for id, head in book.outline.heads.items() if head.verified}
    read: set[str] = set()
    day = max(latest.values(), default="")
    while day:
        for id in sorted((id for id in latest if latest[id] >= day), key="{}/".format):
            read.add(id)
            for fact in sorted(_current(book.entities[id]), key=attrgetter("ref")):
                if fact.verified and fact.verified.on == day:
                    yield day, fact
        days = {
            fact.verified.on for id in read for fact in book.entities[id].facts if fact.verified
        }
        day = max((it for it in days.union(latest.values()) if it < day), default="")


def _current(entity: Entity) -> list[Fact]:
    return [fact for fact in entity.facts if not fact.retired]


def _entry(book: Factbook, fact: Fact, day: str, root: str) -> Iterator[str]:
    proof = fact.citations[0]
    source = book.sources[proof.source]
    entity = book.entities[fact.entity]
    content = (
        f"<p>{escape(fact.statement)}</p>"
        f'<blockquote lang="{escape(source.language)}">{escape(proof.quote)}</blockquote>'
        f"<p>{escape(source.publisher)}, {escape(source.title)}</p>"
    )
    yield "<entry>"
    yield f"<id>{_id(book, fact.ref)}</id>"
    yield f"<title>{_text(entity.name)}: {_text(fact.statement)}</title>"
    yield f"<updated>{_moment(day)}</updated>"
    address = root + own_fact_url(entity, fact)
    yield f'<link rel="alternate" type="text/html" href="{_text(address)}"/>'
    yield f'<category term="{_text(fact.state)}"/>'
    yield f'<content type="html">{_text(content)}</content>'
    yield "</entry>"


def _id(book: Factbook, ref: str) -> str:
    return uuid.uuid5(_IDS, f"{book.site.name}\n{ref}").urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(words: str) -> str:
    return escape(words.translate(_UNWRITABLE))
