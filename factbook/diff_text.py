"""A difference of two factbooks as text for a terminal, or as Markdown for a pull request.

In Markdown every text of a record stands in code marks: it may hold anything, and none of it may
turn into a mention, a link or an image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.coverage import Coverage
from factbook.diff import Change, Changes, Covered, Difference

# A comment may have 65,536 characters on the largest code host.
LONGEST_COMMENT = 60_000
NOTHING = "No fact, disagreement or source has changed."

Section = tuple[str, tuple[Change, ...]]


def as_text(difference: Difference) -> str:
    """Write a difference for a terminal."""
    lines: list[str] = []
    for heading, changes in _sections(difference):
        lines += ["", f"{heading} ({len(changes)})"]
        for change in changes:
            lines.append(f"  {change.ref}  {_one_line(change.title)}")
            for field in change.fields:
                lines.append(f"    {field.name}")
                lines += [f"      - {_one_line(field.before)}"] if field.before else []
                lines += [f"      + {_one_line(field.after)}"] if field.after else []
    lines += _verified(difference, "")
    lines += _untold(difference, "")
    lines += ["", *_coverage_text(difference.coverage), *_unread(difference)]
    return "\n".join(_begun(difference, lines)).strip("\n") + "\n"


def as_markdown(difference: Difference) -> str:
    """Write a difference as Markdown, no longer than a comment may be."""
    lines: list[str] = ["## Changes to the factbook", ""]
    lines += [NOTHING, ""] if difference.is_empty else []
    for heading, changes in _sections(difference):
        lines += [f"### {heading} ({len(changes)})", ""]
        for change in changes:
            lines.append(f"- {_code(change.ref)} {_code(change.title)}")
            lines += [
                f"  - {field.name}: {_code(field.before)} → {_code(field.after)}"
                for field in change.fields
            ]
        lines.append("")
    for notes in (_verified(difference, "`"), _untold(difference, "`")):
        lines += [*notes[1:], ""] if notes else []
    lines += [*_coverage_table(difference.coverage), *_unread(difference)]
    return _shortened(lines)


def _sections(difference: Difference) -> Iterator[Section]:
    sections: tuple[Section, ...] = (
        ("Facts added", difference.facts.added),
        ("Facts changed", difference.facts.changed),
        ("Facts withdrawn", difference.withdrawn),
        (
            "Facts removed: ids are permanent, withdraw a fact with retired",
            difference.facts.removed,
        ),
        ("New disagreements", difference.disagreements.added),
        ("Disagreements changed", difference.disagreements.changed),
        ("Settled disagreements", difference.disagreements.removed),
        *_three("Calculated figures", difference.derived),
        *_three("Entities", difference.entities),
        *_three("Sources", difference.sources),
    )
    for heading, changes in sections:
        if changes:
            yield heading, changes


def _three(what: str, changes: Changes) -> tuple[Section, ...]:
    return (
        (f"{what} added", changes.added),
        (f"{what} changed", changes.changed),
        (f"{what} removed", changes.removed),
    )


def _begun(difference: Difference, lines: list[str]) -> list[str]:
    return [NOTHING, *lines] if difference.is_empty else lines


def _verified(difference: Difference, mark: str) -> list[str]:
    if not difference.verified:
        return []
    refs = _refs(difference.verified, mark)
    return ["", f"Compared with their sources anew ({len(difference.verified)}): {refs}"]


def _untold(difference: Difference, mark: str) -> list[str]:
    if not difference.untold:
        return []
    refs = _refs(difference.untold, mark)
    return ["", f"Not told to readers: add an entry to facts/changelog.yml that names {refs}"]


def _refs(refs: tuple[str, ...], mark: str) -> str:
    return ", ".join(f"{mark}{ref}{mark}" for ref in refs)


def _unread(difference: Difference) -> list[str]:
    if not difference.unread:
        return []
    names = ", ".join(difference.unread)
    return ["", f"Not compared, for they cannot be read before or after: {names}"]


def _coverage_text(coverage: tuple[Covered, ...]) -> Iterator[str]:
    rows = [_row(covered) for covered in coverage]
    rows = [("coverage", "numerals accounted for", "sentences accounted for"), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _coverage_table(coverage: tuple[Covered, ...]) -> Iterator[str]:
    yield "| source | numerals accounted for | sentences accounted for |"
    yield "|---|---|---|"
    for covered in coverage:
        yield f"| {' | '.join(_row(covered))} |"


def _row(covered: Covered) -> tuple[str, str, str]:
    before, after = covered.before, covered.after
    return (
        covered.source,
        _arrow(_numerals(before), _numerals(after)),
        _arrow(_sentences(before), _sentences(after)),
    )


def _numerals(account: Coverage | None) -> str:
    if account is None:
        return "none"
    return f"{account.numerals - account.uncovered} of {account.numerals}"


def _sentences(account: Coverage | None) -> str:
    if account is None:
        return "none"
    return f"{account.sentences - account.sentences_uncovered} of {account.sentences}"


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    """Put a text between more backticks than stand in it."""
    words = _one_line(text)
    if not words:
        return "none"
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    marks = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{marks}{space}{words}{space}{marks}"


def _shortened(lines: list[str]) -> str:
    kept: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        length += len(line) + 1
        if length > LONGEST_COMMENT:
            kept.append(f"\n... and {len(lines) - number} more lines: run `python build.py diff`")
            break
        kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"
