"""The terminal sessions of docs/ print what real processes print now."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.walkthrough import BLOCK, PAGES, current


@pytest.mark.parametrize("name", PAGES)
def test_session_prints_what_the_page_shows(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert len(BLOCK.findall(text)) > 5
    assert current(name) == text, "write it anew: make walkthroughs"


@pytest.mark.parametrize("name", PAGES)
def test_session_ends_with_a_check_that_finds_nothing(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    checks = text.split("$ python build.py check\n")
    assert checks[1].startswith(("seeds/", "facts/"))
    assert checks[-1].partition("\n")[0].endswith(" facts proven, no problems")
