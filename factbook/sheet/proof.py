"""The proof of a fact: the sources' words around each quote, remarks, and what a reader can do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote as escaped

from factbook.model import Citation, Fact, Source
from factbook.period import Period
from factbook.record import Purpose
from factbook.sheet.lookup import Lookup
from factbook.sheet.parts import Piece, Proof, Quote, Remark, SourceQuotes, Span, Time
from factbook.sheet.times import day_words, words_of
from factbook.urls import source_url

# So much of a sentence is shown on either side of a quote, and between two quotes.
CONTEXT = 90
ELLIPSIS = "…"
# Whether a span is the quote itself.
PLAIN, MARKED = False, True
ALL: tuple[Purpose, ...] = ("value", "when", "state", "who", "context", "repeat")
# What a fact says, without the passages that only tell of whom or of what it speaks.
CORE: tuple[Purpose, ...] = ("value", "when", "state")
# A form in .github/ISSUE_TEMPLATE/: a link fills its fields by their ids.
REPORT_FORM = "wrong-fact.yml"
_UNESCAPED = re.compile(r"[A-Za-z0-9_.~/-]+")
_HAS_YEAR = re.compile(r"\d{4}")

_Marks = list[tuple[int, int]]


def proof_of(lookup: Lookup, fact: Fact, name: str, url: str) -> Proof:
    """Gather what opens under a fact at its own place; it is cited by its name and address."""
    brief = brief_proof_of(lookup, fact)
    return Proof(
        brief.sources,
        brief.remarks,
        brief.relative_time,
        _cite(lookup, fact, name, url, brief.sources),
        *_repository_urls(lookup, fact),
    )


def brief_proof_of(lookup: Lookup, fact: Fact, purposes: tuple[Purpose, ...] = ALL) -> Proof:
    """Gather what opens under a fact that stands a second time: cited and edited it is elsewhere.

    `purposes` limits the citations whose words are shown.
    """
    by_source: dict[str, list[Citation]] = {}
    cited = fact.citations if purposes is ALL else fact.cited_for(*purposes) or fact.citations
    for citation in cited:
        by_source.setdefault(citation.source, []).append(citation)
    sources = lookup.book.sources
    return Proof(
        tuple(
            [
                _source_quotes(lookup, sources[source], citations)
                for source, citations in by_source.items()
            ]
        ),
        _remarks(lookup, fact),
        _relative_time(lookup, fact),
    )


def line_anchor(line: int) -> str:
    """Give the anchor of a line on its source's page."""
    return f"line-{line}"


def source_quotes(source: Source, citations: Iterable[Citation]) -> tuple[Quote, ...]:
    """Give the words around citations of one source; those of one sentence stand together."""
    marks: dict[tuple[int, int, int], _Marks] = {}
    seed = source.seed
    for citation in citations:
        line, start, end = citation.line, citation.start, citation.end
        if start is None or end is None:
            continue
        sentence = seed.sentence_at(line, start, end)
        bounds = (line, sentence.start, sentence.end) if sentence else (line, start, end)
        marks.setdefault(bounds, []).append((start, end))
    return tuple(
        [
            Quote(
                line,
                f"{source_url(source.id)}#{line_anchor(line)}",
                spans_around(
                    seed.line(line) or "", start, end, _merged(found) if len(found) > 1 else found
                ),
            )
            for (line, start, end), found in marks.items()
        ]
    )


def spans_around(
    line: str, start: int, end: int, marks: _Marks, context: int = CONTEXT
) -> tuple[Span, ...]:
    """Cut the words from `start` to `end` of a line into marked quotes and a little around them."""
    spans: list[Span] = []
    at = start
    for index, (first, last) in enumerate(marks):
        before = line[at:first]
        before = _gap(before, context) if index else _tail(before, context)
        if before:
            spans.append(Span(before, PLAIN))
        spans.append(Span(line[first:last], MARKED))
        at = last
    after = _head(line[at:end], context)
    if after:
        spans.append(Span(after, PLAIN))
    return tuple(spans)


