"""What the words of a citation give: the quantities and periods read in a quote, its sentence.

Everything that compares a fact with its source goes through here, and so does the coverage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from factbook.model import Citation, Fact, Factbook, Source
from factbook.period import Period, same_time
from factbook.problem import Passage
from factbook.quantity import Quantity, Unit, in_base
from factbook.reading import FoundPeriod, FoundQuantity
from factbook.record import PropertyRecord
from factbook.seeds import Sentence

CONTEXT_LENGTH = 60


def source_of(book: Factbook, citation: Citation) -> Source | None:
    """Give the source a citation names, None if there is none or the quote is not in its line."""
    return book.sources.get(citation.source) if citation.start is not None else None


def sentence_of(book: Factbook, citation: Citation) -> Sentence | None:
    """Give the sentence that holds the quote, None if no single one does."""
    if citation.start is None:
        return None
    source = book.sources.get(citation.source)
    return None if source is None else sentence_in(source, citation)


def sentence_in(source: Source, citation: Citation) -> Sentence | None:
    """Give the sentence of a citation's source that holds the quote, None if no single one does."""
    start, end = citation.start, citation.end
    if start is None or end is None:
        return None
    return source.seed.sentence_at(citation.line, start, end)


def passage(book: Factbook, citation: Citation) -> Passage | None:
    """Give the quote with a little of the line around it, to show with a problem."""
    source = book.sources.get(citation.source)
    line = source.seed.line(citation.line) if source else None
    if source is None or line is None:
        return None
    start = citation.start or 0
    end = citation.end or min(len(line), CONTEXT_LENGTH)
    before, after = line[:start], line[end:]
    left = ("... " if len(before) > CONTEXT_LENGTH else "") + before[-CONTEXT_LENGTH:]
    right = after[:CONTEXT_LENGTH] + (" ..." if len(after) > CONTEXT_LENGTH else "")
    return Passage(source.seed_file, citation.line, f"{left}{line[start:end]}{right}")


@lru_cache(maxsize=1024)
def day_of(text: str) -> date | None:
    """Give the day of a source's date such as 2025-09-24T08:04, None if it is no full date."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def quantities_in(source: Source, words: str) -> tuple[FoundQuantity, ...]:
    """Give the quantities that the source's reader finds in words of it."""
    return source.reader.quantities(words)


def periods_in(source: Source, words: str) -> tuple[FoundPeriod, ...]:
    """Give the periods that the source's reader finds, reckoned from the source's own date."""
    return source.reader.periods(words, day_of(source.date))


def gives_quantity(
    found: FoundQuantity,
    value: Quantity,
    known: PropertyRecord | None,
    units: Mapping[str, Unit],
    inferred: bool,
) -> bool:
    """Tell whether what was read is the value: same bound, amounts and unit, same direction.

    Words that name no unit give any unit if the editor marked the meaning as inferred.
    """
    read = found.quantity
    if read.unit == "" and inferred:
        read = Quantity(read.bound, read.low, read.high, value.unit)
    if read.unit not in units:
        return False
    if read != value and in_base(read, units) != in_base(value, units):
        return False
    if known is None or not found.direction:
        return True
    return (found.direction == "by") == (known.change == "yes")


def repeats_quantity(found: FoundQuantity, value: Quantity, units: Mapping[str, Unit]) -> bool:
    """Tell whether what was read is the amount of the value, whatever its bound.

    Headings and teasers repeat a figure without its qualifier, and at times without its unit.
    """
    read = found.quantity
    if read.unit == "":
        read = Quantity(read.bound, read.low, read.high, value.unit)
    if read.unit not in units:
        return False
    said, meant = in_base(read, units), in_base(value, units)
    amounts = {said.low, said.high} - {None}
    return said.unit == meant.unit and bool(amounts) and amounts == {meant.low, meant.high} - {None}


def gives_period(found: FoundPeriod, when: Period) -> bool:
    """Tell whether what was read is the period."""
    return same_time(found.period, when)


def consumed(
    book: Factbook, fact: Fact, citation: Citation, source: Source
) -> Iterator[tuple[int, int]]:
    """Give the spans, in the line, of the numerals that the fact's value or time reads.

    `source` is that of the citation, whose quote was found in it.
    """
    assert citation.start is not None
    for start, end in _spans_read(book, fact, citation, source):
        yield citation.start + start, citation.start + end


def _spans_read(
    book: Factbook, fact: Fact, citation: Citation, source: Source
) -> Iterator[tuple[int, int]]:
    known = book.vocabulary.properties.get(fact.property)
    inferred = bool(fact.inferred or citation.inferred)
    if isinstance(fact.value, Quantity):
        for quantity in quantities_in(source, citation.quote):
            if (
                repeats_quantity(quantity, fact.value, book.vocabulary.units)
                if citation.purpose == "repeat"
                else gives_quantity(quantity, fact.value, known, book.vocabulary.units, inferred)
            ):
                yield from quantity.numerals
    times = [time for time in (fact.when, fact.value) if isinstance(time, Period)]
    if not times:
        return
    if fact.anchor and citation.purpose == "when":
        # "Drei Monate später": the step from the anchor's time is what is read.
        for quantity in quantities_in(source, citation.quote):
            yield from quantity.numerals
    for period in periods_in(source, citation.quote):
        if any(gives_period(period, time) for time in times) or (
            fact.reading and citation.purpose == "when"
        ):
            yield from period.numerals
