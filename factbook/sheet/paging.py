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


def parts_of(items: Sequence[Item], name: str, rows: int) -> dict[str, tuple[int, Sequence[Item]]]:
    """Cut a list into the parts that pages show: how long it is, and the items, by NAME/NUMBER."""
    return {
        f"{name}/{number}": (len(items), tuple(items[(number - 1) * rows : number * rows]))
        for number in range(1, part_count(len(items), rows) + 1)
    }


def page_at(place: int, rows: int) -> int:
    """Give the number of the page on which the item at a place of a list stands."""
    return place // rows + 1


def part_of(total: int, shown: int, url: str, number: int, rows: int) -> Part:
    """Give what a page is a part of, that shows so many items of a list of a `total`."""
    links = tuple(
        Piece(str(other), "" if other == number else part_url(url, other))
        for other in range(1, part_count(total, rows) + 1)
    )
    start = (number - 1) * rows
    return Part(number, start + 1, start + shown, total, links)
