"""One build: records proven, and those files of their site made that are no longer as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factbook import export, frame, publish, render, sheet
from factbook.check import placed
from factbook.frame import Frames, FrameSpec
from factbook.indexing import INDEX, index
from factbook.joining import DATA
from factbook.making import PAGE, Job, all_standing, make, versions_of
from factbook.model import Factbook
from factbook.outputs import Outputs
from factbook.page import Section
from factbook.plan import plan_ahead, plan_of
from factbook.problem import PlacedProblem, Problem
from factbook.proof import Proof, Tell, keep_proven, prove, remember_accounts
from factbook.publish import Published
from factbook.publish_links import Links
from factbook.remembered import with_store
from factbook.render import Press, Templates
from factbook.store import Product, Store

# Imported only where a cluster is used.
if TYPE_CHECKING:
    from factbook.cluster import Cluster

SITE = "site"


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


def build_site(
    root: Path,
    tell: Tell,
    cluster: Cluster | None = None,
    ahead: Store | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Built | tuple[PlacedProblem, ...]:
    """Prove the factbook in `root`, render and publish what has changed into `root/site`.

    Gives what was built, or the problems for which the site was left as it was. `tell` is told
    of the work as it goes on. With a cluster, its workers do what can be shared out. A store that
    was read `ahead` need not be read again. What is to be done `meanwhile` is done before the site
    is written, when others may still work.
    """
    return with_store(root, partial(_build, root, tell, cluster, meanwhile), ahead)


def edit_url(book: Factbook) -> str:
    """Give what comes before a file's path in the repository's web editor, "" without one."""
    repository = book.site.repository
    return f"{repository.rstrip('/')}/edit/{book.site.branch}/" if repository else ""


def _build(
    root: Path,
    tell: Tell,
    cluster: Cluster | None,
    meanwhile: Callable[[], None],
    store: Store,
) -> Built | tuple[PlacedProblem, ...]:
    # To paint the frames and to compile the templates takes as long as to check many records.
    beside = partial(_made_ready, root=root), plan_ahead
    proof = prove(root, store, tell, beside=beside, cluster=cluster)
    book = proof.factbook
    if book is None:
        return proof.problems
    made = proof.problems or _made(proof, book, tell, meanwhile)
    if isinstance(made, tuple):
        keep_proven(proof)
    return made


def _made(
    proof: Proof, book: Factbook, tell: Tell, meanwhile: Callable[[], None]
) -> Built | tuple[PlacedProblem, ...]:
    root, site = proof.root, proof.root / SITE
    plan = plan_of(proof, book)
    frames = _frames(book, root, plan.sections)
    if isinstance(frames, list):
        return tuple(placed(root, frames))
    press = Press(
        sheet.lookup_of(book, known=plan.known),
        _templates(root),
        render.Links(directory_urls=True),
    )
    proof.note(press.lookup.values() | press.templates.versions() | versions_of(frames))
    remember_accounts(proof, book)
    stage, outputs = publish.stage_of(root, site), Outputs(site, proof.noted)
    pages = {f"{PAGE}{name}:{id}": (name, id) for name, id in plan.pages}
    job = Job(press, frames, stage, pages)
    made, joined = make(proof, outputs, job, tell)
    if made.problems:
        joined()
        return tuple(placed(root, made.problems))
    links = Links(frames, outputs.anchors_in(proof.store))
    links.take(made.links)
    standing = all_standing(proof, outputs, job, made, links)
    data = made.ready | dict.fromkeys((*export.joined_paths(), *export.SCHEMA_PATHS), False)
    found = index(proof, outputs, job, stage, made)
    ready = data | found
    meanwhile()
    published = publish.finish(root, frames, stage, links, standing.values(), ready, last=joined)
    if isinstance(published, list):
        return tuple(placed(root, published))
    paths = {name: one.path for name, one in standing.items()}
    paths |= {DATA + path: path for path in data} | {INDEX + path: path for path in found}
    proof.note(outputs.now(paths, published.written))
    proof.store.keep(proof.found)
    return Built(book.fact_count, len(standing), published)


def _made_ready(book: Factbook, root: Path) -> dict[str, Product]:
    """Leave on the disk what every page needs."""
    _frames(book, root)
    _templates(root).compile_all()
    return {}


def _templates(root: Path) -> Templates:
    return Templates(root, root / "build" / "templates")


def _frames(book: Factbook, root: Path, sections: Sequence[Section] = ()) -> Frames | list[Problem]:
    return frame.build(
        root,
        [FrameSpec(it.frame, it.url, it.title) for it in sections or render.sections(book)],
        site_url=f"{book.site.url.rstrip('/')}/" if book.site.url else "",
        edit_url=edit_url(book),
        site_name=book.site.name,
        description=book.site.scope,
    )
