"""Every link of the site leads to a page, a file and an anchor that exist."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factbook.frame import Frames, HandWritten
from factbook.problem import Place, Problem

RULE = "link"
SHEET = "sheet:"

_SHEET_LINK = re.compile(rf'href="({SHEET}([^"#]*)(#[^"]*)?)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a link of a page was written: its place, and the words that stand there."""

    place: Place
    words: str


OriginOf = Callable[[str], Origin]


@dataclass(slots=True)
class Links:
    """The links and anchors seen so far: pages are added one by one, `problems` is asked last."""

    frames: Frames
    files: set[str] = field(default_factory=set)
    anchors: dict[str, str] = field(default_factory=dict)
    wanted: dict[tuple[str, str], tuple[str, str, OriginOf]] = field(default_factory=dict)
    doubled: list[tuple[str, str, OriginOf]] = field(default_factory=list)

    def add(
        self, path: str, html: str, origin_of: OriginOf, *, more_anchors: Iterable[str] = ()
    ) -> None:
        """Take in the links and anchors of the file `path` of the site.

        `origin_of` tells where a link was written; `more_anchors` are those the file has outside
        of `html`.
        """
        anchors = [*_values(html, " id"), *more_anchors]
        if len(set(anchors)) != len(anchors):
            twice = min(anchor for anchor in anchors if anchors.count(anchor) > 1)
            self.doubled.append((path, twice, origin_of))
        self.files.add(path)
        # One string a page: a set for each would cost more memory than all else here.
        self.anchors[path] = "\n".join(["", *anchors, ""])
        self.want(path, _values(html, " href") + _values(html, " src"), origin_of)

    def want(self, path: str, links: Iterable[str], origin_of: OriginOf) -> None:
        """Note what the file `path` links to."""
        folder = posixpath.dirname(path)
        parent = posixpath.dirname(folder)
        for link in links:
            if link.startswith("#"):
                if not self._has(path, link[1:]):
                    self.wanted[path, link] = path, link, origin_of
            elif folder and link.startswith("../"):
                # Pages of one folder link to the same places: seen from above, they are equal.
                self.wanted.setdefault((parent, link[3:]), (path, link, origin_of))
            else:
                self.wanted.setdefault((folder, link), (path, link, origin_of))

    def problems(self) -> Iterator[Problem]:
        """Give a problem for each link that leads nowhere, each anchor that stands twice."""
        for path, anchor, origin_of in self.doubled:
            message = f'{path} has the anchor "{anchor}" twice'
            yield Problem(origin_of("").place, RULE, message, "give one of the two another id")
        for (folder, seen), (path, link, origin_of) in self.wanted.items():
            if _ELSEWHERE.match(link):
                continue
            target, anchor = self._resolved(path, folder, seen)
            if target in self.files and (not anchor or self._has(target, anchor)):
                continue
            origin = origin_of(link)
            message = f'{path} links to "{origin.words}", and '
            if target in self.files:
                message += f'{target} has no anchor "{anchor}"'
                names = self.anchors.get(target, "").split("\n")
                near = difflib.get_close_matches(anchor, names, n=1)
            else:
                message += "there is no such page or file"
                near = difflib.get_close_matches(target, self.files, n=1)
            remedy = "repair the record or the template that makes the link"
            if near:
                remedy += f"; the nearest is {near[0]}"
            yield Problem(origin.place, RULE, message, remedy)

    def _has(self, target: str, anchor: str) -> bool:
        return f"\n{anchor}\n" in self.anchors.get(target, "")

    def _resolved(self, path: str, folder: str, link: str) -> tuple[str, str]:
        """Give the file and the anchor that a link leads to, seen from a folder of the site."""
        address, _, anchor = link.partition("#")
        address, anchor = unquote(address.partition("?")[0]), unquote(anchor)
        if link.startswith("#"):
            return path, anchor
        if address.startswith("/"):
            folder = ""
            address = address.removeprefix(urlsplit(self.frames.site_url).path or "/")
        joined = posixpath.normpath(posixpath.join(folder, address))
        if address in ("", ".", "..") or address.endswith(("/", "/.", "/..")):
            return ("index.html" if joined == "." else f"{joined}/index.html"), anchor
        return joined, anchor


def _values(html: str, attribute: str) -> list[str]:
    """Give the values of an attribute, in order. Splitting is ten times faster than a pattern."""
    return [rest.partition('"')[0] for rest in html.split(attribute + '="')[1:]]


def resolved(written: HandWritten, links: Links, root: Path) -> tuple[str, OriginOf]:
    """Turn the `sheet:` links of a hand-written page into relative ones, in either style of urls.

    Gives the page's HTML and where each of its links was written.
    """
    words: dict[str, str] = {}

    def relative(match: re.Match[str]) -> str:
        name, anchor = match[2].strip("/"), match[3] or ""
        # `sheet:data/facts.json` is a file; everything else is a page.
        target = name if name in links.files else links.frames.path(f"{name}/" if name else "")
        link = _relative(target, written.path, directory_urls=links.frames.directory_urls) + anchor
        words[link] = match[1]
        return f'href="{link}"'

    html = _SHEET_LINK.sub(relative, written.html)
    return html, lambda link: _origin(root, written.source, words.get(link, link))


def _origin(root: Path, source: str, words: str) -> Origin:
    """Find a link in the Markdown of a hand-written page, or give the page's first character."""
    lines = (root / source).read_text("utf-8").split("\n")
    for opening in ("(", '"', ""):
        for number, line in enumerate(lines, 1):
            column = line.find(opening + words)
            if words and column >= 0:
                return Origin(Place(source, number, column + len(opening) + 1, line), words)
    return Origin(Place(source, 1, 1), words)


def _relative(target: str, path: str, *, directory_urls: bool) -> str:
    link = posixpath.relpath(target, posixpath.dirname(path) or ".")
    if directory_urls and posixpath.basename(target) == "index.html":
        return link.removesuffix("index.html") or "./"
    return link
