"""Facts with a time, in the order of time: for an entity's timeline and the site's."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from factbook.model import Fact, Factbook
from factbook.period import Period
from factbook.record import StateRecord
from factbook.sheet.facts import AHEAD, JUDGED, is_inferred, is_over, language_of_time
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Piece, State
from factbook.sheet.times import source_words, words_of
from factbook.urls import own_fact_url

OPEN_END = "9999"


class Event(NamedTuple):
    """A fact at its time; `start` and `end` are ISO dates, "" where open or unresolved.

    `words` and their `language` are the source's own, "" where they tell a date.
    """

    ref: str
    url: str
    about: Piece
    text: str
    words: str
    language: str
    label: str
    statement: str
    state: State
    is_inferred: bool
    lies_ahead: bool
    start: str
    end: str
    form: str
    has_passed: bool


def events_of(lookup: Lookup, facts: Iterable[Fact]) -> tuple[Event, ...]:
    """Give the facts that have a time as events: dated ones in order, then those without a date."""
    events = [
        (moment_of(period, fact.ref), _event(lookup, fact, period))
        for fact in facts
        if (period := period_of_fact(fact)) is not None
        and _tells_events(lookup.book.vocabulary.states[fact.state])
    ]
    return tuple(event for _, event in sorted(events, key=itemgetter(0)))


def event_states(book: Factbook) -> frozenset[str]:
    """Give the states whose facts belong on a timeline."""
    return frozenset(id for id, record in book.vocabulary.states.items() if _tells_events(record))


def _tells_events(state: StateRecord) -> bool:
    """Tell whether a state's facts are events: no opinions, and nothing measured at a moment."""
    return state.moment != "yes" and state.stands != JUDGED


def is_moment(lookup: Lookup, fact: Fact) -> bool:
    """Tell whether a fact was measured at a moment, such as a share price: no event of its own."""
    return lookup.book.vocabulary.states[fact.state].moment == "yes"


def period_of_fact(fact: Fact) -> Period | None:
    """Give the time a fact is about: its value if that is a date, else the time it holds."""
    return fact.value if isinstance(fact.value, Period) else fact.when


def _event(lookup: Lookup, fact: Fact, period: Period) -> Event:
    entity = lookup.book.entities[fact.entity]
    state = lookup.states[fact.state]
    words = source_words(period)
    lies_ahead = state.stands == AHEAD
    # In their order: so many names take as long to hand over as all the rest.
    return Event(
        fact.ref,
        own_fact_url(entity, fact),
        lookup.piece(entity),
        words_of(period),
        words,
        language_of_time(lookup, fact) if words else "",
        lookup.property_label(fact.property),
        fact.statement,
        state,
        is_inferred(fact),
        lies_ahead,
        period.start or "",
        period.end or "",
        period.form,
        lies_ahead and is_over(lookup, period),
    )


def moment_of(period: Period, ref: str) -> tuple[str, str, str]:
    """Give what events are ordered by: their first day, their last, and the fact they are."""
    start, end = period.start or "", period.end or ""
    return start or end or OPEN_END, end or OPEN_END, ref
