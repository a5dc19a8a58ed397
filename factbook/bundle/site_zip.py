"""The whole site as a ZIP that is read from a disk: no server, no network."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from factbook.bundle import archive
from factbook.bundle.manifest import Told, manifest_of
from factbook.publish_search import INDEX

START = "START.html"
MANIFEST = "manifest.json"
LICENCE = "LICENCE.txt"
SITE = "site/"
FACTS = SITE + "data/facts.json"
# A page read from a disk may not start a worker, and may not fetch the search index.
WORKER = "assets/offline.js"
WORKER_SOURCE = Path(__file__).with_name("offline.js")
SCRIPT_INDEX = INDEX.removesuffix(".json") + ".js"
# For servers alone: the page for addresses that do not exist, and what search engines ask for.
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz", INDEX)


def packed_site(told: Told, site: Mapping[str, bytes], licence: str) -> bytes:
    """Pack a site whose addresses are files, with a page to start from and a manifest."""
    pages = {
        name: _with_worker(name, content) if name.endswith(".html") else content
        for name, content in site.items()
        if name not in LEFT_OUT
    }
    pages[WORKER] = WORKER_SOURCE.read_bytes()
    pages[SCRIPT_INDEX] = b"var __index = " + site[INDEX]
    files = {START: _start(told), LICENCE: licence.encode()}
    files |= {SITE + name: pages[name] for name in sorted(pages)}
    return archive.write({START: files[START], MANIFEST: manifest_of(told, files), **files})


def _with_worker(name: str, html: bytes) -> bytes:
    """Load the stand-in for workers before any other script of the page."""
    script = f'<script src="{"../" * name.count("/")}{WORKER}"></script>\n'.encode()
    before, head, after = html.partition(b"<head>\n")
    assert head
    return before + head + script + after


def _start(told: Told) -> bytes:
    commit = f"<li>Made from commit <code>{escape(told.commit)}</code>.</li>" if told.commit else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(told.name)}</title>
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem;
  margin: 3rem auto; padding: 0 1rem }}
.open {{ font-size: 1.3rem; font-weight: 600 }}
code {{ overflow-wrap: anywhere }}
</style>
</head>
<body>
<h1>{escape(told.name)}</h1>
<p>{escape(told.scope)}</p>
<p class="open"><a href="{SITE}index.html">Open the factbook</a></p>
<ul>
<li>{told.facts} facts, {told.citations} quotes from {told.sources} sources.</li>
<li>Last compared with the sources on {escape(told.as_of)}.</li>
<li>Facts: <a href="{escape(told.licence_url)}">{escape(told.licence)}</a>; see
<a href="{LICENCE}">{LICENCE}</a>. The words quoted from sources belong to their publishers.</li>
{commit}
</ul>
<p>It works without a network, and asks no other machine for anything. All data is in
<a href="{FACTS}">facts.json</a>, and beside it in other forms: see
<a href="{SITE}data.html">Data</a>.
<a href="{MANIFEST}">{MANIFEST}</a> has the SHA-256 of every file.</p>
</body>
</html>
""".encode()
