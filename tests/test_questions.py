"""Readers' questions: a browser walks from the home page to each answer, link by link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from factbook.cli import run
from tests.browsing import chromium, lay_out, links_of, served, ways_from_home
from tests.conftest import ROOT

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/questions.yml").read_text("utf-8"))
ANSWERED = [asked for asked in QUESTIONS if "page" in asked]
UNANSWERABLE = [
    asked for asked in QUESTIONS if asked.get("page") == "open-questions/" or "nowhere" in asked
]
MOST_CLICKS = 4


@dataclass(frozen=True)
class Built:
    """A built site, the ways to its pages, and where it is served."""

    site: Path
    ways: dict[str, tuple[str, ...]]
    address: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = lay_out(tmp_path_factory.mktemp("book"))
    assert run(["--root", str(root)]) == 0
    with served(root / "site") as address:
        yield Built(root / "site", ways_from_home(links_of(root / "site")), address)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def squeezed(text: str) -> str:
    """Give a text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text)


def test_there_are_enough_questions_of_every_sort() -> None:
    by_source = Counter(source for asked in QUESTIONS for source in asked["sources"])
    several = [asked for asked in QUESTIONS if len(asked["sources"]) > 1]
    assert len(QUESTIONS) >= 60
    assert len(by_source) == 5
    assert min(by_source.values()) >= 12
    assert len(several) * 3 >= len(QUESTIONS)
    assert len(UNANSWERABLE) >= 10
    assert len({asked["question"] for asked in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("asked", ANSWERED, ids=lambda asked: asked["question"])
def test_a_walk_from_the_home_page_answers(
    asked: dict[str, Any], built: Built, browser: Browser
) -> None:
    path = f"/{asked['page']}index.html"
    assert path in built.ways, f"no way leads to {asked['page']}"
    way = built.ways[path]
    assert len(way) <= MOST_CLICKS
    page = browser.new_page(java_script_enabled=False)
    page.goto(built.address)
    for link in way:
        page.goto(page.locator(f'a[href="{link}"]').first.evaluate("link => link.href"))
    assert page.url.partition("#")[0] == built.address + asked["page"]
    shown = squeezed(page.locator("article").first.text_content() or "")
    page.close()
    assert [words for words in asked["words"] if squeezed(words) not in shown] == []


def test_what_no_source_says_stands_on_no_page(built: Built) -> None:
    texts = {
        path.relative_to(built.site).as_posix(): squeezed(
            re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))
        )
        for path in built.site.rglob("*.html")
    }
    found = [
        (words, name)
        for asked in QUESTIONS
        for words in asked.get("nowhere", ())
        for name, text in texts.items()
        if words in text
    ]
    assert found == []
