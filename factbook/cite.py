"""Finding words in the stored documents, as an editor types them, to be cited.

Hyphens and spaces, the points of 1.000, quotation marks, upper case and umlauts (ue, u or ü) make
no difference. For words that stand nowhere, what is most like them is given. What is found is cut
at whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from factbook.evidence import CONTEXT_LENGTH, periods_in, quantities_in
from factbook.model import Factbook, Source
from factbook.quantity import written
from factbook.seeds import Sentence, find
from factbook.yaml_scalar import scalar

SHOWN = 5
# Fewer letters are in every line.
FEWEST_LETTERS = 2
# Below this likeness (of 100) words are no candidate.
ALIKE = 70.0
WHOLE, PART = 100.0, 99.0

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_MARKS = "\"'\u201e\u201c\u201d\u201a\u2018\u2019\u00ab\u00bb\u2039\u203a`\u00b4"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UMLAUT_VOWELS = "aou"
_THOUSANDS_POINT = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_SIGN = re.compile(rf"(?<!\w)[{_HYPHENS}](?=\d)")
_LOOSE_ENDS = "\"'„“”‚‘’«»()[].,;:!?…"
NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a source that may be the ones looked for; `start` and `end` count code points."""

    source: str
    seed_file: str
    line: int
    start: int
    end: int
    quote: str
    before: str
    after: str
    # 100: the words as they were typed. 99: the same within longer words. Less: only like them.
    likeness: float


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation of a candidate as YAML, what is read from its quote, and what to know of it."""

    yaml: str
    reads: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without what makes no difference; `places` are its letters' places in the text."""

    text: str
    places: tuple[int, ...] = field(repr=False)


def letters(text: str) -> int:
    """Count the letters and digits of a text by which it can be found."""
    return sum(character.isalnum() for character in _folded(text).text)


def candidates(book: Factbook, text: str) -> tuple[Candidate, ...]:
    """Give the words of all sources that read as `text`, else those like it; the best first."""
    typed = _folded(text).text.strip()
    found = list(_exact(book, typed)) or list(_alike(book, typed))
    return tuple(
        sorted(found, key=lambda each: (-each.likeness, each.source, each.line, each.start))
    )


