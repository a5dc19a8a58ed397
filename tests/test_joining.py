"""Files joined of what entities add, and joined again of their older state: the same bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook import joining
from factbook.contract import FactsJson
from factbook.export import (
    Rows,
    chunk_of,
    common_part,
    database,
    database_again,
    in_order_of_facts,
    sqlite_file,
)
from factbook.export.strand import Content, Strand, joined, laid, rejoined
from factbook.joining import Files, Joining, Older, _Kept
from factbook.model import Factbook
from factbook.proof import Proof
from factbook.publish import Stage
from factbook.store import store_of

_Texts = tuple[bytes, bytes]
OWNERS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.sampled_from([b"", b"x", b"yy"]), st.sampled_from([b"", b"z", b"zzz"])),
)


def parts_of(texts: Mapping[str, _Texts], head: bytes) -> list[bytes | Strand[_Texts]]:
    owners = sorted(texts)
    return [
        head,
        Strand(owners, itemgetter(0), b", ", b"[", b"]", b"none"),
        b"|",
        Strand(list(reversed(owners)), itemgetter(1)),
        b".",
    ]


def put_together(content: Sequence[Content], older: bytes) -> bytes:
    return b"".join(it if isinstance(it, bytes) else older[it] for it in content)


@given(before=OWNERS, after=OWNERS, head=st.sampled_from([b"", b"head"]), is_edit=st.booleans())
def test_a_file_joined_again_is_the_file_joined_anew(
    before: dict[str, _Texts], after: dict[str, _Texts], head: bytes, is_edit: bool
) -> None:
    if is_edit:
        # Nobody comes or goes.
        after = {id: after.get(id, texts) for id, texts in before.items()}
    older_parts, parts = parts_of(before, b"old"), parts_of(after, head)
    older = joined(older_parts, before)
    changed = {id: texts for id, texts in after.items() if before.get(id) != texts}
    content, lies = rejoined(parts, changed, laid(older_parts, before))
    assert put_together(content, older) == joined(parts, after)
    assert lies == laid(parts, after)


def test_pieces_that_stood_side_by_side_are_copied_in_one_stretch() -> None:
    texts = {id: (id.encode(), b"") for id in "abcdef"}
    parts = parts_of(texts, b"")
    content, _ = rejoined(parts, {"c": (b"other", b"")}, laid(parts, texts))
    assert [it for it in content if not isinstance(it, bytes)] == [slice(1, 5), slice(10, 17)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([slice(0, 3), b"def"], None),
        ([b"abc", slice(3, 6)], None),
        ([slice(0, 3), b"d"], b"abcd"),
        ([slice(3, 6), slice(0, 3)], b"defabc"),
        ([slice(0, 6), b"g"], b"abcdefg"),
    ],
)
@pytest.mark.parametrize("can_copy", [True, False])
def test_a_file_that_would_not_change_is_not_written(
    tmp_path: Path,
    content: list[Content],
    expected: bytes | None,
    can_copy: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not can_copy:
        monkeypatch.delattr("os.copy_file_range")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/file").write_bytes(b"abcdef")
    stage = Stage(tmp_path / "site", tmp_path / "stage")
    assert stage.rewrite("file", content) == (expected is not None)
    made = tmp_path / "stage/file"
    assert (made.read_bytes() if made.exists() else None) == expected


@pytest.fixture(scope="module")
def common(book: Factbook) -> FactsJson:
    return common_part(book)


@pytest.fixture(scope="module")
def rows(book: Factbook) -> dict[str, Rows]:
    return {id: chunk_of(book, id).rows for id in in_order_of_facts(book.entities.raw)}


def told_otherwise(rows: Rows) -> Rows:
    """Change a text in each of the entity's rows, but in none that is part of a key."""
    tables = dict(rows.tables)
    tables["facts"] = tuple((*row[:3], f"{row[3]} Indeed.", *row[4:]) for row in tables["facts"])
    tables["entities"] = tuple((*row[:2], f"{row[2]} AG", *row[3:]) for row in tables["entities"])
    told = tuple((fact, name, f"{it} Indeed.", words) for fact, name, it, words in rows.searched)
    return Rows(tables, told)


