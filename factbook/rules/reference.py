"""Rule reference: ids that name nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from factbook.model import Entity, EntityValue, Fact, Factbook, Roles
from factbook.part import Part
from factbook.problem import Address, Problem, Step
from factbook.record import Label
from factbook.shape import did_you_mean

NAME = "reference"
FEW = 12


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Every id in a record names something that exists and may stand there."""
    for entity in part.entities:
        yield from _entity(book, entity)
        for fact in entity.facts:
            yield from _fact(book, fact)
    for disagreement in part.disagreements:
        yield from _facts(book, disagreement.facts, disagreement.address.at("facts"))
    for derived in part.derived:
        yield from _facts(book, derived.members, derived.address.at("members"))
    for source in part.sources:
        for told in source.commentary:
            yield from _one(book, told.speaker, book.entities, "entity", told.address, "speaker")
    if part.is_whole:
        yield from _changelog(book)
        yield from _site(book)
        yield from _vocabulary(book)


def _entity(book: Factbook, entity: Entity) -> Iterator[Problem]:
    own = [fact.id for fact in entity.facts if not fact.retired]
    for index, figure in enumerate(entity.key_figures):
        at = entity.address
        if "/" in figure:
            yield from _foreign_figure(book, entity, figure, at.at("key_figures", index))
        else:
            yield from _one(book, figure, own, "fact of this file", at, "key_figures", index)
    yield from _roles(book, entity.parties, entity.address, "parties")
    for asked in entity.not_stated:
        if asked.property:
            known, at = book.vocabulary.properties, asked.address
            yield from _one(book, asked.property, known, "property", at, "property")
        yield from _facts(book, asked.nearest, asked.address.at("nearest"))


def _foreign_figure(book: Factbook, entity: Entity, ref: str, at: Address) -> Iterator[Problem]:
    yield from _facts(book, [ref], at, of_list=False)
    fact = book.facts.get(ref)
    if fact is None or fact.retired:
        return
    holder = book.entities[fact.entity]
    concerned = {holder.id} | {party for ids in holder.parties.values() for party in ids}
    for told in holder.facts:
        concerned |= {party for ids in told.involves.values() for party in ids}
        if isinstance(told.value, EntityValue):
            concerned.add(told.value.entity)
    if entity.id not in concerned:
        message = f"no fact of {holder.id} involves {entity.id}"
        yield Problem(at, NAME, message, "name a fact of its own, or of something it takes part in")


def _fact(book: Factbook, fact: Fact) -> Iterator[Problem]:
    at, vocabulary = fact.address, book.vocabulary
    # What all facts name, mostly well, is asked for here: a call for each takes twice as long.
    if fact.property not in vocabulary.properties:
        yield from _one(book, fact.property, vocabulary.properties, "property", at, "property")
    if fact.state not in vocabulary.states:
        yield from _one(book, fact.state, vocabulary.states, "state", at, "state")
    if fact.involves:
        yield from _roles(book, fact.involves, at, "involves")
    for speaker in fact.claimed_by:
        yield from _one(book, speaker, book.entities, "entity", at, "claimed_by")
    if fact.part_of or fact.anchor or fact.replaced_by:
        for key in ("part_of", "anchor", "replaced_by"):
            if ref := getattr(fact, key):
                yield from _one(book, ref, book.facts, "fact", at, key)
    sources = book.sources
    for citation in fact.citations:
        if citation.source not in sources:
            yield from _one(book, citation.source, sources, "source", citation.address, "source")
    if isinstance(fact.value, EntityValue):
        yield from _entity_value(book, fact, fact.value)


def _entity_value(book: Factbook, fact: Fact, value: EntityValue) -> Iterator[Problem]:
    yield from _one(book, value.entity, book.entities, "entity", fact.address, "value")
    known = book.vocabulary.properties.get(fact.property)
    entity = book.entities.get(value.entity)
    if known and entity and known.kinds and entity.kind not in known.kinds:
        message = f"{fact.property} cannot be {entity.id}, which is of the kind {entity.kind}"
        at, remedy = fact.address.at("value"), f"name an entity of {', '.join(known.kinds)}"
        yield Problem(at, NAME, message, remedy)


