"""schemas/ is as the code and the vocabulary make it, and no landed file breaks its schema."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from factbook import yamlfile
from factbook.cli import run
from factbook.load import load
from factbook.model import Factbook
from factbook.schemas import FACTS, SHAPES, schemas
from factbook.yamlfile import YamlFile
from tests.conftest import ROOT, Lay

NUMBER = re.compile(r"[-+]?(?:\d+|\d*\.\d+|\d+\.)(?:[eE][-+]?\d+)?")
OTHERS = {"true": True, "false": False, "null": None, "~": None, "": None}
# The first line of a file says which schema it has.
MODELINE = re.compile(r"# yaml-language-server: \$schema=(?:\.\./)+schemas/(\S+)\n")


@pytest.fixture(scope="module")
def book() -> Factbook:
    loaded = load(ROOT).factbook
    assert loaded is not None
    return loaded


def _as_editors_read(data: Any, node: Any) -> Any:
    """Give data as YAML 1.2 has it: plain scalars that look like numbers are numbers."""
    if isinstance(data, dict):
        values = {key.value: value for key, value in node.value}
        return {key: _as_editors_read(value, values[key]) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_editors_read(*pair) for pair in zip(data, node.value, strict=True)]
    # PyYAML's C parser gives None as the style of a plain scalar.
    if node.style:
        return data
    if NUMBER.fullmatch(data):
        return float(data) if re.search("[.eE]", data) else int(data)
    return OTHERS.get(data, data)


def _landed() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "facts").rglob("*.yml")):
        file = path.relative_to(ROOT).as_posix()
        named = MODELINE.match(path.read_text("utf-8"))
        assert named, f"{file} does not name its schema in the first line"
        yield file, named[1]


def test_schemas_are_current(book: Factbook) -> None:
    made = schemas(book)
    stored = {path.name: path.read_text("utf-8") for path in (ROOT / "schemas").glob("*.json")}
    assert sorted(stored) == sorted(made)
    stale = sorted(name for name, text in made.items() if stored[name] != text)
    assert stale == [], "write them anew: make schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name: str, book: Factbook) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schemas(book)[name]))


@pytest.mark.parametrize("name", sorted({*SHAPES} - {FACTS}))
def test_every_key_of_a_record_is_described(name: str, book: Factbook) -> None:
    schema = json.loads(schemas(book)[f"{name}.schema.json"])
    silent = [
        f"{part.get('title')}: {key}"
        for part in (schema, *schema.get("$defs", {}).values())
        for key, told in part.get("properties", {}).items()
        if not told.get("description")
    ]
    assert silent == []


def test_no_landed_file_has_a_warning_in_an_editor(book: Factbook) -> None:
    made = {name: json.loads(text) for name, text in schemas(book).items()}
    warnings = []
    for file, schema in _landed():
        parsed = yamlfile.read(ROOT, file)
        assert isinstance(parsed, YamlFile)
        data = _as_editors_read(parsed.data, parsed.root) if parsed.root else {}
        validator = jsonschema.Draft202012Validator(made[schema])
        warnings += [
            f"{file}: {fault.json_path} {fault.message}" for fault in validator.iter_errors(data)
        ]
    assert warnings == []


ENTITY: dict[str, Any] = {
    "name": "SOOFI",
    "parties": {"buyer": "openai"},
    "not_stated": [{"property": "release", "question": "When?"}],
    "facts": [
        {
            "id": "gpus",
            "property": "gpu_count",
            "value": "more than 1000 GPU",
            "state": "planned",
            "when": 2026,
            "statement": "It has more than 1,000 GPUs.",
            "claimed_by": ["sap", "a-new-one"],
            "involves": {"site": "industrial-ai-cloud"},
            "cite": [{"source": "finanztrends-soofi", "line": 23, "quote": "mehr als 1.000"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("facts", 0, "property"), "gpu_cuont"),
        (("facts", 0, "state"), "plannd"),
        (("facts", 0, "involves"), {"sight": "sap"}),
        (("facts", 0, "claimed_by"), "No Id"),
        (("facts", 0, "cite", 0, "source"), "No Id"),
        (("facts", 0, "cite", 0, "for"), "valeu"),
        (("facts", 0, "cite", 0, "line"), "twelve"),
        (("facts", 0, "qoute"), "x"),
        (("parties",), {"byer": "openai"}),
        (("not_stated", 0, "property"), "relese"),
    ],
)
def test_mistyped_word_is_marked_in_an_editor(
    path: tuple[str | int, ...], wrong: object, book: Factbook
) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schemas(book)["entity.schema.json"]))
    assert list(validator.iter_errors(ENTITY)) == []
    record = copy.deepcopy(ENTITY)
    place: Any = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    assert list(validator.iter_errors(record)) != []


def test_place_of_no_vocabulary_is_marked_in_an_editor(book: Factbook) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schemas(book)["entity.schema.json"]))
    record = copy.deepcopy(ENTITY)
    record["facts"][0] |= {"property": "location", "value": "Munich"}
    assert list(validator.iter_errors(record)) == []
    record["facts"][0]["value"] = "Munic"
    assert list(validator.iter_errors(record)) != []


def test_command_writes_what_is_stale(factbook_of: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    root = factbook_of()
    assert run(["--root", str(root), "schemas"]) == 0
    assert capsys.readouterr().out.split() == list(schemas())
    assert run(["--root", str(root), "schemas"]) == 0
    assert capsys.readouterr().out == ""
    (root / "facts/vocabulary/places.yml").write_text("Waren:\n  words: {de: [Waren]}\n", "utf-8")
    assert run(["--root", str(root), "schemas"]) == 0
    assert capsys.readouterr().out == "entity.schema.json\n"


def test_workspace_maps_every_kind_of_file_to_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    mapped = settings["yaml.schemas"]
    for file, schema in _landed():
        patterns = mapped[f"./schemas/{schema}"]
        assert any(Path(file).match(pattern) for pattern in patterns), file
