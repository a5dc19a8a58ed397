"""Offline bundles: the whole site as a ZIP and as one HTML file, made from a checked factbook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from factbook import export, frame, render
from factbook.bundle.commit import commit_of
from factbook.bundle.manifest import told_of
from factbook.bundle.pages_file import one_file
from factbook.bundle.site_zip import packed_site
from factbook.check import placed
from factbook.export.datapackage import name_of
from factbook.frame import FrameSpec
from factbook.model import Factbook
from factbook.page import Page
from factbook.problem import PlacedProblem, Problem
from factbook.publish import publish
from factbook.render import Links

DIST = "dist"
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that was written: its file relative to the root, its size, its SHA-256."""

    file: str
    size: int
    sha256: str


def bundle(book: Factbook, root: Path) -> tuple[Made | PlacedProblem, ...]:
    """Write the bundles into `root/dist`; gives them, or the problems for which there are none."""
    specs = [FrameSpec(part.frame, part.url, part.title) for part in render.sections(book)]
    frames = frame.build(
        root,
        specs,
        root / "build" / "frame-offline",
        directory_urls=False,
        site_url="",
        site_name=book.site.name,
        description=book.site.scope,
    )
    if isinstance(frames, list):
        return tuple(placed(root, frames))
    made = list(render.pages(book, root, links=Links(directory_urls=False)))
    problems = [page for page in made if isinstance(page, Problem)]
    pages = [page for page in made if isinstance(page, Page)]
    data = dict(export.data_files(book))
    site = root / "build" / "offline"
    if not problems:
        published = publish(root, pages, frames, data.items(), site)
        problems = published if isinstance(published, list) else []
    if problems:
        return tuple(placed(root, problems))
    told = told_of(book, commit_of(root))
    name = name_of(book.site.name)
    return _write(
        root / DIST,
        {
            f"{name}.zip": packed_site(told, _tree(site), _licence(book, root)),
            f"{name}.html": one_file(told, book, frames, pages, data),
        },
    )


def _write(folder: Path, files: dict[str, bytes]) -> tuple[Made, ...]:
    folder.mkdir(exist_ok=True)
    made = tuple(
        Made(f"{DIST}/{name}", len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    )
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = "".join(f"{one.sha256}  {one.file.removeprefix(f'{DIST}/')}\n" for one in made)
    (folder / SUMS).write_text(sums, "ascii")
    return made


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _licence(book: Factbook, root: Path) -> str:
    """Give the licence of the facts, as the records' folder words it if it does."""
    worded = root / "facts" / "LICENSE"
    if worded.is_file():
        return worded.read_text("utf-8")
    return f"Facts: {book.site.licence}, {book.site.licence_url}\n"
