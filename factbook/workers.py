"""Work shared out among processes: the same function over many things, results in their order.

The processes are forked, so that they find whatever the work needs as it stands in memory; only
names go to them, and only results come back.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from typing import Any, Protocol, TypeVar

# A share takes long enough that sending it does not count, and leaves enough to be evened out.
SHARE = 24
# Less work than this is done sooner than processes are started.
LEAST = 64

# Of what is left, a share takes no more than one part in so many of that of its process; the last
# ones are of as many things.
LAST = 4
# So many shares are handed out for each process before the first result is taken.
AHEAD = 8

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
    found: list[list[Thing]] = []
    at = 0
    while at < len(things):
        size = min(share, max((len(things) - at) // (LAST * workers()), LAST))
        found.append(list(things[at : at + size]))
        at += size
    return found


def shared_out(
    function: Callable[[Sequence[Thing]], Result],
    things: Sequence[Thing],
    *,
    share: int = SHARE,
    least: int = LEAST,
) -> Iterator[Result]:
    """Call a function with share after share of the things; gives its results in their order.

    A few things are one share, and worked on here. Results must be picklable. An
    exception of the function is raised here; of processes that are killed, what they had not
    finished is done here.
    """
    if len(things) >= least:
        yield from shares_of(function, cut(things, share))
    elif things:
        yield function(things)


def shares_of(
    function: Callable[[Sequence[Thing]], Result],
    shares: Iterable[Sequence[Thing]],
    *,
    one_by_one: bool = False,
) -> Iterator[Result]:
    """Call a function with each share, in as many processes as there are; gives the results.

    The shares are asked for at once, or one by one, a few ahead of the results that were taken.
    """
    if workers() == 1 or not can_fork():
        yield from map(function, shares)
        return
    with _pool(function) as pool:
        yield from in_order(
            shares,
            lambda share: pool.submit(_run, share),
            partial(_done_here, function),
            AHEAD * workers() if one_by_one else None,
        )


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
    futures = iter([pool.submit(_run, thing) for thing in things])

    def wait() -> list[Result]:
        with pool:
            return list(in_order(things, lambda _: next(futures), partial(_done_here, function)))

    return wait


def in_order(
    things: Iterable[Thing],
    submit: Callable[[Thing], Awaited[Result]],
    otherwise: Callable[[Thing, Exception], Result],
    ahead: int | None = 1,
) -> Iterator[Result]:
    """Give the results of futures of any executor, one for each thing, in their order.

    `submit` gives the future of a thing, for so many things `ahead` of the result that is given, or
    of all at first.
    For a future that failed or was cancelled, or that there is none of, `otherwise` gives the
    result, or raises.
    """

    def submitted(thing: Thing) -> tuple[Thing, Awaited[Result] | Exception]:
        try:
            return thing, submit(thing)
        except Exception as fault:  # noqa: BLE001 - it is told to `otherwise`
            return thing, fault

    coming = map(submitted, things)
    left = deque(islice(coming, ahead))
    while left:
        thing, future = left.popleft()
        found = _awaited(thing, future, otherwise)
        del future
        left.extend(islice(coming, 1))
        yield found
        del found


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


def _pool(function: Callable[[Any], Any], processes: int = 0) -> ProcessPoolExecutor:
    global _shared  # noqa: PLW0603
    _shared = function
    # The processes are forked at once, and live as long as their work: what they leave behind
    # goes with them.
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(processes or workers(), fork, _tame)


def _tame() -> None:
    """Look for garbage seldom, and not among what stood in memory before."""
    gc.freeze()
    gc.set_threshold(_MOST_YOUNG, _SELDOM, _SELDOM)
    gc.enable()


def _run(thing: Any) -> Any:
    assert _shared is not None
    return _shared(thing)
