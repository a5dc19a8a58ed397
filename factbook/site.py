"""One build: a checked factbook to the files of its site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook import export, frame, render
from factbook.check import placed
from factbook.frame import FrameSpec
from factbook.model import Factbook
from factbook.page import Page
from factbook.problem import PlacedProblem, Problem
from factbook.publish import Published, publish
from factbook.render import Links

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


def build_site(book: Factbook, root: Path) -> Built | tuple[PlacedProblem, ...]:
    """Render and publish a factbook without problems into `root/site`.

    Gives what was built, or the problems for which the site was left as it was.
    """
    specs = [FrameSpec(part.frame, part.url, part.title) for part in render.sections(book)]
    frames = frame.build(
        root,
        specs,
        site_url=_site_url(book),
        edit_url=edit_url(book),
        site_name=book.site.name,
        description=book.site.scope,
    )
    if isinstance(frames, list):
        return tuple(placed(root, frames))
    problems: list[Problem] = []
    pages = list(_pages(book, root, problems))
    if problems:
        return tuple(placed(root, problems))
    published = publish(root, pages, frames, export.data_files(book), root / SITE)
    if isinstance(published, list):
        return tuple(placed(root, published))
    return Built(len(book.current_facts), len(pages), published)


def edit_url(book: Factbook) -> str:
    """Give what comes before a file's path in the repository's web editor, "" without one."""
    repository = book.site.repository
    return f"{repository.rstrip('/')}/edit/{book.site.branch}/" if repository else ""


def _site_url(book: Factbook) -> str:
    return f"{book.site.url.rstrip('/')}/" if book.site.url else ""


def _pages(book: Factbook, root: Path, problems: list[Problem]) -> Iterator[Page]:
    for page in render.pages(book, root, links=Links(directory_urls=True)):
        if isinstance(page, Problem):
            problems.append(page)
        else:
            yield page
