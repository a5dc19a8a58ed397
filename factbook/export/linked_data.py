"""JSON-LD of the whole factbook: a schema.org Dataset, its facts as Claims with their quotes.

The context is written out, so that no reader has to fetch one. Names of things are their addresses
in the site, relative to this file where the site has no address of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from factbook import urls
from factbook.contract import CitationJson, EntityJson, FactJson, FactsJson, SourceJson
from factbook.export.facts_json import line_of
from factbook.export.strand import Strand
from factbook.model import Factbook

Texts = TypeVar("Texts")

LINKED_DATA = "data/factbook.jsonld"
_ROOT = "../"
_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    **{
        key: {"@type": "@id"}
        for key in ("about", "author", "contentUrl", "hasPart", "isPartOf", "license", "url")
    },
    "dateModified": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
}


def linked_data(
    book: Factbook,
    common: FactsJson,
    addresses: Strand[Texts],
    things: Strand[Texts],
    claims: Strand[Texts],
) -> list[bytes | Strand[Texts]]:
    """Give the parts of the file: the dataset and everything in it, one thing a line.

    The strands are the addresses of its facts, in a row, and its things and claims, each line
    with a comma before it.
    """
    context = dict(_CONTEXT)
    if book.site.url:
        context["@base"] = f"{book.site.url.rstrip('/')}/data/"
    dataset = line_of(_dataset(book, common)).removesuffix(b"}")
    works = [b",\n" + line_of(_source(source)) for source in common["sources"]]
    return [
        b'{"@context": %b,\n"@graph": [\n%b, "hasPart": [' % (line_of(context), dataset),
        addresses,
        b"]}",
        things,
        b"".join(works),
        claims,
        b"\n]}\n",
    ]


def things(content: FactsJson) -> bytes:
    """Give a line for each entity."""
    return b",\n".join([line_of(_entity(entity)) for entity in content["entities"]])


def claims(book: Factbook, content: FactsJson) -> bytes:
    """Give a line for each fact."""
    own = {entity["id"]: _ROOT + entity["url"] for entity in content["entities"]}
    return b",\n".join([line_of(_claim(book, fact, own)) for fact in content["facts"]])


def addresses_of(content: FactsJson) -> bytes:
    """Give the address of each fact, in a row."""
    row = line_of([_ROOT + fact["url"] for fact in content["facts"]])
    return row.removeprefix(b"[").removesuffix(b"]")


def _dataset(book: Factbook, common: FactsJson) -> dict[str, Any]:
    return {
        "id": _ROOT,
        "type": "Dataset",
        "name": book.site.name,
        "description": book.site.scope,
        "url": _ROOT,
        "license": book.site.licence_url,
        **({"dateModified": common["as_of"]} if common["as_of"] else {}),
        "distribution": [
            _download("facts.json", "application/json"),
            _download("factbook.sqlite", "application/vnd.sqlite3"),
            _download("datapackage.json", "application/json"),
        ],
    }


def _download(file: str, media_type: str) -> dict[str, str]:
    return {"type": "DataDownload", "contentUrl": file, "encodingFormat": media_type}


def _entity(entity: EntityJson) -> dict[str, Any]:
    address = _ROOT + entity["url"]
    names = [name for name in (entity["full_name"], *entity["aliases"]) if name]
    return _present(
        {
            "id": address,
            "type": "Thing",
            "identifier": entity["id"],
            "name": entity["name"],
            "alternateName": names,
            "description": entity["summary"],
            "url": address,
        }
    )


def _source(source: SourceJson) -> dict[str, Any]:
    printed = source["date_basis"] == "printed"
    return _present(
        {
            "id": _source_address(source["id"]),
            "type": "CreativeWork",
            "identifier": source["id"],
            "name": source["title"],
            "publisher": {"type": "Organization", "name": source["publisher"]},
            "creator": source["author"],
            "datePublished": source["date"] if printed else None,
            "inLanguage": source["language"],
            "url": source["url"],
        }
    )


def _claim(book: Factbook, fact: FactJson, own: Mapping[str, str]) -> dict[str, Any]:
    """Give a fact as a claim; `own` are the addresses of the entities that facts are about."""
    address, value, span, verified = (
        _ROOT + fact["url"],
        _value(fact),
        _span(fact),
        fact["verified"],
    )
    # What is not there is left out.
    claim: dict[str, Any] = {
        "id": address,
        "type": "Claim",
        "identifier": fact["id"],
        "isPartOf": _ROOT,
        "text": fact["statement"],
        "about": [own[fact["entity"]]],
    }
    if fact["claimed_by"]:
        claim["author"] = [_address(book, claimant) for claimant in fact["claimed_by"]]
    claim["creativeWorkStatus"] = fact["state"]
    if value:
        claim["mainEntity"] = value
    if span:
        claim["temporalCoverage"] = span
    if verified:
        claim["dateModified"] = verified["on"]
    claim["appearance"] = [_quotation(citation) for citation in fact["citations"]]
    claim["url"] = address
    return claim


def _value(fact: FactJson) -> dict[str, Any] | None:
    value = fact["value"]
    if value is None or value["type"] != "quantity":
        return None
    return _present(
        {
            "type": "PropertyValue",
            "propertyID": fact["property"],
            "value": value["text"],
            "minValue": value["low"],
            "maxValue": value["high"],
            "unitText": value["unit"],
        }
    )


def _span(fact: FactJson) -> str | None:
    """Give the time a fact holds for as ISO 8601, open ends as ".."."""
    when = fact["when"]
    if when is None or not (when["from"] or when["to"]):
        return None
    return f"{when['from'] or '..'}/{when['to'] or '..'}"


def _quotation(citation: CitationJson) -> dict[str, Any]:
    return {
        "type": "Quotation",
        "text": citation["quote"],
        "isPartOf": _source_address(citation["source"]),
    }


def _address(book: Factbook, entity: str) -> str:
    return _ROOT + urls.entity_url(book.entities[entity])


def _source_address(source: str) -> str:
    return _ROOT + urls.source_url(source)


def _present(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None and value != []}
