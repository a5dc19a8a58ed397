"""The data files that all entities make together, joined of what each adds to them.

Where the site has them as the last build left them, what has not changed is copied from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from factbook import export
from factbook.apart import KilledError, apart
from factbook.contract import FactsJson
from factbook.export import Laid, Pieces, Sum, Text
from factbook.model import Factbook
from factbook.outputs import Outputs
from factbook.proof import Proof
from factbook.publish import Stage
from factbook.reads import EVERYTHING
from factbook.store import Product, pickled, unpickled
from factbook.workers import begun

# The names of what an entity adds, of what is told of a source and of a derived figure, and of the
# data files.
CHUNK, TOLD, FIGURE, DATA = "chunk:", "told:", "figure:", "data:"
_JOINED = "joined"
# What is joined apart from the rest, and the rest.
PARTS = _DATABASE, _OTHERS = "database", "others"
# Those of the files that are put together of pieces.
_TEXTS = frozenset(export.joined_paths()) - {export.SQLITE, export.DESCRIPTOR}
# What fewer entities add is joined sooner than processes are started.
LEAST_JOINED = 32
# Where more of them than one in so many have changed, the database is written anew.
MOST_CHANGED = 8


class _Kept(NamedTuple):
    """What is kept of a file: how its strands lie in it, and its sum where one is told."""

    laid: Sequence[Laid] = ()
    sum: Sum | None = None


# The files, by path: whether each differs from the site's, and what is kept of it.
Files = Mapping[str, tuple[bool, _Kept]]


class Older(NamedTuple):
    """The files as the last build left them, those left out that the site has no longer so.

    `is_current` says that they are as they would be made now.
    """

    kept: Mapping[str, _Kept]
    is_current: bool

    @property
    def has_texts(self) -> bool:
        """Whether those that are texts can be joined of their older state."""
        return all(path in self.kept for path in _TEXTS)

    def unchanged(self) -> Files:
        """Give the files as they are."""
        return {path: (False, it) for path, it in self.kept.items()}


class Joining(NamedTuple):
    """What joining needs; `changed` are the entities of which it was made anew what they add."""

    proof: Proof
    book: Factbook
    stage: Stage
    changed: Sequence[str]
    older: Older

    def common(self) -> FactsJson:
        """Give what belongs to no single entity."""
        sources = self._told(TOLD, self.book.sources.raw)
        figures = self._told(FIGURE, self.book.derived.raw)
        return export.common_part(self.book, sources, figures)

    def _told(self, prefix: str, ids: Iterable[str]) -> dict[str, Any]:
        made = self.proof.store.full(prefix)
        return {id: unpickled(made.get(prefix + id)) for id in ids}

    def pieces(self, path: str) -> dict[str, Pieces]:
        """Give what the entities that have changed add to a text file."""
        kept = map(unpickled, self.stage.pieces(path))
        return {id: pieces for some in kept for id, pieces in some.items()}

    def rows(self, entities: Sequence[str]) -> Iterator[tuple[str, export.Rows]]:
        """Give what entities add to the database, from the store."""
        return ((id, unpickled(self.proof.store.more(CHUNK + id))) for id in entities)


def older_files(proof: Proof, outputs: Outputs) -> Older:
    """Look what the last build has left."""
    known: dict[str, _Kept] = {}
    if _JOINED in proof.reads:
        known = unpickled(proof.store.made(_JOINED))
    touched = {name.removeprefix(DATA) for name in outputs.touched(DATA + path for path in known)}
    return Older(
        {path: it for path, it in known.items() if path not in touched},
        bool(known) and not touched and not proof.stale([_JOINED]),
    )


def begin_joining(joining: Joining) -> Callable[[], Files]:
    """Begin to make the database in another process, if it is of many entities.

    Gives the function that makes the other files, which takes less long, and waits for it.
    """
    join = partial(joined_part, joining)
    if len(joining.book.entities.raw) < LEAST_JOINED:
        return lambda: {**join(_OTHERS), **join(_DATABASE)}
    wait = begun(join, [_DATABASE])

    def joined() -> Files:
        try:
            others = join(_OTHERS)
        finally:
            # Nothing is to be written any more when this ends, however it does.
            database = wait()[0]
        return {**others, **database}

    return joined


def keep_joined(proof: Proof, wait: Callable[[], Files]) -> dict[str, bool]:
    """Wait for the files, and note them for the next build; tells whether each differs."""
    files = wait()
    kept = {path: it for path, (_, it) in files.items()}
    proof.found.products[_JOINED] = Product(frozenset((EVERYTHING,)), pickled(kept))
    return {path: differs for path, (differs, _) in files.items()}


def join_apart(joining: Joining, part: str) -> Files:
    """Make some of the files in a process that takes along what it has needed of memory."""
    try:
        return apart(partial(joined_part, joining, part))
    except KilledError:
        return joined_part(joining, part)


def joined_part(joining: Joining, part: str) -> Files:
    """Make some of the files, when what the entities add to them is made."""
    stage = joining.stage
    if part == _DATABASE:
        differs = stage.have_written(export.SQLITE, partial(_database, joining))
        return {export.SQLITE: (differs, _Kept())}
    made = dict(_schemas(joining))
    for path, differs, kept in _texts(joining):
        made[path] = differs, kept
    sums = {path: it.sum for path, (_, it) in made.items() if it.sum}
    described = export.descriptor(joining.book, sums)
    made[export.DESCRIPTOR] = stage.write(export.DESCRIPTOR, described), _Kept()
    return made


def _schemas(joining: Joining) -> Files:
    """Make the files that are made of the code alone, if the site has them not of this code."""
    older = {path: it for path, it in joining.older.kept.items() if path in export.SCHEMA_PATHS}
    # What the store knows was made by this code.
    if len(older) == len(export.SCHEMA_PATHS):
        return {path: (False, it) for path, it in older.items()}
    return {path: (joining.stage.write(path, it), _Kept()) for path, it in export.schema_files()}


def _database(joining: Joining, file: Path) -> None:
    """Write the database into a file, of its older state in the site where little has changed."""
    entities, changed, common = joining.book.entities.raw, joining.changed, joining.common()
    if export.SQLITE in joining.older.kept and len(changed) * MOST_CHANGED <= len(entities):
        older = joining.stage.site / export.SQLITE
        if export.database_again(file, older, joining.book, common, joining.rows(changed)):
            return
    rows = joining.rows(export.in_order_of_facts(entities))
    export.database(file, joining.book, common, rows)


def _texts(joining: Joining) -> Iterator[tuple[str, bool, _Kept]]:
    for text in export.joined_texts(joining.book, joining.common(), joining.book.entities.raw):
        pieces = joining.pieces(text.path)
        if joining.older.has_texts:
            yield text.path, *_again(joining, text, pieces)
        else:
            content = export.joined(text.parts, pieces)
            differs = joining.stage.write(text.path, content)
            lies = export.laid(text.parts, pieces)
            yield text.path, differs, _Kept(lies, _sum(joining.stage, text.path, differs=differs))


def _again(
    joining: Joining, text: Text[Pieces], pieces: Mapping[str, Pieces]
) -> tuple[bool, _Kept]:
    """Make a file of what has changed, and of its older state in the site."""
    kept = joining.older.kept[text.path]
    content, lies = export.rejoined(text.parts, pieces, kept.laid)
    differs = joining.stage.rewrite(text.path, content)
    return differs, _Kept(
        lies, _sum(joining.stage, text.path, differs=True) if differs else kept.sum
    )


def _sum(stage: Stage, path: str, *, differs: bool) -> Sum | None:
    """Sum up a file that was made ready, None where nothing tells of its sum."""
    if path not in export.DESCRIBED:
        return None
    with ((stage.folder if differs else stage.site) / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Sum(file.tell(), digest.hexdigest())
