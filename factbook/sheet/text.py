"""Words in a row: names in sentences that link to their sheets, lists, numbers that do not part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factbook.model import Entity
from factbook.sheet.numbers import NO_BREAK
from factbook.sheet.parts import Piece, Sentence
from factbook.urls import entity_url
from factbook.wording import name_spans

# Where a link begins and ends in a text, and its address.
_Link = tuple[int, int, str]
_PARTING = re.compile(r"(\d) (?=(?:thousand|million|billion|trillion|percent|[A-Z]{2,})\b)")


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
    return _PARTING.sub(_without_break, text)


def _without_break(match: re.Match[str]) -> str:
    return match[1] + NO_BREAK


def linked(text: str, entities: Iterable[Entity]) -> Sentence:
    """Link each entity's first mention in a text; where names overlap, the longest counts."""
    spans: list[_Link] = []
    for entity in entities:
        names = spoken_names(entity)
        # Most candidates are not in the text, and looking for plain words is quick.
        for name in names:
            if name in text:
                url = entity_url(entity)
                spans += [(start, end, url) for start, end in name_spans(names, text)]
                break
    return _cut(text, _first_of_each(_apart(spans)) if len(spans) > 1 else spans)


def spoken_names(entity: Entity) -> tuple[str, ...]:
    """Give the names by which English sentences call an entity: none that only a context gives."""
    names = [entity.name, entity.full_name] if entity.full_name else [entity.name]
    names += [alias.name for alias in entity.aliases if not alias.inferred]
    return tuple(names)


def _apart(spans: list[_Link]) -> list[_Link]:
    """Leave out what overlaps with something longer; the rest in the order of the text."""
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    chosen: list[_Link] = []
    for span in spans:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in chosen):
            chosen.append(span)
    return sorted(chosen)


def _first_of_each(spans: Sequence[_Link]) -> list[_Link]:
    seen: dict[str, _Link] = {}
    for span in spans:
        seen.setdefault(span[2], span)
    return list(seen.values())


def _cut(text: str, spans: Sequence[_Link]) -> Sentence:
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
