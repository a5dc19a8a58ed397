"""The whole factbook as one HTML file: every page one after the other, with its style and its data.

It is made of parts that begin with a line `<!--part:NAME-->`; its manifest has their SHA-256.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from factbook import render
from factbook.bundle.anchors import joined, key_of
from factbook.bundle.manifest import Told, manifest_of
from factbook.export import FACTS_JSON
from factbook.frame import Frames, HandWritten
from factbook.model import Factbook
from factbook.page import Page
from factbook.publish_search import folded

OPENING = b"<!doctype html>\n"
CLOSING = b"</script>\n</body>\n</html>\n"
FACTS, MANIFEST = "facts.json", "manifest.json"
SCRIPT_END = b"</script>\n"
_STYLE = Path(__file__).with_name("pages_file.css")
_SCRIPT = Path(__file__).with_name("pages_file.js")
_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
# What only a page of its own has: the link to its source, and the heading told apart from the body.
_FIRST_HEADING = re.compile(
    r"\s*(?:<a\b[^>]*md-content__button.*?</a>\s*)?<h1\b[^>]*>.*?</h1>", re.DOTALL
)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", re.DOTALL)


def one_file(
    told: Told,
    book: Factbook,
    frames: Frames,
    pages: Sequence[Page],
    data: Mapping[str, bytes],
) -> bytes:
    """Write all pages, made with flat addresses, into one file."""
    parts = dict(_parts(told, book, frames, pages, data))
    head = OPENING + b"".join(_part(name, content) for name, content in parts.items())
    manifest = json_script(MANIFEST) + manifest_of(told, parts)
    return head + _part(MANIFEST, manifest) + CLOSING


def json_script(name: str) -> bytes:
    """Give the tag that opens data in an HTML file."""
    return f'<script type="application/json" id="{name}">\n'.encode()


def _part(name: str, content: bytes) -> bytes:
    return f"<!--part:{name}-->\n".encode() + content


def _parts(
    told: Told,
    book: Factbook,
    frames: Frames,
    pages: Sequence[Page],
    data: Mapping[str, bytes],
) -> Iterator[tuple[str, bytes]]:
    files = {frames.path(page.url): page.url for page in pages}
    written = [page for page in frames.hand_written if page.source]
    files |= {page.path: page.url for page in written}
    titles = {page.url: page.title for page in pages}
    titles |= {page.url: _title(page) for page in written}
    yield "head", _head(told, frames).encode()
    yield "start", _start(told, book, titles).encode()
    for page in pages:
        body = joined(page.body, page.url, frames.path(page.url), files)
        yield files_name(page.url), _article(page.url, page.title, body).encode()
    for by_hand in written:
        body = joined(_body(by_hand), by_hand.url, by_hand.path, files)
        yield files_name(by_hand.url), _article(by_hand.url, titles[by_hand.url], body).encode()
    yield "end", b"</main>\n"
    yield "search.json", _data("search.json", _search(pages))
    yield FACTS, _data(FACTS, json.loads(data[FACTS_JSON]))
    yield "script", b"<script>\n" + _SCRIPT.read_bytes() + SCRIPT_END


def files_name(url: str) -> str:
    """Give the name of the part that is a page."""
    return f"page:{key_of(url)}"


def _head(told: Told, frames: Frames) -> str:
    styles = [
        path.read_text("utf-8")
        for name, path in sorted(frames.files.items(), key=lambda file: _style_order(file[0]))
        if name.endswith(".css")
    ]
    style = "\n".join([*styles, _STYLE.read_text("utf-8")])
    # The maps for debuggers are not here, and a browser would ask for them.
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", style).replace("</style", "<\\/style")
    return f"""<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="{escape(told.scope)}">
<link rel="icon" href="data:,">
<title>{escape(told.name)}</title>
<style>
{style}
</style>
</head>
<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom" \
data-md-color-accent="custom">
"""


def _style_order(name: str) -> tuple[int, str]:
    """Order styles as a page loads them: the theme's, its colours, then our own."""
    return (next(n for n, part in enumerate(("/main.", "/palette.", "")) if part in name), name)


def _start(told: Told, book: Factbook, titles: Mapping[str, str]) -> str:
    commit = f" Commit <code>{escape(told.commit)}</code>." if told.commit else ""
    return f"""<header class="whole-head md-typeset">
<p class="whole-name">{escape(told.name)}</p>
<p>The whole factbook in one file, evidence of {escape(told.as_of)}. Facts:
<a href="{escape(told.licence_url)}">{escape(told.licence)}</a>; the words quoted from sources
belong to their publishers.{commit}</p>
<form class="whole-search" role="search" hidden>
<label for="whole-query">Search</label>
<input id="whole-query" type="search" autocomplete="off" spellcheck="false">
<button type="button" id="whole-colours">Other colours</button>
<p id="whole-count" role="status"></p>
<ol id="whole-found"></ol>
</form>
</header>
<nav class="whole-contents md-typeset" aria-label="Contents">
<h2 id="whole-contents">Contents</h2>
{_contents(book, titles)}
</nav>
<main>
"""


def _contents(book: Factbook, titles: Mapping[str, str]) -> str:
    """Give the list of contents: the pages of the navigation, those of a section below it."""
    listed = {section.url: section.title for section in render.sections(book) if section.title}
    listed |= {url: title for url, title in titles.items() if url.count("/") == 1}
    rows = []
    for url, title in listed.items():
        below = [one for one in titles if url and one != url and one.startswith(url)]
        inner = "".join(_item(one, titles[one]) for one in sorted(below, key=titles.__getitem__))
        rows.append(_item(url, title, f"\n<ul>\n{inner}</ul>" if inner else ""))
    return f"<ul>\n{''.join(rows)}</ul>"


def _item(url: str, title: str, inner: str = "") -> str:
    return f'<li><a href="#{key_of(url)}">{escape(title)}</a>{inner}</li>\n'


def _article(url: str, title: str, body: str) -> str:
    return f"""<article class="whole-page md-typeset" id="{key_of(url)}">
<h1>{escape(title)}</h1>
{body}
<p class="whole-back"><a href="#whole-contents">Contents</a></p>
</article>
"""


def _title(page: HandWritten) -> str:
    found = _TITLE.search(page.html)
    assert found
    return re.sub(r"<[^>]*>", "", found[1]).strip()


def _body(page: HandWritten) -> str:
    found = _ARTICLE.search(page.html)
    assert found
    return _FIRST_HEADING.sub("", found[1], count=1)


def _search(pages: Sequence[Page]) -> list[list[str]]:
    """Give what the search finds: anchor, title, text with its other spellings."""
    found = []
    for page in pages:
        entries = [(entry.anchor, entry.title, entry.text) for entry in page.search]
        if all(anchor for anchor, _, _ in entries):
            entries.insert(0, ("", page.title, page.description))
        for anchor, title, text in entries:
            spellings = " ".join(folded(f"{title} {text}"))
            found.append([key_of(page.url) + anchor, title, text, spellings])
    return found


def _data(name: str, content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return json_script(name) + text.replace("<", "\\u003c").encode() + b"\n" + SCRIPT_END
