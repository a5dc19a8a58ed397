"""Many pages as one: every anchor gets the address of its page in front, every link leads to it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from factbook.publish_links import SHEET

_IDS = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby|aria-controls|list)=")([^"]*)"')
_LINKS = re.compile(r'(\shref=")([^"]*)"')
_PAINTS = re.compile(r"url\(#([^)]*)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
HOME = "home/"


def key_of(url: str) -> str:
    """Give the anchor of a whole page: its address in the site, or HOME."""
    return url or HOME


def joined(body: str, url: str, path: str, pages: Mapping[str, str]) -> str:
    """Rewrite the anchors and links of the page at `url`, whose file was to be `path`.

    `pages` gives the address of the page in each file. A link to what is not among them loses its
    target and stays as text.
    """
    key = key_of(url)
    body = _IDS.sub(lambda found: f'{found[1]}{_each(found[2], key)}"', body)
    body = _PAINTS.sub(lambda found: f"url(#{key}{found[1]})", body)
    return _LINKS.sub(_link(key, path, pages), body)


def _each(names: str, key: str) -> str:
    return " ".join(f"{key}{name}" for name in names.split())


def _link(key: str, path: str, pages: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    folder = posixpath.dirname(path)

    def rewritten(found: re.Match[str]) -> str:
        link = found[2]
        if link.startswith(SHEET):
            # Hand-written pages name a page of records by its place in the site.
            name, _, anchor = link.removeprefix(SHEET).partition("#")
            url = f"{name.strip('/')}/" if name else ""
            return f'{found[1]}#{key_of(url)}{anchor}"' if url in pages.values() else ""
        if _ELSEWHERE.match(link):
            return found[0]
        address, _, anchor = link.partition("#")
        if not address:
            return f'{found[1]}#{key}{anchor}"'
        file = posixpath.normpath(posixpath.join(folder, unquote(address)))
        if file not in pages:
            return ""
        return f'{found[1]}#{key_of(pages[file])}{anchor}"'

    return rewritten
