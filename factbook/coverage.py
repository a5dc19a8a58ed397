"""What of a source is told: its numerals and sentences, read, quoted, set aside or left over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from factbook.evidence import consumed
from factbook.index import index_of
from factbook.model import SOURCE, Citation, Fact, Factbook, SetAside, Source
from factbook.seeds import Sentence, find

Span = tuple[int, int]
# As Sentence() does it, sooner.
_new = tuple.__new__


class CountedNumeral(NamedTuple):
    """A numeral of a seed: its line, its span in it, its words, and what became of it."""

    line: int
    start: int
    end: int
    words: str
    # "read", "context", "set_aside" or "uncovered"
    fate: str
    boilerplate: bool


class CountedSentence(NamedTuple):
    """A sentence of a seed and what became of it: "cited", "set_aside" or "uncovered"."""

    sentence: Sentence
    fate: str
    boilerplate: bool


@dataclass(frozen=True)
class Coverage:
    """The account of one source. Every numeral and sentence is counted once."""

    source: str
    each_numeral: tuple[CountedNumeral, ...]
    each_sentence: tuple[CountedSentence, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """Give what pickle makes it of again: column by column, as plain cells."""
        sentences = list(zip(*[sentence for sentence, *_ in self.each_sentence], strict=True))
        fates = [(fate, boilerplate) for _, fate, boilerplate in self.each_sentence]
        return _unpickled, (
            self.source,
            list(zip(*self.each_numeral, strict=True)),
            sentences,
            list(zip(*fates, strict=True)),
        )

    @property
    def numerals(self) -> int:
        """All numerals of the seed."""
        return len(self.each_numeral)

    @property
    def read(self) -> int:
        """Numerals from which a value or a time was derived."""
        return self._numerals("read")

    @property
    def context(self) -> int:
        """Numerals that stand in a quote without being read."""
        return self._numerals("context")

    @property
    def set_aside(self) -> int:
        """Numerals in parts that were set aside."""
        return self._numerals("set_aside")

    @property
    def uncovered(self) -> int:
        """Numerals that nothing accounts for."""
        return self._numerals("uncovered")

    @property
    def editorial_numerals(self) -> int:
        """Numerals that are not boilerplate."""
        return sum(not numeral.boilerplate for numeral in self.each_numeral)

    @property
    def sentences(self) -> int:
        """All sentences of the seed."""
        return len(self.each_sentence)

    @property
    def sentences_cited(self) -> int:
        """Sentences that a citation quotes from."""
        return self._sentences("cited")

    @property
    def sentences_set_aside(self) -> int:
        """Sentences in parts that were set aside."""
        return self._sentences("set_aside")

    @property
    def sentences_uncovered(self) -> int:
        """Sentences that nothing accounts for."""
        return self._sentences("uncovered")

    @property
    def editorial_sentences(self) -> int:
        """Sentences that are not boilerplate."""
        return sum(not counted.boilerplate for counted in self.each_sentence)

    def _numerals(self, fate: str) -> int:
        return sum(numeral.fate == fate for numeral in self.each_numeral)

    def _sentences(self, fate: str) -> int:
        return sum(counted.fate == fate for counted in self.each_sentence)


def _unpickled(
    source: str,
    numerals: Sequence[Sequence[Any]],
    sentences: Sequence[Sequence[Any]],
    fates: Sequence[Sequence[Any]],
) -> Coverage:
    told = map(_new, repeat(Sentence), zip(*sentences, strict=True))
    return Coverage(
        source,
        tuple(map(_new, repeat(CountedNumeral), zip(*numerals, strict=True))),
        tuple(map(_new, repeat(CountedSentence), zip(told, *fates, strict=True))),
    )


# An account, and what was read for it.
Account = tuple[Coverage, Collection[str]]


def citations_of(book: Factbook, source: str) -> tuple[tuple[Fact, Citation], ...]:
    """Give a source's citations with their facts, where the quote was found and none withdrawn."""
    cited = index_of(book).cited.get(source, ())
    return tuple(found for found in cited if found[1].start is not None)


def coverage_of(book: Factbook, source: Source) -> Coverage:
    """Account for every numeral and sentence of a source.

    What was accounted for once is kept: the rule, the source's page and the data files all ask
    for it.
    """
    accounts = _accounts(book)
    found = account_found(book, source.id)
    if found:
        accounts.made[source.id] = found
    return book.reads.kept(accounts.made, source.id, lambda: _account(book, source))


