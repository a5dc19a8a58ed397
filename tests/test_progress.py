"""Progress is told of work that takes its time, and of no other."""

from __future__ import annotations

import io
from functools import partial

import pytest

from factbook.progress import Progress


def _told(monkeypatch: pytest.MonkeyPatch, seconds: list[float], *, quiet: bool = False) -> str:
    """Give what is written when a tenth of the work is done at each of these times."""
    stream = io.StringIO()
    tell = Progress(stream, quiet=quiet)
    for done, now in enumerate(seconds, 1):
        monkeypatch.setattr("factbook.progress.time.monotonic", partial(float, 100.0 + now))
        tell("checking", done, 10)
    tell.close()
    return stream.getvalue()


def test_quick_work_is_not_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(monkeypatch, [0.1 * n for n in range(10)]) == ""


def test_lines_say_how_much_is_done_and_how_long_it_will_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = _told(monkeypatch, [3.0 * n for n in range(10)])
    assert told.splitlines() == [
        "checking: 2 of 10, about 12 s left",
        "checking: 6 of 10, about 10 s left",
        "checking: 10 of 10, about 0 s left",
    ]


def test_nothing_is_told_where_quiet_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _told(monkeypatch, [3.0 * n for n in range(10)], quiet=True) == ""
