"""Pages and data files made, several at a time, where they are not as they would be made now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from factbook import export, publish
from factbook.changes import SITE
from factbook.contract import DerivedJson, SourceJson
from factbook.coverage import Account, account_found, remember
from factbook.export import Pieces
from factbook.frame import Frames
from factbook.joining import (
    CHUNK,
    DATA,
    FIGURE,
    MOST_CHANGED,
    PARTS,
    TOLD,
    Files,
    Joining,
    begin_joining,
    join_apart,
    keep_joined,
    older_files,
)
from factbook.model import UNIT_WORDS, Factbook
from factbook.outputs import Outputs
from factbook.problem import Place, Problem
from factbook.proof import Proof, Tell
from factbook.publish import Basket, Hung, Stage, Standing
from factbook.publish_links import Found, Links
from factbook.render import OF_ONE, Press
from factbook.store import Product, pickled, unpickled
from factbook.workers import LEAST, SHARE, cut, shares_of

PAGE, FRAME, JOIN = "page:", "frame:", "join:"
# What is kept of the index of all pages: it is not believed once one of them has been made.
INDEXED = "indexed"
# What every page and chunk may read without its being noted.
_ALWAYS = frozenset((SITE, UNIT_WORDS))


class Job(NamedTuple):
    """What making needs, and the name and id of each page by the name of its product.

    On another machine, a basket takes the place of the stage, and no data files are joined.
    """

    press: Press
    frames: Frames
    stage: Stage | Basket
    pages: Mapping[str, tuple[str, str]]
    join: Callable[[str], Files] | None = None

    @property
    def book(self) -> Factbook:
        """The factbook of which pages and files are made."""
        return self.press.lookup.book


class Made(NamedTuple):
    """What was made: pages by product, files by path with whether they differ from the site's.

    `shrunk` are the pages that have lost an anchor, `older` the pages as they were where few were
    made; `joined` are data files of all entities. `files` and `pieces` are what was made on another
    machine, and is to be written here.
    """

    products: dict[str, Product]
    hung: dict[str, Hung]
    ready: dict[str, bool]
    problems: list[Problem]
    links: Found
    shrunk: set[str]
    older: dict[str, Hung]
    joined: dict[str, Any]
    files: dict[str, bytes]
    pieces: dict[str, Mapping[str, bytes]]

    def written(self, stage: Stage | Basket) -> Made:
        """Write here what was made on another machine, if that is where it was made."""
        if not self.files:
            return self
        for name, pieces in self.pieces.items():
            stage.keep_pieces(name, pieces)
        differs = {path: stage.write(path, content) for path, content in self.files.items()}
        hung = {
            name: it._replace(standing=it.standing._replace(differs=differs[it.standing.path]))
            for name, it in self.hung.items()
        }
        ready = {path: differs[path] for path in self.ready}
        return self._replace(hung=hung, ready=ready, files={}, pieces={})

    def take(self, other: Made) -> None:
        """Take in what another process has made."""
        self.products.update(other.products)
        self.hung.update(other.hung)
        self.ready.update(other.ready)
        self.problems.extend(other.problems)
        self.links.take(other.links)
        self.joined.update(other.joined)


def versions_of(frames: Frames) -> dict[str, str]:
    """Give what tells each frame from any other state of it, by the name it is noted under."""
    return {FRAME + name: slots.version() for name, slots in frames.slots.items()}


def make(
    proof: Proof, outputs: Outputs, job: Job, tell: Tell
) -> tuple[Made, Callable[[], dict[str, bool]]]:
    """Make the pages, and what each entity adds to the data files, that are not in store.

    Gives also the function that waits for the data files all entities make together, or makes
    them; some may be made in other processes meanwhile.
    """
    assert isinstance(job.stage, Stage)
    chunks = {CHUNK + id: f"{export.FOLDER}{id}.json" for id in job.book.entities.raw}
    told = [TOLD + id for id in job.book.sources.raw]
    figures = [FIGURE + id for id in job.book.derived.raw]
    proof.drop(CHUNK, chunks)
    proof.drop(TOLD, told)
    proof.drop(FIGURE, figures)
    proof.drop(PAGE, job.pages)
    older = older_files(proof, outputs)
    stale_chunks = list(chunks)
    if older.has_texts:
        stale_chunks = _union(proof.stale(chunks), _touched(outputs, chunks))
    data = [*stale_chunks, *proof.stale([*told, *figures])]
    changed = [name.removeprefix(CHUNK) for name in stale_chunks]
    joining = Joining(proof, job.book, job.stage, changed, older)
    making = _Making(proof, job._replace(join=partial(join_apart, joining)), tell, len(data))
    pages = proof.stale(job.pages)
    wait = older.unchanged if older.is_current else None
    if len(data) + len(pages) < LEAST:
        # Few are made here, while others join the data files, which takes longest.
        making.make_here(data)
        data = []
        wait = wait or begin_joining(joining)
    pages = _union(pages, outputs.touched(job.pages))
    making.counted += len(pages)
    making.are_few = len(pages) * MOST_CHANGED <= len(job.pages)
    if len(data) + len(pages) < LEAST:
        making.make_here(pages)
    elif wait:
        # Others are forked while no thread waits for these.
        wait = partial(dict, wait())
        making.make_shared(data, pages, ())
    else:
        making.make_shared(data, pages, PARTS)
    made = making.made
    wait = wait or (partial(dict, made.joined) if made.joined else begin_joining(joining))
    proof.found.products |= made.products
    ready = {path: made.ready.get(path, False) for path in chunks.values()}
    return made._replace(ready=ready), partial(keep_joined, proof, wait)


class _Making:
    """Makes pages and data files, and takes in what was made."""

    def __init__(self, proof: Proof, job: Job, tell: Tell, counted: int) -> None:
        self.made = _nothing()
        # Whether so few pages are made that it counts what they were.
        self.are_few = False
        # How much there is to be made.
        self.counted = counted
        self._proof = proof
        self._cluster = proof.cluster
        self._job = job
        self._tell = tell

    def make_here(self, names: Sequence[str]) -> None:
        """Make what is named here, one after the other."""
        self._let_go()
        self._take(map(partial(_share, self._job), [names]))

    def make_shared(self, data: Sequence[str], pages: Sequence[str], parts: Sequence[str]) -> None:
        """Make data and pages in several processes; join parts of data files, if there is time."""
        shares = [data[at : at + SHARE] for at in range(0, len(data), SHARE)]
        alone, others = _cut(self._job, pages)
        if self._cluster:
            book = self._job.book
            elsewhere = self._job._replace(stage=Basket(), join=None)
            known = {id: it for id in book.sources.raw if (it := account_found(book, id))}
            begin = partial(_making, elsewhere, known)
            self._take(self._cluster.shares_of(begin, [*alone, *shares, *others]))
            self._let_go()
        else:
            self._job.press.make_ready()
            # One after the other: each takes as much memory as a process that makes pages.
            joins = [[JOIN + part for part in parts]] if parts else []
            are_made = partial(self.made.products.keys().__ge__, set(data))
            in_turn = _in_turn(shares, joins, alone, others, are_made)
            is_for_others = partial(_is_for_others, self._job)
            self._take(shares_of(partial(_share, self._job), in_turn, is_for_others))

    def _let_go(self) -> None:
        """Let go of the cluster: what comes now is done here, in processes that are forked."""
        if self._cluster:
            self._cluster.close()
            self._cluster = None

    def _take(self, found: Iterable[Made]) -> None:
        for share in found:
            self.made.shrunk.update(_shrunk(self._proof, share.products))
            if self.are_few:
                self.made.older.update(_older(self._proof, share.products))
            # Otherwise, all that is made would be held in memory until the end.
            spilled = self._proof.store.spill(share.products, [INDEXED])
            assert isinstance(self._job.stage, Stage)
            self.made.take(share.written(self._job.stage)._replace(products=spilled))
            self._tell("making pages", len(self.made.products), self.counted)


def _is_for_others(job: Job, share: Sequence[str]) -> bool:
    """Tell whether a share is not to be done here.

    Who waits for a process that joins may have no threads. What takes long is done by who has
    nothing else to do.
    """
    return share[0].startswith(JOIN) or _is_alone(job, share[0])


def _is_alone(job: Job, name: str) -> bool:
    """Tell whether a page is one of many records, which takes long."""
    return name in job.pages and job.pages[name][0] not in OF_ONE


def _in_turn(
    data: Iterable[Sequence[str]],
    joins: Iterable[Sequence[str]],
    alone: Iterable[Sequence[str]],
    pages: Iterable[Sequence[str]],
    are_made: Callable[[], bool],
) -> Iterator[Sequence[str]]:
    """Give shares of data; as soon as they are made, of joining; and of pages."""
    yield from data
    left = iter(pages)
    while joins and not are_made():
        share = next(left, None)
        if share is None:
            joins = ()
        else:
            yield share
    yield from joins
    yield from alone
    yield from left


def all_standing(
    proof: Proof, outputs: Outputs, job: Job, made: Made, links: Links
) -> dict[str, Standing]:
    """Give every page in order, also those kept, whose links are looked at where need be."""
    kept = {name: outputs.path(name) for name in job.pages if name not in made.hung}
    _look_again(proof, links, made, kept)
    taken = {hung.standing.path for hung in made.hung.values()}
    return {
        name: made.hung[name].standing
        if name in made.hung
        else _standing(proof, name, kept[name], taken)
        for name in job.pages
    }


def _standing(proof: Proof, name: str, path: str, taken: Collection[str]) -> Standing:
    """Tell how a page that was kept stands in the site; where it is from, if it is one too many."""
    hung: Hung | None = unpickled(proof.store.made(name)) if path in taken else None
    return Standing(path, False, hung.standing.place if hung else _place(path))


def _touched(outputs: Outputs, chunks: Mapping[str, str]) -> Iterable[str]:
    names = {DATA + path: name for name, path in chunks.items()}
    return (names[name] for name in outputs.touched(names))


def _union(*names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(names)))


def _cut(job: Job, pages: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Cut pages into shares: those of many records, each alone, and all others."""
    alone = [[name] for name in pages if _is_alone(job, name)]
    return alone, cut([name for name in pages if not _is_alone(job, name)])


