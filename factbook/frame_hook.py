"""What MkDocs calls while it paints the frames: it adds the frame pages and their navigation.

`factbook.frame` hands the frame pages over in `extra.frames`, a list of `FramePage`. Only
documented events and classes of MkDocs are used; plain `mkdocs build` works too, without frames.
"""

from __future__ import annotations

import logging
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
    """Put the entries of the frames in the place the navigation keeps for them."""
    entries = [{frame["title"]: frame["path"]} for frame in _frames(config) if frame["title"]]
    navigation: list[object] = []
    for item in config.nav or []:
        navigation += entries if item == NAVIGATION_PLACEHOLDER else [item]
    config.nav = navigation
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
