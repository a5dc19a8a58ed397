"""Every type of page in a real browser: for every reader, on every screen, on paper, and valid."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests import refresh_pages
from tests.browsing import PAGES, PUBLISHED, Site, file_of, opened, published, watched
from tests.conftest import ROOT

SHEETS = ("home", "company", "project", "deal", "topic")
COLOURS = ["color-contrast", "link-in-text-block"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
NU = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
# What docs/pages.md lists: the theme hides its drawers in checkboxes.
CAUSED_BY_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
)
PHONE: ViewportSize = {"width": 390, "height": 844}
ZOOMED: ViewportSize = {"width": 640, "height": 512}
NAVIGATION = (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-search")
MOST_TABS = 40
MOST_BYTES_A_FACT = 1536
# The page of the pages may be off by an eighth, so that not every record asks for a new table.
MOST_OFF = 8

every_page = pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with published(tmp_path_factory.mktemp("book")) as built:
        yield built


def words_of(page: Page) -> str:
    """Give what a page shows in its article, with every run of white space as one space."""
    return re.sub(r"\s+", " ", page.locator("article").inner_text())


# ---------- everyone ----------


@every_page
def test_axe_finds_no_violation(site: Site, url: str) -> None:
    """All rules in the light colours; in the dark ones those that look at colours."""
    with opened(site, url, color_scheme="light", reduced_motion="reduce") as page:
        assert axe(page, {"type": "tag", "values": WCAG}) == []
    with opened(site, url, color_scheme="dark", reduced_motion="reduce") as page:
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert axe(page, {"type": "rule", "values": COLOURS}) == []


def axe(page: Page, rules: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Give what axe finds with all foldouts open: rule, element, what is wrong."""
    unfold(page)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        (violation["id"], str(node["target"]), node["failureSummary"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.locator("article details:not([open])").evaluate_all(
        "folds => folds.forEach(fold => { fold.open = true })"
    )


@pytest.mark.parametrize("name", SHEETS)
def test_the_keyboard_alone_leads_to_the_proof_of_the_first_figure(site: Site, name: str) -> None:
    with opened(site, PAGES[name]) as page:
        page.keyboard.press("Tab")
        assert "Skip" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.ledger .proof > summary')"):
                break
        proof = page.locator(".ledger details.proof").first
        assert proof.locator("summary").evaluate("it => it === document.activeElement")
        assert proof.locator("summary").evaluate("it => it.matches(':focus-visible')")
        assert not proof.locator("mark").first.is_visible()
        page.keyboard.press("Enter")
        assert proof.locator("blockquote[lang=de] mark").first.is_visible()


@every_page
def test_every_stop_of_the_keyboard_is_seen(site: Site, url: str) -> None:
    """Whatever takes the focus has a size, and an outline or another mark of its own."""
    with opened(site, url) as page:
        unseen = []
        for _ in range(20):
            page.keyboard.press("Tab")
            unseen += page.evaluate(
                """() => {
                    const it = document.activeElement
                    // The theme hides the switch of the colours and outlines its label.
                    const seen = it.matches(".md-option") ? it.nextElementSibling : it
                    const box = seen.getBoundingClientRect()
                    const isSeen = box.width > 0 && box.height > 0 &&
                        (getComputedStyle(seen).outlineStyle !== "none" || it.matches("input"))
                    return isSeen || it === document.body ? [] : [it.outerHTML.slice(0, 90)]
                }"""
            )
    assert unseen == []


@every_page
def test_nothing_runs_over_the_edge(site: Site, url: str) -> None:
    """On a phone, and on a screen of 1280 pixels at 200 percent; only boxes that scroll may."""
    with opened(site, url, viewport=PHONE, device_scale_factor=2) as page:
        unfold(page)
        assert over_the_edge(page) == []
        page.set_viewport_size(ZOOMED)
        assert over_the_edge(page) == []


def over_the_edge(page: Page) -> list[str]:
    """Give the elements that stand out to the right, and the width of the page if it scrolls."""
    found: list[str] = page.evaluate(
        """() => [
            ...[...document.querySelectorAll("article *")]
                .filter(it => !it.closest(".scroll, .md-typeset__scrollwrap, pre"))
                .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
                .map(it => it.outerHTML.slice(0, 90)),
            ...[document.documentElement.scrollWidth]
                .filter(width => width > innerWidth).map(width => `${width} pixels`),
        ]"""
    )
    return found


@every_page
def test_a_list_is_read_on_a_phone_without_moving_it_sideways(site: Site, url: str) -> None:
    with opened(site, url, viewport=PHONE) as page:
        wide = """() => [...document.querySelectorAll("table.list")]
          .filter(table => table.scrollWidth > table.closest(".scroll").clientWidth).length"""
        assert page.evaluate(wide) == 0
        assert page.locator("table.list tbody td:not([data-label])").count() == 0


def test_the_cards_of_a_list_are_still_a_table_to_who_does_not_see_them(site: Site) -> None:
    with opened(site, PAGES["list of deals"], viewport=PHONE) as page:
        session = page.context.new_cdp_session(page)
        session.send("Accessibility.enable")
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
        rows = page.locator("table.list tbody tr").count()
        assert roles.count("table") == 1
        assert roles.count("rowheader") == rows
        assert roles.count("cell") == page.locator("table.list tbody td").count()


@every_page
def test_a_page_says_the_same_in_forced_colours_and_without_motion(site: Site, url: str) -> None:
    with opened(site, url) as page:
        shown = words_of(page)
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
        assert words_of(page) == shown


@every_page
def test_a_page_says_the_same_without_javascript(site: Site, url: str) -> None:
    with opened(site, url) as page:
        shown = words_of(page)
    with opened(site, url, java_script_enabled=False) as page:
        assert words_of(page) == shown


@every_page
def test_paper_shows_the_proofs_and_no_navigation(site: Site, url: str) -> None:
    with opened(site, url) as page:
        page.emulate_media(media="print")
        shown = [part for part in NAVIGATION if page.locator(part).first.is_visible()]
        proofs = page.locator("details.proof").evaluate_all(
            "all => all.map(it => it.querySelector('blockquote').getBoundingClientRect().height)"
        )
    assert shown == []
    assert proofs or url not in [PAGES[name] for name in SHEETS]
    assert min(proofs, default=1) > 0


def test_a_figure_of_any_length_keeps_out_of_what_stands_beside_it(site: Site) -> None:
    with opened(site, PAGES["deal"], viewport={"width": 1280, "height": 900}) as page:
        over = """() => {
          const figure = document.querySelector(".ledger .val .fig")
          figure.querySelector("b").textContent = "1,234,567,890\u00a0".repeat(6)
          return figure.getBoundingClientRect().right -
            figure.closest(".val").getBoundingClientRect().right
        }"""
        assert page.evaluate(over) <= 1


def test_on_paper_a_source_stands_beside_its_figure_with_the_number_of_its_note(
    site: Site,
) -> None:
    with opened(site, PAGES["company"], viewport={"width": 680, "height": 960}) as page:
        page.emulate_media(media="print")
        # What the theme does before it prints.
        page.evaluate("document.querySelectorAll('.proof').forEach(it => { it.open = true })")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        off = """() => [...document.querySelectorAll(".ledger .row > .proof > summary")]
          .map(it => [it, it.closest(".row").querySelector(".val")])
          .filter(([it, figure]) => !it.dataset.note ||
            Math.abs(it.getBoundingClientRect().top - figure.getBoundingClientRect().top) > 8)
          .map(([it]) => it.textContent)"""
        assert page.locator(".ledger .row > .proof > summary").count() > 3
        assert page.evaluate(off) == []
        words = """() => getComputedStyle(
          document.querySelector(".proof > summary"), "::after").content"""
        assert page.evaluate(words).endswith('note\u00a01"')


def test_a_page_has_one_main_heading_and_skips_no_level(site: Site) -> None:
    broken = []
    for name, url in PAGES.items():
        article = (
            (site.folder / file_of(url))
            .read_text("utf-8")
            .partition("<article")[2]
            .partition("</article")[0]
        )
        levels = [int(level) for level in re.findall(r"<h([1-6])", article)]
        steps = [one for one in pairwise(levels) if one[1] > one[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or steps:
            broken.append((name, levels[:1], steps))
    assert broken == []


# ---------- safety ----------


def test_the_search_works_under_the_policy(site: Site) -> None:
    with opened(site, "") as page:
        box = page.locator(".md-search__input")
        box.click()
        box.fill("38 Milliarden")
        box.press("End")
        result = page.locator(".md-search-result a[href*='deals/openai-aws/']").first
        result.wait_for(state="attached", timeout=15_000)


def test_the_policy_forbids_what_a_page_does_not_bring(site: Site) -> None:
    page, _, errors = watched(site.browser, site.address)
    page.goto(site.address + PAGES["company"])
    for attempt in (
        "document.head.append(Object.assign(document.createElement('script'), {text: 'x = 1'}))",
        "document.head.append(Object.assign(document.createElement('style'), {innerHTML: 'p {}'}))",
        "document.body.setAttribute('style', 'color: red')",
        "fetch('https://other.example/').catch(() => null)",
        "new Image().src = 'https://other.example/picture.png'",
    ):
        errors.clear()
        page.evaluate(attempt)
        page.wait_for_timeout(50)
        assert any("Content Security Policy" in error for error in errors), (attempt, errors)
    page.context.close()


# ---------- machines ----------


@pytest.mark.skipif(
    not NU.is_file() or shutil.which("java") is None,
    reason="the Nu checker needs java and npm, and one of them is not on this machine",
)
def test_the_nu_checker_finds_nothing_but_what_the_theme_causes(site: Site) -> None:
    # Its warnings about the policy come from reading files: a folder has no 'self'.
    checker = ["java", "-jar", str(NU), "--format", "json", "--errors-only", "--exit-zero-always"]
    pages = [str(site.folder / file_of(url)) for url in PAGES.values()]
    told = subprocess.run(
        [*checker, "--stdout", *pages], capture_output=True, text=True, check=True
    )
    ours = [
        (Path(message["url"]).parent.name, message["message"], message.get("extract", ""))
        for message in json.loads(told.stdout)["messages"]
        if not message["message"].startswith(CAUSED_BY_THE_THEME)
    ]
    assert ours == []


def head_of(page: Page) -> dict[str, str]:
    """Give what a page tells machines in its head."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([
            ...[...document.head.querySelectorAll("meta[name], meta[property]")]
                .map(it => [it.getAttribute("name") ?? it.getAttribute("property"), it.content]),
            ["canonical", document.head.querySelector("link[rel=canonical]")?.href ?? ""],
            ["title", document.title],
        ])"""
    )
    return found


@pytest.mark.parametrize("name", [name for name in PAGES if name != "not found"])
def test_a_page_tells_machines_what_and_where_it_is(site: Site, name: str) -> None:
    with opened(site, PAGES[name]) as page:
        head = head_of(page)
        heading = page.locator("h1").first.evaluate("it => it.firstChild.textContent")
    address = PUBLISHED + PAGES[name]
    assert (head["canonical"], head["og:url"]) == (address, address)
    assert head["og:title"] == heading
    assert head["title"].startswith(heading)
    assert head["og:description"] == head["description"]
    assert 20 <= len(head["description"]) <= 200
    assert head["og:type"] == ("website" if name == "home" else "article")
    assert head["og:site_name"] == "AI infrastructure factbook"


def test_no_two_pages_tell_machines_the_same(site: Site) -> None:
    paths = sorted(path for path in site.folder.rglob("*.html") if path.name != "404.html")
    for pattern in (r"<title>(.*?)</title>", r'name="description" content="(.*?)"'):
        told: dict[str, list[str]] = {}
        for path in paths:
            found = re.search(pattern, path.read_text("utf-8"), re.DOTALL)
            assert found, path
            told.setdefault(found[1], []).append(path.relative_to(site.folder).as_posix())
        assert {text: names for text, names in told.items() if len(names) > 1} == {}


def test_the_sitemap_names_every_page_once(site: Site) -> None:
    named = re.findall(r"<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text("utf-8"))
    pages = {
        PUBLISHED + path.relative_to(site.folder).as_posix().removesuffix("index.html")
        for path in site.folder.rglob("*.html")
        if path.name != "404.html"
    }
    assert len(named) == len(set(named))
    assert set(named) == pages


def test_the_page_of_the_pages_states_what_they_weigh(site: Site) -> None:
    weighed = {weight.name: weight.html for weight in refresh_pages.weights(site.folder)}
    told = refresh_pages.stated()
    assert sorted(told) == sorted(weighed)
    off = {
        name: (told[name], found)
        for name, found in weighed.items()
        if abs(told[name] - found) > found / MOST_OFF
    }
    assert off == {}, "write them anew: make pages"


def test_a_sheet_weighs_at_most_its_frame_and_a_kilobyte_and_a_half_a_fact(site: Site) -> None:
    heavy = {
        weight.name: weight.of_a_fact
        for weight in refresh_pages.weights(site.folder)
        if weight.of_a_fact > MOST_BYTES_A_FACT
    }
    assert heavy == {}


# ---------- five questions, three clicks ----------

# What to click from the home page, the place arrived at, and what must be seen there.
WALKS: dict[str, tuple[list[str], str, list[str]]] = {
    "the OpenAI contracts side by side": (
        [".md-tabs a[href='compare/']"],
        "#contracts ~ .scroll:has(table)",
        [
            "Oracle",
            "300 billion US dollars",
            "Microsoft",
            "250 billion US dollars",
            "AWS",
            "38 billion US dollars",
        ],
    ),
    "the Munich GPU disagreement and both German sentences": (
        ["article .case a[href*='munich-gpu-count']"],
        ".case.full:has(h3[id*='munich-gpu-count'])",
        ["mit über 10.000 GPUs besteht", "mit bis zu 10.000 Nvidia Blackwell unterkommen"],
    ),
    "what starts in 2026": (
        [".md-tabs a[href='timeline/']"],
        "article :is(h2, h3):has-text('2026') + ol",
        ["Industrial AI Cloud", "Prometheus", "SOOFI", "From March 2026", "Q1 2026"],
    ),
    "who says 4 trillion and for what": (
        [".md-tabs a[href='compare/']"],
        "article .scroll:has(table):has-text('4 trillion')",
        [
            "Jensen Huang",
            "AI infrastructure",
            "3 to 4 trillion US dollars",
            "Eddie Wu",
            "AI spending",
            "more than 4 trillion US dollars",
        ],
    ),
    "what no source says about Stargate": (
        [".md-tabs a[href='projects/']", "article th a[href$='/stargate/']"],
        "#not-known + ul",
        ["In which places are the five new sites of Stargate", "Which chips does Stargate use"],
    ),
}


@pytest.mark.parametrize("asked", WALKS)
def test_three_clicks_from_home_answer(site: Site, asked: str) -> None:
    links, place, told = WALKS[asked]
    assert len(links) <= 3
    with opened(site, "") as page:
        for link in links:
            page.locator(link).first.click()
        answer = page.locator(place).first
        answer.wait_for(state="visible")
        shown = re.sub(r"\s+", " ", answer.inner_text())
    assert [words for words in told if words not in shown] == [], shown
