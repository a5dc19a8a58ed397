"""The made-up factbook of the benchmark: always the same, and without a problem."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import ONE_CONTRADICTION_IN, write_corpus
from bench.steps import steps
from factbook.check import check
from factbook.problem import as_text
from tests.conftest import ROOT

SIZE = ONE_CONTRADICTION_IN * 2


def _content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_corpus(SIZE, tmp_path / name, ROOT)
    assert _content(tmp_path / "one") == _content(tmp_path / "other")


def test_every_record_is_proven(tmp_path: Path) -> None:
    write_corpus(SIZE, tmp_path, ROOT)
    checked = check(tmp_path)
    assert [as_text(problem) for problem in checked.problems] == []
    assert checked.factbook is not None
    assert len(checked.factbook.facts) == 10 * SIZE
    assert len(checked.factbook.disagreements) == SIZE // ONE_CONTRADICTION_IN


def test_every_step_of_a_build_can_be_timed(tmp_path: Path) -> None:
    write_corpus(2, tmp_path, ROOT)
    found = dict(steps(tmp_path, ROOT))
    ends = "search written, links checked, all moved in"
    assert {"pages: sheets", "rule statement-fits", "data: SQLite", ends} <= found.keys()
    assert all(seconds >= 0 for seconds in found.values())
