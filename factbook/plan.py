"""What is decided of a whole site before its pages are made: what lists show, what pages there are.

To decide it takes all records; what is decided depends on no word of theirs, and most edits are of
words. So it is kept, and decided anew where something else has changed.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

from factbook import render, sheet
from factbook.changes import PLANNED, SITE
from factbook.model import CHANGELOG, DERIVED, DISAGREEMENT, SOURCE, Factbook, Vocabulary
from factbook.page import Section
from factbook.proof import Proof
from factbook.reads import ALL
from factbook.sheet.lookup import Known
from factbook.store import Product, pickled, unpickled

_PLAN = "plan"
# All of a factbook that the choices may look at: of entities, what `planned` leaves of them.
READS = frozenset(
    (
        PLANNED,
        SITE,
        *(prefix + ALL for prefix in (SOURCE, DISAGREEMENT, DERIVED, CHANGELOG)),
        *(f"{table.name}:{ALL}" for table in fields(Vocabulary)),
    )
)


class Plan(NamedTuple):
    """What is known of all records, the name and the id of every page, and the frames of pages."""

    known: Known
    pages: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def plan_of(proof: Proof, book: Factbook) -> Plan:
    """Give the plan of a proven factbook, from the store if nothing it depends on has changed."""
    known = proof.found.products.get(_PLAN)
    if known or not proof.stale([_PLAN]):
        plan: Plan = unpickled(known.made if known else proof.store.made(_PLAN))
        return plan
    plan = made_plan(book)
    proof.found.products[_PLAN] = Product(READS, pickled(plan))
    return plan


def plan_ahead(book: Factbook) -> dict[str, Product]:
    """Give the plan of a factbook that is not proven yet, as a product; none if it has none."""
    try:
        return {_PLAN: Product(READS, pickled(made_plan(book)))}
    # Of faulty records it may have none. Of proven ones it is made again, and says what is wrong.
    except Exception:  # noqa: BLE001
        return {}


def made_plan(book: Factbook) -> Plan:
    """Decide what the site of a factbook shows."""
    return Plan(
        sheet.lookup_of(book).found_out(),
        tuple(render.page_names(book)),
        tuple(render.sections(book)),
    )
