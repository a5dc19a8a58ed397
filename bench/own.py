"""The factbook of this repository, measured as whole processes."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.aside import put_aside
from bench.process import run

ROUNDS, COLD_ROUNDS = 10, 3
# What is copied: everything a build reads.
_COPIED = ("facts", "seeds", "docs", "templates", "mkdocs.yml")
_RECORD = "facts/companies/sap.yml"


def measured(folder: Path, origin: Path) -> Iterator[tuple[str, float, float]]:
    """Give what was done with a copy of the factbook, with the medians of wall and CPU seconds."""
    put_aside(folder, folder.parent)
    folder.mkdir(parents=True)
    for name in _COPIED:
        source = origin / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copyfile(source, folder / name)
    build = (sys.executable, str(origin / "build.py"), "--root", str(folder))
    record = folder / _RECORD
    text = record.read_text("utf-8")

    def edit(number: int) -> None:
        record.write_text(text.replace("summary: >-\n", f"summary: >-\n  {'So' * number}.\n"))

    def forget(_: int) -> None:
        for name in ("build", "site"):
            put_aside(folder / name, folder.parent)

    def nothing(_: int) -> None:
        """Leave all as it is."""

    for what, command, before, rounds in (
        ("cold build", build, forget, COLD_ROUNDS),
        ("check, nothing changed", (*build, "check"), nothing, ROUNDS),
        ("check, one record edited", (*build, "check"), edit, ROUNDS),
        ("build, nothing changed", build, nothing, ROUNDS),
        ("build, one record edited", build, edit, ROUNDS),
    ):
        yield what, *_medians(command, before, rounds, folder)


def _medians(
    command: tuple[str, ...], before: Callable[[int], None], rounds: int, folder: Path
) -> tuple[float, float]:
    log = folder / "log.txt"
    # The first run reads what the measured ones have in store.
    before(0)
    run(command, folder, log)
    runs = []
    for number in range(1, rounds + 1):
        before(number)
        runs.append(run(command, folder, log))
    return (
        statistics.median(one.wall for one in runs),
        statistics.median(one.cpu for one in runs),
    )
