"""Build the factbook: `python build.py --help` lists the commands."""

import gc
import os
import sys
from contextlib import suppress

from factbook.cli import run

if __name__ == "__main__":
    # Records live as long as the program: to look among them for garbage takes a quarter of a
    # build, and finds none. `serve` looks between builds.
    gc.disable()
    code = run(sys.argv[1:])
    if sys.getprofile() or sys.gettrace():
        sys.exit(code)
    # Who reads what is printed may have gone.
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    # To take apart, object by object, what goes with the process anyway takes a tenth of a build.
    os._exit(code)
