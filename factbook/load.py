"""The folders facts/ and seeds/ to a Factbook and the problems met on the way.

Every file is read, whatever is wrong with another: all problems are told in one run.
"""

from __future__ import annotations

import copyreg
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter

from factbook import assemble, kept_entity, yamlfile
from factbook.cut_quote import cut_quotes
from factbook.lazily import Lazily
from factbook.listing import is_editors_own
from factbook.memory import Made, Make, Memory, Things
from factbook.model import (
    Change,
    Entity,
    Factbook,
    Source,
    Vocabulary,
    added_by,
    factbook_of,
)
from factbook.outline import Outline, outlined
from factbook.problem import Address, Place, Problem
from factbook.quantity import Unit
from factbook.reading import LANGUAGES
from factbook.record import (
    ChangeRecord,
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
from factbook.shape import RULE, did_you_mean, shaped, slug
from factbook.yamlfile import YamlFile

FACTS = "facts"
_RECORD_FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
# What stands in facts/ beside the folders of the kinds.
OTHER_FOLDERS = ("disagreements", "sources", "derived", "vocabulary")
CHANGELOG = "changelog.yml"
OTHER_FILES = ("site.yml", CHANGELOG, "README.md", "LICENSE")

SITE_FILE = f"{FACTS}/site.yml"
_TABLES: dict[str, type[Record]] = {
    "kinds": KindRecord,
    "properties": PropertyRecord,
    "units": UnitRecord,
    "roles": RoleRecord,
    "states": StateRecord,
    "places": PlaceRecord,
    "glossary": TermRecord,
}

_Shape = TypeVar("_Shape", bound=Record)
_SITE = TypeAdapter(SiteRecord)
_ENTITY = TypeAdapter(EntityRecord)
_SOURCE = TypeAdapter(SourceRecord)
_DISAGREEMENT = TypeAdapter(DisagreementRecord)
_DERIVED = TypeAdapter(DerivedRecord)
# Made ready when it is first needed, as the records are.
_CHANGES = TypeAdapter(tuple[ChangeRecord, ...], config=ConfigDict(defer_build=True))
copyreg.pickle(Entity, kept_entity.reduced)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: the factbook, None where too little could be read, and the problems."""

    factbook: Factbook | None
    problems: tuple[Problem, ...]


def load(root: Path, memory: Memory | None = None) -> Loaded:
    """Load `root/facts` and the seeds it names. Raises nothing for what people wrote.

    What is in memory of files that have not changed is not read again.
    """
    memory = memory or Memory()
    problems: list[Problem] = []
    vocabulary, version = _vocabulary(root, memory, problems)
    site = _each(root, memory, problems, [SITE_FILE], partial(_made, root, _SITE, SiteRecord))
    # Without its words nothing else can be understood, and every fault would be told many times.
    if problems or not site:
        return Loaded(None, tuple(problems))
    sources = _sources(root, memory, vocabulary, problems)
    entities = _entities(root, memory, vocabulary, version, sources, problems)
    files = _files(root, "disagreements", problems)
    disagreements = _each(root, memory, problems, files, partial(_disagreement, root))
    files = _files(root, "derived", problems)
    derived = _each(root, memory, problems, files, partial(_derived, root))
    changes = _changes(root, problems)
    _strangers(root, vocabulary, problems)
    present = set(map(_id, _yaml_files(str(root / FACTS))))
    known = {*entities, *sources, *map(_id, disagreements), *map(_id, derived), *_TABLES}
    known |= {_id(file) for file in OTHER_FILES}
    book = factbook_of(
        site[SITE_FILE],
        vocabulary,
        entities,
        sources,
        {_id(file): record for file, record in disagreements.items()},
        {_id(file): record for file, record in derived.items()},
        frozenset(present - known),
        changes,
        _outline(memory, entities),
    )
    return Loaded(book, tuple(problems))


def _each(
    root: Path,
    memory: Memory,
    problems: list[Problem],
    files: Iterable[str],
    make: Make,
    is_current: Callable[[str], bool] = lambda _: True,
) -> dict[str, Any]:
    """Give what is made of each file; of those of which nothing can be made, the problems."""
    things = memory.each(root, files, make, is_current)
    _tell(things, memory, problems)
    return {file: record for file, (record, _) in things.items() if record is not None}


def _tell(things: Things, memory: Memory, problems: list[Problem]) -> None:
    """Tell the problems of those files that had to be read."""
    for file in things.new:
        record, told = things[file]
        problems += told
        if told or record is None:
            memory.faulty.add(file)


def record_of(thing: Any) -> object:
    """Give the record that was made of a file, None if there is none."""
    return thing[0] if isinstance(thing, tuple) else None


def _made(
    root: Path, adapter: TypeAdapter[_Shape], model: type[_Shape], file: str, raw: bytes | None
) -> Made:
    problems: list[Problem] = []
    read = _record(root, file, raw, adapter, model, problems)
    return Made((read and read[0], tuple(problems)))


def _record(
    root: Path,
    file: str,
    raw: bytes | None,
    adapter: TypeAdapter[_Shape],
    model: type[_Shape],
    problems: list[Problem],
) -> tuple[_Shape, YamlFile] | None:
    parsed = yamlfile.read(root, file, raw)
    if isinstance(parsed, list):
        problems += parsed
        return None
    if parsed.root is None:
        remedy = "write its keys, name: first; facts/README.md shows a record; or delete the file"
        problems.append(Problem(Place(file, 1, 1), RULE, "the file holds no record", remedy))
        return None
    record = shaped(adapter, model, parsed)
    if isinstance(record, list):
        problems += record
        return None
    return record, parsed


def _table(root: Path, file: str, raw: bytes | None) -> Made:
    model = _TABLES[_id(file)]
    parsed = yamlfile.read(root, file, raw)
    if isinstance(parsed, list):
        return Made((None, tuple(parsed)))
    rows = shaped(TypeAdapter(dict[str, model]), model, parsed)  # type: ignore[valid-type]
    return Made((None, tuple(rows)) if isinstance(rows, list) else (rows, ()))


def _vocabulary(root: Path, memory: Memory, problems: list[Problem]) -> tuple[Vocabulary, str]:
    """Give the vocabulary, and what tells this state of it from any other."""
    files = [f"{FACTS}/vocabulary/{name}.yml" for name in _TABLES]
    tables = {
        file.rpartition("/")[2].removesuffix(".yml"): rows
        for file, rows in _each(root, memory, problems, files, partial(_table, root)).items()
    }
    units = tables.get("units", {})
    for name, record in units.items():
        if record.base not in units:
            at = Address(f"{FACTS}/vocabulary/units.yml", (name, "base"))
            message = f'the unit {name} has the base "{record.base}", which is not a unit'
            problems.append(Problem(at, RULE, message, f"write  {name}, or add the base"))
    known = {name: record for name, record in units.items() if record.base in units}
    vocabulary = Vocabulary(
        kinds=tables.get("kinds", {}),
        properties=tables.get("properties", {}),
        units={
            name: Unit(name, record.base, Decimal(record.factor)) for name, record in known.items()
        },
        unit_records=known,
        roles=tables.get("roles", {}),
        states=tables.get("states", {}),
        places=tables.get("places", {}),
        glossary=tables.get("glossary", {}),
    )
    digests = "\n".join(memory.now[file].digest for file in files)
    return vocabulary, hashlib.sha256(digests.encode()).hexdigest()


def _sources(
    root: Path, memory: Memory, vocabulary: Vocabulary, problems: list[Problem]
) -> dict[str, Source]:
    def is_current(need: str) -> bool:
        seed, _, version = need.rpartition("=")
        return memory.version(root, seed) == version

    files = _files(root, "sources", problems)
    found = _each(root, memory, problems, files, partial(_source, root, memory), is_current)
    for source in found.values():
        # Other processes may have read it: its version is to be remembered here.
        memory.version(root, source.seed_file)
    words = {language: vocabulary.unit_words(language) for language in LANGUAGES}
    return {
        source.id: replace(source, unit_words=words[source.language]) for source in found.values()
    }


def _source(root: Path, memory: Memory, file: str, raw: bytes | None) -> Made:
    problems: list[Problem] = []
    read = _record(root, file, raw, _SOURCE, SourceRecord, problems)
    if read is None:
        return Made((None, tuple(problems)))
    record, _ = read
    seed = _seed(root, file, record, problems)
    source = seed and assemble.source_of(_id(file), record, seed, Address(file))
    name = f"seeds/{record.file}"
    version = seed.sha256 if seed else memory.version(root, name)
    return Made((source, tuple(problems)), (f"{name}={version}",))


def _seed(root: Path, file: str, record: SourceRecord, problems: list[Problem]) -> Seed | None:
    at = Address(file, ("file",))
    if record.language not in LANGUAGES:
        message = f'texts in "{record.language}" cannot be read'
        remedy = f"write one of: {', '.join(LANGUAGES)}"
        problems.append(Problem(Address(file, ("language",)), RULE, message, remedy))
        return None
    folder = root / "seeds"
    if _leaves(folder, record.file):
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


def _leaves(folder: Path, file: str) -> bool:
    """Tell whether a file's path leads out of a folder, or into a folder of it."""
    if file == Path(file).name != ".." and not (folder / file).is_symlink():
        return False
    folder = folder.resolve()
    return (folder / file).resolve().parent != folder


def _entities(
    root: Path,
    memory: Memory,
    vocabulary: Vocabulary,
    version: str,
    sources: Mapping[str, Source],
    problems: list[Problem],
) -> Mapping[str, Entity]:
    versions = {id: source.seed.sha256 for id, source in sources.items()}

    def is_current(need: str) -> bool:
        name, _, known = need.rpartition("=")
        return known == (versions.get(name, "") if name else version)

    files = [file for kind in vocabulary.kinds for file in _files(root, kind, problems)]
    make = partial(_entity, root, vocabulary, version, sources)
    things = memory.each(root, files, make, is_current)
    _tell(things, memory, problems)
    unread = {file for file in things.new if things[file][0] is None}
    found: dict[str, str] = {}
    for file in things:
        if file in unread:
            continue
        id = _id(file)
        if id in found:
            message = f"the id {id} is taken by {found[id]}"
            remedy = "ids are unique across kinds: rename this file"
            problems.append(Problem(Place(file, 1, 1), "identity", message, remedy))
            memory.faulty.add(file)
        else:
            found[id] = file
    if len(things.new) == len(things):
        return {id: things[file][0] for id, file in sorted(found.items())}
    return Lazily(dict(sorted(found.items())), lambda id: things[found[id]][0])


def _outline(memory: Memory, entities: Mapping[str, Entity]) -> Outline:
    """Give the outline of all entities; if there is one of those known, with what has changed."""
    outline = memory.outline
    # What is told twice, or half, is in no outline that is kept.
    if outline is None or memory.faulty:
        return outlined((id, added_by(entity)) for id, entity in entities.items())
    # An entity that is now of another kind has gone from one file, and has come in another.
    before = _by_id(old for old, _ in memory.changed)
    now = _by_id(new for _, new in memory.changed)
    for id in {*before, *now}:
        old, new = before.get(id), now.get(id)
        outline.put(id, old and added_by(old), new and added_by(new))
    return outline


def _by_id(things: Iterable[Any]) -> dict[str, Entity]:
    records = map(record_of, things)
    return {record.id: record for record in records if isinstance(record, Entity)}


def _entity(
    root: Path,
    vocabulary: Vocabulary,
    version: str,
    sources: Mapping[str, Source],
    file: str,
    raw: bytes | None,
) -> Made:
    problems: list[Problem] = []
    read = _record(root, file, raw, _ENTITY, EntityRecord, problems)
    # The vocabulary tells what its texts mean, and the sources where its quotes stand.
    needs = [f"={version}"]
    if read is None:
        return Made((None, tuple(problems)), tuple(needs))
    record, parsed = read
    kind = file.split("/")[1]
    entity = assemble.entity_of(kind, _id(file), record, parsed, vocabulary, sources, problems)
    cut = tuple(cut_quotes(parsed, entity.facts, sources))
    cited = sorted({cited.source for fact in entity.facts for cited in fact.citations})
    needs += [f"{id}={sources[id].seed.sha256 if id in sources else ''}" for id in cited]
    # As with a text that is not YAML, what would follow from a quote cut short is not told.
    return Made((None, cut) if cut else (entity, tuple(problems)), tuple(needs))


def _disagreement(root: Path, file: str, raw: bytes | None) -> Made:
    problems: list[Problem] = []
    read = _record(root, file, raw, _DISAGREEMENT, DisagreementRecord, problems)
    made = read and assemble.disagreement_of(_id(file), read[0], Address(file))
    return Made((made, tuple(problems)))


def _derived(root: Path, file: str, raw: bytes | None) -> Made:
    problems: list[Problem] = []
    read = _record(root, file, raw, _DERIVED, DerivedRecord, problems)
    made = read and assemble.derived_of(_id(file), read[0], Address(file))
    return Made((made, tuple(problems)))


def _changes(root: Path, problems: list[Problem]) -> tuple[Change, ...]:
    """Read the changelog; a factbook in which nothing was changed yet needs none."""
    file = f"{FACTS}/{CHANGELOG}"
    if not (root / file).exists():
        return ()
    parsed = yamlfile.read(root, file)
    if isinstance(parsed, list):
        problems += parsed
        return ()
    # Comments alone are a changelog without an entry.
    if not parsed.data:
        return ()
    records = shaped(_CHANGES, ChangeRecord, parsed)
    if isinstance(records, list):
        problems += records
        return ()
    found = []
    for index, record in enumerate(records):
        change = assemble.change_of(record, Address(file, (index,)))
        if _is_day(change.on):
            found.append(change)
        else:
            message, remedy = f'on says "{change.on}"', "write a day such as 2025-11-20"
            problems.append(Problem(change.address.at("on"), RULE, message, remedy))
    return tuple(found)


def _id(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yml")


def _files(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Give each record's file in a folder, sorted; strange names are problems."""
    path = root / FACTS / folder
    # There may be thousands: what the folder's list tells of them is not asked for again.
    for entry in sorted(os.scandir(path), key=attrgetter("name")) if path.is_dir() else ():
        if is_editors_own(entry.name):
            continue
        file = f"{FACTS}/{folder}/{entry.name}"
        if not _RECORD_FILE.fullmatch(entry.name):
            message = f'"{entry.name}" is not a name for a record'
            called = slug(Path(entry.name).stem) or "ID"
            remedy = f"call it {called}.yml: lower-case letters, digits and single hyphens"
            problems.append(Problem(Place(file, 1, 1), RULE, message, remedy))
        elif (
            entry.is_symlink()
            and (root / FACTS).resolve() not in Path(entry.path).resolve().parents
        ):
            message = f"{entry.name} is a link that leaves facts/"
            problems.append(Problem(Place(file, 1, 1), RULE, message, "put the file itself here"))
        else:
            yield file


def _yaml_files(folder: str) -> Iterator[str]:
    """Give the paths of the YAML files in a folder and in those right below it."""
    for entry in os.scandir(folder):
        if entry.name.endswith(".yml"):
            yield entry.path
        if entry.is_dir():
            yield from (it.path for it in os.scandir(entry.path) if it.name.endswith(".yml"))


def _strangers(root: Path, vocabulary: Vocabulary, problems: list[Problem]) -> None:
    """Tell of folders and files in facts/ that nothing reads."""
    folder = root / FACTS
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if is_editors_own(entry.name):
            continue
        known: tuple[Any, ...] = (
            (*vocabulary.kinds, *OTHER_FOLDERS) if entry.is_dir() else OTHER_FILES
        )
        if entry.name not in known:
            nearest = did_you_mean(entry.name, known)
            what = "folder of a kind" if entry.is_dir() else "file that is read"
            remedy = f"call it {nearest}" if nearest else _where(entry, vocabulary)
            at = Place(f"{FACTS}/{entry.name}", 1, 1)
            problems.append(Problem(at, RULE, f"facts/{entry.name} is no {what}", remedy))


def _where(entry: Path, vocabulary: Vocabulary) -> str:
    """Say where what stands in facts/ unread belongs."""
    kinds = ", ".join(vocabulary.kinds)
    if entry.is_dir():
        return (
            f"move its records to the folder of their kind ({kinds}), "
            "or add the kind to facts/vocabulary/kinds.yml"
        )
    if entry.suffix == ".yml":
        return f"move it to the folder of its kind: {kinds}"
    return "move it out of facts/"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
