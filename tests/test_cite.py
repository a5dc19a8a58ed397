"""`cite` finds words however they are typed, and prints what an editor pastes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.cite import best_of, candidates, citing
from factbook.cli import run
from factbook.load import load
from factbook.yaml_scalar import scalar
from factbook.yamlfile import YamlFile, parse
from tests.conftest import ROOT, Lay

SOURCE = "facts/sources/bruecke.yml"
SEED = "seeds/bruecke.txt"


def _cited(root: Path, capsys: pytest.CaptureFixture[str], *typed: str) -> tuple[int, str]:
    code = run(["--root", str(root), "cite", *typed])
    return code, capsys.readouterr().out


def test_words_are_shown_in_context_with_citation_and_reading(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = (
        "1. seeds/bruecke.txt:3  ... Brücke aus Holz. Die Eldebrücke ist rund 120 "
        "Meter lang und [kostet 3,5 Millionen Euro], teilte Holzbau Nord am 4. Mai 2024 mit.\n"
        "\n"
        "      - source: bruecke\n"
        "        line: 3\n"
        "        quote: kostet 3,5 Millionen Euro\n"
        "\n"
        "   reads  value: 3.5 million EUR\n"
        "   already quoted by eldebruecke/cost\n"
        "\n"
    )
    assert _cited(factbook_of(), capsys, "kostet 3,5 Millionen Euro") == (0, shown)


def test_words_that_stand_twice_get_the_words_before_as_prefix(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = _cited(factbook_of(), capsys, "holzbau nord")
    assert code == 0
    assert shown.startswith(
        "1. seeds/bruecke.txt:3  Die Firma [Holzbau Nord] errichtet bei Malchow eine Brücke aus "
        "Holz. Die Eldebrücke  ...\n"
        "\n"
        "      - source: bruecke\n"
        "        line: 3\n"
        "        prefix: Firma\n"
        "        quote: Holzbau Nord\n"
    )
    assert "        prefix: teilte\n        quote: Holzbau Nord\n" in shown


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("Eldebrucke", "Eldebrücke"),
        ("ELDEBRUECKE", "Eldebrücke"),
        ("mehr als 40 Traeger", "mehr als 40 Träger"),
        ("die Brücke ist ein Wagnis", "Die Brücke ist ein Wagnis"),
        ('"Die Bruecke ist', "„Die Brücke ist"),
        ("ab juni  2025", "Ab Juni 2025"),
        # a little wrong
        ("Firma Stahlwek Süd lifert", "Firma Stahlwerk Süd liefert"),
        ("soll die Brüke befahrbr sein", "soll die Brücke befahrbar sein"),
        # not cut through a word or a number
        ("5 Millionen Eur", "3,5 Millionen Euro"),
    ],
)
def test_spelling_makes_no_difference(typed: str, quote: str, factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book is not None
    assert best_of(candidates(book, typed))[0].quote == quote


def test_special_characters_of_the_source_are_kept(factbook_of: Lay) -> None:
    line = "Das KI\u2011Zentrum kostet rund 1.500\u202fEuro: viel.\n"
    root = factbook_of({SEED: line})
    book = load(root).factbook
    assert book is not None
    best = best_of(candidates(book, "KI Zentrum kostet rund 1500 Euro"))[0]
    assert best.quote == "KI\u2011Zentrum kostet rund 1.500\u202fEuro"
    assert citing(book, best).reads == ("value: about 1500 EUR",)
    colon = best_of(candidates(book, "1500 Euro: viel"))[0]
    assert "quote: '1.500\u202fEuro: viel'\n" in citing(book, colon).yaml + "\n"


def test_part_of_an_amount_is_told(factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book is not None
    best = best_of(candidates(book, "Meter lang"))[0]
    assert citing(book, best).remarks == (
        "already quoted by eldebruecke/length",
        'this cuts through "rund 120 Meter": quote all of it',
    )


def test_two_sentences_are_told(factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book is not None
    best = best_of(candidates(book, "befahrbar sein. Die Firma"))[0]
    assert (
        "this runs over more than one sentence: cite each with its own words"
        in citing(book, best).remarks
    )


def test_nothing_alike_exits_1_with_a_hint(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _cited(factbook_of(), capsys, "Quantencomputer", "xyz") == (
        1,
        'nothing in the sources is like "Quantencomputer xyz"; try fewer words, or other ones\n',
    )


def test_words_a_little_wrong_say_so_first(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = _cited(factbook_of(), capsys, "eine Brüke aus Holtz")
    assert code == 0
    assert shown.startswith('"eine Brüke aus Holtz" stands in no source; the nearest words are\n\n')
    assert "        quote: eine Brücke aus Holz\n" in shown


@pytest.mark.parametrize("typed", [[], [""], [" - "], ["x"]])
def test_no_words_are_wrong_usage(
    typed: list[str], factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--root", str(factbook_of()), "cite", *typed]) == 2
    assert "Error: " in capsys.readouterr().err


def test_seed_without_a_record_is_told(
    factbook_of: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    root = factbook_of({"seeds/other.txt": "Die Brücke ist offen.\n"})
    assert run(["--root", str(root), "cite", "Brücke"]) == 0
    assert capsys.readouterr().err == "not searched: no record names seeds/other.txt\n"


def test_what_is_pasted_is_the_quote_of_every_landed_citation() -> None:
    """Typing any landed quote finds its place, and its YAML reads back as the same bytes."""
    book = load(ROOT).factbook
    assert book is not None
    for fact in list(book.current_facts)[::7]:
        for cited in fact.citations:
            typed = cited.quote.replace("\u202f", " ").replace("\u2011", "-")
            found = candidates(book, typed)
            assert any(
                each.line == cited.line
                and each.start <= (cited.start or 0)
                and (cited.end or 0) <= each.end
                for each in found
            ), (fact.ref, cited.quote)
            parsed = parse("", f"quote: {scalar(cited.quote)}")
            assert isinstance(parsed, YamlFile)
            assert parsed.data == {"quote": cited.quote}
