"""Work in a process of its own gives what it would give here, and its process never outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factbook.apart import KilledError, apart, prepared
from factbook.workers import begun
from tests.conftest import ROOT

PATIENCE_SECONDS = 30.0


def _are_gone(processes: list[int]) -> bool:
    return not any(Path(f"/proc/{process}").exists() for process in processes)


def _wait(told: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not told():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_the_result_comes_from_another_process_which_is_gone() -> None:
    process, text = apart(lambda: (os.getpid(), "ä" * 1_000_000))
    assert text == "ä" * 1_000_000
    assert process != os.getpid()
    assert _are_gone([process])


def test_an_exception_is_raised_here_and_tells_where_it_was_raised_there() -> None:
    def refuse() -> None:
        raise OSError(28, "No space left on device", "site/index.html")

    with pytest.raises(OSError, match="No space left") as caught:
        apart(refuse)
    assert (caught.value.errno, caught.value.filename) == (28, "site/index.html")
    assert "in refuse" in caught.value.__notes__[0]


def test_a_killed_process_is_told_and_what_it_had_begun_is_ended(tmp_path: Path) -> None:
    begun_there = tmp_path / "begun"

    def be_killed() -> None:
        wait = begun(_sleep_long, [begun_there] * 2)
        _wait(lambda: begun_there.exists() and begun_there.read_text().count("\n") == 2)
        os.kill(os.getpid(), signal.SIGKILL)
        wait()

    with pytest.raises(KilledError, match=r"^ended by SIGKILL$"):
        apart(be_killed)
    processes = [int(line) for line in begun_there.read_text().split()]
    _wait(lambda: _are_gone(processes))
    assert apart(lambda: "again") == "again"


def _sleep_long(begun_there: Path) -> None:
    with begun_there.open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(2 * PATIENCE_SECONDS)


def test_a_process_that_exits_is_told() -> None:
    with pytest.raises(KilledError, match=r"^ended with exit code 3$"):
        apart(lambda: os._exit(3))


def test_work_is_prepared_before_it_is_wanted(tmp_path: Path) -> None:
    note = tmp_path / "note"
    done = prepared(lambda: note.write_text(str(os.getpid())), lambda count: count)
    _wait(lambda: note.exists() and note.read_text() != "")
    process = note.read_text()
    assert Path(f"/proc/{process}").exists()
    assert done() == len(process)


def test_what_is_killed_while_it_waits_is_begun_again(tmp_path: Path) -> None:
    note = tmp_path / "note"
    done = prepared(lambda: note.write_text(str(os.getpid())), lambda _: os.getpid())
    _wait(lambda: note.exists() and note.read_text() != "")
    killed = int(note.read_text())
    os.kill(killed, signal.SIGKILL)
    time.sleep(0.2)
    assert done() != killed


def test_a_preparation_that_fails_is_tried_again_and_told_then(tmp_path: Path) -> None:
    file = tmp_path / "file"
    done = prepared(file.read_text, lambda text: text)
    time.sleep(0.2)
    file.write_text("there")
    assert done() == "there"
    file.unlink()
    with pytest.raises(FileNotFoundError):
        prepared(file.read_text, lambda text: text)()


def test_an_interruption_while_a_process_is_begun_is_not_lost() -> None:
    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGINT)

    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    armed = [interrupt]
    os.register_at_fork(after_in_parent=lambda: armed.pop()() if armed else None)
    try:
        with pytest.raises(KeyboardInterrupt):
            prepared(lambda: None, lambda _: None)
        assert not armed
    finally:
        signal.signal(signal.SIGINT, handler)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_the_process_that_waits_for_it(how: signal.Signals, tmp_path: Path) -> None:
    begun_there = tmp_path / "begun"
    program = (
        "import signal; from pathlib import Path\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from factbook.apart import apart; from tests.test_apart import _sleep_long\n"
        f"apart(lambda: _sleep_long(Path({str(begun_there)!r})))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=-1) as process:
        _wait(lambda: begun_there.exists() and begun_there.read_text().endswith("\n"))
        process.send_signal(how)
        process.wait(PATIENCE_SECONDS)
    _wait(lambda: _are_gone([int(begun_there.read_text())]))
