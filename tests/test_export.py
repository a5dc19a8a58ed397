"""The data files, read by the tools of strangers, who are given no hint."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import uuid
from decimal import Decimal
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import feedparser  # type: ignore[import-untyped]
import frictionless
import jsonschema
import pandas as pd  # type: ignore[import-untyped]
import pytest
from bibtexparser.entrypoint import parse_file
from pyld import jsonld  # type: ignore[import-untyped]

from factbook.check import check
from factbook.export import FOLDER, SCHEMA_PATHS, chunk_of, data_files, joined_paths
from factbook.export.csv_files import escaped
from factbook.export.feed import compared
from factbook.export.sqlite_file import TABLES
from factbook.model import Factbook, factbook_of
from factbook.reads import ALL
from tests.browsing import served
from tests.conftest import ROOT, Lay

PAGE = (ROOT / "docs" / "data.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
QUERIES = [
    code for language, code in BLOCKS if language == "sql" and not code.startswith("-- duckdb")
]
# Where the JSON-LD is said to stand, as a processor knows that has fetched it.
AT = "https://facts.example/data/factbook.jsonld"


@pytest.fixture(scope="module")
def site(book: Factbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the data files out as they stand in a site."""
    root = tmp_path_factory.mktemp("site")
    for name, content in data_files(book):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def content(site: Path) -> Any:
    return json.loads((site / "data/facts.json").read_bytes())


