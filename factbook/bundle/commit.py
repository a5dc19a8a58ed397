"""The commit a bundle is made from: the only module that asks git."""

from __future__ import annotations

import subprocess
from pathlib import Path

CHANGED = " with changes"


def commit_of(root: Path) -> str:
    """Give the commit that is checked out, marked where files differ from it; "" without git."""
    commit = _git(root, "rev-parse", "HEAD")
    if not commit:
        return ""
    return commit + (CHANGED if _git(root, "status", "--porcelain") else "")


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
