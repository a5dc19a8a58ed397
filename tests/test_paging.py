"""Lists of many entries: cut into pages, with every entry on one of them and all links whole."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from factbook import render
from factbook.frame import FrameSpec
from factbook.model import Factbook
from factbook.page import Page
from factbook.publish_search import sitemap
from factbook.render import Links
from factbook.sheet.paging import part_count, part_of, parts_of
from tests.browsing import target_of
from tests.conftest import ROOT

ROWS = 5


@pytest.fixture(scope="module")
def pages(book: Factbook) -> dict[str, Page]:
    made = list(render.pages(book, ROOT, links=Links(), rows=ROWS))
    found = [page for page in made if isinstance(page, Page)]
    assert len(found) == len(made)
    assert len({page.url for page in found}) == len(found)
    return {page.url: page for page in found}


def parts(pages: dict[str, Page], url: str) -> list[Page]:
    """Give the pages of a list in order."""
    found = [page for page in pages.values() if re.fullmatch(rf"{url}(\d+/)?", page.url)]
    return sorted(found, key=lambda page: int(page.url.removeprefix(url).strip("/") or 1))


def rows_of(page: Page) -> list[str]:
    return re.findall(r'<tr[^>]*><th scope="row"[^>]*><a href="([^"]*)"', page.body)


@pytest.mark.parametrize("total", [0, 1, 5, 6, 10, 11])
def test_parts_hold_every_item_once(total: int) -> None:
    items = list(range(total))
    count = part_count(total, ROWS)
    shown = parts_of(items, "x", ROWS)
    assert list(shown) == [f"x/{number}" for number in range(1, count + 1)]
    assert [item for _, found in shown.values() for item in found] == items
    for number, (told, found) in enumerate(shown.values(), 1):
        part = part_of(told, len(found), "x/", number, ROWS)
        assert (part.number, part.total, part.is_whole) == (number, total, count == 1)
        assert part.last - part.first + 1 == len(found) <= ROWS
        urls = [f"x/{other}/" if other > 1 else "x/" for other in range(1, count + 1)]
        urls[number - 1] = ""
        assert [link.url for link in part.links] == urls


def test_every_entity_is_a_row_of_one_page_of_its_kind(
    pages: dict[str, Page], book: Factbook
) -> None:
    found = parts(pages, "companies/")
    entities = sorted(
        (entity for entity in book.entities.values() if entity.kind == "companies"),
        key=lambda entity: entity.name.casefold(),
    )
    assert len(found) == part_count(len(entities), ROWS) > 3
    linked = [target_of("/" + page.url, link) for page in found for link in rows_of(page)]
    assert linked == [
        ("/companies/index.html", entity.id)
        if entity.mention
        else (f"/companies/{entity.id}/index.html", "")
        for entity in entities
    ]
    assert [page.title for page in found[:2]] == ["Companies", "Companies, page 2"]


def test_sources_and_events_are_all_on_their_pages(pages: dict[str, Page], book: Factbook) -> None:
    sources = [len(rows_of(page)) for page in parts(pages, "sources/")]
    assert sum(sources) == len(book.sources)
    found = parts(pages, "timeline/")
    counts = [page.body.count('class="when"') for page in found]
    assert len(counts) > 5
    assert set(counts[:-1]) == {ROWS}
    assert f"{sum(counts)} facts" in found[0].body


def test_every_question_is_on_one_page(pages: dict[str, Page], book: Factbook) -> None:
    found = parts(pages, "open-questions/")
    anchors = [re.findall(r'<tr id="([^"]+)"', page.body) for page in found]
    asked = [question.id for entity in book.entities.values() for question in entity.not_stated]
    assert sorted(id for ids in anchors for id in ids) == sorted(
        id.replace("/", ".", 1) for id in asked
    )
    assert {len(ids) for ids in anchors[:-1]} == {ROWS}
    assert [page.title for page in found[:2]] == ["Open questions", "Open questions, page 2"]


def test_every_disagreement_is_on_one_page(pages: dict[str, Page], book: Factbook) -> None:
    found = parts(pages, "disagreements/")
    ids = [id for page in found for id in re.findall(r'<h3 id="([^"]+)"', page.body)]
    assert sorted(ids) == sorted(book.disagreements)
    assert len(found) == part_count(len(ids), ROWS)
    comparable = [book.disagreements[id].comparable for id in ids]
    assert comparable == sorted(comparable, reverse=True)


def test_every_link_and_anchor_of_the_parts_resolves(pages: dict[str, Page]) -> None:
    files = {f"/{url}index.html": page for url, page in pages.items()}
    for url, page in pages.items():
        for link in re.findall(r'href="([^"]*)"', page.body):
            path, anchor = target_of("/" + url, link)
            # What is no page of records: other hosts, data files, hand-written pages.
            if re.match("[a-z]+:", link) or path.startswith(("/data/", "/method/", "/editing/")):
                continue
            assert path in files, (url, link)
            assert not anchor or f'id="{anchor}"' in files[path].body, (url, link)


def test_every_part_has_a_frame(pages: dict[str, Page], book: Factbook) -> None:
    frames = {
        part.frame: FrameSpec(part.frame, part.url, part.title)
        for part in render.sections(book, ROWS)
    }
    for url, page in pages.items():
        at = frames[page.frame].url
        assert url == at or (at.endswith("_frame/") and url.count("/") == at.count("/")), url


def test_tables_that_compare_say_what_they_leave_out(pages: dict[str, Page]) -> None:
    body = pages["compare/"].body
    assert re.search(r"\d+ smaller amounts are left out here", body)
    assert max(table.count("<tr>") for table in body.split("<table")) <= ROWS + 1


def test_tables_of_contracts_by_partner_are_those_of_who_has_most(book: Factbook) -> None:
    made = render.pages(book, ROOT, links=Links(), rows=1)
    compare = next(page for page in made if isinstance(page, Page) and page.url == "compare/")
    titles = re.findall(r"<h3[^>]*>([^<]*), by partner", compare.body)
    assert titles == ["OpenAI: what it pays or gives"]
    assert "1 more such tables, of who has fewer contracts, are left out here" in compare.body


def test_a_factbook_of_a_usual_size_has_whole_lists(book: Factbook) -> None:
    assert not [id for name, id in render.page_names(book) if re.search(r"(^|/)\d+$", id)]


def test_a_sitemap_of_too_many_addresses_is_cut_up() -> None:
    site = "https://facts.example/"
    addresses = [f"{site}{letter}/" for letter in "edcba"]
    files = dict(sitemap(addresses, site, most=2))
    listed = {
        name: [str(place.text) for place in ET.fromstring(content).iter() if "loc" in place.tag]
        for name, content in files.items()
        if name.endswith(".xml")
    }
    assert listed.pop("sitemap.xml") == [site + name for name in listed]
    assert [place for places in listed.values() for place in places] == sorted(addresses)
    assert [*dict(sitemap(addresses, site))] == ["sitemap.xml", "sitemap.xml.gz"]
