"""The generator knows no subject: a factbook about lighthouses, begun in an empty folder.

It has English sources and words of its own, and is proven, built and bundled by the same code.
Every rule holds it to its sources.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from factbook.begin import begin
from factbook.check import READING_RULES, RULES, check
from factbook.cli import run
from factbook.problem import as_text
from factbook.stats import stats_of
from tests.conftest import ROOT

LIGHTHOUSES = ROOT / "tests" / "another_factbook"
BOOK = "lighthouse-factbook"
Output = pytest.CaptureFixture[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a file (`old` to `new`), and the first and the last line told of it."""

    file: str
    old: str
    new: str
    told: str
    help: str


# One change for each rule that there is.
CHANGES = {
    "yaml": Change(
        "facts/lights/skerrin.yml",
        "name: Skerrin",
        "name: 'Skerrin",
        ("facts/lights/skerrin.yml:1:7: the quotation mark that opens here is not closed  [yaml]"),
        ("help: close it, or put the whole text in single quotes, with every ' in it doubled"),
    ),
    "schema": Change(
        "facts/lights/skerrin.yml",
        "value: almost 40 m\n",
        "value: almost 40 metres\n",
        ('facts/lights/skerrin.yml:13:12: "metres" is not a unit  [schema]'),
        ("help: write  value: almost 40 m"),
    ),
    "reference": Change(
        "facts/lights/skerrin.yml",
        "property: range",
        "property: rang",
        ('facts/lights/skerrin.yml:62:15: there is no property "rang"  [reference]'),
        ("help: write  range"),
    ),
    "identity": Change(
        "facts/lights/skerrin.yml",
        "aliases: [Skerrin]",
        "aliases: [Skerrin, Holm Sound]",
        (
            'facts/lights/skerrin.yml:2:20: "Holm Sound" is also a name of '
            "works/holm-sound-lens  [identity]"
        ),
        ("help: take the name out of one of the two, or make them one entity"),
    ),
    "source-intact": Change(
        "seeds/pharos-weekly.txt",
        "Subscribe",
        "subscribe",
        (
            "facts/sources/pharos-weekly.yml:2:9: seeds/pharos-weekly.txt is not the "
            "document that was recorded  [source-intact]"
        ),
        (
            "help: restore the seed from the repository's history; for a new document "
            "write  sha256: "
            "76de6c5e10741ffcc1f6c2efb8050ec8ff9c32a3aff516bb6a9f3c1136760c6e"
        ),
    ),
    "quote-verbatim": Change(
        "facts/lights/skerrin.yml",
        "quote: nearly 40 metres",
        "quote: nearly 40 meters",
        (
            "facts/lights/skerrin.yml:19:16: the quote does not stand in line 3 of "
            "seeds/pharos-weekly.txt  [quote-verbatim]"
        ),
        ("help: write  quote: nearly 40 metres high"),
    ),
    "value-derived": Change(
        "facts/lights/skerrin.yml",
        "value: almost 40 m\n",
        "value: 40 m\n",
        (
            'facts/lights/skerrin.yml:13:12: value says "40 m", the quote says "nearly '
            '40 metres high": almost 40 m  [value-derived]'
        ),
        ("help: write  value: almost 40 m"),
    ),
    "when-derived": Change(
        "facts/works/skerrin-electrification.yml",
        "when: 2025-03-12",
        "when: 2025-03-13",
        (
            'facts/works/skerrin-electrification.yml:15:11: when says "2025-03-13", the '
            'quote says "announced on 12 March 2025": 2025-03-12  [when-derived]'
        ),
        ("help: write  when: 2025-03-12"),
    ),
    "who-named": Change(
        "facts/lights/skerrin.yml",
        "value: northern-lights-board",
        "value: calder-marine",
        (
            "facts/lights/skerrin.yml:43:12: no cited sentence of keeper names Calder "
            "Marine  [who-named]"
        ),
        (
            "help: add a citation  for: who  that names it, add the form to its aliases, "
            "or say why it is meant:  inferred: ..."
        ),
    ),
    "state-fits": Change(
        "facts/works/skerrin-electrification.yml",
        "state: planned",
        "state: reported",
        (
            'facts/works/skerrin-electrification.yml:35:12: state says "reported", but '
            'the quote says "plans"  [state-fits]'
        ),
        ("help: write  state: planned; or say why not:  state_reason: ..."),
    ),
    "statement-fits": Change(
        "facts/lights/skerrin.yml",
        "up to 21 nautical miles.",
        "21 nautical miles.",
        (
            'facts/lights/skerrin.yml:65:16: the text says "21 nautical miles" (21 '
            "nautical_mile), which no fact that it tells has  [statement-fits]"
        ),
        ("help: write the number as the fact has it: up to 21 nautical_mile"),
    ),
    "who-told": Change(
        "facts/works/skerrin-electrification.yml",
        "    claimed_by: northern-lights-board\n",
        "    claimed_by: calder-marine\n",
        (
            "facts/works/skerrin-electrification.yml:16:17: the statement of value does "
            "not name Calder Marine  [who-told]"
        ),
        (
            "help: name it in the statement; or, if the statement is right, write here "
            "whom that names"
        ),
    ),
    "numerals-covered": Change(
        "facts/sources/pharos-weekly.yml",
        (
            "  - lines: 5\n    quote: A second contract\n"
            "    reason: Counted from the first one, which line 4 tells of.\n"
        ),
        "",
        ('seeds/pharos-weekly.txt:5:3: no fact quotes the numeral "second"  [numerals-covered]'),
        ("help: add a fact that quotes it, or set it aside in facts/sources/pharos-weekly.yml"),
    ),
    "conflict-explained": Change(
        "facts/disagreements/skerrin-height.yml",
        "skerrin/height-by-letter",
        "skerrin/range",
        (
            'facts/lights/skerrin.yml:23:12: height-by-letter says "43 m", height says '
            '"almost 40 m" (line 11): both cannot hold  [conflict-explained]'
        ),
        (
            "help: tell them apart by scope or when, or write a record in "
            "facts/disagreements/ that holds skerrin/height and skerrin/height-by-letter"
        ),
    ),
    "not-stated": Change(
        "facts/works/skerrin-electrification.yml",
        "property: start",
        "property: completion",
        (
            "facts/works/skerrin-electrification.yml:7:15: completion is said to be not "
            "stated, but completion states it  [not-stated]"
        ),
        ("help: take the question out, or ask it without  property: completion"),
    ),
    "derived-sound": Change(
        "facts/derived/contracts.yml",
        "holm-sound-lens/value",
        "skerrin/range",
        (
            "facts/derived/contracts.yml:3:10: skerrin-electrification/value is in GBP, "
            "skerrin/range in nautical_mile  [derived-sound]"
        ),
        ("help: name facts of one base unit"),
    ),
    "verified-current": Change(
        "facts/works/skerrin-electrification.yml",
        "worth 2.4 million pounds, the",
        "worth 2.4 million pounds, as the",
        (
            "facts/works/skerrin-electrification.yml:31:15: value has changed since it "
            "was verified on 2025-04-05  [verified-current]"
        ),
        (
            "help: compare it with the source, then write  verified: YYYY-MM-DD EDITOR "
            "ffb86a21  or run  python build.py verify skerrin-electrification/value"
        ),
    ),
}


