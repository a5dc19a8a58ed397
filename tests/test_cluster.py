"""A build over a cluster gives the bytes of a build here, whatever happens to its workers."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest
from distributed import Client

from bench.corpus import write_corpus
from factbook import cluster_crew
from factbook.cli import WRONG_USAGE, run
from factbook.cluster import Cluster
from factbook.site import Built, build_site
from tests.conftest import ROOT

ENTITIES = 80
LONGEST_SECONDS = 60.0
Output = pytest.CaptureFixture[str]
Tell = Callable[[str, int, int], None]
Found = TypeVar("Found")


class Processes:
    """A scheduler and workers as people start them, in folders that have nothing of ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._told("scheduler", r"Scheduler at:\s+(tcp://\S+)")
        self.client = Client(self.address, set_as_default=False)

    def worker(self, name: str, *options: str, **environment: str) -> int:
        """Start a worker of one thread, and wait until it is there; gives its process."""
        options = ("--nthreads", "1", "--name", name, "--local-directory", name, *options)
        self._start("worker", self.address, *options, **environment)
        return _awaited(lambda: self.pids().get(name))

    def pids(self) -> dict[str, int]:
        """Give the process of each worker that is there, by name."""
        found = self.client.run(lambda dask_worker: (dask_worker.name, os.getpid()))
        return dict(found.values())

    def addresses(self) -> dict[str, str]:
        """Give the address of each worker that is there, by name."""
        found = self.client.run(lambda dask_worker: (dask_worker.name, dask_worker.address))
        return dict(found.values())

    def ours(self) -> list[psutil.Process]:
        """Give the processes that workers have begun for a build."""
        found = [it for one in self.pids().values() for it in psutil.Process(one).children()]
        return [it for it in found if "cluster_process" in " ".join(it.cmdline())]

    def kill(self, name: str) -> None:
        """Kill a worker while it works on a share."""
        process = psutil.Process(self.pids()[name])
        # Held up, so that the share is not finished before.
        held: set[psutil.Process] = set()

        def hold() -> int:
            for ours in set(process.children(recursive=True)) - held:
                ours.suspend()
                held.add(ours)
            return self._open_shares(name)

        _awaited(hold)
        process.kill()
        for ours in held:
            ours.kill()

    def _open_shares(self, name: str) -> int:
        def count(dask_scheduler: Any) -> int:
            workers = dask_scheduler.workers.values()
            return sum(len(worker.processing) for worker in workers if worker.name == name)

        found: int = self.client.run_on_scheduler(count)
        return found

    def end(self) -> None:
        """End all that was started, and what that has started."""
        self.client.close()
        for process in self._running:
            for one in (*psutil.Process(process.pid).children(recursive=True), process):
                one.kill()
            process.wait()

    def _start(self, what: str, *options: str, **environment: str) -> None:
        with (self._folder / f"{what}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", what, *options, "--no-dashboard"],
                cwd=self._folder,
                env=os.environ | environment,
                stderr=log,
            )
        self._running.append(process)

    def _told(self, what: str, pattern: str) -> str:
        log = self._folder / f"{what}.log"
        return _awaited(lambda: re.search(pattern, log.read_text("utf-8")))[1]


def _awaited(find: Callable[[], Found | None]) -> Found:
    """Give what is found as soon as there is something."""
    end = time.monotonic() + LONGEST_SECONDS
    while not (found := find()):
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)
    return found


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    started = Processes(tmp_path)
    yield started
    started.end()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a made-up factbook, built here."""
    root = tmp_path_factory.mktemp("corpus") / "book"
    write_corpus(ENTITIES, root, ROOT)
    assert isinstance(build_site(root, lambda *_: None), Built)
    return root


@pytest.fixture
def book(corpus: Path, tmp_path: Path) -> Path:
    """Give the same factbook, of which nothing is made but the frames."""
    root = tmp_path / "book"
    left_out = shutil.ignore_patterns("site", "store.sqlite", "published-site")
    shutil.copytree(corpus, root, ignore=left_out)
    return root


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what is said of workers. They are waited for as long as a slow machine takes."""
    monkeypatch.setattr(cluster_crew, "PATIENCE_SECONDS", LONGEST_SECONDS)
    return []


def _build(root: Path, address: str, said: list[str], tell: Tell = lambda *_: None) -> None:
    with closing(Cluster(address, said.append)) as over:
        over.reach()
        assert isinstance(build_site(root, tell, over), Built)


def _assert_same(one: Path, other: Path) -> None:
    files = [sorted(it for it in root.rglob("*") if it.is_file()) for root in (one, other)]
    names = [
        [path.relative_to(root) for path in found]
        for root, found in zip((one, other), files, strict=True)
    ]
    assert names[0] == names[1]
    assert [a for a, b in zip(*files, strict=True) if a.read_bytes() != b.read_bytes()] == []


def _once(event: Callable[[], object]) -> Tell:
    """Give what has something happen when the first pages have come back, and others have not."""
    threads: list[threading.Thread] = []

    def tell(what: str, done: int, of: int) -> None:
        if what == "making pages" and not threads:
            assert done < of
            threads.append(threading.Thread(target=event))
            threads[0].start()

    return tell


