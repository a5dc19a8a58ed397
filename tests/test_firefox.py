"""The served site in Firefox: every type of page opens, and tells of no error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from factbook.cli import run
from tests.browsing import PAGES, firefox, lay_out, served, watched


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with firefox() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """Serve the built site; not before there is a browser to read it."""
    root = lay_out(tmp_path_factory.mktemp("book"))
    assert run(["--root", str(root)]) == 0
    with served(root / "site") as found:
        yield found


def test_every_type_of_page_opens_in_firefox(browser: Browser, address: str) -> None:
    """In one tab, one after the other."""
    page, foreign, errors = watched(browser, address)
    for name, url in PAGES.items():
        page.goto(address + url)
        assert page.locator("article h1").first.is_visible(), name
        # A chart or a table wider than the page has a box of its own to scroll in.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert (foreign, errors) == ([], [])


def test_search_of_the_served_site_finds_a_fact_in_firefox(browser: Browser, address: str) -> None:
    page, foreign, errors = watched(browser, address)
    page.goto(address)
    box = page.get_by_role("textbox", name="Search")
    box.focus()
    box.fill("Milliarden")
    box.press("End")
    found = page.locator("[data-md-component=search]")
    fact = found.locator("a[href*='deals/openai-aws/'][href$='#value']").first
    fact.wait_for(state="attached")
    fact.evaluate("link => link.click()")
    page.locator("article #value").wait_for()
    assert page.url.endswith("#value")
    assert (foreign, errors) == ([], [])
