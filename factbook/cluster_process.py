"""The process that does a worker's shares: it takes in the work once, and is forked for each hand.

So a machine holds the records once, however many of its processors work. Nothing of the package
is imported here before the work says what it needs.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import traceback
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import Any

# How an answer begins.
MADE, FAILED = b"+", b"-"

# What has come in, by name: what work refers to, and the functions that do shares.
_carried: dict[str, Any] = {}
_functions: dict[str, Callable[[Any], Any]] = {}


def carried(name: str) -> Any:
    """Give what was brought under a name; what is pickled refers to it by this function."""
    return _carried[name]


def main(descriptor: int) -> None:
    """Serve the worker at the other end of a connection, until it closes that or dies.

    `carry` brings an object that work refers to, `begin` a function that gives the one which does
    shares: both are answered with "" or what went wrong. `hand` brings the connection over which a
    process is to be asked.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.disable()
    with Connection(descriptor) as line, suppress(EOFError, OSError):
        while True:
            kind, name = line.recv()
            if kind == "hand":
                _fork(line, recv_handle(line), name)
            else:
                line.send(_taken_in(kind, name, line.recv_bytes()))


def _taken_in(kind: str, name: str, content: bytes) -> str:
    try:
        found = pickle.loads(content)  # noqa: S301 - the builder's, as the code is
        if kind == "carry":
            _carried[name] = found
        else:
            _functions[name] = found()
    except Exception:  # noqa: BLE001 - whatever it is, the builder is told
        return traceback.format_exc()
    return ""


def _fork(line: Connection, descriptor: int, name: str) -> None:
    gc.freeze()
    if os.fork():
        os.close(descriptor)
        return
    # Nothing of the parent's is to be run at the end.
    try:
        line.close()
        with Connection(descriptor) as hand, suppress(EOFError, OSError):
            for share in _asked(hand):
                hand.send_bytes(_answer(_functions[name], share))
                gc.collect(0)
    finally:
        os._exit(0)


def _asked(hand: Connection) -> Iterator[Any]:
    while True:
        yield hand.recv()


def _answer(function: Callable[[Any], Any], share: Any) -> bytes:
    try:
        # Pages are six times as short, and the builder has to take all of them in.
        return MADE + zlib.compress(pickle.dumps(function(share), pickle.HIGHEST_PROTOCOL), 1)
    except Exception:  # noqa: BLE001 - the builder does the share itself, and meets it there
        return FAILED + traceback.format_exc().encode()
