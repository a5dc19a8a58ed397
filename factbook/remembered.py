"""Work with what the last build knew, and the proof of records that needs no more than that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from factbook.proof import Proof, Tell, keep_proven, prove
from factbook.store import DamagedError, Store, forget, store_of
from factbook.version import version

# Imported only where a cluster is used.
if TYPE_CHECKING:
    from factbook.cluster import Cluster

Result = TypeVar("Result")


def check_records(root: Path, tell: Tell, cluster: Cluster | None = None) -> Proof:
    """Prove the factbook in `root`, and remember what was proven for the next build."""
    return with_store(root, partial(_check, root, tell, cluster))


def store_ahead(root: Path) -> Store | None:
    """Give the store of the last build with what every build reads first; None if it is damaged."""
    store = store_of(root, version())
    try:
        store.read_ahead()
    except DamagedError:
        store.close()
        return None
    return store


def with_store(root: Path, work: Callable[[Store], Result], ahead: Store | None = None) -> Result:
    """Do work with the store of the last build; where that is damaged, with a new one.

    The one that was read `ahead` is taken if nothing has been written since.
    """
    if ahead and not ahead.is_as_read():
        ahead.close()
        ahead = None
    store = ahead or store_of(root, version())
    try:
        return work(store)
    except DamagedError:
        store.close()
        forget(root)
        store = store_of(root, version())
        return work(store)
    finally:
        store.close()


def _check(root: Path, tell: Tell, cluster: Cluster | None, store: Store) -> Proof:
    proof = prove(root, store, tell, cluster=cluster)
    if proof.factbook is not None:
        keep_proven(proof)
    return proof
