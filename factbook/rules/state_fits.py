"""Rule state-fits: states that the words of the cited sentence gainsay."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import passage, sentence_of
from factbook.model import Citation, Fact, Factbook
from factbook.part import Part
from factbook.problem import Problem
from factbook.wording import announces, clause_around, modality

NAME = "state-fits"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """The state of a fact is the one that its property, its speaker and its verbs call for."""
    for fact in part.current_facts:
        state = book.vocabulary.states.get(fact.state)
        known = book.vocabulary.properties.get(fact.property)
        if state is None or known is None:
            continue
        if known.states and fact.state not in known.states:
            message = f"a fact about {fact.property} cannot be {fact.state}"
            remedy = f"write one of: {', '.join(known.states)}; or choose another property"
            yield Problem(fact.address.at("state"), NAME, message, remedy)
        elif speaker := _commentator(book, fact):
            yield from _commentary(book, fact, speaker, state.stands)
        elif state.stands == "judged" and not known.states:
            message = f"{fact.property} is a property of facts, not of views"
            remedy = "choose a property for views, or another state"
            yield Problem(fact.address.at("state"), NAME, message, remedy)
        elif known.states != (fact.state,) and state.stands != "judged" and fact.is_located():
            yield from _words(book, fact, state.stands)


def _commentator(book: Factbook, fact: Fact) -> str:
    speakers = {
        book.sources[citation.source].speaker_at(citation.line)
        for citation in fact.cited_for("value")
        if citation.source in book.sources
    }
    return speakers.pop() if len(speakers) == 1 else ""


def _commentary(book: Factbook, fact: Fact, speaker: str, stands: str) -> Iterator[Problem]:
    citation = fact.cited_for("value")[0]
    if speaker not in fact.claimed_by:
        message = f"the quote stands in the commentary of {speaker}, who is not named as speaker"
        remedy = f"add  claimed_by: {speaker}"
        yield Problem(fact.address, NAME, message, remedy, passage(book, citation))
    elif stands == "done" and not fact.state_reason:
        message = (
            f"the quote stands in the commentary of {speaker}: it is opinion, not {fact.state}"
        )
        yield Problem(
            fact.address.at("state"),
            NAME,
            message,
            "write  state: opinion",
            passage(book, citation),
        )
    elif stands == "ahead" and not _said(book, fact):
        message = (
            f"the quote stands in the commentary of {speaker} and tells of nothing to come: it is "
            f"opinion, not {fact.state}"
        )
        yield Problem(
            fact.address.at("state"),
            NAME,
            message,
            "write  state: opinion",
            passage(book, citation),
        )


def _words(book: Factbook, fact: Fact, stands: str) -> Iterator[Problem]:
    said = _said(book, fact)
    at = fact.address.at("state")
    source = passage(book, fact.citations[0])
    fits = bool(said) == (stands == "ahead")
    if fact.state_reason:
        if fits:
            message = "the words call for this state; no reason is needed"
            where = fact.address.at("state_reason", part="key")
            yield Problem(where, NAME, message, "delete  state_reason:", source)
    elif not fits and said:
        message = f'state says "{fact.state}", but the quote says {_told(said)}'
        remedy = "write  state: planned, target or forecast; or say why not:  state_reason: ..."
        yield Problem(at, NAME, message, remedy, source)
    elif not fits:
        message = f'state says "{fact.state}", but the quote tells it as done'
        remedy = "write  state: reported, or cite the words with  for: state"
        yield Problem(at, NAME, message, remedy, source)
    elif book.vocabulary.states[fact.state].public == "yes" and not _is_announced(book, fact):
        message = "nobody announces anything in the cited sentence"
        remedy = "write  state: reported, or cite the words with  for: state"
        yield Problem(at, NAME, message, remedy, source)


def _said(book: Factbook, fact: Fact) -> set[str]:
    return {
        word
        for citation in (*fact.cited_for("value"), *fact.cited_for("state"))
        for word in _modality(book, citation)
    }


def _modality(book: Factbook, citation: Citation) -> tuple[str, ...]:
    source, sentence = book.sources.get(citation.source), sentence_of(book, citation)
    if source is None or sentence is None or citation.start is None or citation.end is None:
        return ()
    start, end = citation.start - sentence.start, citation.end - sentence.start
    return modality(clause_around(sentence.words, start, end), source.language)


def _is_announced(book: Factbook, fact: Fact) -> bool:
    for citation in fact.citations:
        source, sentence = book.sources.get(citation.source), sentence_of(book, citation)
        if source and sentence and announces(sentence.words, source.language):
            return True
    return not any(sentence_of(book, citation) for citation in fact.citations)


def _told(said: set[str]) -> str:
    return " and ".join(f'"{word}"' for word in sorted(said))
