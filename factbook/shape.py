"""Plain data of a YAML file to a record, or the problems of its shape, in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from factbook.problem import Address, Problem, Step
from factbook.record import (
    AliasRecord,
    CitationRecord,
    FactRecord,
    HeadlineRecord,
    Label,
    NotStatedRecord,
    Record,
    SetAsideRecord,
)
from factbook.yaml_fault import single_quoted
from factbook.yamlfile import Data, YamlFile

RULE = "schema"
ALIKE = 60.0

_ID_HELP = "use lower-case letters, digits and single hyphens, such as new-ferry"
_PATTERN_HELP = {
    "sha256": "write the 64 hexadecimal digits that `sha256sum` prints for the seed",
    "lines": "write a line such as 27, or a range such as 27-35",
    "factor": "write a number such as 1000 or 0.5",
    "nearest": "write ENTITY/FACT, such as aurora/length",
    "members": "write ENTITY/FACT, such as aurora/length",
    "facts": "write ENTITY/FACT, such as aurora/length",
    "part_of": "write ENTITY/FACT, such as aurora/length",
    "anchor": "write ENTITY/FACT, such as aurora/length",
    "replaced_by": "write ENTITY/FACT, such as aurora/length",
}

_ANSWERS = dict.fromkeys(("ja", "true", "y", "j", "on", "1"), "yes") | dict.fromkeys(
    ("nein", "false", "n", "off", "0"), "no"
)
_ONE_NUMBER = re.compile(r"\D*([1-9]\d*)\D*")
_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

# The model that a key's entries have, to know which keys may stand in them.
_HOLDERS: dict[str, type[Record]] = {
    "facts": FactRecord,
    "cite": CitationRecord,
    "not_stated": NotStatedRecord,
    "set_aside": SetAsideRecord,
    "aliases": AliasRecord,
    "headline": HeadlineRecord,
    "label": Label,
    "inverse": Label,
    "towards": Label,
    "one": Label,
    "many": Label,
    "plural": Label,
}

Shape = TypeVar("Shape")


def shaped(
    adapter: TypeAdapter[Shape], top: type[Record], parsed: YamlFile
) -> Shape | list[Problem]:
    """Check the shape of a parsed file; gives the record, or one problem for each fault.

    `top` is the model of the file's outermost mapping, or of each entry of it.
    """
    try:
        return adapter.validate_python(parsed.data)
    except ValidationError as fault:
        return list(_problems(fault.errors(), top, parsed))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Give the known word most like a mistyped one, None if none is like it."""
    # Imported where a problem is told: a check that finds none must not wait for it.
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return None if best is None else str(best[0])


def _problems(errors: list[ErrorDetails], top: type[Record], parsed: YamlFile) -> Iterator[Problem]:
    told: set[tuple[Step, ...]] = set()
    cut: set[tuple[Step, ...]] = set()
    for entry, key in _halves(errors):
        cut |= {entry, (*entry[:-1], int(entry[-1]) - 1)}
        message = "this entry and the one before are halves of one"
        at = Address(parsed.file, _steps(parsed.data, entry))
        yield Problem(at, RULE, message, f"put a space for the dash before  {key}:")
    for error in errors:
        if error["type"] == "missing" and error["loc"][:-1] in cut:
            continue
        path = _path_in(parsed.data, error)
        if path not in told and not _follows(error, errors, top):
            told.add(path)
            yield _problem(error, path, top, Address(parsed.file))


def _follows(error: ErrorDetails, errors: list[ErrorDetails], top: type[Record]) -> bool:
    """Tell whether an error only follows from another: a mistyped key is also a missing one."""
    outer = error["loc"][:-1]
    if error["type"] == "too_short":
        return any(
            other["loc"][: len(error["loc"])] == error["loc"]
            for other in errors
            if other is not error
        )
    return error["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and other["loc"][:-1] == outer
        and did_you_mean(str(other["loc"][-1]), _keys_beside(other, top)) == error["loc"][-1]
        for other in errors
    )


def _steps(data: Data, location: tuple[Step, ...]) -> tuple[Step, ...]:
    node: Any = data
    steps: list[Step] = []
    for step in location:
        if (isinstance(node, list) and isinstance(step, int)) or (
            isinstance(node, dict) and step in node
        ):
            node = node[step]  # type: ignore[index]
            steps.append(step)
    return tuple(steps)


def _path_in(data: Data, error: ErrorDetails) -> tuple[Step, ...]:
    """Keep the steps that lead through the data: pydantic adds names of its own for keys."""
    path: list[Step] = []
    node: Any = data
    for step in error["loc"]:
        is_index = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if is_index or (isinstance(node, dict) and step in node):
            node = node[step]
        elif error["type"] != "missing" or not isinstance(node, dict):
            continue
        path.append(step)
    return tuple(path)


