"""Rule source-intact: seeds whose bytes have changed."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model import Factbook
from factbook.problem import Problem

NAME = "source-intact"


def check(book: Factbook) -> Iterator[Problem]:
    """The bytes of every seed are those that its source record was made for."""
    for source in book.sources.values():
        if source.seed.sha256 != source.sha256:
            message = f"{source.seed_file} is not the document that was recorded"
            remedy = (
                "restore the seed from the repository's history; for a new document write  "
                f"sha256: {source.seed.sha256}"
            )
            yield Problem(source.address.at("sha256"), NAME, message, remedy)
        for part in source.set_aside:
            if part.last < part.first or part.last > len(source.seed.lines):
                message = f"the seed has {len(source.seed.lines)} lines"
                yield Problem(part.address.at("lines"), NAME, message, "write lines it has")
            elif part.quote and part.quote not in (source.seed.line(part.first) or ""):
                message = f"line {part.first} of the seed does not hold these words"
                remedy = "copy the words from the seed, or correct the line"
                yield Problem(part.address.at("quote"), NAME, message, remedy)
