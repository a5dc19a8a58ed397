"""The rules in order, and one run of all of them over a factbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook import yamlfile
from factbook.load import load
from factbook.model import Factbook
from factbook.part import Part, whole
from factbook.problem import Address, PlacedProblem, Problem, Step, in_order
from factbook.rules import (
    conflict_explained,
    derived_sound,
    identity,
    not_stated,
    numerals_covered,
    quote_verbatim,
    reference,
    source_intact,
    state_fits,
    statement_fits,
    value_derived,
    verified_current,
    when_derived,
    who_named,
    who_told,
)

Check = Callable[[Factbook, Part], Iterator[Problem]]

RULES: tuple[tuple[str, Check], ...] = (
    (reference.NAME, reference.check),
    (identity.NAME, identity.check),
    (source_intact.NAME, source_intact.check),
    (quote_verbatim.NAME, quote_verbatim.check),
    (value_derived.NAME, value_derived.check),
    (when_derived.NAME, when_derived.check),
    (who_named.NAME, who_named.check),
    (state_fits.NAME, state_fits.check),
    (statement_fits.NAME, statement_fits.check),
    (who_told.NAME, who_told.check),
    (numerals_covered.NAME, numerals_covered.check),
    (conflict_explained.NAME, conflict_explained.check),
    (not_stated.NAME, not_stated.check),
    (derived_sound.NAME, derived_sound.check),
    (verified_current.NAME, verified_current.check),
)
# Rules whose findings may only follow from those of another rule.
FOLLOWERS = (statement_fits.NAME, who_told.NAME, verified_current.NAME)
# Found while files are read, before any rule can run.
READING_RULES = (yamlfile.RULE, "schema")


@dataclass(frozen=True, slots=True)
class Checked:
    """A factbook, None where too little could be read, and every problem, sorted."""

    factbook: Factbook | None
    problems: tuple[PlacedProblem, ...]


def check(root: Path) -> Checked:
    """Load the factbook in `root` and run every rule over it."""
    loaded = load(root)
    problems = list(loaded.problems)
    if loaded.factbook is not None:
        problems += found_in(loaded.factbook, whole(loaded.factbook))
    return Checked(loaded.factbook, told(root, problems))


def found_in(book: Factbook, part: Part) -> list[Problem]:
    """Run every rule over a part of a factbook."""
    return [problem for _, rule in RULES for problem in rule(book, part)]


def told(root: Path, problems: Iterable[Problem]) -> tuple[PlacedProblem, ...]:
    """Give the problems that are to be told, one for each fault, placed and sorted."""
    return tuple(placed(root, _without_followers(list(problems))))


def _without_followers(problems: list[Problem]) -> list[Problem]:
    """Leave out what only follows from another problem of the same record: one fault, one problem.

    A wrong value makes its statement, its stamp and the summary wrong as well.
    """
    kept: list[Problem] = []
    wrong: set[tuple[str, tuple[Step, ...]]] = set()
    for names in ((), (statement_fits.NAME, who_told.NAME), (verified_current.NAME,)):
        found = [
            problem
            for problem in problems
            if (problem.rule in names if names else problem.rule not in FOLLOWERS)
            and _record(problem) not in wrong
        ]
        kept += found
        wrong |= {_record(problem) for problem in found}
        wrong |= {(file, ("summary",)) for file, path in wrong if path[:1] == ("facts",)}
    return kept


def _record(problem: Problem) -> tuple[str, tuple[Step, ...]]:
    at = problem.at
    return (at.file, at.path[:2]) if isinstance(at, Address) else (at.file, ())


def placed(root: Path, problems: list[Problem]) -> list[PlacedProblem]:
    """Look up the line and column of every problem, and sort them."""
    yamlfile.forget()
    return in_order(
        PlacedProblem(
            yamlfile.located(root, problem.at),
            problem.rule,
            problem.message,
            problem.help,
            problem.source,
        )
        for problem in problems
    )
