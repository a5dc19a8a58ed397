"""What the last build said, said again while all it read and wrote is as it was.

Nothing of the program is needed for that, so this module imports next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from factbook.listing import Listing, digest_of, is_settled, list_again, listing
from factbook.version import version

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
        self._seen: Listing | None = None
        inputs = listing(root)
        self._inputs = digest_of(inputs) if is_settled(inputs) else ""

    def said(self) -> str | None:
        """Give what was said, None if the command has to work."""
        kept = self._kept().get(self._command) if self._inputs else None
        # Thousands of files are not looked at for what has changed already.
        if kept is None or not kept["state"].startswith(self._before()):
            return None
        return kept["said"] if kept["state"] == self._state() else None

    def look(self) -> None:
        """Look at the outputs while there is time; what is written later is to be told to `say`."""
        if self._inputs:
            self._seen = listing(self._root, self._outputs)

    def say(self, said: str, written: Iterable[str] = ()) -> None:
        """Keep what is said now; what others have written since the look counts as changed."""
        if not self._inputs:
            return
        written = list(written)
        if self._seen is not None and len(written) * _MOST_WRITTEN <= len(self._seen):
            list_again(self._root, self._seen, written)
        else:
            self._seen = None
        path = self._root / _FILE
        kept = self._kept() | {self._command: {"state": self._state(), "said": said}}
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

    def _state(self) -> str:
        """Give what tells this state of code and files from any other."""
        seen = listing(self._root, self._outputs) if self._seen is None else self._seen
        return self._before() + digest_of(seen)

    def _before(self) -> str:
        return f"{version()} {self._inputs} "
