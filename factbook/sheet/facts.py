"""A fact as a row of a page: worded, typeset, linked, with its state, time and proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from factbook.model import ChoiceValue, Entity, EntityValue, Fact, PlaceValue, TextValue
from factbook.period import Period
from factbook.quantity import Quantity
from factbook.sheet.lookup import Lookup, source_month
from factbook.sheet.numbers import figure_of
from factbook.sheet.parts import FactRow, Figure, Piece, Proof, Sentence, ShortRow, State, Time
from factbook.sheet.proof import proof_of
from factbook.sheet.text import Link, links_in, with_links, writing
from factbook.sheet.times import source_words, words_of
from factbook.urls import entity_url, fact_anchor, own_fact_url
from factbook.wording import is_named

AHEAD, JUDGED = "ahead", "judged"


def fact_row(
    lookup: Lookup,
    fact: Fact,
    *,
    page: str = "",
    with_proof: bool = True,
    prefix: str = "",
    proof: Proof | None = None,
) -> FactRow:
    """Make the row of a fact for the page of the entity `page`, "" for any other page.

    On its own page the row has its permanent anchor; elsewhere one that begins with `prefix`, or
    none without it. Its proof is as at its own place, unless another one is given.
    """
    told = lookup.kept(_told, fact)
    is_home = fact.entity == page
    figure = figure_for(lookup, fact)
    if with_proof and proof is None:
        value = f": {figure.plain}" if figure and figure.plain else ""
        name = f"{told.about.text}, {told.label}{value} ({told.state.label})"
        proof = proof_of(lookup, fact, name, told.url)
    # In their order: so many names take as long to hand over as all the rest.
    return FactRow(
        fact.ref,
        _anchor(told, fact, page, prefix),
        told.url,
        not is_home,
        told.about,
        told.label,
        fact.scope,
        figure,
        _statement(told, fact, page),
        told.state,
        told.is_inferred,
        _speakers(lookup, fact, page) if fact.claimed_by else (),
        time_of(lookup, fact),
        _source_note(lookup, fact),
        proof,
        also=tuple(_also(lookup, fact)) if is_home and told.entity.mention else (),
    )


def short_row(lookup: Lookup, fact: Fact, *, page: str = "", prefix: str = "") -> ShortRow:
    """Make the row of a fact that is told in a line, as `fact_row` would."""
    told = lookup.kept(_told, fact)
    return ShortRow(
        fact.ref,
        _anchor(told, fact, page, prefix),
        told.url,
        told.about,
        told.label,
        _statement(told, fact, page),
        told.state,
        told.is_inferred,
    )


class _Told(NamedTuple):
    """What is told of a fact wherever it stands; `write` is how its sentence is written."""

    entity: Entity
    url: str
    about: Piece
    label: str
    links: tuple[Link, ...]
    write: Callable[[str], str]
    state: State
    is_inferred: bool


def _told(lookup: Lookup, fact: Fact) -> _Told:
    entity = lookup.book.entities[fact.entity]
    return _Told(
        entity,
        own_fact_url(entity, fact),
        lookup.piece(entity),
        lookup.property_label(fact.property),
        links_in(lookup, fact.statement, _concerned(lookup, fact, entity)),
        writing(fact.statement),
        lookup.states[fact.state],
        is_inferred(fact),
    )


def _anchor(told: _Told, fact: Fact, page: str, prefix: str) -> str:
    if fact.entity == page:
        return fact_anchor(told.entity, fact)
    return f"{prefix}-{fact.entity}-{fact.id}" if prefix else ""


def _statement(told: _Told, fact: Fact, page: str) -> Sentence:
    """Give the sentence of a fact with its links, of which none leads to the page it stands on."""
    links = [link for link in told.links if link[3] != page]
    return with_links(fact.statement, links, told.write)


def _speakers(lookup: Lookup, fact: Fact, page: str) -> tuple[Piece, ...]:
    return tuple(
        lookup.piece(speaker) if speaker.id != page else Piece(speaker.name)
        for speaker in lookup.entities(fact.claimed_by)
    )


def is_inferred(fact: Fact) -> bool:
    """Tell whether something in a fact or a citation follows from the context alone."""
    return bool(fact.inferred or [cited for cited in fact.citations if cited.inferred])


def _also(lookup: Lookup, fact: Fact) -> Iterator[Piece]:
    involved = tuple(dict.fromkeys(id for ids in fact.involves.values() for id in ids))
    for entity in lookup.entities(involved):
        if not is_named(entity.names, fact.statement):
            yield lookup.piece(entity)


def figure_for(lookup: Lookup, fact: Fact) -> Figure | None:
    """Typeset the value of a fact, None where its statement says all."""
    value = fact.value
    if isinstance(value, Quantity):
        return _amount(lookup, fact, value)
    if isinstance(value, Period):
        words = source_words(value)
        text = f"“{words}”" if words else words_of(value)
        return Figure(text, text)
    if isinstance(value, EntityValue):
        entity = lookup.entity(value.entity)
        name = entity.name if entity else value.entity
        return Figure(name, name, url=entity_url(entity) if entity else "")
    if isinstance(value, PlaceValue):
        return Figure(value.place, value.place)
    if isinstance(value, ChoiceValue):
        choice = lookup.book.vocabulary.properties[fact.property].choices[value.choice]
        return Figure(choice.label.en, choice.label.en)
    if isinstance(value, TextValue):
        return Figure(value.text, value.text)
    return None


def _amount(lookup: Lookup, fact: Fact, value: Quantity) -> Figure:
    """Typeset a quantity, once for its row, its title and all lists; what it reads is noted."""
    properties, units = lookup.book.vocabulary.properties, lookup.book.vocabulary.unit_records
    property, unit = properties[fact.property], units.get(value.unit)
    figure = lookup.figures.get(fact.ref)
    if figure is None:
        known = {value.unit: unit} if unit else {}
        figure = figure_of(value, known, signed=property.change == "yes")
        lookup.figures[fact.ref] = figure
    return figure


def time_of(lookup: Lookup, fact: Fact) -> Time | None:
    """Word the time of a fact as it stood when the source was written, whatever day it is."""
    lies_ahead = lookup.states[fact.state].stands == AHEAD
    is_value = isinstance(fact.value, Period)
    period = fact.value if isinstance(fact.value, Period) else fact.when
    as_of = _as_of(lookup, fact) if lies_ahead else ""
    if period is None:
        return Time("", as_of=as_of) if as_of else None
    words = "" if is_value else source_words(period)
    return Time(
        "" if words or is_value else words_of(period),
        words,
        language_of_time(lookup, fact) if words else "",
        as_of,
        lies_ahead and is_over(lookup, period),
    )


def language_of_time(lookup: Lookup, fact: Fact) -> str:
    """Give the language of the words that a source has for the time of a fact."""
    cited = next(iter(fact.cited_for("when")), fact.citations[0])
    return lookup.book.sources[cited.source].language


def is_over(lookup: Lookup, period: Period) -> bool:
    """Tell whether the time of a plan has passed, and no later source tells what became of it."""
    return lookup.has_passed(period) and not _has_later_source(lookup, period)


def in_order(lookup: Lookup, facts: Iterable[Fact]) -> list[Fact]:
    """Sort facts as the vocabulary orders properties; those of one stay as written."""
    return sorted(facts, key=partial(_property_place, lookup))


def _property_place(lookup: Lookup, fact: Fact) -> int:
    return lookup.property_order[fact.property]


def _concerned(lookup: Lookup, fact: Fact, entity: Entity) -> list[Entity]:
    """Give the entities whose names a fact's statement may hold."""
    ids = [fact.entity, *fact.claimed_by]
    for parties in (*fact.involves.values(), *entity.parties.values()):
        ids += parties
    if isinstance(fact.value, EntityValue):
        ids.append(fact.value.entity)
    return lookup.entities(dict.fromkeys(ids))


def _source_note(lookup: Lookup, fact: Fact) -> str:
    citations = fact.citations
    label = lookup.source_labels[citations[0].source]
    more = len({citation.source for citation in citations}) - 1 if len(citations) > 1 else 0
    return f"{label} and {more} more" if more else label


def _as_of(lookup: Lookup, fact: Fact) -> str:
    sources = {citation.source for citation in fact.citations}
    newest = max(
        (lookup.book.sources[source] for source in sources), key=lambda source: source.date
    )
    return f"as of {source_month(newest)}" if newest.date else "source undated"


def _has_later_source(lookup: Lookup, period: Period) -> bool:
    last = period.end or period.start or ""
    return lookup.last_evidence[:10] > last[:10]