def remember(book: Factbook, find: Callable[[str], Account | None]) -> None:
    """Let the account of a source be found that was made before; None where there is none."""
    _accounts(book).find = find


def account_found(book: Factbook, source: str) -> Account | None:
    """Give the account of a source that was made, now or before, and what was read for it."""
    accounts = _accounts(book)
    return accounts.made.get(source) or accounts.find(source)


def account_of(book: Factbook, source: str) -> Coverage | None:
    """Give the account of a source if it has been made, None if nothing has asked for it."""
    kept = _accounts(book).made.get(source)
    return kept and kept[0]


@dataclass(slots=True)
class _Accounts:
    """The accounts of a factbook by source: those made, and how others are found."""

    made: dict[str, Account] = field(default_factory=dict)
    find: Callable[[str], Account | None] = lambda _: None


@lru_cache(maxsize=1)
def _accounts(book: Factbook) -> _Accounts:
    del book
    return _Accounts()


def _account(book: Factbook, source: Source) -> Coverage:
    quoted: dict[int, list[Span]] = {}
    read: dict[int, list[Span]] = {}
    book.reads.note(SOURCE + source.id)
    for fact, citation in citations_of(book, source.id):
        assert citation.start is not None and citation.end is not None
        quoted.setdefault(citation.line, []).append((citation.start, citation.end))
        read.setdefault(citation.line, []).extend(consumed(book, fact, citation, source))
    aside = [(part, span) for part in source.set_aside for span in _spans_of(part, source)]
    return Coverage(
        source.id,
        tuple(_numerals(source, read, quoted, aside)),
        tuple(_sentences(source, quoted, aside)),
    )


def _numerals(
    source: Source,
    read: Mapping[int, list[Span]],
    quoted: Mapping[int, list[Span]],
    aside: list[tuple[SetAside, tuple[int, int, int]]],
) -> Iterable[CountedNumeral]:
    for number, line in enumerate(source.seed.lines, 1):
        for numeral in source.reader.numerals(line):
            span = (numeral.start, numeral.end)
            part = None
            if _is_in(span, read.get(number, ())):
                fate = "read"
            elif _is_in(span, quoted.get(number, ())):
                fate = "context"
            else:
                part = _part_holding(aside, number, span)
                fate = "set_aside" if part else "uncovered"
            boilerplate = part is not None and part.boilerplate
            words = line[numeral.start : numeral.end]
            yield CountedNumeral(number, *span, words, fate, boilerplate)


def _sentences(
    source: Source,
    quoted: Mapping[int, list[Span]],
    aside: list[tuple[SetAside, tuple[int, int, int]]],
) -> Iterable[CountedSentence]:
    for sentence in source.seed.sentences:
        spans = quoted.get(sentence.line, ())
        if any(start < sentence.end and sentence.start < end for start, end in spans):
            yield CountedSentence(sentence, "cited", boilerplate=False)
            continue
        part = _part_touching(aside, sentence)
        fate = "set_aside" if part else "uncovered"
        yield CountedSentence(sentence, fate, part is not None and part.boilerplate)


def _spans_of(part: SetAside, source: Source) -> list[tuple[int, int, int]]:
    """Give the line, start and end of all that was set aside."""
    spans = []
    for number in range(part.first, part.last + 1):
        line = source.seed.line(number)
        if line is None:
            continue
        if not part.quote:
            spans.append((number, 0, len(line)))
            continue
        spans += [(number, at, at + len(part.quote)) for at in find(line, part.quote, "")]
    return spans


def _part_holding(
    aside: list[tuple[SetAside, tuple[int, int, int]]], line: int, span: Span
) -> SetAside | None:
    return next(
        (
            part
            for part, (number, start, end) in aside
            if number == line and start <= span[0] and span[1] <= end
        ),
        None,
    )


def _part_touching(
    aside: list[tuple[SetAside, tuple[int, int, int]]], sentence: Sentence
) -> SetAside | None:
    return next(
        (
            part
            for part, (number, start, end) in aside
            if number == sentence.line and start < sentence.end and sentence.start < end
        ),
        None,
    )


def _is_in(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
