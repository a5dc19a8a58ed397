"""What a worker of a cluster runs: shares, handed to a process that has the code sent along.

Dask is sent the functions themselves, so that a worker need not have the package: nothing of it
is imported here.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from importlib import metadata
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from pathlib import Path
from typing import Any

PYTHON, MISSING = "Python", "missing"
# What becomes of a share: a worker may be unfit, or its function may have failed.
DONE, UNFIT = "done", "unfit"
_START = "import sys; from factbook.cluster_process import main; main(int(sys.argv[1]))"
_OURS = "_factbook"
_GRACE_SECONDS = 5

# Something brought to the process before it works: `carry` or `begin`, a name, and it pickled.
Parcel = tuple[str, str, bytes]


def about(names: Sequence[str]) -> dict[str, str]:
    """Give the versions here of packages, and of Python if it is among the names."""
    return {name: platform.python_version() if name == PYTHON else _version(name) for name in names}


def differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Tell what is there in another version than is wanted, "" if nothing is."""
    return ", ".join(
        f"{name} {found[name]} (here {version})"
        for name, version in wanted.items()
        if found[name] != version
    )


def ask(
    build: str,
    code: tuple[Mapping[str, str], Mapping[str, bytes]],
    parcels: Sequence[Parcel],
    share: Any,
) -> tuple[str, str, bytes]:
    """Have a share done by the work that the last parcel brings.

    The code comes with the versions it wants. Gives DONE and the answer of the process, or UNFIT
    and why; in between, who says so.
    """
    from distributed import get_worker

    wanted, files = code
    worker = get_worker()
    ours = vars(worker).setdefault(_OURS, _Ours(threading.Lock()))
    try:
        with ours.lock:
            process = ours.process
            if process is None or process.build != build or not process.is_alive():
                ours.let_go()
                if unfit := differences(wanted, about(tuple(wanted))):
                    return UNFIT, worker.address, unfit.encode()
                process = ours.process = _Process(build, files, worker.local_directory)
            hand = process.hand(parcels)
    except (OSError, EOFError, _BeginError) as fault:
        return UNFIT, worker.address, str(fault or type(fault)).encode()
    hand.send(share)
    answer = hand.recv_bytes()
    with ours.lock:
        process.take_back(hand, parcels[-1])
    return DONE, worker.address, answer


def let_go(build: str, dask_worker: Any) -> None:
    """End the process of a build, if there is one."""
    ours = vars(dask_worker).get(_OURS)
    if ours is not None:
        with ours.lock:
            if ours.process is not None and ours.process.build == build:
                ours.let_go()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return MISSING


class _BeginError(Exception):
    """The process could not take in the work."""


class _Ours:
    """What this worker has of ours: at most one process, and the lock for whoever exchanges it."""

    def __init__(self, lock: Any) -> None:
        self.lock = lock
        self.process: _Process | None = None

    def let_go(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            self.process.end()
            self.process = None


class _Process:
    """A process that runs the code which was sent, and the hands that wait for its last work."""

    def __init__(self, build: str, code: Mapping[str, bytes], folder: str) -> None:
        self.build = build
        self._brought: set[str] = set()
        self._work = ""
        self._idle: list[Connection] = []
        self._folder = tempfile.TemporaryDirectory(dir=folder)
        for name, content in code.items():
            path = Path(self._folder.name, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._line, theirs = Pipe()
        with theirs:
            self._running = subprocess.Popen(
                [sys.executable, "-c", _START, str(theirs.fileno())],
                cwd=self._folder.name,
                env={**os.environ, "PYTHONPATH": self._folder.name},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def is_alive(self) -> bool:
        """Tell whether it still runs."""
        return self._running.poll() is None

    def hand(self, parcels: Sequence[Parcel]) -> Connection:
        """Give a connection over which shares of the last parcel's work can be asked for."""
        for kind, name, content in parcels:
            if name not in self._brought:
                self._bring(kind, name, content)
        work = parcels[-1][1]
        if work == self._work and self._idle:
            return self._idle.pop()
        ours, theirs = Pipe()
        with theirs:
            self._line.send(("hand", work))
            send_handle(self._line, theirs.fileno(), self._running.pid)
        return ours

    def take_back(self, hand: Connection, work: Parcel) -> None:
        """Let a hand wait for the next share, or go if there is other work now."""
        if self._line.closed or work[1] != self._work:
            hand.close()
        else:
            self._idle.append(hand)

    def end(self) -> None:
        """End it, and all its hands that wait."""
        self._dismiss()
        self._line.close()
        try:
            self._running.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._folder.cleanup()

    def _bring(self, kind: str, name: str, content: bytes) -> None:
        self._line.send((kind, name))
        self._line.send_bytes(content)
        if fault := self._line.recv():
            raise _BeginError(fault.strip().rpartition("\n")[2])
        self._brought.add(name)
        if kind == "begin":
            # Other work is over, and whoever did it holds memory.
            self._dismiss()
            self._work = name

    def _dismiss(self) -> None:
        for hand in self._idle:
            hand.close()
        self._idle.clear()
