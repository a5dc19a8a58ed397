"""Reading a text ten times as long takes about ten times as long."""

from __future__ import annotations

import time
from datetime import date

from factbook.reading import Reader
from tests.conftest import ROOT
from tests.reading.vocabulary import GERMAN

SHORT, LONG = 3, 30
# Ten times the text may take ten times as long, and twice that on a busy machine.
MOST = 2 * LONG / SHORT


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        fresh = Reader("de", GERMAN)
        began = time.perf_counter()
        fresh.numerals(text)
        fresh.quantities(text)
        fresh.periods(text, date(2025, 11, 20))
        best = min(best, time.perf_counter() - began)
    return best


def test_time_grows_with_the_length_of_a_text_and_no_faster() -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    text = " ".join(seed.read_text("utf-8").replace("\n", " ") for seed in seeds)
    assert _seconds(" ".join([text] * LONG)) < MOST * _seconds(" ".join([text] * SHORT))
