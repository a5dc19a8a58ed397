"""The frame: what MkDocs paints once, filled page by page."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook import frame_mkdocs
from factbook.frame import Frames, FrameSpec, build
from factbook.frame_hook import FramePage
from factbook.page import Page
from factbook.problem import Place, Problem
from tests.frame_site import (
    EDIT_URL,
    OPENAI_BODY,
    ROOT,
    SITE_URL,
    SPECS,
    frames_in,
    lay_frame,
    openai,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_frame(tmp_path_factory.mktemp("frame"))


@pytest.fixture(scope="module")
def frames(root: Path) -> Frames:
    return frames_in(root)


def problems_of(root: Path, specs: tuple[FrameSpec, ...] = SPECS) -> list[Problem]:
    found = build(root, specs, site_url=SITE_URL, edit_url=EDIT_URL)
    assert isinstance(found, list), "there should be a problem"
    return found


def words(problems: list[Problem]) -> list[str]:
    lines = []
    for problem in problems:
        assert isinstance(problem.at, Place)
        place = f"{problem.at.file}:{problem.at.line}:{problem.at.column}"
        lines.append(f"{place}: {problem.message}  [{problem.rule}]")
    return lines


def squeezed(text: str) -> str:
    """Leave out what differs between the two in any case: line breaks and indentation."""
    return re.sub(r"\s*\n\s*", "", text)


def as_markdown(page: Page) -> str:
    """Write what a person would write in docs/ to get this page from MkDocs alone."""
    hidden = "[navigation]" if page.headings else "[navigation, toc]"
    head = f"---\ntitle: {page.title}\ndescription: {page.description}\nhide: {hidden}\n"
    if page.json_ld:
        escaped = page.json_ld.replace("<", "\\u003c")
        head += f"json_ld: '<script type=\"application/ld+json\">{escaped}</script>'\n"
    headings = [f"{'#' * found.level} {found.title} {{#{found.anchor}}}" for found in page.headings]
    return "\n\n".join([head + "---", f"# {page.title} {{#_title}}", "Words.", *headings])


def permalink(anchor: str) -> str:
    return f'<a class="headerlink" href="#{anchor}" title="Permanent link">&para;</a>'


SHORT = Page("companies", "companies/openai/", "OpenAI", "A sheet.", "<p>Words.</p>")
LONG = openai(
    "\n".join(
        [
            "<p>Words.</p>",
            f'<h2 id="key-figures">Key figures{permalink("key-figures")}</h2>',
            f'<h2 id="relations">Relations{permalink("relations")}</h2>',
            f'<h3 id="buys-from">Buys from{permalink("buys-from")}</h3>',
        ]
    )
)


@pytest.mark.parametrize("page", [SHORT, LONG], ids=["without headings", "with headings"])
def test_a_filled_page_is_the_page_mkdocs_itself_would_paint(
    frames: Frames, root: Path, tmp_path: Path, page: Page
) -> None:
    listed = [
        FramePage(path=path, markdown="# Page", title=title, section="", edit_path="")
        for path, title in (
            ("index.md", "Home"),
            ("companies.md", "Companies"),
            ("people.md", "People & institutions"),
        )
    ]
    ordinary = FramePage(
        path="companies/openai.md",
        markdown=as_markdown(page),
        title="",
        section="companies.md",
        edit_path=page.edit_path,
    )
    settings = {"site_url": SITE_URL, "edit_uri": EDIT_URL if page.edit_path else None}
    assert frame_mkdocs.paint(root, [*listed, ordinary], tmp_path / "painted", settings) == []
    painted = (tmp_path / "painted" / "companies" / "openai" / "index.html").read_text("utf-8")
    painted = painted.replace(f"OpenAI{permalink('_title')}", "OpenAI")
    assert squeezed(frames.fill(page).decode()) == squeezed(painted)


def test_a_text_that_looks_like_a_marker_or_html_stays_text(frames: Frames) -> None:
    title = 'FACTBOOKSLOTBODY <b>&amp; "FACTBOOKSLOTTITLE"'
    filled = frames.fill(openai(title=title)).decode()
    shown = html.escape(title)
    assert f"<title>{shown} - AI Infrastructure Factbook</title>" in filled
    assert f'<h1 id="_title">{shown}</h1>' in filled
    assert f'<meta property="og:title" content="{shown}">' in filled
    assert filled.count(OPENAI_BODY) == 1
    assert filled.count("FACTBOOKSLOT") == 2 * filled.count(shown)


class Reader(HTMLParser):
    """Reads the texts of <title> and <h1>, and the description, as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = {"title": "", "h1": "", "description": ""}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the reader is, and the description."""
        self.inside = tag
        if ("name", "description") in attrs:
            self.texts["description"] = dict(attrs)["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        """Note that the reader has left an element."""
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of the elements asked for."""
        if self.inside in self.texts:
            self.texts[self.inside] += data


