"""Rendered pages: golden files, links that resolve, hostile text, and templates that fail.

After a wanted change of what pages look like: python -m tests.test_render, and read the difference.
"""

from __future__ import annotations

import gc
import html
import json
import posixpath
import re
import shutil
import sys
from pathlib import Path

import pytest

from factbook import render, sheet
from factbook.page import Page
from factbook.problem import Place, Problem
from factbook.render import Links
from tests.conftest import CASES, ROOT
from tests.test_sheet import FERRIES, book_of

SITES = sorted(path for path in (CASES / "site").iterdir() if path.is_dir())
MOST_BYTES_A_FACT = 1536


def rendered(root: Path, links: Links | None = None, templates: Path = ROOT) -> list[Page]:
    pages = list(render.pages(book_of(root), templates, links=links or Links()))
    assert [page for page in pages if isinstance(page, Problem)] == []
    return [page for page in pages if isinstance(page, Page)]


def golden(root: Path) -> dict[str, str]:
    """Give the files of a case's expected/: a body for each page, and one list of all else."""
    pages = rendered(root)
    files = {f"{page.url}index.html": page.body + "\n" for page in pages}
    rest = [
        {
            "url": page.url,
            "frame": page.frame,
            "title": page.title,
            "description": page.description,
            "edit_path": page.edit_path,
            "headings": [
                f"{'#' * found.level} {found.title} ({found.anchor})" for found in page.headings
            ],
            "search": [f"#{entry.anchor} {entry.title}: {entry.text}" for entry in page.search],
            "json_ld": json.loads(page.json_ld) if page.json_ld else None,
        }
        for page in pages
    ]
    files["pages.json"] = json.dumps(rest, ensure_ascii=False, indent=1) + "\n"
    return files


@pytest.mark.parametrize("case", SITES, ids=lambda path: path.name)
def test_pages_are_as_expected_byte_for_byte(case: Path) -> None:
    expected = case / "expected"
    stored = {
        path.relative_to(expected).as_posix(): path.read_text("utf-8")
        for path in expected.rglob("*")
        if path.is_file()
    }
    made = golden(case)
    assert sorted(made) == sorted(stored)
    for name, text in made.items():
        assert text == stored[name], f"{name} differs; see the head of this file"


@pytest.fixture(scope="module")
def ferries() -> dict[str, Page]:
    return {page.url: page for page in rendered(FERRIES)}


@pytest.mark.parametrize("root", [FERRIES, ROOT], ids=["ferries", "facts"])
@pytest.mark.parametrize("links", [Links(), Links(directory_urls=False)], ids=["folders", "flat"])
def test_every_link_and_anchor_of_the_pages_resolves(root: Path, links: Links) -> None:
    pages = rendered(root, links)
    files = {_file(page.url, links): set(_values(page.body, "id")) for page in pages}
    for page in pages:
        here = _file(page.url, links)
        anchors = _values(page.body, "id")
        assert len(anchors) == len(set(anchors)), f"{page.url} has an anchor twice"
        for link in _values(page.body, "href"):
            if re.match(r"[a-z]+:", link):
                continue
            address, _, anchor = html.unescape(link).partition("#")
            target = _target(here, address, links) if address else here
            assert target in files or target.startswith("data/"), f"{page.url}: {link}"
            assert not anchor or anchor in files[target], f"{page.url}: {link}"
        for heading in page.headings:
            assert heading.anchor in anchors
        for entry in page.search:
            assert not entry.anchor or entry.anchor in anchors


def _values(body: str, name: str) -> list[str]:
    return re.findall(rf'[\s"]{name}="([^"]*)"', body)


def _file(url: str, links: Links) -> str:
    if links.directory_urls or not url:
        return f"{url}index.html"
    return f"{url[:-1]}.html"


def _target(here: str, address: str, links: Links) -> str:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(here), address))
    if not links.directory_urls:
        return joined
    return "index.html" if joined == "." else f"{joined}/index.html"


def test_every_section_is_the_frame_of_a_page_and_every_page_has_one(
    ferries: dict[str, Page],
) -> None:
    sections = {section.frame: section for section in render.sections(book_of(FERRIES))}
    assert {page.frame for page in ferries.values()} == set(sections)
    for page in ferries.values():
        url = sections[page.frame].url
        folder = url.removesuffix("_frame/")
        assert page.url == url or (url != folder and page.url.startswith(folder))


def test_hostile_text_stays_text(ferries: dict[str, Page]) -> None:
    body = ferries["ships/moewe/"].body
    assert "<script" not in body
    assert "&lt;script&gt;alert(&#34;no&#34;)&lt;/script&gt;" in body
    assert "The Möwe has sails &amp; an engine &lt;both&gt;" in body
    assert "faehre?id=1&amp;art=2" in ferries["sources/inselbote/"].body
    for page in ferries.values():
        assert "<" not in page.json_ld


def test_name_in_a_sentence_is_a_link(ferries: dict[str, Page]) -> None:
    assert (
        'Hansen Linien is the shipping line that ordered the <a href="../../ships/moewe/">Möwe</a> '
        'from <a href="../../firms/ostermoor/">Ostermoor</a>.'
    ) in ferries["firms/hansen-linien/"].body


