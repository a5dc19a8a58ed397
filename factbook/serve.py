"""The site on this machine while it is edited: rebuilt and reloaded when a file changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WATCHED = ("facts", "seeds", "templates", "docs", "mkdocs.yml")
POLL_SECONDS = 0.2
# A browser asks again after this long, so that a closed tab does not hold a thread for ever.
WAIT_SECONDS = 20.0
RELOAD_PATH = "/_reload"
_SCRIPT = (
    b"<script>(async function again(n){try{const r=await fetch('/_reload?after='+n);"
    b"const m=+await r.text();if(n>=0&&m!==n){location.reload();return}again(m)}"
    b"catch(e){setTimeout(()=>again(n),1000)}})(-1)</script>"
)

Stamp = dict[str, tuple[int, int]]


class Builds:
    """The number of the last finished build, for browsers that wait for the next one."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    def finished(self) -> None:
        """Count a build, and wake who waits."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def after(self, number: int) -> int:
        """Wait until there is a later build than `number`; gives the number of the last one."""
        with self._changed:
            if number >= 0:
                self._changed.wait_for(lambda: self._number != number, WAIT_SECONDS)
            return self._number


def serve(root: Path, port: int, rebuild: Callable[[], None], ready: Callable[[str], None]) -> None:
    """Serve `root/site` on 127.0.0.1 until interrupted; `rebuild` is called at every change.

    `ready` is told the address. Raises OSError where the port cannot be had.
    """
    builds = Builds()
    handler = partial(_Handler, builds, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ready(f"http://127.0.0.1:{server.server_address[1]}/")
        try:
            for _ in changes(root):
                rebuild()
                builds.finished()
        finally:
            server.shutdown()


def changes(root: Path) -> Iterator[None]:
    """Yield once for each time that watched files were added, changed or deleted."""
    seen = stamp(root)
    while True:
        time.sleep(POLL_SECONDS)
        now = stamp(root)
        if now != seen:
            seen = now
            yield


def stamp(root: Path) -> Stamp:
    """Give the time and size of every watched file; editors' temporary files do not count."""
    found: Stamp = {}
    for name in WATCHED:
        top = root / name
        for path in (top, *top.rglob("*")) if top.is_dir() else (top,):
            if path.name.startswith((".", "#")) or path.name.endswith("~"):
                continue
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            if not path.is_dir():
                found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site's files, with the script that waits for the next build in every page."""

    def __init__(self, builds: Builds, *arguments: object, **options: str) -> None:
        self.builds = builds
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path.startswith(RELOAD_PATH):
            number = self.path.partition("after=")[2]
            known = int(number) if number.lstrip("-").isdigit() else -1
            self._send(str(self.builds.after(known)).encode(), "text/plain")
            return
        path = Path(self.translate_path(self.path))
        # A folder without its slash is left to the base class, which sends the browser on.
        is_folder = path.is_dir() and self.path.partition("?")[0].endswith("/")
        page = path / "index.html" if is_folder else path
        if page.suffix == ".html" and page.is_file():
            self._send(page.read_bytes().replace(b"</body>", _SCRIPT + b"</body>"), "text/html")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: what is worth saying, the build says."""

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
