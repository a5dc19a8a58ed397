"""Where a cold build spends its time: each step by itself, in one process, in CPU seconds."""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from bench.process import run
from factbook import export, frame, publish, publish_search, render, sheet
from factbook.check import RULES
from factbook.frame import Frames, FrameSpec
from factbook.load import load
from factbook.page import Page
from factbook.part import whole
from factbook.problem import Problem
from factbook.publish_links import Links
from factbook.render import Press, Templates

Result = TypeVar("Result")
_START = "import factbook.cli, factbook.site"


def steps(root: Path, origin: Path) -> Iterator[tuple[str, float]]:
    """Give each step of building the factbook in `root` from nothing, with its CPU seconds.

    Raises ValueError where the factbook has problems.
    """
    for name in ("build", "site"):
        shutil.rmtree(root / name, ignore_errors=True)
    # As build.py sets them.
    gc.set_threshold(50_000, 20, 100)
    log = root / "steps.txt"
    yield "start of Python and of the modules", run((sys.executable, "-c", _START), origin, log).cpu
    log.unlink()
    book, seconds = _timed(lambda: load(root).factbook)
    if book is None:
        raise ValueError(f"{root} cannot be read")
    yield "load: YAML read, shaped and understood", seconds
    part = whole(book)
    for name, rule in RULES:
        found, seconds = _timed(lambda rule=rule: list(rule(book, part)))  # type: ignore[misc]
        if found:
            raise ValueError(f"{root} has problems")
        yield f"rule {name}", seconds
    specs = [FrameSpec(one.frame, one.url, one.title) for one in render.sections(book)]
    frames, seconds = _timed(lambda: frame.build(root, specs, site_url="https://bench.example/"))
    assert isinstance(frames, Frames)
    yield "frame: one run of MkDocs", seconds
    yield from _pages(Press(sheet.lookup_of(book), Templates(root), render.Links()), frames, root)
    chunks, seconds = _timed(lambda: {id: export.chunk_of(book, id) for id in book.entities.raw})
    yield "data: what each entity adds", seconds
    common = export.common_part(book)

    def texts() -> list[bytes]:
        return [
            export.joined(it.parts, {id: of.texts.get(it.path, ()) for id, of in chunks.items()})
            for it in export.joined_texts(book, common, chunks)
        ]

    _, seconds = _timed(texts)
    yield "data: the files of all", seconds
    rows = ((id, chunks[id].rows) for id in export.in_order_of_facts(chunks))
    _, seconds = _timed(lambda: export.database(root / "build/steps.sqlite", book, common, rows))
    yield "data: SQLite", seconds


def _pages(press: Press, frames: Frames, root: Path) -> Iterator[tuple[str, float]]:
    spent: dict[str, float] = {}
    made: list[Page] = []
    for name, id in render.page_names(press.lookup.book):
        page, seconds = _timed(lambda name=name, id=id: press.page(name, id))  # type: ignore[misc]
        assert isinstance(page, Page)
        made.append(page)
        kind = {"entity": "sheets", "source": "source pages"}.get(name, "lists and other pages")
        spent[kind] = spent.get(kind, 0.0) + seconds
    for kind, seconds in spent.items():
        yield f"pages: {kind}", seconds
    stage, links = publish.stage_of(root, root / "site"), Links(frames)
    hung, seconds = _timed(lambda: [publish.hang(it, frames, stage, links)[0] for it in made])
    yield "frames filled, links and search words found, files written", seconds
    # Pages lead to the data files, which are made further below.
    entities = (f"{export.FOLDER}{id}.json" for id in press.lookup.book.entities.raw)
    ready = dict.fromkeys((*entities, *export.joined_paths(), *export.SCHEMA_PATHS), False)

    def finish() -> publish.Published | list[Problem]:
        for path, content in publish_search.files(frames, (page.found for page in hung)):
            ready[path] = stage.write(path, content)
        standing = [page.standing for page in hung]
        return publish.finish(root, frames, stage, links, standing, ready)

    published, seconds = _timed(finish)
    if isinstance(published, list):
        raise ValueError(f"{root} has links that lead nowhere")  # noqa: TRY004
    yield "search written, links checked, all moved in", seconds
    shutil.rmtree(root / "site")


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    before = time.process_time()
    made = work()
    return made, time.process_time() - before
