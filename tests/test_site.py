"""The whole site of the landed factbook: built for real, and read in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLateError

from factbook.cli import run
from factbook.model import Entity, EntityValue, Factbook
from factbook.urls import entity_url
from tests.browsing import (
    FINDS,
    chromium,
    lay_out,
    links_of,
    searched,
    served,
    target_of,
    watched,
    ways_from_home,
)

SHEET = "projects/soofi/"
FACT = "projects/soofi/#gpus-reserved"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = lay_out(tmp_path_factory.mktemp("book"))
    assert run(["--root", str(place)]) == 0
    return place


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with served(root / "site") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def test_every_link_and_anchor_of_the_site_resolves(root: Path) -> None:
    site = root / "site"
    pages = links_of(site)
    dead = []
    for name, links in pages.items():
        for link in links.wanted:
            path, anchor = target_of(name, link)
            if re.match(r"[a-z]+:", path):
                continue
            if not (site / path.lstrip("/")).is_file():
                dead.append(f"{name}: {link}")
            elif anchor and path in pages and anchor not in pages[path].anchors:
                dead.append(f"{name}: {link} (anchor)")
    assert dead == []


def test_home_leads_to_every_sheet(root: Path, book: Factbook) -> None:
    reached = ways_from_home(links_of(root / "site"))
    sheets = {
        f"/{entity.kind}/{entity.id}/index.html"
        for entity in book.entities.values()
        if not entity.mention
    }
    sheets |= {f"/sources/{source}/index.html" for source in book.sources}
    assert sheets <= set(reached)


def test_every_url_of_facts_json_is_a_place_of_the_site(root: Path) -> None:
    content = json.loads((root / "site/data/facts.json").read_text("utf-8"))
    pages = links_of(root / "site")
    missing = []
    for record in (*content["facts"], *content["entities"]):
        page, anchor = record["url"].partition("#")[::2]
        found = pages.get(f"/{page}index.html")
        if found is None or (anchor and anchor not in found.anchors):
            missing.append(record["url"])
    assert missing == []


def test_two_builds_from_nothing_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path)
    assert run(["--root", str(other)]) == 0

    def content(place: Path) -> dict[str, bytes]:
        site = place / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }

    assert content(root) == content(other)


def test_no_page_repeats_a_line_of_a_seed(root: Path, book: Factbook) -> None:
    """The texts are not ours to publish: a page shows quotes with a few words either side."""
    sentences = [
        sentence.words
        for source in book.sources.values()
        if not source.licence
        for sentence in source.seed.sentences
        if len(sentence.words) > 400
    ]
    assert sentences
    for path in (root / "site").rglob("*.html"):
        text = re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
        assert not any(sentence in text for sentence in sentences), path


def found(url: str) -> str:
    """Select the results that lead to a place; the theme puts the words before its anchor."""
    page, _, anchor = url.partition("#")
    return (
        f".md-search-result a[href*='{page}'][href*='#{anchor}']"
        if anchor
        else (f".md-search-result a[href*='{page}']")
    )


def test_search_finds_a_fact_by_its_german_words_and_jumps_to_it(
    browser: Browser, address: str
) -> None:
    page, foreign, errors = watched(browser, address)
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    box.fill("exklusiv Sprachmodell SOOFI")
    box.press("End")
    result = page.locator(found(FACT)).first
    result.wait_for(state="attached", timeout=15_000)
    result.click()
    page.wait_for_url(re.compile(re.escape(SHEET)))
    assert page.url.split("?")[0].startswith(address + SHEET)
    assert page.url.endswith("#gpus-reserved")
    assert page.locator("#gpus-reserved").count() == 1
    assert (foreign, errors) == ([], [])


def test_every_entity_opens_from_the_search_by_its_name(
    browser: Browser, address: str, book: Factbook
) -> None:
    page, foreign, errors = watched(browser, address)
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    lost = []
    for entity in book.entities.values():
        box.fill(entity.name)
        box.press("End")
        result = page.locator(found(entity_url(entity))).first
        try:
            result.wait_for(state="attached", timeout=10_000)
        except TooLateError:
            lost.append(entity.name)
    assert lost == []
    assert (foreign, errors) == ([], [])


def test_every_relation_can_be_walked_both_ways(root: Path, book: Factbook) -> None:
    """A fact's page links to whom the fact involves, and their page links to the fact's page."""
    pages = links_of(root / "site")
    led = {
        name: {target_of(name, link)[0] for link in links.wanted} for name, links in pages.items()
    }
    broken = []
    for fact in book.current_facts:
        others = {entity for entities in fact.involves.values() for entity in entities}
        others |= {fact.value.entity} if isinstance(fact.value, EntityValue) else set()
        here = _file_of(book.entities[fact.entity])
        for other in sorted(others):
            there = _file_of(book.entities[other])
            if here != there and not (there in led[here] and here in led[there]):
                broken.append(f"{fact.ref} and {other}")
    assert broken == []


def _file_of(entity: Entity) -> str:
    return f"/{entity_url(entity).partition('#')[0]}index.html"


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    page, foreign, errors = watched(browser, address)
    page.goto(address)
    yield page
    assert (foreign, errors) == ([], [])


@pytest.mark.parametrize(("words", "place"), FINDS)
def test_search_finds(searching: Page, address: str, words: str, place: str) -> None:
    page, _, anchor = place.partition("#")
    found = searched(searching, words)
    assert [link for link in found if link.startswith(f"{address}{page}?")]
    assert [link for link in found if link.endswith(f"#{anchor}")]


@pytest.mark.parametrize("words", ["KI-Fabrik", "x.ai", "AWS-Deal", "SOOFI-Modell"])
def test_search_finds_aliases(searching: Page, words: str) -> None:
    assert searched(searching, words)


def test_a_name_alone_finds_its_sheet_first(searching: Page, address: str) -> None:
    for name, sheet in (("OpenAI", "companies/openai/"), ("stargate", "projects/stargate/")):
        assert searched(searching, name)[0].startswith(f"{address}{sheet}?")


def test_search_offers_nothing_unless_all_words_match(searching: Page) -> None:
    assert searched(searching, "OpenAI Quadratmilchstrasse") == []
    assert searched(searching, "zzzzz") == []


def test_search_finds_while_typing_and_finishes_the_word(searching: Page, address: str) -> None:
    assert searched(searching, "Star")[0].startswith(f"{address}projects/stargate/?")
    suggestion = searching.locator(".md-search__suggest")
    suggestion.get_by_text("Stargate", exact=True).wait_for()
    searching.keyboard.press("ArrowRight")
    assert searching.locator(".md-search__input").input_value() == "Stargate"


def test_search_marks_the_words_and_goes_by_keyboard(searching: Page, address: str) -> None:
    assert searched(searching, "38 Milliarden")
    best = searching.locator(".md-search-result__item").first
    assert best.locator("mark").all_inner_texts()[:2] == ["38", "38"]
    assert "Milliarden" in best.locator("mark").all_inner_texts()
    searching.keyboard.press("Enter")
    searching.wait_for_url(re.compile(r"/deals/openai-aws/\?h=38\+milliarden#value$"))
    searching.goto(address)


def test_proof_of_a_fact_opens_without_javascript(browser: Browser, address: str) -> None:
    page, foreign, _ = watched(browser, address, java_script_enabled=False)
    page.goto(address + SHEET)
    fact = page.locator("#gpus-reserved")
    assert "more than" in fact.inner_text()
    mark = fact.locator("mark", has_text="mehr als 1.000 GPUs exklusiv").first
    assert not mark.is_visible()
    fact.locator("summary").first.click()
    assert mark.is_visible()
    assert fact.locator("[lang=de]").count() >= 1
    assert foreign == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "companies/",
        "companies/openai/",
        SHEET,
        "deals/openai-aws/",
        "sources/vtv-infrastructure/",
    ],
)
def test_page_has_no_error_no_foreign_request_and_fits_a_phone(
    browser: Browser, address: str, url: str
) -> None:
    page, foreign, errors = watched(browser, address)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + url)
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert (foreign, errors) == ([], [])
