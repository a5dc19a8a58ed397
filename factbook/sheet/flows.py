"""Who pays whom: contracts whose roles say what flows from whom to whom, by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.model import Entity, Fact
from factbook.quantity import Quantity
from factbook.sheet.lookup import Lookup
from factbook.sheet.measures import Measure, Measures, by_unit, measures_of
from factbook.sheet.parts import Piece


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount that flows from one party to another under a contract."""

    giver: Piece
    receiver: Piece
    contract: Piece
    measure: Measure


@dataclass(frozen=True, slots=True)
class Flows:
    """The flows in one unit, the largest first."""

    id: str
    unit: str
    flows: tuple[Flow, ...]

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether there is more than one flow to compare."""
        return len(self.flows) > 1


def leading_amount(lookup: Lookup, contract: Entity) -> Fact | None:
    """Give the amount that a contract is known by: its first key figure that is a quantity.

    What is an opinion or a change is not the amount of a contract.
    """
    properties = lookup.book.vocabulary.properties
    amounts = {
        fact.id: fact
        for fact in contract.facts
        if not fact.retired
        and isinstance(fact.value, Quantity)
        and properties[fact.property].change == "no"
    }
    return next((amounts[id] for id in contract.key_figures if id in amounts), None)


def sides(lookup: Lookup, contract: Entity, flow: str) -> list[Entity]:
    """Give the parties that give ("from") or receive ("to") under a contract."""
    roles = lookup.book.vocabulary.roles
    ids = [
        party
        for role, parties in contract.parties.items()
        if roles[role].flow == flow
        for party in parties
    ]
    return lookup.entities(ids)


def flows_of(lookup: Lookup, contracts: Sequence[Entity]) -> tuple[Flows, ...]:
    """Give the flows of contracts, a group for each unit: units are never added or mixed.

    A contract with several givers or receivers is left to the table, for nobody knows the shares.
    """
    amounts = {
        fact.ref: contract
        for contract in contracts
        if (fact := leading_amount(lookup, contract)) is not None
        and len(sides(lookup, contract, "from")) == len(sides(lookup, contract, "to")) == 1
    }
    grouped = by_unit(lookup, [lookup.book.facts[ref] for ref in amounts])
    found = [
        _flows(measures_of(lookup, base, "", [(fact, "", "") for fact in facts]), lookup, amounts)
        for base, facts in grouped.items()
    ]
    return tuple(sorted(found, key=lambda group: (-len(group.flows), group.id)))


def _flows(measures: Measures, lookup: Lookup, amounts: dict[str, Entity]) -> Flows:
    flows = []
    for measure in measures.rows:
        contract = amounts[measure.row.ref]
        giver, receiver = (sides(lookup, contract, flow)[0] for flow in ("from", "to"))
        flows.append(
            Flow(
                lookup.piece(giver),
                lookup.piece(receiver),
                lookup.piece(contract),
                measure,
            )
        )
    return Flows(f"flows-{measures.id.lower()}", measures.unit, tuple(flows))
