"""The search: words as people type them, an index in small files, answers in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from factbook.page import SearchEntry
from factbook.publish_search import WORKER_SOURCE
from factbook.search_index import (
    Change,
    Found,
    found_of,
    id_length,
    page_id,
    shard_counts,
    shard_of_page,
    shard_of_word,
    shards,
    shards_again,
)
from factbook.search_words import END, STOP_WORDS, forms, words_of
from tests.browsing import chromium, watched

TEXTS = (
    "1.000 GPUs in München",
    "27,44 Euro; 38 Milliarden (rund)",
    "KI-Fabrik x.ai „Großes“ …1,5",
    "Größe Society Société naïve Ångström",
    "a..5 .7 8. v1.2b.3 1.000.000 12.34 1,234,567x",
    "R&D <b>bold</b> 50% m² ½ GB200 snake_case",
    "Αθήνα Москва 東京 Mu\u0308nchen x\u0304y",
    "Ärger ÖLPREIS straße STRASSE",
    "",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rechenzentrum in München", ["rechenzentrum", "in", "munchen muenchen"]),
        ("Größe Société", ["grosse groesse", "societe"]),
        ("Mu\u0308nchen", ["munchen muenchen"]),
        ("1.000 GPUs, 27,44 Euro.", ["1.000 1000", "gpus", "27,44", "euro"]),
        ("10,300 x.ai v1.2", ["10,300 10300", "x", "ai", "v1.2"]),
        (".5 a. ., 1,000., 2..3 _x_.", ["5", "a", "1,000 1000", "2", "3", "_x_"]),
        ("KI-Fabrik „so“ 50%…", ["ki", "fabrik", "so", "50"]),
        ("a < b & c", ["a", "b", "c"]),
        ("Москва 東京", ["москва", "東京"]),
    ],
)
def test_words_are_what_people_type(text: str, found: list[str]) -> None:
    words, odd = words_of([text])
    assert words.pop() == END
    assert [
        " ".join(form.decode() for form in (forms(word) if word in odd else [word]))
        for word in words
    ] == found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def script(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Give a page that has loaded the script of the search as any other."""
    folder = tmp_path_factory.mktemp("script") / "assets/javascripts/workers"
    folder.mkdir(parents=True)
    (folder / "search.js").write_bytes(WORKER_SOURCE.read_bytes())
    page_text = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>"
    page_text += "<script src=search.js></script>"
    (folder / "page.html").write_text(page_text, "utf-8")
    page, _, errors = watched(browser, "file:")
    page.goto((folder / "page.html").as_uri())
    yield page
    assert errors == []


def test_the_browser_finds_the_same_words(script: Page) -> None:
    typed = script.evaluate("texts => texts.map(wordsOf)", TEXTS)
    noted = []
    for text in TEXTS:
        words = words_of([text])[0][:-1]
        noted.append([forms(word)[0].decode() for word in words])
    assert typed == noted


def test_the_browser_looks_where_the_index_writes(script: Page) -> None:
    words = ["milliarden", "38", "a", "1.000", "москва", "東京"]
    ids = [page_id(f"companies/{number}/")[:5] for number in range(20)]
    script.evaluate("settings = {word_shards: 512, page_shards: 2048, stop_words: []}")
    assert script.evaluate("words => words.map(shardOfWord)", words) == [
        f"{shard_of_word(word, 512):x}" for word in words
    ]
    assert script.evaluate("ids => ids.map(shardOfPage)", ids) == [
        f"{shard_of_page(id, 2048):x}" for id in ids
    ]


def read(files: Sequence[tuple[str, bytes]], folder: str) -> list[list[object]]:
    """Read the shards of one folder of the index."""
    found = []
    for path, content in files:
        if path.startswith(f"search/{folder}/"):
            text = content.decode()
            name = path.removeprefix("search/").removesuffix(".js")
            assert text.startswith(f'searchShard("{name}",')
            assert text.endswith(")\n")
            found.append(json.loads(text[text.index(",") + 1 : text.rindex(")")]))
    return found


def made_up(number: int, place: str = "Ulm") -> Found:
    """Give what the search finds of a page like a sheet."""
    return found_of(
        f"halls/h{number}/",
        [
            SearchEntry("", f"Hall {number}", f"A hall in {place}."),
            SearchEntry("power", f"Hall {number}: power", f"Hall {number} has {number} MW."),
        ],
    )