def _share(job: Job, names: Sequence[str]) -> Made:
    made = _nothing()
    links = Links(job.frames)
    texts: dict[str, dict[str, Pieces]] = {}
    for name in names:
        if name in job.pages:
            _page(job, name, made, links)
        elif name.startswith(CHUNK):
            id = name.removeprefix(CHUNK)
            for path, added in _chunk(job, id, made).items():
                texts.setdefault(path, {})[id] = added
        elif name.startswith(JOIN):
            assert job.join
            made.joined.update(job.join(name.removeprefix(JOIN)))
        else:
            told, reads = job.book.reads.noted(partial(_told, job.book, name))
            made.products[name] = Product(reads | _ALWAYS, pickled(told))
    made.links.take(links.found())
    if texts:
        job.stage.keep_pieces(
            names[0].removeprefix(CHUNK), {path: pickled(it) for path, it in texts.items()}
        )
    if isinstance(job.stage, Basket):
        files, pieces = job.stage.emptied()
        return made._replace(files=files, pieces=pieces)
    return made


def _making(job: Job, known: Mapping[str, Account]) -> Callable[[Sequence[str]], Made]:
    """Make ready to make pages and chunks elsewhere; gives the function that makes a share."""
    remember(job.book, known.get)
    job.press.make_ready()
    job.press.lookup.values()
    return partial(_share, job)


