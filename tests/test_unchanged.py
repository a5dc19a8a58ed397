"""What a command said is said again only while all it read and wrote is as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factbook.unchanged import Last

PAST = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("facts/kinds/one.yml", "seeds/one.txt", "site/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
        _aged(path)
    return tmp_path


def _aged(path: Path, seconds: int = 0) -> None:
    os.utime(path, (PAST + seconds, PAST + seconds))


def _last(root: Path) -> Last:
    return Last(root, "build", ("site",))


def test_what_was_said_is_said_again(root: Path) -> None:
    assert _last(root).said() is None
    _last(root).say("1 fact proven")
    assert _last(root).said() == "1 fact proven"
    assert Last(root, "check").said() is None


@pytest.mark.parametrize("name", ["facts/kinds/one.yml", "seeds/one.txt", "site/index.html"])
def test_a_file_changed_added_or_deleted_makes_the_command_work(root: Path, name: str) -> None:
    for change in (
        lambda path: _aged(path, 1),
        lambda path: path.with_name("two.yml").write_text("", "utf-8"),
        lambda path: path.unlink(),
    ):
        _last(root).say("clean")
        change(root / name)
        assert _last(root).said() is None


def test_a_file_saved_a_moment_ago_is_not_trusted(root: Path) -> None:
    (root / "facts/kinds/one.yml").write_text("new", "utf-8")
    _last(root).say("clean")
    assert _last(root).said() is None


def test_a_file_saved_while_the_command_works_counts_as_changed(root: Path) -> None:
    last = _last(root)
    _aged(root / "seeds/one.txt", 5)
    last.say("clean")
    assert _last(root).said() is None


def test_a_damaged_note_is_passed_over(root: Path) -> None:
    _last(root).say("clean")
    (root / "build/unchanged.json").write_text("{", "utf-8")
    assert _last(root).said() is None


def test_an_editors_own_files_do_not_count(root: Path) -> None:
    _last(root).say("clean")
    (root / "facts/kinds/.one.yml.swp").write_text("", "utf-8")
    (root / "facts/kinds/one.yml~").write_text("", "utf-8")
    assert _last(root).said() == "clean"


@pytest.mark.parametrize("count", [2, 40])
def test_files_written_after_the_look_are_looked_at_again(root: Path, count: int) -> None:
    for number in range(count):
        (root / f"site/{number}.html").write_text("old", "utf-8")
    last = _last(root)
    last.look()
    (root / "site/0.html").unlink()
    (root / "site/new.html").write_text("new", "utf-8")
    (root / "site/.new").write_text("an editor's own", "utf-8")
    _aged(root / "site/index.html", 7)
    last.say("clean", ["site/0.html", "site/new.html", "site/.new", "site/index.html"])
    assert _last(root).said() == "clean"
    (root / "site/new.html").unlink()
    assert _last(root).said() is None


def test_a_file_that_others_write_after_the_look_counts_as_changed(root: Path) -> None:
    for number in range(10):
        (root / f"site/{number}.html").write_text("old", "utf-8")
    last = _last(root)
    last.look()
    assert last._look is not None
    last._look.result()
    _aged(root / "site/3.html", 7)
    _aged(root / "site/4.html", 7)
    last.say("clean", ["site/4.html"])
    assert _last(root).said() is None
