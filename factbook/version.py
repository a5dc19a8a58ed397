"""What tells this state of the code and its packages from any other."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

_CODE = Path(__file__).resolve().parent


@cache
def version() -> str:
    """Give a digest of the code's files by size and time, of Python, and of its packages' names.

    Code that was touched and not changed counts as another: a cold build is never wrong. A program
    that goes on is of the code with which it began, whatever is written meanwhile.
    """
    seen = hashlib.sha256(sys.version.encode())
    for folder, _, files in sorted(os.walk(_CODE)):
        for name in sorted(files):
            if not name.endswith(".pyc"):
                status = Path(folder, name).stat()
                seen.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    for folder in sys.path:
        if folder.endswith("site-packages"):
            # The name of a package's folder holds its version.
            names = sorted(path.name for path in Path(folder).glob("*.dist-info"))
            seen.update("\n".join(names).encode())
    return seen.hexdigest()
