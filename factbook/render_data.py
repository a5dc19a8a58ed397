"""What machines read of a page: JSON-LD in the words of schema.org, where they are honest.

An entity is a Thing, for the vocabulary of a factbook does not say more; a key figure is a Claim
that appears in its sources.
"""

from __future__ import annotations

import json
from typing import Any

from factbook.model import Fact, Source
from factbook.sheet import Home, Lookup, Sheet
from factbook.urls import entity_url, fact_url

CONTEXT = "https://schema.org"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def entity_data(lookup: Lookup, sheet: Sheet) -> str:
    """Give the JSON-LD of an entity's sheet: what it is about, and its key figures as claims."""
    facts = [lookup.book.facts[row.ref] for row in sheet.key_figures]
    own = lookup.book.entities[sheet.id].facts
    compared = max((fact.verified.on for fact in own if fact.verified), default="")
    names = list(dict.fromkeys((*filter(None, [sheet.full_name]), *sheet.aliases)))
    about: dict[str, Any] = {"@type": "Thing", "name": sheet.name}
    if names:
        about["alternateName"] = names
    return _written(
        {
            "@context": CONTEXT,
            "@type": "WebPage",
            "name": sheet.name,
            **_address(lookup, entity_url(lookup.book.entities[sheet.id])),
            **({"dateModified": compared} if compared else {}),
            "license": lookup.book.site.licence_url,
            "mainEntity": about,
            "hasPart": [_claim(lookup, fact) for fact in facts],
            "citation": [
                _work(lookup.book.sources[source])
                for source in dict.fromkeys(
                    citation.source for fact in own for citation in fact.citations
                )
            ],
        }
    )


def home_data(lookup: Lookup, home: Home) -> str:
    """Give the JSON-LD of the home page: the whole factbook as a Dataset."""
    return _written(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": home.name,
            "description": home.scope,
            **_address(lookup, ""),
            **({"dateModified": lookup.book.as_of} if lookup.book.as_of else {}),
            "license": lookup.book.site.licence_url,
            "citation": [_work(source) for source in lookup.book.sources.values()],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "application/json",
                    "contentUrl": f"{_base(lookup)}data/facts.json",
                }
            ],
        }
    )


def _claim(lookup: Lookup, fact: Fact) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "text": fact.statement,
        **_address(lookup, fact_url(lookup.book, fact)),
        "appearance": [
            {"@id": f"#source-{source}"}
            for source in dict.fromkeys(citation.source for citation in fact.citations)
        ],
    }


def _work(source: Source) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "@id": f"#source-{source.id}",
        "name": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "datePublished": source.date if source.date_basis == "printed" else "",
        "inLanguage": source.language,
        "url": source.url,
    }
    return {key: value for key, value in work.items() if value}


def _address(lookup: Lookup, url: str) -> dict[str, str]:
    return {"url": f"{_base(lookup)}{url}"} if lookup.book.site.url else {}


def _base(lookup: Lookup) -> str:
    return f"{lookup.book.site.url.rstrip('/')}/" if lookup.book.site.url else ""


def _written(data: dict[str, Any]) -> str:
    return _JSON.encode(data).replace("<", "\\u003c")