def lay_out(folder: Path) -> Path:
    """Begin a factbook in an empty folder, and put the lighthouses in place of its example."""
    begin(folder)
    for part in ("facts", "seeds"):
        shutil.rmtree(folder / part)
        shutil.copytree(LIGHTHOUSES / part, folder / part)
    return folder


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the factbook with its site and bundles; tests only read it."""
    folder = lay_out(tmp_path_factory.mktemp("another") / "lighthouses")
    assert run(["--root", str(folder)]) == 0
    assert run(["--root", str(folder), "bundle"]) == 0
    return folder


def test_another_factbook_has_no_problem(lighthouses: Path) -> None:
    assert check(lighthouses).problems == ()


def test_another_factbook_leaves_nothing_of_its_sources_over(
    lighthouses: Path, capsys: Output
) -> None:
    book = check(lighthouses).factbook
    assert book is not None
    figures = stats_of(book)
    assert len(book.vocabulary.kinds) == 3
    assert sum(figures.entities.values()) >= 6
    assert len(book.current_facts) >= 10
    assert run(["--root", str(lighthouses), "coverage"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    counted = [row for row in rows if len(row) == 10]
    assert [row[0] for row in counted] == ["harbour-letter", "pharos-weekly"]
    assert all((row[5], row[9]) == ("0", "0") for row in counted)


@pytest.mark.parametrize("ending", ["zip", "html"])
def test_bundle_of_another_factbook_proves_itself(
    lighthouses: Path, ending: str, capsys: Output
) -> None:
    file = lighthouses / "dist" / f"{BOOK}.{ending}"
    assert run(["--root", str(lighthouses), "bundle", "--verify", str(file)]) == 0
    assert "23 of 23 quotes stand at their places in the seeds" in capsys.readouterr().out


def test_site_of_another_factbook_speaks_of_its_own_subject_alone(lighthouses: Path) -> None:
    """No word of the first factbook's subject or language stands in any page or data file."""
    foreign = re.compile(
        r"\b(?:AI|deals?|compan(?:y|ies)|GPUs?|soofi|openai|stargate|EUR|German|Milliarden?|"
        r"Billionen)\b"
    )
    found = {
        f"{path.relative_to(lighthouses)}: {match}"
        for path in _texts(lighthouses / "site")
        for match in foreign.findall(path.read_text("utf-8"))
    }
    assert found == set()


def _texts(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".json", ".csv", ".xml", ".bib", ".jsonld", ".txt"):
            yield path


def test_every_rule_has_a_change_to_notice() -> None:
    assert list(CHANGES) == [*READING_RULES, *(name for name, _ in RULES)]


@pytest.mark.parametrize("rule", CHANGES)
def test_rule_notices_the_change_and_no_other_rule_does(
    rule: str, lighthouses: Path, tmp_path: Path
) -> None:
    change = CHANGES[rule]
    for part in ("facts", "seeds"):
        shutil.copytree(lighthouses / part, tmp_path / part)
    text = (tmp_path / change.file).read_text("utf-8")
    assert text.count(change.old) == 1
    (tmp_path / change.file).write_text(text.replace(change.old, change.new), "utf-8")
    (problem,) = check(tmp_path).problems
    assert problem.rule == rule
    lines = as_text(problem).split("\n")
    assert (lines[0], lines[-1]) == (change.told, change.help)
