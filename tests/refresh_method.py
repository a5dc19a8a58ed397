"""Write the part of docs/method.md that tells which falsifications the rules notice."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factbook.check import READING_RULES, RULES, check
from factbook.model import Factbook
from tests.conftest import ROOT
from tests.mutation_run import Verdict, verdicts
from tests.mutations import KINDS
from tests.survivors import REASONS, reason_of

PAGE = ROOT / "docs" / "method.md"
BEGIN, END = "## The check is checked\n", "## How figures are shown\n"
# The least share of each kind that must be noticed, in percent: it may rise, and never sinks.
FLOORS = {
    **dict.fromkeys(("digit", "bound", "scale", "unit", "quote"), 98),
    **dict.fromkeys(("line", "date added"), 98),
    "statement": 95,
    "choice": 75,
    "state": 90,
    "date": 90,
    "entity": 88,
    "speaker": 98,
    "party": 85,
    "entity beside": 55,
    "speaker beside": 80,
    "party beside": 45,
    "role": 20,
    "direction": 0,
    "subject": 0,
}
INTRODUCTION = """
A check that finds nothing may be a good record or a blind check. So the check is tried on false
records: one thing of one fact is made wrong, the rules run, and it is noted whether one of them
tells of it. This is done with every fact of this factbook and every change in the first table.
The stamp of the last comparison, which any change makes invalid, is left out of account.

| What is made wrong | Tried | Noticed | |
|---|---:|---:|---:|
"""


def found() -> tuple[Factbook, tuple[Verdict, ...]]:
    """Judge every falsification of the landed facts."""
    book = check(ROOT).factbook
    assert book is not None
    return book, tuple(verdicts(ROOT, book))


def with_section(page: str, section: str) -> str:
    """Put the section in its place in the page."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{section}\n{END}{after}"


def section(book: Factbook, judged: Sequence[Verdict]) -> str:
    """Give the section: rates by kind and by rule, states against states, and what survives."""
    return "\n".join(
        [
            INTRODUCTION + "\n".join(_by_kind(judged)),
            "",
            "A state is tried against every other. The rows are the states of the facts, the",
            "columns what they were made: noticed, of those tried.",
            "",
            *_by_state(book, judged),
            "",
            "Which rule told of it, and how often no other did:",
            "",
            *_by_rule(judged),
            "",
            "What goes unnoticed, and why:",
            "",
            *_survivors(book, judged),
            "",
        ]
    )


def rate(judged: Iterable[Verdict], kind: str) -> float:
    """Give how many of the falsifications of a kind are noticed, in percent."""
    mine = [bool(one.rules) for one in judged if one.mutation.kind == kind]
    return 100 * sum(mine) / len(mine)


def _by_kind(judged: Sequence[Verdict]) -> Iterator[str]:
    for kind, what in KINDS.items():
        mine = [one for one in judged if one.mutation.kind == kind]
        noticed = sum(bool(one.rules) for one in mine)
        # Cut off, not rounded: 99.96 is not all.
        share = f"{int(1000 * noticed / len(mine)) / 10:.1f} %"
        yield f"| **{kind}**: {what} | {len(mine)} | {noticed} | {share} |"


def _by_state(book: Factbook, judged: Sequence[Verdict]) -> Iterator[str]:
    tried: Counter[tuple[str, str]] = Counter()
    noticed: Counter[tuple[str, str]] = Counter()
    for one in judged:
        if one.mutation.kind == "state":
            pair = book.facts[one.mutation.fact].state, one.mutation.raw["state"]
            tried[pair] += 1
            noticed[pair] += bool(one.rules)
    states = list(book.vocabulary.states)
    yield f"| | {' | '.join(states)} |"
    yield f"|---|{'---:|' * len(states)}"
    for was in states:
        cells = [
            f"{noticed[was, made]} / {tried[was, made]}" if tried[was, made] else ""
            for made in states
        ]
        yield f"| **{was}** | {' | '.join(cells)} |"


def _by_rule(judged: Sequence[Verdict]) -> Iterator[str]:
    told = Counter(rule for one in judged for rule in one.rules)
    alone = Counter(rule for one in judged if len(one.rules) == 1 for rule in one.rules)
    yield "| Rule | Told of | Alone |"
    yield "|---|---:|---:|"
    for rule in (*READING_RULES, *(name for name, _ in RULES)):
        if told[rule]:
            yield f"| [`{rule}`](rules.md#{rule}) | {told[rule]} | {alone[rule]} |"


def _survivors(book: Factbook, judged: Sequence[Verdict]) -> Iterator[str]:
    classes = Counter(
        reason for one in judged if not one.rules and (reason := reason_of(book, one.mutation))
    )
    yield "| Unnoticed | How many | Why |"
    yield "|---|---:|---|"
    for reason in REASONS:
        if classes[reason]:
            yield f"| {reason.what} | {classes[reason]} | {reason.why} |"


if __name__ == "__main__":
    PAGE.write_text(with_section(PAGE.read_text("utf-8"), section(*found())), "utf-8")
