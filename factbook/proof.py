"""Records proven: loaded and checked, but only where something has changed since the last time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factbook.changes import UNREAD, changed_records, changed_values, noted_of
from factbook.check import found_in, told
from factbook.coverage import Account, account_of, remember
from factbook.load import load
from factbook.memory import Memory
from factbook.model import UNIT_WORDS, Factbook
from factbook.outline import restored
from factbook.part import Part
from factbook.problem import PlacedProblem, Problem
from factbook.reads import EVERYTHING
from factbook.rules.numerals_covered import STRANGERS, has_strangers
from factbook.rules.statement_fits import read_ahead
from factbook.store import Found, NamesRead, Product, Store, pickled, unpickled
from factbook.workers import LEAST, SHARE, shares_of, tapered

# Imported only where a cluster is used.
if TYPE_CHECKING:
    from factbook.cluster import Cluster

CHECK = "check:"
# What every check may read without its being noted.
_ALWAYS = frozenset((UNREAD, UNIT_WORDS))
_OUTLINE = "outline"
_WHOLE = "whole"
_SOURCES = "sources:"
_ENTITIES = f"{CHECK}entities:"
# What is done beside the checks, named as one of them.
_BESIDE = "beside:"

# Makes something of a factbook that may have problems; gives products, by their names.
Beside = Callable[[Factbook], "Mapping[str, Product]"]
# Told of work that takes its time: what it is, how much of it is done, of how much.
Tell = Callable[[str, int, int], None]


@dataclass(slots=True)
class Proof:
    """A factbook with its problems, sorted; what has changed, and what is to be stored."""

    root: Path
    store: Store
    tell: Tell
    # Where shares are done if not in processes here.
    cluster: Cluster | None = None
    factbook: Factbook | None = None
    problems: tuple[PlacedProblem, ...] = ()
    changed: set[str] = field(default_factory=set)
    found: Found = field(default_factory=Found)
    reads: NamesRead = field(init=False)
    noted: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reads = NamesRead({}, self.store)

    def note(self, values: Mapping[str, str]) -> None:
        """Note values that products read; those that are not what they were have changed."""
        kinds = {name.partition(":")[0] for name in values}
        before = {
            name: value for name, value in self.noted.items() if name.partition(":")[0] in kinds
        }
        self.changed |= changed_values(before, values)
        self.found.lost_noted |= before.keys() - values.keys()
        self.found.noted |= {
            name: value for name, value in values.items() if before.get(name) != value
        }

    def stale(self, names: Iterable[str]) -> list[str]:
        """Give those products that are not in store as they would be made now."""
        changed = self.changed | {EVERYTHING} if self.changed else self.changed
        names = list(names)
        touched = set(self.reads.have_read(names, changed))
        return [name for name in names if name not in self.reads or name in touched]

    def drop(self, prefix: str, names: Iterable[str]) -> None:
        """Note which products of a kind are no longer to be in store: all but these."""
        known = {name for name in self.reads if name.startswith(prefix)}
        self.found.lost |= known.difference(names)


def prove(
    root: Path,
    store: Store,
    tell: Tell,
    beside: Sequence[Beside] = (),
    cluster: Cluster | None = None,
) -> Proof:
    """Load the factbook in `root`, and run every rule over what has changed in it.

    Where that is shared out among processes, they also do what is to be done `beside`. Raises
    DamagedError.
    """
    proof = Proof(root, store, tell, cluster)
    outline = store.made(_OUTLINE)
    memory = Memory(
        store.records(),
        stored=store.record,
        outline=restored(unpickled(outline)) if outline else None,
        tell=partial(tell, "reading records"),
    )
    loaded = load(root, memory)
    proof.factbook = book = loaded.factbook
    if book is None:
        proof.problems = told(root, loaded.problems)
        return proof
    if store.is_fresh:
        # Nothing has been made of them that could be stale, and memory is short in a large build.
        store.spill_records(
            {file: kept for file, kept in memory.now.items() if file not in memory.faulty}
        )
    else:
        proof.found.records = {
            file: kept
            for file, kept in memory.now.items()
            if memory.known.get(file) != kept and file not in memory.faulty
        }
        proof.found.lost_records = set(memory.known) - (set(memory.now) - memory.faulty)
        proof.reads, proof.noted = store.reads(), store.noted()
        proof.changed = changed_records(memory)
    _keep_outline(proof, memory, book)
    proof.note(noted_of(book) | {STRANGERS: str(has_strangers(book))})
    proof.problems = told(root, [*loaded.problems, *_checked(proof, book, beside)])
    return proof


def _keep_outline(proof: Proof, memory: Memory, book: Factbook) -> None:
    """Note the outline for the next build, unless it is the one in store."""
    if memory.faulty:
        proof.found.lost.add(_OUTLINE)
    elif memory.outline is None or proof.changed:
        proof.found.products[_OUTLINE] = Product(frozenset(), pickled(book.outline.stored()))


def remember_accounts(proof: Proof, book: Factbook) -> None:
    """Let the accounts of sources be taken from their checks: pages and data files tell of them."""

    def find(source: str) -> Account | None:
        name = f"{CHECK}{_SOURCES}{source}"
        made = proof.found.products.get(name)
        account = made.more if made else proof.store.more(name)
        if not account:
            return None
        return unpickled(account), proof.store.names_of(made) if made else proof.reads[name]

    remember(book, find)


def keep_proven(proof: Proof) -> None:
    """Store what was proven, and not what else was made; nothing that may be stale is kept."""
    names = [name for name in proof.reads if not name.startswith(CHECK)]
    proof.found.lost |= set(proof.stale(names))
    # What was made of a page that never came into the site is no reason not to make it.
    proof.found.products = {
        name: it
        for name, it in proof.found.products.items()
        if name.startswith(CHECK) or name == _OUTLINE
    }
    proof.store.keep(proof.found)


def _checked(proof: Proof, book: Factbook, beside: Sequence[Beside]) -> Iterator[Problem]:
    names = list(_part_names(book))
    stale = proof.stale(names)
    done = 0
    shares = in_shares(book, stale)
    check = partial(_check, book, beside)
    found: Iterable[list[tuple[str, Product]]] = map(check, shares)
    if len(stale) >= LEAST and proof.cluster:
        found = proof.cluster.shares_of(partial(_checking, book), shares)
    elif len(stale) >= LEAST:
        found = shares_of(
            check, [*([f"{_BESIDE}{it}"] for it in range(len(beside))), *shares], _is_beside
        )
    for share in found:
        for name, product in share:
            proof.found.products[name] = proof.store.lean(product)
            done += name.startswith(CHECK)
        proof.tell("checking", done, len(stale))
    proof.drop(CHECK, names)
    # Most checks find nothing, and nothing is what is stored of them.
    known = proof.store.full(CHECK) | {n: it.made for n, it in proof.found.products.items()}
    for name in names:
        if made := known.get(name):
            yield from unpickled(made)


def in_shares(book: Factbook, names: Sequence[str]) -> list[list[str]]:
    """Cut checks into shares: those of what cites a source stand beside that of the source.

    So its quotes are read, and its sentences looked for, in one process.
    """
    groups = [names] if len(names) < LEAST else [[CHECK + _WHOLE], *_by_source(book), names]
    left = set(names)
    shares: list[list[str]] = [[]]
    for group in groups:
        here = [name for name in dict.fromkeys(group) if name in left]
        left.difference_update(here)
        if len(shares[-1]) + len(here) > SHARE:
            shares.append([])
        shares[-1] += here
    return tapered(shares)


def _by_source(book: Factbook) -> Iterator[list[str]]:
    """Give the names of the checks of each source and of all that cites it."""
    for source in book.sources.raw:
        rows = book.outline.cited.get(source)
        yield [*[_ENTITIES + row[0] for row in rows], f"{CHECK}{_SOURCES}{source}"]


def _part_names(book: Factbook) -> Iterator[str]:
    yield CHECK + _WHOLE
    for table in ("entities", "sources", "disagreements", "derived"):
        for id in getattr(book, table).raw:
            yield f"{CHECK}{table}:{id}"


def _checking(book: Factbook) -> Callable[[Sequence[str]], list[tuple[str, Product]]]:
    """Give the function that checks a share elsewhere."""
    return partial(_check, book, ())


def _check(
    book: Factbook, beside: Sequence[Beside], names: Sequence[str]
) -> list[tuple[str, Product]]:
    if _is_beside(names):
        return list(beside[int(names[0].removeprefix(_BESIDE))](book).items())
    ids = [name.removeprefix(_ENTITIES) for name in names if name.startswith(_ENTITIES)]
    read_ahead(book, Part(tuple([book.entities[id] for id in ids])))
    return [(name, _product(book, name.removeprefix(CHECK))) for name in names]


def _is_beside(share: Sequence[str]) -> bool:
    return share[0].startswith(_BESIDE)


def _product(book: Factbook, name: str) -> Product:
    problems, reads = book.reads.noted(lambda: found_in(book, _part(book, name)))
    account = account_of(book, name.removeprefix(_SOURCES)) if name.startswith(_SOURCES) else None
    return Product(
        reads | _ALWAYS,
        pickled(tuple(problems)) if problems else b"",
        pickled(account) if account else b"",
    )


def _part(book: Factbook, name: str) -> Part:
    if name == _WHOLE:
        return Part(is_whole=True)
    table, _, id = name.partition(":")
    part: dict[str, Any] = {table: (getattr(book, table)[id],)}
    return Part(**part)
