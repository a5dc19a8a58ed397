"""The folders facts/ and seeds/ to a Factbook and the problems met on the way.

Every file is read, whatever is wrong with another: all problems are told in one run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from factbook import assemble, yamlfile
from factbook.model import (
    Derived,
    Disagreement,
    Entity,
    Factbook,
    Source,
    Vocabulary,
    factbook_of,
)
from factbook.problem import Address, Place, Problem
from factbook.quantity import Unit
from factbook.reading import LANGUAGES
from factbook.record import (
    DerivedRecord,
    DisagreementRecord,
    EntityRecord,
    KindRecord,
    PlaceRecord,
    PropertyRecord,
    Record,
    RoleRecord,
    SiteRecord,
    SourceRecord,
    StateRecord,
    TermRecord,
    UnitRecord,
)
from factbook.seeds import Seed, read_seed
from factbook.shape import RULE, did_you_mean, shaped
from factbook.yamlfile import YamlFile

FACTS = "facts"
# What stands in facts/ beside the folders of the kinds.
OTHER_FOLDERS = ("disagreements", "sources", "derived", "vocabulary")
OTHER_FILES = ("site.yml", "README.md", "LICENSE")

_TABLES = ("kinds", "properties", "units", "roles", "states", "places", "glossary")

_Made = TypeVar("_Made", bound=Record)
_SITE = TypeAdapter(SiteRecord)
_ENTITY = TypeAdapter(EntityRecord)
_SOURCE = TypeAdapter(SourceRecord)
_DISAGREEMENT = TypeAdapter(DisagreementRecord)
_DERIVED = TypeAdapter(DerivedRecord)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: the factbook, None where too little could be read, and the problems."""

    factbook: Factbook | None
    problems: tuple[Problem, ...]


def load(root: Path) -> Loaded:
    """Load `root/facts` and the seeds it names. Raises nothing for what people wrote."""
    problems: list[Problem] = []
    vocabulary = _vocabulary(root, problems)
    site = _record(root, f"{FACTS}/site.yml", _SITE, SiteRecord, problems)
    # Without its words nothing else can be understood, and every fault would be told many times.
    if problems or site is None:
        return Loaded(None, tuple(problems))
    sources = _sources(root, vocabulary, problems)
    entities = _entities(root, vocabulary, sources, problems)
    disagreements = _disagreements(root, problems)
    derived = _derived(root, problems)
    _strangers(root, vocabulary, problems)
    present = {path.stem for path in (root / FACTS).glob("*/*.yml")}
    unread = present - {*entities, *sources, *disagreements, *derived, *_TABLES}
    book = factbook_of(
        site[0], vocabulary, entities, sources, disagreements, derived, frozenset(unread)
    )
    return Loaded(book, tuple(problems))


def _record(
    root: Path, file: str, adapter: TypeAdapter[_Made], model: type[_Made], problems: list[Problem]
) -> tuple[_Made, YamlFile] | None:
    parsed = yamlfile.read(root, file)
    if isinstance(parsed, list):
        problems += parsed
        return None
    record = shaped(adapter, model, parsed)
    if isinstance(record, list):
        problems += record
        return None
    return record, parsed


def _table(root: Path, name: str, model: type[_Made], problems: list[Problem]) -> dict[str, _Made]:
    file = f"{FACTS}/vocabulary/{name}.yml"
    parsed = yamlfile.read(root, file)
    if isinstance(parsed, list):
        problems += parsed
        return {}
    rows = shaped(TypeAdapter(dict[str, model]), model, parsed)  # type: ignore[valid-type]
    if isinstance(rows, list):
        problems += rows
        return {}
    return rows


def _vocabulary(root: Path, problems: list[Problem]) -> Vocabulary:
    units = _table(root, "units", UnitRecord, problems)
    for name, record in units.items():
        if record.base not in units:
            at = Address(f"{FACTS}/vocabulary/units.yml", (name, "base"))
            message = f'the unit {name} has the base "{record.base}", which is not a unit'
            problems.append(Problem(at, RULE, message, f"write  {name}, or add the base"))
    known = {name: record for name, record in units.items() if record.base in units}
    return Vocabulary(
        kinds=_table(root, "kinds", KindRecord, problems),
        properties=_table(root, "properties", PropertyRecord, problems),
        units={
            name: Unit(name, record.base, Decimal(record.factor)) for name, record in known.items()
        },
        unit_records=known,
        roles=_table(root, "roles", RoleRecord, problems),
        states=_table(root, "states", StateRecord, problems),
        places=_table(root, "places", PlaceRecord, problems),
        glossary=_table(root, "glossary", TermRecord, problems),
    )


