"""Reading a text ten times as long takes ten times as much work, and no more."""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType

from factbook.reading import Reader
from tests.conftest import ROOT
from tests.reading.vocabulary import GERMAN

SHORT, LONG = 2, 20
TOLERANCE = 1.1


def _calls(text: str) -> int:
    """Count the calls of functions while a text is read: unlike seconds, always the same."""
    fresh = Reader("de", GERMAN)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        fresh.numerals(text)
        fresh.quantities(text)
        fresh.periods(text, date(2025, 11, 20))
    finally:
        sys.setprofile(None)
    return calls


def test_work_grows_with_the_length_of_a_text_and_no_faster() -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    text = " ".join(seed.read_text("utf-8").replace("\n", " ") for seed in seeds)
    growth = _calls(" ".join([text] * LONG)) / _calls(" ".join([text] * SHORT))
    assert growth < TOLERANCE * LONG / SHORT
