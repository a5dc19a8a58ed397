"""Small falsifications of a fact's record, of which a rule other than that of the stamp must tell.

Each changes one thing that the record says. What leaves its meaning as it was is not among them:
"by 2028" for "until 2028" would be no falsification.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factbook.evidence import sentence_of
from factbook.model import ChoiceValue, Entity, EntityValue, Fact, Factbook, Roles
from factbook.period import FORMS, UNRESOLVED, Period, period_of, same_time
from factbook.problem import Unreadable
from factbook.quantity import BOUNDS, SCALES, VAGUE, Quantity, quantity_of
from factbook.wording import is_named

# The kinds in the order of the report, each with what it does to the record.
KINDS: Mapping[str, str] = {
    "digit": "each digit of an amount made another",
    "bound": "the bound of an amount left out, added, or made each of the others",
    "scale": "thousand, million, billion, trillion: left out, or made each of the others",
    "unit": "another unit that the property may have, or another size of it",
    "choice": "each other choice of the property",
    "state": "each other state of the vocabulary",
    "date": "year, month, day, precision or form of a time made another, or its words altered",
    "date added": "a year where the record has no time",
    "line": "the line before, and the line after",
    "quote": "a letter, a digit or a special character of the quote made another",
    "statement": "each digit of the English sentence made another",
    "entity": "the fact told of an entity that its words do not name",
    "entity beside": "the fact told of another entity that the same sentence names",
    "speaker": "the speaker made an entity that the words do not name",
    "speaker beside": "the speaker made another entity that the same sentence names",
    "party": "an entity that takes part made one that the words do not name",
    "party beside": "an entity that takes part made another that the same sentence names",
    "subject": "an entity of the editors' own sorting made another that the words do not name",
    "role": "the role of an entity that takes part made another",
    "direction": "who pays and who is paid in a contract exchanged",
}
_POINT_PARTS = re.compile(r"(?<=Q)\d|(?<=H)\d|(?<!\d)\d{4}(?!\d)|(?<=-)\d{2}|early|mid|end")
_OTHER_THIRD = {"early": "mid", "mid": "end", "end": "early"}

BOTH_SIDES = 2

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One falsification of a fact: its kind, what it does, and the record or entity it leads to."""

    fact: str
    kind: str
    told: str
    # The fact's record as it would stand.
    raw: Raw
    # The entity whose file would hold it.
    entity: str


def mutations_of(book: Factbook, fact: Fact, raw: Raw) -> Iterator[Mutation]:
    """Give every mutation that applies to a fact with its record `raw`."""
    for kind, key, other in _scalars(book, fact):
        yield Mutation(fact.ref, kind, f"{key}: {other}", {**raw, key: other}, fact.entity)
    for kind, change in _citations(raw["cite"]):
        index, key, other = change
        cites = [dict(cite) for cite in raw["cite"]]
        cites[index][key] = other
        told = f"{key} {index + 1}: {other}"
        yield Mutation(fact.ref, kind, told, {**raw, "cite": cites}, fact.entity)
    yield from _who(book, fact, raw)


def _scalars(book: Factbook, fact: Fact) -> Iterator[tuple[str, str, str]]:
    if isinstance(fact.value, Quantity):
        for kind, other in _quantity(book, fact, fact.value_text):
            yield kind, "value", other
    if isinstance(fact.value, Period):
        for other in _period(fact.value):
            yield "date", "value", other
    for choice in _other_choices(book, fact):
        yield "choice", "value", choice
    if fact.when is not None:
        for other in _period(fact.when):
            yield "date", "when", other
    elif not isinstance(fact.value, Period):
        yield "date added", "when", "2024"
    for state in book.vocabulary.states:
        if state != fact.state:
            yield "state", "state", state
    for other in _digits(fact.statement):
        yield "statement", "statement", other


def _other_choices(book: Factbook, fact: Fact) -> list[str]:
    if not isinstance(fact.value, ChoiceValue):
        return []
    choices = book.vocabulary.properties[fact.property].choices
    return [choice for choice in choices if choice != fact.value.choice]


