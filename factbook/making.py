"""Pages and data files made, several at a time, where they are not as they would be made now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from factbook import export, publish
from factbook.changes import SITE
from factbook.frame import Frames
from factbook.model import UNIT_WORDS, Factbook
from factbook.outputs import Outputs
from factbook.problem import Place, Problem
from factbook.proof import Proof, Tell
from factbook.publish import Hung, Stage
from factbook.publish_links import Found, Links
from factbook.reads import EVERYTHING
from factbook.render import Press
from factbook.store import Product, pickled, unpickled
from factbook.workers import LEAST, SHARE, shares_of

PAGE, FRAME, CHUNK, DATA = "page:", "frame:", "chunk:", "data:"
JOINED = "joined"
# What fewer entities add to the data files is joined sooner than processes are started.
LEAST_JOINED = 512
# What every page and chunk may read without its being noted.
_ALWAYS = frozenset((SITE, UNIT_WORDS))


class Job(NamedTuple):
    """What making needs, and the name and id of each page by the name of its product."""

    press: Press
    frames: Frames
    stage: Stage
    pages: Mapping[str, tuple[str, str]]

    @property
    def book(self) -> Factbook:
        """The factbook of which pages and files are made."""
        return self.press.lookup.book


class Made(NamedTuple):
    """What was made: pages by product, files by path with whether they differ from the site's."""

    products: dict[str, Product]
    hung: dict[str, Hung]
    ready: dict[str, bool]
    problems: list[Problem]
    links: Found

    def take(self, other: Made) -> None:
        """Take in what another process has made."""
        self.products.update(other.products)
        self.hung.update(other.hung)
        self.ready.update(other.ready)
        self.problems.extend(other.problems)
        self.links.take(other.links)


def versions_of(frames: Frames) -> dict[str, str]:
    """Give what tells each frame from any other state of it, by the name it is noted under."""
    return {FRAME + name: slots.version() for name, slots in frames.slots.items()}


def make(proof: Proof, outputs: Outputs, job: Job, tell: Tell) -> Made:
    """Make the pages, and what each entity adds to the data files, that are not in store."""
    chunks = {CHUNK + id: f"{export.FOLDER}{id}.json" for id in job.book.entities.raw}
    names = [*job.pages, *chunks]
    stale = proof.stale(names)
    known = set(stale)
    stale += [
        name
        for name in (*outputs.touched(job.pages), *_touched(outputs, chunks))
        if name not in known
    ]
    made = _nothing()
    make_share = partial(_share, job)
    shares = _cut(job, stale)
    done = 0
    found: Iterable[Made] = map(make_share, shares)
    if len(stale) >= LEAST:
        job.press.make_ready()
        found = shares_of(make_share, shares)
    for share, names_made in zip(found, shares, strict=True):
        made.take(share)
        done += len(names_made)
        tell("making pages", done, len(stale))
    proof.found.products |= made.products
    proof.drop(PAGE, job.pages)
    proof.drop(CHUNK, chunks)
    return made._replace(ready={path: made.ready.get(path, False) for path in chunks.values()})


def all_hung(proof: Proof, outputs: Outputs, job: Job, made: Made, links: Links) -> dict[str, Hung]:
    """Give every page in order, also those kept, whose links are looked at where need be."""
    kept = [name for name in job.pages if name not in made.hung]
    _look_again(proof, outputs, links, kept)
    return {
        name: made.hung[name]
        if name in made.hung
        else unpickled(proof.store.made(name))._replace(differs=False)
        for name in job.pages
    }


def joined(proof: Proof, outputs: Outputs, job: Job, made: Made) -> dict[str, bool]:
    """Make the data files that all entities make together, unless the site has them."""
    if not proof.stale([JOINED]):
        paths: list[str] = unpickled(proof.store.made(JOINED))
        if not any(outputs.touched(DATA + path for path in paths)):
            return dict.fromkeys(paths, False)
    chunks = {
        name.removeprefix(CHUNK): unpickled(chunk)
        for name, chunk in proof.store.full(CHUNK).items()
        if name not in proof.found.lost
    }
    for name, product in made.products.items():
        if name.startswith(CHUNK):
            chunks[name.removeprefix(CHUNK)] = unpickled(product.made)
    write = partial(_join, job, chunks)
    halves = [["database"], ["texts"]]
    found = shares_of(write, halves) if len(chunks) >= LEAST_JOINED else map(write, halves)
    ready = {path: differs for half in found for path, differs in half.items()}
    proof.found.products[JOINED] = Product(frozenset((EVERYTHING,)), pickled(list(ready)))
    return ready


def _touched(outputs: Outputs, chunks: Mapping[str, str]) -> Iterable[str]:
    names = {DATA + path: name for name, path in chunks.items()}
    return (names[name] for name in outputs.touched(names))


def _cut(job: Job, names: Sequence[str]) -> list[list[str]]:
    """Cut products into shares; pages of many records, which take longest, come first, alone."""
    alone = dict.fromkeys(name for name in names if name in job.pages and not job.pages[name][1])
    others = [name for name in names if name not in alone]
    return [[name] for name in alone] + [
        others[at : at + SHARE] for at in range(0, len(others), SHARE)
    ]


def _share(job: Job, names: Sequence[str]) -> Made:
    made = _nothing()
    links = Links(job.frames)
    for name in names:
        if name in job.pages:
            _page(job, name, made, links)
        else:
            _chunk(job, name, made)
    made.links.take(links.found())
    return made


def _page(job: Job, name: str, made: Made, links: Links) -> None:
    page, reads = job.book.reads.noted(partial(job.press.page, *job.pages[name]))
    if isinstance(page, Problem):
        made.problems.append(page)
        return
    hung, anchored = publish.hang(page, job.frames, job.stage, links)
    made.hung[name] = hung
    reads |= _ALWAYS | {FRAME + page.frame}
    made.products[name] = Product(reads, pickled(hung), pickled(anchored))


def _chunk(job: Job, name: str, made: Made) -> None:
    id = name.removeprefix(CHUNK)
    chunk, reads = job.book.reads.noted(partial(export.chunk_of, job.book, id))
    made.ready[chunk.path] = job.stage.write(chunk.path, chunk.file)
    # Its own file stands in the site, and takes as much room as all its records.
    made.products[name] = Product(reads | _ALWAYS, pickled(chunk._replace(file=b"")))


def _join(job: Job, chunks: Mapping[str, export.Chunk], what: Sequence[str]) -> dict[str, bool]:
    ready = {}
    if "database" in what:
        path, content = export.database(job.book, chunks)
        ready[path] = job.stage.write(path, content)
    if "texts" in what:
        for path, content in (*export.schema_files(), *export.joined_texts(job.book, chunks)):
            ready[path] = job.stage.write(path, content)
    return ready


def _look_again(proof: Proof, outputs: Outputs, links: Links, kept: Sequence[str]) -> None:
    """Look at the links of all pages that were kept, if an anchor has gone they may lead to."""
    gone = set(proof.found.lost)
    for name, product in proof.found.products.items():
        if name.startswith(PAGE) and (before := proof.store.more(name)):
            old, new = unpickled(before).anchors, unpickled(product.more).anchors
            if not set(old.split("\n")) <= set(new.split("\n")):
                gone.add(name)
    if any(name.startswith(PAGE) for name in gone):
        for name in kept:
            path = outputs.path(name)
            links.want(path, unpickled(proof.store.more(name)).links, Place(f"site/{path}", 1, 1))


def _nothing() -> Made:
    return Made({}, {}, {}, [], Found({}, {}, []))
