"""Build the factbook: `python build.py --help` lists the commands."""

import gc
import sys

from factbook.cli import run

if __name__ == "__main__":
    # Records live as long as the program: to look among them for garbage takes a quarter of a
    # build, and finds none. `serve` looks between builds.
    gc.disable()
    sys.exit(run(sys.argv[1:]))
