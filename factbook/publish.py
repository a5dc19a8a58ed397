"""Writes the site: everything is rendered beside it first, and only a whole set moves in."""

from __future__ import annotations

import errno
import filecmp
import json
import os
import posixpath
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader, FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from factbook import publish_search
from factbook.frame import Frames
from factbook.frame_slots import TITLE_ANCHOR
from factbook.page import Page
from factbook.problem import Place, Problem
from factbook.publish_links import Links
from factbook.search_index import Found

RULE = "publish"


class Published(NamedTuple):
    """What a publication did: the files written and removed, and how many the site has."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    total: int


class Standing(NamedTuple):
    """A page of a site: its file, whether that differs from the site's, what problems name."""

    path: str
    differs: bool
    place: Place


class Hung(NamedTuple):
    """A page made ready: how it stands in the site, and what the search finds of it."""

    standing: Standing
    found: Found


class Anchored(NamedTuple):
    """What a page can be linked to by, as `Links.anchors` holds it, and what it links to."""

    anchors: str
    links: tuple[str, ...]


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
    stage, links = stage_of(root, site), Links(frames)
    hung = [hang(page, frames, stage, links)[0] for page in pages]
    ready: dict[str, bool] = {}
    problems = []
    for path, content in data_files:
        if path in ready:
            problems.append(_twice(Place(f"site/{path}", 1, 1), path))
        ready[path] = stage.write(path, content)
    for path, content in publish_search.files(frames, (page.found for page in hung)):
        ready[path] = stage.write(path, content)
    standing = [page.standing for page in hung]
    return finish(root, frames, stage, links, standing, ready, problems)


def stage_of(root: Path, site: Path) -> Stage:
    """Give the empty stage of a site."""
    return Stage(site, root / "build" / f"stage-{site.name}")


def hang(page: Page, frames: Frames, stage: Stage | Basket, links: Links) -> tuple[Hung, Anchored]:
    """Hang a page into its frame and make its file ready; `links` takes in its links."""
    path, location = frames.path(page.url), frames.location(page.url)
    html = frames.fill(page)
    differs = stage.write(path, html)
    place = Place(page.edit_path or f"site/{path}", 1, 1)
    headings = (f"#{heading.anchor}" for heading in page.headings)
    entries = (f"#{entry.anchor}" for entry in page.search if entry.anchor)
    found = links.add(
        path, page.body, place, more_anchors=(TITLE_ANCHOR,), more_links=(*headings, *entries)
    )
    # What is noted of a page is its own, whichever page of its frame comes first.
    anchored = Anchored(links.anchors[path], found)
    # The links of a frame are the same on each of its pages.
    if page.frame not in stage.painted:
        stage.painted.add(page.frame)
        links.add(path, html.decode(), place)
    findable = publish_search.found_of_page(page, location)
    return Hung(Standing(path, differs, place), findable), anchored


def finish(
    root: Path,
    frames: Frames,
    stage: Stage,
    links: Links,
    pages: Iterable[Standing],
    ready: Mapping[str, bool],
    problems: Iterable[Problem] = (),
    last: Callable[[], Mapping[str, bool]] = dict,
) -> Published | list[Problem]:
    """Add to the pages all that a site has beside them, and move it in; or tell problems.

    `links` knows the links of all pages that have been hung; `ready` are the files of data and
    search, by path, with whether they differ from the site's. `last` waits for those of them that
    may still be in the making, and gives whether they do.
    """
    problems = [*problems, *_beside(frames, stage, links, pages, ready), *links.problems()]
    stage.paths |= last()
    stage.drop_pieces()
    if problems:
        shutil.rmtree(stage.folder)
        return problems
    return stage.move_in(root / "build" / f"published-{stage.site.name}")


