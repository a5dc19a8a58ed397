"""A record to fill in: every key with what it is for, those not needed in comments.

The words beside a key are those of its model, and the check of the empty record is a list of what
is still to be done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from rapidfuzz import fuzz, process

from factbook.load import FACTS
from factbook.model import Factbook
from factbook.record import (
    CitationRecord,
    DerivedRecord,
    DisagreementRecord,
    EntityRecord,
    FactRecord,
    Record,
)
from factbook.rewrite import write
from factbook.shape import did_you_mean

# Records beside the entities: what an editor calls one, its folder, its model.
_OTHERS: Mapping[str, tuple[str, type[Record]]] = {
    "disagreement": ("disagreements", DisagreementRecord),
    "derived": ("derived", DerivedRecord),
}
# Lists whose first entry is written out, key by key.
_WRITTEN_OUT = (FactRecord, CitationRecord)
# Keys of a later day.
_LATER = frozenset(("retired", "replaced_by", "verified"))
# Optional keys that are hardly ever left out.
_USUAL = frozenset(("summary", "value"))
COMMENT_COLUMN = 34
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# So alike (of 100) is an id that may be meant for another one's.
ALIKE = 85.0
_FEW_NAMES = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what an editor should know of it."""

    file: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """What a key of a new record is filled with, and the remark in place of its description."""

    text: str
    remark: str = ""


def write_record(root: Path, book: Factbook, kind: str, identifier: str) -> Written | str:
    """Write the record ID.yml of a kind; gives what was written, or what is wrong with the words.

    Never overwrites. Raises OSError.
    """
    folders = _folders(book)
    if kind.casefold() not in folders:
        nearest = did_you_mean(kind.casefold(), folders)
        hint = f"did you mean {nearest}?" if nearest else f"write one of: {', '.join(folders)}"
        return f'there is no kind "{kind}"; {hint}'
    folder, model = folders[kind.casefold()]
    if wrong := wrong_id(identifier):
        return wrong
    file = f"{FACTS}/{folder}/{identifier}.yml"
    if taken := _taken(root, book, file, identifier, model is EntityRecord):
        return taken
    schema = next((name for name, (_, other) in _OTHERS.items() if other is model), "entity")
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{schema}.schema.json",
        '# Fill in what is marked "needed"; delete what stays empty, and these comments.',
        "# facts/README.md shows a record that is filled in.",
        *keys_of(model, hints=_hints(book)),
    ]
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, "\n".join(lines) + "\n")
    return Written(file, tuple(_remarks(book, identifier)))


def wrong_id(identifier: str) -> str | None:
    """Give what is wrong with an id, and the id that may be meant; None if nothing is."""
    if _ID.fullmatch(identifier):
        return None
    slug = id_of(identifier)
    hint = f"did you mean {slug}?" if slug else "such as new-ferry"
    return f'"{identifier}" is no id: lower-case letters, digits and single hyphens; {hint}'


def id_of(text: str) -> str:
    """Make an id of a text: its letters and digits without accents, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def keys_of(
    model: type[Record],
    filled: Mapping[str, Filled] | None = None,
    hints: Mapping[str, str] | None = None,
    indent: str = "",
) -> Iterator[str]:
    """Write the keys of a model, line by line; `hints` are added to the words beside a key."""
    first = indent[:-2] + "- " if indent else ""
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key in _LATER:
            continue
        given = (filled or {}).get(key)
        words = _words(info, (hints or {}).get(key, ""))
        entry = next((each for each in _WRITTEN_OUT if each in get_args(info.annotation)), None)
        if entry is not None:
            if not indent:
                yield ""
            yield _line(f"{indent}{key}:", words)
            yield from keys_of(entry, None, hints, f"{indent}    ")
        elif given is not None:
            yield _line(f"{first or indent}{key}: {given.text}", given.remark)
        elif info.is_required() or key in _USUAL:
            yield _line(f"{first or indent}{key}:", words)
        else:
            yield _line(f"{indent}# {key}:", words)
        first = ""


def _folders(book: Factbook) -> dict[str, tuple[str, type[Record]]]:
    """Give the folder and model of each word for a kind: ferries, ferry."""
    found: dict[str, tuple[str, type[Record]]] = {}
    for folder, kind in book.vocabulary.kinds.items():
        found[folder] = found[kind.one.en.casefold()] = (folder, EntityRecord)
    for name, (folder, model) in _OTHERS.items():
        found[name] = found[folder] = (folder, model)
    return found


def _taken(root: Path, book: Factbook, file: str, identifier: str, is_entity: bool) -> str | None:
    if (root / file).exists():
        return f"{file} is there already; it is left as it was"
    if is_entity and identifier in book.entities:
        return f"the id {identifier} is taken by {book.entities[identifier].file}"
    return None


def _hints(book: Factbook) -> dict[str, str]:
    """Give the words of the vocabulary that a key takes, where they are few."""
    hints = {
        "state": f"The first that fits: {' '.join(book.vocabulary.states)}.",
        "involves": f"{{ROLE: ID}}; roles: {' '.join(book.vocabulary.roles)}.",
        "parties": "{ROLE: ID}, of contracts.",
    }
    if len(book.sources) <= _FEW_NAMES:
        hints["source"] = f"One of: {' '.join(book.sources)}."
    return hints


def _words(info: FieldInfo, hint: str) -> str:
    needed = "needed. " if info.is_required() else ""
    choices = "" if info.alias == "for" else _choices(info)
    return " ".join(part for part in (needed + (info.description or ""), choices, hint) if part)


def _choices(info: FieldInfo) -> str:
    if get_origin(info.annotation) is not Literal:
        return ""
    words = [str(word) for word in get_args(info.annotation)]
    return "" if words == ["yes", "no"] else f"One of: {' '.join(words)}."


def _line(text: str, remark: str) -> str:
    return f"{text:<{COMMENT_COLUMN - 1}} # {remark}".rstrip() if remark else text


def _remarks(book: Factbook, identifier: str) -> Iterator[str]:
    others = [each for each in book.entities if each != identifier]
    alike = process.extractOne(identifier, others, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if alike is not None:
        entity = book.entities[alike[0]]
        yield f"is it another one than {entity.name} ({entity.file})?"