def _quantity(book: Factbook, fact: Fact, text: str) -> Iterator[tuple[str, str]]:
    units = book.vocabulary.units
    others = [("digit", other) for other in _digits(text)]
    others += [("bound", other) for other in _other_bounds(text)]
    scale = next((word for word in SCALES if f" {word} " in f" {text} "), None)
    unit = text.rpartition(" ")[2]
    if scale:
        others += [
            ("scale", text.replace(f" {scale} ", f" {word} ").replace("  ", " "))
            for word in (*SCALES, "")
            if word != scale
        ]
    else:
        others += [("scale", f"{text.removesuffix(unit)}{word} {unit}") for word in SCALES]
    allowed = book.vocabulary.properties[fact.property].units
    named = [name for name in units if name != unit and units[name].base in allowed]
    others += [("unit", text.removesuffix(unit) + name) for name in named or _one_more(units, unit)]
    for kind, other in others:
        read = quantity_of(other, units)
        # What is no quantity at all would be a typing error, not a falsification.
        if not isinstance(read, Unreadable) and read != fact.value:
            yield kind, other


def _one_more(units: Mapping[str, object], unit: str) -> list[str]:
    return [next(name for name in units if name != unit)]


def _other_bounds(text: str) -> Iterator[str]:
    bound = next((word for word in (*BOUNDS, *VAGUE) if text.startswith(f"{word} ")), "")
    rest = text.removeprefix(f"{bound} ")
    if " to " in rest:
        low, _, after = rest.partition(" to ")
        high, _, unit = after.partition(" ")
        yield from (f"{low} {unit}", f"{high} {unit}", f"about {high} {unit}")
        return
    same_class = VAGUE if bound in VAGUE else ("", *BOUNDS)
    for other in same_class:
        if other != bound:
            yield f"{other} {rest}".strip()


