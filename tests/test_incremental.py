"""A build that makes only what has changed gives the bytes of a build that makes everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from factbook import joining, making
from factbook.making import Made
from factbook.problem import as_text
from factbook.site import Built, build_site
from tests import edits
from tests.conftest import CASES, ROOT
from tests.frame_site import lay_frame

SEQUENCES = 8
STEPS = 6


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a factbook about ferries, built once, which tests copy."""
    root = lay_frame(tmp_path_factory.mktemp("ferries"))
    for name in ("facts", "seeds"):
        shutil.copytree(CASES / "site/ferries" / name, root / name)
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    assert isinstance(built(root), Built)
    return root


def built(root: Path) -> Built | str:
    """Build; gives what was built, or the problems as they are printed."""
    done = build_site(root, lambda *_: None)
    return done if isinstance(done, Built) else "\n\n".join(map(as_text, done))


def cold(root: Path, folder: Path) -> Path:
    """Build a copy of a factbook as if for the first time; only the painted frames are kept."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", "store.sqlite*"))
    return folder


def tree(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def copied(painted: Path, folder: Path) -> Path:
    shutil.copytree(painted, folder)
    return folder


def test_nothing_is_written_where_nothing_has_changed(painted: Path, tmp_path: Path) -> None:
    root = copied(painted, tmp_path / "warm")
    # A copy has other times than those that were noted; the second build knows them.
    built(root)
    done = built(root)
    assert isinstance(done, Built)
    assert done.published.written == ()


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_warm_build_equals_a_cold_one(
    painted: Path, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Data files are joined in other processes, or in this one.
    monkeypatch.setattr(joining, "LEAST_JOINED", 1 if seed % 2 else 1000)
    # The search is changed where it lies, however many pages have changed, or only where few have.
    monkeypatch.setattr(making, "MOST_CHANGED", 0 if seed % 4 < 3 else joining.MOST_CHANGED)
    random = Random(seed)
    root = copied(painted, tmp_path / "warm")
    told = []
    for step in range(STEPS):
        before = cold(root, tmp_path / "before")
        edit = random.choice(edits.EDITS)
        told.append(edit.__name__)
        edit(root, random)
        if edit in edits.UNSTAMPING and random.random() < 0.8:
            edits.restamped(root, random)
        warm, expected = built(root), built(cold(root, tmp_path / "cold"))
        if isinstance(expected, str):
            assert warm == expected, f"{told}: other problems than a cold build tells"
            if random.random() < 0.7:
                # Most often, people take back what was wrong.
                for name in ("facts", "seeds", "templates"):
                    shutil.rmtree(root / name)
                    shutil.copytree(before / name, root / name)
                assert isinstance(built(root), Built) or step, told
            continue
        assert isinstance(warm, Built), f"{told}: {warm}"
        assert tree(root) == tree(tmp_path / "cold"), told


@pytest.mark.parametrize(
    "file",
    [
        "data/facts.json",
        "data/factbook.sqlite",
        "data/facts.csv",
        "data/datapackage.json",
        "data/schemas/facts.schema.json",
    ],
)
def test_a_data_file_that_was_deleted_is_made_again_beside_an_edit(
    painted: Path, tmp_path: Path, file: str
) -> None:
    root = copied(painted, tmp_path / "warm")
    built(root)
    (root / "site" / file).unlink()
    record = next(iter(sorted((root / "facts").glob("*/*.yml"))))
    text = record.read_text("utf-8")
    record.write_text(text.replace("summary: >-\n", "summary: >-\n  Well.\n"), "utf-8")
    assert isinstance(built(root), Built)
    assert isinstance(built(cold(root, tmp_path / "cold")), Built)
    assert tree(root) == tree(tmp_path / "cold")
    assert sorted(path.name for path in (root / "build").glob("*-pieces")) == []


def test_a_page_made_by_a_build_that_failed_is_made_again(painted: Path, tmp_path: Path) -> None:
    root = copied(painted, tmp_path / "warm")
    assert isinstance(built(root), Built)
    record = next(
        path
        for path in sorted((root / "facts").glob("*/*.yml"))
        if "summary: >-\n" in path.read_text("utf-8")
    )
    record.write_text(
        record.read_text("utf-8").replace("summary: >-\n", "summary: >-\n  Well.\n"), "utf-8"
    )
    template = root / "templates/pages/timeline.html.j2"
    whole = template.read_text("utf-8")
    template.write_text(whole + "{{ nothing.of_the_kind }}\n", "utf-8")
    assert isinstance(built(root), str)
    template.write_text(whole, "utf-8")
    assert isinstance(built(root), Built)
    assert isinstance(built(cold(root, tmp_path / "cold")), Built)
    assert tree(root) == tree(tmp_path / "cold")


def test_many_pages_that_were_deleted_are_made_again_beside_an_edit(
    painted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(painted, tmp_path / "warm")
    assert isinstance(built(root), Built)
    for page in (root / "site").glob("*/*/index.html"):
        page.unlink()
    record = next(
        path
        for path in sorted((root / "facts").glob("*/*.yml"))
        if "summary: >-\n" in path.read_text("utf-8")
    )
    text = record.read_text("utf-8")
    record.write_text(text.replace("summary: >-\n", "summary: >-\n  Well.\n"), "utf-8")
    # What the edit makes stale is few, what was deleted is not; and joining has begun by then.
    monkeypatch.setattr(joining, "LEAST_JOINED", 1)
    monkeypatch.setattr(making, "LEAST", 9)
    forked: list[int] = []

    def counted(
        make: Callable[[Sequence[str]], Made],
        coming: Iterator[list[str]],
        is_for_others: Callable[[Sequence[str]], bool],
    ) -> Iterator[Made]:
        shares = list(coming)
        forked.append(sum(map(len, shares)))
        return map(make, shares)

    monkeypatch.setattr(making, "shares_of", counted)
    assert isinstance(built(root), Built)
    assert len(forked) == 1
    assert forked[0] >= 9
    assert isinstance(built(cold(root, tmp_path / "cold")), Built)
    assert tree(root) == tree(tmp_path / "cold")
