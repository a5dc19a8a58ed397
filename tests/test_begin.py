"""`init` begins a factbook in an empty folder: green at once, and in need of nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from factbook.begin import STARTER, begin
from factbook.check import check
from factbook.cli import run
from factbook.record import CitationRecord, EntityRecord, FactRecord, Record
from factbook.schemas import schemas
from factbook.shape import shaped
from factbook.yamlfile import parse
from tests.conftest import ROOT

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a factbook as it was begun; tests only read its records."""
    folder = tmp_path_factory.mktemp("begun") / "ferries"
    begin(folder)
    return folder


def test_begun_factbook_has_no_problem_and_current_schemas(begun: Path) -> None:
    found = check(begun)
    assert found.problems == ()
    assert found.factbook is not None
    for name, text in schemas(found.factbook).items():
        assert (begun / "schemas" / name).read_text("utf-8") == text


def test_begun_factbook_is_built_by_its_own_code(tmp_path: Path) -> None:
    folder = tmp_path / "ferries"
    begin(folder)
    said = [
        subprocess.run(
            [sys.executable, "build.py", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for arguments in ([], ["bundle"], ["bundle", "--verify", "dist/ferry-factbook.zip"])
    ]
    assert said[0].startswith("4 facts proven, ")
    assert "4 of 4 quotes stand at their places in the seeds" in said[2]
    assert (folder / "site/ferries/aurora/index.html").is_file()


def test_begun_factbook_leaves_nothing_of_its_source_over(begun: Path, capsys: Output) -> None:
    assert run(["--root", str(begun), "coverage"]) == 0
    first = capsys.readouterr().out.splitlines()[1].split()
    assert (first[0], first[5], first[-1]) == ("nordholm-courier", "0", "0")


def test_init_tells_where_and_what_comes_next(tmp_path: Path, capsys: Output) -> None:
    folder = tmp_path / "ferries"
    assert run(["init", str(folder)]) == 0
    assert capsys.readouterr().out == (
        f"{folder} holds a factbook of 4 facts, to be made your own\n"
        f"cd {folder}, then:  python build.py serve   (README.md tells the steps)\n"
    )


def test_init_keeps_what_a_code_host_puts_into_an_empty_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.tmp\n", "utf-8")
    assert run(["init", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "*.tmp\n"


def test_init_overwrites_nothing(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert run(["init", str(tmp_path)]) == 2
    said = f"Error: {tmp_path} is not empty: it holds notes.txt; name another folder\n"
    assert capsys.readouterr().err.endswith(said)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert run(["init", str(tmp_path / "notes.txt")]) == 2
    said = "notes.txt is a file; name a folder that is empty, or not there yet\n"
    assert capsys.readouterr().err.endswith(said)


def test_init_does_not_begin_a_factbook_within_the_generator(capsys: Output) -> None:
    folder = ROOT / "templates" / "ferries"
    assert run(["init", str(folder)]) == 2
    said = "lies in the generator itself; name a folder outside of it\n"
    assert capsys.readouterr().err.endswith(said)
    assert not folder.exists()


def test_settings_of_the_starter_are_those_of_this_site_but_for_its_pages() -> None:
    """What the theme needs must not drift apart; names and hand-written pages may."""
    own = {"site_name", "site_description", "copyright", "nav", "exclude_docs"}
    ours, theirs = (
        yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8")) for folder in (ROOT, STARTER)
    )
    assert {key: ours[key] for key in ours.keys() - own} == {
        key: theirs[key] for key in theirs.keys() - own
    }


def test_readme_of_the_starter_shows_every_key_of_a_record_that_is_read() -> None:
    text = (STARTER / "facts/README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    models: tuple[type[Record], ...] = (EntityRecord, FactRecord, CitationRecord)
    for model in models:
        for name, field in model.model_fields.items():
            assert re.search(rf"^[ -]*{field.alias or name}:", example[1], re.MULTILINE), name
    parsed = parse("facts/README.md", example[1])
    assert not isinstance(parsed, list), parsed
    assert isinstance(shaped(TypeAdapter(EntityRecord), EntityRecord, parsed), EntityRecord)