Made = Callable[[Mapping[str, Rows]], Path]
Again = Callable[[Path, Mapping[str, Rows]], bytes | None]


@pytest.fixture
def anew(book: Factbook, common: FactsJson, tmp_path: Path) -> Made:
    def made(rows: Mapping[str, Rows]) -> Path:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite"
        database(file, book, common, rows.items())
        return file

    return made


@pytest.fixture
def again(book: Factbook, common: FactsJson, tmp_path: Path) -> Again:
    def made(older: Path, changed: Mapping[str, Rows]) -> bytes | None:
        file, before = tmp_path / "again", older.read_bytes()
        is_made = database_again(file, older, book, common, changed.items())
        assert older.read_bytes() == before
        assert not (tmp_path / "again.older").exists()
        assert file.exists() == is_made
        return file.read_bytes() if is_made else None

    return made


def test_database_made_of_its_older_state_is_the_one_made_anew(
    rows: dict[str, Rows], anew: Made, again: Again
) -> None:
    changed = {id: told_otherwise(it) for id, it in rows.items() if it.tables["facts"]}
    assert len(changed) > 20
    before, after = anew(rows), anew(rows | changed)
    assert before.read_bytes() != after.read_bytes()
    assert again(before, changed) == after.read_bytes()
    assert again(after, rows) == before.read_bytes()


def test_database_in_which_the_search_finds_the_same_is_the_one_made_anew(
    rows: dict[str, Rows], anew: Made, again: Again
) -> None:
    changed = {
        id: it._replace(tables={**it.tables, "entities": told_otherwise(it).tables["entities"]})
        for id, it in rows.items()
    }
    before, after = anew(rows), anew(rows | changed)
    assert before.read_bytes() != after.read_bytes()
    assert again(before, changed) == after.read_bytes()
    assert again(before, rows) == before.read_bytes()
    searched = {id: told_otherwise(it) for id, it in rows.items()}
    before.write_bytes(again(before, searched) or b"")
    quieter = {id: it._replace(searched=searched[id].searched) for id, it in changed.items()}
    assert again(before, quieter) == anew(quieter).read_bytes()


def test_database_is_the_same_where_tables_of_the_index_are_guarded(
    rows: dict[str, Rows], anew: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = anew(rows).read_bytes()
    # This table is guarded by every SQLite.
    guarded = "insert into sqlite_schema (type, name, tbl_name, sql) values (?, ?, ?, ?)"
    monkeypatch.setattr(sqlite_file, "_SEARCHED", guarded)
    assert anew(rows).read_bytes() == expected


def test_database_is_made_anew_where_a_fact_has_come_or_gone(
    rows: dict[str, Rows], anew: Made, again: Again
) -> None:
    id, whole = next((id, it) for id, it in rows.items() if len(it.tables["facts"]) > 1)
    facts = whole.tables["facts"]
    fewer = whole._replace(tables={**whole.tables, "facts": facts[1:]})
    assert again(anew(rows), {id: fewer}) is None
    lesser = anew(rows | {id: fewer._replace(searched=whole.searched[1:])})
    assert again(lesser, {id: whole}) is None


def test_database_is_made_anew_where_what_is_no_entitys_has_changed(
    rows: dict[str, Rows], anew: Made, again: Again
) -> None:
    older = anew(rows)
    content = older.read_bytes()
    assert b"Kapazit" in content
    older.write_bytes(content.replace(b"Kapazit", b"Kapazat"))
    assert again(older, {}) is None


def test_bytes_that_are_no_database_make_one_anew(tmp_path: Path, again: Again) -> None:
    older = tmp_path / "older"
    older.write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    assert again(older, {}) is None


def test_what_a_killed_process_was_to_join_is_joined_here(
    book: Factbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def joined_here(_: Joining, part: str) -> Files:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return {part: (True, _Kept())}

    monkeypatch.setattr(joining, "joined_part", joined_here)
    stage = Stage(tmp_path / "site", tmp_path / "stage")
    proof = Proof(tmp_path, store_of(tmp_path, ""), lambda *_: None)
    needed = Joining(proof, book, stage, (), Older({}, is_current=False))
    assert joining.join_apart(needed, "texts") == {"texts": (True, _Kept())}
