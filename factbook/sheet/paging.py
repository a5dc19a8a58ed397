"""Lists too long for one page: which part of a list a page shows, and where its other parts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from factbook.sheet.parts import Piece

ROWS = 200

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list that a page shows: of `total` items the `first` to the `last`.

    `links` lead to all parts, the one of this page without an address.
    """

    number: int
    first: int
    last: int
    total: int
    links: tuple[Piece, ...]

    @property
    def is_first(self) -> bool:
        """Tell whether this is the page at the list's own address."""
        return self.number == 1

    @property
    def is_whole(self) -> bool:
        """Tell whether the page shows all of the list."""
        return len(self.links) == 1


def part_count(total: int, rows: int) -> int:
    """Give how many pages a list has; an empty one has a page, too."""
    return max(1, -(-total // rows))


def part_url(url: str, number: int) -> str:
    """Give the address of a part: companies/, companies/2/ ..."""
    return url if number == 1 else f"{url}{number}/"


def part_of(items: Sequence[Item], url: str, number: int, rows: int) -> tuple[Sequence[Item], Part]:
    """Give the items that a page of a list shows, and what they are a part of."""
    start = (number - 1) * rows
    shown = items[start : start + rows]
    links = tuple(
        Piece(str(other), "" if other == number else part_url(url, other))
        for other in range(1, part_count(len(items), rows) + 1)
    )
    return shown, Part(number, start + 1, start + len(shown), len(items), links)