def best_of(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Give the candidates to write a citation for: all that read as typed, else the most alike."""
    exact = tuple(each for each in found if each.likeness == WHOLE)
    return exact or found[:1]


def citing(book: Factbook, candidate: Candidate) -> Citing:
    """Write the citation of a candidate, with all that an editor needs to know beside it."""
    source = book.sources[candidate.source]
    line = source.seed.line(candidate.line) or ""
    places = find(line, candidate.quote, "")
    prefix = _prefix(line, candidate) if len(places) > 1 else ""
    keys = [f"- source: {candidate.source}", f"  line: {candidate.line}"]
    keys += [f"  prefix: {scalar(prefix)}"] if prefix else []
    keys += [f"  quote: {scalar(candidate.quote)}"]
    return Citing(
        "\n".join(f"      {key}" for key in keys),
        tuple(_reads(source, candidate.quote)),
        tuple(_remarks(book, source, candidate, len(places) > 1 and not prefix)),
    )


def _exact(book: Factbook, typed: str) -> Iterator[Candidate]:
    for source in book.sources.values():
        for number, line in enumerate(source.seed.lines, 1):
            folded = _folded(line)
            at = folded.text.find(typed)
            while at != -1:
                start = folded.places[at]
                end = folded.places[at + len(typed) - 1] + 1
                yield _candidate(source, number, line, start, end, typed)
                at = folded.text.find(typed, at + len(typed))


def _alike(book: Factbook, typed: str) -> Iterator[Candidate]:
    for source in book.sources.values():
        for sentence in source.seed.sentences:
            folded = _folded(sentence.words)
            match = fuzz.partial_ratio_alignment(typed, folded.text, score_cutoff=ALIKE)
            if match is None or match.dest_start == match.dest_end:
                continue
            start = sentence.start + folded.places[match.dest_start]
            end = sentence.start + folded.places[match.dest_end - 1] + 1
            line = source.seed.line(sentence.line) or ""
            start, end = _without_loose_ends(line, start, end)
            found = _candidate(source, sentence.line, line, start, end, typed)
            # A short line lies within any long text: what was found must be like all of it.
            if found.likeness >= ALIKE:
                yield found


def _candidate(
    source: Source, number: int, line: str, start: int, end: int, typed: str
) -> Candidate:
    start, end = _whole_words(line, start, end)
    folded = _folded(line[start:end]).text
    likeness = WHOLE if folded == typed else PART if typed in folded else fuzz.ratio(typed, folded)
    before, after = line[:start], line[end:]
    left = ("... " if len(before) > CONTEXT_LENGTH else "") + before[-CONTEXT_LENGTH:]
    right = after[:CONTEXT_LENGTH] + (" ..." if len(after) > CONTEXT_LENGTH else "")
    return Candidate(
        source.id, source.seed_file, number, start, end, line[start:end], left, right, likeness
    )


def _folded(text: str) -> _Folded:
    shown: list[str] = []
    places: list[int] = []
    silent = {match.start() for match in _THOUSANDS_POINT.finditer(text)}
    signs = {match.start() for match in _SIGN.finditer(text)}
    for place, character in enumerate(text):
        if place in silent:
            continue
        for letter in "-" if place in signs else _letters_of(character):
            last = shown[-1] if shown else ""
            if letter == " " and last in ("", " "):
                continue
            # "ue" is how an umlaut is typed without one; both sides lose it alike.
            if letter == "e" and last and last in _UMLAUT_VOWELS:
                continue
            shown.append(letter)
            places.append(place)
    return _Folded("".join(shown), tuple(places))


def _letters_of(character: str) -> str:
    if character in _MARKS:
        return '"'
    if character in _INVISIBLE:
        return ""
    if character in _HYPHENS or character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _whole_words(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start].isspace():
        start += 1
    while start < end and line[end - 1].isspace():
        end -= 1
    while start > 0 and _is_one_word(line, start):
        start -= 1
    while end < len(line) and _is_one_word(line, end):
        end += 1
    return start, end


def _without_loose_ends(line: str, start: int, end: int) -> tuple[int, int]:
    words = line[start:end]
    left = len(words) - len(words.lstrip(_LOOSE_ENDS))
    right = len(words.rstrip(_LOOSE_ENDS))
    return (start + left, start + right) if left < right else (start, end)


def _is_one_word(line: str, at: int) -> bool:
    """Tell whether a cut before `at` would run through a word, or through a number such as 3,5."""
    left, right = line[at - 1], line[at]
    if left.isalnum() and right.isalnum():
        return True
    if left.isdigit() and right in ".,":
        return line[at + 1 : at + 2].isdigit()
    return left in ".," and right.isdigit() and line[at - 2 : at - 1].isdigit()


def _prefix(line: str, candidate: Candidate) -> str:
    """Give the fewest words before the quote that settle which one is meant, "" if none do."""
    before = line[: candidate.start].rstrip()
    start = len(before)
    while start > 0:
        start = max(before.rfind(" ", 0, start), 0)
        prefix = before[start:].lstrip()
        if find(line, candidate.quote, prefix) == [candidate.start]:
            return prefix
    return ""


def _reads(source: Source, quote: str) -> Iterator[str]:
    for quantity in quantities_in(source, quote):
        unit = "" if quantity.quantity.unit else "  (without a unit: quote its word too)"
        yield f"value: {written(quantity.quantity)}{unit}"
    for period in periods_in(source, quote):
        reckoned = f"  (reckoned from {source.date})" if period.relative and source.date else ""
        yield f"when: {period.period.text}{reckoned}"


def _remarks(
    book: Factbook, source: Source, candidate: Candidate, is_ambiguous: bool
) -> Iterator[str]:
    quoting = [
        fact.ref
        for fact in book.current_facts
        for cited in fact.citations
        if cited.source == candidate.source
        and cited.line == candidate.line
        and cited.start is not None
        and cited.end is not None
        and cited.start < candidate.end
        and candidate.start < cited.end
    ]
    if quoting:
        refs = list(dict.fromkeys(quoting))
        more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
        yield f"already quoted by {', '.join(refs[:NAMED])}{more}"
    sentence = source.seed.sentence_at(candidate.line, candidate.start, candidate.end)
    if sentence is None:
        yield "this runs over more than one sentence: cite each with its own words"
    else:
        for words in _cut(source, sentence, candidate):
            yield f'this cuts through "{words}": quote all of it'
    if is_ambiguous:
        yield "this stands twice in the line, and no words before it settle which: quote more"


def _cut(source: Source, sentence: Sentence, candidate: Candidate) -> Iterator[str]:
    """Give the amounts and times of the sentence of which only a part stands in the quote."""
    first, last = candidate.start - sentence.start, candidate.end - sentence.start
    spans = {(each.start, each.end) for each in quantities_in(source, sentence.words)}
    spans |= {(each.start, each.end) for each in periods_in(source, sentence.words)}
    for start, end in sorted(spans):
        within = any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
        if start < last and first < end and not (first <= start and end <= last) and not within:
            yield sentence.words[start:end]
