"""The frame around pages: the theme painted once a section by MkDocs, then filled page by page.

The only module that knows MkDocs, with the hook MkDocs calls (`frame_hook`), the run itself
(`frame_mkdocs`) and the reading of what was painted (`frame_slots`).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from factbook import frame_hook, frame_mkdocs, frame_slots
from factbook.frame_hook import FramePage
from factbook.page import Page
from factbook.problem import Place, Problem

PACKAGES = ("mkdocs", "mkdocs-material")
SHARED = "_frame/"

# What the theme ships and no page asks for: maps for debuggers, its own search.
UNUSED = (".map",)
UNUSED_FOLDERS = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "search/")
SEARCH_WORKER = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")


class FrameSpec(NamedTuple):
    """A frame to be painted: for one page at `url`, or for all pages beside a `url` in `_frame/`.

    `title` is its entry in the navigation, "" for none. `under` is the url of the page it is
    shown under; without it a frame `companies/_frame/` stands under `companies/`.
    """

    name: str
    url: str
    title: str = ""
    under: str = ""


class HandWritten(NamedTuple):
    """A page written by hand: its url, its file in the site, its source in docs/, its HTML.

    The page for addresses that do not exist has no source: the theme makes it.
    """

    url: str
    path: str
    source: str
    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, and all that MkDocs made beside them.

    `files` are assets to publish as they are (path in the site -> where they lie), `documents`
    the search entries of the hand-written pages, `search_config` what the theme's search reads,
    `search_worker` the script that it asks.
    """

    slots: Mapping[str, frame_slots.Slots]
    specs: Mapping[str, FrameSpec]
    hand_written: tuple[HandWritten, ...]
    files: Mapping[str, Path]
    documents: tuple[Mapping[str, object], ...]
    search_config: Mapping[str, object]
    search_worker: str
    directory_urls: bool
    site_url: str
    edit_url: str = field(default="")

    def fill(self, page: Page) -> bytes:
        """Hang a page into its frame: the whole HTML in UTF-8, in one join."""
        spec = self.specs[page.frame]
        if not _fits(spec, page.url):
            raise ValueError(f'the page "{page.url}" does not fit the frame "{spec.name}"')
        json_ld = page.json_ld.replace("<", "\\u003c")
        path = self.path(page.url)
        return self.slots[page.frame].fill(
            title=page.title,
            description=page.description,
            address=self.address(page.url),
            self_link=path.rpartition("/")[2],
            edit_address=self.edit_url + page.edit_path if self.edit_url and page.edit_path else "",
            headings=page.headings,
            body=page.body,
            json_ld=f'<script type="application/ld+json">{json_ld}</script>' if json_ld else "",
        )

    def path(self, url: str) -> str:
        """Give the file of a page in the site: `companies/openai/` -> `companies/openai.html`."""
        return path_of(url, directory_urls=self.directory_urls)

    def location(self, url: str) -> str:
        """Give what links and the search call a page, relative to the site's root."""
        return url if self.directory_urls else self.path(url)

    def location_at(self, path: str) -> str:
        """Give the location of the page whose file in the site this is."""
        return path.removesuffix("index.html") if self.directory_urls else path

    def address(self, url: str) -> str:
        """Give the canonical address of a page, "" for a site that has none."""
        return self.site_url + self.location(url) if self.site_url else ""


def path_of(url: str, *, directory_urls: bool) -> str:
    """Give the file a page's url stands for, in either style of urls."""
    if directory_urls or not url:
        return url + "index.html"
    return url[:-1] + ".html"


