"""The bundles in real browsers, read from a disk: no request to anywhere, no error."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import BROWSERS, FINDS, links_of, searched, target_of, watched

NAME = "ai-infrastructure-factbook"
# Firefox's protocol sets neither the system's colours nor scripts off.
in_chromium = pytest.mark.parametrize("browser", ["chromium"], indirect=True)


@pytest.fixture(scope="module")
def root(bundled: Path) -> Path:
    return bundled


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A place such as people have: its name is not plain.
    folder = tmp_path_factory.mktemp("stick") / "My stick ä #1"
    with zipfile.ZipFile(root / f"dist/{NAME}.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    with BROWSERS[request.param]() as found:
        yield found


def opened(browser: Browser, path: Path, **options: bool) -> tuple[Page, list[str], list[str]]:
    """Open a file with the network cut."""
    page, foreign, errors = watched(browser, "file://", **options)
    page.context.set_offline(True)
    page.goto(path.as_uri())
    return page, foreign, errors


def test_every_link_and_anchor_of_the_zip_resolves(unpacked: Path) -> None:
    pages = links_of(unpacked)
    dead = []
    for name, links in pages.items():
        for link in links.wanted:
            path, anchor = target_of(name, link)
            if re.match(r"[a-z]+:", path):
                continue
            if not (unpacked / path.lstrip("/")).is_file():
                dead.append(f"{name}: {link}")
            elif anchor and path in pages and anchor not in pages[path].anchors:
                dead.append(f"{name}: {link} (anchor)")
    assert dead == []


def test_reader_of_the_zip_searches_opens_a_fact_its_source_and_goes_back(
    browser: Browser, unpacked: Path
) -> None:
    page, foreign, errors = opened(browser, unpacked / "START.html")
    page.get_by_role("link", name="Open the factbook").click()
    page.wait_for_url("**/site/index.html")
    box = page.get_by_role("textbox", name="Search")
    box.focus()
    box.fill("Milliarden")
    box.press("End")
    found = page.locator("[data-md-component=search]")
    fact = found.locator("a[href*='openai-aws.html'][href$='#value']").first
    fact.wait_for(state="attached")
    fact.evaluate("link => link.click()")
    page.wait_for_url(re.compile(r"/deals/openai-aws\.html.*#value$"))
    fact_address = page.url
    assert page.locator("#value").count() == 1
    source = page.locator("#value a[href*='/sources/']").first
    source.evaluate("link => link.click()")
    page.wait_for_url(re.compile(r"/sources/[a-z-]+\.html#"))
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1
    page.go_back()
    assert page.url == fact_address
    assert (foreign, errors) == ([], [])


def test_search_of_the_zip_finds(browser: Browser, unpacked: Path) -> None:
    page, foreign, errors = opened(browser, unpacked / "site/method.html")
    for words, place in FINDS:
        page_url, _, anchor = place.partition("#")
        file = page_url[:-1] + ".html"
        found = [unquote(link) for link in searched(page, words)]
        fits = [link for link in found if f"/site/{file}?" in link and link.endswith(f"#{anchor}")]
        assert fits, words
    assert (foreign, errors) == ([], [])


@in_chromium
@pytest.mark.parametrize("name", ["index", "compare", "timeline", "disagreements", "data"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_the_zip_shows_in_both_colours(
    browser: Browser, unpacked: Path, name: str, scheme: str
) -> None:
    page, foreign, errors = opened(browser, unpacked / "START.html")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto((unpacked / f"site/{name}.html").as_uri())
    page.wait_for_load_state("networkidle")
    painted = page.evaluate("getComputedStyle(document.body).backgroundColor")
    lightness = sum(int(part) for part in re.findall(r"\d+", painted)[:3])
    assert (lightness < 300) == (scheme == "dark")
    assert (foreign, errors) == ([], [])


def test_reader_of_the_zip_picks_the_other_colours(browser: Browser, unpacked: Path) -> None:
    page, foreign, errors = opened(browser, unpacked / "site/index.html")
    paint = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paint)
    page.locator("label[for^=__palette]:visible").click()
    page.wait_for_function(f"{paint} !== '{before}'")
    assert (foreign, errors) == ([], [])


def test_tables_of_the_zip_sort_and_charts_are_drawn(browser: Browser, unpacked: Path) -> None:
    page, foreign, errors = opened(browser, unpacked / "site/compare.html")
    chart = page.locator("article svg[role=img]").first.bounding_box()
    assert chart is not None
    assert chart["width"] > 300
    button = page.locator("article th button").first
    button.click()
    assert page.locator("article th[aria-sort]").count() == 1
    assert (foreign, errors) == ([], [])


def test_every_link_of_the_one_file_leads_to_a_place_in_it(root: Path) -> None:
    folder = root / "dist"
    links = links_of(folder)[f"/{NAME}.html"]
    inner = [link for link in links.wanted if link.startswith("#")]
    assert len(inner) > 3000
    assert {link[1:] for link in inner} - links.anchors == set()
    others = {link for link in links.wanted if not link.startswith("#")}
    assert {link for link in others if not re.match(r"https?:|data:", link)} == set()


def test_anchors_of_the_one_file_stand_once(root: Path) -> None:
    text = (root / f"dist/{NAME}.html").read_text("utf-8")
    anchors = re.findall(r'<[^>]*\sid="([^"]*)"', text)
    assert len(anchors) == len(set(anchors))


def test_reader_of_the_one_file_searches_opens_a_fact_its_source_and_goes_back(
    browser: Browser, root: Path
) -> None:
    page, foreign, errors = opened(browser, root / f"dist/{NAME}.html")
    page.get_by_role("searchbox", name="Search").fill("Milliarden")
    page.locator("#whole-found a[href='#deals/openai-aws/value']").first.click()
    fact_address = page.url
    assert fact_address.endswith("#deals/openai-aws/value")
    fact = page.locator("[id='deals/openai-aws/value']")
    assert fact.is_visible()
    fact.locator("a[href^='#sources/']").first.evaluate("link => link.click()")
    page.wait_for_url(re.compile("#sources/"))
    place = page.url.partition("#")[2]
    assert page.locator(f"[id='{place}']").is_visible()
    page.go_back()
    assert page.url == fact_address
    assert (foreign, errors) == ([], [])


@in_chromium
def test_one_file_is_one_long_document_without_javascript(browser: Browser, root: Path) -> None:
    page, foreign, _ = opened(browser, root / f"dist/{NAME}.html", java_script_enabled=False)
    assert not page.locator(".whole-search").is_visible()
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="SOOFI", exact=True).click()
    assert page.url.endswith("#projects/soofi/")
    assert page.locator("[id='projects/soofi/gpus-reserved']").is_visible()
    assert page.locator("article").count() > 70
    assert foreign == []


def test_one_file_fits_a_phone(browser: Browser, root: Path) -> None:
    page, foreign, errors = watched(browser, "file://")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((root / f"dist/{NAME}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (foreign, errors) == ([], [])