def test_words_of_a_page_s_title_are_noted_for_the_page_alone() -> None:
    entries = [
        SearchEntry("", "OpenAI", "Maker of ChatGPT"),
        SearchEntry("value", "OpenAI: value 38 billion", "OpenAI pays 38 billion to AWS."),
    ]
    assert dict(found_of("companies/openai/", entries).words) == {
        "!": "openai",
        "#": "chatgpt maker",
        "%": "aws pays",
        "&": "38 billion value",
    }
    assert STOP_WORDS.isdisjoint(["openai", "maker", "pays"])


def test_the_index_is_the_same_in_whatever_order_pages_come() -> None:
    pages = [made_up(number) for number in range(100)]
    files = list(shards(pages))
    assert files == list(shards(reversed(pages)))
    words = read(files, "words")
    assert [len(words), len(read(files, "pages"))] == [*shard_counts(100)] == [4, 16]
    for shard in words:
        assert shard[::2] == sorted(map(str, shard[::2]))


def test_an_edit_changes_the_files_of_its_words_and_its_page() -> None:
    pages = [made_up(number) for number in range(300)]
    before = dict(shards(pages))
    pages[7] = made_up(7, "Bonn")
    after = dict(shards(pages))
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    words, documents = shard_counts(300)
    assert changed == {
        f"search/words/{shard_of_word('ulm', words):x}.js",
        f"search/words/{shard_of_word('bonn', words):x}.js",
        f"search/pages/{shard_of_page(page_id('halls/h7/'), documents):x}.js",
    }


TEXTS_OF_PAGES = st.dictionaries(
    st.integers(0, 20), st.lists(st.text('ab Ö1.,\n"]', max_size=12), max_size=3), max_size=12
)


@settings(deadline=None)
@given(TEXTS_OF_PAGES, TEXTS_OF_PAGES)
def test_an_index_that_is_changed_is_as_one_that_is_made_anew(
    old: dict[int, list[str]], new: dict[int, list[str]]
) -> None:
    # Pages that stay make as many files of the one as of the other.
    same = [made_up(number) for number in range(50)]
    before, after = (
        {
            number: found_of(
                f"p{number}/", [SearchEntry("", f"P {number}", text) for text in texts]
            )
            for number, texts in pages.items()
            if texts
        }
        for pages in (old, new)
    )
    files = dict(shards([*same, *before.values()]))
    changes = [
        Change(f"p{number}/", before.get(number), after.get(number))
        for number in before.keys() | after
    ]
    count = len(same) + len(after)
    assert shard_counts(count) == shard_counts(len(same) + len(before))
    changed = dict(shards_again(changes, count, 5, files.__getitem__))
    assert files | changed == dict(shards([*same, *after.values()]))
    for path in changed:
        assert files[path] != changed[path]


def test_ids_are_longer_where_two_pages_would_share_one() -> None:
    seen: dict[str, str] = {}
    for number in count():
        location = f"p{number}/"
        twin = seen.setdefault(page_id(location)[:5], location)
        if twin != location:
            break
    assert id_length(["a/", "b/"]) == 5
    length = id_length([location, twin])
    assert length > 5
    assert page_id(location)[:length] != page_id(twin)[:length]
    found = [found_of(place, [SearchEntry("", "Twin", "")]) for place in (location, twin)]
    holders = [flat for flat in read(list(shards(found)), "words") if flat]
    ids = sorted(page_id(place)[:length] for place in (location, twin))
    assert holders == [["twin", "".join(f"{id}!" for id in ids)]]


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=40))
def test_every_word_leads_to_its_entry_whatever_the_text(texts: list[str]) -> None:
    entries = [SearchEntry("", "", "")]
    entries += [SearchEntry(f"a{number}", "", text) for number, text in enumerate(texts)]
    found = found_of("p/", entries)
    assert json.loads(found.document)[3::3] == [entry.text for entry in entries]
    files = list(shards([found]))
    flat = read(files, "words")[0]
    holders = dict(zip(flat[::2], flat[1::2], strict=True))
    signs = [run for words, run in holders.items() if words]
    assert all(re.fullmatch(r"[\w-]{5}[^\w-]+", str(run), re.ASCII) for run in signs)
    for word in {word for word in words_of(texts)[0] if word.isalnum()} - {
        stop.encode() for stop in STOP_WORDS
    }:
        assert word.decode() in holders
