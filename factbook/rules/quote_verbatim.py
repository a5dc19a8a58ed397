"""Rule quote-verbatim: quotes that are not, digit for digit, once in their line."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.evidence import passage, sentence_in
from factbook.model import Citation, Factbook, Source
from factbook.nearest import nearest_words
from factbook.part import Part
from factbook.problem import Problem
from factbook.seeds import find
from factbook.yaml_scalar import scalar

NAME = "quote-verbatim"


def check(book: Factbook, part: Part) -> Iterator[Problem]:
    """Every quote stands exactly once in the stated line of its source, within one sentence."""
    for fact in part.facts:
        for citation in fact.citations:
            source = book.sources.get(citation.source)
            if source is None:
                continue
            if citation.start is None:
                yield _not_once(book, source, citation)
            elif sentence_in(source, citation) is None:
                yield Problem(
                    citation.address.at("quote"),
                    NAME,
                    "the quote runs over more than one sentence",
                    "quote one sentence, and add a second citation for the other",
                    passage(book, citation),
                )


def _not_once(book: Factbook, source: Source, citation: Citation) -> Problem:
    line = source.seed.line(citation.line)
    at = citation.address.at("quote")
    if line is None:
        message = f"{source.seed_file} has no line {citation.line}"
        return Problem(citation.address.at("line"), NAME, message, _elsewhere(source, citation))
    if find(line, citation.quote, citation.prefix):
        times = line.count(citation.quote)
        message = f"the quote stands {times} times in line {citation.line}"
        remedy = "add  prefix: with the words just before the right one, or quote more"
        return Problem(at, NAME, message, remedy, passage(book, citation))
    if citation.quote in line:
        message = f'"{citation.prefix}" does not stand just before the quote'
        remedy = "copy the words just before the quote from the seed"
        return Problem(
            citation.address.at("prefix"), NAME, message, remedy, passage(book, citation)
        )
    message = f"the quote does not stand in line {citation.line} of {source.seed_file}"
    return Problem(at, NAME, message, _elsewhere(source, citation))


def _elsewhere(source: Source, citation: Citation) -> str:
    lines = [
        number
        for number, line in enumerate(source.seed.lines, 1)
        if find(line, citation.quote, citation.prefix)
    ]
    if lines:
        return f"write  line: {lines[0]}"
    nearest = nearest_words(source.seed.lines, citation.quote, citation.line)
    if nearest is None:
        return "copy the words from the seed"
    number, words = nearest
    where = "" if number == citation.line else f" and  line: {number}"
    return f"write  quote: {scalar(words)}{where}"
