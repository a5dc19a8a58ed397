"""Publishing: a whole set or nothing, links that lead somewhere, search that finds."""

from __future__ import annotations

import dataclasses
import functools
import gzip
import http.server
import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from factbook.frame import Frames, build
from factbook.page import Heading, Page, SearchEntry
from factbook.problem import Place, Problem
from factbook.publish import Published, publish
from factbook.publish_search import folded
from tests.browsing import CHROMIUM
from tests.frame_site import ROOT, SITE_URL, SPECS, flat, frames_in, lay_frame, pages, tree

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
FILES = [("data/facts.json", b"{}\n")]


HAND_WRITTEN = [path.stem for path in (ROOT / "docs").glob("*.md")]


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with painted frames, which tests copy nothing from and write nothing to."""
    root = lay_frame(tmp_path_factory.mktemp("publish"))
    frames_in(root)
    return root


@pytest.fixture
def frames(painted: Path) -> Frames:
    return frames_in(painted)


def published(root: Path, frames: Frames, site_pages: Sequence[Page] | None = None) -> Published:
    done = publish(
        root, pages() if site_pages is None else site_pages, frames, FILES, root / "site"
    )
    assert isinstance(done, Published), done
    return done


def problems_of(root: Path, frames: Frames, site_pages: Sequence[Page]) -> list[str]:
    found = publish(root, site_pages, frames, FILES, root / "site")
    assert isinstance(found, list), "there should be a problem"
    return [told(problem) for problem in found]


def told(problem: Problem) -> str:
    assert isinstance(problem.at, Place)
    place = f"{problem.at.file}:{problem.at.line}:{problem.at.column}"
    return f"{place}: {problem.message}  [{problem.rule}]\nhelp: {problem.help}"


def with_body(body: str) -> list[Page]:
    """Give the small site with another body on one of its pages."""
    changed = Page("companies", "companies/telekom/", "Telekom", "A sheet.", body)
    return [changed if page.url == changed.url else page for page in pages()]


def test_a_site_has_its_pages_files_and_indexes(frames: Frames, tmp_path: Path) -> None:
    done = published(tmp_path, frames)
    found = tree(tmp_path / "site")
    assert [name for name in found if name.endswith(".html")] == sorted(
        (
            "404.html",
            "companies/index.html",
            "companies/openai/index.html",
            "companies/telekom/index.html",
            "index.html",
            "institutions/eu/index.html",
            "people/index.html",
            *(f"{name}/index.html" for name in HAND_WRITTEN),
        )
    )
    assert found["data/facts.json"] == b"{}\n"
    assert sorted(found) == sorted(done.written)
    assert done.total == len(found)
    assert not (tmp_path / "build" / "stage-site").exists()


def test_a_second_publication_of_the_same_touches_nothing(frames: Frames, tmp_path: Path) -> None:
    published(tmp_path, frames)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    done = published(tmp_path, frames)
    assert (done.written, done.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


def test_one_changed_page_is_the_only_page_written(frames: Frames, tmp_path: Path) -> None:
    published(tmp_path, frames)
    done = published(tmp_path, frames, with_body("<p>Something now.</p>"))
    assert done.written == ("companies/telekom/index.html",)


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(frames: Frames, tmp_path: Path) -> None:
    published(tmp_path, frames)
    ours = tmp_path / "site" / "institutions"
    foreign = tmp_path / "site" / "institutions.txt"
    foreign.write_text("not written by publish", "utf-8")
    fewer = [page for page in pages() if page.url != "institutions/eu/"]
    assert published(tmp_path, frames, fewer).removed == ("institutions/eu/index.html",)
    assert not ours.exists()
    assert foreign.exists()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "a longer name for the other"
    trees = []
    for root in (one, other):
        root.mkdir()
        frames = frames_in(lay_frame(root))
        published(root, frames, pages() if root is one else pages()[::-1])
        trees.append(tree(root / "site"))
    assert trees[0] == trees[1]


def test_a_dead_link_leaves_the_site_as_it_was(frames: Frames, tmp_path: Path) -> None:
    published(tmp_path, frames)
    before = tree(tmp_path / "site")
    assert problems_of(tmp_path, frames, with_body('<a href="../telecom/">T</a>')) == [
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html links to "
            '"../telecom/", and there is no such page or file  [link]\n'
            "help: repair the record, the page or the template that makes the link; the nearest is "
            "companies/telekom/index.html"
        )
    ]
    assert tree(tmp_path / "site") == before
    assert not (tmp_path / "build" / "stage-site").exists()


def test_a_dead_anchor_is_told_with_the_nearest_one(frames: Frames, tmp_path: Path) -> None:
    body = '<a href="../openai/#contrct">T</a> <a href="#gone">G</a> <a href="../openai/#contract">'
    assert problems_of(tmp_path, frames, with_body(body)) == [
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html links to "
            '"../openai/#contrct", and companies/openai/index.html has no anchor "contrct"  '
            "[link]\n"
            "help: repair the record, the page or the template that makes the link; the nearest is "
            "contract"
        ),
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html links to "
            '"#gone", and companies/telekom/index.html has no anchor "gone"  [link]\n'
            "help: repair the record, the page or the template that makes the link"
        ),
    ]


def test_a_link_to_the_folder_above_is_held_against_its_anchors(
    frames: Frames, tmp_path: Path
) -> None:
    body = '<h2 id="own">A</h2> <a href="../">C</a> <a href="../#_title">C</a> <a href="../#own">'
    assert [told.partition("\n")[0] for told in problems_of(tmp_path, frames, with_body(body))] == [
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html links to "
            '"../#own", and companies/index.html has no anchor "own"  [link]'
        )
    ]


def test_headings_and_search_entries_need_their_anchors(frames: Frames, tmp_path: Path) -> None:
    page = Page(
        "companies",
        "companies/telekom/",
        "Telekom",
        "A sheet.",
        '<h2 id="a">A</h2>',
        headings=(Heading("a", "A", 2), Heading("b", "B", 2)),
        search=(SearchEntry("c", "C", "text"),),
        edit_path="facts/companies/telekom.yml",
    )
    rest = [other for other in pages() if other.url != page.url]
    lines = [problem.partition("\n")[0] for problem in problems_of(tmp_path, frames, [*rest, page])]
    assert lines == [
        (
            'facts/companies/telekom.yml:1:1: companies/telekom/index.html links to "#b", and '
            'companies/telekom/index.html has no anchor "b"  [link]'
        ),
        (
            'facts/companies/telekom.yml:1:1: companies/telekom/index.html links to "#c", and '
            'companies/telekom/index.html has no anchor "c"  [link]'
        ),
    ]


def test_an_anchor_that_stands_twice_is_a_problem(frames: Frames, tmp_path: Path) -> None:
    assert problems_of(tmp_path, frames, with_body('<p id="x">1</p><p id="x">2</p>')) == [
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html has the anchor "
            '"x" '
            "twice  [link]\nhelp: give one of the two another id"
        )
    ]


def test_two_pages_with_one_url_are_a_problem(frames: Frames, tmp_path: Path) -> None:
    assert problems_of(tmp_path, frames, [*pages(), pages()[3]]) == [
        (
            "site/companies/telekom/index.html:1:1: companies/telekom/index.html is written "
            "twice: by "
            "two pages, or by a page and a file  [publish]\nhelp: give one of them another name"
        )
    ]


def test_the_navigation_must_lead_to_pages_that_are_given(frames: Frames, tmp_path: Path) -> None:
    without_people = [page for page in pages() if page.url != "people/"]
    assert problems_of(tmp_path, frames, without_people) == [
        (
            'mkdocs.yml:1:1: the navigation names "People & institutions", and there is no page '
            "people/index.html  [link]\nhelp: make the page, or leave it out"
        )
    ]


def test_links_to_sheets_are_resolved_in_either_style_of_urls(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    (root / "docs" / "data.md").write_text(
        "# Data\n\n[a](sheet:companies/openai#contract) [b](sheet:companies) [c](sheet:)\n"
        "[d](sheet:data/facts.json) `[e](sheet:nowhere)` [f](method.md)\n",
        "utf-8",
    )
    (root / "docs" / "method.md").write_text("# Method\n\n## The state of a fact\n", "utf-8")
    published(root, frames_in(root))
    html = (root / "site" / "data" / "index.html").read_text("utf-8")
    assert (
        '<p><a href="../companies/openai/#contract">a</a> <a href="../companies/">b</a> '
        '<a href="../">c</a>\n<a href="facts.json">d</a> <code>[e](sheet:nowhere)</code> '
        '<a href="../method/">f</a></p>'
    ) in html
    frames = frames_in(root, directory_urls=False)
    site = root / "flat"
    done = publish(root, [flat(page) for page in pages()], frames, FILES, site)
    assert isinstance(done, Published), done
    html = (site / "data.html").read_text("utf-8")
    assert (
        '<p><a href="companies/openai.html#contract">a</a> <a href="companies.html">b</a> '
        '<a href="index.html">c</a>\n<a href="data/facts.json">d</a> '
        '<code>[e](sheet:nowhere)</code> <a href="method.html">f</a></p>'
    ) in html


def test_a_dead_link_to_a_sheet_is_told_at_its_place(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    (root / "docs" / "architecture.md").write_text(
        "# Architecture\n\nSee [a](sheet:companies/opnai)\nand [b](sheet:companies/openai#nope).\n",
        "utf-8",
    )
    assert problems_of(root, frames_in(root), pages()) == [
        (
            'docs/architecture.md:3:9: architecture/index.html links to "sheet:companies/opnai", '
            "and "
            "there is no such page or file  [link]\nhelp: repair the record, the page or the "
            "template "
            "that makes the link; the nearest is companies/openai/index.html"
        ),
        (
            "docs/architecture.md:4:9: architecture/index.html links to "
            '"sheet:companies/openai#nope", and companies/openai/index.html has no anchor "nope"'
            "  [link]\nhelp: repair the record, the page or the template that makes the link"
        ),
    ]


def search_documents(root: Path) -> list[tuple[str, str, str]]:
    """Read location, title and text of all that the search can show."""
    found = []
    for path in (root / "site/search/pages").iterdir():
        shard = path.read_text("utf-8")
        for _, location, *parts in json.loads(shard[shard.index(",") + 1 : shard.rindex(")")]):
            for anchor, title, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
                found.append((f"{location}#{anchor}" if anchor else location, title, text))
    return found


def test_the_search_knows_every_page_and_its_anchors_as_text(
    frames: Frames, tmp_path: Path
) -> None:
    published(tmp_path, frames)
    documents = search_documents(tmp_path)
    locations = [location for location, _, _ in documents]
    assert len(locations) == len(set(locations))
    assert [document for document in documents if "openai" in document[0]] == [
        ("companies/openai/", "OpenAI", "OpenAI Maker of ChatGPT"),
        ("companies/openai/#contract", "Contract", "38 Milliarden Dollar < 40 billion"),
        ("companies/openai/#site", "Site", "Rechenzentrum in München"),
    ]
    assert ("companies/telekom/", "Telekom", "A sheet.") in documents
    assert "method/#what-a-fact-is" in locations
    assert not [location for location in locations if "_frame" in location]
    assert not [text for _, _, text in documents if re.search("</?(p|code|li)>", text)]


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("plain", []),
        ("Rechenzentrum in München", ["Muenchen", "Munchen"]),
        ("Größe Größe", ["Groesse", "Grosse"]),
        ("Société", ["Societe"]),
        ("Mu\u0308nchen", ["Muenchen", "Munchen"]),
        ("38 € „so“", []),
    ],
)
def test_words_with_marks_are_found_without_them(text: str, variants: list[str]) -> None:
    assert folded(text) == variants


def test_the_sitemap_lists_every_page_and_no_frame(frames: Frames, tmp_path: Path) -> None:
    published(tmp_path, frames)
    sitemap = (tmp_path / "site" / "sitemap.xml").read_bytes()
    rows = "".join(
        f"<url><loc>{SITE_URL}{url}</loc></url>\n"
        for url in sorted(
            (
                "",
                "companies/",
                "companies/openai/",
                "companies/telekom/",
                "institutions/eu/",
                "people/",
                *(f"{name}/" for name in HAND_WRITTEN),
            )
        )
    )
    assert sitemap.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
    packed = (tmp_path / "site" / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == sitemap
    assert packed[4:8] == bytes(4), "no time stands in it"


def test_a_site_without_an_address_has_no_sitemap(painted: Path, tmp_path: Path) -> None:
    frames = build(painted, SPECS, tmp_path / "frame", site_url="")
    assert isinstance(frames, Frames)
    done = published(tmp_path, frames)
    assert [name for name in done.written if "sitemap" in name] == []


PUBLISH_SLOWLY = """
import sys, time
from pathlib import Path
from factbook.publish import publish
from tests.frame_site import frames_in, pages
from tests.test_publish import FILES, with_body