def _roles(book: Factbook, roles: Roles, at: Address, key: str) -> Iterator[Problem]:
    for role, entities in roles.items():
        if role not in book.vocabulary.roles:
            where = at.at(key, role, part="key")
            yield from _one(book, role, book.vocabulary.roles, "role", where)
        for entity in entities:
            if entity not in book.entities:
                yield from _one(book, entity, book.entities, "entity", at, key, role)


def _facts(
    book: Factbook, refs: Iterable[str], at: Address, *, of_list: bool = True
) -> Iterator[Problem]:
    for index, ref in enumerate(refs):
        place = at.at(index) if of_list else at
        yield from _one(book, ref, book.facts, "fact", place)
        if ref in book.facts and book.facts[ref].retired:
            message = f"the fact {ref} was withdrawn"
            instead = book.facts[ref].replaced_by
            remedy = f"write  {instead}" if instead else "take it out"
            yield Problem(place, NAME, message, remedy)


def _changelog(book: Factbook) -> Iterator[Problem]:
    """A change may tell of a fact that was withdrawn by it, so only its id is asked for."""
    for change in book.changes:
        for index, ref in enumerate(change.facts):
            yield from _one(book, ref, book.facts, "fact", change.address, "facts", index)


def _site(book: Factbook) -> Iterator[Problem]:
    at = Address("facts/site.yml", ("headline",))
    headline = book.site.headline
    yield from _facts(book, headline.facts, at.at("facts"))
    for index, name in enumerate(headline.disagreements):
        yield from _one(book, name, book.disagreements, "disagreement", at, "disagreements", index)
    # Whose question it is, its id begins with; all are looked through for what comes near it.
    named = (book.entities.get(name.partition("/")[0]) for name in headline.open_questions)
    asked = {it.id for entity in named if entity for it in entity.not_stated}
    if not asked.issuperset(headline.open_questions):
        asked = {it.id for entity in book.entities.values() for it in entity.not_stated}
    for index, name in enumerate(headline.open_questions):
        yield from _one(book, name, asked, "open question", at, "open_questions", index)


def _vocabulary(book: Factbook) -> Iterator[Problem]:
    vocabulary = book.vocabulary
    at = Address("facts/vocabulary/properties.yml")
    for name, record in vocabulary.properties.items():
        for key, words, known, what in (
            ("units", record.units, vocabulary.units, "unit"),
            ("kinds", record.kinds, vocabulary.kinds, "kind"),
            ("states", record.states, vocabulary.states, "state"),
        ):
            for index, word in enumerate(words):
                yield from _one(book, word, known, what, at, name, key, index)
        if (record.type == "choice") != bool(record.choices):
            message = f"{name} has no choices" if not record.choices else f"{name} is no choice"
            remedy = "write  type: choice  and its  choices:  together"
            yield Problem(at.at(name, "type"), NAME, message, remedy)
    at = Address("facts/vocabulary/kinds.yml")
    for name, kind in vocabulary.kinds.items():
        for index, word in enumerate(kind.columns):
            columns = at.at(name, "columns")
            yield from _one(book, word, vocabulary.properties, "property", columns, index)
    for name, term in vocabulary.glossary.items():
        if term.fact:
            at = Address("facts/vocabulary/glossary.yml", (name, "fact"))
            yield from _one(book, term.fact, book.facts, "fact", at)


def _one(
    book: Factbook, word: str, known: Collection[str], what: str, at: Address, *steps: Step
) -> Iterable[Problem]:
    """Give the problem of a word that names nothing; it stands at some steps from an address."""
    if word in known or word.partition("/")[0] in book.unread:
        return ()
    nearest = _labelled(word, known) or did_you_mean(word, known)
    remedy = f"write  {nearest}" if nearest else _others(known, what)
    place = at.at(*steps) if steps else at
    return (Problem(place, NAME, f'there is no {what} "{word}"', remedy),)


def _labelled(word: str, known: Collection[str]) -> str | None:
    """Give the word of the vocabulary whose label was written, in either language: geplant."""
    for name, record in known.items() if isinstance(known, Mapping) else ():
        label = getattr(record, "label", None)
        texts = (label.en, label.de) if isinstance(label, Label) else ()
        if word.casefold() in {text.casefold() for text in texts if text}:
            return str(name)
    return None


def _others(known: Collection[str], what: str) -> str:
    """Name the words there are, where they are few enough to be read."""
    if not known or len(known) > FEW:
        return f"add it, or name another {what}"
    return f"write one of: {', '.join(known)}; or add the {what}"