def test_killed_worker_changes_no_byte(
    processes: Processes, corpus: Path, book: Path, said: list[str]
) -> None:
    processes.worker("stays", "--no-nanny")
    processes.worker("dies", "--no-nanny")
    _build(book, processes.address, said, _once(lambda: processes.kill("dies")))
    assert list(processes.pids()) == ["stays"]
    assert said == []
    _assert_same(corpus / "site", book / "site")


def test_only_worker_may_die_and_come_back(
    processes: Processes, corpus: Path, book: Path, said: list[str]
) -> None:
    first = processes.worker("returns")
    _build(book, processes.address, said, _once(lambda: processes.kill("returns")))
    assert processes.pids()["returns"] != first
    assert said == []
    _assert_same(corpus / "site", book / "site")


def test_what_no_worker_is_left_for_is_done_here(
    processes: Processes,
    corpus: Path,
    book: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    processes.worker("dies", "--no-nanny")

    def kill() -> None:
        monkeypatch.setattr(cluster_crew, "PATIENCE_SECONDS", 2.0)
        processes.kill("dies")

    _build(book, processes.address, said, _once(kill))
    assert said == [f"{_no_workers(processes.address)}. What is left is done here"]
    _assert_same(corpus / "site", book / "site")


def test_worker_with_another_version_is_named_or_passed_over(
    processes: Processes, tmp_path: Path, corpus: Path, book: Path, said: list[str], capsys: Output
) -> None:
    other = tmp_path / "other"
    (other / "jinja2-0.1.dist-info").mkdir(parents=True)
    (other / "jinja2-0.1.dist-info/METADATA").write_text("Name: jinja2\nVersion: 0.1\n", "utf-8")
    processes.worker("fit", "--no-nanny")

    def another(what: str, done: int, of: int) -> None:
        # There when pages are handed out, and not when the build made sure of its workers.
        if (what, done) == ("checking", of):
            processes.worker("unfit", "--no-nanny", PYTHONPATH=str(other))

    _build(book, processes.address, said, another)
    unfit = processes.addresses()["unfit"]
    difference = f"jinja2 0.1 (here {version('jinja2')})"
    assert said == [f"the worker {unfit} is passed over: {difference}"]
    _assert_same(corpus / "site", book / "site")

    assert run(["--root", str(book), "check", "--cluster", processes.address]) == WRONG_USAGE
    assert capsys.readouterr().err == (
        f"Error: the worker {unfit} has {difference}: give it the Python and the packages of "
        "this machine (requirements.txt and requirements-cluster.txt)\n"
    )


def test_command_says_what_keeps_it_from_a_cluster(
    processes: Processes,
    book: Path,
    said: list[str],
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster_crew, "PATIENCE_SECONDS", 0.5)
    address = processes.address

    def told(address: str) -> str:
        assert run(["--root", str(book), "build", "--cluster", address]) == WRONG_USAGE
        return capsys.readouterr().err.removeprefix("Error: ").rstrip("\n")

    assert told(address) == _no_workers(address)
    assert told("127.0.0.1:1") == (
        "no scheduler answers at 127.0.0.1:1 within 0 seconds: start one with  dask scheduler"
    )
    assert told("here") == (
        "\"here\" is no address of a scheduler, HOST:PORT: missing port number in address 'here'"
    )
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert told(address) == (
        "dask is not installed: run  "
        "python -m pip install --require-hashes -r requirements-cluster.txt"
    )


def test_address_stands_behind_its_command(capsys: Output) -> None:
    assert run(["--cluster", "here:8786", "check"]) == WRONG_USAGE
    assert "write  build.py check --cluster here:8786" in capsys.readouterr().err


def test_exception_of_a_share_is_raised_here(processes: Processes, said: list[str]) -> None:
    processes.worker("one", "--no-nanny")
    with closing(Cluster(processes.address, said.append)) as over:
        # Whatever can be pickled is work, and its begin is called once on each machine.
        sums = over.shares_of(partial(partial, math.fsum), [[1, 2], [3], ["four"]])
        assert [next(sums), next(sums)] == [3, 3]
        with pytest.raises(TypeError, match="must be real number"):
            next(sums)
    assert not processes.ours()
    assert said == [
        "a share that failed in the cluster is done here: TypeError: must be real number, not str"
    ]


def test_work_that_no_worker_can_begin_is_done_here(
    processes: Processes, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    processes.worker("one", "--no-nanny")
    # Nobody else comes.
    monkeypatch.setattr(cluster_crew, "PATIENCE_SECONDS", 2.0)
    with closing(Cluster(processes.address, said.append)) as over:
        assert list(over.shares_of(_begin_here, [[1, 2], [3]])) == [3, 3]
    worker = processes.addresses()["one"]
    assert said == [
        f"the worker {worker} is passed over: ModuleNotFoundError: No module named 'tests'",
        f"{processes.address} has no workers left. What is left is done here",
    ]


def _begin_here() -> Callable[[Sequence[int]], int]:
    return sum


def _no_workers(address: str) -> str:
    return (
        f"the scheduler at {address} has no workers: start one on each machine with  "
        f"dask worker {address}"
    )
