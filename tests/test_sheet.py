"""What pages show: names linked, facts worded per side, figures typeset, frozen tense."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from factbook import sheet
from factbook.load import load
from factbook.model import Factbook
from factbook.period import Period, period_of
from factbook.quantity import Quantity, quantity_of
from factbook.sheet.facts import fact_row
from factbook.sheet.numbers import figure_of, german_words
from factbook.sheet.parts import Figure, Piece, Remark, Time
from factbook.sheet.proof import spans_around
from factbook.sheet.relations import Relation
from factbook.sheet.text import linked, listed, tied
from factbook.sheet.times import source_words, words_of
from tests.conftest import CASES, Lay

FERRIES = CASES / "site" / "ferries"
NARROW, TIE = "\u202f", "\u00a0"


def book_of(root: Path) -> Factbook:
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.factbook is not None
    return loaded.factbook


@pytest.fixture(scope="module")
def ferries() -> sheet.Lookup:
    return sheet.lookup_of(book_of(FERRIES))


def figure(ferries: sheet.Lookup, text: str, *, signed: bool = False) -> Figure:
    quantity = quantity_of(text, ferries.book.vocabulary.units)
    assert isinstance(quantity, Quantity)
    return figure_of(quantity, ferries.book.vocabulary.unit_records, signed=signed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("24 million EUR", "24 million euros"),
        ("1 EUR", "1 euro"),
        ("1 million EUR", "1 million euros"),
        ("more than 1000 passenger", "more than 1,000 passengers"),
        ("almost 14 billion EUR", "almost 14 billion euros"),
        ("3 to 4 trillion EUR", "3 to 4 trillion euros"),
        ("27.40 EUR", "27.40 euros"),
        ("-7.6 percent", "\u22127.6 percent"),
        # Equal as numbers, and not printed alike.
        ("1 percent", "1 percent"),
        ("1.0 percent", "1.0 percent"),
        ("several thousand passenger", "several thousand passengers"),
        ("hundreds of thousand passenger", "hundreds of thousands of passengers"),
        ("two-digit million EUR", "two-digit million euros"),
        ("hundreds of passenger", "hundreds of passengers"),
    ],
)
def test_quantity_is_written_with_its_qualifier_and_the_word_of_its_unit(
    ferries: sheet.Lookup, value: str, shown: str
) -> None:
    assert figure(ferries, value).plain == shown


def test_rise_has_a_sign(ferries: sheet.Lookup) -> None:
    assert figure(ferries, "about 50 percent", signed=True).plain == "about +50 percent"
    assert figure(ferries, "-7.6 percent", signed=True).plain == "\u22127.6 percent"


def test_figure_comes_in_parts_that_never_part(ferries: sheet.Lookup) -> None:
    assert figure(ferries, "about 3 to 4 EUR".replace("about ", "")).amount == f"3{TIE}to{TIE}4"
    assert figure(ferries, "almost 6 billion EUR") == Figure(
        amount="6",
        plain="almost 6 billion euros",
        bound="almost",
        scale="billion",
        scale_note="10⁹, in German: Milliarde",
        unit="euros",
        is_number=True,
    )


def test_number_is_found_in_german_too(ferries: sheet.Lookup) -> None:
    records = ferries.book.vocabulary.unit_records
    thousands = Quantity(None, Decimal(38_000_000_000), Decimal(38_000_000_000), "EUR")
    assert german_words(thousands, records) == "38 Milliarden Euro"
    assert (
        german_words(Quantity("about", Decimal("1.5"), Decimal("1.5"), "m"), records) == "1,5 Meter"
    )


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2019", "2019"),
        ("2026-Q1", "Q1 2026"),
        ("2025-H1", "first half of 2025"),
        ("2026-03", "March 2026"),
        ("2025-11-20", "20 November 2025"),
        ("2025-09-24T08:04", "24 September 2025, 08:04"),
        ("early 2026", "early 2026"),
        ("end 2026", "end of 2026"),
        ("from 2026-03", "from March 2026"),
        ("until at least 2030", "until at least 2030"),
        ("by end 2028", "by end of 2028"),
        ("FY2025", "fiscal year 2025"),
        ("2027 to 2031", "2027 to 2031"),
        ("unresolved, im ersten Sommer", "date not resolved"),
    ],
)
def test_period_is_worded_with_its_own_precision(when: str, shown: str) -> None:
    period = period_of(when)
    assert isinstance(period, Period)
    assert words_of(period) == shown


def test_words_of_an_unresolved_time_are_the_sources_own() -> None:
    assert source_words(Period("unresolved, im ersten Sommer", "unresolved", None, None)) == (
        "im ersten Sommer"
    )
    assert source_words(Period("2019", "point", "2019-01-01", "2019-12-31")) == ""


def test_name_in_a_sentence_links_to_its_sheet(ferries: sheet.Lookup) -> None:
    view = sheet.entity_sheet(ferries, "hansen-linien")
    assert view.lead == (
        Piece("Hansen Linien is the shipping line that ordered the "),
        Piece("Möwe", "ships/moewe/"),
        Piece(" from "),
        Piece("Ostermoor", "firms/ostermoor/"),
        Piece("."),
    )


def test_first_mention_alone_is_linked_and_the_longest_name_counts(ferries: sheet.Lookup) -> None:
    moewe, order = ferries.book.entities["moewe"], ferries.book.entities["moewe-order"]
    text = "The Order of the Möwe is an order for the Möwe, and the Möwe is a ship."
    assert linked(ferries, text, [moewe, order]) == (
        Piece("The "),
        Piece("Order of the Möwe", "contracts/moewe-order/"),
        Piece(" is an order for the "),
        Piece("Möwe", "ships/moewe/"),
        Piece(", and the Möwe is a ship."),
    )


def test_page_does_not_link_to_itself(ferries: sheet.Lookup) -> None:
    own = fact_row(ferries, ferries.book.facts["moewe/length"], page="moewe")
    elsewhere = fact_row(ferries, ferries.book.facts["moewe/length"])
    assert own.statement == (Piece("The Möwe is about 80 metres long."),)
    assert elsewhere.statement[1] == Piece("Möwe", "ships/moewe/")


def test_page_made_after_another_has_read_all_that_it_would_have_read_alone(
    ferries: sheet.Lookup,
) -> None:
    book = ferries.book
    for id in book.entities.raw:
        alone = book.reads.noted(partial(sheet.entity_sheet, sheet.lookup_of(book), id))
        sheet.entity_sheet(ferries, id)
        assert book.reads.noted(partial(sheet.entity_sheet, ferries, id)) == alone


def test_fact_of_a_contract_shows_on_both_parties_sheets_worded_for_their_side(
    ferries: sheet.Lookup,
) -> None:
    def of(party: str, contract: str) -> Relation:
        relations = sheet.entity_sheet(ferries, party).relations
        return next(entry for entry in relations if entry.other.text == contract)

    order = {party: of(party, "Order of the Möwe") for party in ("hansen-linien", "ostermoor")}
    assert [
        (entry.dealings, entry.sides, entry.partners, [row.ref for row in entry.figures])
        for entry in order.values()
    ] == [
        (
            (("Buys from", (Piece("Ostermoor", "firms/ostermoor/"),)),),
            "",
            (),
            ["moewe-order/value"],
        ),
        (
            (("Sells to", (Piece("Hansen Linien", "firms/hansen-linien/"),)),),
            "",
            (),
            ["moewe-order/value"],
        ),
    ]
    # Roles whose vocabulary has no words towards the other party name it by its role.
    grant = of("hansen-linien", "Grant of Nordmark")
    assert (grant.dealings, grant.sides) == ((), "Is paid in")
    assert grant.partners == (("Funder", Piece("Nordmark", "authorities/#nordmark")),)


def test_relations_name_the_facts_of_the_page_and_no_role_that_is_only_a_mention(
    ferries: sheet.Lookup,
) -> None:
    ship = sheet.entity_sheet(ferries, "moewe").relations
    told = {entry.other.text: (entry.roles, entry.sides, entry.refs) for entry in ship}
    assert told["Ostermoor"][0] == (("Builder", (Piece("Built by", "#builder"),)),)
    assert told["Grant of Nordmark"] == ((), "", ["nordmark-grant/value"])
    order = sheet.entity_sheet(ferries, "moewe-order").relations
    assert [entry.roles for entry in order if entry.other.text == "Möwe"] == [
        (("Ship", (Piece("Value", "#value"),)),)
    ]


def test_a_kind_names_the_columns_of_its_list_and_names_come_in_full(
    ferries: sheet.Lookup,
) -> None:
    index = sheet.kind_index(ferries, "ships")
    assert [column.label for column in index.columns] == ["Built by", "Length", "Cost", "Start"]
    builder, length, *_ = (column.cells["moewe"] for column in index.columns)
    assert [cell.figure.plain for cell in builder] == ["Ostermoor"]
    assert [(cell.figure.plain, cell.unit) for cell in length] == [("about 80 metres", "m")]


def test_every_current_fact_has_one_place_on_its_sheet(ferries: sheet.Lookup) -> None:
    view = sheet.entity_sheet(ferries, "moewe")
    clashing = [
        row for figure in view.key_figures for clash in figure.clashes for row in clash.rows
    ]
    grouped = [row for group in view.groups for row in group.rows]
    own = [
        row.ref
        for row in (*view.key_figures, *clashing, *grouped, *view.opinions, *view.lesser)
        if row.proof and not row.is_repeated
    ]
    entity = ferries.book.entities["moewe"]
    assert sorted(own) == sorted(fact.ref for fact in entity.facts if not fact.retired)


def test_disagreement_stands_in_the_row_of_the_figure(ferries: sheet.Lookup) -> None:
    view = sheet.entity_sheet(ferries, "moewe")
    cost = next(row for row in view.key_figures if row.ref == "moewe/cost")
    (clash,) = cost.clashes
    assert clash.sentence == "The sources give different numbers."
    assert clash.url == "disagreements/#moewe-cost"
    assert [(row.ref, row.anchor, row.figure and row.figure.plain) for row in clash.rows] == [
        ("moewe/cost-more", "cost-more", "more than 30 million euros")
    ]


def test_passed_date_of_a_plan_is_judged_by_the_newest_comparison_not_by_the_clock(
    ferries: sheet.Lookup,
) -> None:
    assert ferries.book.as_of == "2026-06-30"
    row = fact_row(ferries, ferries.book.facts["moewe/capacity"])
    assert row.time == Time("from May 2026", as_of="as of Mar 2025", has_passed=True)


def test_time_told_in_relative_words_is_shown_both_ways(ferries: sheet.Lookup) -> None:
    row = fact_row(ferries, ferries.book.facts["moewe/capacity"])
    assert row.proof is not None
    assert row.proof.relative_time == Time("from May 2026", "Ab Mai des kommenden Jahres", "de")


def test_opinions_and_what_is_withdrawn_stand_apart(ferries: sheet.Lookup) -> None:
    view = sheet.entity_sheet(ferries, "moewe")
    assert [row.ref for row in view.opinions] == ["moewe/venture"]
    (gone,) = view.withdrawn
    assert gone.anchor == "old-length"
    assert (gone.on, gone.url) == ("30 June 2026", "corrections/#moewe.old-length")
    assert gone.reason == "It said the same as another fact."
    assert gone.replaced_by == Piece("The Möwe is about 80 metres long.", "ships/moewe/#length")


def test_page_of_corrections_has_what_was_withdrawn_and_what_was_changed(
    ferries: sheet.Lookup,
) -> None:
    page = sheet.corrections_page(ferries)
    (gone,) = page.withdrawn
    assert (gone.anchor, gone.fact_url) == ("moewe.old-length", "ships/moewe/#old-length")
    assert gone.it == next(iter(sheet.entity_sheet(ferries, "moewe").withdrawn))
    assert [(change.on, len(change.facts)) for change in page.changes] == [
        ("30 June 2026", 0),
        ("2 May 2026", 2),
    ]
    assert page.changes[1].facts[0] == Piece("Möwe, Cost", "ships/moewe/#cost")


def test_fact_that_was_changed_says_so_in_its_proof(ferries: sheet.Lookup) -> None:
    proof = fact_row(ferries, ferries.book.facts["moewe/cost"]).proof
    assert proof is not None
    assert [remark for remark in proof.remarks if remark.label.startswith("Changed")] == [
        Remark(
            "Changed on 2 May 2026",
            "The cost was said to be reported; it was announced by Hansen Linien. "
            "A reader of the Inselbote told us.",
        )
    ]


def test_sheet_that_rests_on_one_source_says_so(ferries: sheet.Lookup) -> None:
    assert sheet.entity_sheet(ferries, "nordmark-grant").evidence.rests_on_one
    both = sheet.entity_sheet(ferries, "moewe").evidence
    assert not both.rests_on_one
    assert both.summary == (
        "Rests on 2 sources: Inselbote (12 March 2025) and “Die Werft Ostermoor baut für Hansen "
        "…” (undated). Nothing later has been checked."
    )


def test_not_stated_is_a_row_that_leads_to_the_open_questions(ferries: sheet.Lookup) -> None:
    view = sheet.entity_sheet(ferries, "moewe")
    assert [(row.label, row.url) for row in view.missing] == [
        ("Speed", "open-questions/#moewe.how-fast-is-the-m-we")
    ]
    assert [question.question for question in view.questions] == [
        "How fast is the Möwe?",
        "Who designed the Möwe?",
    ]


def test_derived_figure_is_shown_with_its_members(ferries: sheet.Lookup) -> None:
    (share,) = sheet.entity_sheet(ferries, "moewe-order").calculated
    assert share.figure.plain == "almost 25 percent"
    assert [row.ref for row in share.members] == ["nordmark-grant/value", "moewe-order/value"]


def test_mention_is_an_entry_of_its_kinds_list_with_anchors_of_its_facts(
    ferries: sheet.Lookup,
) -> None:
    index = sheet.kind_index(ferries, "people")
    (person,) = index.mentions
    assert (person.id, [row.anchor for row in person.facts]) == (
        "jan-petersen",
        ["jan-petersen.role"],
    )
    assert [row.ref for row in person.elsewhere] == ["moewe/venture"]
    assert index.rows[0].url == "people/#jan-petersen"


def test_list_of_contracts_has_a_column_for_each_side(ferries: sheet.Lookup) -> None:
    index = sheet.kind_index(ferries, "contracts")
    assert index.party_labels == ("Pays or gives", "Is paid or receives")
    assert [(row.name, row.parties) for row in index.rows] == [
        (
            "Grant of Nordmark",
            (
                (Piece("Nordmark", "authorities/#nordmark"),),
                (Piece("Hansen Linien", "firms/hansen-linien/"),),
            ),
        ),
        (
            "Order of the Möwe",
            (
                (Piece("Hansen Linien", "firms/hansen-linien/"),),
                (Piece("Ostermoor", "firms/ostermoor/"),),
            ),
        ),
    ]


def test_choice_is_told_with_who_gets_it_and_what_is_not_stated_leads_to_its_question(
    ferries: sheet.Lookup,
) -> None:
    flows = sheet.kind_index(ferries, "contracts").columns[0]
    assert flows.label == "What flows"
    assert [(cell.figure.plain, cell.goes_to) for cell in flows.cells["moewe-order"]] == [
        ("a vessel", (Piece("Hansen Linien", "firms/hansen-linien/"),))
    ]
    assert flows.asked == {
        "nordmark-grant": ("", "open-questions/#nordmark-grant.what-is-the-grant-paid-in")
    }


def _bridge(name: str, *facts: str) -> str:
    cite = "cite: [{source: bruecke, line: 3, quote: Holz}]"
    lines = "".join(f"  - {{{fact}, statement: So it is., {cite}}}\n" for fact in facts)
    return f"name: {name}\nmention: yes\nfacts:\n{lines}"


def test_list_tells_of_other_values_and_of_those_that_exclude_one(factbook_of: Lay) -> None:
    cost = "property: cost, state: reported"
    root = factbook_of(
        {
            "facts/bridges/one.yml": _bridge(
                "One", f"id: c1, value: 3 EUR, {cost}", f"id: c2, value: 9 EUR, {cost}"
            ),
            "facts/bridges/two.yml": _bridge(
                "Two", f"id: c1, value: 3 EUR, {cost}", f"id: c2, value: 9 EUR, {cost}"
            ),
            "facts/bridges/three.yml": _bridge(
                "Three", f"id: c1, value: 3 EUR, {cost}, inferred: By the sense."
            ),
            "facts/disagreements/one-cost.yml": (
                "title: One\nkind: number\nfacts: [one/c1, one/c2]\nnote: They differ.\n"
            ),
            "facts/disagreements/two-cost.yml": (
                "title: Two\nkind: number\ncomparable: no\nfacts: [two/c1, two/c2]\nnote: Apart.\n"
            ),
        }
    )
    index = sheet.kind_index(sheet.lookup_of(book_of(root)), "bridges")
    (cost_cells,) = (column.cells for column in index.columns if column.label == "Cost")
    assert {
        entity: (cell.clash_url, cell.more, cell.is_inferred)
        for entity, cells in cost_cells.items()
        for cell in cells
        if entity != "eldebruecke"
    } == {
        "one": ("disagreements/#one-cost", 0, False),
        "two": ("", 1, False),
        "three": ("", 0, True),
    }


def test_list_does_not_count_what_an_entity_is_only_judged_in(factbook_of: Lay) -> None:
    girders = "property: girders, value: 9 girder, state: reported"
    root = factbook_of(
        {
            "facts/firms/buyer.yml": "name: Buyer\nmention: yes\n",
            "facts/firms/judged.yml": "name: Judged\nmention: yes\n",
            "facts/bridges/one.yml": _bridge(
                "One",
                *(f"id: g{n}, {girders}, involves: {{buyer: buyer}}" for n in range(3)),
                "id: v, property: view, state: opinion, involves: {buyer: judged}",
            ),
        }
    )
    index = sheet.kind_index(sheet.lookup_of(book_of(root)), "firms")
    assert index.related_labels == ("Bridges",)
    related = {row.id: row.related for row in index.rows}
    assert (related["buyer"], related["judged"]) == ((1,), (0,))


def test_units_never_stand_in_one_comparison(ferries: sheet.Lookup) -> None:
    compared = sheet.compare_page(ferries)
    for measures in (*compared.contracts, *compared.amounts, *compared.forecasts):
        bases = {
            ferries.book.vocabulary.units[fact.value.unit].base
            for row in measures.rows
            if isinstance((fact := ferries.book.facts[row.row.ref]).value, Quantity)
        }
        assert len(bases) == 1


def test_source_page_shows_no_more_than_sixty_characters_beside_a_quote(
    ferries: sheet.Lookup,
) -> None:
    page = sheet.source_page(ferries, "inselbote")
    for line in page.lines:
        for passage in line.passages:
            sides = [span.text for span in passage.spans if not span.is_marked]
            assert all(len(side) <= 63 for side in sides), sides


def test_source_page_tells_facts_in_reading_order(ferries: sheet.Lookup) -> None:
    page = sheet.source_page(ferries, "inselbote")
    assert [line.anchor for line in page.lines] == ["line-3", "line-4", "line-5", "line-6"]
    assert [told.row.ref for told in page.lines[1].passages[0].facts] == ["moewe/capacity"]
    assert page.lines[1].passages[0].facts[0].purpose == "gives the time"


def test_words_around_quotes_are_cut_at_words_and_marked_at_the_quotes() -> None:
    line = (
        "Ein langer Anfang, der niemanden kümmert, dann 24 Millionen Euro und noch 6 Schiffe mehr."
    )
    first, second = line.index("24 Millionen Euro"), line.index("6 Schiffe")
    spans = spans_around(
        line, 0, len(line), [(first, first + 17), (second, second + 9)], context=12
    )
    assert [(span.text, span.is_marked) for span in spans] == [
        ("… dann ", False),
        ("24 Millionen Euro", True),
        (" und noch ", False),
        ("6 Schiffe", True),
        (" mehr.", False),
    ]


def test_words_are_listed_as_one_speaks() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@given(st.integers(0, 5).flatmap(lambda places: st.decimals(-999999, 999999, places=places)))
def test_numbers_are_written_as_babel_writes_them(amount: Decimal) -> None:
    quantity = Quantity(None, amount, amount, "")
    decimals = "0" * len(f"{amount:f}".partition(".")[2])
    pattern = f"#,##0.{decimals}" if decimals else "#,##0"
    typeset = figure_of(quantity, {}).amount.removeprefix("\u2212")
    assert typeset == format_decimal(abs(amount), format=pattern, locale="en")
    assert german_words(quantity, {}) == format_decimal(amount, locale="de")


def test_number_is_tied_to_its_scale_word() -> None:
    assert tied("worth 38 billion US dollars in 2026 and 10 GW") == (
        f"worth 38{TIE}billion US dollars in 2026 and 10{TIE}GW"
    )
