"""Offline bundles: made from a checked factbook, the same bytes again, proven."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factbook.bundle.verify import Verified, verify
from factbook.cli import run
from tests.browsing import lay_out
from tests.conftest import ROOT

NAME = "ai-infrastructure-factbook"
BOTH = pytest.mark.parametrize("kind", ["zip", "html"])


@pytest.fixture(scope="module")
def root(bundled: Path) -> Path:
    return bundled


@pytest.fixture(scope="module")
def bundles(root: Path) -> dict[str, bytes]:
    return {kind: (root / f"dist/{NAME}.{kind}").read_bytes() for kind in ("zip", "html")}


def proven(root: Path, raw: bytes) -> Verified:
    return verify(raw, root / "seeds")


@BOTH
def test_a_bundle_as_made_is_proven(root: Path, bundles: dict[str, bytes], kind: str) -> None:
    found = proven(root, bundles[kind])
    assert found.faults == ()
    assert found.quotes == found.told["citations"] > found.told["facts"] > 300
    facts = json.loads((root / "build/offline/data/facts.json").read_bytes())
    assert found.told["as_of"] == facts["as_of"]
    assert found.told["licence"] == "CC BY 4.0"


def test_verify_tells_what_it_proved_and_one_digest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["--root", str(root), "bundle", "--verify", str(root / f"dist/{NAME}.zip")]) == 0
    told = capsys.readouterr().out.splitlines()
    lines = (root / "dist/SHA256SUMS").read_text("ascii").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert told[1].endswith("quotes stand at their places in the seeds")
    assert told[-1] == f"SHA-256 {sums[f'{NAME}.zip']}"


def test_sums_are_those_of_the_usual_tool(root: Path) -> None:
    subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=root / "dist", check=True)


def test_two_clones_of_a_commit_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the folder, the day and the settings of the machine."""
    origin = tmp_path / "origin"
    origin.mkdir()
    lay_out(origin)
    (origin / ".gitignore").write_text("/build/\n/dist/\n", "ascii")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.autocrlf=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]):
        subprocess.run([*git, *command], cwd=origin, check=True)
    made: list[dict[str, bytes]] = []
    settings = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    others = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "99"}
    for name, told in (("one", settings), ("other/deeper", others)):
        clone = tmp_path / name
        subprocess.run([*git, "clone", "-q", str(origin), str(clone)], check=True)
        subprocess.run(
            [sys.executable, ROOT / "build.py", "--root", clone, "bundle"],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], **told},
            umask=0o027 if made else 0o022,
            check=True,
        )
        made.append({path.name: path.read_bytes() for path in (clone / "dist").iterdir()})
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=clone, check=True, capture_output=True, text=True
        )
        found = verify(made[-1][f"{NAME}.zip"], clone / "seeds")
        assert found.told["commit"] == commit.stdout.strip()
    assert made[0] == made[1]


def test_files_that_differ_from_the_commit_are_told(root: Path, tmp_path: Path) -> None:
    from factbook.bundle.commit import commit_of

    assert commit_of(root) == ""
    place = tmp_path / "book"
    place.mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    (place / "a").write_text("a", "ascii")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]):
        subprocess.run([*git, *command], cwd=place, check=True)
    assert len(commit_of(place)) == 40
    (place / "a").write_text("b", "ascii")
    assert commit_of(place).endswith(" with changes")


def test_a_problem_leaves_the_bundles_as_they_were(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "book"
    shutil.copytree(root, place)
    before = (place / f"dist/{NAME}.zip").read_bytes()
    record = place / "facts/projects/soofi.yml"
    record.write_text(record.read_text("utf-8").replace("more than 1000 GPU", "1000 GPU"), "utf-8")
    assert run(["--root", str(place), "bundle"]) == 1
    assert "[value-derived]" in capsys.readouterr().out
    assert (place / f"dist/{NAME}.zip").read_bytes() == before
