"""Shares of a build done by the workers of a Dask scheduler, on whatever machines they are.

A worker needs Python and the pinned packages, and nothing else: code and records are sent along.
What the cluster does not do, for whatever reason, is done here.
"""

from __future__ import annotations

import asyncio
import copyreg
import io
import logging
import operator
import pickle
import re
import time
import uuid
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from factbook import cluster_worker
from factbook.cluster_process import FAILED, carried
from factbook.cluster_worker import MISSING, PYTHON, UNFIT, about, differences
from factbook.model import Factbook
from factbook.workers import in_order, shares_of

_CODE = Path(__file__).resolve().parent
_REQUIREMENTS = ("requirements.txt", "requirements-cluster.txt")
_PINNED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
# No part of the code that runs there.
_LEFT_OUT = frozenset(("__pycache__", "starter"))
# How long a scheduler may take to answer, and workers to come, or to come back.
PATIENCE_SECONDS = 10.0
# How often workers are looked at while nothing comes back.
_LOOK_SECONDS = 0.5
# How often shares are handed out again without a single one being done.
TRIES = 3
# So many shares for each processor are under way, or wait here for those before them.
AHEAD = 4

Name = TypeVar("Name")
Result = TypeVar("Result")
# Gives the function that does shares; called once on each machine.
Begin = Callable[[], Callable[[Sequence[Name]], Result]]


class ClusterError(Exception):
    """The cluster cannot be used; the message says why, and what to do."""


class _LostError(Exception):
    """No worker is left that shares could be handed to."""


class Cluster:
    """The workers behind an address; `say` is told, in a line, of what goes wrong with them."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        self._address = address
        self._say = say
        self._build = uuid.uuid4().hex
        self._wanted = _wanted()
        self._is_lost = False
        # Workers that have what a build needs, and those that have not.
        self._fit: set[str] = set()
        self._unfit: set[str] = set()
        self._client: Any = None
        self._executor: Any = None
        # What is sent of this build: the code, and factbooks by what they are called there.
        self._code: Any = None
        self._books: dict[str, Any] = {}
        self._called: list[tuple[object, str]] = []

    def reach(self) -> None:
        """Make sure that the scheduler answers, and that its workers have what a build needs.

        Raises ClusterError. The connection is not kept: what comes first forks processes here.
        """
        self._connect()
        try:
            found = self._look()
        except (OSError, CancelledError) as fault:
            raise ClusterError(f"the workers of {self._address} do not answer: {fault}") from None
        finally:
            self._disconnect()
        if found:
            worker, unfit = next(iter(found.items()))
            raise ClusterError(
                f"the worker {worker} has {unfit}: give it the Python and the packages of this "
                f"machine ({' and '.join(_REQUIREMENTS)})"
            )

    def shares_of(
        self, begin: Begin[Name, Result], shares: Sequence[Sequence[Name]]
    ) -> Iterator[Result]:
        """Do shares by the function that `begin` gives; gives their results in their order.

        All must be picklable. An exception of the function is raised here.
        """
        done, tries = 0, TRIES
        while done < len(shares) and not self._is_lost:
            try:
                for result in self._results(begin, shares[done:]):
                    done, tries = done + 1, TRIES
                    yield result
            except ClusterError as fault:
                self._give_up(str(fault))
            except (_LostError, OSError, CancelledError) as fault:
                tries -= 1
                self._disconnect()
                if not tries:
                    self._give_up(str(fault))
        if done < len(shares):
            yield from shares_of(begin(), shares[done:])

    def close(self) -> None:
        """End what was begun for this build, and let go of the connection, if there is one."""
        with suppress(OSError, CancelledError):
            if self._client is not None:
                # What nobody waits for any more would begin another process.
                if self._executor is not None:
                    self._executor.shutdown(wait=False)
                self._client.run(cluster_worker.let_go, self._build)
        self._disconnect()

    def _results(
        self, begin: Begin[Name, Result], shares: Sequence[Sequence[Name]]
    ) -> Iterator[Result]:
        if self._client is None:
            self._connect()
            self._wait()
        handed_out = self._handing_out(begin)
        ahead = max(1, AHEAD * sum(self._client.nthreads().values()))
        answers = in_order(shares, map(handed_out, shares), _failed, ahead)
        for share, answer in zip(shares, answers, strict=True):
            if answer[:1] == FAILED:
                reason = answer[1:].decode().strip().rpartition("\n")[2]
                self._say(f"a share that failed in the cluster is done here: {reason}")
                yield begin()(share)
            else:
                # Made by the code that was sent.
                yield pickle.loads(zlib.decompress(answer[1:]))  # noqa: S301

    def _handing_out(self, begin: Begin[Name, Result]) -> Callable[[Sequence[Name]], _Answer]:
        """Send what all shares need; gives the function that hands one out."""
        if self._code is None:
            self._code = self._sent([cluster_worker.ask, (self._wanted, _code())])
        ask, code = self._code
        (work,) = self._sent([self._pickled(begin)])
        parcels = [("carry", name, book) for name, book in self._books.items()]
        parcels.append(("begin", self._name(begin), work))
        # An executor like any other; what it hands out is a call of the function that was sent.
        self._executor = self._client.get_executor(pure=False)
        call = partial(self._executor.submit, operator.call, ask, self._build, code, parcels)
        return lambda share: _Answer(self, partial(call, share, allow_other_workers=False))

    def _pickled(self, begin: object) -> bytes:
        """Give what a process makes work of; the factbook is sent apart, and once a build."""

        def reduced(book: Factbook) -> tuple[Callable[[str], Any], tuple[str]]:
            name = self._name(book)
            if name not in self._books:
                (self._books[name],) = self._sent([pickle.dumps(book, pickle.HIGHEST_PROTOCOL)])
            return carried, (name,)

        written = io.BytesIO()
        pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = {**copyreg.dispatch_table, Factbook: reduced}
        pickler.dump(begin)
        return written.getvalue()

    def _name(self, thing: object) -> str:
        """Give the name of what is sent: the same when it is sent again, and may be there."""
        for known, name in self._called:
            if known is thing:
                return name
        self._called.append((thing, f"{len(self._called)}"))
        return self._called[-1][1]

    def _sent(self, things: list[Any]) -> list[Any]:
        """Bring things to the workers; those that come later have them from the others."""
        workers = sorted(self.fit())
        sent: list[Any] = self._client.scatter(things, workers, broadcast=True, hash=False)
        return sent

    def fit(self) -> set[str]:
        """Give the workers that are there and have what a build needs. Raises _LostError."""
        for worker, unfit in self._look().items():
            self._say(f"the worker {worker} is passed over: {unfit}")
        if not self._fit:
            raise _LostError(f"{self._address} has no workers left")
        return set(self._fit)

    def pass_over(self, worker: str, why: str) -> None:
        """Hand nothing more to a worker."""
        if worker not in self._unfit:
            self._unfit.add(worker)
            self._say(f"the worker {worker} is passed over: {why}")

    def _look(self) -> dict[str, str]:
        """See who has come and gone; gives whoever has come and is not fit, with what it has."""
        there = set(self._client.nthreads())
        new = there - self._fit - self._unfit
        self._fit = (self._fit & there) - self._unfit
        found: dict[str, str] = {}
        if new:
            # Another Python could not read the function that tells of the packages.
            told = self._client.get_versions()["workers"]
            pythons = {it: told[it]["host"]["python"].split(".") for it in new if it in told}
            python = {PYTHON: self._wanted[PYTHON]}
            found = {
                it: differences(python, {PYTHON: ".".join(parts[:3])})
                for it, parts in pythons.items()
            }
            same = [it for it, unfit in found.items() if not unfit]
            versions = self._client.run(about, tuple(self._wanted), workers=same) if same else {}
            found |= {it: differences(self._wanted, versions[it]) for it in versions}
        self._fit.update(it for it, unfit in found.items() if not unfit)
        unfit = {it: found[it] for it in sorted(found) if found[it]}
        self._unfit.update(unfit)
        return unfit

    def _wait(self) -> None:
        """Wait until there is a worker that is fit. Raises ClusterError."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self.fit()
                return
            except _LostError as fault:
                if time.monotonic() > end:
                    raise ClusterError(str(fault)) from None
            time.sleep(_LOOK_SECONDS)

    def _connect(self) -> None:
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
                self._client = Client(self._address, timeout=PATIENCE_SECONDS, set_as_default=False)
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
            self._client.wait_for_workers(1, PATIENCE_SECONDS)
        except (OSError, CancelledError):
            self._disconnect()
            raise ClusterError(
                f"the scheduler at {self._address} has no workers: start one on each machine with  "
                f"dask worker {self._address}"
            ) from None

    def _disconnect(self) -> None:
        client, self._client, self._executor = self._client, None, None
        self._code, self._books = None, {}
        if client is not None:
            with suppress(OSError, CancelledError):
                client.close(PATIENCE_SECONDS)

    def _give_up(self, why: str) -> None:
        self._is_lost = True
        self._disconnect()
        self._say(f"{why}. What is left is done here")


