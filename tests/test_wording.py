"""What words tell besides numbers: sentences, clauses, modality, announcements, inflected names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.wording import (
    _name_pattern,
    announces,
    clause_around,
    is_named,
    modality,
    name_spans,
    sentence_spans,
)

SENTENCES = [
    ("Das ist eins. Das ist zwei.", ["Das ist eins.", "Das ist zwei."]),
    ("Am 20. November war es so. Dann nicht.", ["Am 20. November war es so.", "Dann nicht."]),
    ("Mit Oracle (300 Mrd. USD) und mehr.", ["Mit Oracle (300 Mrd. USD) und mehr."]),
    ("Agenturen o.ä. Demzufolge nicht.", ["Agenturen o.ä. Demzufolge nicht."]),
    ("„Jede Blase platzt.“ Sagt sie.", ["„Jede Blase platzt.“", "Sagt sie."]),
    ("Kaufen oder verkaufen?! Neu.", ["Kaufen oder verkaufen?!", "Neu."]),
    ("Ein Wert von 27.44 Euro.", ["Ein Wert von 27.44 Euro."]),
    ("   ", []),
    ("(v.l.) Dr. Karsten Wildberger", ["(v.l.) Dr. Karsten Wildberger"]),
]

MODALITY = [
    ("Ab März sollen dort GPUs genutzt werden", ("sollen",)),
    ("will OpenAI fünf neue Standorte errichten", ("will",)),
    ("die Ernüchterung werde bald folgen", ("werde",)),
    ("von einem Kernkraftwerk gespeist wird", ()),
    ("das von mehreren Instituten forciert wird", ()),
    ("dessen Entwicklung staatlich unterstützt wird", ()),
    ("Rund 25 Prozent würden dann auf 2027 verschoben werden", ("würden",)),
    ("Es wird 5 Gigawatt Rechenleistung bereitstellen", ("wird",)),
    ("die sich voraussichtlich auszahlen wird", ("voraussichtlich", "wird")),
    ("Oracle unterzeichnete einen Vertrag", ()),
    ("bis zum Ende des Jahrzehnts erreichen könnten", ("könnten",)),
]

NAMED = [
    (("Microsoft",), "Microsofts Gesamtinvestition", True),
    (("Microsoft",), "die Microsoft-Aktie", True),
    (("AWS",), "Der OpenAI-AWS-Deal", True),
    (("Meta",), "Metall und Metapher", False),
    (("SAP",), "sap", False),
    (("Open AI",), "Für Open  AI selbst", True),
    (("Deutsche Telekom", "Deutschen Telekom"), "der Deutschen Telekom", True),
    ((), "wer auch immer", False),
]


@pytest.mark.parametrize(("line", "expected"), SENTENCES)
def test_line_is_cut_into_sentences(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in sentence_spans(line, "de")] == expected


@given(st.text(alphabet="aB1.!? „“:\u202f", max_size=60))
def test_sentences_lie_in_order_and_leave_out_only_spaces(line: str) -> None:
    spans = sentence_spans(line, "de")
    kept = "".join(line[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(line.split())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(("clause", "expected"), MODALITY)
def test_words_of_what_is_to_come(clause: str, expected: tuple[str, ...]) -> None:
    assert modality(clause, "de") == expected


def test_english_words_of_what_is_to_come() -> None:
    assert modality("the site is to open in 2026", "en") == ("is to",)
    assert modality("it opened in 2019", "en") == ()
    assert modality("it will be opened", "en") == ("will",)
    assert modality("it was opened in May 1962", "en") == ()
    assert modality("it may open in May", "en") == ("may",)


def test_clause_ends_at_commas_dashes_and_brackets() -> None:
    sentence = "Oracle baut, und OpenAI – so heißt es – soll beraten (später)."
    start = sentence.index("OpenAI")
    assert clause_around(sentence, start, start + 6) == "und OpenAI"
    start = sentence.index("soll")
    assert clause_around(sentence, start, start + 4) == "soll beraten"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Das gaben OpenAI und AWS bekannt.", True),
        ("Drei Monate später kündigte Oracle einen Vertrag an.", True),
        ("Die Firma stellte ihr Modell vor.", True),
        ("SoftBank stellt die Finanzierung bereit.", False),
        ("Die Firma stellte den Betrieb ein.", False),
        ("Es gab Probleme.", False),
    ],
)
def test_whether_somebody_makes_something_public(sentence: str, expected: bool) -> None:
    assert announces(sentence, "de") is expected


@pytest.mark.parametrize(("names", "text", "expected"), NAMED)
def test_whether_a_name_stands_in_a_text(names: tuple[str, ...], text: str, expected: bool) -> None:
    assert is_named(names, text) is expected


WORDS = st.sampled_from(["Acme", "Acmes", "Wind", "Acme Wind", "in", "Windacme", "Acme  Wind", "x"])


@given(st.lists(WORDS, min_size=1, max_size=3, unique=True), st.lists(WORDS, max_size=6), st.data())
def test_names_are_found_where_their_pattern_finds_them(
    names: list[str], words: list[str], data: st.DataObject
) -> None:
    between = st.sampled_from([" ", ", ", "", "\n", "'s ", "n ", "_", "."])
    text = "".join(word + data.draw(between) for word in words)
    pattern = _name_pattern(tuple(names))
    spans = [match.span(1) for match in pattern.finditer(text)]
    assert name_spans(tuple(names), text) == spans