def _page(job: Job, name: str, made: Made, links: Links) -> None:
    page, reads = job.book.reads.noted(partial(job.press.page, *job.pages[name]))
    if isinstance(page, Problem):
        made.problems.append(page)
        return
    hung, anchored = publish.hang(page, job.frames, job.stage, links)
    made.hung[name] = hung
    reads |= _ALWAYS | {FRAME + page.frame}
    made.products[name] = Product(reads, pickled(hung), pickled(anchored))


def _chunk(job: Job, id: str, made: Made) -> Mapping[str, Pieces]:
    """Make what an entity adds to the data files; gives what it adds to the texts among them."""
    chunk, reads = job.book.reads.noted(partial(export.chunk_of, job.book, id))
    made.ready[chunk.path] = job.stage.write(chunk.path, chunk.file)
    # Texts, and the file of its own, stand in the site, and take as much room as all its records.
    made.products[CHUNK + id] = Product(reads | _ALWAYS, b"", pickled(chunk.rows))
    return chunk.texts


def _told(book: Factbook, name: str) -> SourceJson | DerivedJson:
    """Make what is told of a source or of a derived figure."""
    if name.startswith(FIGURE):
        return export.derived_json(book, book.derived[name.removeprefix(FIGURE)])
    return export.source_json(book, name.removeprefix(TOLD))


def _older(proof: Proof, products: Mapping[str, Product]) -> Iterator[tuple[str, Hung]]:
    """Give the pages made anew as they were."""
    for name in products:
        if name in proof.reads and name.startswith(PAGE):
            yield name, unpickled(proof.store.made(name))


def _shrunk(proof: Proof, products: Mapping[str, Product]) -> Iterator[str]:
    """Give the pages made anew that had an anchor which they have no longer."""
    for name, product in products.items():
        if name in proof.reads and name.startswith(PAGE):
            old, new = unpickled(proof.store.more(name)).anchors, unpickled(product.more).anchors
            if not set(old.split("\n")) <= set(new.split("\n")):
                yield name


def _look_again(proof: Proof, links: Links, made: Made, kept: Mapping[str, str]) -> None:
    """Look at the links of all pages that were kept, if an anchor has gone they may lead to."""
    if made.shrunk or any(name.startswith(PAGE) for name in proof.found.lost):
        for name, path in kept.items():
            links.want(path, unpickled(proof.store.more(name)).links, _place(path))


def _place(path: str) -> Place:
    return Place(f"site/{path}", 1, 1)


def _nothing() -> Made:
    return Made({}, {}, {}, [], Found({}, {}, [], []), set(), {}, {}, {}, {})
