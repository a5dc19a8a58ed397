"""Writes the site: everything is rendered beside it first, and only a whole set moves in."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from factbook import publish_search
from factbook.frame import Frames
from factbook.frame_slots import TITLE_ANCHOR
from factbook.page import Page
from factbook.problem import Place, Problem
from factbook.publish_links import Links

RULE = "publish"


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did: the files written and removed, and how many the site has."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


def publish(
    root: Path,
    pages: Iterable[Page],
    frames: Frames,
    data_files: Iterable[tuple[str, bytes]],
    site: Path,
) -> Published | list[Problem]:
    """Write the site of these pages and data files (path in the site, content) into `site`.

    Files that would not change are not touched. With a problem, or when interrupted before all
    is rendered, the site stays as it was.
    """
    stage = Stage(site, root / "build" / f"stage-{site.name}")
    problems = _render(pages, frames, data_files, stage)
    if problems:
        shutil.rmtree(stage.folder)
        return problems
    return stage.move_in(root / "build" / f"published-{site.name}")


class Stage:
    """The folder beside the site in which a publication is made ready."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self.folder = folder
        self.paths: dict[str, bool] = {}
        self._site_stands = site.is_dir()
        self._folders: set[Path] = set()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def write(self, path: str, content: bytes) -> None:
        """Make a file ready, unless the site has it with these very bytes."""
        differs = not (self._site_stands and _content(self.site / path) == content)
        self.paths[path] = differs
        if differs:
            target = self.folder / path
            if target.parent not in self._folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(target.parent)
            target.write_bytes(content)

    def move_in(self, manifest: Path) -> Published:
        """Move what is ready into the site, then remove what an earlier publication left there.

        The manifest lists what was ever written, so that nothing else is removed; it is widened
        before the first file moves and narrowed after the last one is gone.
        """
        earlier = set(manifest.read_text("utf-8").split("\n")) if manifest.is_file() else set()
        written = [path for path, differs in self.paths.items() if differs]
        stale = sorted(earlier - self.paths.keys() - {""})
        _write_list(manifest, earlier | self.paths.keys())
        if self._site_stands:
            for path in written:
                _move(self.folder / path, self.site / path)
            shutil.rmtree(self.folder)
        else:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(self.folder, self.site)
        removed = tuple(path for path in stale if _remove(self.site, path))
        _write_list(manifest, set(self.paths))
        return Published(tuple(written), removed, len(self.paths))


def _render(
    pages: Iterable[Page],
    frames: Frames,
    data_files: Iterable[tuple[str, bytes]],
    stage: Stage,
) -> list[Problem]:
    links = Links(frames)
    problems: list[Problem] = []
    documents: list[Mapping[str, object]] = []
    # What pages need comes first, so that a page never stands without its style.
    for path, source in frames.files.items():
        stage.write(path, source.read_bytes())
        links.files.add(path)
    for path, content in data_files:
        stage.write(path, content)
        links.files.add(path)
    painted: set[str] = set()
    addresses: list[str] = []
    for page in pages:
        path, location = frames.path(page.url), frames.location(page.url)
        if path in stage.paths:
            problems.append(_twice(page, path))
            continue
        html = frames.fill(page)
        stage.write(path, html.encode())
        # The links of a frame are the same on each of its pages.
        checked = page.body if page.frame in painted else html
        painted.add(page.frame)
        more = (TITLE_ANCHOR,) if checked is page.body else ()
        place = _place(page, path)
        links.add(path, checked, place, more_anchors=more)
        anchors = [heading.anchor for heading in page.headings]
        anchors += [entry.anchor for entry in page.search if entry.anchor]
        links.want(path, [f"#{anchor}" for anchor in anchors], place)
        documents += publish_search.documents_of(page, location)
        addresses.append(frames.address(page.url))
    for written in frames.hand_written:
        html = links.add_hand_written(written)
        stage.write(written.path, html.encode())
        if written.source:
            addresses.append(frames.address(written.url))
    stage.write(publish_search.INDEX, publish_search.index(frames, documents))
    if frames.site_url:
        for path, content in publish_search.sitemap(addresses):
            stage.write(path, content)
    return [*problems, *links.problems()]


def _place(page: Page, path: str) -> Place:
    return Place(page.edit_path or f"site/{path}", 1, 1)


def _twice(page: Page, path: str) -> Problem:
    return Problem(
        _place(page, path),
        RULE,
        f"{path} is written twice: by two pages, or by a page and a file",
        "give one of them another name",
    )


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The site is on another disk: copy beside the target, then replace it in one step.
        beside = target.with_name(target.name + ".new")
        shutil.copyfile(source, beside)
        beside.replace(target)


def _remove(site: Path, path: str) -> bool:
    """Remove a file of the site, and the folders it leaves empty."""
    target = site / path
    try:
        target.unlink()
    except FileNotFoundError:
        return False
    for folder in target.parents:
        if folder == site or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def _write_list(manifest: Path, paths: set[str]) -> None:
    text = "\n".join(sorted(paths - {""})) + "\n"
    if not manifest.is_file() or manifest.read_text("utf-8") != text:
        beside = manifest.with_name(manifest.name + ".new")
        beside.write_text(text, "utf-8")
        beside.replace(manifest)
