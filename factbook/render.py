"""Views to HTML bodies: every page of the site that is made from records, rendered with Jinja2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook import sheet
from factbook.model import Factbook
from factbook.page import Page, Section
from factbook.problem import Problem
from factbook.render_link import Links
from factbook.render_pages import ABOUT, SINGLE, kinds_with_pages
from factbook.render_template import TEMPLATE, Templates, headings

__all__ = ["Links", "Press", "Templates", "page_names", "pages", "sections"]

SHARED = "_frame/"
# The names of pages that are about one record; all others are about many.
OF_ONE = ("entity", "source")


@dataclass(frozen=True)
class Press:
    """What rendering a page needs: the factbook's look-ups, the templates, the style of links."""

    lookup: sheet.Lookup
    templates: Templates
    links: Links

    def make_ready(self) -> None:
        """Find out now what every page asks for, so that no process has to do it again."""
        self.templates.compile_all()
        self.lookup.values()

    def page(self, name: str, id: str = "") -> Page | Problem:
        """Render one page by its name in SINGLE, or by its name in ABOUT and the id it is about."""
        made = ABOUT[name](self.lookup, id) if id else SINGLE[name](self.lookup)
        self.lookup.book.reads.note(TEMPLATE + made.template)
        body = self.templates.render(
            made.template, {**made.views, "url": self.links.from_page(made.url)}
        )
        if isinstance(body, Problem):
            return body
        return Page(
            frame=made.frame,
            url=made.url,
            title=made.title,
            description=made.description,
            body=body,
            headings=headings(body),
            search=made.search,
            edit_path=made.edit_path,
            json_ld=made.json_ld,
        )


def pages(
    book: Factbook, root: Path, *, links: Links, rows: int = sheet.ROWS
) -> Iterator[Page | Problem]:
    """Render every page made from records, templates taken from `root/templates`.

    Gives a problem at templates/FILE:line for a page whose template fails. Raises nothing for what
    people wrote in records or templates.
    """
    press = Press(sheet.lookup_of(book, rows), Templates(root), links)
    for name, id in page_names(book, rows):
        yield press.page(name, id)


def page_names(book: Factbook, rows: int = sheet.ROWS) -> Iterator[tuple[str, str]]:
    """Give the name and the id of every page; each can be rendered on its own.

    Lists of more than so many rows have several pages.
    """
    for name in SINGLE:
        yield name, ""
    for kind in kinds_with_pages(book):
        yield "index", kind
        yield from (("index", f"{kind}/{part}") for part in _parts(_members(book, kind), rows))
    for entity in book.entities.values():
        if not entity.mention:
            yield "entity", entity.id
    for source in book.sources:
        yield "source", source
    yield from (("sources", f"{part}") for part in _parts(len(book.sources), rows))
    events = sheet.event_count(book)
    yield from (("timeline", f"{part}") for part in _parts(events, rows))
    cases = _parts(len(sheet.cases_in_order(book)), sheet.cases_per_page(rows))
    yield from (("disagreements", f"{part}") for part in cases)
    questions = sheet.question_count(book)
    yield from (("questions", f"{part}") for part in _parts(questions, rows))


def _parts(total: int, rows: int) -> range:
    """Give the numbers of a list's pages after the first."""
    return range(2, sheet.part_count(total, rows) + 1)


def _members(book: Factbook, kind: str) -> int:
    return sum(entity.kind == kind for entity in book.entities.values())


def sections(book: Factbook, rows: int = sheet.ROWS) -> list[Section]:
    """Give the frames that the pages hang in, in the order of the navigation."""
    events, questions = sheet.event_count(book), sheet.question_count(book)
    cases = len(sheet.cases_in_order(book))
    found = [Section("home", "", "Home")]
    for kind in kinds_with_pages(book):
        title = book.vocabulary.kinds[kind].many.en
        found.append(Section(f"{kind}/index", f"{kind}/", title))
        has_sheets = any(
            entity.kind == kind and not entity.mention for entity in book.entities.values()
        )
        if has_sheets or _members(book, kind) > rows:
            found.append(Section(kind, f"{kind}/{SHARED}", ""))
    found += [
        Section("compare", "compare/", "Compare"),
        Section("timeline", "timeline/", "Timeline"),
        *_later_parts("timeline", events, rows),
        Section("disagreements", "disagreements/", "Disagreements"),
        *_later_parts("disagreements", cases, sheet.cases_per_page(rows)),
        Section("open-questions", "open-questions/", "Open questions"),
        *_later_parts("open-questions", questions, rows),
        Section("sources/index", "sources/", "Sources"),
        Section("sources", f"sources/{SHARED}", ""),
        Section("glossary", "glossary/", "Glossary"),
        Section("corrections", "corrections/", "Corrections"),
    ]
    return found


def _later_parts(name: str, total: int, rows: int) -> list[Section]:
    """Give the frame of a list's later pages, if it has any: no sheets stand beside them."""
    return [Section(f"{name}/parts", f"{name}/{SHARED}", "")] if total > rows else []
