"""What the last build said, said again while all it read and wrote is as it was.

Nothing of the program is needed for that, so this module imports next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from factbook.listing import Listing, digest_of, is_settled, list_again, listing
from factbook.version import version

if TYPE_CHECKING:
    from concurrent.futures import Future

_FILE = "build/unchanged.json"
# Where more than one file in so many was written, looking at all again is quicker.
_MOST_WRITTEN = 8


class Last:
    """What a command said when it last found no problem; to be asked before it works.

    The files it reads are looked at when this is made, so that what changes while it works
    counts as changed; the `outputs` when it is asked, and when it has worked.
    """

    def __init__(self, root: Path, command: str, outputs: tuple[str, ...] = ()) -> None:
        self._root = root
        self._command = command
        self._outputs = outputs
        self._look: Future[Listing] | None = None
        inputs = listing(root)
        self._inputs = digest_of(inputs) if is_settled(inputs) else ""

    def said(self) -> str | None:
        """Give what was said, None if the command has to work."""
        kept = self._kept().get(self._command) if self._inputs else None
        # Thousands of files are not looked at for what has changed already.
        if kept is None or not kept["state"].startswith(self._before()):
            return None
        state = self._state(listing(self._root, self._outputs))
        return kept["said"] if kept["state"] == state else None

    def look(self) -> None:
        """Begin to look at the outputs, beside other work; `say` is to be told what it writes."""
        # Imported only where something is built.
        from concurrent.futures import ThreadPoolExecutor

        if self._inputs:
            # Most of the time, the system looks, and who waits for it does not keep others waiting.
            self._look = ThreadPoolExecutor(1).submit(listing, self._root, self._outputs)

    def say(self, said: str, written: Iterable[str] = ()) -> None:
        """Keep what is said now; what others have written since the look counts as changed."""
        if not self._inputs:
            return
        written = list(written)
        seen = self._look.result() if self._look else None
        if seen is not None and len(written) * _MOST_WRITTEN <= len(seen):
            list_again(self._root, seen, written)
        else:
            seen = listing(self._root, self._outputs)
        path = self._root / _FILE
        kept = self._kept() | {self._command: {"state": self._state(seen), "said": said}}
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        beside.write_text(json.dumps(kept), "utf-8")
        beside.replace(path)

    def _kept(self) -> dict[str, dict[str, str]]:
        try:
            kept = json.loads((self._root / _FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _state(self, outputs: Listing) -> str:
        """Give what tells this state of code and files from any other."""
        return self._before() + digest_of(outputs)

    def _before(self) -> str:
        return f"{version()} {self._inputs} "
