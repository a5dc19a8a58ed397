"""Rule source-intact: seeds whose bytes have changed."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.model import Factbook
from factbook.part import Part
from factbook.problem import Problem

NAME = "source-intact"


def check(_: Factbook, part: Part) -> Iterator[Problem]:
    """The bytes of every seed are those that its source record was made for."""
    for source in part.sources:
        if source.seed.sha256 != source.sha256:
            message = f"{source.seed_file} is not the document that was recorded"
            remedy = (
                "restore the seed from the repository's history; for a new document write  "
                f"sha256: {source.seed.sha256}"
            )
            yield Problem(source.address.at("sha256"), NAME, message, remedy)
        for aside in source.set_aside:
            if aside.last < aside.first or aside.last > len(source.seed.lines):
                told = f"{aside.first}-{aside.last}"
                last = len(source.seed.lines)
                message = f"lines says {told}, but {source.seed_file} has {last} lines"
                remedy = f"write a line from 1 to {last}, or a range such as 1-{last}"
                yield Problem(aside.address.at("lines"), NAME, message, remedy)
            elif aside.quote and aside.quote not in (source.seed.line(aside.first) or ""):
                message = f"line {aside.first} of the seed does not hold these words"
                remedy = "copy the words from the seed, or correct the line"
                yield Problem(aside.address.at("quote"), NAME, message, remedy)
