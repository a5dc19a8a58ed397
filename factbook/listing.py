"""The files that a build reads, by size and time: what tells that none of them has changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

INPUTS = ("facts", "seeds", "templates", "docs", "mkdocs.yml")
# A file that was written a moment ago may be written again without a later time.
_SETTLED_NS = 100_000_000

Listing = dict[str, tuple[int, int]]


def listing(root: Path, names: tuple[str, ...] = INPUTS) -> Listing:
    """Give the time and size of every file below some names; editors' own files do not count.

    What is deleted meanwhile is passed over.
    """
    found: Listing = {}
    for name in names:
        _add(f"{root}/{name}", found)
    return found


def list_again(root: Path, found: Listing, files: Iterable[str]) -> None:
    """Bring a listing up to date for some files, written or deleted since it was made."""
    for file in files:
        found.pop(f"{root}/{file}", None)
        if not any(map(is_editors_own, file.split("/"))):
            _add(f"{root}/{file}", found)


def is_settled(found: Listing) -> bool:
    """Tell whether no file is so young that it may change again without being seen to."""
    newest = max((state[0] for state in found.values()), default=0)
    return time.time_ns() - newest >= _SETTLED_NS


def digest_of(found: Listing) -> str:
    """Sum up a listing."""
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def _add(path: str, found: Listing) -> None:
    """Add a file, or all files below a folder, to a listing."""
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if is_editors_own(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _add(entry.path, found)
                    continue
                try:
                    status = entry.stat()
                except FileNotFoundError:
                    continue
                found[entry.path] = (status.st_mtime_ns, status.st_size)
    except NotADirectoryError:
        status = Path(path).stat()
        found[path] = (status.st_mtime_ns, status.st_size)
    except FileNotFoundError:
        return


def is_editors_own(name: str) -> bool:
    """Tell whether a file is an editor's or system's own (.swp, backup), not one of ours."""
    return name.startswith((".", "#")) or name.endswith("~")
