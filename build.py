"""Build the factbook: `python build.py --help` lists the commands."""

import sys

from factbook.cli import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
