"""What makes a record's JSON Schema pleasant in an editor: the vocabulary's words to choose from.

Words of the vocabulary are the only ones allowed. Ids of entities and sources are only offered: a
new one is no fault before the schemas have been written anew. Facts are not offered: there are
too many, and every change of a record would change the schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from factbook.model import Factbook
from factbook.reading import LANGUAGES
from factbook.record import Label

Schema = dict[str, Any]

_ID = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
_MODEL = "Record"
_EXAMPLES = ("about 130", "38 billion", "more than 1000", "3 to 4 trillion", "several million")
_TIMES = (
    "2026",
    "2026-Q1",
    "2025-H1",
    "2026-03",
    "2025-11-20",
    "FY2025",
    "early 2026",
    "from 2026-03",
    "by 2028",
    "until at least 2030",
    "2027 to 2031",
)


def as_text(schema: Schema) -> Schema:
    """Loosen a schema to what an editor sees: YAML tells 2019 and 1.5 from texts, records do not.

    Keys that may be left out are not offered as null, nor as an empty list.
    """
    loose = _everywhere(schema, _loosened)
    assert isinstance(loose, dict)
    return loose


def with_plain_titles(schema: Schema) -> Schema:
    """Name records by the words of the docs, where an editor shows what a key belongs to."""
    plain = _everywhere(schema, _plainly_titled)
    assert isinstance(plain, dict)
    return plain


def with_words(schema: Schema, book: Factbook) -> Schema:
    """Put the words of the vocabulary, and the ids there are, into the schema of a record."""
    words = _words(book)
    entity = _offered(book.entities)
    defined = {"EntityId": entity, "EntityIds": _one_or_more({"$ref": "#/$defs/EntityId"})}
    parts: dict[str, Schema] = {**schema.get("$defs", {}), schema.get("title", ""): schema}
    for part, key, makes in (
        ("CitationRecord", "source", "SourceId"),
        ("FactRecord", "property", "Property"),
        ("FactRecord", "state", "State"),
        ("FactRecord", "claimed_by", "EntityIds"),
        ("FactRecord", "involves", "Roles"),
        ("NotStatedRecord", "property", "Property"),
        ("EntityRecord", "parties", "Roles"),
        ("CommentaryRecord", "speaker", "EntityId"),
        ("SourceRecord", "language", "Language"),
        ("SourceRecord", "units", "UnitsByWord"),
        ("PropertyRecord", "units", "BaseUnits"),
        ("PropertyRecord", "kinds", "Kinds"),
        ("PropertyRecord", "states", "States"),
    ):
        if part in parts:
            given = parts[part]["properties"][key]
            kept = {key: text for key, text in given.items() if key == "description"}
            parts[part]["properties"][key] = {**kept, **words[makes]}
    if "FactRecord" in parts:
        parts["FactRecord"]["properties"]["when"]["examples"] = list(_TIMES)
        parts["FactRecord"]["allOf"] = list(_values(book, words))
    if '"#/$defs/EntityId' in json.dumps(schema):
        schema["$defs"] |= defined
    return schema


def _words(book: Factbook) -> Mapping[str, Schema]:
    vocabulary = book.vocabulary
    entity, several = {"$ref": "#/$defs/EntityId"}, {"$ref": "#/$defs/EntityIds"}
    bases = {
        unit.base: vocabulary.unit_records[unit.base].label for unit in vocabulary.units.values()
    }
    return {
        "SourceId": _offered(book.sources),
        "EntityId": entity,
        "EntityIds": several,
        "Property": _labelled({name: each.label for name, each in vocabulary.properties.items()}),
        "State": _enum(vocabulary.states, [each.about for each in vocabulary.states.values()]),
        "Roles": {
            "type": "object",
            "properties": {
                name: {"description": f"{each.label.en} / {each.inverse.en}", **several}
                for name, each in vocabulary.roles.items()
            },
            "additionalProperties": False,
        },
        "Language": _enum(LANGUAGES, []),
        "UnitsByWord": {
            "type": "object",
            "additionalProperties": _labelled(
                {name: each.label for name, each in vocabulary.unit_records.items()}
            ),
        },
        "BaseUnits": _one_or_more(_labelled(bases)),
        "Kinds": _one_or_more(_enum(vocabulary.kinds, [])),
        "States": _one_or_more(_enum(vocabulary.states, [])),
    }


def _values(book: Factbook, words: Mapping[str, Schema]) -> Iterable[Schema]:
    """Give, for each type of property, what its values look like."""
    properties = book.vocabulary.properties
    measured: dict[tuple[str, ...], list[str]] = {}
    for name, record in properties.items():
        if record.type == "quantity" and record.units:
            measured.setdefault(tuple(record.units), []).append(name)
    for bases, names in measured.items():
        yield _if_property(names, {"examples": list(_amounts(book, bases))})
    by_type = {
        kind: [name for name, record in properties.items() if record.type == kind]
        for kind in ("entity", "place", "date")
    }
    for kind, values in (
        ("entity", words["EntityId"]),
        ("place", _enum(book.vocabulary.places, [])),
        ("date", {"examples": list(_TIMES)}),
    ):
        if by_type[kind]:
            yield _if_property(by_type[kind], values)
    for name, record in properties.items():
        if record.type == "choice":
            labels = {choice: each.label for choice, each in record.choices.items()}
            yield _if_property([name], _labelled(labels))


def _amounts(book: Factbook, bases: tuple[str, ...]) -> Iterable[str]:
    """Give every form of an amount in the first unit, and one amount in each other unit."""
    units = book.vocabulary.units.values()
    names = [unit.id for base in bases for unit in units if unit.base == base]
    yield from (f"{amount} {bases[0]}" for amount in _EXAMPLES)
    yield from (f"{_EXAMPLES[0]} {name}" for name in names if name != bases[0])


def _if_property(names: list[str], values: Schema) -> Schema:
    return {
        "if": {"properties": {"property": {"enum": names}}, "required": ["property"]},
        "then": {"properties": {"value": values}},
    }


def _offered(ids: Iterable[str]) -> Schema:
    return {"anyOf": [{"enum": list(ids)}, {"type": "string", "pattern": _ID}]}


def _labelled(labels: Mapping[str, Label]) -> Schema:
    return _enum(labels, [label.en for label in labels.values()])


def _enum(words: Iterable[str], told: list[str]) -> Schema:
    return {"enum": list(words), **({"enumDescriptions": told} if told else {})}


def _one_or_more(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _everywhere(schema: Any, change: Callable[[Schema], Schema]) -> Any:
    if isinstance(schema, list):
        return [_everywhere(each, change) for each in schema]
    if isinstance(schema, dict):
        return change({key: _everywhere(each, change) for key, each in schema.items()})
    return schema


def _loosened(schema: Schema) -> Schema:
    if schema.get("default") in ([], {}):
        schema = {key: each for key, each in schema.items() if key != "default"}
    choices = schema.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        kept = [each for each in choices if each != {"type": "null"}]
        rest = {key: each for key, each in schema.items() if key not in ("anyOf", "default")}
        return {**rest, **(kept[0] if len(kept) == 1 else {"anyOf": kept})}
    if schema.get("type") == "string" and "enum" not in schema and "const" not in schema:
        return {**schema, "type": ["string", "number"]}
    return schema


def _plainly_titled(schema: Schema) -> Schema:
    title = schema.get("title")
    if not isinstance(title, str) or not title.endswith(_MODEL):
        return schema
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title.removesuffix(_MODEL))
    return {**schema, "title": words.capitalize()}