painted, root = Path(sys.argv[1]), Path(sys.argv[2])

def slowly():
    for page in with_body("<p>Changed.</p>"):
        yield page
        if page.url == "companies/telekom/":
            print("rendering", flush=True)
            time.sleep(60)

publish(root, slowly(), frames_in(painted), FILES, root / "site")
"""


def test_a_build_killed_while_rendering_leaves_the_old_site(
    painted: Path, frames: Frames, tmp_path: Path
) -> None:
    published(tmp_path, frames)
    before = tree(tmp_path / "site")
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISH_SLOWLY, str(painted), str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as building:
        assert building.stdout is not None
        assert building.stdout.readline() == "rendering\n"
        building.send_signal(signal.SIGKILL)
    staged = tmp_path / "build" / "stage-site" / "companies" / "telekom" / "index.html"
    assert staged.exists(), "it was killed in the middle"
    assert tree(tmp_path / "site") == before
    done = published(tmp_path, frames, with_body("<p>Changed.</p>"))
    assert done.written == ("companies/telekom/index.html",)


def test_a_build_interrupted_while_moving_is_completed_by_the_next(
    frames: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, frames, [page for page in pages() if page.url != "institutions/eu/"])
    replace, moved = Path.replace, []

    def failing_replace(source: Path, target: Path) -> Path:
        if "institutions" in str(target):
            raise OSError("the disk is gone")
        moved.append(target)
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    with pytest.raises(OSError, match="the disk is gone"):
        published(tmp_path, frames, with_body("<p>Changed.</p>"))
    monkeypatch.undo()
    assert moved, "it was interrupted in the middle"
    expected = tmp_path / "expected"
    published(expected, frames)
    published(tmp_path, frames)
    assert tree(tmp_path / "site") == tree(expected / "site")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(painted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small site; give its address."""
    root = tmp_path_factory.mktemp("served")
    # As at its real address, the site does not stand at the server's root.
    done = publish(root, pages(), frames_in(painted), FILES, root / "book")
    assert isinstance(done, Published), done

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/book/"
        server.shutdown()


