"""The check notices falsified records: how many of them, and that the count itself is right."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from factbook import yamlfile
from factbook.check import check
from factbook.model import Factbook
from factbook.rules import verified_current
from factbook.yamlfile import YamlFile
from tests.conftest import ROOT
from tests.mutation_run import Verdict
from tests.mutations import KINDS, Mutation
from tests.refresh_method import FLOORS, PAGE, found, rate, section, with_section
from tests.survivors import REASONS, reason_of

Judged = tuple[Factbook, tuple[Verdict, ...]]
# Kinds that apply to every fact there is, whatever it says.
OF_EVERY_FACT = ("state", "line", "quote", "entity")


@pytest.fixture(scope="module")
def judged() -> Judged:
    return found()


def test_every_kind_has_a_floor() -> None:
    assert list(FLOORS) != [] and set(FLOORS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_falsified_records_are_noticed_by_a_rule_other_than_the_stamps(
    kind: str, judged: Judged
) -> None:
    missed = [
        f"{one.mutation.fact}: {one.mutation.told}"
        for one in judged[1]
        if one.mutation.kind == kind and not one.rules
    ]
    assert rate(judged[1], kind) >= FLOORS[kind], missed


@pytest.mark.parametrize("kind", OF_EVERY_FACT)
def test_no_landed_fact_is_left_out(kind: str, judged: Judged) -> None:
    book, found_all = judged
    tried = {one.mutation.fact for one in found_all if one.mutation.kind == kind}
    assert tried == {fact.ref for fact in book.current_facts}


def test_every_state_is_tried_as_every_other(judged: Judged) -> None:
    book, found_all = judged
    tried = defaultdict(set)
    for one in found_all:
        if one.mutation.kind == "state":
            tried[one.mutation.fact].add(one.mutation.raw["state"])
    states = set(book.vocabulary.states)
    assert all(tried[fact.ref] == states - {fact.state} for fact in book.current_facts)


def test_every_survivor_has_a_reason_and_every_reason_a_survivor(judged: Judged) -> None:
    book, found_all = judged
    survivors = [one.mutation for one in found_all if not one.rules]
    unexplained = [
        f"{one.fact} {one.kind}: {one.told}" for one in survivors if reason_of(book, one) is None
    ]
    assert unexplained == []
    used = {reason for one in survivors if (reason := reason_of(book, one)) is not None}
    assert used == set(REASONS)


def test_method_page_is_current(judged: Judged) -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_section(page, section(*judged)), "write it anew: make method"


def test_verdicts_are_those_of_the_check_itself(judged: Judged, tmp_path: Path) -> None:
    """Write some falsified records out, and check them as an editor would: the same is noticed."""
    book, found_all = judged
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    wrong = []
    for verdict in _sample([one for one in found_all if one.mutation.raw]):
        _write(book, verdict.mutation, tmp_path / "facts")
        rules = {problem.rule for problem in check(tmp_path).problems} - {verified_current.NAME}
        if bool(rules) != bool(verdict.rules):
            wrong.append((verdict.mutation.told, rules, verdict.rules))
    assert wrong == []


def _sample(judged: list[Verdict]) -> list[Verdict]:
    """Give one that is noticed and one that is not of each kind, from the middle of them."""
    chosen = []
    for kind in KINDS:
        for noticed in (True, False):
            mine = [
                one for one in judged if one.mutation.kind == kind and bool(one.rules) == noticed
            ]
            chosen += mine[len(mine) // 2 :][:1]
    return chosen


def _write(book: Factbook, mutation: Mutation, facts: Path) -> None:
    shutil.rmtree(facts, ignore_errors=True)
    shutil.copytree(ROOT / "facts", facts)
    fact = book.facts[mutation.fact]
    own, goal = book.entities[fact.entity].file, book.entities[mutation.entity].file
    content = {file: _content(file) for file in (own, goal)}
    index = fact.address.path[1]
    assert isinstance(index, int)
    if own == goal:
        content[own]["facts"][index] = mutation.raw
    else:
        del content[own]["facts"][index]
        content[goal].setdefault("facts", []).append(mutation.raw)
    for file, data in content.items():
        text = yaml.safe_dump(_plain(data), allow_unicode=True, width=1000)
        (facts.parent / file).write_text(text, "utf-8")


def _content(file: str) -> dict[str, list[object]]:
    parsed = yamlfile.read(ROOT, file)
    assert isinstance(parsed, YamlFile) and isinstance(parsed.data, dict)
    return parsed.data  # type: ignore[return-value]


def _plain(data: object) -> object:
    """Write each list and mapping out, so that no YAML alias comes of one that stands twice."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, list | tuple) else data
