"""One run of a command: how long, how much work of the processor, how much memory at its peak."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# To ask for memory stops the process, for longer the more it has: at most a fiftieth of its time.
_EVERY, _SELDOM = 0.05, 50


class CommandError(Exception):
    """A measured command did not end well; the message has what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a whole process took, its children included: seconds, seconds, bytes."""

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Run a command in a folder; what it prints goes to `log`. Raises CommandError."""
    with log.open("wb") as printed:
        before = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=printed, stderr=subprocess.STDOUT)
        peak = 0
        end = select.poll()
        end.register(descriptor := os.pidfd_open(process.pid), select.POLLIN)
        while True:
            asked = time.perf_counter()
            peak = max(peak, _resident(process.pid))
            # Its end is told at once, so that it is not waited for longer than it takes.
            if end.poll(max(_EVERY, (time.perf_counter() - asked) * _SELDOM) * 1000):
                break
        wall = time.perf_counter() - before
        os.close(descriptor)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandError(f"{' '.join(command)}\n{log.read_text('utf-8', errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def _resident(process: int) -> int:
    """Give the memory of a process and of all below it; what several share counts once."""
    folder = Path(f"/proc/{process}")
    try:
        rows = (folder / "smaps_rollup").read_text().split("\n")
        own = next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) * 1024
        children = [
            int(child)
            for task in (folder / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    # It has ended meanwhile.
    except (OSError, IndexError, StopIteration):
        return 0
    return own + sum(_resident(child) for child in children)