class _Answer:
    """The answer to a share: by another worker, if the first is not fit or has gone."""

    def __init__(self, cluster: Cluster, submit: Callable[..., Future[tuple[str, str, bytes]]]):
        self._cluster = cluster
        self._submit = submit
        self._hand_out()

    def result(self) -> bytes:
        """Wait, and give what the process said. Raises CancelledError if the share is lost."""
        while True:
            while not wait([self._future], _LOOK_SECONDS).done:
                if self._workers.isdisjoint(self._cluster.fit()):
                    self._hand_out()
            if fault := self._future.exception():
                return FAILED + (str(fault) or type(fault).__name__).encode()
            what, worker, answer = self._future.result()
            if what != UNFIT:
                return answer
            self._cluster.pass_over(worker, answer.decode())
            self._hand_out()

    def _hand_out(self) -> None:
        self._workers = self._cluster.fit()
        self._future = self._submit(workers=sorted(self._workers))


async def _answer_of(address: str) -> None:
    """Have the scheduler at an address say who it is. Raises OSError, ValueError or TypeError."""
    from distributed.core import rpc
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    async with rpc(address, timeout=PATIENCE_SECONDS, connection_args=arguments) as scheduler:
        kind = (await scheduler.identity())["type"]
    if kind != "Scheduler":
        raise ValueError(f"there is a {kind.lower()}")


def _failed(_: object, fault: Exception) -> bytes:
    raise fault


def _wanted() -> dict[str, str]:
    """Give the versions that a worker is to have: those of this machine."""
    files = [_CODE.parent / name for name in _REQUIREMENTS]
    texts = [file.read_text("utf-8") for file in files if file.is_file()]
    names = [name for text in texts for name in _PINNED.findall(text)]
    found = about((PYTHON, *dict.fromkeys(names)))
    return {name: version for name, version in found.items() if version != MISSING}


def _code() -> dict[str, bytes]:
    """Give the files of this package, by path."""
    return {
        f"{_CODE.name}/{path.relative_to(_CODE).as_posix()}": path.read_bytes()
        for path in sorted(_CODE.rglob("*"))
        if path.is_file() and _LEFT_OUT.isdisjoint(path.relative_to(_CODE).parts)
    }


def _be_quiet() -> None:
    """Let nothing but this module tell of a cluster, and send its functions as what they are."""
    import cloudpickle

    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cloudpickle.register_pickle_by_value(cluster_worker)
