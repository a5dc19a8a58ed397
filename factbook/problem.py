"""What a check finds: the problem, its place, and how problems are sorted and shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Part = Literal["key", "value"]
Step = str | int

EXCERPT_LENGTH = 160


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A character in a file: line and column count from 1; `excerpt` is the line's text."""

    file: str
    line: int
    column: int
    excerpt: str = ""


class Address(NamedTuple):
    """A key or a value in a YAML file by its path, such as ("facts", 2, "value").

    Its line and column are looked up (`yamlfile.place_of`) only when a problem is to be shown.
    """

    file: str
    path: tuple[Step, ...] = ()
    part: Part = "value"

    def at(self, *steps: Step, part: Part = "value") -> Address:
        """Give the address of something inside the thing addressed."""
        return Address(self.file, self.path + steps, part)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a seed that a problem is about: its file, the line from 1, and the words."""

    file: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no value or period: one sentence, and what to write instead."""

    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule: what is wrong, where, what the source says, what to write."""

    at: Place | Address
    rule: str
    message: str
    help: str
    source: Passage | None = None


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A problem whose place has been looked up, ready to be sorted and shown."""

    place: Place
    rule: str
    message: str
    help: str
    source: Passage | None = None


def in_order(problems: Iterable[PlacedProblem]) -> list[PlacedProblem]:
    """Sort by file, line, column, rule and message; equal ones are told once."""
    found = {
        (
            problem.place.file,
            problem.place.line,
            problem.place.column,
            problem.rule,
            problem.message,
        ): problem
        for problem in problems
    }
    return [found[key] for key in sorted(found)]


def as_text(problem: PlacedProblem) -> str:
    """Show a problem for a terminal: one line that stands alone, excerpt, source and help."""
    place = problem.place
    lines = [f"{place.file}:{place.line}:{place.column}: {problem.message}  [{problem.rule}]"]
    lines += _excerpt(place)
    if problem.source is not None:
        source = problem.source
        lines.append(f'source: {source.file}:{source.line}  "{source.words}"')
    lines.append(f"help: {problem.help}")
    return "\n".join(lines)


def as_json(problems: Sequence[PlacedProblem]) -> str:
    """Show problems as a JSON list of objects, in the order given."""
    rows = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "rule": problem.rule,
            "message": problem.message,
            "help": problem.help,
            "source": None
            if problem.source is None
            else {
                "file": problem.source.file,
                "line": problem.source.line,
                "words": problem.source.words,
            },
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problem: PlacedProblem) -> str:
    """Show a problem as a GitHub workflow command, which annotates the line of a pull request."""
    place = problem.place
    body = f"{problem.message}\n"
    if problem.source is not None:
        body += f'source: {problem.source.file}:{problem.source.line} "{problem.source.words}"\n'
    body += f"help: {problem.help}"
    file, title = _escaped_property(place.file), _escaped_property(problem.rule)
    return (
        f"::error file={file},line={place.line},col={place.column},title={title}::{_escaped(body)}"
    )


def _excerpt(place: Place) -> list[str]:
    if not place.excerpt.strip():
        return []
    margin = " " * len(str(place.line))
    start = max(0, place.column - EXCERPT_LENGTH // 2)
    shown = place.excerpt[start : start + EXCERPT_LENGTH]
    caret = " " * (place.column - 1 - start) + "^"
    return [f"{margin} |", f"{place.line} | {shown}", f"{margin} | {caret}"]


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
