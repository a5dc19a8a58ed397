"""Every link of the site leads to a page, a file and an anchor that exist."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from factbook.frame import Frames, HandWritten
from factbook.problem import Place, Problem

RULE = "link"
SHEET = "sheet:"
# A template can break a link on every page: what each was meant to be takes too long to find.
MOST_HINTS = 20

_SHEET_LINK = re.compile(rf'href="({SHEET}([^"#]*)(#[^"]*)?)"')
_TAG_LINK = re.compile(r'<[^<>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')
_ID_IN_NEXT_LINE = re.compile(r'\nid="([^"]*)"')
_HREF = re.compile(r'href="([^"]*)"')
_SRC = re.compile(r'src="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")


class Seen(NamedTuple):
    """Where links were seen: a file of the site, and what a problem with one of them names."""

    path: str
    place: Place


class Link(NamedTuple):
    """A link of the file `path`, where it was written, and the words that stand there."""

    path: str
    place: Place
    words: str


class Target(NamedTuple):
    """Where a link leads: a file of the site, and an anchor in it or ""."""

    path: str
    anchor: str


class Found(NamedTuple):
    """The anchors of some pages, by file, and their links.

    Pages of one folder link to the same places. Their links to what lies above, all of which begin
    with "../", mean the same and are kept once, by the folder above: the first of each. All others
    stand in `own`.
    """

    anchors: dict[str, str]
    above: dict[str, dict[str, Seen]]
    own: list[tuple[Seen, list[str]]]
    doubled: list[Link]

    def take(self, other: Found) -> None:
        """Take in what was found in other pages."""
        self.anchors.update(other.anchors)
        for folder, links in other.above.items():
            known = self.above.setdefault(folder, {})
            known |= {link: seen for link, seen in links.items() if link not in known}
        self.own.extend(other.own)
        self.doubled.extend(other.doubled)


@dataclass(slots=True)
class Links:
    """The links and anchors seen so far: pages are added one by one, `problems` is asked last.

    `stored` gives the anchors of a page that has not been made anew, as `anchors` holds them.
    """

    frames: Frames
    stored: Callable[[str], str | None] = lambda _: None
    files: set[str] = field(default_factory=set)
    # By file, with a line end before, between and after them: a set for each would cost more
    # memory than all else here.
    anchors: dict[str, str] = field(default_factory=dict)
    above: dict[str, dict[str, Seen]] = field(default_factory=dict)
    own: list[tuple[Seen, list[str]]] = field(default_factory=list)
    # Links of pages written by hand: the page, the link, and the words its source has for it.
    written: list[tuple[HandWritten, str, str]] = field(default_factory=list)
    doubled: list[Link] = field(default_factory=list)

    def add(
        self,
        path: str,
        html: str,
        place: Place,
        *,
        more_anchors: Iterable[str] = (),
        more_links: Iterable[str] = (),
    ) -> tuple[str, ...]:
        """Take in the anchors and links of the file `path` of the site; gives the links.

        `place` is what a problem with a link of it names; `more_anchors` and `more_links` are
        those the file has outside of `html`.
        """
        anchors = [*_ids(html), *more_anchors]
        own = set(anchors)
        if len(own) != len(anchors) and all(it.path != path for it in self.doubled):
            twice = min(anchor for anchor in anchors if anchors.count(anchor) > 1)
            self.doubled.append(Link(path, place, twice))
        self.files.add(path)
        self.anchors[path] = "\n".join(["", *anchors, ""])
        links = tuple(dict.fromkeys([*_addresses(html), *more_links]))
        self._want(path, links, place, own)
        return links

    def want(self, path: str, links: Iterable[str], place: Place) -> None:
        """Note what the file `path`, whose anchors are known, links to."""
        self._want(path, links, place, set(self._anchors_of(path).split("\n")))

    def _want(self, path: str, links: Iterable[str], place: Place, anchors: set[str]) -> None:
        folder = posixpath.dirname(path)
        above = self.above.setdefault(posixpath.dirname(folder), {}) if folder else {}
        new: list[str] = []
        own: list[str] = []
        for link in links:
            if folder and link[:3] == "../":
                if link not in above:
                    new.append(link)
            elif link[:1] == "#":
                if link[1:] not in anchors:
                    own.append(link)
            elif not _ELSEWHERE.match(link):
                own.append(link)
        seen = Seen(path, place)
        above |= dict.fromkeys(new, seen)
        if own:
            self.own.append((seen, own))

    def take(self, other: Found) -> None:
        """Take in what was found in other pages, perhaps by another process."""
        self.files.update(other.anchors)
        Found(self.anchors, self.above, self.own, self.doubled).take(other)

    def found(self) -> Found:
        """Give what was found so far, and begin anew."""
        found = Found(self.anchors, self.above, self.own, self.doubled)
        self.anchors, self.above, self.own, self.doubled = {}, {}, [], []
        return found

    def add_hand_written(self, written: HandWritten) -> str:
        """Take in a hand-written page; give its HTML with the `sheet:` links made relative.

        Of its links, those are checked that stand in its source as they are: MkDocs checks what
        it rewrites, and the rest is the frame's.
        """

        def relative(match: re.Match[str]) -> str:
            link = self._relative(written.path, match[2].strip("/")) + (match[3] or "")
            self.written.append((written, link, match[1]))
            return f'href="{link}"'

        html = _SHEET_LINK.sub(relative, written.html)
        self.files.add(written.path)
        self.anchors[written.path] = "\n".join(["", *_ID.findall(written.html), ""])
        # An example in a code block looks like a link, but stands in no tag.
        for link in dict.fromkeys(_TAG_LINK.findall(written.html)):
            if not link.startswith(SHEET):
                self.written.append((written, link, link))
        return html

    def problems(self) -> Iterator[Problem]:
        """Give a problem for each link that leads nowhere, each anchor that stands twice."""
        for link in self.doubled:
            message = f'{link.path} has the anchor "{link.words}" twice'
            yield Problem(link.place, RULE, message, "give one of the two another id")
        told: set[tuple[str, str]] = set()
        for title, path in self._unwritten():
            told.add((path, ""))
            message = f'the navigation names "{title}", and there is no page {path}'
            yield Problem(
                Place("mkdocs.yml", 1, 1), RULE, message, "make the page, or leave it out"
            )
        for dead, link in self._dead_links():
            if dead not in told:
                told.add(dead)
                yield self._dead(*dead, link, hint=len(told) <= MOST_HINTS)
        for written, seen, words in self.written:
            target, anchor = self._target(posixpath.dirname(written.path), seen, written.path)
            if self._is_dead(target, anchor):
                place = _place_of(words, written.markdown.split("\n"), written.source)
                if place is not None:
                    yield self._dead(target, anchor, Link(written.path, place, words))

    def _unwritten(self) -> Iterator[tuple[str, str]]:
        for spec in self.frames.specs.values():
            path = self.frames.path(spec.url)
            if spec.title and path not in self.files:
                yield spec.title, path

    def _dead_links(self) -> Iterator[tuple[Target, Link]]:
        for path, anchors in self._by_path().items():
            for link, folder in self._doubtful(path, anchors):
                target = self._target_below(folder, link)
                if self._is_dead(*target):
                    yield target, Link(*self.above[folder][link], link)
        for seen, links in self.own:
            folder = posixpath.dirname(seen.path)
            for link in links:
                target = self._target(folder, link, seen.path)
                if self._is_dead(*target):
                    yield target, Link(*seen, link)

    def _by_path(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Give the links to what lies above by file and anchor, with the folder they are seen from.

        Of links that lead to the same anchor, the first is given.
        """
        found: dict[str, dict[str, tuple[str, str]]] = {}
        for folder, links in self.above.items():
            by_address: dict[str, dict[str, tuple[str, str]]] = {}
            for link in links:
                address, _, anchor = link.partition("#")
                anchors = by_address.get(address)
                if anchors is None:
                    path = self._target_below(folder, address).path
                    anchors = by_address[address] = found.setdefault(path, {})
                if anchor not in anchors:
                    anchors[anchor] = (link, folder)
        return found

    def _doubtful(
        self, path: str, anchors: Mapping[str, tuple[str, str]]
    ) -> Iterable[tuple[str, str]]:
        """Give those links to a file that do not lead, as they are written, to an anchor."""
        if path not in self.files:
            return anchors.values()
        wanted = [anchor for anchor in anchors if anchor]
        known = set(self._anchors_of(path).split("\n")) if wanted else ()
        return [anchors[anchor] for anchor in wanted if anchor not in known]

    def _is_dead(self, target: str, anchor: str) -> bool:
        if _ELSEWHERE.match(target):
            return False
        return target not in self.files or bool(anchor and not self._has(target, anchor))

    def _dead(self, target: str, anchor: str, link: Link, *, hint: bool = True) -> Problem:
        message = f'{link.path} links to "{link.words}", and '
        if target in self.files:
            message += f'{target} has no anchor "{anchor}"'
            wanted, known = anchor, self._anchors_of(target).split("\n")
        else:
            message += "there is no such page or file"
            wanted, known = target, list(self.files)
        near = difflib.get_close_matches(wanted, known, n=1) if hint else []
        remedy = "repair the record, the page or the template that makes the link"
        if near:
            remedy += f"; the nearest is {near[0]}"
        return Problem(link.place, RULE, message, remedy)

    def _has(self, target: str, anchor: str) -> bool:
        return f"\n{anchor}\n" in self._anchors_of(target)

    def _anchors_of(self, target: str) -> str:
        if target not in self.anchors:
            self.anchors[target] = self.stored(target) or ""
        return self.anchors[target]

    def _target_below(self, folder: str, link: str) -> Target:
        """Give where a link to what lies above leads, seen from any folder in `folder`."""
        return self._target(folder, link.removeprefix("../"), _in_folder(folder))

    def _target(self, folder: str, link: str, own: str) -> Target:
        """Give the file and the anchor that a link leads to, seen from a folder.

        `own` is the file that a link without an address leads to.
        """
        if (":" in link or "//" in link) and _ELSEWHERE.match(link):
            return Target(link, "")
        address, _, anchor = link.partition("#")
        address = address.partition("?")[0]
        if "%" in link:
            address, anchor = unquote(address), unquote(anchor)
        seen_from = folder
        while folder and address.startswith("../"):
            folder, address = folder.rpartition("/")[0], address[3:]
        if not address:
            return Target(own if folder == seen_from else _in_folder(folder), anchor)
        if address.startswith("/"):
            folder = ""
            address = address.removeprefix(urlsplit(self.frames.site_url).path or "/")
        if not folder and address[0] != "." and "//" not in address and "/." not in address:
            # Most links are seen from the site's root, and need no look at each of their steps.
            return Target(_in_folder(address[:-1]) if address[-1] == "/" else address, anchor)
        joined = posixpath.normpath(posixpath.join(folder, address))
        if address in ("", ".", "..") or address.endswith(("/", "/.", "/..")):
            return Target(_in_folder(joined), anchor)
        return Target(joined, anchor)

    def _relative(self, path: str, name: str) -> str:
        """Give the link from a file to the page or the file of a name."""
        # `sheet:data/facts.json` is a file; everything else is a page.
        target = name if name in self.files else self.frames.path(f"{name}/" if name else "")
        link = posixpath.relpath(target, posixpath.dirname(path) or ".")
        if self.frames.directory_urls and posixpath.basename(target) == "index.html":
            return link.removesuffix("index.html") or "./"
        return link


def _ids(html: str) -> list[str]:
    """Give the anchors of a page. Patterns that begin with fixed letters are found fastest."""
    return _ID.findall(html) + (_ID_IN_NEXT_LINE.findall(html) if '\nid="' in html else [])


def _addresses(html: str) -> list[str]:
    """Give the links of a page, then what it shows or runs from other files."""
    return _HREF.findall(html) + (_SRC.findall(html) if 'src="' in html else [])


def _in_folder(folder: str) -> str:
    return "index.html" if folder in ("", ".") else f"{folder}/index.html"


def _place_of(words: str, lines: list[str], source: str) -> Place | None:
    """Find a link in the source of a page, as Markdown or as HTML writes it."""
    for opening, closing in (("(", ")"), ('"', '"'), ("<", ">"), (": ", "")):
        for number, line in enumerate(lines, 1):
            column = line.find(opening + words + closing)
            if words and column >= 0:
                return Place(source, number, column + len(opening) + 1, line)
    return None
