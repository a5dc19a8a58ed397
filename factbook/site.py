"""One build: records proven, and those files of their site made that are no longer as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from factbook import export, frame, publish, render, sheet
from factbook.changes import SITE as SITE_RECORD
from factbook.check import placed
from factbook.frame import Frames, FrameSpec
from factbook.model import UNIT_WORDS, Factbook
from factbook.outputs import Outputs
from factbook.problem import Place, PlacedProblem, Problem
from factbook.proof import Proof, Tell, keep_proven, prove
from factbook.publish import Hung, Published, Stage
from factbook.publish_links import Found as FoundLinks
from factbook.publish_links import Links
from factbook.reads import EVERYTHING
from factbook.remembered import with_store
from factbook.render import Press, Templates
from factbook.store import Product, Store, pickled, unpickled
from factbook.workers import shared_out

SITE = "site"
Result = TypeVar("Result")
PAGE, FRAME, DATA = "page:", "frame:", "data:"
# What every page may read without its being noted.
_ALWAYS = frozenset((SITE_RECORD, UNIT_WORDS))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: how many facts and pages, and what was written."""

    facts: int
    pages: int
    published: Published

    @property
    def summary(self) -> str:
        """Tell in one line what was built."""
        written, removed = len(self.published.written), len(self.published.removed)
        return (
            f"{self.facts} facts proven, {self.pages} pages of records; site/ has "
            f"{self.published.total} files ({written} written, {removed} removed)"
        )


class _Job(NamedTuple):
    """What making pages needs, and the name and id of each by the name of its product."""

    press: Press
    frames: Frames
    stage: Stage
    pages: Mapping[str, tuple[str, str]]


class _Share(NamedTuple):
    """Pages made by one process: their products, the problems met, and all their links."""

    hung: dict[str, Hung]
    products: dict[str, Product]
    problems: list[Problem]
    links: FoundLinks


def build_site(root: Path, tell: Tell) -> Built | tuple[PlacedProblem, ...]:
    """Prove the factbook in `root`, render and publish what has changed into `root/site`.

    Gives what was built, or the problems for which the site was left as it was. `tell` is told
    of the work as it goes on.
    """
    return with_store(root, partial(_build, root, tell))


def edit_url(book: Factbook) -> str:
    """Give what comes before a file's path in the repository's web editor, "" without one."""
    repository = book.site.repository
    return f"{repository.rstrip('/')}/edit/{book.site.branch}/" if repository else ""


def _build(root: Path, tell: Tell, store: Store) -> Built | tuple[PlacedProblem, ...]:
    proof = prove(root, store, tell)
    book = proof.factbook
    if book is None:
        return proof.problems
    made = proof.problems or _made(proof, book, tell)
    if isinstance(made, tuple):
        keep_proven(proof)
    return made


def _made(proof: Proof, book: Factbook, tell: Tell) -> Built | tuple[PlacedProblem, ...]:
    root, site = proof.root, proof.root / SITE
    frames = _frames(book, root)
    if isinstance(frames, list):
        return tuple(placed(root, frames))
    press = Press(sheet.Lookup(book), Templates(root), render.Links(directory_urls=True))
    proof.note(press.lookup.values() | press.templates.versions() | _versions(frames))
    pages = {f"{PAGE}{name}:{id}": (name, id) for name, id in render.page_names(book)}
    outputs = Outputs(site, proof.noted)
    stale = dict.fromkeys((*proof.stale(pages), *outputs.touched(pages)))
    stage, links = publish.stage_of(root, site), Links(frames, outputs.anchors_in(proof.store))
    hung: dict[str, Hung] = {}
    problems: list[Problem] = []
    for share in shared_out(partial(_share, _Job(press, frames, stage, pages)), list(stale)):
        hung |= share.hung
        problems += share.problems
        proof.found.products |= share.products
        links.take(share.links)
        tell("making pages", len(hung), len(stale))
    if problems:
        return tuple(placed(root, problems))
    proof.drop(PAGE, pages)
    for name in pages:
        if name not in hung:
            hung[name] = unpickled(proof.store.made(name))._replace(differs=False)
    _look_again(proof, outputs, links, [name for name in pages if name not in stale])
    data_paths: list[str] = []
    data = _data_files(proof, book, outputs, data_paths)
    published = publish.finish(root, frames, stage, links, (hung[name] for name in pages), data)
    if isinstance(published, list):
        return tuple(placed(root, published))
    paths = {name: one.path for name, one in hung.items()}
    paths |= {DATA + path: path for path in data_paths}
    proof.found.products[DATA] = Product(frozenset((EVERYTHING,)), pickled(data_paths))
    proof.note(outputs.now(paths, published.written))
    proof.store.keep(proof.found)
    return Built(len(book.current_facts), len(pages), published)


def _share(job: _Job, names: Sequence[str]) -> _Share:
    share = _Share({}, {}, [], FoundLinks({}, {}, []))
    links = Links(job.frames)
    reads = job.press.lookup.book.reads
    for name in names:
        page, noted = reads.noted(partial(job.press.page, *job.pages[name]))
        if isinstance(page, Problem):
            share.problems.append(page)
            continue
        hung, anchored = publish.hang(page, job.frames, job.stage, links)
        share.hung[name] = hung
        share.products[name] = Product(
            noted | _ALWAYS | {FRAME + page.frame}, pickled(hung), pickled(anchored)
        )
    return share._replace(links=links.found())


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


def _data_files(
    proof: Proof, book: Factbook, outputs: Outputs, paths: list[str]
) -> Iterator[tuple[str, bytes | None]]:
    """Give the data files, without their content where they stand as they would be made.

    Their names are added to `paths`.
    """
    known: list[str] = unpickled(proof.store.made(DATA)) if not proof.stale([DATA]) else []
    found: Iterator[tuple[str, bytes | None]] = iter(export.data_files(book))
    if known and not any(outputs.touched(DATA + path for path in known)):
        found = ((path, None) for path in known)
    for path, content in found:
        paths.append(path)
        yield path, content


def _frames(book: Factbook, root: Path) -> Frames | list[Problem]:
    return frame.build(
        root,
        [FrameSpec(part.frame, part.url, part.title) for part in render.sections(book)],
        site_url=f"{book.site.url.rstrip('/')}/" if book.site.url else "",
        edit_url=edit_url(book),
        site_name=book.site.name,
        description=book.site.scope,
    )


def _versions(frames: Frames) -> dict[str, str]:
    """Give what tells each frame from any other state of it."""
    return {FRAME + name: slots.version() for name, slots in frames.slots.items()}