class Stage:
    """The folder beside the site in which a publication is made ready.

    Another holds pieces of which files of the site are put together.
    """

    def __init__(self, site: Path, folder: Path) -> None:
        self.site = site
        self.folder = folder
        self._pieces = folder.with_name(f"{folder.name}-pieces")
        self.drop_pieces()
        self.paths: dict[str, bool] = {}
        self.painted: set[str] = set()
        self._site_stands = site.is_dir()
        self._folders: set[str] = set()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def write(self, path: str, content: bytes) -> bool:
        """Make a file ready, unless the site has it with these very bytes; tell which."""
        differs = not (self._site_stands and _content(f"{self.site}/{path}") == content)
        if differs:
            with self._opened(path) as file:
                file.write(content)
        return differs

    def older(self, path: str) -> bytes:
        """Give a file as the site has it."""
        return (self.site / path).read_bytes()

    def rewrite(self, path: str, content: Sequence[bytes | slice]) -> bool:
        """Make ready a file of bytes and of stretches of the site's own, as `write` does."""
        with (self.site / path).open("rb") as older, _mapped(older) as view:
            if _is_same(content, view):
                return False
            with self._opened(path) as file:
                for piece in content:
                    if isinstance(piece, bytes):
                        file.write(piece)
                    else:
                        _copy(older, view, piece, file)
            return True

    def have_written(self, path: str, write: Callable[[Path], None]) -> bool:
        """Make a file ready that is written by a function, as `write` does."""
        self._make_folder(path)
        file = self.folder / path
        write(file)
        differs = not (self._site_stands and _are_same(file, self.site / path))
        if not differs:
            file.unlink()
        return differs

    def keep_pieces(self, name: str, pieces: Mapping[str, bytes]) -> None:
        """Keep pieces of files, by path, until the site has been published, for other processes."""
        self._pieces.mkdir(parents=True, exist_ok=True)
        lengths = json.dumps({path: len(piece) for path, piece in pieces.items()})
        (self._pieces / name).write_bytes(b"\n".join((lengths.encode(), b"".join(pieces.values()))))

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give the pieces of a file that are kept."""
        for kept in self._pieces.glob("*"):
            with kept.open("rb") as file:
                lengths = json.loads(file.readline())
                if path in lengths:
                    before = list(lengths).index(path)
                    file.seek(sum(list(lengths.values())[:before]), os.SEEK_CUR)
                    yield file.read(lengths[path])

    def drop_pieces(self) -> None:
        """Delete the pieces, also those of a publication that was interrupted."""
        shutil.rmtree(self._pieces, ignore_errors=True)

    def _make_folder(self, path: str) -> None:
        folder = posixpath.dirname(path)
        if folder in self._folders:
            return
        # Most pages have a folder of their own in one that is there.
        above = posixpath.dirname(folder)
        if above and above not in self._folders:
            os.makedirs(f"{self.folder}/{above}", exist_ok=True)  # noqa: PTH103
            self._folders.add(above)
        with suppress(FileExistsError):
            os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102
        self._folders.add(folder)

    def _opened(self, path: str) -> FileIO:
        self._make_folder(path)
        # Thousands of paths are taken as texts: making objects of them costs more than writing.
        return open(f"{self.folder}/{path}", "wb", buffering=0)  # noqa: PTH123

    def move_in(self, manifest: Path) -> Published:
        """Move what is ready into the site, then remove what an earlier publication left there.

        The manifest lists what was ever written, so that nothing else is removed; it is widened
        before the first file moves and narrowed after the last one is gone.
        """
        earlier = _listed(manifest)
        written = [path for path, differs in self.paths.items() if differs]
        stale = sorted(earlier - self.paths.keys())
        wide = earlier | self.paths.keys()
        if wide != earlier:
            _write_list(manifest, wide)
        if self._site_stands:
            for path in written:
                _move(self.folder / path, self.site / path)
            shutil.rmtree(self.folder)
        else:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(self.folder, self.site)
        removed = tuple(path for path in stale if _remove(self.site, path))
        if wide != self.paths.keys():
            _write_list(manifest, set(self.paths))
        return Published(tuple(written), removed, len(self.paths))


class Basket:
    """What takes the place of a stage on another machine: what is to be brought to the stage."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.pieces: dict[str, Mapping[str, bytes]] = {}
        self.painted: set[str] = set()

    def write(self, path: str, content: bytes) -> bool:
        """Take a file in; whether it differs from the site's is found out where the site is."""
        self.files[path] = content
        return True

    def keep_pieces(self, name: str, pieces: Mapping[str, bytes]) -> None:
        """Take pieces in."""
        self.pieces[name] = pieces

    def emptied(self) -> tuple[dict[str, bytes], dict[str, Mapping[str, bytes]]]:
        """Give the files and the pieces taken in since the last time."""
        taken = self.files, self.pieces
        self.files, self.pieces = {}, {}
        return taken


def _beside(
    frames: Frames,
    stage: Stage,
    links: Links,
    pages: Iterable[Standing],
    ready: Mapping[str, bool],
) -> Iterator[Problem]:
    for page in pages:
        if page.path in stage.paths:
            yield _twice(page.place, page.path)
        stage.paths[page.path] = page.differs
        links.files.add(page.path)
    for path, source in frames.files.items():
        _write(stage, links, path, source.read_bytes())
    for path, differs in ready.items():
        if path in stage.paths:
            yield _twice(Place(f"site/{path}", 1, 1), path)
        stage.paths[path] = differs
        links.files.add(path)
    for written in frames.hand_written:
        _write(stage, links, written.path, links.add_hand_written(written).encode())


def _write(stage: Stage, links: Links, path: str, content: bytes) -> None:
    stage.paths[path] = stage.write(path, content)
    links.files.add(path)


def _twice(place: Place, path: str) -> Problem:
    return Problem(
        place,
        RULE,
        f"{path} is written twice: by two pages, or by a page and a file",
        "give one of them another name",
    )


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return None


def _are_same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _copy(older: BufferedReader, view: memoryview, piece: slice, file: FileIO) -> None:
    """Copy a stretch of a file, in the kernel if it can: in half the time."""
    at = piece.start
    # Not every system and every disk can.
    with suppress(AttributeError, OSError):
        while at < piece.stop:
            copied = os.copy_file_range(older.fileno(), file.fileno(), piece.stop - at, at)
            if not copied:
                break
            at += copied
    with view[at : piece.stop] as left:
        file.write(left)


@contextmanager
def _mapped(file: BufferedReader) -> Iterator[memoryview]:
    """Give the bytes of a file without reading them all."""
    # An empty file cannot be mapped.
    if not os.fstat(file.fileno()).st_size:
        yield memoryview(b"")
        return
    with mmap(file.fileno(), 0, access=ACCESS_READ) as mapped, memoryview(mapped) as view:
        yield view


def _is_same(content: Iterable[bytes | slice], older: memoryview) -> bool:
    """Tell whether bytes and stretches of a file, put together, are that file."""
    at = 0
    for piece in content:
        length = len(piece) if isinstance(piece, bytes) else piece.stop - piece.start
        end = at + length
        if older[at:end] != piece if isinstance(piece, bytes) else piece.start != at:
            return False
        at = end
    return at == len(older)


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


def _listed(manifest: Path) -> set[str]:
    return set(manifest.read_text("utf-8").split("\n")) - {""} if manifest.is_file() else set()


def _write_list(manifest: Path, paths: set[str]) -> None:
    beside = manifest.with_name(manifest.name + ".new")
    beside.write_text("\n".join(sorted(paths)) + "\n", "utf-8")
    beside.replace(manifest)
