"""A factbook in an empty folder: the generator, and a small example to be made one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from factbook.load import load
from factbook.model import Factbook
from factbook.schemas import write_schemas

_CODE = Path(__file__).resolve().parent
STARTER = _CODE / "starter"
# What a factbook takes from the one that it is begun with. The rest of it is about its own subject.
GENERATOR = (
    "build.py",
    "factbook",
    "templates",
    "docs/assets",
    "requirements.in",
    "requirements.txt",
    "requirements-cluster.txt",
    "LICENSE",
)
# A folder that holds nothing else is empty, for whoever begins a factbook.
_OF_OTHERS = frozenset((".git", ".gitattributes", ".gitignore", "LICENSE"))
_MADE = shutil.ignore_patterns("__pycache__", "*.pyc")


def begin(folder: Path) -> Factbook | str:
    """Lay a small factbook out in an empty folder; gives it, or why it cannot be laid out there.

    What a code host puts into an empty repository stays as it is. Raises OSError.
    """
    if wrong := _not_empty(folder):
        return wrong
    kept = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for name in GENERATOR:
        if name not in kept:
            _copy(_CODE.parent / name, folder / name)
    for path in sorted(STARTER.iterdir()):
        if path.name not in kept:
            _copy(path, folder / path.name)
    book = load(folder).factbook
    assert book is not None, "the starter cannot be read"
    write_schemas(folder, book)
    return book


def _not_empty(folder: Path) -> str | None:
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; name a folder that is empty, or not there yet"
    resolved = folder.resolve()
    for name in GENERATOR:
        if resolved.is_relative_to(_CODE.parent / name):
            return f"{folder} lies in the generator itself; name a folder outside of it"
    found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    others = [name for name in found if name not in _OF_OTHERS]
    if others:
        return f"{folder} is not empty: it holds {others[0]}; name another folder"
    return None


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_MADE, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
