"""The workers of a Dask scheduler: whether it answers, who is there, who has what a build needs."""

from __future__ import annotations

import asyncio
import logging
import re
import time
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path
from typing import Any

from factbook import cluster_worker
from factbook.cluster_worker import MISSING, PYTHON, about, differences

_FOLDER = Path(__file__).resolve().parent.parent
_REQUIREMENTS = ("requirements.txt", "requirements-cluster.txt")
_PINNED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
# How long a scheduler may take to answer, and workers to come, or to come back.
PATIENCE_SECONDS = 10.0
# How often workers are looked at while nothing comes back.
LOOK_SECONDS = 0.5


class ClusterError(Exception):
    """The cluster cannot be used; the message says why, and what to do."""


class LostError(Exception):
    """No worker is left that shares could be handed to."""


class Crew:
    """The workers behind an address; `say` is told, in a line, of those who are passed over.

    `client` is Dask's, None while there is no connection.
    """

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        self.client: Any = None
        self.wanted = _wanted()
        self._address = address
        self._say = say
        # Workers that have what a build needs, and those that have not.
        self._fit: set[str] = set()
        self._unfit: set[str] = set()

    def reach(self) -> None:
        """Make sure that the scheduler answers, and that its workers have what a build needs.

        Raises ClusterError. The connection is not kept: what comes first forks processes here.
        """
        self.connect()
        try:
            found = self._look()
        except (OSError, CancelledError) as fault:
            raise ClusterError(f"the workers of {self._address} do not answer: {fault}") from None
        finally:
            self.disconnect()
        if found:
            worker, unfit = next(iter(found.items()))
            raise ClusterError(
                f"the worker {worker} has {unfit}: give it the Python and the packages of this "
                f"machine ({' and '.join(_REQUIREMENTS)})"
            )

    def connect(self) -> None:
        """Connect, and wait until there is a worker. Raises ClusterError."""
        try:
            from distributed import Client
            from distributed.versions import VersionMismatchWarning
        except ImportError:
            raise ClusterError(
                "dask is not installed: run  "
                "python -m pip install --require-hashes -r requirements-cluster.txt"
            ) from None
        _be_quiet()
        try:
            # A client that cannot connect does not always say so.
            asyncio.run(asyncio.wait_for(_answer_of(self._address), PATIENCE_SECONDS))
            with warnings.catch_warnings():
                # Versions are compared here, with those of all other packages.
                warnings.simplefilter("ignore", VersionMismatchWarning)
                self.client = Client(self._address, timeout=PATIENCE_SECONDS, set_as_default=False)
        except OSError:
            raise ClusterError(
                f"no scheduler answers at {self._address} within {PATIENCE_SECONDS:.0f} seconds: "
                "start one with  dask scheduler"
            ) from None
        except (ValueError, TypeError) as fault:
            raise ClusterError(
                f'"{self._address}" is no address of a scheduler, HOST:PORT: {fault}'
            ) from None
        try:
            self.client.wait_for_workers(1, PATIENCE_SECONDS)
        except (OSError, CancelledError):
            self.disconnect()
            raise ClusterError(
                f"the scheduler at {self._address} has no workers: start one on each machine with  "
                f"dask worker {self._address}"
            ) from None

    def disconnect(self) -> None:
        """Let go of the connection, if there is one."""
        client, self.client = self.client, None
        if client is not None:
            with suppress(OSError, CancelledError):
                client.close(PATIENCE_SECONDS)

    def wait(self) -> None:
        """Wait until there is a worker that is fit. Raises ClusterError."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.fit()
                return
            except LostError as fault:
                if time.monotonic() > end:
                    raise ClusterError(str(fault)) from None
            time.sleep(LOOK_SECONDS)

    def fit(self) -> set[str]:
        """Give the workers that are there and have what a build needs. Raises LostError."""
        for worker, unfit in self._look().items():
            self._say(f"the worker {worker} is passed over: {unfit}")
        if not self._fit:
            raise LostError(f"{self._address} has no workers left")
        return set(self._fit)

    def pass_over(self, worker: str, why: str) -> None:
        """Hand nothing more to a worker."""
        if worker not in self._unfit:
            self._unfit.add(worker)
            self._say(f"the worker {worker} is passed over: {why}")

    def _look(self) -> dict[str, str]:
        """See who has come and gone; gives whoever has come and is not fit, with what it has."""
        there = set(self.client.nthreads())
        new = there - self._fit - self._unfit
        self._fit = (self._fit & there) - self._unfit
        found: dict[str, str] = {}
        if new:
            # Another Python could not read the function that tells of the packages.
            told = self.client.get_versions()["workers"]
            pythons = {it: told[it]["host"]["python"].split(".") for it in new if it in told}
            python = {PYTHON: self.wanted[PYTHON]}
            found = {
                it: differences(python, {PYTHON: ".".join(parts[:3])})
                for it, parts in pythons.items()
            }
            same = [it for it, unfit in found.items() if not unfit]
            versions = self.client.run(about, tuple(self.wanted), workers=same) if same else {}
            found |= {it: differences(self.wanted, versions[it]) for it in versions}
        self._fit.update(it for it, unfit in found.items() if not unfit)
        unfit = {it: found[it] for it in sorted(found) if found[it]}
        self._unfit.update(unfit)
        return unfit


async def _answer_of(address: str) -> None:
    """Have the scheduler at an address say who it is. Raises OSError, ValueError or TypeError."""
    from distributed.core import rpc
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    async with rpc(address, timeout=PATIENCE_SECONDS, connection_args=arguments) as scheduler:
        kind = (await scheduler.identity())["type"]
    if kind != "Scheduler":
        raise ValueError(f"there is a {kind.lower()}")


def _wanted() -> dict[str, str]:
    """Give the versions that a worker is to have: those of this machine."""
    files = [_FOLDER / name for name in _REQUIREMENTS]
    texts = [file.read_text("utf-8") for file in files if file.is_file()]
    names = [name for text in texts for name in _PINNED.findall(text)]
    found = about((PYTHON, *dict.fromkeys(names)))
    return {name: version for name, version in found.items() if version != MISSING}


def _be_quiet() -> None:
    """Let nothing but this module tell of a cluster, and send its functions as what they are."""
    import cloudpickle

    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cloudpickle.register_pickle_by_value(cluster_worker)
