"""Checks are cut into shares: each of them once, and what cites a source beside that source."""

from __future__ import annotations

from factbook.model import Factbook
from factbook.proof import in_shares
from factbook.workers import LEAST, SHARE


def _names(book: Factbook) -> list[str]:
    kinds = ("entities", "sources", "disagreements", "derived")
    return ["check:whole", *(f"check:{kind}:{id}" for kind in kinds for id in getattr(book, kind))]


def test_each_check_is_in_one_share(book: Factbook) -> None:
    names = _names(book)
    assert len(names) >= LEAST
    for some in (names, names[::2], names[: LEAST - 1], names[:1], []):
        shares = in_shares(book, some)
        assert sorted(name for share in shares for name in share) == sorted(some)
        assert all(0 < len(share) <= SHARE for share in shares)


def test_what_cites_a_source_is_checked_beside_it(book: Factbook) -> None:
    shares = in_shares(book, _names(book))
    share_of = {name: number for number, share in enumerate(shares) for name in share}
    together = [
        source
        for source in book.sources
        if {share_of[f"check:entities:{row[0]}"] for row in book.outline.cited.get(source)}
        == {share_of[f"check:sources:{source}"]}
    ]
    assert together


def test_few_checks_stay_in_their_order(book: Factbook) -> None:
    names = _names(book)[: LEAST - 1]
    assert [name for share in in_shares(book, names) for name in share] == names
