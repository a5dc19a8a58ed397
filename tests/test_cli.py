"""The commands as their user runs them: what is printed, and the exit code."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from factbook.begin import begin
from factbook.cli import run
from factbook.store import Store
from tests.conftest import Lay

BRIDGE = "facts/bridges/eldebruecke.yml"


def _changed(root: Path, old: str, new: str, file: str = BRIDGE) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def test_clean_check_says_so_and_exits_0(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(factbook_of()), "check"]) == 0
    assert capsys.readouterr().out == "7 facts proven, no problems\n"


def test_problem_is_shown_with_place_source_and_help(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of()
    _changed(root, "value: about 120 m", "value: 120 m")
    assert run(["--root", str(root), "check"]) == 1
    assert capsys.readouterr().out == (
        'facts/bridges/eldebruecke.yml:14:12: value says "120 m", the quote says '
        '"Die Eldebrücke ist rund 120 Meter lang": about 120 m  [value-derived]\n'
        "   |\n"
        "14 |     value: 120 m\n"
        "   |            ^\n"
        'source: seeds/bruecke.txt:3  "... ma Holzbau Nord errichtet bei Malchow eine Brücke aus '
        "Holz. Die Eldebrücke ist rund 120 Meter lang und kostet 3,5 Millionen Euro, teilte "
        'Holzbau Nord am 4. Ma ..."\n'
        "help: write  value: about 120 m\n"
        "\n"
        "1 problem: 1 value-derived\n"
    )


def test_json_and_github_formats(factbook_of: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    root = factbook_of()
    _changed(root, "state: planned", "state: plannd")
    assert run(["--root", str(root), "check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": BRIDGE,
            "line": 41,
            "column": 12,
            "rule": "reference",
            "message": 'there is no state "plannd"',
            "help": "write  planned",
            "source": None,
        }
    ]
    assert run(["--root", str(root), "check", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        f"::error file={BRIDGE},line=41,col=12,title=reference::"
        'there is no state "plannd"%0Ahelp: write  planned\n'
        "\n"
        "1 problem: 1 reference\n"
    )


def test_check_of_a_path_tells_only_its_problems(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of()
    _changed(root, "value: about 120 m", "value: 120 m")
    assert run(["--root", str(root), "check", str(root / "facts/firms")]) == 0
    capsys.readouterr()
    assert run(["--root", str(root), "check", str(root / "facts/bridges")]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "No such command 'chek'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["check", "nowhere"], "there is no nowhere"),
        (["verify"], "name the facts to verify, such as aurora/length, or give --all"),
        (["verify", "eldebruecke/lenght"], "did you mean eldebruecke/length?"),
        (["verify", "eldebruecke/length", "--on", "21.11.2026"], '"21.11.2026" is no date'),
    ],
)
def test_wrong_usage_exits_2_and_says_what_is_wrong(
    arguments: list[str], message: str, factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(factbook_of()), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_verify_stamps_a_stale_fact(factbook_of: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    root = factbook_of()
    _changed(root, "statement: The bridge is about", "statement: The bridge measures about")
    assert run(["--root", str(root), "check"]) == 1
    assert "[verified-current]" in capsys.readouterr().out
    arguments = ["--root", str(root), "verify", "--all", "--yes", "--on", "2026-11-22"]
    assert run(arguments) == 0
    assert capsys.readouterr().out.startswith("eldebruecke/length: 2026-11-22 maintainers ")
    assert run(["--root", str(root), "check"]) == 0
    capsys.readouterr()
    assert run(arguments) == 0
    assert capsys.readouterr().out == "nothing to verify: every stamp is current\n"


def test_verify_shows_both_sides_and_stamps_only_on_yes(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = factbook_of()
    before = (root / BRIDGE).read_text("utf-8")
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert run(["--root", str(root), "verify", "eldebruecke/cost"]) == 0
    shown = capsys.readouterr().out
    assert "3.5 million EUR" in shown
    assert "kostet 3,5 Millionen Euro" in shown
    assert (root / BRIDGE).read_text("utf-8") == before


def test_coverage_counts_and_lists_what_is_left(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of()
    assert run(["--root", str(root), "coverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["bruecke", "7", "7", "0", "0", "0", "6", "5", "1", "0"]
    assert lines[2] == (
        "bruecke: 100.0 % of the editorial numerals read, 83.3 % of the editorial sentences cited"
    )


def test_stats_lists_counts_and_exceptions(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(factbook_of()), "stats"]) == 0
    shown = capsys.readouterr().out
    assert "facts                        7\n" in shown
    assert "reading: 0 (0.0 % of the facts)" in shown


def test_root_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(tmp_path / "ferries")
    monkeypatch.chdir(tmp_path)
    assert run(["--root", "ferries"]) == 0
    assert (tmp_path / "ferries/site/index.html").is_file()


def test_missing_settings_of_the_site_are_a_problem(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(factbook_of())]) == 1
    told = capsys.readouterr()
    assert "mkdocs.yml:1:1: the site has no settings: mkdocs.yml is missing" in told.out + told.err


def test_full_disk_is_told_in_a_line(
    factbook_of: Lay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "build/store.sqlite")

    monkeypatch.setattr(Store, "keep", is_full)
    assert run(["--root", str(factbook_of()), "check"]) == 1
    assert capsys.readouterr().err.endswith(
        "stopped: no space left on device: build/store.sqlite\n"
    )


def test_build_with_a_problem_leaves_the_site_as_it_was(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of({"site/index.html": "the last good site"})
    _changed(root, "state: planned", "state: reported")
    assert run(["--root", str(root)]) == 1
    assert (root / "site/index.html").read_text("utf-8") == "the last good site"
    assert "site/ was left as it was" in capsys.readouterr().err
