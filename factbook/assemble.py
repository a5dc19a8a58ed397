"""Records to the model: what the texts of a record mean, with a problem where one means nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping

from factbook.mistyped import quantity_meant, time_meant
from factbook.model import (
    Alias,
    Change,
    ChoiceValue,
    Citation,
    Commentary,
    Derived,
    Disagreement,
    Entity,
    EntityValue,
    Fact,
    NotStated,
    PlaceValue,
    SetAside,
    Source,
    Stamp,
    TextValue,
    Value,
    Vocabulary,
)
from factbook.period import Period, period_of
from factbook.problem import Address, Problem, Unreadable
from factbook.quantity import Quantity, quantity_of
from factbook.record import (
    ChangeRecord,
    CitationRecord,
    DerivedRecord,
    DisagreementRecord,
    EntityRecord,
    FactRecord,
    SetAsideRecord,
    SourceRecord,
)
from factbook.seeds import Seed, find
from factbook.shape import RULE, did_you_mean
from factbook.yamlfile import Data, YamlFile, lines_of

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2}) (\S+) ([0-9a-f]{8})")
_UNSTAMPED = ("id", "verified")
# What comes out of a YAML file holds nothing that could hold it in turn.
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)


def entity_of(
    kind: str,
    identifier: str,
    record: EntityRecord,
    parsed: YamlFile,
    vocabulary: Vocabulary,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> Entity:
    """Make an entity of its record; what cannot be understood goes to `problems`."""
    address = Address(parsed.file)
    assert isinstance(parsed.data, dict)
    if record.summary is None and record.mention == "no":
        remedy = "add  summary: two or three sentences, or  mention: yes"
        problems.append(Problem(address, RULE, "the key summary is missing", remedy))
    raw = parsed.data.get("facts", [])
    assert isinstance(raw, list)
    lines = lines_of(parsed, "facts")
    facts = tuple(
        fact_of(
            identifier,
            fact,
            raw[index],
            lines[index],
            address.at("facts", index),
            vocabulary,
            sources,
            problems,
        )
        for index, fact in enumerate(record.facts)
    )
    return Entity(
        id=identifier,
        kind=kind,
        name=record.name,
        full_name=record.full_name or "",
        aliases=tuple(Alias(alias.name, alias.inferred or "") for alias in record.aliases),
        summary=record.summary or "",
        mention=record.mention == "yes",
        parties=record.parties,
        key_figures=record.key_figures,
        not_stated=tuple(
            NotStated(
                f"{identifier}/{_slug(asked.question)}",
                identifier,
                asked.property or "",
                asked.question,
                asked.nearest,
                address.at("not_stated", index),
            )
            for index, asked in enumerate(record.not_stated)
        ),
        facts=facts,
        address=address,
    )


def fact_of(
    entity: str,
    record: FactRecord,
    raw: Data,
    line: int,
    address: Address,
    vocabulary: Vocabulary,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> Fact:
    """Make a fact of its record; what cannot be understood goes to `problems`."""
    stamp = _STAMP.fullmatch(record.verified or "")
    known_problems = len(problems)
    value = _value_of(record, address, vocabulary, problems)
    when = _when_of(record, address, problems)
    return Fact(
        ref=f"{entity}/{record.id}",
        id=record.id,
        entity=entity,
        property=record.property,
        value_text=record.value or "",
        value=value,
        state=record.state,
        when=when,
        when_text=record.when or "",
        anchor=record.anchor or "",
        statement=record.statement,
        scope=record.scope or "",
        claimed_by=record.claimed_by,
        involves=record.involves,
        part_of=record.part_of or "",
        citations=tuple(
            _citation_of(cite, sources, address.at("cite", index))
            for index, cite in enumerate(record.cite)
        ),
        inferred=record.inferred or "",
        reading=record.reading or "",
        state_reason=record.state_reason or "",
        note=record.note or "",
        retired=record.retired or "",
        replaced_by=record.replaced_by or "",
        verified=Stamp(stamp[1], stamp[2], stamp[3]) if stamp else None,
        verified_text=record.verified or "",
        fingerprint=fingerprint(raw),
        line=line,
        is_understood=len(problems) == known_problems and record.property in vocabulary.properties,
        address=address,
    )


def source_of(identifier: str, record: SourceRecord, seed: Seed, address: Address) -> Source:
    """Make a source of its record and its seed."""
    return Source(
        id=identifier,
        file=record.file,
        sha256=record.sha256,
        title=record.title,
        publisher=record.publisher,
        author=record.author or "",
        date=record.date or "",
        date_basis=record.date_basis,
        date_reason=record.date_reason or "",
        language=record.language,
        url=record.url or "",
        kind=record.kind,
        standing=record.standing,
        licence=record.licence or "",
        complete=record.coverage == "complete",
        units=record.units,
        units_reason=record.units_reason or "",
        commentary=tuple(
            Commentary(*_range(part.lines), part.speaker, address.at("commentary", index))
            for index, part in enumerate(record.commentary)
        ),
        set_aside=tuple(
            _set_aside_of(part, address.at("set_aside", index))
            for index, part in enumerate(record.set_aside)
        ),
        seed=seed,
        address=address,
    )


def disagreement_of(identifier: str, record: DisagreementRecord, address: Address) -> Disagreement:
    """Make a disagreement of its record."""
    return Disagreement(
        identifier,
        record.title,
        record.kind,
        record.comparable == "yes",
        record.facts,
        record.note,
        record.settle or "",
        address,
    )


def derived_of(identifier: str, record: DerivedRecord, address: Address) -> Derived:
    """Make a derived figure of its record."""
    return Derived(
        identifier,
        record.label,
        record.formula,
        record.members,
        record.warning or "",
        record.allow,
        address,
    )


def change_of(record: ChangeRecord, address: Address) -> Change:
    """Make an entry of the changelog of its record."""
    return Change(record.on, record.facts, record.change, record.why or "", address)


def fingerprint(raw: Data) -> str:
    """Give the first 8 hex digits of the SHA-256 of a fact's record as plain data.

    Its id, its stamp and the lines of its citations do not count: they may change without
    anything being said anew. The rest is JSON with sorted keys and no spaces.
    """
    assert isinstance(raw, dict)
    cites = raw.get("cite", [])
    assert isinstance(cites, list)
    cited = [cite.copy() for cite in cites if isinstance(cite, dict)]
    for cite in cited:
        cite.pop("line", None)
    counted: dict[str, object] = {**raw, "cite": cited}
    for key in _UNSTAMPED:
        counted.pop(key, None)
    return hashlib.sha256(_CANONICAL.encode(counted).encode()).hexdigest()[:8]


def _citation_of(
    record: CitationRecord, sources: Mapping[str, Source], address: Address
) -> Citation:
    source = sources.get(record.source)
    line = source.seed.line(record.line) if source else None
    found = find(line, record.quote, record.prefix or "") if line is not None else []
    start = found[0] if len(found) == 1 else None
    return Citation(
        source=record.source,
        line=record.line,
        quote=record.quote,
        prefix=record.prefix or "",
        purpose=record.purpose,
        inferred=record.inferred or "",
        start=start,
        end=None if start is None else start + len(record.quote),
        address=address,
    )


def _value_of(
    record: FactRecord, address: Address, vocabulary: Vocabulary, problems: list[Problem]
) -> Value | None:
    known = vocabulary.properties.get(record.property)
    if known is None:
        return None
    text = record.value
    if text is None:
        if known.type != "text":
            unit = known.units[0] if known.units else next(iter(vocabulary.units), "")
            remedy = f"add  value: with {_article(known.type, unit)}"
            problems.append(Problem(address, RULE, "the key value is missing", remedy))
        return None
    if known.type == "text":
        return TextValue(text)
    if known.type == "entity":
        return EntityValue(text)
    if known.type == "place":
        told, otherwise = "not a place of the vocabulary", "add it to facts/vocabulary/places.yml"
        known_place = _is_known(text, vocabulary.places, told, otherwise, address, problems)
        return PlaceValue(text) if known_place else None
    if known.type == "choice":
        told = f'no choice of the property "{known.label.en}"'
        otherwise = f"write one of: {', '.join(known.choices)}"
        known_choice = _is_known(text, known.choices, told, otherwise, address, problems)
        return ChoiceValue(text) if known_choice else None
    value = quantity_of(text, vocabulary.units) if known.type == "quantity" else period_of(text)
    if isinstance(value, Unreadable):
        meant = (
            quantity_meant(text, vocabulary, known.units)
            if known.type == "quantity"
            else time_meant(text)
        )
        problems.append(_unreadable(address.at("value"), "value", value, meant))
        return None
    if isinstance(value, Quantity) and known.units:
        base = vocabulary.units[value.unit].base
        if base not in known.units:
            message = f"{record.property} is not measured in {value.unit}"
            remedy = f"write it in {' or '.join(known.units)}, or choose another property"
            problems.append(Problem(address.at("value"), RULE, message, remedy))
            return None
    return value


def _is_known(
    text: str,
    words: Collection[str],
    told: str,
    otherwise: str,
    address: Address,
    problems: list[Problem],
) -> bool:
    """Tell whether a value is one of some words; if not, what is `told` of it, and what to write.

    The address is that of the fact.
    """
    if text in words:
        return True
    nearest = did_you_mean(text, words)
    remedy = f"write  {nearest}" if nearest else otherwise
    problems.append(Problem(address.at("value"), RULE, f'"{text}" is {told}', remedy))
    return False


def _when_of(record: FactRecord, address: Address, problems: list[Problem]) -> Period | None:
    if record.when is None:
        return None
    when = period_of(record.when)
    if isinstance(when, Unreadable):
        meant = time_meant(record.when)
        problems.append(_unreadable(address.at("when"), "when", when, meant))
        return None
    return when


def _unreadable(at: Address, key: str, fault: Unreadable, meant: str | None) -> Problem:
    return Problem(at, RULE, fault.message, f"write  {key}: {meant}" if meant else fault.help)


def _set_aside_of(record: SetAsideRecord, address: Address) -> SetAside:
    return SetAside(
        *_range(record.lines),
        record.quote or "",
        record.boilerplate == "yes",
        record.reason,
        address,
    )


def _range(lines: str) -> tuple[int, int]:
    first, _, last = lines.partition("-")
    return int(first), int(last or first)


def _article(kind: str, unit: str) -> str:
    return {
        "quantity": f"a quantity such as  about 130 {unit}",
        "date": "a time such as  2026-Q1",
        "entity": "the id of an entity",
        "place": "a place of facts/vocabulary/places.yml",
        "choice": "a choice of its property in facts/vocabulary/properties.yml",
    }[kind]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
