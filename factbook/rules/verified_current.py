"""Rule verified-current: facts that nobody has compared with their source as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import passage
from factbook.model import Fact, Factbook
from factbook.part import Part
from factbook.period import period_of
from factbook.problem import Problem, Unreadable

NAME = "verified-current"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """The stamp of every fact is that of the record as it stands."""
    for fact in part.facts:
        reason = _reason(fact)
        if reason is None:
            continue
        stamp = f"verified: YYYY-MM-DD EDITOR {fact.fingerprint}"
        remedy = (
            f"compare it with the source, then write  {stamp}"
            f"  or run  python build.py verify {fact.ref}"
        )
        at = fact.address.at("verified") if fact.verified_text else fact.address
        yield Problem(at, NAME, reason, remedy, passage(book, fact.citations[0]))


def _reason(fact: Fact) -> str | None:
    if not fact.verified_text:
        return f"nobody has verified {fact.id}"
    if fact.verified is None or isinstance(period_of(fact.verified.on), Unreadable):
        return f'"{fact.verified_text}" is not a stamp of date, editor and fingerprint'
    if fact.verified.fingerprint != fact.fingerprint:
        return f"{fact.id} has changed since it was verified on {fact.verified.on}"
    return None
