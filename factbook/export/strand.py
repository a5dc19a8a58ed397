"""Files joined of what each entity adds, and joined again of an older state of the same file.

Of a file of a hundred megabytes an edit changes a hundred bytes. Where the pieces of the older
state stand is kept, so that all others are copied from it, and need not be made or held.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

Texts = TypeVar("Texts")

# A stretch of the older state of a file: where it begins and where it ends.
Stretch = slice
Content = bytes | Stretch


class Strand(NamedTuple, Generic[Texts]):
    """What each entity adds to a part of a file, in order; empty pieces are left out.

    `opening` and `closing` stand around the pieces, `between` between them; `empty` in place of
    all this where there is none.
    """

    owners: Sequence[str]
    piece: Callable[[Texts], bytes]
    between: bytes = b""
    opening: bytes = b""
    closing: bytes = b""
    empty: bytes = b""


class Laid(NamedTuple):
    """How a strand lies in a file: its owners, with the length of each one's piece."""

    start: int
    owners: Sequence[str]
    lengths: array[int]


class Text(NamedTuple, Generic[Texts]):
    """A file's path, and its parts: bytes, or strands of what entities add."""

    path: str
    parts: Sequence[bytes | Strand[Texts]]


def joined(parts: Sequence[bytes | Strand[Texts]], texts: Mapping[str, Texts]) -> bytes:
    """Give a file, of the texts of all its owners."""
    return b"".join(
        chain.from_iterable(
            [part] if isinstance(part, bytes) else _strung(part, texts) for part in parts
        )
    )


def laid(parts: Sequence[bytes | Strand[Texts]], texts: Mapping[str, Texts]) -> list[Laid]:
    """Tell how the strands of a file lie in it."""
    return _laid(
        parts, [[len(_piece(it, texts, id)) for id in it.owners] for it in _strands(parts)]
    )


def rejoined(
    parts: Sequence[bytes | Strand[Texts]], changed: Mapping[str, Texts], older: Sequence[Laid]
) -> tuple[list[Content], list[Laid]]:
    """Give a file as bytes and stretches of its older state, and how its strands lie in it.

    `changed` are the texts of the owners that are not as they were, or are new: the pieces of all
    others stand in the older state.
    """
    content: list[Content] = []
    lengths: list[list[int]] = []
    strands = iter(older)
    for part in parts:
        if isinstance(part, bytes):
            content.append(part)
        else:
            lengths.append(_restrung(content, part, changed, next(strands)))
    return content, _laid(parts, lengths)


def _strands(parts: Sequence[bytes | Strand[Texts]]) -> list[Strand[Texts]]:
    return [part for part in parts if not isinstance(part, bytes)]


def _piece(strand: Strand[Texts], texts: Mapping[str, Texts], owner: str) -> bytes:
    return strand.piece(texts[owner])


def _strung(strand: Strand[Texts], texts: Mapping[str, Texts]) -> Iterator[bytes]:
    pieces = [piece for id in strand.owners if (piece := _piece(strand, texts, id))]
    if not pieces:
        yield strand.empty
        return
    yield strand.opening
    yield strand.between.join(pieces)
    yield strand.closing


def _laid(parts: Sequence[bytes | Strand[Texts]], lengths: Sequence[Sequence[int]]) -> list[Laid]:
    found: list[Laid] = []
    at = 0
    for part in parts:
        if isinstance(part, bytes):
            at += len(part)
            continue
        own = lengths[len(found)]
        found.append(Laid(at + len(part.opening), part.owners, array("Q", own)))
        count = sum(map(bool, own))
        around = len(part.opening) + len(part.closing) + len(part.between) * (count - 1)
        at += sum(own) + around if count else len(part.empty)
    return found


def _restrung(
    content: list[Content], strand: Strand[Texts], changed: Mapping[str, Texts], older: Laid
) -> list[int]:
    """Add the pieces of a strand to the content of a file; gives their lengths."""
    if older.owners == strand.owners:
        pieces, lengths = _mended(strand, changed, older)
    else:
        pieces, lengths = _gathered(strand, changed, older)
    if pieces:
        content.append(strand.opening)
        _add(content, pieces, strand.between)
        content.append(strand.closing)
    else:
        content.append(strand.empty)
    return lengths


def _mended(
    strand: Strand[Texts], changed: Mapping[str, Texts], older: Laid
) -> tuple[list[Content], list[int]]:
    """Give the pieces, those that follow each other unchanged in one stretch, and their lengths."""
    between = len(strand.between)
    pieces: list[Content] = []
    lengths = list(older.lengths)
    at, begun = older.start, 0

    def pass_over(to: int) -> int:
        """Give where the pieces from `begun` on end, of those before `to`."""
        some = older.lengths[begun:to]
        return at + sum(some) + between * (len(some) - some.count(0))

    for place, owner in enumerate(strand.owners):
        if owner in changed:
            end = pass_over(place)
            if end > at:
                pieces.append(slice(at, end - between))
            at = end + (lengths[place] + between if lengths[place] else 0)
            begun = place + 1
            piece = strand.piece(changed[owner])
            lengths[place] = len(piece)
            if piece:
                pieces.append(piece)
    end = pass_over(len(lengths))
    if end > at:
        pieces.append(slice(at, end - between))
    return pieces, lengths


def _gathered(
    strand: Strand[Texts], changed: Mapping[str, Texts], older: Laid
) -> tuple[list[Content], list[int]]:
    """Give the pieces one by one, from wherever they stood, and their lengths."""
    places = _places(older, len(strand.between))
    pieces: list[Content] = []
    lengths = []
    for owner in strand.owners:
        piece: Content = strand.piece(changed[owner]) if owner in changed else places[owner]
        length = len(piece) if isinstance(piece, bytes) else piece.stop - piece.start
        lengths.append(length)
        if length:
            pieces.append(piece)
    return pieces, lengths


def _places(older: Laid, between: int) -> dict[str, Stretch]:
    places: dict[str, Stretch] = {}
    at = older.start
    for owner, length in zip(older.owners, older.lengths, strict=True):
        places[owner] = slice(at, at + length)
        at += length + between if length else 0
    return places


def _add(content: list[Content], pieces: Sequence[Content], between: bytes) -> None:
    """Add pieces with what stands between them; those that stood side by side, in one stretch."""
    last: Content | None = None
    for piece in pieces:
        if last is None:
            content.append(piece)
        elif (
            not isinstance(last, bytes)
            and not isinstance(piece, bytes)
            and piece.start == last.stop + len(between)
        ):
            piece = content[-1] = slice(last.start, piece.stop)
        else:
            content += (between, piece)
        last = piece
