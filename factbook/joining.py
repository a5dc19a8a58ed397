"""The data files that all entities make together, joined of what each adds to them.

Where the site has them as the last build left them, what has not changed is copied from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from factbook import export
from factbook.contract import FactsJson
from factbook.export import Laid, Sum, Text, Texts
from factbook.model import Factbook
from factbook.outputs import Outputs
from factbook.proof import Proof
from factbook.publish import Stage
from factbook.reads import EVERYTHING
from factbook.store import Product, pickled, unpickled
from factbook.workers import begun

# The names of what an entity adds, of what is told of a source, and of the data files.
CHUNK, TOLD, DATA = "chunk:", "told:", "data:"
_JOINED = "joined"
# What fewer entities add is joined sooner than processes are started.
LEAST_JOINED = 32
# Where more of them than one in so many have changed, the database is written anew.
MOST_CHANGED = 8


class _Kept(NamedTuple):
    """What is kept of a file: how its strands lie in it, and its sum where one is told."""

    laid: Sequence[Laid] = ()
    sum: Sum | None = None


class _Job(NamedTuple):
    """What joining needs; `kept` are the files that the site has as the last build left them."""

    proof: Proof
    book: Factbook
    stage: Stage
    changed: Sequence[str]
    kept: Mapping[str, _Kept]

    def common(self) -> FactsJson:
        """Give what belongs to no single entity."""
        sources = {id: unpickled(self.made(TOLD + id)) for id in self.book.sources.raw}
        return export.common_part(self.book, sources)

    def made(self, name: str) -> bytes | None:
        """Give what was made under a name, from the store."""
        return self.proof.store.made(name)


def begin_joining(
    proof: Proof, outputs: Outputs, book: Factbook, stage: Stage, changed: Sequence[str]
) -> Callable[[], dict[str, bool]]:
    """Begin to make the files, perhaps in other processes, unless the site has them.

    `changed` are the entities of which it was made anew what they add. Gives the function that
    waits for the files; it gives their paths, with whether each differs from the site's.
    """
    known: dict[str, _Kept] = {}
    if _JOINED in proof.reads:
        known = unpickled(proof.store.made(_JOINED))
    touched = {name.removeprefix(DATA) for name in outputs.touched(DATA + path for path in known)}
    if known and not touched and not proof.stale([_JOINED]):
        return lambda: dict.fromkeys(known, False)
    kept = {path: it for path, it in known.items() if path not in touched}
    join = partial(_join, _Job(proof, book, stage, changed, kept))
    whats = ("database", "texts")
    if len(book.entities.raw) >= LEAST_JOINED:
        wait = begun(join, whats)
    else:
        wait = partial(list, map(join, whats))

    def joined() -> dict[str, bool]:
        made = {path: it for part in wait() for path, it in part.items()}
        files = {path: file for path, (_, file) in made.items()}
        proof.found.products[_JOINED] = Product(frozenset((EVERYTHING,)), pickled(files))
        return {path: differs for path, (differs, _) in made.items()}

    return joined


def _join(job: _Job, what: str) -> dict[str, tuple[bool, _Kept]]:
    """Make some of the files, of what is in store."""
    if what == "database":
        differs = job.stage.have_written(export.SQLITE, partial(_database, job))
        return {export.SQLITE: (differs, _Kept())}
    made = {path: (job.stage.write(path, it), _Kept()) for path, it in export.schema_files()}
    for path, differs, kept in _texts(job):
        made[path] = differs, kept
    sums = {path: it.sum for path, (_, it) in made.items() if it.sum}
    described = export.descriptor(job.book, sums)
    made[export.DESCRIPTOR] = job.stage.write(export.DESCRIPTOR, described), _Kept()
    return made


def _database(job: _Job, file: Path) -> None:
    """Write the database into a file, of its older state in the site where little has changed."""
    entities, common = job.book.entities.raw, job.common()
    if export.SQLITE in job.kept and len(job.changed) * MOST_CHANGED <= len(entities):
        older = job.stage.site / export.SQLITE
        changed = _rows(job, job.changed)
        if export.database_again(file, older, job.book, common, changed):
            return
    rows = _rows(job, export.in_order_of_facts(entities))
    export.database(file, job.book, common, rows)


def _rows(job: _Job, entities: Sequence[str]) -> Iterator[tuple[str, export.Rows]]:
    return ((id, unpickled(job.proof.store.more(CHUNK + id))) for id in entities)


def _texts(job: _Job) -> Iterator[tuple[str, bool, _Kept]]:
    entities = job.book.entities.raw
    files = list(export.joined_texts(job.book, job.common(), entities))
    again = all(text.path in job.kept for text in files)
    texts: dict[str, Texts] = {
        id: unpickled(job.proof.store.made(CHUNK + id))
        for id in (job.changed if again else entities)
    }
    for text in files:
        if again:
            yield text.path, *_again(job, text, texts)
        else:
            content = export.joined(text.parts, texts)
            differs = job.stage.write(text.path, content)
            lies = export.laid(text.parts, texts)
            yield text.path, differs, _Kept(lies, _sum(job.stage, text.path, differs=differs))


def _again(job: _Job, text: Text[Texts], texts: Mapping[str, Texts]) -> tuple[bool, _Kept]:
    """Make a file of what has changed, and of its older state in the site."""
    kept = job.kept[text.path]
    content, lies = export.rejoined(text.parts, texts, kept.laid)
    differs = job.stage.rewrite(text.path, content)
    return differs, _Kept(lies, _sum(job.stage, text.path, differs=True) if differs else kept.sum)


def _sum(stage: Stage, path: str, *, differs: bool) -> Sum | None:
    """Sum up a file that was made ready, None where nothing tells of its sum."""
    if path not in export.DESCRIBED:
        return None
    with ((stage.folder if differs else stage.site) / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Sum(file.tell(), digest.hexdigest())
