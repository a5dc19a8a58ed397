"""Rule value-derived: values that reading the quoted words does not give."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import (
    consumed,
    gives_period,
    gives_quantity,
    passage,
    periods_in,
    quantities_in,
    repeats_quantity,
    source_of,
)
from factbook.model import ChoiceValue, Citation, Fact, Factbook, PlaceValue, Source
from factbook.part import Part
from factbook.period import Period
from factbook.problem import Problem
from factbook.quantity import Quantity, in_base, written
from factbook.wording import holds_word, is_named

NAME = "value-derived"
# What tells a change from the level that is reached, in the words of a source.
_BY_AND_TO = {"de": ("um", "auf"), "en": ("by", "to")}


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Reading each value citation gives the value, and leaves no numeral of the quote over."""
    for fact in part.current_facts:
        citations = fact.cited_for("value")
        if not citations:
            remedy = "leave out  for:  on the citation that carries the value"
            yield Problem(fact.address.at("cite"), NAME, "no citation carries the value", remedy)
        found = [list(_citation(book, fact, citation)) for citation in citations]
        # A wrong value is not repeated either: that is told once.
        for citation in fact.cited_for("repeat") if not any(found) else ():
            yield from _repeat(book, fact, citation)
        if fact.reading and isinstance(fact.value, Quantity | Period) and not any(found):
            message = "the build reads the value; no reason for reading it otherwise is needed"
            at = fact.address.at("reading", part="key")
            if fact.when is None:
                yield Problem(at, NAME, message, "delete  reading:")
        elif not fact.reading:
            for problems in found:
                yield from problems


def _citation(book: Factbook, fact: Fact, citation: Citation) -> Iterator[Problem]:
    source = source_of(book, citation)
    if source is None:
        return
    if isinstance(fact.value, PlaceValue):
        yield from _place(book, fact, citation, source)
    elif isinstance(fact.value, ChoiceValue):
        yield from _choice(book, fact, citation, source)
    elif isinstance(fact.value, Quantity):
        known = book.vocabulary.properties.get(fact.property)
        inferred = bool(fact.inferred or citation.inferred)
        read = quantities_in(source, citation.quote)
        given = any(
            gives_quantity(found, fact.value, known, book.vocabulary.units, inferred)
            for found in read
        )
        if given:
            yield from leftover(book, fact, citation, source)
        else:
            yield _not_given(book, fact, citation, [found.quantity for found in read])
    elif isinstance(fact.value, Period):
        periods = periods_in(source, citation.quote)
        if any(gives_period(found, fact.value) for found in periods):
            yield from leftover(book, fact, citation, source)
        elif not citation.inferred:
            yield _not_given(book, fact, citation, [found.period for found in periods])


def _repeat(book: Factbook, fact: Fact, citation: Citation) -> Iterator[Problem]:
    source = source_of(book, citation)
    if source is None or fact.reading or not isinstance(fact.value, Quantity):
        return
    units, value = book.vocabulary.units, fact.value
    read = quantities_in(source, citation.quote)
    if read and not any(repeats_quantity(found, value, units) for found in read):
        message = f'the quote "{citation.quote}" does not repeat {fact.value_text}'
        remedy = (
            "quote the words that repeat the amount, or give the other amount a fact of its own"
        )
        at = citation.address.at("quote")
        yield Problem(at, NAME, message, remedy, passage(book, citation))


def leftover(
    book: Factbook, fact: Fact, citation: Citation, source: Source, rule: str = NAME
) -> Iterator[Problem]:
    """Tell of numerals in the quote that neither the fact's value nor its time reads."""
    assert citation.start is not None
    read = [*consumed(book, fact, citation, source)]
    left = [
        citation.quote[numeral.start : numeral.end]
        for numeral in source.reader.numerals(citation.quote)
        # Mostly it is the very numeral that was read.
        if (citation.start + numeral.start, citation.start + numeral.end) not in read
        and not any(
            start <= citation.start + numeral.start and citation.start + numeral.end <= end
            for start, end in read
        )
    ]
    if left:
        words = " and ".join(f'"{numeral}"' for numeral in left)
        message = f"the quote also holds {words}, which belong to neither the value nor the time"
        remedy = "quote fewer words, and give the other number a fact of its own"
        at = citation.address.at("quote")
        yield Problem(at, rule, message, remedy, passage(book, citation))


