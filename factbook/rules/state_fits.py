"""Rule state-fits: states that the words of the cited sentence gainsay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factbook.evidence import passage, sentence_in, sentence_of
from factbook.model import Fact, Factbook
from factbook.part import Part
from factbook.problem import Problem
from factbook.record import StateRecord
from factbook.wording import announces, clause_around, holds_word, modality

NAME = "state-fits"
# The words of the cited clauses that tell of what is to come, each with its language.
Ahead = Sequence[tuple[str, str]]


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
        elif state.moment == "yes" and not fact.when_text:
            message = (
                f'state says "{fact.state}", but the fact has no time at which that was measured'
            )
            remedy = "add  when:  and cite the words that give it, or write another state"
            yield Problem(fact.address.at("state"), NAME, message, remedy)
        elif speaker := _commentator(book, fact):
            yield from _commentary(book, fact, speaker, state.stands)
        elif state.stands == "judged" and not known.states:
            message = f"{fact.property} is a property of facts, not of views"
            remedy = "choose a property for views, or another state"
            yield Problem(fact.address.at("state"), NAME, message, remedy)
        elif known.states != (fact.state,) and state.stands != "judged" and fact.is_located():
            yield from _words(book, fact, state)


def _commentator(book: Factbook, fact: Fact) -> str:
    cited = [(book.sources.get(one.source), one.line) for one in fact.cited_for("value")]
    speakers = {source.speaker_at(line) for source, line in cited if source}
    return speakers.pop() if len(speakers) == 1 else ""


def _commentary(book: Factbook, fact: Fact, speaker: str, stands: str) -> Iterator[Problem]:
    source = passage(book, fact.cited_for("value")[0])
    if speaker not in fact.claimed_by:
        message = f"the quote stands in the commentary of {speaker}, who is not named as speaker"
        yield Problem(fact.address, NAME, message, f"add  claimed_by: {speaker}", source)
        return
    ahead = _ahead(book, fact)
    views = _one_of(
        name
        for name, one in book.vocabulary.states.items()
        if one.stands == "judged" or (one.stands == "ahead" and _has_words_of(ahead, one))
    )
    told = f"it is {views}, not {fact.state}"
    at, remedy = fact.address.at("state"), f"write  state: {views}"
    if stands == "done" and not fact.state_reason:
        message = f"the quote stands in the commentary of {speaker}: {told}"
        yield Problem(at, NAME, message, remedy, source)
    elif stands == "ahead" and not ahead:
        message = (
            f"the quote stands in the commentary of {speaker} and tells of nothing to come: {told}"
        )
        yield Problem(at, NAME, message, remedy, source)


def _words(book: Factbook, fact: Fact, state: StateRecord) -> Iterator[Problem]:
    found = _gainsaid(book, fact, state)
    if found is not None and not fact.state_reason:
        message, remedy = found
        source = passage(book, fact.citations[0])
        yield Problem(fact.address.at("state"), NAME, message, remedy, source)
    elif found is None and fact.state_reason:
        message = "the words call for this state; no reason is needed"
        at = fact.address.at("state_reason", part="key")
        source = passage(book, fact.citations[0])
        yield Problem(at, NAME, message, "delete  state_reason:", source)


def _gainsaid(book: Factbook, fact: Fact, state: StateRecord) -> tuple[str, str] | None:
    """Give what the words say against a state and what to write; None if they bear it out."""
    ahead, claim = _ahead(book, fact), f'state says "{fact.state}"'
    if ahead and (state.stands != "ahead" or not _has_words_of(ahead, state)):
        fitting = _one_of(
            name
            for name, one in book.vocabulary.states.items()
            if one.stands == "ahead" and name != fact.state and _has_words_of(ahead, one)
        )
        remedy = f"write  state: {fitting}; or say why not:  state_reason: ..."
        return f"{claim}, but the quote says {_told(ahead)}", remedy
    if not ahead and state.stands == "ahead":
        return f"{claim}, but the quote tells it as done", _as_done(book)
    if state.public == "yes" and not _is_announced(book, fact):
        return "nobody announces anything in the cited sentence", _as_done(book)
    return None


def _as_done(book: Factbook) -> str:
    plain = _one_of(
        name
        for name, one in book.vocabulary.states.items()
        if one.stands == "done" and "yes" not in (one.public, one.moment)
    )
    return f"write  state: {plain}, or cite the words with  for: state"


def _has_words_of(ahead: Ahead, state: StateRecord) -> bool:
    """Tell whether a cited clause has a word of a state; one that lists none asks for none."""
    return any(
        language not in state.words or holds_word(state.words[language], word)
        for word, language in ahead
    )


def _ahead(book: Factbook, fact: Fact) -> Ahead:
    found: list[tuple[str, str]] = []
    for citation in fact.cited_for("value", "state"):
        source = book.sources.get(citation.source)
        sentence = source and sentence_in(source, citation)
        if source and sentence and citation.start is not None and citation.end is not None:
            start, end = citation.start - sentence.start, citation.end - sentence.start
            clause = clause_around(sentence.words, start, end)
            found += [(word, source.language) for word in modality(clause, source.language)]
    return found


def _is_announced(book: Factbook, fact: Fact) -> bool:
    for citation in fact.citations:
        source = book.sources.get(citation.source)
        sentence = source and sentence_in(source, citation)
        if source and sentence and announces(sentence.words, source.language):
            return True
    return not any(sentence_of(book, citation) for citation in fact.citations)


def _told(ahead: Ahead) -> str:
    return " and ".join(f'"{word}"' for word in sorted({word for word, _ in ahead}))


def _one_of(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
