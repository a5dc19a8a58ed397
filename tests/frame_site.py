"""A small site to try frame and publish on: the real theme and docs, and a few made-up sheets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from factbook.frame import Frames, FrameSpec, build
from factbook.page import Heading, Page, SearchEntry

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "https://facts.example/book/"
EDIT_URL = "https://code.example/facts/edit/main/"

SPECS = (
    FrameSpec("home", "", "Home"),
    FrameSpec("companies/index", "companies/", "Companies"),
    FrameSpec("companies", "companies/_frame/"),
    FrameSpec("people/index", "people/", "People & institutions"),
    FrameSpec("institutions", "institutions/_frame/", under="people/"),
)

OPENAI_BODY = """\
<p>OpenAI buys computing power from <a href="../telekom/">Telekom</a>.</p>
<h2 id="key-figures">Key figures</h2>
<p id="contract">38 billion USD</p>
<h2 id="relations">Relations</h2>
<h3 id="buys-from">Buys from</h3>
<p>See <a href="#contract">the contract</a> and <a href="../">all companies</a>.</p>
<p><svg width="1" height="2000"></svg> Far down:</p>
<p id="site">A data centre in München</p>
"""


def lay_frame(root: Path) -> Path:
    """Copy what frames are made of; links to sheets lead home, for there are no real sheets."""
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "templates" / "theme", root / "templates" / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path in (root / "docs").rglob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\]\(sheet:[^)]*\)", "](sheet:)", text), "utf-8")
    for name in ("factbook.css", "factbook.js"):
        (root / "docs" / "assets" / name).touch()
    return root


def frames_in(root: Path, *, directory_urls: bool = True) -> Frames:
    """Paint the frames of a laid out folder, which must give no problem."""
    out = root / "build" / ("frame" if directory_urls else "frame-flat")
    frames = build(
        root, SPECS, out, directory_urls=directory_urls, site_url=SITE_URL, edit_url=EDIT_URL
    )
    assert isinstance(frames, Frames), frames
    return frames


def openai(body: str = OPENAI_BODY, title: str = "OpenAI") -> Page:
    """Give a sheet with headings, search entries, a record behind it and JSON-LD."""
    return Page(
        frame="companies",
        url="companies/openai/",
        title=title,
        description="What is known of OpenAI.",
        body=body,
        headings=(
            Heading("key-figures", "Key figures", 2),
            Heading("relations", "Relations", 2),
            Heading("buys-from", "Buys from", 3),
        ),
        search=(
            SearchEntry("", "OpenAI", "OpenAI Maker of ChatGPT"),
            SearchEntry("contract", "Contract", "38 Milliarden Dollar < 40 billion"),
            SearchEntry("site", "Site", "Rechenzentrum in München"),
        ),
        edit_path="facts/companies/openai.yml",
        json_ld='{"@type": "Organization", "name": "</script>"}',
    )


def pages() -> list[Page]:
    """Give a whole small site in the order of its urls."""
    return [
        Page("home", "", "What is known", "The home page.", '<p><a href="companies/">All</a></p>'),
        Page("companies/index", "companies/", "Companies", "All of them.", "<p>Two.</p>"),
        openai(),
        Page("companies", "companies/telekom/", "Telekom", "A sheet.", "<p>Nothing yet.</p>"),
        Page("institutions", "institutions/eu/", "EU", "A sheet.", "<p>Nothing yet.</p>"),
        Page("people/index", "people/", "People", "All of them.", "<p>None.</p>"),
    ]


def flat(page: Page) -> Page:
    """Give a page as templates write it where urls are files: `../telekom/` is `telekom.html`."""
    body = re.sub(r'href="\.\./(\w+)/"', r'href="\1.html"', page.body)
    body = body.replace('href="../"', 'href="../companies.html"')
    body = body.replace('href="companies/"', 'href="companies.html"')
    return Page(
        page.frame,
        page.url,
        page.title,
        page.description,
        body,
        page.headings,
        page.search,
        page.edit_path,
        page.json_ld,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder: its path and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
