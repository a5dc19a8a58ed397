"""Every case in tests/cases/ok has no problem; every one in tests/cases/bad has those it expects.

A case is a folder whose files are laid over those of tests/cases/base. The folder of a bad case is
named RULE--WHAT, and its expected.txt is the exact output. After a wanted change of a message:
python tests/refresh_expected.py, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.check import READING_RULES, RULES, check
from factbook.cli import run
from factbook.problem import as_text
from tests.conftest import CASES, lay_over

OK = sorted(path for path in (CASES / "ok").iterdir() if path.is_dir())
BAD = sorted(path for path in (CASES / "bad").iterdir() if path.is_dir())
# What people type wrong who know YAML a little.
MISTYPED = [case for case in BAD if "--mistyped-" in case.name]
NAMES = [*READING_RULES, *(name for name, _ in RULES)]


def printed(root: Path) -> str:
    """Give what `build.py check` prints for the problems of a factbook."""
    return "\n\n".join(as_text(problem) for problem in check(root).problems)


def _files(case: Path) -> list[Path]:
    return [path for part in ("facts", "seeds") for path in (case / part).rglob("*.*")]


def test_base_has_no_problem(tmp_path: Path) -> None:
    assert printed(lay_over(CASES / "base", tmp_path)) == ""


@pytest.mark.parametrize("case", OK, ids=lambda path: path.name)
def test_ok_case_has_no_problem(case: Path, tmp_path: Path) -> None:
    assert _files(case), f"{case.name} changes nothing"
    assert printed(lay_over(case, tmp_path)) == ""


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.name)
def test_bad_case_prints_what_it_expects(case: Path, tmp_path: Path) -> None:
    rule = case.name.partition("--")[0]
    output = printed(lay_over(case, tmp_path))
    assert f"[{rule}]" in output
    assert output + "\n" == (case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_has_a_case_that_passes_and_one_that_fails(rule: str) -> None:
    assert any(case.name.partition("--")[0] == rule for case in BAD)
    assert any(case.name.partition("--")[0] == rule for case in OK)


def test_every_bad_case_is_named_for_a_rule() -> None:
    assert {case.name.partition("--")[0] for case in BAD} <= set(NAMES)


@pytest.mark.parametrize("case", MISTYPED, ids=lambda path: path.name)
def test_mistyping_gives_one_message_that_says_what_to_write(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_over(case, tmp_path)
    assert run(["--root", str(root), "check"]) == 1
    output = capsys.readouterr()
    told = [line for line in output.out.splitlines() if line.startswith("help: ")]
    assert len(told) == 1
    assert "Traceback" not in output.out + output.err


def test_thirty_mistypings_are_tried() -> None:
    assert len(MISTYPED) >= 30