@pytest.fixture(scope="module")
def base(site: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{site}/data/factbook.sqlite?mode=ro", uri=True)


def test_the_same_records_give_the_same_bytes(site: Path) -> None:
    again = check(ROOT).factbook
    assert again is not None
    for name, made in data_files(again):
        assert (site / name).read_bytes() == made, name


def test_paths_are_known_before_the_files_are_made(site: Path, book: Factbook) -> None:
    made = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    own = {f"{FOLDER}{id}.json" for id in book.entities}
    assert made == {*joined_paths(), *SCHEMA_PATHS} | own


def test_every_entity_file_holds_what_facts_json_says_of_it(site: Path, content: Any) -> None:
    schema = json.loads((site / "data/schemas/entity-data.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    told = []
    for entity in content["entities"]:
        file = json.loads((site / f"data/entities/{entity['id']}.json").read_bytes())
        assert list(validator.iter_errors(file)) == []
        assert file["entity"] == entity
        told += file["facts"]
        own = {fact["id"] for fact in file["facts"]}
        for key, members in (("derived", "members"), ("disagreements", "facts")):
            assert file[key] == [
                it
                for it in content[key]
                if {ref.partition("/")[0] for ref in it[members]} & {entity["id"]}
            ]
        assert not own & set(file["involved_in"])
        assert file["involved_in"] == [
            fact["id"] for fact in content["facts"] if entity["id"] in _named_by(fact)
        ]
    assert sorted(told, key=lambda fact: str(fact["id"])) == content["facts"]
    assert len(list((site / "data/entities").iterdir())) == len(content["entities"])


def _named_by(fact: Any) -> set[str]:
    value = fact["value"] or {}
    named = {*chain(*fact["involves"].values()), *fact["claimed_by"], value.get("entity")}
    return named - {fact["entity"]}


def test_what_an_entity_adds_depends_on_what_names_it_alone(book: Factbook) -> None:
    for entity in book.entities.raw.values():
        _, names = book.reads.noted(partial(chunk_of, book, entity.id))
        assert f"entity:{entity.id}" in names
        assert not [name for name in names if name.endswith(ALL) or ":" not in name]


def test_published_schema_is_the_one_of_the_repository(site: Path) -> None:
    published = (site / "data/schemas/facts.schema.json").read_bytes()
    assert published == (ROOT / "schemas/facts.schema.json").read_bytes()


def test_pandas_reads_every_fact_with_its_numbers(site: Path, content: Any) -> None:
    facts = pd.read_csv(site / "data/facts.csv")
    assert list(facts["id"]) == [fact["id"] for fact in content["facts"]]
    assert facts["low"].dtype == facts["high"].dtype == "float64"
    amounts = {fact["id"]: fact["value"] for fact in content["facts"] if fact["value"]}
    for ref, low, unit in zip(facts["id"], facts["low"], facts["unit"], strict=True):
        value = amounts.get(ref, {})
        expected = value.get("low")
        assert (None if pd.isna(low) else low) == expected
        assert (None if pd.isna(unit) else unit) == value.get("unit")
    citations = pd.read_csv(site / "data/citations.csv")
    joined = citations.merge(facts, left_on="fact", right_on="id")
    assert len(joined) == sum(len(fact["citations"]) for fact in content["facts"])


def test_duckdb_reads_csv_and_json_alike(site: Path, content: Any) -> None:
    data = site / "data"
    query = "select id, statement, low from '{}' order by id"
    from_csv = _rows_of(query.format(data / "facts.csv"))
    from_json = _rows_of(
        "select fact.id, fact.statement, fact.value.low from "
        f"(select unnest(facts) as fact from '{data / 'facts.json'}') order by 1"
    )
    assert len(from_csv) == len(content["facts"])
    assert [row[:2] for row in from_csv] == [row[:2] for row in from_json]
    assert [row[2] for row in from_csv] == [_number(row[2]) for row in from_json]


def _rows_of(query: str) -> list[Any]:
    return duckdb.execute(query).fetchall()


def _number(value: Any) -> Any:
    return None if value is None else float(value)


def test_frictionless_finds_the_data_package_valid(site: Path) -> None:
    report = frictionless.validate(str(site / "data/datapackage.json"))
    assert report.flatten(["title", "fieldName", "rowNumber", "note"]) == []
    assert report.valid
    assert [task.name for task in report.tasks] == ["facts", "citations", "entities", "sources"]


def test_frictionless_notices_a_citation_of_no_fact(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "data", tmp_path / "data")
    facts = tmp_path / "data/facts.csv"
    lines = facts.read_bytes().split(b"\r\n")
    facts.write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    assert not frictionless.validate(str(tmp_path / "data/datapackage.json")).valid


def test_database_is_whole_and_its_keys_hold(base: sqlite3.Connection, content: Any) -> None:
    assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert base.execute("pragma foreign_key_check").fetchall() == []
    assert base.execute("pragma user_version").fetchone() == (content["version"],)
    for table in ("entities", "sources", "facts", "derived", "disagreements", "open_questions"):
        rows = base.execute(f"select id from {table} order by id").fetchall()
        assert [row[0] for row in rows] == [record["id"] for record in content[table]], table
    for made in TABLES:
        named = base.execute(f"select * from {made.name}").description
        assert [column[0] for column in named] == [column.name for column in made.columns]


def test_database_has_the_amounts_of_facts_json(base: sqlite3.Connection, content: Any) -> None:
    rows = base.execute("select id, bound, low, high, unit from facts where value_type='quantity'")
    assert rows.fetchall() == [
        (
            fact["id"],
            *(fact["value"][key] for key in ("bound", "low", "high", "unit")),
        )
        for fact in content["facts"]
        if fact["value"] and fact["value"]["type"] == "quantity"
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_query_of_the_data_page_gives_rows(base: sqlite3.Connection, query: str) -> None:
    assert base.execute(query).fetchall()


def test_contracts_by_buyer_names_who_pays_and_who_is_paid(base: sqlite3.Connection) -> None:
    rows = base.execute(
        "select buyer, role, sellers, amount, low, high, bound, unit from contracts_by_buyer "
        "where fact = 'openai-aws/value'"
    ).fetchall()
    amount = "38 billion USD"
    assert rows == [("OpenAI", "Buyer", "AWS", amount, 38e9, 38e9, None, "USD")]


def test_disagreements_stand_in_pairs(base: sqlite3.Connection, content: Any) -> None:
    pairs = {
        (found["id"], one, other)
        for found in content["disagreements"]
        for place, one in enumerate(found["facts"])
        for other in found["facts"][place + 1 :]
    }
    query = "select disagreement, fact, other_fact from disagreements_side_by_side"
    assert set(base.execute(query)) == pairs


def test_plans_come_in_the_order_in_which_they_are_due(base: sqlite3.Connection) -> None:
    due = [row[0] for row in base.execute("select due from plans_by_date")]
    dated = [day for day in due if day]
    assert dated == sorted(dated)
    assert due == [*dated, *[None] * (len(due) - len(dated))]


def test_search_finds_words_of_quotes_without_their_marks(base: sqlite3.Connection) -> None:
    query = "select fact from search where search match ? order by rank"
    for words in ("exklusiv Sprachmodell SOOFI", "munchen", "MÜNCHEN"):
        assert base.execute(query, [words]).fetchall(), words
    assert ("soofi/gpus-reserved",) in base.execute(query, ["exklusiv Sprachmodell"]).fetchall()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+8,10 %", "'+8,10 %"),
        ("-7,6 %", "'-7,6 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'n' times", "'n' times"),
        ("38 = 38", "38 = 38"),
        ("", ""),
    ],
)
def test_text_that_would_run_as_a_formula_is_escaped(text: str, cell: str) -> None:
    assert escaped(text) == cell


def test_numbers_below_nought_stay_numbers_and_formulas_stay_out(site: Path, content: Any) -> None:
    quotes = [citation["quote"] for fact in content["facts"] for citation in fact["citations"]]
    assert any(quote.startswith("-") for quote in quotes)
    rows = _rows(site / "data/citations.csv")
    assert [re.sub(r"^'(?='*[=+\-@])", "", row["quote"]) for row in rows] == quotes
    lows = [row["low"] for row in _rows(site / "data/facts.csv") if row["low"]]
    assert any(low.startswith("-") for low in lows)
    assert all(Decimal(low).is_finite() for low in lows)
    for name in ("facts", "citations", "entities", "sources"):
        for row in _rows(site / f"data/{name}.csv"):
            numeric = ("low", "high", "printed_low", "printed_high")
            texts = [cell for column, cell in row.items() if column not in numeric]
            assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t"))]


def _rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_feed_reader_finds_facts_by_day_with_addresses_and_lasting_ids(
    site: Path, content: Any
) -> None:
    feed = feedparser.parse((site / "data/feed.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.updated == f"{content['as_of']}T00:00:00Z"
    by_url = {f"../{fact['url']}": fact for fact in content["facts"]}
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.id for entry in feed.entries}) == min(500, len(content["facts"]))
    for entry in feed.entries:
        fact = by_url[entry.link]
        assert entry.updated == f"{fact['verified']['on']}T00:00:00Z"
        assert fact["statement"] in entry.title
        assert uuid.UUID(entry.id)
        assert "<blockquote" in entry.content[0].value


def test_feed_has_the_facts_compared_last_first(book: Factbook) -> None:
    stamped = [fact for fact in book.current_facts if fact.verified]
    # Days of which no entity's is the last, and several of one entity.
    days = [f"2026-01-{1 + number * 7 % 28:02}" for number in range(len(stamped))]
    told = {fact.ref: day for fact, day in zip(stamped, days, strict=True)}
    entities = {
        id: entity._replace(
            facts=tuple(
                fact._replace(verified=fact.verified._replace(on=told[fact.ref]))
                if fact.verified and fact.ref in told
                else fact
                for fact in entity.facts
            )
        )
        for id, entity in book.entities.raw.items()
    }
    other = factbook_of(
        book.site, book.vocabulary, entities, book.sources, book.disagreements, book.derived
    )
    order = sorted(sorted(told), key=told.__getitem__, reverse=True)
    assert [(fact.ref, day) for day, fact in compared(other)] == [(it, told[it]) for it in order]


def test_json_ld_needs_no_network_and_tells_every_claim(site: Path, content: Any) -> None:
    def forbidden(url: str, options: Any) -> Any:
        raise AssertionError(f"asks for {url}")

    options = {"base": AT, "documentLoader": forbidden}
    document = json.loads((site / "data/factbook.jsonld").read_bytes())
    nodes = {node["@id"]: node for node in jsonld.expand(document, options)}
    schema = "https://schema.org/"
    dataset = nodes["https://facts.example/"]
    assert dataset["@type"] == [schema + "Dataset"]
    for fact in content["facts"]:
        claim = nodes[f"https://facts.example/{fact['url']}"]
        assert claim["@type"] == [schema + "Claim"]
        assert claim[schema + "text"] == [{"@value": fact["statement"]}]
        assert [part[schema + "text"][0]["@value"] for part in claim[schema + "appearance"]] == [
            citation["quote"] for citation in fact["citations"]
        ]
        named = [*claim[schema + "about"], *claim.get(schema + "author", [])]
        assert {it["@id"] for it in named} <= set(nodes)
    triples = jsonld.to_rdf(document, options)["@default"]
    parts = [it for it in triples if it["predicate"]["value"] == schema + "hasPart"]
    assert len(parts) == len(content["facts"])


def test_bibtex_parser_finds_every_source_and_every_fact(site: Path, content: Any) -> None:
    for name, keys in (
        ("sources", [source["id"] for source in content["sources"]]),
        ("facts", [fact["id"].replace("/", ":") for fact in content["facts"]]),
    ):
        library = parse_file(str(site / f"data/{name}.bib"))
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == keys
    titles = [entry.fields_dict["title"].value for entry in library.entries]
    for fact, title in zip(content["facts"], titles, strict=True):
        shown = re.sub(r"\\([&%$#_{}])", r"\1", title.strip("{}"))
        assert shown == fact["statement"]


def test_odd_words_survive_every_form(factbook_of: Lay, tmp_path: Path) -> None:
    """Marks that CSV, XML, JSON-LD, LaTeX and spreadsheets read as their own stay text."""
    odd = '=cmd|"<b>&amp;{%}</b>"\\ ~^$#_ ; äß'
    root = factbook_of()
    path = next(path for path in (root / "facts").glob("*/*.yml") if "facts:" in path.read_text())
    lines = path.read_text("utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if line.startswith("summary:"))
    del lines[number]
    while lines[number].startswith(" "):
        del lines[number]
    lines.insert(number, f"summary: {json.dumps(odd, ensure_ascii=False)}")
    path.write_text("\n".join(lines), "utf-8")
    book = check(root).factbook
    assert book is not None
    files = dict(data_files(book))
    summaries = {e.id: e.summary for e in book.entities.values()}
    assert odd in summaries.values()
    (tmp_path / "odd.sqlite").write_bytes(files["data/factbook.sqlite"])
    base = sqlite3.connect(tmp_path / "odd.sqlite")
    assert (odd,) in base.execute("select summary from entities").fetchall()
    rows = csv.DictReader(io.StringIO(files["data/entities.csv"].decode("utf-8-sig"), newline=""))
    assert f"'{odd}" in [row["summary"] for row in rows]
    graph = json.loads(files["data/factbook.jsonld"])["@graph"]
    assert odd in [node.get("description") for node in graph]
    assert not feedparser.parse(files["data/feed.xml"]).bozo


def test_each_copied_line_of_the_data_page_runs(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(site / "data")
    tried = []
    for language, code in BLOCKS:
        if language == "python":
            told: dict[str, Any] = {}
            exec(code, told)
            assert len(told["facts"]) > 100
            tried.append("pandas")
        elif code.startswith("-- duckdb"):
            assert _rows_of(code)
            tried.append("duckdb")
        elif language == "sh" and code.startswith("sqlite3"):
            command, _, file, query = shlex.split(code)
            assert (command, file) == ("sqlite3", "factbook.sqlite")
            assert sqlite3.connect(file).execute(query).fetchall()
            tried.append("sqlite3")
        elif language == "sh":
            with served(site) as address:
                subprocess.run(
                    ["bash", "-c", code],
                    cwd=tmp_path,
                    env={"SITE": address.rstrip("/"), "PATH": "/usr/bin:/bin"},
                    check=True,
                )
            assert (tmp_path / "facts.json").read_bytes() == Path("facts.json").read_bytes()
            tried.append("curl")
    assert tried == ["curl", "pandas", "duckdb", "sqlite3"]


def test_files_and_sizes_of_the_data_page_are_those_there_are(site: Path) -> None:
    table = PAGE.partition("\n## The files\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"\(sheet:(data/[^)]+)\)", table))
    made = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert named == {name for name in made if not name.startswith("data/entities/")} | {
        "data/entities/soofi.json"
    }
    for name, told in re.findall(r"\(sheet:(data/[\w.]+)\)[^|\n]*\|[^|]*\| (\d+) KB \|", table):
        size = (site / name).stat().st_size / 1000
        assert 0.6 * size <= int(told) <= 1.6 * size + 1, f"{name} has {size:.0f} KB"
