"""Build the factbook: `python build.py --help` lists the commands."""

import gc
import sys

from factbook.cli import run

if __name__ == "__main__":
    # Records live as long as the program; Python's own thresholds look among them for garbage
    # so often that it takes a quarter of a build.
    gc.set_threshold(50_000, 20, 100)
    sys.exit(run(sys.argv[1:]))
