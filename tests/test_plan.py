"""The plan of a site depends on no words of entities, and on nothing that it does not name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bench.corpus import write_corpus
from factbook.changes import PLANNED, planned
from factbook.check import check
from factbook.index import CITED, CLASHES, CONTRACTS, FORMULAS, TIES
from factbook.model import ENTITY, Factbook, Vocabulary, factbook_of
from factbook.plan import READS, made_plan, plan_ahead
from factbook.reads import ALL, Reads
from factbook.sheet.lookup import LABEL, LAST_EVIDENCE, TELLING_ROLES
from factbook.site import build_site
from factbook.store import unpickled
from tests.conftest import CASES, ROOT

Made = TypeVar("Made")
# What is read of entities, which is told by PLANNED; of records that are named as wholes; and what
# is found out of these: roles that tell something, the labels of sources and their last date.
OF_ENTITIES = (ENTITY, TIES, CONTRACTS, CITED, TELLING_ROLES)
COVERED = (*OF_ENTITIES, CLASHES, FORMULAS, LABEL, LAST_EVIDENCE)


@pytest.fixture(scope="module", params=["real", "ferries", "made-up"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Factbook:
    root = CASES / "site/ferries" if request.param == "ferries" else ROOT
    if request.param == "made-up":
        root = tmp_path_factory.mktemp("corpus")
        write_corpus(50, root, ROOT)
    found = check(root).factbook
    assert found is not None
    return found


def test_plan_is_the_same_without_the_words_of_entities(book: Factbook) -> None:
    wordless = factbook_of(
        book.site,
        Vocabulary(**{name: getattr(book.vocabulary, name).raw for name in Vocabulary.__slots__}),
        {id: planned(entity) for id, entity in book.entities.raw.items()},
        book.sources.raw,
        book.disagreements.raw,
        book.derived.raw,
        book.unread,
        book.changelog,
    )
    assert any(fact.statement for fact in book.current_facts)
    assert not any(fact.statement for fact in wordless.current_facts)
    assert made_plan(wordless) == made_plan(book)


def test_plan_names_all_it_reads(book: Factbook, monkeypatch: pytest.MonkeyPatch) -> None:
    def noted_all_the_same(_: Reads, make: Callable[[], Made]) -> Made:
        return make()

    monkeypatch.setattr(Reads, "unnoted", noted_all_the_same)
    _, names = book.reads.noted(lambda: made_plan(book))
    wholes = {name.removesuffix(ALL) for name in READS if name.endswith(ALL)}
    assert PLANNED in READS
    assert [
        name
        for name in sorted(names)
        if name not in READS
        and not name.startswith(COVERED)
        and name[: name.find(":") + 1] not in wholes
    ] == []


def test_plan_made_ahead_is_the_plan(book: Factbook) -> None:
    ((_, product),) = plan_ahead(book).items()
    assert product.reads == READS
    assert unpickled(product.made) == made_plan(book)


def test_records_with_an_unknown_state_have_a_problem_and_no_plan(tmp_path: Path) -> None:
    write_corpus(80, tmp_path, ROOT)
    record = min((tmp_path / "facts/companies").glob("*.yml"))
    text = record.read_text("utf-8")
    record.write_text(text.replace("state: ", "state: un", 1), "utf-8")
    found = check(tmp_path).factbook
    assert found is not None
    assert plan_ahead(found) == {}
    problems = build_site(tmp_path, lambda *_: None)
    assert isinstance(problems, tuple)
    assert {it.rule for it in problems} == {"reference"}
