"""What the last build knew: records as they were read, and what was made of what, in one file.

The file is a cache: whatever is wrong with it, or made by another version of the code, it is
begun anew, and the build is a cold one. Every entry carries a checksum.
"""

from __future__ import annotations

import errno
import json
import os
import pickle
import sqlite3
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

_FILE = "build/store.sqlite"
# The name under which is kept what was made of a file.
_RECORD = "record:"
# Of large pages fewer are read and written.
_TABLES = """
PRAGMA page_size = 32768;
CREATE TABLE about (version TEXT);
CREATE TABLE records (file TEXT PRIMARY KEY, stat TEXT, digest TEXT, sum INT) WITHOUT ROWID;
CREATE TABLE names (part INTEGER PRIMARY KEY, names TEXT, sum INT);
CREATE TABLE products (name TEXT PRIMARY KEY, reads BLOB, sum INT) WITHOUT ROWID;
CREATE TABLE made (name TEXT PRIMARY KEY, made BLOB, sum INT) WITHOUT ROWID;
CREATE TABLE more (name TEXT PRIMARY KEY, more BLOB, sum INT) WITHOUT ROWID;
CREATE TABLE noted (name TEXT PRIMARY KEY, value TEXT, sum INT) WITHOUT ROWID;
"""


# The journal makes a change whole or void if the program is killed. Should the power be cut, the
# checksums tell: nothing need wait for the disk.
_HURRY = "PRAGMA synchronous = OFF;"


class Kept(NamedTuple):
    """A file as it was last read: its size and time, the digest of all that its record is made of.

    The record itself is None where the store has it.
    """

    stat: str
    digest: str
    made: bytes | None = None


class Product(NamedTuple):
    """Something made of a factbook: the names of what was read for it, and what it is, pickled.

    `more` is what is seldom asked for. Of what is `spilled` both are on the disk already. Where the
    names are `packed`, their numbers stand there, and no names.
    """

    reads: Collection[str]
    made: bytes
    more: bytes = b""
    is_spilled: bool = False
    packed: bytes | None = None


class _Numbers(dict[str, int]):
    """The number of each name; one that was never read before gets the next."""

    def __init__(self, names: list[str]) -> None:
        super().__init__((name, number) for number, name in enumerate(names))
        self.names = names

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        return number


@dataclass(slots=True)
class Found:
    """What a build adds to the store, and what it takes out."""

    records: dict[str, Kept] = field(default_factory=dict)
    lost_records: set[str] = field(default_factory=set)
    products: dict[str, Product] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    noted: dict[str, str] = field(default_factory=dict)
    lost_noted: set[str] = field(default_factory=set)


