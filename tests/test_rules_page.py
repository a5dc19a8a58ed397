"""docs/rules.md shows the messages that the program gives now."""

from __future__ import annotations

from factbook.check import READING_RULES, RULES
from tests.refresh_rules import PAGE, SENTENCES, page


def test_page_of_the_rules_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: make rules"


def test_every_rule_is_on_the_page_with_a_sentence() -> None:
    assert sorted(SENTENCES) == sorted([*READING_RULES, *(name for name, _ in RULES)])
    for name, told in SENTENCES.items():
        assert told.endswith(".") and "\n" not in told, name
