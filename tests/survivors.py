"""Why some falsifications go unnoticed: each class of them with its reason, the first that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factbook.model import Factbook
from tests.mutations import Mutation

Fits = Callable[[Factbook, Mutation], bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """A class of falsifications that no rule tells of, and why."""

    what: str
    why: str
    fits: Fits


def reason_of(book: Factbook, mutation: Mutation) -> Reason | None:
    """Give the first class that a survivor belongs to, None if nobody has said why it survives."""
    return next((reason for reason in REASONS if reason.fits(book, mutation)), None)


def _of_kind(*kinds: str) -> Fits:
    return lambda _, mutation: mutation.kind in kinds


def _is_inferred(book: Factbook, mutation: Mutation) -> bool:
    if mutation.kind not in ("date", "choice", "entity", "speaker", "party"):
        return False
    # Who takes part in a deal is proven by any of its facts.
    fact = book.facts.get(mutation.fact)
    facts = [fact] if fact else book.entities[mutation.entity].facts
    return any(
        one.inferred or any(citation.inferred for citation in one.citations) for one in facts
    )


def _has_reason(book: Factbook, mutation: Mutation) -> bool:
    return mutation.kind == "state" and bool(book.facts[mutation.fact].state_reason)


def _to(*states: str) -> Fits:
    return lambda _, mutation: mutation.kind == "state" and mutation.raw["state"] in states


def _between_done(book: Factbook, mutation: Mutation) -> bool:
    states = book.vocabulary.states
    return (
        mutation.kind == "state"
        and states[mutation.raw["state"]].stands == states[book.facts[mutation.fact].state].stands
        and states[mutation.raw["state"]].stands == "done"
    )


def _of_a_deal(book: Factbook, mutation: Mutation) -> bool:
    if mutation.kind == "entity":
        return bool(book.entities[mutation.entity].parties)
    told = mutation.raw.get("involves", {}).values() if mutation.kind == "party" else ()
    return any(book.entities[entity].parties for entities in told for entity in entities)


REASONS = (
    Reason(
        "a time, choice, entity, speaker or party that the record itself marks as inferred",
        "The words do not give it, and the record says why it is meant: only a person can judge "
        "the reason. The sheet shows the badge *inferred*.",
        _is_inferred,
    ),
    Reason(
        "another state, where the record overrules its words",
        "`state_reason` says why the verbs do not count. Each such reason is listed by "
        "`build.py stats`.",
        _has_reason,
    ),
    Reason(
        "*announced*, *reported* and *snapshot* taken for one another",
        "All three tell of what is done. Whether a sentence that announces something announces "
        "this very thing, and whether a dated figure was measured at that moment, no verb tells.",
        _between_done,
    ),
    Reason(
        "a forecast taken for an opinion, or an opinion for a forecast",
        "The property is one of views, or the words are a commentator's: they may be either, and "
        "the clause tells of what is to come.",
        _to("opinion", "forecast"),
    ),
    Reason(
        "*planned* or *target* for another state of what lies ahead",
        'The clause has a verb that fits both, such as "wird" or "könne".',
        _to("planned", "target"),
    ),
    Reason(
        "a citation of a word that stands in the next line as well",
        "The quote is then true of either line.",
        _of_kind("line"),
    ),
    Reason(
        "a number of a statement made one that another fact of the same sentence has",
        "A statement may tell what stands beside its fact, so that number is told by the source.",
        _of_kind("statement"),
    ),
    Reason(
        "another deal, of which the sentence names a party",
        "Texts give deals no names: whoever takes part in one names it.",
        _of_a_deal,
    ),
    Reason(
        "the fact, its speaker or a party made another that the same sentence names",
        "Where our own sentence names both as well, or tells of a contract as a whole, no rule "
        "reads grammar: who of two buys from whom was judged by a person, twice.",
        _of_kind("entity beside", "speaker beside", "party beside"),
    ),
    Reason(
        "who pays and who is paid in a contract",
        "Both are named wherever the contract is told of. Which of them does what is grammar, and "
        "read by persons; the picture of who pays whom is drawn from the record alone.",
        _of_kind("direction"),
    ),
    Reason(
        "the role of an entity that takes part",
        "For the same reason: what somebody named in our sentence does in it is read by persons.",
        _of_kind("role"),
    ),
    Reason(
        "another subject",
        "Under which topics a fact is filed is the editors' own sorting; no sentence has to "
        "name them.",
        _of_kind("subject"),
    ),
)
