"""What a reader does on a page in a real browser: sort, filter, jump, copy, switch the colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsing import PAGES, PUBLISHED, Site, opened, published
from tests.test_pages import PHONE, axe

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SHIFTS = """
    window.shifts = []
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
            const moved = entry.sources.map(({node}) => (node?.outerHTML ?? "").slice(0, 90))
            shifts.push([entry.value, moved])
        }
    }).observe({type: "layout-shift", buffered: true})
"""
WIDE = {"width": 1440, "height": 900}
# A tenth of what is still called good. A browser under load may paint the header in the middle of
# the search, or a table before all its rows are read, whose columns are then a few pixels off.
LEAST_SEEN = 0.01
FIRST_COLUMN = ".list tbody tr:not([hidden]) th"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with published(tmp_path_factory.mktemp("book")) as built:
        yield built


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_moves_while_a_page_loads(site: Site, viewport: Any) -> None:
    moved = {}
    for name, url in PAGES.items():
        with opened(site, "glossary/", viewport=viewport) as page:
            page.add_init_script(SHIFTS)
            page.goto(site.address + url)
            page.wait_for_load_state("networkidle")
            shifts = [shift for shift in page.evaluate("shifts") if shift[0] >= LEAST_SEEN]
        if shifts:
            moved[name] = shifts
    assert moved == {}


# ---------- tables ----------


def names_in(page: Page) -> list[str]:
    """Give the names of the rows that are shown, in their order."""
    return [name.splitlines()[0] for name in page.locator(FIRST_COLUMN).all_inner_texts()]


def asked(page: Page) -> dict[str, list[str]]:
    """Give what stands in the address after the question mark."""
    return parse_qs(urlsplit(page.url).query)


def test_a_table_sorts_by_keyboard_and_the_address_keeps_it(site: Site) -> None:
    with opened(site, "companies/") as page:
        button = page.get_by_role("button", name="Facts", exact=True)
        head = page.get_by_role("columnheader", name="Facts")
        button.focus()
        assert button.evaluate("it => getComputedStyle(it).outlineStyle") != "none"
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        column = head.evaluate("it => it.cellIndex")
        counts = page.locator(f".list tbody tr td:nth-child({column + 1})").all_inner_texts()
        assert [int(count) for count in counts] == sorted(map(int, counts), reverse=True)
        assert asked(page) == {"sort": [f"{column}-"]}
        sorted_names = names_in(page)
        page.reload()
        assert names_in(page) == sorted_names
        assert head.get_attribute("aria-sort") == "descending"


def test_amounts_in_other_units_are_never_ordered_against_each_other(site: Site) -> None:
    """What has no amount stands last, whichever way a column is sorted."""
    with opened(site, "deals/") as page:
        page.get_by_role("button", name="Money").click()
        up = page.locator(".list td[data-unit]").evaluate_all(
            "them => them.map(unitOf)".replace(
                "unitOf", "it => [it.dataset.unit, Number(it.dataset.sort)]"
            )
        )
        assert [unit for unit, _ in up] == sorted(unit for unit, _ in up)
        for unit in {unit for unit, _ in up}:
            amounts = [amount for other, amount in up if other == unit]
            assert amounts == sorted(amounts)
        page.goto(site.address + "projects/")
        for _ in range(2):
            page.get_by_role("button", name="Power", exact=True).click()
            assert names_in(page)[-1] not in ("Stargate", "Hyperion")


def test_a_table_filters_by_keyboard_and_the_address_keeps_it(site: Site) -> None:
    with opened(site, "companies/") as page:
        every = names_in(page)
        field = page.get_by_role("searchbox", name="Filter this table")
        field.focus()
        page.keyboard.type("open")
        assert names_in(page) == ["OpenAI"]
        assert page.get_by_role("status").inner_text() == f"1 of {len(every)}"
        assert asked(page) == {"filter": ["open"]}
        page.reload()
        assert names_in(page) == ["OpenAI"]
        assert field.input_value() == "open"
        field.fill("")
        assert names_in(page) == every
        assert asked(page) == {}
    with opened(site, "companies/?filter=open", java_script_enabled=False) as page:
        assert names_in(page) == every


# ---------- a fact ----------


def test_a_fact_gives_its_citation_its_link_and_its_bibtex(site: Site) -> None:
    with opened(site, PAGES["deal"], permissions=["clipboard-read", "clipboard-write"]) as page:
        fact = page.locator("#value")
        fact.locator("summary").press("Enter")

        def copied(name: str) -> str:
            fact.get_by_role("button", name=name, exact=True).press("Enter")
            expect(fact.get_by_role("button", name="Copied")).to_have_count(1)
            text: str = page.evaluate("navigator.clipboard.readText()")
            page.evaluate("navigator.clipboard.writeText('')")
            fact.locator("summary").press("Enter")
            page.reload()
            fact.locator("summary").press("Enter")
            return text

        cited = copied("Copy")
        assert cited == fact.locator(".cite > span").inner_text()
        assert f"{PUBLISHED}deals/openai-aws/#value" in cited
        assert copied("Copy link") == f"{site.address}deals/openai-aws/#value"
        entry = copied("Copy BibTeX")
        assert 'note = {"einen Wert von 38 Milliarden US-Dollar" (Vogel IT-Medien GmbH' in entry
        assert without_note(entry) == without_note(stored(site, "openai-aws:value"))
        edit = fact.get_by_role("link", name="Edit this fact").get_attribute("href") or ""
        assert re.fullmatch(r"https://code\.example/.*/facts/deals/openai-aws\.yml#L\d+", edit)
        report = fact.get_by_role("link", name="Report a problem").get_attribute("href") or ""
        assert "openai-aws%2Fvalue" in report or "openai-aws/value" in report


def stored(site: Site, key: str) -> str:
    """Give the entry of a fact in the data file."""
    entries = (site.folder / "data/facts.bib").read_text("utf-8").split("\n\n")
    return next(entry for entry in entries if entry.startswith(f"@misc{{{key},"))


def without_note(entry: str) -> list[str]:
    """Give the lines of an entry, but for those on its source, of which a page shows less."""
    lines = entry.strip().splitlines()
    return [line for line in lines if not line.strip().startswith(("note", "keywords"))]


@pytest.mark.parametrize(
    ("url", "place", "key"),
    [
        ("people/", "donald-trump.role", "donald-trump:role"),
        (PAGES["company"], "chatgpt", "openai:chatgpt"),
        (PAGES["deal"], "german-view", "openai-aws:german-view"),
        (PAGES["project"], "target-investment", "stargate:target-investment"),
    ],
)
def test_the_entry_of_a_fact_is_made_without_loading_anything(
    site: Site, url: str, place: str, key: str
) -> None:
    with opened(site, url, permissions=["clipboard-read", "clipboard-write"]) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
        fact = page.locator(f"[id='{place}']")
        fact.get_by_role("button", name="Copy BibTeX").click()
        expect(fact.get_by_role("button", name="Copied")).to_have_count(1)
        entry = page.evaluate("navigator.clipboard.readText()")
        assert without_note(entry) == without_note(stored(site, key))
        assert [url for url in asked if "/data/" in url] == []


# ---------- jump ----------


def test_jump_leads_by_keyboard_to_a_part_of_the_page_and_to_another_sheet(site: Site) -> None:
    with opened(site, PAGES["project"]) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        button = page.get_by_role("button", name="Jump to …")
        expect(button).to_be_focused()
        assert button.is_visible()
        page.keyboard.press("Enter")
        box = page.get_by_role("combobox", name="Jump to")
        expect(box).to_be_focused()
        assert axe(page, WCAG) == []
        page.keyboard.type("not known")
        page.keyboard.press("Enter")
        assert urlsplit(page.url).fragment == "not-known"
        page.keyboard.press("Control+k")
        page.keyboard.type("hanover leibniz")
        page.keyboard.press("Escape")
        expect(page.locator("dialog.jump")).not_to_be_visible()
        page.keyboard.press("Control+k")
        page.keyboard.type("oracle's five")
        option = page.get_by_role("option", selected=True)
        expect(option).to_contain_text("Oracle's five-year contract")
        page.keyboard.press("ArrowDown")
        expect(option).to_contain_text("Search for")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/deals/oracle-300/")


def test_jump_finds_names_that_stand_on_later_pages_of_a_list(site: Site) -> None:
    def of_several_pages(route: Route) -> None:
        """Give the list as if its rows stood on its second page."""
        response = route.fetch()
        body = re.sub(r"(?s)<tbody>.*?</tbody>", "<tbody></tbody>", response.text())
        route.fulfill(
            response=response, body=body.replace("</article>", "<nav class=parts></nav></article>")
        )

    with opened(site, PAGES["project"]) as page:
        page.route("**/deals/", of_several_pages)
        page.route("**/open-questions/", of_several_pages)
        page.keyboard.press("Control+k")
        page.keyboard.type("oracle five")
        option = page.get_by_role("option", name="Oracle's five-year contract")
        expect(option).to_contain_text("Deals")
        option.click()
        page.wait_for_url("**/deals/oracle-300/")


def test_a_single_letter_is_no_command(site: Site) -> None:
    """Who speaks to a computer gives such commands by mistake: WCAG 2.1.4."""
    with opened(site, PAGES["company"]) as page:
        for letter in "fs/":
            page.keyboard.press(letter)
            assert page.evaluate("document.activeElement === document.body")


def test_an_address_that_does_not_exist_leads_to_the_nearest_pages(site: Site) -> None:
    with opened(site, "404.html") as page:
        sections = page.locator("article li a").all_inner_texts()
        assert {"Companies", "Projects", "Deals", "Timeline", "Sources"} <= set(sections)
    text = (site.folder / "404.html").read_text("utf-8")
    page, _, _ = (site.browser.new_page(), None, None)
    page.route(
        "**/companies/open-ai/",
        lambda route: route.fulfill(status=404, content_type="text/html", body=text),
    )
    page.goto(site.address + "companies/open-ai/")
    near = page.locator(".not-found a").first
    expect(near).to_have_text("OpenAI")
    near.click()
    assert page.url == site.address + "companies/openai/"
    page.close()


# ---------- colours ----------


def test_colours_follow_the_system_until_a_reader_chooses(site: Site) -> None:
    def shown(page: Page, scheme: str) -> None:
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)

    with opened(site, "", color_scheme="light") as page:
        shown(page, "default")
        page.emulate_media(color_scheme="dark")
        shown(page, "slate")
        assert page.evaluate("localStorage.length") == 0
        page.emulate_media(color_scheme="light")
        shown(page, "default")
        page.get_by_title("Use the dark colours").click()
        shown(page, "slate")
        page.emulate_media(color_scheme="dark")
        page.emulate_media(color_scheme="light")
        page.wait_for_timeout(100)
        shown(page, "slate")
        page.goto(site.address + PAGES["company"])
        shown(page, "slate")
        page.get_by_title("Use the light colours").click()
        shown(page, "default")
        assert page.evaluate("localStorage.length") == 0
