"""Words in a row: names in sentences that link to their sheets, lists, numbers that do not part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from factbook.model import Entity
from factbook.sheet.lookup import Lookup
from factbook.sheet.numbers import NO_BREAK
from factbook.sheet.parts import Piece, Sentence
from factbook.urls import entity_url
from factbook.wording import name_spans

# Where a link begins and ends in a text, its address, and the entity it leads to.
Link = tuple[int, int, str, str]
# It begins with what is looked for: so most texts are passed over quickly.
_PARTING = re.compile(r" (?<=\d )(?=(?:thousand|million|billion|trillion|percent|[A-Z]{2,})\b)")


def listed(words: Sequence[str]) -> str:
    """Write words as a list: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def many(number: int, one: str, several: str = "") -> str:
    """Count things: 1 fact, 3 facts."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def capitalised(text: str) -> str:
    """Write the first letter large, and leave the others as they are."""
    return text[:1].upper() + text[1:]


def tied(text: str) -> str:
    """Tie a number to its scale word, so that no line break parts them."""
    return _PARTING.sub(NO_BREAK, text)


def linked(lookup: Lookup, text: str, entities: Iterable[Entity]) -> Sentence:
    """Link each entity's first mention in a text; where names overlap, the longest counts."""
    return with_links(text, links_in(lookup, text, entities), writing(text))


def links_in(lookup: Lookup, text: str, entities: Iterable[Entity]) -> tuple[Link, ...]:
    """Give every mention of entities in a text, also those that overlap."""
    links: list[Link] = []
    for entity in entities:
        names = lookup.spoken_names(entity)
        # Most candidates are not in the text, and looking for plain words is quick.
        for name in names:
            if name in text:
                url = entity_url(entity)
                links += [(start, end, url, entity.id) for start, end in name_spans(names, text)]
                break
    return tuple(links)


def writing(text: str) -> Callable[[str], str]:
    """Give how the parts of a text are written: of most, no number has to be tied to its word.

    What is not tied in the whole is tied in no part of it, for a link parts no word.
    """
    return tied if _PARTING.search(text) else str


def with_links(text: str, links: Sequence[Link], write: Callable[[str], str]) -> Sentence:
    """Link the first mention of each entity in a text; where mentions overlap, the longest.

    `write` is how its parts are written.
    """
    return _cut(text, _first_of_each(_apart(links)) if len(links) > 1 else links, write)


def _apart(links: Sequence[Link]) -> list[Link]:
    """Leave out what overlaps with something longer; the rest in the order of the text."""
    ordered = sorted(links)
    if all(one[1] <= other[0] for one, other in pairwise(ordered)):
        return ordered
    chosen: list[Link] = []
    for link in sorted(links, key=lambda link: (link[0] - link[1], link[0])):
        if all(link[1] <= other[0] or other[1] <= link[0] for other in chosen):
            chosen.append(link)
    return sorted(chosen)


def _first_of_each(links: Sequence[Link]) -> list[Link]:
    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(link[2], link)
    return list(seen.values())


def _cut(text: str, links: Sequence[Link], write: Callable[[str], str]) -> Sentence:
    pieces: list[Piece] = []
    at = 0
    for start, end, url, _ in links:
        if at < start:
            pieces.append(Piece(write(text[at:start])))
        pieces.append(Piece(text[start:end], url))
        at = end
    if at < len(text):
        pieces.append(Piece(write(text[at:])))
    return tuple(pieces)