TEXTS = st.text(st.characters(exclude_categories=["C"]))


@given(title=TEXTS, description=TEXTS)
def test_every_title_and_description_reads_back_as_itself(
    frames: Frames, title: str, description: str
) -> None:
    read = Reader()
    read.feed(frames.fill(Page("companies", "companies/x/", title, description, "")).decode())
    assert read.texts == {
        "title": f"{title} - AI Infrastructure Factbook",
        "h1": title,
        "description": description,
    }


def test_a_sheet_has_its_tab_breadcrumb_and_own_addresses(frames: Frames) -> None:
    filled = frames.fill(openai()).decode()
    tab = re.search(r'md-tabs__item--active">\s*<a href="([^"]*)"[^>]*>\s*([^<]*?)\s*<', filled)
    assert tab is not None
    assert tab.groups() == ("../", "Companies")
    steps = re.findall(r'<a href="([^"]*)" class="md-path__link">', filled)
    assert steps == ["../..", "../"]
    assert f'<link rel="canonical" href="{SITE_URL}companies/openai/">' in filled
    assert f'<a href="{EDIT_URL}facts/companies/openai.yml" title="Edit this page"' in filled
    assert '{"@type": "Organization", "name": "\\u003c/script>"}</script>' in filled
    assert "_frame" not in filled


def test_the_home_page_is_titled_with_the_name_of_the_site(root: Path, tmp_path: Path) -> None:
    named = "Facts & figures"
    found = build(root, SPECS, tmp_path / "frame", site_url="", site_name=named)
    assert isinstance(found, Frames)
    filled = found.fill(Page("home", "", "What is known", "The home page.", "")).decode()
    assert "<title>Facts &amp; figures</title>" in filled
    assert '<h1 id="_title">What is known</h1>' in filled
    assert '<meta property="og:site_name" content="Facts &amp; figures">' in filled


def test_a_frame_can_stand_under_a_page_of_another_folder(frames: Frames) -> None:
    filled = frames.fill(Page("institutions", "institutions/eu/", "EU", "A sheet.", "")).decode()
    tab = re.search(r'md-tabs__item--active">\s*<a href="([^"]*)"', filled)
    assert tab is not None
    assert tab[1] == "../../people/"


def test_the_contents_stand_in_sidebar_and_menu_and_only_with_headings(frames: Frames) -> None:
    with_contents, without = (frames.fill(page).decode() for page in (openai(), SHORT))
    assert with_contents.count('<a href="#buys-from"') == 2
    assert with_contents.count("Table of contents\n</label>") == 2
    assert "Table of contents\n</label>" not in without
    assert 'data-md-component="toc"' not in without


def test_without_an_address_of_the_repository_nothing_leads_there(
    root: Path, tmp_path: Path
) -> None:
    found = build(root, SPECS, tmp_path / "frame", site_url="")
    assert isinstance(found, Frames)
    filled = found.fill(openai()).decode()
    assert 'rel="edit"' not in filled
    assert "canonical" not in filled
    assert re.findall(r'(?:href|src|content)="(https?:[^"]*)"', filled) == []


def test_files_as_urls_lead_to_files(root: Path) -> None:
    frames = frames_in(root, directory_urls=False)
    filled = frames.fill(openai(body="")).decode()
    assert frames.path("companies/openai/") == "companies/openai.html"
    assert f'<link rel="canonical" href="{SITE_URL}companies/openai.html">' in filled
    assert '<a href="openai.html" class="md-nav__link md-nav__link--active">' in filled
    assert '<a href="../companies.html" class="md-tabs__link">' in filled
    assert re.findall(r'href="[^"#:]*/"', filled) == []


def test_a_page_that_does_not_fit_its_frame_is_refused(frames: Frames) -> None:
    message = '^the page "people/x/" does not fit the frame "companies"$'
    with pytest.raises(ValueError, match=message):
        frames.fill(Page("companies", "people/x/", "X", "", ""))


def test_only_what_pages_ask_for_is_kept(frames: Frames) -> None:
    scripts = [name for name in frames.files if name.startswith("assets/javascripts/")]
    assert [re.sub(r"\.\w{8}\.", ".HASH.", name) for name in scripts] == [
        "assets/javascripts/bundle.HASH.min.js"
    ]
    assert re.fullmatch(r"assets/javascripts/workers/search\.\w+\.min\.js", frames.search_worker)
    assert [name for name in frames.files if name.endswith((".map", ".html", ".xml", ".gz"))] == []


def test_a_frame_is_small_and_holds_no_script_of_its_own(frames: Frames) -> None:
    filled = frames.fill(
        Page("companies", "companies/x/", "X", "", "", edit_path="facts/x.yml")
    ).decode()
    assert len(filled.encode()) < 13_000
    kinds = re.findall(r"<script(?! src=)([^>]*)>", filled)
    assert kinds == [' id="__config" type="application/json"']


