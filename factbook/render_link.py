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
        up = "../" * page.count("/")
        folder = posixpath.dirname(_file(page)) or "."

        def relative(target: str) -> str:
            address, hash_sign, anchor = target.partition("#")
            if hash_sign and (address == page or not address):
                return f"#{anchor}"
            if ":" in address and _ABSOLUTE.match(address):
                return target
            if self.directory_urls:
                return up + target if up or address else "./"
            return posixpath.relpath(_file(address), folder) + hash_sign + anchor

        def most(target: str) -> str:
            # Most by far lead to another page by nothing but its address.
            if target and target[0] != "#" and ":" not in target and not target.startswith(page):
                return up + target
            return relative(target)

        return most if self.directory_urls and page else relative


def _file(address: str) -> str:
    if not address:
        return "index.html"
    return f"{address[:-1]}.html" if address.endswith("/") else address
