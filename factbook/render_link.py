"""Relative addresses from page to page, in both styles: firms/acme/ and firms/acme.html."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Links:
    """The style of a site's addresses; `directory_urls` is False for bundles read from a disk."""

    directory_urls: bool = True

    def from_page(self, page: str) -> Callable[[str], str]:
        """Give the function that makes addresses, relative to the site's root, relative to a page.

        Addresses of pages end with "/" or are ""; others are files. What is absolute stays.
        """
        known: dict[str, str] = {}
        up = "../" * page.count("/")

        def relative(target: str) -> str:
            link = known.get(target)
            if link is None:
                link = known[target] = self._relative(page, up, target)
            return link

        return relative

    def _relative(self, page: str, up: str, target: str) -> str:
        if _ABSOLUTE.match(target) or target.startswith("#"):
            return target
        address, hash_sign, anchor = target.partition("#")
        if address == page and hash_sign:
            return f"#{anchor}"
        if self.directory_urls:
            return (up + address or "./") + hash_sign + anchor
        link = posixpath.relpath(_file(address), posixpath.dirname(_file(page)) or ".")
        return link + hash_sign + anchor


def _file(address: str) -> str:
    if not address:
        return "index.html"
    return f"{address[:-1]}.html" if address.endswith("/") else address