def _sources(root: Path, vocabulary: Vocabulary, problems: list[Problem]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for identifier, file in _files(root, "sources", problems):
        read = _record(root, file, _SOURCE, SourceRecord, problems)
        if read is None:
            continue
        record, _ = read
        seed = _seed(root, file, record, problems)
        if seed is not None:
            found[identifier] = assemble.source_of(
                identifier, record, seed, Address(file), vocabulary
            )
    return found


def _seed(root: Path, file: str, record: SourceRecord, problems: list[Problem]) -> Seed | None:
    at = Address(file, ("file",))
    if record.language not in LANGUAGES:
        message = f'texts in "{record.language}" cannot be read'
        remedy = f"write one of: {', '.join(LANGUAGES)}"
        problems.append(Problem(Address(file, ("language",)), RULE, message, remedy))
        return None
    folder = (root / "seeds").resolve()
    if (folder / record.file).resolve().parent != folder:
        message = f'"{record.file}" leaves the folder seeds/'
        problems.append(Problem(at, RULE, message, "write the name of a file in seeds/"))
        return None
    try:
        return read_seed(root, record.file, record.language)
    except UnicodeDecodeError as fault:
        message = f"seeds/{record.file} is not UTF-8 at byte {fault.start + 1}"
        problems.append(
            Problem(at, RULE, message, "store the text as UTF-8 and take its hash anew")
        )
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        names = [path.name for path in folder.glob("*.txt")] if folder.is_dir() else []
        nearest = did_you_mean(record.file, names)
        remedy = f"write  {nearest}" if nearest else "put the document into seeds/"
        message = f"seeds/{record.file} cannot be read: {reason}"
        problems.append(Problem(at, RULE, message, remedy))
    return None


def _entities(
    root: Path,
    vocabulary: Vocabulary,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for kind in vocabulary.kinds:
        for identifier, file in _files(root, kind, problems):
            read = _record(root, file, _ENTITY, EntityRecord, problems)
            if read is None:
                continue
            record, parsed = read
            entity = assemble.entity_of(
                kind, identifier, record, parsed, vocabulary, sources, problems
            )
            if identifier in found:
                message = f"the id {identifier} is taken by {found[identifier].file}"
                remedy = "ids are unique across kinds: rename this file"
                problems.append(Problem(Place(file, 1, 1), "identity", message, remedy))
                continue
            found[identifier] = entity
    return dict(sorted(found.items()))


def _disagreements(root: Path, problems: list[Problem]) -> dict[str, Disagreement]:
    found = {}
    for identifier, file in _files(root, "disagreements", problems):
        read = _record(root, file, _DISAGREEMENT, DisagreementRecord, problems)
        if read is not None:
            found[identifier] = assemble.disagreement_of(identifier, read[0], Address(file))
    return found


def _derived(root: Path, problems: list[Problem]) -> dict[str, Derived]:
    found = {}
    for identifier, file in _files(root, "derived", problems):
        read = _record(root, file, _DERIVED, DerivedRecord, problems)
        if read is not None:
            found[identifier] = assemble.derived_of(identifier, read[0], Address(file))
    return found


def _files(root: Path, folder: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Give the id and the name of each record in a folder, sorted; strange names are problems."""
    path = root / FACTS / folder
    for entry in sorted(path.iterdir()) if path.is_dir() else ():
        if _is_editors_own(entry.name):
            continue
        file = f"{FACTS}/{folder}/{entry.name}"
        if entry.suffix != ".yml" or not _is_id(entry.stem):
            message = f'"{entry.name}" is not a name for a record'
            remedy = "name it ID.yml, in lower-case letters, digits and single hyphens"
            problems.append(Problem(Place(file, 1, 1), RULE, message, remedy))
        elif entry.is_symlink() and (root / FACTS).resolve() not in entry.resolve().parents:
            message = f"{entry.name} is a link that leaves facts/"
            problems.append(Problem(Place(file, 1, 1), RULE, message, "put the file itself here"))
        else:
            yield entry.stem, file


def _strangers(root: Path, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    """Tell of folders and files in facts/ that nothing reads."""
    folder = root / FACTS
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _is_editors_own(entry.name):
            continue
        known: tuple[Any, ...] = (
            (*vocabulary.kinds, *OTHER_FOLDERS) if entry.is_dir() else OTHER_FILES
        )
        if entry.name not in known:
            nearest = did_you_mean(entry.name, known)
            what = "folder of a kind" if entry.is_dir() else "file that is read"
            remedy = (
                f"call it {nearest}" if nearest else "add the kind to facts/vocabulary/kinds.yml"
            )
            at = Place(f"{FACTS}/{entry.name}", 1, 1)
            problems.append(Problem(at, RULE, f"facts/{entry.name} is no {what}", remedy))


def _is_editors_own(name: str) -> bool:
    """Tell whether a file is an editor's or system's own (.swp, backup), not a record."""
    return name.startswith((".", "#")) or name.endswith("~")


def _is_id(name: str) -> bool:
    return all(
        part and part.isascii() and part.isalnum() and part == part.lower()
        for part in name.split("-")
    )