def test_quote_is_marked_in_the_sources_language(ferries: dict[str, Page]) -> None:
    assert (
        '<blockquote lang="de"><p>Die Fähre „Möwe“ ist rund 80 Meter lang und '
        "<mark>kostet 24 Millionen Euro</mark>, <mark>teilte Hansen Linien am 10. März 2025 mit"
        '</mark>. <a href="../../sources/inselbote/#line-3" lang="en">line&nbsp;3</a></p>'
    ) in ferries["ships/moewe/"].body


def test_fact_can_be_edited_and_reported_where_the_repository_is_known(
    ferries: dict[str, Page], tmp_path: Path
) -> None:
    body = ferries["ships/moewe/"].body
    line = book_of(FERRIES).facts["moewe/length"].line
    edit = f"https://code.example/ferries/edit/main/facts/ships/moewe.yml#L{line}"
    assert f'<a href="{edit}">Edit this fact</a>' in body
    assert (
        'href="https://code.example/ferries/issues/new?template=wrong-fact.yml&amp;'
        'title=Wrong+fact%3A+moewe/length&amp;fact=moewe/length"' in body
    )
    shutil.copytree(FERRIES, tmp_path / "book")
    site = tmp_path / "book" / "facts" / "site.yml"
    site.write_text(re.sub(r"repository: .*\n", "", site.read_text("utf-8")), "utf-8")
    plain = {page.url: page.body for page in rendered(tmp_path / "book")}
    assert "Edit this fact" not in plain["ships/moewe/"]


def test_search_finds_a_number_in_both_languages(ferries: dict[str, Page]) -> None:
    entry = next(found for found in ferries["ships/moewe/"].search if found.anchor == "cost")
    assert entry.title == "Möwe: Cost 24 million euros"
    assert "24 Millionen Euro" in entry.text


def test_html_of_the_sheets_keeps_its_budget() -> None:
    book = book_of(ROOT)
    pages = [page for page in rendered(ROOT) if page.frame in book.vocabulary.kinds]
    facts = sum(
        len(set(re.findall(r'<li(?: class="\w+")? id="([^"]+)"', page.body))) for page in pages
    )
    size = sum(len(page.body.encode()) for page in pages)
    assert size / facts <= MOST_BYTES_A_FACT


def test_page_does_not_depend_on_the_pages_made_before_it(ferries: dict[str, Page]) -> None:
    book = book_of(FERRIES)
    for name, id in reversed(list(render.page_names(book))):
        press = render.Press(sheet.lookup_of(book), render.Templates(ROOT), Links())
        page = press.page(name, id)
        assert isinstance(page, Page)
        assert page == ferries[page.url]


def test_a_page_that_is_done_with_leaves_nothing_in_memory() -> None:
    book = book_of(FERRIES)
    press = render.Press(sheet.lookup_of(book), render.Templates(ROOT), Links())
    names = list(render.page_names(book))
    for name, id in names:
        press.page(name, id)
    gc.collect()
    gc.disable()
    try:
        for name, id in names:
            press.page(name, id)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("template", "line", "broken", "message"),
    [
        ("pages/home.html.j2", 4, "{{ home.nothing }}", "has no attribute 'nothing'"),
        (
            "pages/home.html.j2",
            4,
            "{% if %}",
            "Expected an expression, got 'end of statement block'",
        ),
        ("macros/fact.html.j2", 5, "{{ nothing }}", "'nothing' is undefined"),
        ("partials/relations.html.j2", 2, "{{ sheet.name + 1 }}", "can only concatenate str"),
    ],
)
def test_fault_of_a_template_is_told_at_its_file_and_line(
    tmp_path: Path, template: str, line: int, broken: str, message: str
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    path = tmp_path / "templates" / template
    lines = path.read_text("utf-8").split("\n")
    lines.insert(line - 1, broken)
    path.write_text("\n".join(lines), "utf-8")
    made = list(render.pages(book_of(FERRIES), tmp_path, links=Links()))
    problems = [page for page in made if isinstance(page, Problem)]
    assert problems
    for problem in problems:
        assert isinstance(problem.at, Place)
        assert (problem.at.file, problem.at.line) == (f"templates/{template}", line)
        assert problem.rule == "template"
        assert message in problem.message


def test_missing_template_is_a_problem(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "templates/pages/glossary.html.j2").unlink()
    made = list(render.pages(book_of(FERRIES), tmp_path, links=Links()))
    (problem,) = [page for page in made if isinstance(page, Problem)]
    assert problem.at == Place("templates/pages/glossary.html.j2", 1, 1)


def main() -> None:
    """Write expected/ of every case as pages are now, and tell which files changed."""
    for case in SITES:
        expected, files = case / "expected", golden(case)
        for path in sorted(expected.rglob("*")):
            if path.is_file() and path.relative_to(expected).as_posix() not in files:
                path.unlink()
        for name, text in files.items():
            path = expected / name
            if not path.is_file() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
                sys.stdout.write(f"{case.name}/expected/{name}\n")


if __name__ == "__main__":
    main()