def _problem(
    error: ErrorDetails, path: tuple[Step, ...], top: type[Record], address: Address
) -> Problem:
    key = str(error["loc"][-1]) if error["loc"] else "record"
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the record")
    given = error["input"]
    context: dict[str, Any] = dict(error.get("ctx", {}))
    at = address.at(*path)
    if given == "" and error["type"] != "literal_error":
        return _empty(error, name, at, top)
    match error["type"]:
        case "missing":
            outer = address.at(*path[:-1])
            remedy = f"add  {key}: ...{_described(error, top)}"
            return Problem(outer, RULE, f"the key {key} is missing", remedy)
        case "extra_forbidden":
            return _unknown_key(path, address, _keys_beside(error, top))
        case "literal_error":
            allowed = str(context["expected"]).replace("'", "")
            message = f'{name} says "{given}"' if given else f"{name} is empty"
            meant = _ANSWERS.get(str(given).casefold()) if allowed == "yes or no" else None
            remedy = f"write  {name}: {meant}" if meant else f"write one of: {allowed}"
            return Problem(at, RULE, message, remedy)
        case "string_pattern_mismatch":
            message = f'{name} says "{given}"' if name != "id" else f'"{given}" is not an id'
            remedy = _PATTERN_HELP.get(name, _ID_HELP)
            as_id = slug(str(given)) if name == "id" else ""
            return Problem(at, RULE, message, f"write  id: {as_id}" if as_id else remedy)
        case "too_short":
            remedy = f"add what is missing{_described(error, top)}"
            return Problem(at, RULE, f"{name} has too few entries", remedy)
        case "int_parsing" | "greater_than_equal":
            message = f'{name} says "{given}"'
            number = _ONE_NUMBER.fullmatch(str(given))
            remedy = f"write  {name}: {number[1]}" if number else "write one whole number from 1"
            return Problem(at, RULE, message, remedy)
    if not path:
        remedy = "write keys and values, such as  name: ...; facts/README.md shows a record"
        return Problem(at, RULE, f"the file holds {_kind_of(given)}, not a record", remedy)
    if isinstance(given, dict) and error["type"].startswith(("tuple", "list")):
        remedy = f"begin each entry of {name} with a dash:  - {next(iter(given), 'key')}: ..."
        return Problem(at, RULE, f"{name} is one entry without a dash", remedy)
    if isinstance(given, dict) and len(given) == 1 and " " in next(iter(given)):
        ((before, after),) = given.items()
        message = f"{name} holds a text with a colon and a space, which YAML takes for a key"
        remedy = f"put it in single quotes: {single_quoted(f'{before}: {after}')}"
        return Problem(at, RULE, message, remedy)
    return Problem(at, RULE, f"{name} is {_kind_of(given)}", _kind_help(error["type"], name))


def _empty(error: ErrorDetails, name: str, at: Address, top: type[Record]) -> Problem:
    field = _field(error, top)
    is_needed = field is not None and field.is_required()
    remedy = f"give {name} a text" + ("" if is_needed else ", or delete the key")
    return Problem(at, RULE, f"{name} is empty", remedy + _described(error, top))


def slug(text: str) -> str:
    """Give a text as an id: lower-case letters and digits in words joined by hyphens."""
    plain = text.lower().translate(_PLAIN_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _halves(errors: list[ErrorDetails]) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Give the entries that one dash too many has cut off from the entry before, and their key."""
    lacking: dict[tuple[Step, ...], set[str]] = {}
    given: dict[tuple[Step, ...], dict[str, object]] = {}
    for error in errors:
        if error["type"] == "missing" and isinstance(error["input"], dict):
            lacking.setdefault(error["loc"][:-1], set()).add(str(error["loc"][-1]))
            given[error["loc"][:-1]] = error["input"]
    for entry, keys in lacking.items():
        before = (*entry[:-1], entry[-1] - 1) if entry and isinstance(entry[-1], int) else ()
        if (
            before in lacking
            and keys <= set(given[before])
            and lacking[before] <= set(given[entry])
        ):
            yield entry, str(next(iter(given[entry])))


def _unknown_key(path: tuple[Step, ...], address: Address, known: list[str]) -> Problem:
    key = str(path[-1])
    at = address.at(*path, part="key")
    nearest = did_you_mean(key, known)
    if " " in key:
        message = (
            f'a text that begins "{key}" holds a colon and a space, which YAML takes for a key'
        )
        return Problem(at, RULE, message, "put the whole text in single quotes")
    remedy = f"write  {nearest}:" if nearest else f"write one of: {', '.join(known)}; or delete it"
    return Problem(at, RULE, f"there is no key {key} here", remedy)


def _keys_beside(error: ErrorDetails, top: type[Record]) -> list[str]:
    fields = _model_of(error, top).model_fields
    return sorted(info.alias or name for name, info in fields.items())


def _model_of(error: ErrorDetails, top: type[Record]) -> type[Record]:
    names = [str(step) for step in error["loc"][:-1] if isinstance(step, str)]
    return _HOLDERS.get(names[-1], top) if names else top


def _field(error: ErrorDetails, top: type[Record]) -> FieldInfo | None:
    """Give the field of the key that an error is about, None for an entry of a list or table."""
    key = error["loc"][-1] if error["loc"] else ""
    fields = _model_of(error, top).model_fields
    return next((info for name, info in fields.items() if key in (name, info.alias)), None)


def _described(error: ErrorDetails, top: type[Record]) -> str:
    """Give what the key of an error is for, in brackets; "" where nothing is told."""
    field = _field(error, top)
    return f"  ({field.description})" if field is not None and field.description else ""


def _kind_of(given: object) -> str:
    kinds: dict[type, str] = {str: "a text", list: "a list", dict: "a mapping"}
    return kinds.get(type(given), "not what is expected")


def _kind_help(error_type: str, name: str) -> str:
    if error_type.startswith(("tuple", "list")):
        return f"write a list: {name}: [one, two]"
    if error_type.startswith(("dict", "model", "mapping")):
        return f"write a mapping: {name}: {{key: value}}"
    return f"write a text: {name}: ..."
