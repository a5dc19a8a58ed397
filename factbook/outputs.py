"""The files of a site as the last build left them, by the product each is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from factbook.store import Store, unpickled

OUTPUT = "output:"


class Outputs(NamedTuple):
    """The folder of a site, and what is noted of its files: size, time and path."""

    site: Path
    noted: Mapping[str, str]

    def path(self, name: str) -> str:
        """Give the file of a product in the site."""
        return self.noted[OUTPUT + name].split(" ", 2)[2]

    def touched(self, names: Iterable[str]) -> Iterator[str]:
        """Give the products whose files are not as the last build left them."""
        for name in names:
            noted = self.noted.get(OUTPUT + name, "")
            if noted != self._state(noted.rpartition(" ")[2]):
                yield name

    def now(self, paths: Mapping[str, str], written: Iterable[str]) -> dict[str, str]:
        """Give what is to be noted of the products' files, some of which have been written."""
        changed = set(written)
        return {
            OUTPUT + name: noted
            if path not in changed and (noted := self.noted.get(OUTPUT + name))
            else self._state(path)
            for name, path in paths.items()
        }

    def anchors_in(self, store: Store) -> Callable[[str], str | None]:
        """Give the function that tells the anchors of a file that the last build made."""
        names = {
            noted.split(" ", 2)[2]: name.removeprefix(OUTPUT)
            for name, noted in self.noted.items()
            if name.startswith(OUTPUT)
        }

        def anchors(path: str) -> str | None:
            more = store.more(names[path]) if path in names else b""
            return str(unpickled(more).anchors) if more else None

        return anchors

    def _state(self, path: str) -> str:
        try:
            status = os.stat(f"{self.site}/{path}")  # noqa: PTH116 - thousands of them
        except OSError:
            return ""
        return f"{status.st_mtime_ns} {status.st_size} {path}"
