"""An outline that is changed entity by entity, and stored between, is the one made anew."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from factbook.outline import Added, Head, Outline, outlined, restored

NAMES = st.sampled_from(["a", "a-b", "ab", "b", "c"])
ADDED = st.dictionaries(
    NAMES,
    st.builds(
        lambda count, ties, parties, sources: (count, ties, parties, sources),
        st.integers(0, 3),
        st.lists(st.tuples(NAMES, st.integers(0, 3), st.sampled_from(["buyer", ""]))),
        st.lists(NAMES, unique=True),
        st.lists(st.tuples(NAMES, st.integers(0, 3))),
    ),
)
Drawn = dict[str, tuple[int, list[tuple[str, int, str]], list[str], list[tuple[str, int]]]]


def added(drawn: Drawn) -> dict[str, Added]:
    """Give what entities add, in the order of their ids."""
    found = {}
    for entity, (count, ties, parties, sources) in sorted(drawn.items()):
        named: dict[str, list[tuple[str, int, str, bool]]] = {}
        for name, fact, role in ties:
            named.setdefault(name, []).append((entity, fact, role, not role))
        cited: dict[str, list[tuple[str, int, int]]] = {}
        for source, fact in sources:
            cited.setdefault(source, []).append((entity, fact, 0))
        contracts = {party: [(entity, "buyer")] for party in parties}
        found[entity] = Added(Head("kind", False, count, "", (entity,)), named, contracts, cited)
    return found


def told(outline: Outline) -> list[dict[str, object]]:
    tables = [outline.ties, outline.contracts, outline.cited]
    rows: list[dict[str, object]] = [{name: it[name] for name in it} for it in tables]
    return [dict(outline.heads), *rows]


@given(before=ADDED, after=ADDED)
def test_an_outline_changed_is_the_one_made_anew(before: Drawn, after: Drawn) -> None:
    old, new = added(before), added(after)
    outline = outlined(old.items())
    outline = restored(pickle.loads(pickle.dumps(outline.stored())))
    for entity in {*old, *new}:
        if old.get(entity) != new.get(entity):
            outline.put(entity, old.get(entity), new.get(entity))
    assert told(outline) == told(outlined(new.items()))
