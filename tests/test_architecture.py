"""docs/architecture.md lists the modules in order; each imports only from lines above its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "factbook"
_MODULES = (ROOT / "docs/architecture.md").read_text("utf-8").partition("\n## Modules\n")[2]
LISTED = re.findall(r"^(\w+) {2,}\S", _MODULES.split("```")[1], re.MULTILINE)
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def _module_of(path: Path) -> str:
    """Give the name under which a file is listed: that of its package, such as rules."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("factbook"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("factbook.")}
    return found


def _matching(pattern: str) -> set[str]:
    """Give the modules whose text matches a pattern."""
    return {
        _module_of(path)
        for path in FILES
        if re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    }


def test_every_module_is_listed_once_and_exists() -> None:
    assert len(LISTED) == len(set(LISTED))
    assert {_module_of(path) for path in FILES} == set(LISTED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_from_lines_above_its_own(path: Path) -> None:
    name = _module_of(path)
    assert _imported(path) <= set(LISTED[: LISTED.index(name) + 1])


def test_only_the_frame_knows_mkdocs() -> None:
    assert _matching(r"^\s*(?:from|import) mkdocs") == {"frame_hook", "frame_mkdocs"}


def test_only_the_cluster_knows_dask() -> None:
    pattern = r"^\s*(?:from|import) (?:cloudpickle|dask|distributed)\b"
    assert _matching(pattern) == {"cluster_crew", "cluster_worker"}


def test_only_show_and_cli_print() -> None:
    assert _matching(r"\b(?:print|click\.echo)\(") == {"show", "cli"}
