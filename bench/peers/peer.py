"""A contender: a program that builds a site of a made-up factbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.aside import put_aside
from bench.corpus import KINDS


@dataclass(frozen=True, slots=True)
class Peer:
    """A command to be run in a folder. `made` is what a cold build must not find there."""

    name: str
    folder: Path
    command: tuple[str, ...]
    made: tuple[str, ...]
    site: str

    def forget(self, folder: Path) -> None:
        """Put aside, below a folder, whatever an earlier build left: the site and every cache."""
        for name in self.made:
            put_aside(self.folder / name, folder)

    def page_bytes(self) -> int:
        """Give the mean size of the entities' pages."""
        sizes = [
            page.stat().st_size
            for kind in KINDS
            for page in (self.folder / self.site / kind).glob("*/index.html")
        ]
        return sum(sizes) // len(sizes)

    def site_bytes(self) -> int:
        """Give the size of the whole site."""
        return sum(
            path.stat().st_size for path in (self.folder / self.site).rglob("*") if path.is_file()
        )
