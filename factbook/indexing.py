"""The files of the search and the sitemap, made of what has changed in the pages.

Where the site has them as the last build left them, those in which nothing has changed are kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from factbook import publish_search
from factbook.frame import Frames
from factbook.making import INDEXED, PAGE, Job, Made
from factbook.outputs import Outputs
from factbook.proof import Proof
from factbook.publish import Hung, Stage
from factbook.reads import EVERYTHING
from factbook.search_index import Change, Found, id_length, shard_counts, shards_again
from factbook.store import Product, pickled, unpickled

# What the names of the files begin with.
INDEX = "index:"


class _Kept(NamedTuple):
    """What is kept of the files: their paths, and what tells whether they can be changed.

    `around` stands for all that is in them beside pages made from records. They were made for so
    many pages, whose ids are told apart by so many letters.
    """

    around: str
    pages: int
    letters: int
    paths: tuple[str, ...] = ()


def index(proof: Proof, outputs: Outputs, job: Job, stage: Stage, made: Made) -> dict[str, bool]:
    """Make ready the files that may have changed; gives all, with whether each differs."""
    pages = [_location(outputs, job.frames, made, name) for name in job.pages]
    locations = [*publish_search.locations_of_hand_written(job.frames), *pages]
    now = _Kept(_around(job.frames), len(locations), id_length(locations))
    ready: dict[str, bool] = {}
    files: Iterator[tuple[str, bytes]]
    kept: _Kept | None = unpickled(proof.store.made(INDEXED)) if INDEXED in proof.reads else None
    if kept and _can_be_changed(proof, outputs, made, kept, now):
        changes = _changes(proof, made)
        files = chain(
            [(publish_search.INDEX, publish_search.index(job.frames, locations))],
            shards_again(changes, now.pages, now.letters, stage.older),
        )
        ready = dict.fromkeys(kept.paths, False)
        if any(not (it.before and it.after) for it in changes):
            ready = {path: False for path in ready if not path.startswith(publish_search.SITEMAP)}
            files = chain(files, publish_search.sitemaps(job.frames, pages))
    else:
        files = publish_search.files(job.frames, (_found(proof, made, it) for it in job.pages))
    for path, content in files:
        ready[path] = stage.write(path, content)
    kept = now._replace(paths=tuple(ready))
    proof.found.products[INDEXED] = Product(frozenset((EVERYTHING,)), pickled(kept))
    return ready


def _can_be_changed(proof: Proof, outputs: Outputs, made: Made, kept: _Kept, now: _Kept) -> bool:
    """Tell whether as many files are to be made of what is around, and the site has them."""
    return (
        (kept.around, kept.letters) == (now.around, now.letters)
        and shard_counts(kept.pages) == shard_counts(now.pages)
        and all(name in made.older for name in made.hung if name in proof.reads)
        and not any(outputs.touched(INDEX + path for path in kept.paths))
    )


def _changes(proof: Proof, made: Made) -> list[Change]:
    """Give what the search found and finds of the pages that were made, and of those that went."""
    lost = (unpickled(proof.store.made(it)) for it in proof.found.lost if it.startswith(PAGE))
    before = {it.found.location: it.found for it in chain(made.older.values(), lost)}
    after = {it.found.location: it.found for it in made.hung.values()}
    return [Change(at, before.get(at), after.get(at)) for at in sorted(before.keys() | after)]


def _around(frames: Frames) -> str:
    written = [(it.url, it.source) for it in frames.hand_written]
    around = (frames.documents, frames.search_config, frames.search_worker, frames.site_url)
    return hashlib.sha256(json.dumps([written, around]).encode()).hexdigest()


def _location(outputs: Outputs, frames: Frames, made: Made, name: str) -> str:
    if name in made.hung:
        return made.hung[name].found.location
    return frames.location_at(outputs.path(name))


def _found(proof: Proof, made: Made, name: str) -> Found:
    hung: Hung = made.hung[name] if name in made.hung else unpickled(proof.store.made(name))
    return hung.found
