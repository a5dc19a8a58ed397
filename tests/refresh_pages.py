"""Write into docs/pages.md what each type of page weighs, as the site is built now."""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browsing import PAGES, build_published, file_of
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "pages.md"
HEAD = """\
| page | HTML | frame | facts told | bytes a fact | gzip |
|---|---:|---:|---:|---:|---:|
"""
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")
# Pages that tell facts one by one; of the others a size for each fact would say nothing.
TELLING = ("home", "company", "project", "deal", "topic", "person", "institution", "source")
_LEGEND = re.compile(r'<dl class="[^"]*\bbadges\b.*?</dl>', re.DOTALL)
_TOLD = re.compile(r'class="st [a-z]+ s-')


@dataclass(frozen=True)
class Weight:
    """What a page weighs, in bytes: its HTML, what stands around its article, and it packed."""

    name: str
    html: int
    frame: int
    told: int
    packed: int

    @property
    def of_a_fact(self) -> int:
        """Give the bytes of the article for each fact it tells."""
        return round((self.html - self.frame) / self.told) if self.told else 0


def weights(site: Path) -> list[Weight]:
    """Weigh a page of each type."""
    return [_weight(name, (site / file_of(url)).read_bytes()) for name, url in PAGES.items()]


def _weight(name: str, html: bytes) -> Weight:
    article = html.partition(b"<article")[2].partition(b"</article>")[0]
    told = len(_TOLD.findall(_LEGEND.sub("", article.decode()))) if name in TELLING else 0
    packed = len(gzip.compress(html, mtime=0))
    return Weight(name, len(html), len(html) - len(article), told, packed)


def table(found: list[Weight]) -> str:
    """Write the table of docs/pages.md."""
    rows = (
        f"| {it.name} | {it.html:,} | {it.frame:,} | {it.told or ''} | "
        f"{f'{it.of_a_fact:,}' if it.told else ''} | {it.packed:,} |\n"
        for it in found
    )
    return HEAD + "".join(rows)


def stated() -> dict[str, int]:
    """Give the bytes of HTML that docs/pages.md states for each type of page."""
    found = TABLE.search(PAGE.read_text("utf-8"))
    rows = found[0].splitlines()[2:] if found else []
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {name: int(html.replace(",", "")) for name, html, *_ in cells}


def main() -> None:
    """Build the site and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        made = table(weights(build_published(Path(folder))))
    text = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda _: made, text), "utf-8")


if __name__ == "__main__":
    main()
