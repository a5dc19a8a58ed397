"""Work done in a process of its own, so that what it leaves in memory goes with it.

The process is forked: it finds what this one has imported, and this one stays as it was. What the
work always begins with can be done before it is wanted.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from factbook.workers import can_fork

Ready = TypeVar("Ready")
Result = TypeVar("Result")


class KilledError(Exception):
    """The process has ended without a result; says how."""


def apart(work: Callable[[], Result]) -> Result:
    """Call a function in a process that ends with it; gives its result, which must be picklable.

    Its exception is raised here, with a note of where it was raised there. When this process ends
    or is interrupted meanwhile, so are that one and all that it has begun. Raises KilledError.
    Where processes cannot be forked, the function is called here.
    """
    return prepared(lambda: None, lambda _: work())()


def prepared(prepare: Callable[[], Ready], work: Callable[[Ready], Result]) -> Callable[[], Result]:
    """Begin a process that prepares some work, and waits; gives the function that has it work.

    That function, to be called once, does as `apart` does.
    """
    if not can_fork():
        return lambda: work(prepare())
    begun = _Begun(prepare, work)

    def done() -> Result:
        # What has failed while nobody waited for it is tried again, to be told if it fails again.
        now = begun if begun.process.is_alive() else _Begun(prepare, work)
        return now.result()  # type: ignore[no-any-return]

    return done


class _Begun:
    """A process that has been begun, and the pipes to tell it to work and to hear of it."""

    def __init__(self, prepare: Callable[[], Ready], work: Callable[[Ready], object]) -> None:
        fork = multiprocessing.get_context("fork")
        wanted, self._want = fork.Pipe(duplex=False)
        self._receiver, sender = fork.Pipe(duplex=False)
        told = (prepare, work, self._want, wanted, sender)
        self.process = fork.Process(target=_do, args=told)
        with _uninterrupted():
            self.process.start()
        wanted.close()
        sender.close()

    def result(self) -> Any:
        process = self.process
        assert process.pid is not None
        try:
            with self._want, self._receiver:
                with suppress(BrokenPipeError):
                    self._want.send(None)
                result, fault = self._receiver.recv()
        except EOFError:
            process.join()
            raise KilledError(_how(process.exitcode or 0)) from None
        finally:
            _end(process.pid)
            process.join()
        if fault is not None:
            raise fault
        return result


def _do(
    prepare: Callable[[], Ready],
    work: Callable[[Ready], object],
    want: Connection,
    wanted: Connection,
    sender: Connection,
) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # All that it begins can be ended together, and Ctrl-C reaches those who wait for it alone.
    os.setpgid(0, 0)
    if hasattr(signal, "SIGTTOU"):
        # Terminals may be set to stop whoever writes to them from beside.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    # If those it begins had this end of the pipe too, its own end would not be noticed.
    os.register_at_fork(after_in_child=sender.close)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    want.close()
    result, fault = None, None
    try:
        ready = prepare()
        wanted.recv()
        result = work(ready)
        sys.stdout.flush()
    except Exception as raised:  # noqa: BLE001 - it is raised where the result is waited for
        raised.add_note(f"It was raised in another process:\n\n{traceback.format_exc()}")
        fault = raised
    with suppress(BrokenPipeError):
        sender.send((result, fault))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off an interruption by Ctrl-C: Python loses one that comes while it forks."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    came: list[tuple[int, Any]] = []
    signal.signal(signal.SIGINT, lambda *told: came.append(told))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    for told in came:
        handler(*told)


def _end_with_parent() -> None:
    """End this process, and all that it has begun, as soon as its parent has ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.killpg(0, signal.SIGKILL)


def _end(process: int) -> None:
    """End a process and what it has begun; nothing is left of it to be done."""
    # It may not yet have got as far as to have a group.
    for end in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            end(process, signal.SIGKILL)


def _how(exit_code: int) -> str:
    if exit_code < 0:
        return f"ended by {signal.Signals(-exit_code).name}"
    return f"ended with exit code {exit_code}"
