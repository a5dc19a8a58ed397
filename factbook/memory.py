"""Files read once: what was made of a file holds until the file, or what it needs, changes."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from factbook.lazily import Lazily
from factbook.outline import Outline
from factbook.store import Kept, pickled, unpickled
from factbook.workers import shared_out

# A file that was written a moment ago may be written again without a later time.
_SETTLED = 100_000_000


class Made(NamedTuple):
    """What was made of a file, and what else it was made of: NAME=VERSION, sorted."""

    thing: Any
    needs: tuple[str, ...] = ()


# Makes something of a file, by its name and its bytes; None where these could not be read.
Make = Callable[[str, bytes | None], Made]


class Things(Lazily[Any]):
    """What was made of each file, in order; what is in store is unpickled when it is asked for.

    `new` are the files that were read now.
    """

    def __init__(
        self, files: Sequence[str], made: dict[str, Any], find: Callable[[str], Any]
    ) -> None:
        super().__init__(dict.fromkeys(files), find, made)
        self.new = tuple(made)


@dataclass(frozen=True)
class Memory:
    """What the last build made of each file, and what this one does.

    `outline` is that of the records known, if there is one. `faulty` are the files with problems:
    of them nothing is to be in store, so that they are told again.
    """

    known: Mapping[str, Kept] = field(default_factory=dict)
    now: dict[str, Kept] = field(default_factory=dict)
    # Gives what the last build made of a file.
    stored: Callable[[str], bytes | None] = lambda _: None
    outline: Outline | None = None
    faulty: set[str] = field(default_factory=set)
    # Told how many of how many changed files have been read.
    tell: Callable[[int, int], None] = lambda *_: None

    def each(
        self,
        root: Path,
        files: Iterable[str],
        make: Make,
        is_current: Callable[[str], bool] = lambda _: True,
    ) -> Things:
        """Give what is made of each file, in order.

        `make` is called, perhaps in another process, for files that have changed, or of which
        something else that they were made of is not current.
        """
        made: dict[str, Any] = {}
        changed: list[str] = []
        files = list(files)
        for file in files:
            kept = self._kept(root, file, is_current)
            if kept is None:
                changed.append(file)
            else:
                self.now[file] = kept

        def read(share: Sequence[str]) -> list[tuple[str, Kept]]:
            return [(file, _read(root, file, make)) for file in share]

        done = 0
        for share in shared_out(read, changed):
            for file, kept in share:
                self.now[file] = kept
                made[file] = unpickled(kept.made)
            done += len(share)
            self.tell(done, len(changed))
        return Things(files, made, self._thing)

    @cached_property
    def changed(self) -> tuple[tuple[Any, Any], ...]:
        """What was made of each file that has changed, before and now; None for nothing.

        To be asked for when all files have been read.
        """
        return tuple(self._changed())

    def _changed(self) -> Iterator[tuple[Any, Any]]:
        for file in {*self.known, *self.now}:
            before, now = self.known.get(file), self.now.get(file)
            # What was not read now is as it was.
            if before is None or now is None or now.made is not None:
                old = None if before is None else unpickled(self.stored(file))
                new = None if now is None else self._thing(file)
                # The same thing may be pickled to other bytes.
                if old != new:
                    yield old, new

    def version(self, root: Path, file: str) -> str:
        """Give what tells this content of a file from any other; its content is not kept."""
        if file not in self.now:
            kept = self._kept(root, file, lambda _: True)
            self.now[file] = kept or _read(root, file, lambda *_: Made(None))
        return self.now[file].digest

    def _thing(self, file: str) -> Any:
        """Give what is made of a file, read now or in store."""
        made = self.now[file].made
        return unpickled(self.stored(file) if made is None else made)

    def _kept(self, root: Path, file: str, is_current: Callable[[str], bool]) -> Kept | None:
        kept = self.known.get(file)
        if kept is None:
            return None
        content, *needs = kept.digest.split("\n")
        if not all(map(is_current, needs)):
            return None
        stat = _stat(f"{root}/{file}")
        if stat and stat == kept.stat:
            return kept
        return kept._replace(stat=stat) if _content(root / file)[0] == content else None


def _read(root: Path, file: str, make: Make) -> Kept:
    # Before it is read: a change while it is read makes it a changed file next time.
    stat = _stat(f"{root}/{file}")
    content, raw = _content(root / file)
    thing, needs = make(file, raw)
    return Kept(stat, "\n".join((content, *needs)), pickled(thing))


def _stat(path: str) -> str:
    """Give what tells one state of a file from another, "" where it might not."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of them
    except OSError:
        return ""
    if time.time_ns() - status.st_mtime_ns < _SETTLED:
        return ""
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def _content(path: Path) -> tuple[str, bytes | None]:
    """Give what tells a file's bytes from any others, and the bytes; None if there are none."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        return f"unreadable: {fault.errno}", None
    return hashlib.sha256(raw).hexdigest(), raw