@dataclasses.dataclass
class Visit:
    """A page open in the browser, and all that went wrong while it was."""

    page: Any
    complaints: list[str]


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    context = browser.new_context(**getattr(request, "param", {}))
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on(
        "request",
        lambda made: (
            None if made.url.startswith(address) else complaints.append(f"foreign: {made.url}")
        ),
    )
    page.on(
        "response",
        lambda given: (
            complaints.append(f"{given.status}: {given.url}") if given.status >= 400 else None
        ),
    )
    yield Visit(page, complaints)
    context.close()
    assert complaints == []


PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("words", ["Milliarden", "Munchen", "muenchen", "München", "38", "ChatGPT"])
def test_search_finds_a_sheet_and_jumps_to_its_anchor(
    visit: Visit, address: str, words: str
) -> None:
    page = visit.page
    page.goto(f"{address}method/")
    field = page.locator("input.md-search__input")
    field.click()
    field.fill(words)
    # The theme listens to keys, not to what a program puts into the field.
    page.keyboard.press("End")
    results = page.locator("a.md-search-result__link[href*='companies/openai/']")
    results.last.wait_for()
    assert not [text for text in results.all_inner_texts() if "Muenchen" in text]
    results.last.click()
    page.wait_for_url("**/companies/openai/**")
    assert page.locator("h1").inner_text() == "OpenAI"
    anchor = page.evaluate("location.hash")
    if words != "ChatGPT":
        assert anchor == ("#site" if "nchen" in words else "#contract")
        page.locator(anchor).wait_for()
        assert page.evaluate(
            "id => document.getElementById(id).getBoundingClientRect().top < innerHeight",
            anchor[1:],
        )


