"""Write expected.txt of every case in tests/cases/bad as the program prints it now."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.conftest import CASES, lay_over
from tests.test_cases import printed


def main() -> None:
    """Refresh all cases, and tell which ones changed."""
    for case in sorted(path for path in (CASES / "bad").iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            output = printed(lay_over(case, Path(folder))) + "\n"
        expected = case / "expected.txt"
        if not expected.is_file() or expected.read_text("utf-8") != output:
            expected.write_text(output, "utf-8")
            sys.stdout.write(f"{case.name}\n")


if __name__ == "__main__":
    main()
