"""The whole factbook as plain data: `facts.json`, the contract other programs rely on.

UTF-8, keys in the order of the contract, lists sorted by id: the same records give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter, itemgetter
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
    OpenQuestionJson,
    QuantityJson,
    SourceJson,
    TextJson,
    WhenJson,
)
from factbook.coverage import Coverage, coverage_of
from factbook.derived import members, result
from factbook.model import (
    ChoiceValue,
    Citation,
    Derived,
    Disagreement,
    Entity,
    EntityValue,
    Fact,
    Factbook,
    NotStated,
    PlaceValue,
    Source,
    Value,
)
from factbook.period import Period
from factbook.quantity import Quantity, in_base
from factbook.quantity import written as written_quantity

VERSION: Literal[1] = 1
FACTS_JSON = "data/facts.json"
Record = TypeVar("Record")
# On one line, by the encoder in C: with an indent, Python's own takes ten times as long. What is
# written here holds nothing that could hold it in turn, which it need not look for.
on_one_line = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """Write an object as JSON in UTF-8: a line for each of its keys, and each item of its lists."""
    return written({key: lines_of(value) for key, value in content.items()})


def line_of(value: object) -> bytes:
    """Write a value as JSON on one line, in UTF-8."""
    return on_one_line(value).encode()


def lines_of(value: object) -> bytes:
    """Write a value as JSON in UTF-8: of a list, each item on a line."""
    return listed(list(map(line_of, value))) if isinstance(value, list) else line_of(value)


def listed(items: Sequence[bytes]) -> bytes:
    """Write a list whose items are JSON already."""
    return b"[\n%b\n]" % b",\n".join(items) if items else b"[]"


def written(texts: Mapping[str, bytes]) -> bytes:
    """Write an object whose values are JSON already."""
    lines = [b"%b: %b" % (_key(key), text) for key, text in texts.items()]
    return b"{\n%b\n}\n" % b",\n".join(lines)


@lru_cache
def _key(key: str) -> bytes:
    return line_of(key)


def facts_json(book: Factbook) -> FactsJson:
    """Give the whole factbook as plain data; withdrawn facts are left out."""
    content = common_part(book)
    for part in (entity_part(book, book.entities[id]) for id in sorted(book.entities)):
        content["entities"] += part["entities"]
        content["facts"] += part["facts"]
        content["open_questions"] += part["open_questions"]
    content["facts"].sort(key=itemgetter("id"))
    content["open_questions"].sort(key=itemgetter("id"))
    return content


def entity_part(book: Factbook, entity: Entity) -> FactsJson:
    """Give what one entity adds: itself, its facts and its questions, sorted by id."""
    facts = sorted((fact for fact in entity.facts if not fact.retired), key=attrgetter("ref"))
    return {
        **_nothing(),
        "entities": [_entity(entity)],
        "facts": [_fact(book, entity, fact) for fact in facts],
        "open_questions": [
            _question(question) for question in sorted(entity.not_stated, key=attrgetter("id"))
        ],
    }


def source_json(book: Factbook, id: str) -> SourceJson:
    """Give a source, with the account of what of it is told."""
    return _source(book.sources[id], coverage_of(book, book.sources[id]))


def common_part(
    book: Factbook,
    sources: Mapping[str, SourceJson] | None = None,
    figures: Mapping[str, DerivedJson] | None = None,
) -> FactsJson:
    """Give what belongs to no single entity: sources, derived figures and disagreements.

    `sources` are what `source_json` gives of each, if that is known, and `figures` what
    `derived_json` gives.
    """
    ids = sorted(book.sources)
    return {
        **_nothing(),
        "as_of": book.as_of,
        "sources": [sources[id] if sources else source_json(book, id) for id in ids],
        "derived": [
            figures[id] if figures else derived_json(book, book.derived[id])
            for id in sorted(book.derived)
        ],
        "disagreements": [disagreement_json(found) for found in _sorted(book.disagreements)],
    }


def _nothing() -> FactsJson:
    return {
        "version": VERSION,
        "as_of": "",
        "entities": [],
        "sources": [],
        "facts": [],
        "derived": [],
        "disagreements": [],
        "open_questions": [],
    }


def number(amount: Decimal | None) -> int | float | None:
    """Give a decimal as a JSON number: whole where it is whole, None where it is open."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


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


def _question(question: NotStated) -> OpenQuestionJson:
    return {
        "id": question.id,
        "entity": question.entity,
        "property": question.property or None,
        "question": question.question,
        "nearest": list(question.nearest),
    }


def _fact(book: Factbook, entity: Entity, fact: Fact) -> FactJson:
    value, when, stamp = fact.value, fact.when, fact.verified
    return {
        "id": fact.ref,
        "entity": fact.entity,
        "property": fact.property,
        "statement": fact.statement,
        "state": fact.state,
        "scope": fact.scope or None,
        "url": urls.own_fact_url(entity, fact),
        "value": None if value is None else _value(book, fact, value),
        "when": None if when is None else _when(fact, when),
        "claimed_by": list(fact.claimed_by),
        "involves": {role: list(ids) for role, ids in sorted(fact.involves.items())},
        "part_of": fact.part_of or None,
        "citations": [_citation(book, citation) for citation in fact.citations],
        "inferred": _inferred(fact),
        "verified": None if stamp is None else {"on": stamp.on, "by": stamp.by},
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
    if isinstance(value, ChoiceValue):
        return {"type": "choice", "text": value.choice}
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
    reasons = [fact.inferred, *[citation.inferred for citation in fact.citations]]
    return " ".join(dict.fromkeys(filter(None, reasons))) if any(reasons) else None


def derived_json(book: Factbook, derived: Derived) -> DerivedJson:
    """Give a derived figure as plain data."""
    value = result(book, derived)
    return {
        "id": derived.id,
        "formula": derived.formula,
        "label": derived.label,
        "members": [fact.ref for fact in members(book, derived)],
        "value": None if value is None else _quantity(book, value, written_quantity(value)),
        "warning": derived.warning or None,
    }


def disagreement_json(disagreement: Disagreement) -> DisagreementJson:
    """Give a disagreement as plain data."""
    return {
        "id": disagreement.id,
        "kind": disagreement.kind,
        "comparable": disagreement.comparable,
        "facts": list(disagreement.facts),
        "note": disagreement.note,
        "settle": disagreement.settle or None,
    }
