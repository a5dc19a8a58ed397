"""Hugo: pages from the same YAML by content adapters, its templates in bench/hugo_site/."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.peers.filler import filler
from bench.peers.peer import Peer

_TEMPLATES = Path(__file__).resolve().parent.parent / "hugo_site"


def ready(corpus: Path, folder: Path, venv: Path, filling: int) -> Peer:
    """Make the site's source in a folder, with so many bytes of filler in each page."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_TEMPLATES, folder)
    for name in ("facts", "seeds"):
        shutil.copytree(corpus / name, folder / "assets" / name)
    (folder / "layouts/_partials/filler.html").write_text(filler(filling), "utf-8")
    # The package's own command is a script in Python that starts this binary.
    binary = next(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    command = (str(binary), "--quiet", "--noBuildLock", "--cacheDir", str(folder / "cache"))
    return Peer("Hugo", folder, command, ("public", "resources", "cache"), "public")
