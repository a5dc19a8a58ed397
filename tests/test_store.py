"""What was read for a product is known again from the store, in any process."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from factbook.store import DamagedError, Found, Product, Store, store_of

NAMES = frozenset({"entity:a", "ties:*", "involves:two\nlines", "nought:\0", "entity:ä"})


def kept(root: Path, **reads: frozenset[str]) -> Store:
    """Give the store of a folder, opened anew after it has kept products with such reads."""
    store = store_of(root, "1")
    products = {name: Product(names, name.encode()) for name, names in reads.items()}
    store.keep(Found(products=products))
    store.close()
    return store_of(root, "1")


def test_what_was_read_is_known_again(tmp_path: Path) -> None:
    kept(tmp_path, page=NAMES).close()
    store = kept(tmp_path, other=frozenset({"entity:a", "entity:new"}))
    reads = store.reads()
    assert dict(reads) == {"page": NAMES, "other": {"entity:a", "entity:new"}}
    assert list(reads.have_read(["page", "other", "none"], {"entity:a"})) == ["page", "other"]
    assert list(reads.have_read(["page", "other"], {"entity:new", "entity:b"})) == ["other"]
    assert list(reads.have_read(["page", "other"], set())) == []


def test_what_is_kept_now_is_known_at_once(tmp_path: Path) -> None:
    store = store_of(tmp_path, "1")
    assert store.is_fresh
    store.keep(Found(products={"page": Product(NAMES, b"page")}))
    assert dict(store.reads()) == {"page": NAMES}


def test_a_forked_process_reads_the_same(tmp_path: Path) -> None:
    store = kept(tmp_path, page=NAMES)
    _shared.append(store)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_made_there, ("page",)) == b"page"
    assert store.made("page") == b"page"


def test_what_was_read_ahead_holds_until_others_write(tmp_path: Path) -> None:
    store = kept(tmp_path, page=NAMES)
    store.read_ahead()
    assert store.is_as_read()
    assert dict(store.reads()) == {"page": NAMES}
    kept(tmp_path, other=NAMES).close()
    assert not store.is_as_read()
    again = store_of(tmp_path, "1")
    again.read_ahead()
    again.keep(Found(products={"third": Product(NAMES, b"third")}))
    assert dict(again.reads()) == {"page": NAMES, "other": NAMES, "third": NAMES}


def test_what_was_read_ahead_does_not_hold_when_the_file_is_another(tmp_path: Path) -> None:
    store = kept(tmp_path, page=NAMES)
    store.read_ahead()
    (tmp_path / "build/store.sqlite").unlink()
    assert not store.is_as_read()
    kept(tmp_path, page=NAMES).close()
    assert not store.is_as_read()


_shared: list[Store] = []


def _made_there(name: str) -> bytes | None:
    return _shared[0].made(name)


def test_what_the_disk_does_not_take_is_not_kept(tmp_path: Path) -> None:
    store = kept(tmp_path, page=NAMES)
    limit = sqlite3.connect(tmp_path / "build/store.sqlite")
    # Who else writes keeps others from it as a full disk does.
    limit.execute("BEGIN IMMEDIATE")
    store._base.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(OSError, match="locked"):
        store.keep(Found(products={"other": Product(NAMES, b"other")}))
    limit.rollback()
    limit.close()
    assert dict(store.reads()) == {"page": NAMES}


@pytest.mark.parametrize("column", ["names", "part"])
def test_names_that_are_damaged_are_told(tmp_path: Path, column: str) -> None:
    kept(tmp_path, page=NAMES).close()
    with sqlite3.connect(tmp_path / "build/store.sqlite") as base:
        change = {"names": "names = replace(names, 'entity:a', 'entity:b')", "part": "part = 7"}
        base.execute(f"UPDATE names SET {change[column]}")
    base.close()
    with pytest.raises(DamagedError):
        list(store_of(tmp_path, "1").reads().have_read(["page"], {"entity:a"}))
