"""Rule statement-fits: numbers, bounds and years in our own words that no told fact has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from factbook.evidence import sentence_in, sentence_of
from factbook.index import index_of
from factbook.model import Citation, Entity, Fact, Factbook
from factbook.part import Part
from factbook.period import FORMS, Period, period_of
from factbook.problem import Address, Problem, Unreadable
from factbook.quantity import Quantity, Unit, in_base, written
from factbook.reading import FoundPeriod, FoundQuantity

NAME = "statement-fits"
# So many of the told amounts or times does a message name.
FEW = 3
# From its first digit on; what stands before that is looked for backwards, which is sooner.
_WITH_DIGIT = re.compile(r"\d[\w.-]*(?<=\w)")
_INNER = re.compile(r"[\w.-]")
_AFTER_NAME = re.compile(r"(?!\w|[.,]\d)")
_UNBREAKABLE = "\u2011"
# "By" and "until" end at the same moment.
_OPEN = {"from": "from", "until at least": "until at least", "until": "by", "by": "by"}
# A line of a seed, and the sentence's first character in it.
SentenceKey = tuple[int, int]
FactsBySentence = Mapping[SentenceKey, Sequence[Fact]]


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Every number, bound and year in a statement or a summary is that of a fact it tells."""
    # A fact that it tells may stand in a file that could not be read.
    if book.unread:
        return
    for fact in part.current_facts:
        told = [fact, *_linked(book, fact)]
        for citation in fact.citations:
            told += _beside(book, citation)
        if all(one.is_understood for one in told):
            yield from _text(book, fact.statement, told, fact.address, "statement")
    for entity in part.entities:
        if entity.summary:
            told = [fact for fact in entity.facts if not fact.retired]
            told += _concerning(book, entity)
            if all(one.is_understood for one in told):
                yield from _text(book, entity.summary, told, entity.address, "summary")


def read_ahead(book: Factbook, part: Part) -> None:
    """Read the texts of a part's entities, for which the rule will ask.

    One right after the other they are read in half the time it takes between other checks.
    """
    if book.unread:
        return
    statements = [fact.statement for fact in part.current_facts]
    for text in [*statements, *[entity.summary for entity in part.entities]]:
        book.statement_reader.periods(text, None)
        book.statement_reader.quantities(text)


def _beside(book: Factbook, citation: Citation) -> Sequence[Fact]:
    """Give the facts whose value or time stands in the sentence of a citation."""
    sentence = sentence_of(book, citation)
    if sentence is None:
        return ()
    source = citation.source
    told = book.reads.kept(_told(book), source, lambda: _facts_by_sentence(book, source))
    return told.get((sentence.line, sentence.start), ())


# One factbook is checked at a time: an older one is not kept alive.
@lru_cache(maxsize=1)
def _told(book: Factbook) -> dict[str, tuple[FactsBySentence, Collection[str]]]:
    """Give where the facts by sentence are kept, by source, with what they were read from."""
    del book
    return {}


def _facts_by_sentence(book: Factbook, source: str) -> FactsBySentence:
    found: dict[SentenceKey, list[Fact]] = {}
    known = book.sources[source]
    for fact, citation in index_of(book).cited.get(source, ()):
        told = citation.purpose in ("value", "when")
        sentence = sentence_in(known, citation) if told else None
        if sentence is not None:
            found.setdefault((sentence.line, sentence.start), []).append(fact)
    return found


def _linked(book: Factbook, fact: Fact) -> list[Fact]:
    refs = [ref for ref in (fact.part_of, fact.anchor) if ref]
    return [book.facts[ref] for ref in refs if ref in book.facts]


def _concerning(book: Factbook, entity: Entity) -> Iterator[Fact]:
    """Give the facts that name an entity by role or as speaker, and those of its contracts."""
    index = index_of(book)
    for tie in index.ties.get(entity.id, ()):
        if not tie.is_value:
            yield tie.fact
    for contract, _ in index.contracts.get(entity.id, ()):
        for fact in contract.facts:
            if not fact.retired:
                yield fact


def _text(
    book: Factbook, text: str, facts: Sequence[Fact], address: Address, key: str
) -> Iterator[Problem]:
    """Tell what a text says that no fact which it tells has; it stands under a key of a record."""
    periods = book.statement_reader.periods(text, None)
    amounts = book.statement_reader.quantities(text)
    if periods:
        times = [it for fact in facts for it in (fact.when, fact.value) if isinstance(it, Period)]
        for found in periods:
            if not _is_told_time(found.period, times):
                words = text[found.start : found.end]
                told = [time.text for time in times]
                yield _problem(address.at(key), f'"{words}"', "time", told)
    numerals = [it for period in periods for it in period.numerals]
    numerals += [it for amount in amounts for it in amount.numerals]
    for word in _unread_names(text, numerals):
        if not any(_has_name(book, fact, word) for fact in facts):
            message = f'the text says "{word}", which no sentence that it tells has'
            yield Problem(address.at(key), NAME, message, "write the name as the source has it")
    if amounts:
        quantities = [fact.value for fact in facts if isinstance(fact.value, Quantity)]
        for amount in _not_told(book, facts, periods, amounts, quantities):
            words = text[amount.start : amount.end]
            said = f'"{words}" ({written(amount.quantity)})'
            likest = _likest(amount.quantity, quantities)
            yield _problem(address.at(key), said, "number", likest)


