"""The whole factbook as plain data: `facts.json`, the contract other programs rely on.

UTF-8, keys in the order of the contract, lists sorted by id: the same records give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar

from factbook import urls
from factbook.contract import (
    CitationJson,
    DateJson,
    DerivedJson,
    DisagreementJson,
    EntityJson,
    EntityValueJson,
    FactJson,
    FactsJson,
    QuantityJson,
    SourceJson,
    TextJson,
    WhenJson,
)
from factbook.coverage import Coverage, coverage_of
from factbook.derived import members, result
from factbook.model import (
    Citation,
    Derived,
    Disagreement,
    Entity,
    EntityValue,
    Fact,
    Factbook,
    PlaceValue,
    Source,
    Value,
)
from factbook.period import Period
from factbook.quantity import Quantity, in_base, written

VERSION: Literal[1] = 1
FACTS_JSON = "data/facts.json"
Record = TypeVar("Record")
# On one line, by the encoder in C: with an indent, Python's own takes ten times as long.
on_one_line = json.JSONEncoder(ensure_ascii=False).encode


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """Write an object as JSON in UTF-8: a line for each of its keys, and each item of its lists."""
    lines = ",\n".join(f"{on_one_line(key)}: {_lines(value)}" for key, value in content.items())
    return f"{{\n{lines}\n}}\n".encode()


def facts_json(book: Factbook) -> FactsJson:
    """Give the whole factbook as plain data; withdrawn facts are left out."""
    asked = [asked for entity in book.entities.values() for asked in entity.not_stated]
    return {
        "version": VERSION,
        "as_of": book.as_of,
        "entities": [_entity(entity) for entity in _sorted(book.entities)],
        "sources": [_source(source, coverage_of(book, source)) for source in _sorted(book.sources)],
        "facts": [_fact(book, fact) for fact in sorted(book.current_facts, key=lambda f: f.ref)],
        "derived": [_derived(book, derived) for derived in _sorted(book.derived)],
        "disagreements": [_disagreement(found) for found in _sorted(book.disagreements)],
        "open_questions": [
            {
                "id": question.id,
                "entity": question.entity,
                "property": question.property or None,
                "question": question.question,
                "nearest": list(question.nearest),
            }
            for question in sorted(asked, key=lambda question: question.id)
        ],
    }


def number(amount: Decimal | None) -> int | float | None:
    """Give a decimal as a JSON number: whole where it is whole, None where it is open."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return on_one_line(value)
    return "[\n" + ",\n".join(map(on_one_line, value)) + "\n]"


def _sorted(records: Mapping[str, Record]) -> list[Record]:
    return [records[identifier] for identifier in sorted(records)]


def _entity(entity: Entity) -> EntityJson:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "full_name": entity.full_name or None,
        "aliases": [alias.name for alias in entity.aliases],
        "summary": entity.summary or None,
        "url": urls.entity_url(entity),
        "mention": entity.mention,
        "parties": {role: list(ids) for role, ids in sorted(entity.parties.items())},
    }


def _source(source: Source, coverage: Coverage) -> SourceJson:
    return {
        "id": source.id,
        "seed": source.seed_file,
        "sha256": source.sha256,
        "publisher": source.publisher,
        "author": source.author or None,
        "title": source.title,
        "date": source.date or None,
        "date_basis": source.date_basis,
        "language": source.language,
        "kind": source.kind,
        "standing": source.standing,
        "url": source.url or None,
        "coverage": {
            "numerals": coverage.numerals,
            "read": coverage.read,
            "context": coverage.context,
            "set_aside": coverage.set_aside,
            "uncovered": coverage.uncovered,
            "sentences": coverage.sentences,
            "sentences_cited": coverage.sentences_cited,
            "sentences_set_aside": coverage.sentences_set_aside,
        },
    }


def _fact(book: Factbook, fact: Fact) -> FactJson:
    return {
        "id": fact.ref,
        "entity": fact.entity,
        "property": fact.property,
        "statement": fact.statement,
        "state": fact.state,
        "scope": fact.scope or None,
        "url": urls.fact_url(book, fact),
        "value": None if fact.value is None else _value(book, fact, fact.value),
        "when": None if fact.when is None else _when(fact, fact.when),
        "claimed_by": list(fact.claimed_by),
        "involves": {role: list(ids) for role, ids in sorted(fact.involves.items())},
        "part_of": fact.part_of or None,
        "citations": [_citation(book, citation) for citation in fact.citations],
        "inferred": _inferred(fact),
        "verified": None
        if fact.verified is None
        else {"on": fact.verified.on, "by": fact.verified.by},
        "note": fact.note or None,
    }


def _value(
    book: Factbook, fact: Fact, value: Value
) -> QuantityJson | DateJson | EntityValueJson | TextJson:
    if isinstance(value, Quantity):
        return _quantity(book, value, fact.value_text)
    if isinstance(value, Period):
        return {"type": "date", "text": value.text, "from": value.start, "to": value.end}
    if isinstance(value, EntityValue):
        return {"type": "entity", "entity": value.entity}
    if isinstance(value, PlaceValue):
        return {"type": "place", "text": value.place}
    return {"type": "text", "text": value.text}


def _quantity(book: Factbook, value: Quantity, text: str) -> QuantityJson:
    base = in_base(value, book.vocabulary.units)
    return {
        "type": "quantity",
        "text": text,
        "bound": value.bound,
        "low": number(base.low),
        "high": number(base.high),
        "unit": base.unit,
        "printed": {"low": number(value.low), "high": number(value.high), "unit": value.unit},
    }


def _when(fact: Fact, when: Period) -> WhenJson:
    words = next((citation.quote for citation in fact.cited_for("when")), None)
    return {"text": when.text, "from": when.start, "to": when.end, "source_words": words}


def _citation(book: Factbook, citation: Citation) -> CitationJson:
    assert citation.start is not None and citation.end is not None
    return {
        "source": citation.source,
        "seed": book.sources[citation.source].seed_file,
        "line": citation.line,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "for": citation.purpose,
    }


def _inferred(fact: Fact) -> str | None:
    reasons = [fact.inferred, *(citation.inferred for citation in fact.citations)]
    return " ".join(dict.fromkeys(reason for reason in reasons if reason)) or None


def _derived(book: Factbook, derived: Derived) -> DerivedJson:
    value = result(book, derived)
    return {
        "id": derived.id,
        "formula": derived.formula,
        "label": derived.label,
        "members": [fact.ref for fact in members(book, derived)],
        "value": None if value is None else _quantity(book, value, written(value)),
        "warning": derived.warning or None,
    }


def _disagreement(disagreement: Disagreement) -> DisagreementJson:
    return {
        "id": disagreement.id,
        "kind": disagreement.kind,
        "comparable": disagreement.comparable,
        "facts": list(disagreement.facts),
        "note": disagreement.note,
        "settle": disagreement.settle or None,
    }
