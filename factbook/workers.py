"""Work shared out among processes: the same function over many things, results in their order.

The processes are forked, so that they find whatever the work needs as it stands in memory; only
names go to them, and only results come back.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

# A share takes long enough that sending it does not count, and leaves enough to be evened out.
SHARE = 24
# Less work than this is done sooner than processes are started.
LEAST = 64

# Of what is left, a share takes no more than one part in so many of what each process has to do.
LAST, LEAST_SHARE = 4, 4
# So many shares are handed to each other process at most: the one that it works on, and next ones.
AHEAD = 4
# What a process gives back has room where it is handed over, so that it need not wait. How long
# Python lets one thread go on while another waits: the one that hands over waits often.
_ROOM, _SECONDS = 1 << 20, 0.001

# Hardly anything is left behind by what holds each other; to look for it after each share takes as
# long as rendering dozens of pages.
_MOST_YOUNG, _SELDOM = 100_000, 1_000

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Awaited(Protocol[Result_co]):
    """What gives a result when it is there, as a future of any executor does."""

    def result(self) -> Result_co:
        """Wait, and give the result or raise why there is none."""


# What forked processes find: the function that is being shared out.
_shared: Callable[[Any], Any] | None = None


def workers() -> int:
    """Give how many processes can run at the same time on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether a process can be begun that finds all as it stands in memory."""
    return "fork" in multiprocessing.get_all_start_methods()


def cut(things: Sequence[Thing], share: int = SHARE) -> list[list[Thing]]:
    """Cut things into shares, the last of them smaller: so all processes end together."""
    return tapered([things], share)


def tapered(shares: Sequence[Sequence[Thing]], share: int = SHARE) -> list[list[Thing]]:
    """Cut shares that are too large, of so many things or so near the end, into smaller ones."""
    found: list[list[Thing]] = []
    left, parts = sum(map(len, shares)), LAST * workers()
    for one in shares:
        at = 0
        while at < len(one):
            size = min(share, max(left // parts, LEAST_SHARE))
            found.append(list(one[at : at + size]))
            at += size
            left -= len(found[-1])
    return found


def shared_out(
    function: Callable[[Sequence[Thing]], Result],
    things: Sequence[Thing],
    *,
    share: int = SHARE,
    least: int = LEAST,
) -> Iterator[Result]:
    """Call a function with share after share of the things; gives its results in their order.

    A few things are one share, and worked on here. Results must be picklable. An exception of the
    function is raised here; of processes that are killed, what they had not finished is done here.
    """
    if len(things) >= least:
        yield from shares_of(function, cut(things, share))
    elif things:
        yield function(things)


def shares_of(
    function: Callable[[Sequence[Thing]], Result],
    shares: Iterable[Sequence[Thing]],
    is_for_others: Callable[[Sequence[Thing]], bool] = lambda _: False,
) -> Iterator[Result]:
    """Call a function with each share, in as many processes as can run; gives the results.

    This process is one of them, but for shares that are for others. Shares are asked for one by
    one, when somebody can work on them.
    """
    if workers() == 1 or not can_fork():
        yield from map(function, shares)
        return
    others = workers() - 1
    with _pool(function, others) as pool, _tamed():
        left: deque[_Handed[Result]] = deque()
        for share in shares:
            handed = _Handed(function, share)
            busy = sum(not it.is_done() for it in left)
            if busy < AHEAD * others or is_for_others(share):
                handed.hand_to(pool)
            else:
                handed.do_here()
            left.append(handed)
            yield from _done_of(left)
        while left:
            yield left.popleft().result()


class _Handed(Generic[Result]):
    """A share that is handed to another process or done here."""

    def __init__(self, function: Callable[[Any], Result], share: Any) -> None:
        self._share = share
        self._function = function
        self._future: Awaited[Result] | Exception

    def hand_to(self, pool: ProcessPoolExecutor) -> None:
        """Have it done by another process."""
        self._future = _submitted(lambda share: pool.submit(_run, share), self._share)

    def do_here(self) -> None:
        """Do it."""
        self._future = _Done(self._function(self._share))

    def is_done(self) -> bool:
        """Tell whether it need not be waited for."""
        return not isinstance(self._future, Future) or self._future.done()

    def result(self) -> Result:
        """Wait for its result; if the processes were killed, do it here."""
        return _awaited(self._share, self._future, partial(_done_here, self._function))


def _done_of(left: deque[_Handed[Result]]) -> Iterator[Result]:
    while left and left[0].is_done():
        yield left.popleft().result()


def begun(
    function: Callable[[Thing], Result], things: Sequence[Thing]
) -> Callable[[], list[Result]]:
    """Begin to call a function with each thing, in processes of their own, while this one goes on.

    Gives a function to be called once: it waits, and gives the results. What processes that are
    killed had not finished is done then, and so is all where there is but one process.
    """
    if workers() == 1 or not can_fork():
        return lambda: list(map(function, things))
    pool = _pool(function, len(things))
    handed = [_Handed(function, thing) for thing in things]
    for one in handed:
        one.hand_to(pool)

    def wait() -> list[Result]:
        with pool:
            return [one.result() for one in handed]

    return wait


def in_order(
    things: Iterable[Thing],
    submit: Callable[[Thing], Awaited[Result]],
    otherwise: Callable[[Thing, Exception], Result],
    ahead: int = 1,
) -> Iterator[Result]:
    """Give the results of futures of any executor, one for each thing, in their order.

    `submit` gives the future of a thing, for so many things `ahead` of the result that is given.
    For a future that failed or was cancelled, or that there is none of, `otherwise` gives the
    result, or raises.
    """
    coming = ((thing, _submitted(submit, thing)) for thing in things)
    left = deque(islice(coming, ahead))
    while left:
        thing, future = left.popleft()
        found = _awaited(thing, future, otherwise)
        del future
        left.extend(islice(coming, 1))
        yield found
        del found


class _Done(NamedTuple, Generic[Result]):
    """A result that is there."""

    found: Result

    def result(self) -> Result:
        """Give it."""
        return self.found


def _submitted(
    submit: Callable[[Thing], Awaited[Result]], thing: Thing
) -> Awaited[Result] | Exception:
    """Give the future of a thing, or why there is none."""
    try:
        return submit(thing)
    except Exception as fault:  # noqa: BLE001 - it is told to `otherwise`
        return fault


def _awaited(
    thing: Thing,
    future: Awaited[Result] | Exception,
    otherwise: Callable[[Thing, Exception], Result],
) -> Result:
    if isinstance(future, Exception):
        return otherwise(thing, future)
    try:
        return future.result()
    except Exception as fault:  # noqa: BLE001 - it is told to `otherwise`
        return otherwise(thing, fault)


def _done_here(function: Callable[[Thing], Result], thing: Thing, fault: Exception) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    if not isinstance(fault, BrokenProcessPool):
        raise fault
    return function(thing)


def _pool(function: Callable[[Any], Any], processes: int) -> ProcessPoolExecutor:
    from multiprocessing.context import ForkContext

    class Roomy(ForkContext):
        """Makes queues that have room for what a process gives back."""

        def SimpleQueue(self) -> Any:  # noqa: N802 - the name is Python's
            queue = super().SimpleQueue()
            # Linux can make a pipe larger; elsewhere, who gives back waits.
            with suppress(ImportError, AttributeError, OSError):
                import fcntl

                pipe = queue._writer.fileno()  # type: ignore[attr-defined]  # noqa: SLF001
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)
            return queue

    global _shared  # noqa: PLW0603
    _shared = function
    # The processes are forked at once, and live as long as their work: what they leave behind
    # goes with them.
    return ProcessPoolExecutor(processes, Roomy(), _tame)


def _tame() -> None:
    """Look for garbage seldom, and not among what stood in memory before."""
    gc.freeze()
    gc.set_threshold(_MOST_YOUNG, _SELDOM, _SELDOM)
    gc.enable()


@contextmanager
def _tamed() -> Iterator[None]:
    """Work in this process as in those that were forked."""
    was_enabled, threshold, seconds = gc.isenabled(), gc.get_threshold(), sys.getswitchinterval()
    _tame()
    sys.setswitchinterval(_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(seconds)
        gc.unfreeze()
        gc.set_threshold(*threshold)
        if not was_enabled:
            gc.disable()


def _run(thing: Any) -> Any:
    assert _shared is not None
    return _shared(thing)
