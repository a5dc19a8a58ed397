"""Work done in a process of its own, so that what it leaves in memory goes with it.

The process is forked: it finds what this one has imported, and this one stays as it was.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from factbook.workers import can_fork

Result = TypeVar("Result")


class KilledError(Exception):
    """The process has ended without a result; says how."""


def apart(work: Callable[[], Result]) -> Result:
    """Call a function in a process that ends with it; gives its result, which must be picklable.

    Its exception is raised here, with a note of where it was raised there. When this process ends
    or is interrupted meanwhile, so are that one and all that it has begun. Raises KilledError.
    Where processes cannot be forked, the function is called here.
    """
    if not can_fork():
        return work()
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_do, args=(work, sender))
    process.start()
    assert process.pid is not None
    try:
        with receiver:
            sender.close()
            result, fault = receiver.recv()
    except EOFError:
        process.join()
        raise KilledError(_how(process.exitcode or 0)) from None
    finally:
        _end(process.pid)
        process.join()
    if fault is not None:
        raise fault
    return result  # type: ignore[no-any-return]


def _do(work: Callable[[], object], sender: Connection) -> None:
    # All that it begins can be ended together, and Ctrl-C reaches those who wait for it alone.
    os.setpgid(0, 0)
    if hasattr(signal, "SIGTTOU"):
        # Terminals may be set to stop whoever writes to them from beside.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    # If those it begins had this end of the pipe too, its own end would not be noticed.
    os.register_at_fork(after_in_child=sender.close)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    result, fault = None, None
    try:
        result = work()
        sys.stdout.flush()
    except Exception as raised:  # noqa: BLE001 - it is raised where the result is waited for
        raised.add_note(f"It was raised in another process:\n\n{traceback.format_exc()}")
        fault = raised
    sender.send((result, fault))


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
