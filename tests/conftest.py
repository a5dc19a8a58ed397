"""What tests share: the repository's root, and factbooks laid out in temporary folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from factbook.check import check
from factbook.model import Factbook

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"

Lay = Callable[..., Path]


def lay_over(case: Path, target: Path) -> Path:
    """Copy the base factbook to `target`, and a case's own files over it."""
    shutil.copytree(CASES / "base", target, dirs_exist_ok=True)
    for part in ("facts", "seeds"):
        if (case / part).is_dir():
            shutil.copytree(case / part, target / part, dirs_exist_ok=True)
    return target


@pytest.fixture
def factbook_of(tmp_path: Path) -> Lay:
    """Give a function that lays out the base factbook with files changed: path -> text or None."""

    def lay(changes: dict[str, str | None] | None = None) -> Path:
        root = lay_over(CASES / "base", tmp_path / "factbook")
        for name, text in (changes or {}).items():
            path = root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return root

    return lay


@pytest.fixture(scope="session")
def book() -> Factbook:
    """Give the factbook of this repository."""
    found = check(ROOT).factbook
    assert found is not None
    return found


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real factbook with its bundles in dist/; tests only read it."""
    from factbook.cli import run
    from tests.browsing import lay_out

    place = lay_out(tmp_path_factory.mktemp("book"))
    assert run(["--root", str(place), "bundle"]) == 0
    return place
