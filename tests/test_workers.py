"""Work shared out among processes gives what one process would give, whatever happens to them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from factbook import workers
from factbook.workers import in_order, shared_out

PARENT = os.getpid()


@pytest.fixture(autouse=True)
def two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "workers", lambda: 2)


def _doubled(share: Sequence[int]) -> list[int]:
    return [2 * number for number in share]


def _doubled_by(share: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), _doubled(share)


def _doubled_unless_killed(share: Sequence[int]) -> list[int]:
    if 300 in share and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return _doubled(share)


def _refused(share: Sequence[int]) -> list[int]:
    if 300 in share:
        raise ValueError("300 is too much")
    return _doubled(share)


def test_results_come_in_the_order_of_the_things() -> None:
    results = list(shared_out(_doubled_by, range(500), share=7))
    assert [number for _, share in results for number in share] == [2 * n for n in range(500)]
    assert len({process for process, _ in results}) == 2
    assert PARENT in {process for process, _ in results}


def test_what_is_for_others_is_not_done_here() -> None:
    shares = [[number] for number in range(40)]
    results = list(workers.shares_of(_doubled_by, shares, lambda share: share[0] % 2 == 0))
    assert [share for _, share in results] == [[2 * number] for number in range(40)]
    assert PARENT not in {process for process, share in results if share[0] % 4 == 0}


def test_garbage_is_looked_for_as_before_when_all_is_done() -> None:
    before = gc.get_threshold(), gc.isenabled(), gc.get_freeze_count(), sys.getswitchinterval()
    list(shared_out(_doubled, range(500)))
    assert before == (
        gc.get_threshold(),
        gc.isenabled(),
        gc.get_freeze_count(),
        sys.getswitchinterval(),
    )


def test_the_last_shares_are_smaller() -> None:
    shares = workers.cut(range(900))
    assert [number for share in shares for number in share] == list(range(900))
    sizes = list(map(len, shares))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == workers.SHARE
    assert sizes[-2] == workers.LEAST_SHARE >= sizes[-1]
    assert workers.cut([]) == []


def test_shares_keep_apart_what_stands_apart() -> None:
    shares = [list(range(30)), list(range(30, 130)), list(range(130, 140))]
    tapered = workers.tapered(shares)
    assert [number for share in tapered for number in share] == list(range(140))
    assert not any(30 in share and 29 in share for share in tapered)
    assert not any(130 in share and 129 in share for share in tapered)


def test_a_few_things_are_worked_on_here() -> None:
    assert [process for process, _ in shared_out(_doubled_by, range(10))] == [PARENT]


def test_what_a_killed_process_had_not_finished_is_done_here() -> None:
    results = list(shared_out(_doubled_unless_killed, range(500), share=7))
    assert [number for share in results for number in share] == [2 * n for n in range(500)]


def test_an_exception_is_raised_here() -> None:
    with pytest.raises(ValueError, match="300 is too much"):
        list(shared_out(_refused, range(500), share=7))


def _process(thing: int) -> tuple[int, int]:
    return os.getpid(), thing


def _process_unless_killed(thing: int) -> tuple[int, int]:
    if thing == 1 and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return _process(thing)


def test_work_that_is_begun_goes_on_elsewhere() -> None:
    wait = workers.begun(_process, (1, 2))
    found = wait()
    assert [thing for _, thing in found] == [1, 2]
    assert PARENT not in {process for process, _ in found}


def test_what_a_killed_process_had_begun_is_done_here() -> None:
    assert (PARENT, 1) in workers.begun(_process_unless_killed, (1, 2))()


def test_one_process_does_what_was_begun_when_it_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "workers", lambda: 1)
    assert workers.begun(_process, (1, 2))() == [(PARENT, 1), (PARENT, 2)]


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_results_of_any_executor_come_in_order(executor: Callable[[int], Executor]) -> None:
    with executor(2) as pool:
        found = list(in_order(range(20), _submitter(pool, _doubled), _raised, ahead=3))
    assert found == [[2 * number] for number in range(20)]


def test_no_more_is_submitted_ahead_than_was_said() -> None:
    submitted = []

    def submit(number: int) -> Future[list[int]]:
        submitted.append(number)
        return pool.submit(_doubled, [number])

    with ThreadPoolExecutor(2) as pool:
        results = in_order(range(20), submit, _raised, ahead=3)
        next(results)
        assert submitted == [0, 1, 2, 3]


def test_what_failed_is_done_otherwise() -> None:
    with ThreadPoolExecutor(2) as pool:
        submit = _submitter(pool, _refused)
        found = list(in_order((299, 300, 301), submit, lambda number, _: [number]))
    assert found == [[598], [300], [602]]


def test_what_could_not_be_submitted_is_done_otherwise() -> None:
    pool = ThreadPoolExecutor(2)
    pool.shutdown()
    found = in_order((1, 2), _submitter(pool, _doubled), lambda number, _: [number])
    assert list(found) == [[1], [2]]


def test_what_is_handed_out_may_depend_on_results_that_were_taken() -> None:
    taken: list[int] = []

    def shares() -> Iterator[list[int]]:
        yield from ([1] for _ in range(100_000) if not taken)
        yield [3]

    for share in workers.shares_of(_doubled, shares()):
        taken += share
    assert 0 < len(taken) < 100_000
    assert taken[-1] == 6


def _submitter(
    pool: Executor, function: Callable[[Sequence[int]], list[int]]
) -> Callable[[int], Future[list[int]]]:
    return lambda number: pool.submit(function, [number])


def _raised(_: object, fault: Exception) -> list[int]:
    raise fault
