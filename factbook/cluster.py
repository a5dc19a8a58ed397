"""Shares of a build done by the workers of a Dask scheduler, on whatever machines they are.

A worker needs Python and the pinned packages, and nothing else: code and records are sent along.
What the cluster does not do, for whatever reason, is done here.
"""

from __future__ import annotations

import copyreg
import io
import operator
import pickle
import uuid
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from factbook import cluster_worker
from factbook.cluster_crew import LOOK_SECONDS, ClusterError, Crew, LostError
from factbook.cluster_process import FAILED, carried
from factbook.cluster_worker import UNFIT
from factbook.model import Factbook
from factbook.workers import in_order, shares_of

_CODE = Path(__file__).resolve().parent
# No part of the code that runs there.
_LEFT_OUT = frozenset(("__pycache__", "starter"))
# How often shares are handed out again without a single one being done.
TRIES = 3
# So many shares for each processor are under way, or wait here for those before them.
AHEAD = 4

Name = TypeVar("Name")
Result = TypeVar("Result")
# Gives the function that does shares; called once on each machine.
Begin = Callable[[], Callable[[Sequence[Name]], Result]]


class Cluster:
    """The workers behind an address; `say` is told, in a line, of what goes wrong with them."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        self._crew = Crew(address, say)
        self._say = say
        self._build = uuid.uuid4().hex
        self._is_lost = False
        self._executor: Any = None
        # What is sent of this build: the code, and factbooks by what they are called there.
        self._code: Any = None
        self._books: dict[str, Any] = {}
        self._called: list[tuple[object, str]] = []

    def reach(self) -> None:
        """Make sure that the scheduler answers, and that its workers have what a build needs.

        Raises ClusterError. The connection is not kept: what comes first forks processes here.
        """
        self._crew.reach()

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
            except (LostError, OSError, CancelledError) as fault:
                tries -= 1
                self._disconnect()
                if not tries:
                    self._give_up(str(fault))
        if done < len(shares):
            yield from shares_of(begin(), shares[done:])

    def close(self) -> None:
        """End what was begun for this build, and let go of the connection, if there is one."""
        with suppress(OSError, CancelledError):
            if self._crew.client is not None:
                # What nobody waits for any more would begin another process.
                if self._executor is not None:
                    self._executor.shutdown(wait=False)
                self._crew.client.run(cluster_worker.let_go, self._build)
        self._disconnect()

    def _results(
        self, begin: Begin[Name, Result], shares: Sequence[Sequence[Name]]
    ) -> Iterator[Result]:
        if self._crew.client is None:
            self._crew.connect()
            self._crew.wait()
        handed_out = self._handing_out(begin)
        ahead = max(1, AHEAD * sum(self._crew.client.nthreads().values()))
        answers = in_order(shares, handed_out, _failed, ahead)
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
            self._code = self._sent([cluster_worker.ask, (self._crew.wanted, _code())])
        ask, code = self._code
        (work,) = self._sent([self._pickled(begin)])
        parcels = [("carry", name, book) for name, book in self._books.items()]
        parcels.append(("begin", self._name(begin), work))
        # An executor like any other; what it hands out is a call of the function that was sent.
        self._executor = self._crew.client.get_executor(pure=False)
        call = partial(self._executor.submit, operator.call, ask, self._build, code, parcels)
        return lambda share: _Answer(self._crew, partial(call, share, allow_other_workers=False))

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
        workers = sorted(self._crew.fit())
        sent: list[Any] = self._crew.client.scatter(things, workers, broadcast=True, hash=False)
        return sent

    def _disconnect(self) -> None:
        self._crew.disconnect()
        self._executor, self._code, self._books = None, None, {}

    def _give_up(self, why: str) -> None:
        self._is_lost = True
        self._disconnect()
        self._say(f"{why}. What is left is done here")


class _Answer:
    """The answer to a share: by another worker, if the first is not fit or has gone."""

    def __init__(self, crew: Crew, submit: Callable[..., Future[tuple[str, str, bytes]]]):
        self._crew = crew
        self._submit = submit
        self._hand_out()

    def result(self) -> bytes:
        """Wait, and give what the process said. Raises CancelledError if the share is lost."""
        while True:
            while not wait([self._future], LOOK_SECONDS).done:
                if self._workers.isdisjoint(self._crew.fit()):
                    self._hand_out()
            if fault := self._future.exception():
                return FAILED + (str(fault) or type(fault).__name__).encode()
            what, worker, answer = self._future.result()
            if what != UNFIT:
                return answer
            self._crew.pass_over(worker, answer.decode())
            self._hand_out()

    def _hand_out(self) -> None:
        self._workers = self._crew.fit()
        self._future = self._submit(workers=sorted(self._workers))


def _failed(_: object, fault: Exception) -> bytes:
    raise fault


def _code() -> dict[str, bytes]:
    """Give the files of this package, by path."""
    return {
        f"{_CODE.name}/{path.relative_to(_CODE).as_posix()}": path.read_bytes()
        for path in sorted(_CODE.rglob("*"))
        if path.is_file() and _LEFT_OUT.isdisjoint(path.relative_to(_CODE).parts)
    }