def test_a_sheet_stands_in_the_theme_like_any_page(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}companies/openai/")
    assert page.locator(".md-tabs__item--active").inner_text() == "Companies"
    assert page.locator(".md-path__item").all_inner_texts() == ["Home", "Companies"]
    contents = page.locator(".md-sidebar--secondary")
    assert contents.locator("a").all_inner_texts() == ["Key figures", "Relations", "Buys from"]
    contents.get_by_text("Buys from").click()
    page.wait_for_url("**/companies/openai/#buys-from")
    page.locator(".md-path__item a").last.click()
    assert page.locator("h1").inner_text() == "Companies"


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_the_menu_holds_the_contents(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}companies/openai/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator("label.md-nav__link[for=__toc]").click()
    link = page.locator(".md-sidebar--primary a[href='#buys-from']")
    link.click()
    page.wait_for_url("**/companies/openai/#buys-from")


@pytest.mark.parametrize(
    ("visit", "scheme"),
    [({"color_scheme": "dark"}, "slate"), ({"color_scheme": "light"}, "default")],
    indirect=["visit"],
    ids=["dark", "light"],
)
def test_colours_follow_the_system_until_a_reader_picks(
    visit: Visit, address: str, scheme: str
) -> None:
    page = visit.page
    other = "default" if scheme == "slate" else "slate"

    def shown() -> str:
        return str(page.evaluate("document.body.dataset.mdColorScheme"))

    page.goto(address)
    assert shown() == scheme
    assert page.evaluate("localStorage.length") == 0, "following the system needs no memory"
    page.locator("label[for^=__palette]:visible").click()
    assert shown() == other
    page.goto(f"{address}companies/openai/")
    assert shown() == other
    page.locator("label[for^=__palette]:visible").click()
    assert shown() == scheme
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    "visit", [{"java_script_enabled": False}], indirect=True, ids=["no script"]
)
def test_without_scripts_a_sheet_can_be_read(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}companies/openai/")
    assert page.locator("h1").inner_text() == "OpenAI"
    page.locator("article a[href='../']").click()
    assert page.locator("h1").inner_text() == "Companies"


def test_a_page_that_does_not_exist_leads_home(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}404.html")
    assert page.locator("h1").inner_text() == "Page not found"
    page.get_by_role("link", name="home page").click()
    assert page.locator("h1").inner_text() == "What is known"
    page.wait_for_url(address)