def test_frames_are_painted_again_only_when_what_they_are_made_of_changed(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    frames_in(root)
    painted = root / "build" / "frame" / "index.html"

    def is_painted_again() -> bool:
        before = painted.stat().st_mtime_ns
        frames_in(root)
        return painted.stat().st_mtime_ns != before

    assert not is_painted_again()
    style = root / "docs" / "assets" / "factbook.css"
    style.write_text("body { color: red }", "utf-8")
    assert is_painted_again()
    override = root / "templates" / "theme" / "main.html"
    override.write_text(override.read_text("utf-8") + "{# more #}", "utf-8")
    assert is_painted_again()
    (root / "build" / "frame.fingerprint").unlink()
    assert is_painted_again(), "without its fingerprint a painting was interrupted"
    assert not is_painted_again()


def test_reading_painted_frames_does_not_import_mkdocs(root: Path, frames: Frames) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.frame_site import frames_in;"
        f"frames_in(Path({str(root)!r})); print(sorted(set(sys.modules) & {{'mkdocs', 'jinja2'}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_dead_link_in_a_hand_written_page_is_told_at_its_place(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    page = root / "docs" / "architecture.md"
    page.write_text("# Architecture\n\nSee [this](nowhere.md)\nand [that](#nothing).\n", "utf-8")
    assert words(problems_of(root)) == [
        (
            "docs/architecture.md:3:12: Doc file 'architecture.md' contains a link 'nowhere.md', "
            "but "
            "the target is not found among documentation files.  [frame]"
        ),
        (
            "docs/architecture.md:4:12: Doc file 'architecture.md' contains a link '#nothing', but "
            "there is no such anchor on this page.  [frame]"
        ),
    ]


def test_a_page_that_the_navigation_forgets_is_a_problem(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    (root / "docs" / "stray.md").write_text("# Stray\n", "utf-8")
    assert words(problems_of(root)) == [
        "docs/stray.md:1:1: the page is not in the navigation  [frame]"
    ]


def test_a_frame_takes_the_place_that_the_navigation_names(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    specs = [*SPECS, FrameSpec("corrections", "corrections/", "Corrections")]
    frames = build(root, specs, site_url=SITE_URL)
    assert isinstance(frames, Frames)
    filled = frames.fill(
        Page("corrections", "corrections/", "Corrections", "What was changed.", "")
    ).decode()
    tabs = filled.partition("md-tabs__list")[2].partition("</nav>")[0]
    assert re.findall(r">\s*([^<>]+?)\s*</a>", tabs) == [
        "Home",
        "Companies",
        "People & institutions",
        "About",
    ]
    about = filled.partition('<nav class="md-path"')[2].partition("</nav>")[0]
    assert "About" in about


def test_a_page_in_the_place_of_a_frame_is_a_problem(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    (root / "docs" / "companies.md").write_text("# Mine\n", "utf-8")
    assert words(problems_of(root)) == [
        (
            "docs/companies.md:1:1: Doc file 'companies.md' stands where a page made from records "
            "goes.  [frame]"
        )
    ]


def test_a_wrong_setting_is_told_at_its_line(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text + "use_directory_url: true\n", "utf-8")
    line = text.count("\n") + 1
    assert words(problems_of(root)) == [
        (
            f"mkdocs.yml:{line}:1: Config value 'use_directory_url': Unrecognised configuration "
            f"name: "
            "use_directory_url  [frame]"
        )
    ]


def test_broken_yaml_in_the_settings_is_told_at_its_place(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: [unclosed\ntheme: x\n", "utf-8")
    assert words(problems_of(root)) == [
        (
            "mkdocs.yml:2:6: MkDocs encountered an error parsing the configuration file: while "
            "parsing "
            "a flow sequence, expected ',' or ']', but got ':'  [frame]"
        )
    ]


def test_a_fault_in_an_override_of_the_theme_is_told_at_its_line(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    override = root / "templates" / "theme" / "main.html"
    override.write_text('{% extends "base.html" %}\n\n{% block extrahead %}\n{{ 1 +\n', "utf-8")
    assert words(problems_of(root)) == [
        (
            "templates/theme/main.html:4:1: the theme cannot be painted: unexpected 'end of "
            "template'"
            "  [frame]"
        )
    ]


def test_a_slot_the_theme_shows_no_more_is_a_problem(tmp_path: Path) -> None:
    root = lay_frame(tmp_path)
    override = root / "templates" / "theme" / "main.html"
    override.write_text('{% extends "base.html" %}\n', "utf-8")
    specs = (FrameSpec("home", "", "Home"),)
    assert words(problems_of(root, specs)) == [
        (
            'templates/theme/main.html:1:1: the frame "home" cannot be filled: the theme\'s page '
            "shows "
            "no jsonld  [frame]"
        )
    ]
