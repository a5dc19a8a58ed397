"""`build.py serve` in a process of its own: a saved record is on the page, a broken one is told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import chromium, lay_out
from tests.conftest import ROOT

PATIENCE_SECONDS = 60.0
RECORD = "facts/projects/soofi.yml"


@dataclass
class Served:
    """A running server: its folder, its process, its address and what it has printed."""

    root: Path
    process: subprocess.Popen[str]
    address: str = ""
    lines: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Take in all that is printed."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("serving "):
                self.address = line.split()[1]

    def page(self) -> str:
        """Fetch the sheet of the changed record."""
        with urllib.request.urlopen(self.address + "projects/soofi/") as answer:
            text: str = answer.read().decode("utf-8")
        return text


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    root = lay_out(tmp_path / "book")
    # Where tests run in the background of a shell, programs they start would not hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(root), "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"},
    ) as process:
        served = Served(root, process)
        threading.Thread(target=served.listen, daemon=True).start()
        yield served
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def _wait(told: object, every: float = 0.05) -> None:
    assert callable(told)
    end = time.monotonic() + PATIENCE_SECONDS
    while not told():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(every)


def test_saved_record_is_shown_and_a_broken_one_leaves_the_last_good_page(server: Served) -> None:
    _wait(lambda: server.address)
    assert "/_serve.js" in server.page()
    record = server.root / RECORD
    text = record.read_text("utf-8")
    changed = text.replace("name: SOOFI\n", "name: SOOFI at work\naliases_: []\n", 1)
    assert changed != text
    record.write_text(changed, "utf-8")
    _wait(lambda: any("there is no key aliases_ here" in line for line in server.lines))
    assert "SOOFI at work" not in server.page()
    record.write_text(changed.replace("aliases_: []\n", ""), "utf-8")
    _wait(lambda: "SOOFI at work" in server.page())


def test_a_killed_build_is_told_and_the_next_save_is_built(server: Served) -> None:
    _wait(lambda: server.address)
    record = server.root / RECORD
    text = record.read_text("utf-8")
    record.write_text(text.replace("name: SOOFI\n", "name: SOOFI at work\n", 1), "utf-8")
    # What is made is laid aside long enough to be seen, though perhaps not the first time.
    for number in range(20):
        _wait((server.root / "build/stage-site").exists, every=0.001)
        for process in _begun(server.process.pid):
            os.kill(process, signal.SIGKILL)
        time.sleep(0.5)
        if any("save again to build again" in line for line in server.lines):
            break
        record.write_text(text.replace("name: SOOFI\n", f"name: SOOFI {number}\n", 1), "utf-8")
    said = "the build was ended by SIGKILL, perhaps for want of memory; save again to build again\n"
    assert said in server.lines
    record.write_text(text.replace("name: SOOFI\n", "name: SOOFI again\n", 1), "utf-8")
    _wait(lambda: "SOOFI again" in server.page())


def _begun(server: int) -> list[int]:
    """Give the processes that a server has begun."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text()
    return [int(process) for process in children.split()]


def test_what_is_saved_during_a_build_is_built_too(server: Served) -> None:
    _wait(lambda: server.address)
    record = server.root / RECORD
    text = record.read_text("utf-8")
    for number in range(40):
        record.write_text(text.replace("name: SOOFI\n", f"name: SOOFI {number}\n", 1), "utf-8")
        time.sleep(0.05)
    _wait(lambda: "SOOFI 39" in server.page())
    assert not any("Traceback" in line for line in server.lines)


def test_taken_port_is_told_with_another(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "book")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, str(ROOT / "build.py"), "--root", str(root), "serve"]
        done = subprocess.run(
            [*command, "--port", str(port)], capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == (
        f"port {port} cannot be had: address already in use; try  --port {port + 1}\n"
    )


def test_a_browser_shows_the_problem_over_the_last_good_page_and_reloads_when_it_is_mended(
    server: Served, browser: Browser
) -> None:
    _wait(lambda: server.address)
    record = server.root / RECORD
    text = record.read_text("utf-8")
    page = browser.new_page()
    page.goto(server.address + "projects/soofi/")
    record.write_text(text.replace("name: SOOFI\n", "name: SOOFI\nnames: []\n", 1), "utf-8")
    told = page.get_by_role("alert")
    told.wait_for(timeout=PATIENCE_SECONDS * 1000)
    assert "there is no key names here" in (told.text_content() or "")
    assert page.locator("h1").first.text_content() == "SOOFI"
    record.write_text(text.replace("name: SOOFI\n", "name: SOOFI at work\n", 1), "utf-8")
    page.get_by_role("heading", name="SOOFI at work", exact=True).wait_for(
        timeout=PATIENCE_SECONDS * 1000
    )
    assert told.count() == 0
    page.close()