def _not_told(
    book: Factbook,
    facts: Sequence[Fact],
    periods: Sequence[FoundPeriod],
    amounts: Sequence[FoundQuantity],
    quantities: Sequence[Quantity],
) -> Iterator[FoundQuantity]:
    units = book.vocabulary.units
    for amount in amounts:
        inside = any(time.start <= amount.start and amount.end <= time.end for time in periods)
        # Scopes are read only where the values do not tell it: most statements need no more.
        if not inside and not (
            _is_told_amount(amount.quantity, quantities, units)
            or _is_told_amount(amount.quantity, _in_scopes(book, facts), units)
        ):
            yield amount


def _unread_names(text: str, read: list[tuple[int, int]]) -> Iterator[str]:
    """Give the words with a digit that are no amount and no time: names such as GB200."""
    for match in _WITH_DIGIT.finditer(text):
        first, after = match.span()
        while first and _INNER.match(text, first - 1):
            first -= 1
        for start, end in read:
            if start < after and first < end:
                break
        else:
            yield text[first:after]


def _has_name(book: Factbook, fact: Fact, word: str) -> bool:
    """Tell whether a fact's cited sentences, its value, its scope or its entity has a word."""
    sentences = [sentence_of(book, citation) for citation in fact.citations]
    cited = [sentence.words for sentence in sentences if sentence]
    texts = (*cited, fact.value_text, fact.scope, *book.entities[fact.entity].names)
    return any(_holds_name(text.replace(_UNBREAKABLE, "-"), word) for text in texts)


def _holds_name(text: str, word: str) -> bool:
    """Tell whether a word stands in a text by itself, and not as a part of a longer number."""
    start = text.find(word)
    while start != -1:
        before = text[start - 1] if start else " "
        is_inside = before.isalnum() or before in "_.,"
        if not is_inside and _AFTER_NAME.match(text, start + len(word)):
            return True
        start = text.find(word, start + 1)
    return False


def _in_scopes(book: Factbook, facts: Iterable[Fact]) -> Iterator[Quantity]:
    """Give the amounts named by scopes, names and unresolved times of the told facts."""
    for fact in facts:
        for text in (fact.scope, fact.value_text):
            for found in book.statement_reader.quantities(text):
                yield found.quantity
        if fact.when is not None and fact.when.form == "unresolved":
            for citation in fact.cited_for("when", "value"):
                source = book.sources.get(citation.source)
                for found in source.reader.quantities(citation.quote) if source else ():
                    yield found.quantity


def _is_told_amount(said: Quantity, told: Iterable[Quantity], units: Mapping[str, Unit]) -> bool:
    for quantity in told:
        if (said.bound, said.low, said.high) == (quantity.bound, quantity.low, quantity.high) and (
            said.unit in ("", quantity.unit)
        ):
            return True
        both_known = said.unit in units and quantity.unit in units
        if both_known and in_base(said, units) == in_base(quantity, units):
            return True
    return False


def _is_told_time(said: Period, told: Iterable[Period]) -> bool:
    """Tell whether a told time is the one said, or lies within it where it is said less exactly."""
    for time in told:
        if (said.form, said.start, said.end, said.text) == (
            time.form,
            time.start,
            time.end,
            time.text,
        ):
            return True
        if said.start is None and said.end is None:
            if said.text == time.text or time.form == "unresolved":
                return True
            continue
        point, bounds = _point_and_bounds(said, time)
        if point is not None and bounds and all(_is_within(bound, point) for bound in bounds):
            return True
    return False


def _point_and_bounds(said: Period, told: Period) -> tuple[Period | None, list[str]]:
    """Give the time that a said one has at its end ("until 2032"), and the told ends to lie in it.

    What opens at one end is said of what opens there as well, or of a point: put off until 2027.
    """
    bounds = [bound for bound in (told.start, told.end) if bound is not None]
    if said.form not in FORMS:
        return said, bounds
    if told.form in FORMS and _OPEN[told.form] != _OPEN[said.form]:
        return None, []
    point = period_of(said.text.removeprefix(f"{said.form} "))
    return None if isinstance(point, Unreadable) else point, bounds


def _is_within(bound: str, said: Period) -> bool:
    """Tell whether a moment lies within what was said; a said hour needs a told one."""
    after_start = said.start is None or said.start <= bound[: len(said.start)]
    before_end = said.end is None or bound[: len(said.end)] <= said.end
    return after_start and before_end


def _likest(said: Quantity, told: Iterable[Quantity]) -> list[str]:
    """Give the told amounts as they are written, those in the unit that was said first."""
    return [written(one) for one in sorted(told, key=lambda one: one.unit != said.unit)]


def _problem(at: Address, words: str, what: str, told: Iterable[str]) -> Problem:
    message = f"the text says {words}, which no fact that it tells has"
    few = list(dict.fromkeys(told))[:FEW]
    remedy = f"write the {what} as the fact has it: {' or '.join(few)}"
    if not few:
        remedy = f"leave the {what} out, or add the fact that has it"
    return Problem(at, NAME, message, remedy)
