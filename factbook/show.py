"""What the commands print: problems, coverage, counts, record and source side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factbook.problem import PlacedProblem, as_github, as_json, as_text

# A check prints nothing of what these make, and must not wait for them.
if TYPE_CHECKING:
    from factbook.cite import Candidate, Citing
    from factbook.diff import Difference
    from factbook.fix import Repair
    from factbook.model import Fact, Factbook
    from factbook.new import Written
    from factbook.stats import Stats


def print_problems(problems: list[PlacedProblem], style: str) -> None:
    """Print problems as text or for GitHub, with a count at the end, or as JSON."""
    if style == "json":
        click.echo(as_json(problems))
        return
    if style == "github":
        for found in problems:
            click.echo(as_github(found))
    else:
        click.echo("\n\n".join(as_text(found) for found in problems), nl=bool(problems))
    if problems:
        _print_count(problems)


def _print_count(problems: list[PlacedProblem]) -> None:
    counted = Counter(found.rule for found in problems)
    by_rule = ", ".join(f"{number} {rule}" for rule, number in counted.most_common())
    noun = "problem" if len(problems) == 1 else "problems"
    click.echo(f"\n{len(problems)} {noun}: {by_rule}")


def print_side_by_side(book: Factbook, fact: Fact) -> None:
    """Print a fact's record beside the words it cites."""
    # Slow to import where nobody asks for a table.
    from rich.console import Console
    from rich.table import Table

    from factbook.evidence import passage

    table = Table(title=fact.ref, show_header=True, expand=True)
    table.add_column("record")
    table.add_column("source")
    rows = [
        f"{key}: {text}"
        for key, text in (
            ("property", fact.property),
            ("value", fact.value_text),
            ("state", fact.state),
            ("when", fact.when_text),
            ("statement", fact.statement),
            ("scope", fact.scope),
            ("claimed by", ", ".join(fact.claimed_by)),
            ("involves", ", ".join(f"{r}: {', '.join(ids)}" for r, ids in fact.involves.items())),
            ("inferred", fact.inferred),
        )
        if text
    ]
    words = []
    for citation in fact.citations:
        where = passage(book, citation)
        if where is not None:
            words.append(f"{where.file}:{where.line} ({citation.purpose})\n{where.words}")
    table.add_row("\n".join(rows), "\n\n".join(words))
    Console(highlight=False, markup=False).print(table)


def print_coverage(figures: Stats) -> None:
    """Print what of each source is told: counts, then shares."""
    head = (
        "source",
        "numerals",
        "read",
        "context",
        "aside",
        "open",
        "sentences",
        "cited",
        "aside",
        "open",
    )
    rows = [
        (
            account.source,
            account.numerals,
            account.read,
            account.context,
            account.set_aside,
            account.uncovered,
            account.sentences,
            account.sentences_cited,
            account.sentences_set_aside,
            account.sentences_uncovered,
        )
        for account in figures.coverage
    ]
    _print_rows(head, rows)
    for account in figures.coverage:
        read = _share(account.read, account.editorial_numerals)
        cited = _share(account.sentences_cited, account.editorial_sentences)
        click.echo(
            f"{account.source}: {read} of the editorial numerals read, "
            f"{cited} of the editorial sentences cited"
        )


def print_uncovered(book: Factbook, figures: Stats) -> None:
    """Print each numeral and sentence that nothing accounts for."""
    for account in figures.coverage:
        source = book.sources[account.source]
        for numeral in account.each_numeral:
            if numeral.fate == "uncovered":
                where = f"{source.seed_file}:{numeral.line}:{numeral.start + 1}"
                click.echo(f'{where}: numeral "{numeral.words}"')
        for counted in account.each_sentence:
            if counted.fate == "uncovered":
                sentence = counted.sentence
                click.echo(
                    f"{source.seed_file}:{sentence.line}:{sentence.start + 1}: sentence "
                    f'"{sentence.words[:80]}"'
                )