class Store:
    """The file in a factbook's `build/`. `is_fresh` says that it knows nothing yet."""

    def __init__(self, path: Path, base: sqlite3.Connection, *, is_fresh: bool = False) -> None:
        self._path = path
        self._base = base
        self._process = os.getpid()
        # What a forked process has opened for itself.
        self._reading: sqlite3.Connection | None = None
        self._numbers: _Numbers | None = None
        # So many names the file has.
        self._kept_names = 0
        self._ahead: _Ahead | None = None
        self.is_fresh = is_fresh

    def read_ahead(self) -> None:
        """Read what every build begins with, while nobody waits for it. Raises DamagedError."""
        state = self._state()
        assert self.numbers is not None
        self._ahead = _Ahead(state, self.records(), self.reads(), self.noted())

    def is_as_read(self) -> bool:
        """Tell whether no other process has written since what was read ahead was read."""
        return self._ahead is not None and self._ahead.state == self._state()

    def records(self) -> dict[str, Kept]:
        """Give every file that was read; empty, and all begun anew, if one of them is damaged."""
        if self._ahead:
            return self._ahead.records
        rows = self._rows("SELECT file, stat, digest, sum FROM records ORDER BY file")
        return {file: Kept(stat, digest) for file, stat, digest in rows}

    def record(self, file: str) -> bytes | None:
        """Give what was made of a file, None if nothing was."""
        return self.made(_RECORD + file)

    def reads(self) -> NamesRead:
        """Give, for each product by its name, the names of what was read for it."""
        if self._ahead:
            return self._ahead.reads
        rows = self._rows("SELECT name, reads, sum FROM products ORDER BY name")
        return NamesRead(dict(rows), self)

    @property
    def numbers(self) -> _Numbers:
        """The numbers of all names that were ever read.

        They are read as a whole: one that was not found, because its bytes are damaged, would count
        as one that nothing has read.
        """
        if self._numbers is None:
            rows = self._rows("SELECT part, names, sum FROM names ORDER BY part")
            self._numbers = _Numbers([name for _, names in rows for name in json.loads(names)])
            self._kept_names = len(self._numbers)
        return self._numbers

    def names(self, packed: bytes) -> frozenset[str]:
        """Give the names whose numbers were packed."""
        return frozenset(map(self.numbers.names.__getitem__, array("I", packed)))

    def names_of(self, product: Product) -> frozenset[str]:
        """Give the names of what was read for a product."""
        return self.names(self._packed(product))

    def lean(self, product: Product) -> Product:
        """Give a product with its names packed: all products together name much the same."""
        return product._replace(reads=(), packed=self._packed(product))

    def _packed(self, product: Product) -> bytes:
        if product.packed is not None:
            return product.packed
        return array("I", map(self.numbers.__getitem__, product.reads)).tobytes()

    def made(self, name: str) -> bytes | None:
        """Give what was made under a name, None if nothing was."""
        rows = self._rows("SELECT name, made, sum FROM made WHERE name = ?", name)
        return rows[0][1] if rows else None

    def more(self, name: str) -> bytes | None:
        """Give what is seldom asked for of a product, None if nothing is."""
        rows = self._rows("SELECT name, more, sum FROM more WHERE name = ?", name)
        return rows[0][1] if rows else None

    def full(self, prefix: str) -> dict[str, bytes]:
        """Give what was made under the names with a prefix, where that is not nothing."""
        rows = self._rows(
            "SELECT name, made, sum FROM made WHERE name >= ? AND name < ? AND made != x''",
            prefix,
            prefix + "\U0010ffff",
        )
        return dict(rows)

    def noted(self) -> dict[str, str]:
        """Give the values that were noted, by name."""
        if self._ahead:
            return self._ahead.noted
        return dict(self._rows("SELECT name, value, sum FROM noted"))

    def spill(
        self, products: Mapping[str, Product], others: Iterable[str] = ()
    ) -> dict[str, Product]:
        """Write what was made to the disk, before it is known whether the build will end well.

        Until `keep` says what was read for it, it counts as not made, as do the `others`. Gives
        what is left in memory.
        """
        with self._written():
            self._lose("products", (*products, *others))
            self._put_made(products)
        return {
            name: self.lean(Product(it.reads, b"", is_spilled=True))
            for name, it in products.items()
        }

    def spill_records(self, records: Mapping[str, Kept]) -> None:
        """Write records to the disk at once; only into a store that has no products yet."""
        with self._written():
            self._put_records(records)

    def keep(self, found: Found) -> None:
        """Take in what a build found out, all of it or nothing."""
        with self._written():
            run = self._base.executemany
            run("DELETE FROM records WHERE file = ?", ((file,) for file in found.lost_records))
            self._lose("made", (_RECORD + file for file in found.lost_records))
            for table in ("products", "made", "more"):
                self._lose(table, found.lost)
            self._put_records(found.records)
            run(
                "INSERT OR REPLACE INTO products VALUES (?, ?, ?)",
                (_summed(name, self._packed(it)) for name, it in found.products.items()),
            )
            self._keep_names()
            self._put_made({name: it for name, it in found.products.items() if not it.is_spilled})
            run(
                "INSERT OR REPLACE INTO noted VALUES (?, ?, ?)",
                (_summed(name, value) for name, value in found.noted.items()),
            )
            run("DELETE FROM noted WHERE name = ?", ((name,) for name in found.lost_noted))
        self._kept_names = len(self.numbers)

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Write all or nothing. Raises OSError where the disk does not take it."""
        self._ahead = None
        try:
            with self._base:
                yield
        except sqlite3.OperationalError as fault:
            raise OSError(errno.ENOSPC, str(fault), str(self._path)) from fault

    def _state(self) -> tuple[int, ...]:
        """Give what tells this state of the file from any other."""
        ((version,),) = self._base.execute("PRAGMA data_version")
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return (version,)
        return version, status.st_ino, status.st_size, status.st_mtime_ns

    def _keep_names(self) -> None:
        """Write down the names that the file does not have."""
        new = self.numbers.names[self._kept_names :]
        if new:
            row = self._kept_names, json.dumps(new)
            self._base.execute("INSERT INTO names VALUES (?, ?, ?)", (*row, _sum(row)))

    def _lose(self, table: str, names: Iterable[str]) -> None:
        query = f"DELETE FROM {table} WHERE name = ?"  # noqa: S608 - our own names
        self._base.executemany(query, ((name,) for name in names))

    def _put_records(self, records: Mapping[str, Kept]) -> None:
        self._base.executemany(
            "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
            (_summed(file, kept.stat, kept.digest) for file, kept in records.items()),
        )
        self._base.executemany(
            "INSERT OR REPLACE INTO made VALUES (?, ?, ?)",
            (
                _summed(_RECORD + file, kept.made)
                for file, kept in records.items()
                if kept.made is not None
            ),
        )

    def _put_made(self, products: Mapping[str, Product]) -> None:
        run = self._base.executemany
        run(
            "INSERT OR REPLACE INTO made VALUES (?, ?, ?)",
            (_summed(name, it.made) for name, it in products.items()),
        )
        run(
            "INSERT OR REPLACE INTO more VALUES (?, ?, ?)",
            (_summed(name, it.more) for name, it in products.items() if it.more),
        )
        self._lose("more", (name for name, it in products.items() if not it.more))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _here(self) -> sqlite3.Connection:
        """Give a connection to read by: no process may use one that another opened, or close it."""
        if os.getpid() == self._process:
            return self._base
        if self._reading is None:
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            self._reading = sqlite3.connect(address, uri=True)
        return self._reading

    def _rows(self, query: str, *wanted: str) -> list[tuple[Any, ...]]:
        """Give rows without their sums, which come last. Raises DamagedError."""
        try:
            rows = self._here().execute(query, wanted).fetchall()
        except sqlite3.DatabaseError as fault:
            raise DamagedError from fault
        if any(_sum(row[:-1]) != row[-1] for row in rows):
            raise DamagedError
        return [row[:-1] for row in rows]


class NamesRead(Mapping[str, frozenset[str]]):
    """What was read for each product, by its name, as the store has it: names by their numbers."""

    def __init__(self, packed: Mapping[str, bytes], store: Store) -> None:
        self._packed = packed
        self._store = store

    def __getitem__(self, product: str) -> frozenset[str]:
        return self._store.names(self._packed[product])

    def __contains__(self, product: object) -> bool:
        return product in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def have_read(self, products: Iterable[str], names: Collection[str]) -> Iterator[str]:
        """Give those of the products for which one of the names was read."""
        known = self._store.numbers
        numbers = {known[name] for name in names if name in known}
        for product in products:
            packed = self._packed.get(product)
            if packed is not None and not numbers.isdisjoint(array("I", packed)):
                yield product


class _Ahead(NamedTuple):
    """What was read of a store before it was asked for, and the state of the file it is of."""

    state: tuple[int, ...]
    records: dict[str, Kept]
    reads: NamesRead
    noted: dict[str, str]


def store_of(root: Path, version: str) -> Store:
    """Open the store of the factbook in `root`, begun anew if other code has written it."""
    path = root / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = _opened(path, version)
    return Store(path, opened or _begun(path, version), is_fresh=opened is None)


class DamagedError(Exception):
    """The store holds other bytes than were written."""


def pickled(made: object) -> bytes:
    """Give bytes that `unpickled` turns back."""
    return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)


def unpickled(made: bytes | None) -> Any:
    """Give what was pickled. The bytes are the build's own, and their checksum held.

    Raises DamagedError where there are none.
    """
    if not made:
        raise DamagedError
    return pickle.loads(made)  # noqa: S301


def forget(root: Path) -> None:
    """Delete the store, so that the next build is a cold one."""
    for path in (root / _FILE).parent.glob(f"{Path(_FILE).name}*"):
        path.unlink(missing_ok=True)


def _opened(path: Path, version: str) -> sqlite3.Connection | None:
    """Open a store that this version of the code has written, None if there is none."""
    if not path.is_file():
        return None
    base = sqlite3.connect(path)
    try:
        known = base.execute("SELECT version FROM about").fetchall() == [(version,)]
    except sqlite3.DatabaseError:
        known = False
    if known:
        base.execute(_HURRY)
        return base
    base.close()
    return None


def _begun(path: Path, version: str) -> sqlite3.Connection:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    base = sqlite3.connect(path)
    base.executescript(f"{_HURRY} {_TABLES}")
    with base:
        base.execute("INSERT INTO about VALUES (?)", (version,))
    return base


def _summed(*values: str | bytes) -> tuple[str | bytes | int, ...]:
    return (*values, _sum(values))


def _sum(values: tuple[Any, ...]) -> int:
    found = 0
    for value in values:
        found = zlib.crc32(value if isinstance(value, bytes) else str(value).encode(), found)
    return found
