"""The site on this machine while it is edited: rebuilt and reloaded when a file changes."""

from __future__ import annotations

import gc
import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from factbook.listing import listing

POLL_SECONDS = 0.1
# A browser asks again after this long, so that a closed tab does not hold a thread for ever.
WAIT_SECONDS = 20.0
RELOAD_PATH, SCRIPT_PATH = "/_reload", "/_serve.js"
# Pages forbid scripts within them, as the published site does: this one is a file too.
_SCRIPT = Path(__file__).with_name("serve.js")
_TAG = f'<script src="{SCRIPT_PATH}"></script>'.encode()
_NO_PAGE = b"<!doctype html><title>Not built yet</title><body><p>There is no such page.</p></body>"


class PortError(Exception):
    """The port cannot be had; says why."""


class Builds:
    """The number of the last finished build and its problems, for browsers that wait for them."""

    def __init__(self) -> None:
        self._number = 0
        self._problems = ""
        self._changed = threading.Condition()

    def finished(self, problems: str) -> None:
        """Count a build, and wake who waits."""
        with self._changed:
            self._number += 1
            self._problems = problems
            self._changed.notify_all()

    def after(self, number: int) -> dict[str, object]:
        """Wait until there is a later build than `number`; gives the last one."""
        with self._changed:
            if number >= 0:
                self._changed.wait_for(lambda: self._number != number, WAIT_SECONDS)
            return {"number": self._number, "problems": self._problems}


def serve(
    root: Path,
    port: int,
    begin: Callable[[], Callable[[], str]],
    ready: Callable[[str], None],
) -> None:
    """Serve `root/site` on 127.0.0.1 until interrupted, built again at every change.

    `begin` is called ahead of each build, and gives the function that makes it; that gives the
    problems as text, "" if there are none. `ready` is told the address when the first build is
    done. Raises PortError, and what the build raises.
    """
    builds = Builds()
    with _server(port, partial(_Handler, builds, directory=str(root / "site"))) as server:
        server.daemon_threads = True
        # Looked at before the build, so that what is saved meanwhile is built too.
        seen = listing(root)
        builds.finished(begin()())
        build = begin()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://127.0.0.1:{server.server_address[1]}/")
        try:
            for _ in changes(root, seen):
                builds.finished(build())
                # A program that goes on has garbage, which build.py does not look for.
                gc.collect()
                build = begin()
        finally:
            server.shutdown()


def changes(root: Path, seen: dict[str, tuple[int, int]]) -> Iterator[None]:
    """Yield once for each time that files the site is made of were added, changed or deleted."""
    while True:
        now = listing(root)
        if now != seen:
            seen = now
            yield
        else:
            time.sleep(POLL_SECONDS)


def _server(port: int, handler: Callable[..., _Handler]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as fault:
        raise PortError((fault.strerror or "unknown reason").lower()) from fault


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site's files, with the script that waits for the next build in every page."""

    def __init__(self, builds: Builds, *arguments: object, **options: str) -> None:
        self.builds = builds
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path.startswith(RELOAD_PATH):
            number = self.path.partition("after=")[2]
            known = int(number) if number.lstrip("-").isdigit() else -1
            self._send(json.dumps(self.builds.after(known)).encode(), "application/json")
            return
        if self.path == SCRIPT_PATH:
            self._send(_SCRIPT.read_bytes(), "text/javascript")
            return
        path = Path(self.translate_path(self.path))
        # A folder without its slash is left to the base class, which sends the browser on.
        is_folder = self.path.partition("?")[0].endswith("/")
        page = path / "index.html" if is_folder else path
        if page.suffix != ".html":
            super().do_GET()
            return
        try:
            content, status = page.read_bytes(), 200
        except OSError:
            # Not built yet, or deleted by the build that is going on.
            content, status = _NO_PAGE, 404
        self._send(content.replace(b"</body>", _TAG + b"</body>"), "text/html", status)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: what is worth saying, the build says."""

    def _send(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
