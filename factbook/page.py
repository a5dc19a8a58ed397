"""A page as `render` makes it and `publish` hangs it into a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Heading(NamedTuple):
    """An entry of the page's table of contents: the anchor, its text (not HTML), level 2 or 3."""

    anchor: str
    title: str
    level: int


class SearchEntry(NamedTuple):
    """One result the search can give: an anchor of the page ("" for the page), title and text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site that is made from records.

    `frame` names the frame it hangs in, `url` is relative to the site's root and ends with "/"
    ("" is the home page). `body` is HTML that begins below the page's `<h1>`; every other field
    is plain text. `edit_path` is the record's file in the repository, "" for pages made of many.
    """

    frame: str
    url: str
    title: str
    description: str
    body: str
    headings: tuple[Heading, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    edit_path: str = ""
    json_ld: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A frame that pages need: its name, the url it is painted at, and its entry in the navigation.

    Pages that stand side by side share one, at a `url` that ends with "_frame/"; its title is "".
    """

    frame: str
    url: str
    title: str
