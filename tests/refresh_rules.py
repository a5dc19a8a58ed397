"""Write docs/rules.md: each rule in a sentence, and what it says of its cases in tests/cases/bad.

The messages are those the program gives now, not those stored beside the cases.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factbook import yamlfile
from factbook.check import RULES
from factbook.shape import RULE as SHAPE
from tests.conftest import CASES, ROOT, lay_over
from tests.test_cases import printed

PAGE = ROOT / "docs" / "rules.md"
# Found while files are read; all other rules say their sentence themselves.
SENTENCES = {
    yamlfile.RULE: "Every file is YAML of the plain kind: no key twice, no alias, anchor or tag.",
    SHAPE: "Every record has the keys it needs, no unknown ones, and texts that can be understood.",
    **{name: (rule.__doc__ or "").strip() for name, rule in RULES},
}
INTRODUCTION = """\
---
description: Every rule of the check in one sentence, with its exact message for what can be wrong.
---
# Rules

`python build.py check` holds every record against these rules. A finding names file, line and
column, what is wrong, and the rule in brackets; `source` is what the document says, and `help` is
what to write. All findings are told in one run. One fault gives one finding: what only follows
from another is left out.

The examples are from a small factbook about a wooden bridge, each with one thing made wrong. They
are run anew whenever the tests are, so the messages on this page are the messages you get.

| Rule | What holds |
|---|---|
"""


def page() -> str:
    """Give the page as the program and its cases make it now."""
    rows = [f"| [`{name}`](#{name}) | {told} |" for name, told in SENTENCES.items()]
    sections = [part for name in SENTENCES for part in _section(name)]
    return INTRODUCTION + "\n".join([*rows, "", *sections]).rstrip("\n") + "\n"


def _section(name: str) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{SENTENCES[name]}\n"
    for case in sorted((CASES / "bad").glob(f"{name}--*")):
        what = case.name.partition("--")[2].replace("-", " ")
        with tempfile.TemporaryDirectory() as folder:
            told = printed(lay_over(case, Path(folder)))
        yield f"{what.capitalize()}:\n"
        yield f"```text\n{told}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
