"""YAML text to plain data, every scalar a text, with the line and column of each key and value.

The text is composed by PyYAML's C parser. What YAML would do to a scalar (1.000 to 1.0, NO to
false) is switched off; anchors, aliases, tags, duplicate keys and second documents are problems.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from factbook.problem import Address, Place, Problem
from factbook.yaml_fault import fault_of, single_quoted

_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)

Data = str | list["Data"] | dict[str, "Data"]

RULE = "yaml"
# Only a text that holds one of these can hold an alias, an anchor or a tag.
_INDICATORS = "&*!"
# A comment that may not be meant as one: "Platz #1".
_CLOSE_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")
# Every file is looked through for this; most have no such comment.
_CLOSE_SIGN = re.compile(r"#(?<=[ \t]#)[^\s#]")


class _Loader(yaml.CBaseLoader):
    """Composes without resolving: records have no tags, and to ask for each node's takes long.

    Each of these is called for every node, and gives "" whatever it is called with: the tag of a
    node, which nothing reads.
    """

    resolve: Any = staticmethod("".format)
    descend_resolver: Any = resolve
    ascend_resolver: Any = resolve


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: its name, its data (texts, lists, mappings), and the root node for places."""

    file: str
    data: Data
    text: str
    root: yaml.Node | None


def read(root: Path, file: str, raw: bytes | None = None) -> YamlFile | list[Problem]:
    """Read and parse `root / file`; `file` is relative, with forward slashes.

    `raw` are its bytes, if they have been read. Gives the parsed file, or the problems that keep
    it from being parsed. Raises nothing.
    """
    try:
        raw = (root / file).read_bytes() if raw is None else raw
    except FileNotFoundError:
        return [_whole(file, "there is no such file", "add the file, or correct its name")]
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        return [_whole(file, f"the file cannot be read: {reason}", "make it a readable file")]
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return [_whole(file, "the file is UTF-16", "save the file as UTF-8")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return [
            Problem(
                place,
                RULE,
                f"byte 0x{raw[fault.start]:02x} is not UTF-8",
                "save the file as UTF-8",
            )
        ]
    return parse(file, text.removeprefix("\ufeff"))


def parse(file: str, text: str) -> YamlFile | list[Problem]:
    """Parse YAML text; gives the parsed file, or every problem found in it. Raises nothing."""
    if problems := list(_indicators(file, text)):
        return problems
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as fault:
        return [_syntax(file, text, fault)]
    except RecursionError:
        return [_whole(file, "lists or mappings are nested too deeply", "write it flatter")]
    except yaml.reader.ReaderError as fault:
        return [_strange_character(file, text, fault.position)]
    finally:
        loader.dispose()
    if node is None:
        return YamlFile(file, {}, text, None)
    try:
        data = _data(node)
    except _NoKeyError:
        problems += _keys(node, file, text)
        data = {}
    if _CLOSE_SIGN.search(text):
        problems += _cut_short(node, file, text)
    return problems or YamlFile(file, data, text, node)


def place_of(yamlfile: YamlFile, address: Address) -> Place:
    """Look up the line and column of an address; the nearest enclosing thing where it is absent."""
    node = node_at(yamlfile.root, address)
    if node is None:
        return Place(yamlfile.file, 1, 1, _line(yamlfile.text, 1))
    mark = node.start_mark
    return Place(yamlfile.file, mark.line + 1, mark.column + 1, _line(yamlfile.text, mark.line + 1))


def node_at(root: yaml.Node | None, address: Address) -> yaml.Node | None:
    """Give the node at an address; the nearest enclosing one where it is absent."""
    node = root
    for depth, step in enumerate(address.path):
        last = depth == len(address.path) - 1
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            continue
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is not None:
                node = pair[0] if last and address.part == "key" else pair[1]
                continue
        break
    return node


def lines_of(yamlfile: YamlFile, key: str) -> list[int]:
    """Give the lines, from 1, on which the items of the list under a key begin."""
    node = node_at(yamlfile.root, Address(yamlfile.file, (key,)))
    if not isinstance(node, yaml.SequenceNode):
        return []
    return [int(item.start_mark.line) + 1 for item in node.value]


@lru_cache(maxsize=64)
def _parsed(root: Path, file: str) -> YamlFile | None:
    result = read(root, file)
    return result if isinstance(result, YamlFile) else None


def located(root: Path, at: Place | Address) -> Place:
    """Turn an address into a place by parsing its file again; a place stays as it is."""
    if isinstance(at, Place):
        return at if at.excerpt else _with_excerpt(root, at)
    parsed = _parsed(root, at.file)
    return place_of(parsed, at) if parsed else Place(at.file, 1, 1)


def forget() -> None:
    """Drop the parsed files kept for `located`, for a program that runs while files change."""
    _parsed.cache_clear()


def _with_excerpt(root: Path, place: Place) -> Place:
    try:
        text = (root / place.file).read_text("utf-8", errors="replace")
    except OSError:
        return place
    line = _line(text, place.line)
    # What is no text would only confuse a terminal.
    return Place(place.file, place.line, place.column, "" if "\0" in line else line)


def _whole(file: str, message: str, remedy: str) -> Problem:
    return Problem(Place(file, 1, 1), RULE, message, remedy)


def _line(text: str, number: int) -> str:
    lines = text.split("\n", number)
    return lines[number - 1].rstrip("\r") if len(lines) >= number else ""


def _place_at(file: str, text: str, index: int) -> Place:
    before = text[:index]
    line = before.count("\n") + 1
    return Place(file, line, index - before.rfind("\n"), _line(text, line))


def _syntax(file: str, text: str, fault: yaml.MarkedYAMLError) -> Problem:
    mark, begun = fault.problem_mark or fault.context_mark, fault.context_mark
    told = fault.problem or fault.context or "not readable"
    if mark is None:
        return Problem(Place(file, 1, 1), RULE, f"this is not YAML: {told}", "correct the YAML")
    opened = (begun.line, begun.column) if begun else None
    found = fault_of(text, told, (mark.line, mark.column), opened)
    place = Place(file, found.line + 1, found.column + 1, _line(text, found.line + 1))
    return Problem(place, RULE, found.message, found.help)


def _strange_character(file: str, text: str, offset: int) -> Problem:
    # The C parser counts bytes.
    index = len(text.encode()[:offset].decode("utf-8", "ignore"))
    message = f"character U+{ord(text[index]):04X} is not allowed in YAML"
    return Problem(_place_at(file, text, index), RULE, message, "delete the character")


def _indicators(file: str, text: str) -> Iterator[Problem]:
    if not any(sign in text for sign in _INDICATORS):
        return
    try:
        events = list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError:
        # What keeps the text from being parsed is told when it is composed.
        return
    for event in events:
        what = _indicator(event)
        mark = event.start_mark
        if what is not None and mark is not None:
            place = Place(file, mark.line + 1, mark.column + 1, _line(text, mark.line + 1))
            message = f"{what}; records do not use them"
            yield Problem(place, RULE, message, "delete it, or put the text in single quotes")


def _indicator(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return f"*{event.anchor} is a YAML alias"
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        return f"&{event.anchor} is a YAML anchor"
    if isinstance(event, _TAGGED) and event.tag:
        return f"{event.tag} is a YAML tag"
    return None


def _cut_short(node: yaml.Node, file: str, text: str) -> Iterator[Problem]:
    """Tell of texts that end where a # begins a comment without a space after it."""
    if not isinstance(node, yaml.ScalarNode):
        for child in node.value:
            for each in child if isinstance(child, tuple) else (child,):
                yield from _cut_short(each, file, text)
        return
    end = node.end_mark.index
    comment = None if node.style else _CLOSE_COMMENT.match(text, end)
    if comment is not None and node.value:
        whole = text[node.start_mark.index :].partition("\n")[0].rstrip()
        message = f'the text ends at "{node.value}": with a space before it, # begins a comment'
        remedy = f"put it in single quotes: {single_quoted(whole)}  or write a space after #"
        yield Problem(_place_at(file, text, comment.end() - 1), RULE, message, remedy)


class _NoKeyError(Exception):
    """A mapping has a key twice, or one that is no word."""


def _data(node: yaml.Node) -> Data:
    value: Any = node.value
    if isinstance(value, str):
        return value
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in value]
    try:
        # Most values are texts: a call for each would take as long as the rest.
        found: dict[str, Data] = {
            key.value: inner.value if type(inner.value) is str else _data(inner)
            for key, inner in value
        }
    except TypeError:
        raise _NoKeyError from None
    if len(found) != len(value):
        raise _NoKeyError
    return found


def _keys(node: yaml.Node, file: str, text: str) -> Iterator[Problem]:
    """Tell of keys that are no words, or that stand twice."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys(item, file, text)
    if not isinstance(node, yaml.MappingNode):
        return
    known: set[str] = set()
    twice: list[yaml.Node] = []
    for key, inner in node.value:
        if not isinstance(key, yaml.ScalarNode):
            message = "a key must be a word, not a list or a mapping"
            yield _duplicate(file, text, key, message)
        elif key.value in known:
            twice.append(key)
        else:
            known.add(key.value)
            yield from _keys(inner, file, text)
    if twice:
        yield _twice(file, text, node, twice)


def _twice(file: str, text: str, node: yaml.Node, keys: list[yaml.Node]) -> Problem:
    """Tell of keys that stand twice in a mapping: if many do, a dash before them is missing."""
    key = keys[0]
    first = next(k for k, _ in node.value if k.value == key.value)
    since = f"stands twice; first in line {first.start_mark.line + 1}"
    if len(keys) == 1:
        return _duplicate(file, text, key, f"the key {key.value} {since}")
    place = _duplicate(file, text, key, "").at
    message = f"the key {key.value} {since}, and so do {len(keys) - 1} more"
    remedy = f"begin a new entry with a dash:  - {key.value}: ..."
    return Problem(place, RULE, message, remedy)


def _duplicate(file: str, text: str, key: yaml.Node, message: str) -> Problem:
    mark = key.start_mark
    place = Place(file, mark.line + 1, mark.column + 1, _line(text, mark.line + 1))
    remedy = "keep one of the two" if "twice" in message else "write key: value"
    return Problem(place, RULE, message, remedy)