def build(
    root: Path,
    specs: Sequence[FrameSpec],
    out: Path | None = None,
    *,
    directory_urls: bool = True,
    site_url: str,
    edit_url: str = "",
    site_name: str = "",
    description: str = "",
) -> Frames | list[Problem]:
    """Paint the frames into `out` (build/frame) if what they are made of changed; read them.

    `site_url` and `edit_url` are absolute and end with "/", or are "": where the site will stand,
    and what comes before a file's path in the repository's web editor. `site_name` and
    `description` stand above those in mkdocs.yml.
    """
    if not (root / frame_mkdocs.CONFIGURATION).is_file():
        return [
            Problem(
                Place(frame_mkdocs.CONFIGURATION, 1, 1),
                frame_mkdocs.RULE,
                "the site has no settings: mkdocs.yml is missing",
                "put it back; `build.py init FOLDER` writes one to begin with",
            )
        ]
    out = out or root / "build" / "frame"
    pages = [_frame_page(spec, specs) for spec in specs]
    settings = {
        "use_directory_urls": directory_urls,
        "site_url": site_url or None,
        "edit_uri": edit_url + "docs/" if edit_url else None,
        "site_name": site_name or None,
        "site_description": description or None,
    }
    stamp = out.with_name(out.name + ".fingerprint")
    fingerprint = _fingerprint(root, pages, settings)
    if not (stamp.is_file() and stamp.read_text("ascii") == fingerprint and out.is_dir()):
        stamp.unlink(missing_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        problems = frame_mkdocs.paint(root, pages, out, settings)
        if problems:
            return problems
        # Written last: a painting that was interrupted is painted again.
        stamp.write_text(fingerprint, "ascii")
    return _read(
        root, out, specs, directory_urls=directory_urls, site_url=site_url, edit_url=edit_url
    )


def _frame_page(spec: FrameSpec, specs: Sequence[FrameSpec]) -> FramePage:
    above = spec.under or (spec.url.removesuffix(SHARED) if _is_shared(spec) else "")
    listed = {other.url for other in specs if other.title and other.url}
    return FramePage(
        path=_markdown_path(spec.url),
        markdown=frame_slots.FRAME_MARKDOWN,
        title=spec.title,
        section=_markdown_path(above) if above in listed else "",
        edit_path=frame_slots.EDIT,
    )


def _markdown_path(url: str) -> str:
    return (url[:-1] or "index") + ".md"


def _is_shared(spec: FrameSpec) -> bool:
    return spec.url.endswith(SHARED)


def _fits(spec: FrameSpec, url: str) -> bool:
    if not _is_shared(spec):
        return url == spec.url
    folder = spec.url.removesuffix(SHARED)
    return url.startswith(folder) and url.count("/") == spec.url.count("/")


def _fingerprint(root: Path, pages: Sequence[FramePage], settings: Mapping[str, object]) -> str:
    """Sum up all that the frames are made of: settings, hand-written pages, theme, versions."""
    # Slow to import where nothing else has done so, and needed here alone.
    from importlib.metadata import version

    seen = hashlib.sha256()
    seen.update(json.dumps([pages, settings, [version(name) for name in PACKAGES]]).encode())
    code = [Path(module.__file__ or "") for module in (frame_hook, frame_mkdocs)]
    for path in [*code, root / frame_mkdocs.CONFIGURATION]:
        seen.update(path.read_bytes())
    for folder in (root / "docs", root / frame_mkdocs.THEME):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = path.read_bytes()
            seen.update(f"\n{path.relative_to(root).as_posix()} {len(content)}\n".encode())
            seen.update(content)
    return seen.hexdigest()


def _read(
    root: Path,
    out: Path,
    specs: Sequence[FrameSpec],
    *,
    directory_urls: bool,
    site_url: str,
    edit_url: str,
) -> Frames | list[Problem]:
    slots: dict[str, frame_slots.Slots] = {}
    problems: list[Problem] = []
    for spec in specs:
        path = path_of(spec.url, directory_urls=directory_urls)
        location = spec.url if directory_urls else path
        try:
            slots[spec.name] = frame_slots.read(
                (out / path).read_text("utf-8"),
                address=site_url + location if site_url else "",
                edit_address=f"{edit_url}docs/{frame_slots.EDIT}" if edit_url else "",
                self_link="_frame.html" if _is_shared(spec) and not directory_urls else "",
            )
        except frame_slots.SlotError as error:
            problems.append(_slot_problem(spec, error))
    workers = [
        name
        for path in out.glob("assets/javascripts/workers/*")
        if SEARCH_WORKER.fullmatch(name := path.relative_to(out).as_posix())
    ]
    if len(workers) != 1:
        problems.append(_worker_problem(workers))
    if problems:
        return problems
    painted = {path_of(spec.url, directory_urls=directory_urls) for spec in specs}
    search = json.loads((out / "search" / "search_index.json").read_text("utf-8"))
    files = {
        path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()
    }
    hand_written = {
        name: path for name, path in files.items() if name.endswith(".html") and name not in painted
    }
    return Frames(
        slots=slots,
        specs={spec.name: spec for spec in specs},
        hand_written=tuple(_hand_written(root, name, path) for name, path in hand_written.items()),
        files={
            name: path
            for name, path in files.items()
            if name not in painted
            and name not in hand_written
            and not name.endswith(UNUSED)
            and not name.startswith(("sitemap.xml", *UNUSED_FOLDERS))
        },
        documents=tuple(search["docs"]),
        search_config=search["config"],
        search_worker=workers[0],
        directory_urls=directory_urls,
        site_url=site_url,
        edit_url=edit_url,
    )


def _hand_written(root: Path, name: str, path: Path) -> HandWritten:
    html = path.read_text("utf-8")
    if name == "404.html":
        return HandWritten(name, name, "", "", html)
    stem = name.removesuffix("index.html").rstrip("/").removesuffix(".html")
    source = f"docs/{stem or 'index'}.md"
    markdown = (root / source).read_text("utf-8")
    return HandWritten(f"{stem}/" if stem else "", name, source, markdown, html)


def _slot_problem(spec: FrameSpec, error: frame_slots.SlotError) -> Problem:
    return Problem(
        Place(f"{frame_mkdocs.THEME}/main.html", 1, 1),
        frame_mkdocs.RULE,
        f'the frame "{spec.name}" cannot be filled: {error}',
        "keep what main.html adds to the theme; compare with the theme's own templates",
    )


def _worker_problem(workers: Sequence[str]) -> Problem:
    return Problem(
        Place(frame_mkdocs.CONFIGURATION, 1, 1),
        frame_mkdocs.RULE,
        f"the theme has {len(workers)} scripts that search, in place of one",
        "keep the search plugin, and the version of the theme that is pinned",
    )
