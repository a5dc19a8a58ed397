"""The workflows keep what anybody can write apart from what may write to the repository."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))


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


def test_forms_ask_with_ids_that_a_link_can_fill() -> None:
    for name, wanted in (("wrong-fact", "fact"), ("propose-source", "url")):
        form = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text("utf-8"))
        ids = [part["id"] for part in form["body"]]
        assert wanted in ids
        assert len(ids) == len(set(ids))


def test_hooks_are_of_this_repository_only() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]