def print_stats(figures: Stats) -> None:
    """Print the counts of a factbook and its exceptions."""
    rows: list[tuple[object, ...]] = [("as of", figures.as_of)]
    rows += [(kind, number) for kind, number in figures.entities.items()]
    rows += [("facts", figures.facts), ("withdrawn facts", figures.retired)]
    rows += [(f"facts {state}", number) for state, number in figures.facts_by_state.items()]
    rows += [(f"facts from {name}", number) for name, number in figures.facts_by_source.items()]
    rows += [
        ("disagreements", figures.disagreements),
        ("calculated figures", figures.derived),
        ("open questions", figures.open_questions),
    ]
    _print_rows((), rows)
    counted = Counter(exceptional.key for exceptional in figures.exceptions)
    for key in ("reading", "state_reason", "inferred"):
        click.echo(f"\n{key}: {counted[key]} ({_share(counted[key], figures.facts)} of the facts)")
        for exceptional in figures.exceptions:
            if exceptional.key == key:
                click.echo(f"  {exceptional.fact}: {exceptional.reason}")


def print_not_searched(root: Path, book: Factbook) -> None:
    """Tell, beside the output, of sources and seeds in which nothing can be found."""
    for identifier in sorted(book.unread):
        if (root / "facts" / "sources" / f"{identifier}.yml").is_file():
            click.echo(f"not searched: facts/sources/{identifier}.yml has a problem", err=True)
    recorded = {source.file for source in book.sources.values()}
    for path in sorted((root / "seeds").glob("*.txt")):
        if path.name not in recorded and not book.unread:
            click.echo(f"not searched: no record names seeds/{path.name}", err=True)


def print_candidates(
    typed: str, found: tuple[Candidate, ...], citings: Mapping[Candidate, Citing]
) -> None:
    """Print candidates in context, and the citations of those that have one."""
    from factbook.cite import PART, SHOWN

    if not found:
        click.echo(f'nothing in the sources is like "{typed}"; try fewer words, or other ones')
        return
    if found[0].likeness < PART:
        click.echo(f'"{typed}" stands in no source; the nearest words are\n')
    for number, candidate in enumerate(found[:SHOWN], 1):
        where = f"{candidate.seed_file}:{candidate.line}"
        click.echo(f"{number}. {where}  {candidate.before}[{candidate.quote}]{candidate.after}")
        if candidate in citings:
            _print_citing(citings[candidate])
    if len(found) > SHOWN:
        click.echo(f"\n{SHOWN} of {len(found)} places are shown; give more words for fewer")


def _print_citing(citing: Citing) -> None:
    click.echo(f"\n{citing.yaml}\n")
    for text in citing.reads or ("neither a value nor a time",):
        click.echo(f"   reads  {text}")
    for remark in citing.remarks:
        click.echo(f"   {remark}")
    click.echo()


def print_written(written: Written) -> None:
    """Print which record was written, what to know of it, and what comes next."""
    click.echo(written.file)
    for remark in written.remarks:
        click.echo(remark)
    click.echo(f"fill in what is needed, then:  build.py check {written.file}")


def print_begun(folder: Path, book: Factbook) -> None:
    """Print where a factbook was begun, and what comes next."""
    click.echo(f"{folder} holds a factbook of {len(book.current_facts)} facts, to be made your own")
    click.echo(f"cd {folder}, then:  python build.py serve   (README.md tells the steps)")


def print_repairs(repairs: Sequence[Repair], left: Sequence[str], is_dry_run: bool) -> None:
    """Print the diffs of repairs, which files were left, and what is to be done by hand."""
    if not repairs:
        click.echo("nothing to repair that is certain; `build.py check` tells of the rest")
    for repair in repairs:
        if repair.file not in left:
            click.echo(repair.diff, nl=False)
    for file in left:
        click.echo(f"{file} has changed meanwhile; it is left as it was", err=True)
    done = len(repairs) - len(left)
    if done:
        said = "would be repaired; nothing was written" if is_dry_run else "repaired"
        click.echo(f"\n{done} {'file' if done == 1 else 'files'} {said}")
    requoted = [ref for repair in repairs if repair.file not in left for ref in repair.requoted]
    if requoted and not is_dry_run:
        click.echo("compare the new quotes, then:  build.py verify " + " ".join(requoted))


def print_difference(difference: Difference, style: str) -> None:
    """Print what has changed between two factbooks, as text or as Markdown."""
    from factbook import diff_text

    write = diff_text.as_markdown if style == "markdown" else diff_text.as_text
    shown = write(difference)
    click.echo(shown, nl=False)


def _print_rows(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    texts = [tuple(str(cell) for cell in row) for row in (*([head] if head else []), *rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(texts[0]))]
    for row in texts:
        cells = [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"
