"""The landed records: proven as they stand, and no longer proven when one of them is falsified."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

import jsonschema
import pytest

from factbook import yamlfile
from factbook.check import check
from factbook.export import as_bytes, facts_json
from factbook.model import Fact, Factbook
from factbook.problem import as_text
from factbook.yamlfile import YamlFile
from tests.conftest import ROOT
from tests.mutations import IN_EVERY_RECORD, KINDS, Mutation, apply, mutations_of


@pytest.fixture(scope="module")
def book() -> Factbook:
    loaded = check(ROOT).factbook
    assert loaded is not None
    return loaded


def test_landed_records_have_no_problem() -> None:
    assert [as_text(problem) for problem in check(ROOT).problems] == []


def test_every_quote_stands_where_facts_json_says(book: Factbook) -> None:
    for fact in facts_json(book)["facts"]:
        for citation in fact["citations"]:
            lines = (ROOT / citation["seed"]).read_bytes().decode("utf-8").split("\n")
            line = lines[citation["line"] - 1]
            assert line[citation["start"] : citation["end"]] == citation["quote"]


def test_facts_json_is_valid_by_its_schema(book: Factbook) -> None:
    schema = json.loads((ROOT / "schemas" / "facts.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert list(validator.iter_errors(json.loads(as_bytes(facts_json(book))))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_falsified_record_is_noticed_by_a_rule_other_than_the_stamps(
    kind: str, book: Factbook, tmp_path: Path
) -> None:
    """Change one thing of every record, many records at a time, none of which share a line."""
    files = {entity.file: _parsed(entity.file) for entity in book.entities.values()}
    mutations = [
        mutation
        for fact in book.current_facts
        for mutation in mutations_of(book, fact, files[fact.address.file])
        if mutation.kind == kind
    ]
    assert mutations
    if kind in IN_EVERY_RECORD:
        assert {one.fact for one in mutations} == {fact.ref for fact in book.current_facts}
    unnoticed: list[str] = []
    for number, batch in enumerate(_batches(book, mutations)):
        root = tmp_path / str(number)
        shutil.copytree(ROOT / "facts", root / "facts")
        (root / "seeds").symlink_to(ROOT / "seeds")
        by_file = defaultdict(list)
        for mutation in batch:
            by_file[book.facts[mutation.fact].address.file].append(mutation)
        for file, changes in by_file.items():
            (root / file).write_text(apply(files[file].text, changes), "utf-8")
        unnoticed += _unnoticed(book, files, root, batch)
        shutil.rmtree(root)
    assert unnoticed == []


def _unnoticed(
    book: Factbook, files: dict[str, YamlFile], root: Path, batch: list[Mutation]
) -> list[str]:
    problems = [found for found in check(root).problems if found.rule != "verified-current"]
    noticed = {(found.place.file, found.place.line) for found in problems}
    missed = []
    for mutation in batch:
        fact = book.facts[mutation.fact]
        first, last = _lines(files[fact.address.file], fact)
        if not any((fact.address.file, line) in noticed for line in range(first, last + 1)):
            missed.append(f"{mutation.fact} {mutation.kind}: {mutation.new}")
    return missed


def _batches(book: Factbook, mutations: list[Mutation]) -> list[list[Mutation]]:
    """Put mutations together that cannot hide or cause one another's problems.

    No two of a batch are of one entity, or of facts that cite the same line of a source.
    """
    batches: list[tuple[set[object], list[Mutation]]] = []
    for mutation in mutations:
        fact = book.facts[mutation.fact]
        taken: set[object] = {fact.entity}
        taken |= {(cite.source, cite.line) for cite in fact.citations}
        for claimed, batch in batches:
            if not claimed & taken:
                claimed |= taken
                batch.append(mutation)
                break
        else:
            batches.append((taken, [mutation]))
    return [batch for _, batch in batches]


def _lines(parsed: YamlFile, fact: Fact) -> tuple[int, int]:
    index = fact.address.path[1]
    assert isinstance(index, int)
    lines = yamlfile.lines_of(parsed, "facts")
    if index + 1 < len(lines):
        return lines[index], lines[index + 1] - 1
    return lines[index], parsed.text.count("\n") + 1


def _parsed(file: str) -> YamlFile:
    parsed = yamlfile.read(ROOT, file)
    assert isinstance(parsed, YamlFile)
    return parsed
