"""Rule who-named: entities that no cited sentence names."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import passage, sentence_of
from factbook.model import Entity, EntityValue, Fact, Factbook
from factbook.part import Part
from factbook.problem import Address, Problem
from factbook.wording import in_other_letters, is_named

NAME = "who-named"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """A cited sentence names the fact's entity, its value, each party and each speaker."""
    for fact in part.current_facts:
        if (
            not fact.is_located()
            or fact.inferred
            or any(citation.inferred for citation in fact.citations)
        ):
            continue
        sentences = _sentences(book, fact)
        for name, *steps in _wanted(book, fact):
            entity = book.entities.get(name)
            if entity and sentences and not _is_named(book, entity, sentences, fact):
                yield _unnamed(book, fact, entity, fact.address.at(*steps), sentences)
    for entity in part.entities:
        if entity.parties:
            yield from _parties(book, entity)


def _sentences(book: Factbook, fact: Fact) -> str:
    found = [sentence_of(book, citation) for citation in fact.citations]
    return "\n".join(sentence.words for sentence in found if sentence)


def _wanted(book: Factbook, fact: Fact) -> Iterator[tuple[str, ...]]:
    """Give each entity that is to be named, and where in the fact that is said."""
    yield (fact.entity,)
    if isinstance(fact.value, EntityValue):
        yield fact.value.entity, "value"
    for role, entities in fact.involves.items():
        known = book.vocabulary.roles.get(role)
        for entity in entities if known is None or known.named == "yes" else ():
            yield entity, "involves", role
    for speaker in fact.claimed_by:
        yield speaker, "claimed_by"


def _is_named(book: Factbook, entity: Entity, sentences: str, fact: Fact) -> bool:
    if is_named(entity.names, sentences):
        return True
    if entity.id in fact.claimed_by and entity.id in _speakers(book, fact):
        return True
    if entity.id in fact.claimed_by:
        return False
    # A contract has no name in most texts: whoever takes part in it names it.
    parties = {party for entities in entity.parties.values() for party in entities}
    return any(
        is_named(book.entities[party].names, sentences)
        for party in sorted(parties)
        if party in book.entities
    )


def _speakers(book: Factbook, fact: Fact) -> set[str]:
    return {
        book.sources[citation.source].speaker_at(citation.line)
        for citation in fact.citations
        if citation.source in book.sources
    }


def _unnamed(book: Factbook, fact: Fact, entity: Entity, at: Address, sentences: str) -> Problem:
    message = f"no cited sentence of {fact.id} names {entity.name}"
    if likeness := in_other_letters(entity.names, sentences):
        message += f', but one says "{likeness}"'
        remedy = f"write the name so, or add it to the aliases of {entity.id}:  {likeness}"
        return Problem(at, NAME, message, remedy, passage(book, fact.citations[0]))
    remedy = (
        "add a citation  for: who  that names it, add the form to its aliases, "
        "or say why it is meant:  inferred: ..."
    )
    return Problem(at, NAME, message, remedy, passage(book, fact.citations[0]))


def _parties(book: Factbook, entity: Entity) -> Iterator[Problem]:
    facts = [fact for fact in entity.facts if not fact.retired]
    told = {party for fact in facts for ids in fact.involves.values() for party in ids}
    told |= {fact.value.entity for fact in facts if isinstance(fact.value, EntityValue)}
    sentences = "\n".join(_sentences(book, fact) for fact in facts)
    inferred = any(fact.inferred for fact in facts)
    for role, parties in entity.parties.items():
        for party in parties:
            known = book.entities.get(party)
            if known is None or party in told or inferred:
                continue
            if not is_named(known.names, sentences):
                message = f"no fact of {entity.id} tells of its party {known.name}"
                remedy = "add a fact whose cited sentence names it, or take the party out"
                yield Problem(entity.address.at("parties", role), NAME, message, remedy)
