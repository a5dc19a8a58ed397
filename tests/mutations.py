"""Small falsifications of a record, which a rule other than that of the stamp must notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from factbook.model import Fact, Factbook
from factbook.quantity import BOUNDS, Quantity
from factbook.yamlfile import YamlFile

IN_EVERY_RECORD = ("state", "line", "quote letter")
KINDS = (
    *("digit", "bound", "scale", "unit"),
    *IN_EVERY_RECORD,
    *("quote digit", "special character"),
)
SCALES = ("thousand", "million", "billion", "trillion")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A change of one scalar of a fact's record: a span of the file's text becomes another."""

    fact: str
    kind: str
    start: int
    end: int
    new: str


def mutations_of(book: Factbook, fact: Fact, parsed: YamlFile) -> Iterator[Mutation]:
    """Give every mutation that applies to a fact; each changes what the record says."""
    record = _record(parsed, fact)
    scalars = {key.value: value for key, value in record.value}
    value = scalars.get("value")
    if value is not None and isinstance(fact.value, Quantity):
        for kind, new in _quantity_mutations(book, fact, value.value):
            yield _scalar(fact, kind, value, new)
    yield _scalar(fact, "state", scalars["state"], _other_state(book, fact))
    for cite in scalars["cite"].value:
        keys = {key.value: node for key, node in cite.value}
        line, quote = keys["line"], keys["quote"]
        yield _scalar(fact, "line", line, str(int(line.value) + 1))
        yield from _quote_mutations(fact, quote)


def apply(text: str, mutations: list[Mutation]) -> str:
    """Write mutations into a file's text; they must not overlap."""
    for mutation in sorted(mutations, key=lambda one: one.start, reverse=True):
        text = text[: mutation.start] + mutation.new + text[mutation.end :]
    return text


def _record(parsed: YamlFile, fact: Fact) -> yaml.MappingNode:
    node = parsed.root
    assert isinstance(node, yaml.MappingNode)
    facts = next(value for key, value in node.value if key.value == "facts")
    found = facts.value[fact.address.path[1]]
    assert isinstance(found, yaml.MappingNode)
    return found


def _scalar(fact: Fact, kind: str, node: yaml.Node, new: str) -> Mutation:
    quoted = "'" + new.replace("'", "''") + "'"
    return Mutation(fact.ref, kind, node.start_mark.index, node.end_mark.index, quoted)


def _quantity_mutations(book: Factbook, fact: Fact, text: str) -> Iterator[tuple[str, str]]:
    digit = re.search(r"\d", text)
    if digit:
        other = "2" if digit.group() != "2" else "3"
        yield "digit", text[: digit.start()] + other + text[digit.end() :]
    bound = next((word for word in BOUNDS if text.startswith(f"{word} ")), None)
    if bound:
        yield "bound", text.removeprefix(f"{bound} ")
    elif digit and " to " not in text:
        yield "bound", f"more than {text}"
    scale = next((word for word in SCALES if f" {word} " in text), None)
    if scale:
        other = SCALES[(SCALES.index(scale) + 1) % len(SCALES)]
        yield "scale", text.replace(f" {scale} ", f" {other} ")
    unit = text.rpartition(" ")[2]
    other_unit = next(
        (name for name in book.vocabulary.units if name != unit and _may_have(book, fact, name)),
        next(name for name in book.vocabulary.units if name != unit),
    )
    yield "unit", text.removesuffix(unit) + other_unit


def _may_have(book: Factbook, fact: Fact, unit: str) -> bool:
    return book.vocabulary.units[unit].base in book.vocabulary.properties[fact.property].units


def _other_state(book: Factbook, fact: Fact) -> str:
    """Give a state of another class: a plan told as done, what is done told as a plan."""
    return "reported" if book.vocabulary.states[fact.state].stands != "done" else "planned"


def _quote_mutations(fact: Fact, quote: yaml.Node) -> Iterator[Mutation]:
    text = quote.value
    for kind, pattern, replace in (
        ("quote digit", r"\d", "x"),
        ("quote letter", r"[a-zäöüß]", "#"),
        ("special character", "[\u2011\u202f\u00a0„“–]", "-"),
    ):
        match = re.search(pattern, text)
        if match:
            new = text[: match.start()] + replace + text[match.end() :]
            yield _scalar(fact, kind, quote, new)