def _place(book: Factbook, fact: Fact, citation: Citation, source: Source) -> Iterator[Problem]:
    assert isinstance(fact.value, PlaceValue)
    words = book.vocabulary.places[fact.value.place].words.get(source.language, ())
    if not is_named(words, citation.quote) and not citation.inferred and not fact.inferred:
        message = f'the quote does not name the place "{fact.value.place}"'
        remedy = "quote the words that name it, or add its form to facts/vocabulary/places.yml"
        at = fact.address.at("value")
        yield Problem(at, NAME, message, remedy, passage(book, citation))


def _choice(book: Factbook, fact: Fact, citation: Citation, source: Source) -> Iterator[Problem]:
    assert isinstance(fact.value, ChoiceValue)
    choices = book.vocabulary.properties[fact.property].choices
    told = [
        name
        for name, record in choices.items()
        if holds_word(record.words.get(source.language, ()), citation.quote)
    ]
    # What is inferred has no word of its own; a word for another choice still speaks against it.
    is_inferred = bool(citation.inferred or fact.inferred)
    if fact.value.choice in told or (is_inferred and not told):
        return
    message = f'the quote has no word for "{fact.value.choice}"'
    if told:
        message += f", it has one for {' and '.join(told)}"
    remedy = "quote the words that say it, add one to facts/vocabulary/properties.yml, or say why"
    at = fact.address.at("value")
    yield Problem(at, NAME, message, f"{remedy}:  inferred: ...", passage(book, citation))


def _not_given(
    book: Factbook, fact: Fact, citation: Citation, read: list[Quantity] | list[Period]
) -> Problem:
    at, source = fact.address.at("value"), passage(book, citation)
    said = f'value says "{fact.value_text}"'
    if not read:
        message = f"{said}, the quote gives no {_what(fact)} that the build can read"
        remedy = "quote the words that carry it, or say why a person can read it:  reading: ..."
        return Problem(at, NAME, message, remedy, source)
    best = _most_like(fact.value, read)
    text = best.text if isinstance(best, Period) else written(best)
    if isinstance(best, Quantity) and not best.unit:
        message = f"{said}, the quote gives {text} without a unit"
        remedy = "quote the unit too, or say why it is meant:  inferred: ..."
        return Problem(at, NAME, message, remedy, source)
    if isinstance(best, Quantity) and _same_amount(book, best, fact.value):
        message = f"{said} as a change or a level, the quote tells the other"
        known = book.sources.get(citation.source)
        by, to = _BY_AND_TO[known.language if known else "en"]
        remedy = f"choose the property that tells changes ('{by}') apart from levels ('{to}')"
        return Problem(fact.address.at("property"), NAME, message, remedy, source)
    message = f'{said}, the quote says "{citation.quote}": {text}'
    return Problem(at, NAME, message, f"write  value: {text}", source)


def _most_like(value: object, read: list[Quantity] | list[Period]) -> Quantity | Period:
    if not isinstance(value, Quantity):
        return read[0]
    amounts = [found for found in read if isinstance(found, Quantity)]

    def likeness(found: Quantity) -> tuple[bool, bool]:
        return (found.unit == value.unit, found.low == value.low or found.high == value.high)

    return max(amounts, key=likeness)


def _same_amount(book: Factbook, read: Quantity, value: object) -> bool:
    units = book.vocabulary.units
    return (
        isinstance(value, Quantity)
        and read.unit in units
        and in_base(read, units) == in_base(value, units)
    )


def _what(fact: Fact) -> str:
    return "time" if isinstance(fact.value, Period) else "quantity"
