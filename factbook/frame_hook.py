"""What MkDocs calls while it paints the frames: it adds the frame pages and their navigation.

`factbook.frame` hands the frame pages over in `extra.frames`, a list of `FramePage`. Only
documented events and classes of MkDocs are used; plain `mkdocs build` works too, without frames.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

NAVIGATION_PLACEHOLDER = "_frames"

log = logging.getLogger("mkdocs.factbook")


class FramePage(TypedDict):
    """A frame page: its path under docs/, its Markdown, and where the navigation shows it.

    `title` is its entry in the navigation, "" for none; `section` is the path of the page it is
    shown under while it is painted, "" for none; `edit_path` stands in its edit link.
    """

    path: str
    markdown: str
    title: str
    section: str
    edit_path: str


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the entries of the frames in the places the navigation keeps for them.

    `_frames/glossary` is the place of one frame, in any section; `_frames` that of all others.
    """
    entries = {
        f"{NAVIGATION_PLACEHOLDER}/{frame['path'].removesuffix('.md')}": {
            frame["title"]: frame["path"]
        }
        for frame in _frames(config)
        if frame["title"]
    }
    placed = set(_placeholders(config.nav or []))
    others = [entry for name, entry in entries.items() if name not in placed]
    config.nav = _filled(config.nav or [], entries, others)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the frame pages to the hand-written ones, which they must not hide."""
    from mkdocs.structure.files import File, InclusionLevel

    for frame in _frames(config):
        if files.get_file_from_path(frame["path"]) is not None:
            log.warning("Doc file '%s' stands where a page made from records goes.", frame["path"])
            continue
        file = File.generated(
            config,
            frame["path"],
            content=frame["markdown"],
            inclusion=InclusionLevel.INCLUDED if frame["title"] else InclusionLevel.NOT_IN_NAV,
        )
        file.edit_uri = frame["edit_path"]
        files.append(file)
    return files


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Show a frame page under its section, in a navigation that only this page sees.

    So its tab is active, it has a breadcrumb, and a phone finds its contents in the menu.
    """
    # Pages made from records have no fixed neighbour, so no page is told of one.
    page.previous_page = page.next_page = None
    sections = {frame["path"]: frame["section"] for frame in _frames(config)}
    above = sections.get(page.file.src_uri)
    if above:
        context["nav"] = _with_section(nav, above, page)
    return context


def _placeholders(items: list[object]) -> Iterator[str]:
    """Give the named places of a navigation, those within sections too."""
    for item in items:
        if isinstance(item, str) and item.startswith(f"{NAVIGATION_PLACEHOLDER}/"):
            yield item
        for section in item.values() if isinstance(item, dict) else ():
            if isinstance(section, list):
                yield from _placeholders(section)


def _filled(
    items: list[object], entries: Mapping[str, object], others: list[dict[str, str]]
) -> list[object]:
    """Give a navigation with entries in its places; a place for which there is none is left out."""
    filled: list[object] = []
    for item in items:
        if item == NAVIGATION_PLACEHOLDER:
            filled += others
        elif isinstance(item, str) and item.startswith(f"{NAVIGATION_PLACEHOLDER}/"):
            filled += [entries[item]] if item in entries else []
        elif isinstance(item, dict):
            filled.append(
                {
                    title: _filled(part, entries, others) if isinstance(part, list) else part
                    for title, part in item.items()
                }
            )
        else:
            filled.append(item)
    return filled


def _with_section(nav: Navigation, path: str, page: Page) -> Navigation:
    from mkdocs.structure.nav import Navigation, Section
    from mkdocs.structure.pages import Page

    items = list(nav.items)
    for position, item in enumerate(items):
        if isinstance(item, Page) and item.file.src_uri == path:
            section = Section(item.title or "", [item, page])
            section.active = True
            page.parent = section
            items[position] = section
    return Navigation(items, nav.pages)


def _frames(config: MkDocsConfig) -> list[FramePage]:
    frames: list[FramePage] = config.extra.get("frames", [])
    return frames
