"""Rounds of builds side by side, and the table of what they took."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.aside import put_aside
from bench.corpus import kind_of, write_corpus
from bench.environment import venv_in
from bench.peers import hugo, markdown, ours
from bench.peers.peer import Peer
from bench.process import Run, run
from bench.tellings import name_of

# The size at which the filler is found that makes all pages weigh the same.
_WEIGHED = 50
_OTHERS: tuple[Callable[[Path, Path, Path, int], Peer], ...] = (
    hugo.ready,
    markdown.ready_mkdocs,
    markdown.ready_zensical,
)
# From so many entities on, a build of MkDocs or Zensical takes a quarter of an hour and more: only
# Hugo is built beside ours, and once.
LARGE, BESIDE_LARGE = 5000, 1
# What is soon done is done so often in a round.
OFTEN = 3
_MOMENT = 0.2
COLD, UNCHANGED, EDITED = "cold", "nothing changed", "one edit"


@dataclass(slots=True)
class Measured:
    """All runs of one contender at one size, by what was built."""

    name: str
    page_bytes: int = 0
    site_bytes: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def add(self, what: str, one: Run) -> None:
        """Take in one run."""
        self.runs.setdefault(what, []).append(one)


def measure(
    sizes: Sequence[int], rounds: int, origin: Path, say: Callable[[str], None]
) -> dict[int, list[Measured]]:
    """Build factbooks of these sizes with every contender, in turns; gives the runs by size.

    `origin` is where the code stands; everything made lies below its build/bench. `say` is told
    what each run took. Raises CommandError.
    """
    folder = origin / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    venv = venv_in(folder)
    fillings = _fillings(folder, venv, origin)
    return {size: _size(size, rounds, folder, venv, origin, fillings, say) for size in sizes}


def _fillings(folder: Path, venv: Path, origin: Path) -> list[int]:
    """Give how many bytes the pages of each other contender lack."""
    corpus = folder / "corpus"
    put_aside(corpus, folder)
    write_corpus(_WEIGHED, corpus, origin)
    own = ours.ready(corpus, origin)
    run(own.command, own.folder, folder / "log.txt")
    lacking = []
    for ready in _OTHERS:
        put_aside(folder / "peer", folder)
        peer = ready(corpus, folder / "peer", venv, 0)
        run(peer.command, peer.folder, folder / "log.txt")
        lacking.append(max(0, own.page_bytes() - peer.page_bytes()))
    return lacking


def _size(
    size: int,
    rounds: int,
    folder: Path,
    venv: Path,
    origin: Path,
    fillings: Sequence[int],
    say: Callable[[str], None],
) -> list[Measured]:
    corpus, log = folder / "corpus", folder / "log.txt"
    put_aside(corpus, folder)
    write_corpus(size, corpus, origin)
    own = ours.ready(corpus, origin)
    others = [
        ready(corpus, folder / f"peer-{number}", venv, filling)
        for number, (ready, filling) in enumerate(zip(_OTHERS, fillings, strict=True))
        if size < LARGE or number < BESIDE_LARGE
    ]
    measured = [Measured(peer.name) for peer in (own, *others)]
    rounds = rounds if size < LARGE else 1
    for number in range(rounds):
        for peer, found in zip((own, *others), measured, strict=True):
            peer.forget(folder)
            for edit, what in enumerate(
                (COLD, *(UNCHANGED, EDITED) * OFTEN) if peer is own else (COLD,)
            ):
                if what == EDITED:
                    _edit(corpus, number + edit // 2)
                one = run(peer.command, peer.folder, log)
                found.add(what, one)
                say(
                    f"{size} entities, round {number + 1} of {rounds}: {peer.name}, {what}: "
                    f"{one.wall:.2f} s, CPU {one.cpu:.2f} s, {one.memory / 1e6:.0f} MB"
                )
            found.page_bytes, found.site_bytes = peer.page_bytes(), peer.site_bytes()
    for peer in others:
        put_aside(peer.folder, folder)
    return measured


def _edit(corpus: Path, number: int) -> None:
    """Change a text of one record that no fact's stamp is about."""
    record = corpus / "facts" / kind_of(1) / f"{name_of(1).lower()}.yml"
    lines = record.read_text("utf-8").split("\n")
    lines[1] = f"full_name: {name_of(1)} Rechenbetriebe {'AG' if number % 2 == 0 else 'SE'}"
    record.write_text("\n".join(lines), "utf-8")
    # As from the hand of an editor: what was written this very moment may be written again.
    time.sleep(_MOMENT)


def table(results: dict[int, list[Measured]]) -> Iterator[str]:
    """Give the lines of the table: medians, and ratios to our cold build with their spread.

    A ratio is taken within a round, where both ran under the same load.
    """
    yield (
        "| entities | built | wall s | CPU s | memory MB | page KB | site MB "
        "| CPU against ours | wall against ours |"
    )
    yield "|--:|---|--:|--:|--:|--:|--:|--:|--:|"
    for size, measured in results.items():
        base = measured[0].runs[COLD]
        for found in measured:
            for what, runs in found.runs.items():
                yield (
                    f"| {size:,} | {found.name}, {what} | {_median(runs, _wall):.2f} "
                    f"| {_median(runs, _cpu):.2f} | {_median(runs, _memory) / 1e6:.0f} "
                    f"| {found.page_bytes / 1e3:.1f} | {found.site_bytes / 1e6:.1f} "
                    f"| {_ratio(runs, base, _cpu)} | {_ratio(runs, base, _wall)} |"
                )


def _wall(one: Run) -> float:
    return one.wall


def _cpu(one: Run) -> float:
    return one.cpu


def _memory(one: Run) -> float:
    return one.memory


def _median(runs: Sequence[Run], of: Callable[[Run], float]) -> float:
    return statistics.median(of(one) for one in runs)


def _ratio(runs: Sequence[Run], base: Sequence[Run], of: Callable[[Run], float]) -> str:
    often = len(runs) // len(base)
    ratios = [of(one) / of(base[number // often]) for number, one in enumerate(runs)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
