"""Words in a row: names in sentences that link to their sheets, lists, numbers that do not part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factbook.model import Entity
from factbook.sheet.numbers import NO_BREAK
from factbook.sheet.parts import Piece, Sentence
from factbook.urls import entity_url
from factbook.wording import name_spans

_PARTING = re.compile(r"(?<=\d) (?=(?:thousand|million|billion|trillion|percent|[A-Z]{2,})\b)")


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


def linked(text: str, entities: Iterable[Entity]) -> Sentence:
    """Link each entity's first mention in a text; where names overlap, the longest counts."""
    spans = [span for entity in entities for span in _spans_of(entity, text)]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    chosen: list[tuple[int, int, str]] = []
    for start, end, url in spans:
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, url))
    return _cut(text, _first_of_each(sorted(chosen)))


def _spans_of(entity: Entity, text: str) -> list[tuple[int, int, str]]:
    names = spoken_names(entity)
    # Most candidates are not in the text, and looking for plain words is quick.
    if not any(name in text for name in names):
        return []
    url = entity_url(entity)
    return [(start, end, url) for start, end in name_spans(names, text)]


def spoken_names(entity: Entity) -> tuple[str, ...]:
    """Give the names by which English sentences call an entity: none that only a context gives."""
    full = (entity.full_name,) if entity.full_name else ()
    return (entity.name, *full, *(alias.name for alias in entity.aliases if not alias.inferred))


def _first_of_each(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    seen: dict[str, tuple[int, int, str]] = {}
    for span in spans:
        seen.setdefault(span[2], span)
    return list(seen.values())


def _cut(text: str, spans: Sequence[tuple[int, int, str]]) -> Sentence:
    pieces: list[Piece] = []
    at = 0
    for start, end, url in spans:
        if at < start:
            pieces.append(Piece(tied(text[at:start])))
        pieces.append(Piece(text[start:end], url))
        at = end
    if at < len(text):
        pieces.append(Piece(tied(text[at:])))
    return tuple(pieces)
