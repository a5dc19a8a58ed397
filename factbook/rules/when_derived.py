"""Rule when-derived: times that reading the quoted words does not give."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.calendar_steps import shifted
from factbook.evidence import gives_period, passage, periods_in, quantities_in, source_of
from factbook.model import Citation, Fact, Factbook, Source
from factbook.part import Part
from factbook.period import UNRESOLVED, Period, same_time
from factbook.problem import Problem
from factbook.rules.value_derived import leftover

NAME = "when-derived"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Reading the citations for the time gives the time, reckoned from the source's own date."""
    for fact in part.current_facts:
        citations = fact.cited_for("when")
        if fact.when is None:
            # A time that cannot be read has its problem already.
            for citation in () if fact.when_text else citations:
                message = "a citation is for the time, but the fact has no time"
                remedy = "add  when:  or take the citation out"
                yield Problem(citation.address.at("for"), NAME, message, remedy)
        elif not fact.is_located():
            continue
        elif citations:
            for citation in citations:
                yield from _citation(book, fact, fact.when, citation)
        elif not any(
            _gives(book, fact, fact.when, citation)
            for citation in fact.cited_for("value", "repeat")
        ):
            yield _uncited(book, fact)


def _citation(book: Factbook, fact: Fact, when: Period, citation: Citation) -> Iterator[Problem]:
    source = source_of(book, citation)
    if source is None or citation.inferred or fact.reading:
        return
    if not _gives(book, fact, when, citation):
        yield _not_given(book, fact, citation, source)
    elif when.form != "unresolved" and not fact.anchor:
        yield from leftover(book, fact, citation, source, NAME)


def _gives(book: Factbook, fact: Fact, when: Period, citation: Citation) -> bool:
    source = source_of(book, citation)
    if source is None:
        return False
    if when.form == "unresolved":
        return when.text.removeprefix(UNRESOLVED) in citation.quote
    if fact.anchor:
        return _reckoned(book, fact, when, citation, source)
    return any(gives_period(found, when) for found in periods_in(source, citation.quote))


def _reckoned(book: Factbook, fact: Fact, when: Period, citation: Citation, source: Source) -> bool:
    """Tell whether the quote's step ("drei Monate später") leads from the anchor to `when`."""
    anchor = book.facts.get(fact.anchor)
    if anchor is None:
        return True
    starts = [time for time in (anchor.value, anchor.when) if isinstance(time, Period)]
    steps = [found.quantity for found in quantities_in(source, citation.quote)]
    return any(
        moved is not None and same_time(moved, when)
        for start in starts
        for step in steps
        for moved in [shifted(start, step)]
    )


def _uncited(book: Factbook, fact: Fact) -> Problem:
    citation = fact.cited_for("value")[0] if fact.cited_for("value") else None
    message = f'when says "{fact.when_text}", but no quote gives a time'
    remedy = "add a citation of the words that give it, with  for: when"
    source = passage(book, citation) if citation else None
    return Problem(fact.address.at("when"), NAME, message, remedy, source)


def _not_given(book: Factbook, fact: Fact, citation: Citation, source: Source) -> Problem:
    at, said = fact.address.at("when"), f'when says "{fact.when_text}"'
    where = passage(book, citation)
    read = [found.period for found in periods_in(source, citation.quote)]
    if fact.anchor:
        message = f'{said}, which is not "{citation.quote}" after {fact.anchor}'
        return Problem(at, NAME, message, "reckon it from the time of that fact", where)
    if not read:
        message = f"{said}, the quote gives no time that the build can read"
        remedy = "quote the words that carry it, or say why it is meant:  inferred: ..."
        return Problem(at, NAME, message, remedy, where)
    message = f'{said}, the quote says "{citation.quote}": {read[0].text}'
    return Problem(at, NAME, message, f"write  when: {read[0].text}", where)
