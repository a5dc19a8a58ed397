"""Files that are missing, unreadable or out of place are problems with a remedy, all in one run."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from factbook.check import check
from factbook.coverage import coverage_of
from factbook.load import load
from factbook.model import ChoiceValue, EntityValue, PlaceValue, TextValue, Value
from factbook.period import Period
from factbook.quantity import Quantity
from factbook.store import pickled, unpickled
from tests.conftest import Lay


def _told(root: Path) -> list[str]:
    return [f"{one.place.file}: {one.message}" for one in check(root).problems]


def test_seed_that_is_not_utf_8_is_told_with_the_byte(factbook_of: Lay) -> None:
    root = factbook_of()
    raw = (root / "seeds/bruecke.txt").read_bytes()
    (root / "seeds/bruecke.txt").write_bytes(raw.replace("ü".encode(), b"\xfc"))
    assert _told(root) == ["facts/sources/bruecke.yml: seeds/bruecke.txt is not UTF-8 at byte 8"]


def test_link_that_leaves_the_folder_is_not_followed(factbook_of: Lay, tmp_path: Path) -> None:
    root = factbook_of()
    (tmp_path / "elsewhere.yml").write_text("name: Elsewhere\nmention: yes\n", "utf-8")
    (root / "facts/firms/elsewhere.yml").symlink_to(tmp_path / "elsewhere.yml")
    assert _told(root) == ["facts/firms/elsewhere.yml: elsewhere.yml is a link that leaves facts/"]


@pytest.mark.parametrize("target", ["../elsewhere.txt", "deeper/elsewhere.txt"])
def test_seed_that_is_a_link_out_of_its_folder_is_not_read(factbook_of: Lay, target: str) -> None:
    root = factbook_of()
    seed = root / "seeds/bruecke.txt"
    (root / "seeds/deeper").mkdir()
    elsewhere = root / "seeds" / target
    elsewhere.write_bytes(seed.read_bytes())
    seed.unlink()
    seed.symlink_to(target)
    assert _told(root)[0] == 'facts/sources/bruecke.yml: "bruecke.txt" leaves the folder seeds/'


def test_seed_that_is_a_link_within_its_folder_is_read(factbook_of: Lay) -> None:
    root = factbook_of()
    seed = root / "seeds/bruecke.txt"
    seed.rename(root / "seeds/other.txt")
    seed.symlink_to("other.txt")
    assert _told(root) == []


def test_temporary_files_of_editors_are_passed_over(factbook_of: Lay) -> None:
    root = factbook_of(
        {
            "facts/firms/.holzbau-nord.yml.swp": "\x00",
            "facts/firms/holzbau-nord.yml~": "name: [",
            "facts/firms/#holzbau-nord.yml#": "name: [",
        }
    )
    assert _told(root) == []


def test_problems_of_several_files_are_told_in_one_run(factbook_of: Lay) -> None:
    root = factbook_of(
        {
            "facts/firms/holzbau-nord.yml": "name: [\n",
            "facts/firms/third.yml": "nam: Third\nmention: yes\n",
            "facts/disagreements/one.yml": "title: One\n",
        }
    )
    assert _told(root) == [
        "facts/disagreements/one.yml: the key facts is missing",
        "facts/disagreements/one.yml: the key kind is missing",
        "facts/disagreements/one.yml: the key note is missing",
        "facts/firms/holzbau-nord.yml: this is not YAML: did not find expected node content",
        "facts/firms/third.yml: there is no key nam here",
    ]


def test_empty_folder_lacks_its_vocabulary_and_its_site_file(tmp_path: Path) -> None:
    missing = _told(tmp_path)
    assert "facts/site.yml: there is no such file" in missing
    assert "facts/vocabulary/kinds.yml: there is no such file" in missing
    assert len(missing) == 8


def test_a_kind_is_added_with_a_folder_and_a_word(factbook_of: Lay) -> None:
    root = factbook_of({"facts/rivers/elde.yml": "name: Elde\nmention: yes\n"})
    assert _told(root) == ["facts/rivers: facts/rivers is no folder of a kind"]
    kinds = root / "facts/vocabulary/kinds.yml"
    kinds.write_text(
        kinds.read_text("utf-8")
        + "rivers:\n  one: {en: River}\n  many: {en: Rivers}\n  about: A river.\n",
        "utf-8",
    )
    assert _told(root) == []


def test_record_saved_by_windows_is_read_like_any_other(factbook_of: Lay) -> None:
    root = factbook_of()
    path = root / "facts/bridges/eldebruecke.yml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert _told(root) == []


def test_entity_is_the_same_when_it_comes_out_of_the_store(factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book
    for entity in book.entities.values():
        # Its text tells the types of all that it holds.
        assert repr(unpickled(pickled(entity))) == repr(entity)
        assert unpickled(pickled(entity)) == entity


@pytest.mark.parametrize(
    "value",
    [
        Quantity("about", Decimal("1.50"), Decimal("1.50"), "m"),
        Quantity("up to", None, Decimal("1E+9"), ""),
        Quantity(None, Decimal(0), Decimal("-0"), "m"),
        Period("by 2030", "by", None, "2030-12-31"),
        EntityValue("eldebruecke"),
        PlaceValue("Elde"),
        ChoiceValue("wood"),
        TextValue(""),
        None,
    ],
    ids=str,
)
def test_values_are_the_same_when_they_come_out_of_the_store(
    factbook_of: Lay, value: Value | None
) -> None:
    book = load(factbook_of()).factbook
    assert book
    entity = book.entities["eldebruecke"]
    first, second = entity.facts[:2]
    for facts in (
        (),
        (first._replace(value=value, when=None, verified=None),),
        (first._replace(citations=()), second._replace(value=value)),
    ):
        changed = entity._replace(facts=facts)
        assert repr(unpickled(pickled(changed))) == repr(changed)


def test_account_of_a_source_is_the_same_when_it_comes_out_of_the_store(factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book
    for source in book.sources.values():
        account = coverage_of(book, source)
        assert account.numerals and account.sentences
        for some in (account, replace(account, each_numeral=(), each_sentence=())):
            assert repr(unpickled(pickled(some))) == repr(some)