def _source_quotes(lookup: Lookup, source: Source, citations: list[Citation]) -> SourceQuotes:
    repeated = [cited for cited in citations if cited.purpose == "repeat"]
    shown = [cited for cited in citations if cited.purpose != "repeat"] if repeated else citations
    label, date, title = lookup.source_words(source)
    return SourceQuotes(
        label,
        date,
        title,
        source.language,
        source_quotes(source, shown or citations),
        _repeats(source, repeated) if shown and repeated else (),
    )


def _repeats(source: Source, repeated: Iterable[Citation]) -> tuple[Piece, ...]:
    return tuple(
        Piece(str(line), f"{source_url(source.id)}#{line_anchor(line)}")
        for line in dict.fromkeys(cited.line for cited in repeated)
    )


def _merged(marks: _Marks) -> _Marks:
    merged: _Marks = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _tail(text: str, length: int) -> str:
    if len(text) <= length + len(ELLIPSIS):
        return text
    return f"{ELLIPSIS} {text[-length:].partition(' ')[2]}"


def _head(text: str, length: int) -> str:
    if len(text) <= length + len(ELLIPSIS):
        return text
    return f"{text[:length].rpartition(' ')[0]} {ELLIPSIS}"


def _gap(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    half = length // 2
    return f"{text[:half].rpartition(' ')[0]} {ELLIPSIS} {text[-half:].partition(' ')[2]}"


def _remarks(lookup: Lookup, fact: Fact) -> tuple[Remark, ...]:
    reasons = [cited.inferred for cited in fact.citations if cited.inferred]
    if fact.inferred:
        reasons.insert(0, fact.inferred)
    remarks = [Remark("Inferred", reason) for reason in dict.fromkeys(reasons)] if reasons else []
    if fact.reading:
        remarks.append(Remark("Read by a person", fact.reading))
    if fact.state_reason:
        remarks.append(Remark("Why this state", fact.state_reason))
    if fact.note:
        remarks.append(Remark("Editor’s note", fact.note))
    for change in lookup.book.changes_of.get(fact.ref, ()):
        told = " ".join(part for part in (change.change, change.why) if part)
        remarks.append(Remark(f"Changed on {day_words(change.on)}", told))
    return tuple(remarks)


def _relative_time(lookup: Lookup, fact: Fact) -> Time | None:
    """Give a time beside the source's words for it, where these name no year."""
    period = fact.value if isinstance(fact.value, Period) else fact.when
    if period is None or period.form == "unresolved":
        return None
    purposes = ("value", "when") if isinstance(fact.value, Period) else ("when",)
    cited = next(iter(fact.cited_for(*purposes)), None)
    if cited is None:
        return None
    if _HAS_YEAR.search(cited.quote):
        return None
    return Time(words_of(period), cited.quote, lookup.book.sources[cited.source].language)


def _cite(lookup: Lookup, fact: Fact, name: str, url: str, sources: Iterable[SourceQuotes]) -> str:
    site = lookup.book.site
    told = "; ".join([source.dated for source in sources])
    address = f"{site.url.rstrip('/')}/" if site.url else ""
    compared = f", compared {day_words(fact.verified.on)}" if fact.verified else ""
    return f"{name}. {site.name}{compared}, {address}{url}. Source: {told}."


def _repository_urls(lookup: Lookup, fact: Fact) -> tuple[str, str]:
    """Give where a fact can be edited, and where a problem with it can be reported."""
    site = lookup.book.site
    if not site.repository:
        return "", ""
    base = site.repository.rstrip("/")
    # Written as it goes out: to encode the whole for each fact would take longer than its proof.
    ref = fact.ref if _UNESCAPED.fullmatch(fact.ref) else escaped(fact.ref)
    asked = f"template={REPORT_FORM}&title=Wrong+fact%3A+{ref}&fact={ref}"
    return (
        f"{base}/edit/{site.branch}/{fact.address.file}#L{fact.line}",
        f"{base}/issues/new?{asked}",
    )
