"""How far work has come, for whoever waits: a bar in a terminal, lines elsewhere, or nothing."""

from __future__ import annotations

import time
from typing import IO, Any

# Work that is done sooner needs no bar.
PATIENCE_SECONDS = 2.0
SECONDS_A_LINE = 10.0


class Progress:
    """To be told of work as it goes on; writes to `stream` what is worth telling."""

    def __init__(self, stream: IO[str], *, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._began: dict[str, float] = {}
        self._told = 0.0
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        """Take in that so much of some work is done."""
        if self._quiet:
            return
        now = time.monotonic()
        began = self._began.setdefault(what, now)
        if now - began < PATIENCE_SECONDS:
            return
        left = (now - began) / done * (of - done)
        if self._stream.isatty():
            self._draw(what, done, of)
        elif now - self._told >= SECONDS_A_LINE or (done == of and what in self._tasks):
            self._told = now
            self._tasks[what] = True
            self._stream.write(f"{what}: {done:,} of {of:,}, about {left:.0f} s left\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self, what: str, done: int, of: int) -> None:
        # Slow to import, and seldom needed.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        if self._bar is None:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Bar(*columns, console=Console(file=self._stream), transient=True)
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=of)
        self._bar.update(self._tasks[what], completed=done)
