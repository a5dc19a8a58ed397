"""The throw-away environment the other generators are installed in, and the machine measured on."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from bench.process import run

_REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"
NAMED = ("hugo", "mkdocs", "mkdocs-material", "zensical")


def venv_in(folder: Path) -> Path:
    """Give the environment with the pinned packages, made if it is missing or of other pins.

    Raises CommandError.
    """
    venv, stamp = folder / "venv", folder / "venv.txt"
    pins = _REQUIREMENTS.read_text("utf-8")
    if stamp.is_file() and stamp.read_text("utf-8") == pins:
        return venv
    stamp.unlink(missing_ok=True)
    log = folder / "venv.log"
    run((sys.executable, "-m", "venv", "--clear", str(venv)), folder, log)
    install = (str(venv / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    run((*install, "install", "-r", str(_REQUIREMENTS)), folder, log)
    # Written last: an installation that was interrupted is done again.
    stamp.write_text(pins, "utf-8")
    return venv


def machine() -> str:
    """Tell what was measured on: processor, cores, system, Python."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.machine()
    return (
        f"{processor}, {len(names) or 1} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def versions() -> str:
    """Tell the versions of the other generators."""
    pins = dict(
        line.split("==") for line in _REQUIREMENTS.read_text("utf-8").split() if "==" in line
    )
    return ", ".join(f"{name} {pins[name]}" for name in NAMED)
