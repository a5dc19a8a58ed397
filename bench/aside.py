"""What an earlier build left is put aside, and deleted when nothing is measured any more.

On ext4, whoever makes a file looks for an inode that was not freed in the last minutes: where
thousands of files have just been deleted, a build spends a sixth of its time on that.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

_ASIDE = "aside"


def put_aside(path: Path, folder: Path) -> None:
    """Move a file or a folder, if it is there, to where `clear` finds it below a folder."""
    if path.exists():
        aside = folder / _ASIDE
        aside.mkdir(parents=True, exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=aside)) / path.name)


def clear(folder: Path) -> None:
    """Delete what was put aside below a folder."""
    shutil.rmtree(folder / _ASIDE, ignore_errors=True)
