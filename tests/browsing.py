"""A built site served on this machine, and real browsers to read it with."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from factbook.cli import run
from tests.conftest import ROOT

# The shell without a window opens a page in a quarter of the time that the whole browser takes.
CHROMIUM = next(
    (path for path in map(shutil.which, ("chromium-headless-shell", "chromium")) if path),
    "chromium",
)
FIREFOX = "/usr/bin/firefox-esr"
# How long to wait for what must come, in milliseconds: much, on a machine that does other things.
PATIENCE = 300_000
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What people type, and a place that the search must offer for it.
FINDS = (
    ("38 Milliarden", "deals/openai-aws/#value"),
    ("38 billion", "deals/openai-aws/#value"),
    ("billion 38 openai", "deals/openai-aws/#value"),
    ("27,44", "companies/deutsche-telekom/#share-price"),
    ("27.44", "companies/deutsche-telekom/#share-price"),
    ("1000 GPU", "projects/soofi/#gpus-reserved"),
    ("Telekom München", "companies/deutsche-telekom/#munich-plan"),
    ("telekom MUENCHEN", "companies/deutsche-telekom/#munich-plan"),
    ("Telekom Munchen", "companies/deutsche-telekom/#munich-plan"),
    ("soofi parameters", "projects/soofi/#parameters"),
    ("Tucherpark Mün", "projects/industrial-ai-cloud/#location-tucherpark"),
    ("exklusiv Sprachmodell SOOFI", "projects/soofi/#gpus-reserved"),
    ("what a fact is", "method/#what-a-fact-is"),
)
# Firefox tells of a file that is missing only in its network monitor.
TELL_WHAT_IS_MISSING = """addEventListener("error", event => {
  if (event.target !== window) console.error(`cannot load ${event.target.outerHTML}`)
}, true)"""
# A page of every type.
PAGES = {
    "home": "",
    "list of a kind": "companies/",
    "list of deals": "deals/",
    "company": "companies/openai/",
    "project": "projects/stargate/",
    "deal": "deals/openai-aws/",
    "topic": "topics/ai-spending/",
    "people": "people/",
    "person": "people/jensen-huang/",
    "institution": "institutions/leibniz-universitaet-hannover/",
    "compare": "compare/",
    "timeline": "timeline/",
    "disagreements": "disagreements/",
    "open questions": "open-questions/",
    "sources": "sources/",
    "source": "sources/vtv-infrastructure/",
    "glossary": "glossary/",
    "corrections": "corrections/",
    "hand-written page": "method/",
    "not found": "404.html",
}
PUBLISHED = "https://factbook.example/"
REPOSITORY = "https://code.example/people/factbook"
INPUTS = ("facts", "seeds", "templates", "docs", "mkdocs.yml")


def lay_out(root: Path) -> Path:
    """Copy all that a build reads."""
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    return root


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address, which ends with a slash."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def firefox() -> Iterator[Browser]:
    """Start the system's Firefox; the test is skipped on a machine that has none."""
    if not Path(FIREFOX).exists():
        pytest.skip(f"there is no Firefox at {FIREFOX}")
    with sync_playwright() as playwright:
        # Playwright's own Firefox is a download; this channel drives any, by WebDriver BiDi.
        browser = playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=FIREFOX,
            timeout=PATIENCE,
            # A page that comes back out of memory does so without the events of a navigation.
            firefox_user_prefs={"browser.sessionhistory.max_total_viewers": 0},
        )
        yield browser
        browser.close()


BROWSERS: dict[str, Callable[[], AbstractContextManager[Browser]]] = {
    "chromium": chromium,
    "firefox": firefox,
}


def watched(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str], list[str]]:
    """Open a tab; gives it with the foreign requests and the errors it collects."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(PATIENCE)
    foreign: list[str] = []
    errors: list[str] = []
    page.add_init_script(TELL_WHAT_IS_MISSING)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else foreign.append(request.url)
        ),
    )
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page, foreign, errors


@dataclass(frozen=True)
class Site:
    """The built site, a browser, and where it is served."""

    folder: Path
    address: str
    browser: Browser


@contextmanager
def published(root: Path) -> Iterator[Site]:
    """Build the factbook of this repository with both addresses set, and open it in Chromium."""
    folder = build_published(root)
    with served(folder) as address, chromium() as browser:
        yield Site(folder, address, browser)


def build_published(root: Path) -> Path:
    """Build the factbook of this repository as it would be published; gives its site."""
    lay_out(root)
    settings = root / "facts/site.yml"
    addresses = f"url: {PUBLISHED}\nrepository: {REPOSITORY}\n"
    settings.write_text(settings.read_text("utf-8") + addresses, "utf-8")
    assert run(["--root", str(root)]) == 0
    return root / "site"


def file_of(url: str) -> str:
    """Give the file of a page in the site."""
    return url if url.endswith(".html") else f"{url}index.html"


@contextmanager
def opened(site: Site, url: str, **options: Any) -> Iterator[Page]:
    """Open a page; in the end it must have asked no other host, and no error may be told.

    What the Content-Security-Policy forbids is told as an error.
    """
    page, foreign, errors = watched(site.browser, site.address, **options)
    page.goto(site.address + url)
    yield page
    page.context.close()
    assert (foreign, errors) == ([], [])


class Links(HTMLParser):
    """Collects the anchors of a page and the addresses it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.wanted: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchor and the addresses of a tag."""
        found = dict(attrs)
        if found.get("id"):
            self.anchors.add(str(found["id"]))
        for name in ("href", "src"):
            wanted = found.get(name)
            if wanted and found.get("rel") != "canonical":
                self.wanted.append(wanted)


def links_of(site: Path) -> dict[str, Links]:
    """Read every page of a site; the keys are paths such as /companies/openai/index.html."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        links = Links()
        links.feed(path.read_text("utf-8"))
        pages["/" + path.relative_to(site).as_posix()] = links
    return pages


def target_of(page: str, link: str) -> tuple[str, str]:
    """Give the path of the file a link leads to, and the anchor in it."""
    target, anchor = urldefrag(urljoin(page, link))
    return unquote(target) + ("index.html" if target.endswith("/") else ""), unquote(anchor)


def ways_from_home(pages: dict[str, Links]) -> dict[str, tuple[str, ...]]:
    """Give, for every page that can be reached, the links to click from the home page."""
    ways: dict[str, tuple[str, ...]] = {"/index.html": ()}
    waiting = ["/index.html"]
    while waiting:
        name = waiting.pop(0)
        for link in pages[name].wanted:
            path, _ = target_of(name, link)
            if path in pages and path not in ways:
                ways[path] = (*ways[name], link)
                waiting.append(path)
    return ways


def searched(page: Page, words: str) -> list[str]:
    """Type words into the search of an open page; gives the addresses of what it finds."""
    box = page.locator(".md-search__input")
    box.focus()
    box.fill("")
    page.keyboard.press("End")
    page.locator(".md-search-result__meta", has_text="Type to start").wait_for(state="attached")
    box.fill(words)
    # The theme listens to keys, not to what a program puts into the field.
    page.keyboard.press("End")
    page.locator(".md-search-result__meta", has_text="match").wait_for(state="attached")
    links = page.locator("a.md-search-result__link")
    found: list[str] = links.evaluate_all("links => links.map(it => it.getAttribute('href'))")
    return found
