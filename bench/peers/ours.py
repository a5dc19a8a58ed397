"""The factbook itself: `python build.py` on the made-up records."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.peers.peer import Peer


def ready(corpus: Path, origin: Path) -> Peer:
    """Give the contender for a made-up factbook; `origin` is where the code stands."""
    command = (sys.executable, str(origin / "build.py"), "--root", str(corpus))
    return Peer("Factbook", corpus, command, ("build", "site"), "site")
