"""The landed records are proven as they stand."""

from __future__ import annotations

import json

import jsonschema

from factbook.check import check
from factbook.export import as_bytes, facts_json
from factbook.model import Factbook
from factbook.problem import as_text
from tests.conftest import ROOT


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
