"""The files that a build reads, by size and time: what tells that none of them has changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

INPUTS = ("facts", "seeds", "templates", "docs", "mkdocs.yml")
# A file that was written a moment ago may be written again without a later time.
_SETTLED_NS = 100_000_000

Listing = dict[str, tuple[int, int]]


def listing(root: Path, names: tuple[str, ...] = INPUTS) -> Listing:
    """Give the time and size of every file below some names; editors' own files do not count.

    What is deleted meanwhile is passed over.
    """
    return {path: state for name in names for path, state in _below(f"{root}/{name}")}


def is_settled(found: Listing) -> bool:
    """Tell whether no file is so young that it may change again without being seen to."""
    newest = max((state[0] for state in found.values()), default=0)
    return time.time_ns() - newest >= _SETTLED_NS


def digest_of(found: Listing) -> str:
    """Sum up a listing."""
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def _below(path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=_name):
                if is_editors_own(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path)
                    continue
                try:
                    status = entry.stat()
                except FileNotFoundError:
                    continue
                yield entry.path, (status.st_mtime_ns, status.st_size)
    except NotADirectoryError:
        status = Path(path).stat()
        yield path, (status.st_mtime_ns, status.st_size)
    except FileNotFoundError:
        return


def is_editors_own(name: str) -> bool:
    """Tell whether a file is an editor's or system's own (.swp, backup), not one of ours."""
    return name.startswith((".", "#")) or name.endswith("~")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
