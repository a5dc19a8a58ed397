"""BibTeX, as UTF-8: an entry for each source, and one for each fact of the factbook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factbook.contract import FactJson, FactsJson
from factbook.model import Factbook, Source

SOURCES_BIB = "data/sources.bib"
FACTS_BIB = "data/facts.bib"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\n": " ",
    **{sign: f"\\{sign}" for sign in "{}&%$#_"},
}
_ANY_SPECIAL = re.compile(f"[{re.escape(''.join(_SPECIAL))}]")
Field = tuple[str, str]


def sources_bib(book: Factbook) -> bytes:
    """Give an entry for each source."""
    return "\n".join(_source(book.sources[source]) for source in sorted(book.sources)).encode()


def fact_entries(book: Factbook, content: FactsJson) -> bytes:
    """Give an entry for each fact: its statement as title, the words of the source as note."""
    author = _whole(book.site.name)
    site_url = f"{book.site.url.rstrip('/')}/" if book.site.url else ""
    return "\n".join([_fact(book, fact, author, site_url) for fact in content["facts"]]).encode()


def escaped(words: str) -> str:
    r"""Write text so that LaTeX shows it as it is.

    >>> escaped("7 % of AT&T_x")
    '7 \\% of AT\\&T\\_x'
    """
    return _ANY_SPECIAL.sub(lambda found: _SPECIAL[found[0]], words)


def _source(source: Source) -> str:
    inferred = source.date and source.date_basis == "inferred"
    notes = [source.kind, "date inferred" if inferred else ""]
    if source.standing != "current":
        notes.append(source.standing)
    return _entry(
        source.id,
        [
            ("title", _whole(source.title)),
            ("author", _whole(source.author or source.publisher)),
            ("publisher", _whole(source.publisher)),
            *_date(source.date),
            ("langid", {"de": "ngerman", "en": "english"}.get(source.language, "")),
            ("url", _address(source.url)),
            ("note", escaped("; ".join(filter(None, notes)))),
        ],
    )


def _fact(book: Factbook, fact: FactJson, author: str, site_url: str) -> str:
    proof = fact["citations"][0]
    source = book.sources[proof["source"]]
    verified = fact["verified"]
    where = f"{source.title}, {source.publisher}, line {proof['line']} of {proof['seed']}"
    return _entry(
        fact["id"].replace("/", ":"),
        [
            ("title", _whole(fact["statement"])),
            ("author", author),
            *_date(verified["on"] if verified else ""),
            ("howpublished", escaped(f"Fact {fact['id']}, state: {fact['state']}")),
            ("note", escaped(f'"{proof["quote"]}" ({where})')),
            ("keywords", escaped(source.id)),
            ("url", _address(site_url + fact["url"] if site_url else "")),
        ],
    )


def _entry(key: str, fields: Iterable[Field]) -> str:
    rows = "".join([f"  {name} = {{{content}}},\n" for name, content in fields if content])
    return f"@misc{{{key},\n{rows}}}\n"


@lru_cache
def _date(date: str) -> tuple[Field, ...]:
    """Give year, month and day of an ISO date, as far as it goes."""
    names = ("year", "month", "day")
    parts = date.partition("T")[0].split("-") if date else []
    numbers = [str(int(part)) for part in parts if part.isdigit()]
    return tuple(zip(names, numbers, strict=False))


def _whole(words: str) -> str:
    """Keep a title's capitals, and a name in one piece."""
    return f"{{{escaped(words)}}}" if words else ""


def _address(url: str) -> str:
    """Give an address without what would end the entry; no LaTeX style reads it as text."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