def _digits(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d", text):
        other = str((int(match.group()) + 1) % 10)
        yield text[: match.start()] + other + text[match.end() :]


def _period(period: Period) -> Iterator[str]:
    found = set()
    for other in _other_times(period):
        read = period_of(other)
        if not isinstance(read, Unreadable) and not same_time(read, period):
            found.add(other)
    yield from sorted(found)


def _other_times(period: Period) -> Iterator[str]:
    text = period.text
    if text.startswith(UNRESOLVED):
        words = text.removeprefix(UNRESOLVED)
        yield "2026"
        yield f"{UNRESOLVED}{words[:-1]}{'x' if words[-1] != 'x' else 'y'}"
        return
    for match in _POINT_PARTS.finditer(text):
        part = match.group()
        before, after = text[: match.start()], text[match.end() :]
        for other in (
            [_OTHER_THIRD[part]]
            if part in _OTHER_THIRD
            else [f"{int(part) + step:0{len(part)}d}" for step in (1, -1)]
        ):
            yield before + other + after
        if part in _OTHER_THIRD:
            yield (before + after).strip()
        elif before.endswith(("-", "-Q", "-H")):
            yield before.rstrip("QH").rstrip("-")
    form = next((word for word in FORMS if text.startswith(f"{word} ")), "")
    if " to " not in text and not text.startswith("FY"):
        for other in ("", *FORMS):
            yield f"{other} {text.removeprefix(form).strip()}".strip()


def _citations(cites: list[Raw]) -> Iterator[tuple[str, tuple[int, str, str]]]:
    for index, cite in enumerate(cites):
        for step in (1, -1):
            yield "line", (index, "line", str(int(cite["line"]) + step))
        quote = cite["quote"]
        for pattern, other in (
            (r"\d", "x"),
            (r"[a-zäöüß]", "#"),
            ("[\u2011\u202f\u00a0„“–]", "-"),
        ):
            match = re.search(pattern, quote)
            if match:
                if match.group().isdigit():
                    other = next(_digits(match.group()))
                changed = quote[: match.start()] + other + quote[match.end() :]
                yield "quote", (index, "quote", changed)


def _who(book: Factbook, fact: Fact, raw: Raw) -> Iterator[Mutation]:
    for kind, other in _like(book, fact, fact.entity, "entity"):
        yield Mutation(fact.ref, kind, f"in {other}.yml", raw, other)
    for index, speaker in enumerate(fact.claimed_by):
        for kind, other in _like(book, fact, speaker, "speaker"):
            if other not in fact.claimed_by:
                speakers = [*fact.claimed_by[:index], other, *fact.claimed_by[index + 1 :]]
                told = f"claimed_by: {other} for {speaker}"
                changed = {**raw, "claimed_by": speakers}
                yield Mutation(fact.ref, kind, told, changed, fact.entity)
    yield from _parties(book, fact, raw)


def _like(book: Factbook, fact: Fact, entity: str, kind: str) -> Iterator[tuple[str, str]]:
    """Give others that an entity may be taken for, each with the kind of that mutation."""
    own = book.entities[entity].kind
    sentences = _sentences(book, [fact])
    beside, apart = _sorted_by_name(book, own, {fact.entity, entity}, sentences)
    yield from ((kind, other.id) for other in apart)
    yield from ((f"{kind} beside", other.id) for other in beside)


def party_mutations(book: Factbook, entity: Entity) -> Iterator[tuple[str, str, Roles]]:
    """Give the mutations of who takes part in a deal: kind, what it does, and the parties then."""
    sentences = _sentences(book, entity.facts)
    taken = {party for parties in entity.parties.values() for party in parties} | {entity.id}
    kind = book.entities[min(taken - {entity.id}, default=entity.id)].kind
    beside, apart = _sorted_by_name(book, kind, taken, sentences)
    if len(entity.parties) == BOTH_SIDES:
        (payer, first), (paid, second) = entity.parties.items()
        told = f"parties: {payer} and {paid} exchanged"
        yield "direction", told, {**entity.parties, payer: second, paid: first}
    for role, parties in entity.parties.items():
        for name, others in (("party", apart), ("party beside", beside)):
            for other in others:
                for index, party in enumerate(parties):
                    changed = (*parties[:index], other.id, *parties[index + 1 :])
                    told = f"parties: {role}: {other.id} for {party}"
                    yield name, told, {**entity.parties, role: changed}


def _parties(book: Factbook, fact: Fact, raw: Raw) -> Iterator[Mutation]:
    involved = {entity for entities in fact.involves.values() for entity in entities}
    for role, ids in fact.involves.items():
        is_named_role = book.vocabulary.roles[role].named == "yes"
        for index, party in enumerate(ids):
            for kind, other in _like(book, fact, party, "party" if is_named_role else "subject"):
                if other not in involved and kind != "subject beside":
                    changed = {**fact.involves, role: [*ids[:index], other, *ids[index + 1 :]]}
                    told = f"{role}: {other} for {party}"
                    yield Mutation(fact.ref, kind, told, {**raw, "involves": changed}, fact.entity)
    if isinstance(fact.value, EntityValue):
        for kind, other in _like(book, fact, fact.value.entity, "party"):
            yield Mutation(fact.ref, kind, f"value: {other}", {**raw, "value": other}, fact.entity)
    for role, ids in fact.involves.items():
        for other_role in _other_roles(book, fact, role):
            rest = {name: list(names) for name, names in fact.involves.items() if name != role}
            told = f"{other_role} for {role}: {', '.join(ids)}"
            other_raw = {**raw, "involves": {**rest, other_role: list(ids)}}
            yield Mutation(fact.ref, "role", told, other_raw, fact.entity)


def _other_roles(book: Factbook, fact: Fact, role: str) -> list[str]:
    """Give the role of the opposite flow where there is one, else the next role."""
    roles = book.vocabulary.roles
    opposite = {"from": "to", "to": "from"}.get(roles[role].flow)
    names = [name for name in roles if name != role and name not in fact.involves]
    return [name for name in names if roles[name].flow == opposite][:1] or names[:1]


def _sentences(book: Factbook, facts: Iterable[Fact]) -> str:
    found = [sentence_of(book, citation) for fact in facts for citation in fact.citations]
    return "\n".join(sentence.words for sentence in found if sentence)


def _sorted_by_name(
    book: Factbook, kind: str, own: set[str], sentences: str
) -> tuple[list[Entity], list[Entity]]:
    """Give two other entities that sentences name, and two that they do not.

    Those of the kind come first: they are the likeliest to be taken for one another.
    """
    ordered = sorted(book.entities.values(), key=lambda one: (one.kind != kind, one.id))
    others = [one for one in ordered if one.id not in own]
    beside = [one for one in others if is_named(one.names, sentences)]
    apart = [one for one in others if one not in beside]
    return beside[:2], apart[:2]
