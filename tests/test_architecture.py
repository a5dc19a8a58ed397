"""docs/architecture.md lists the modules in order, and each imports only from lines above its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "factbook"
LISTED = [
    match[1]
    for block in re.findall(r"```text\n(.*?)```", (ROOT / "docs/architecture.md").read_text(), re.S)
    for match in re.finditer(r"^    ?(\w+) {2,}\S", block, re.M)
]


def _module_of(path: Path) -> str:
    """Give the name under which a file is listed: `rules` for rules/identity.py, `frame` for frame_slots.py."""
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return next((listed for listed in LISTED if name == listed), name.partition("_")[0])


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("factbook"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("factbook.")}
    return {_module_of(PACKAGE / name) for name in found}


FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__"
)


def test_every_module_is_listed_once_and_exists() -> None:
    assert len(LISTED) == len(set(LISTED))
    assert {_module_of(path) for path in FILES} == set(LISTED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_from_lines_above_its_own(path: Path) -> None:
    name = _module_of(path)
    above = LISTED[: LISTED.index(name) + 1]
    assert _imported(path) <= set(above)


def test_only_frame_knows_mkdocs() -> None:
    knowing = {
        _module_of(path)
        for path in FILES
        if re.search(r"^\s*(?:from|import) mkdocs", path.read_text("utf-8"), re.M)
    }
    assert knowing == {"frame"}


def test_only_cli_prints() -> None:
    printing = {
        _module_of(path)
        for path in FILES
        if re.search(r"\b(?:print|click\.echo)\(", path.read_text("utf-8"))
    }
    assert printing == {"cli"}
