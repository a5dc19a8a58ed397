"""The commands of those who write records: init, cite, new, fix and diff."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from factbook import show

# Commands are named before any is run, and must not wait for what others need.
if TYPE_CHECKING:
    from factbook.model import Factbook

CLEAN, PROBLEMS = 0, 1


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Begin a factbook in FOLDER: the generator and a small example, which builds at once."""
    from factbook.begin import begin

    try:
        begun = begin(folder)
    except OSError as fault:
        raise _unwritable(fault) from None
    if isinstance(begun, str):
        raise click.UsageError(begun)
    show.print_begun(folder, begun)
    return CLEAN


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.pass_obj
def cite(root: Path, text: tuple[str, ...]) -> int:
    """Find TEXT in the sources, and print its citation ready to paste."""
    from factbook.cite import FEWEST_LETTERS, best_of, candidates, citing, letters

    words = " ".join(text)
    if letters(words) < FEWEST_LETTERS:
        raise click.UsageError("give a few words of a source, such as  cite about 60 metres long")
    book = loaded(root)
    if book is None:
        return PROBLEMS
    show.print_not_searched(root, book)
    found = candidates(book, words)
    show.print_candidates(words, found, {each: citing(book, each) for each in best_of(found)})
    return CLEAN if found else PROBLEMS


@click.command()
@click.argument("kind")
@click.argument("name", metavar="ID|FILE")
@click.option("--id", "identifier", help="Of a source: its id; the file's name if left out.")
@click.option("--language", help="Of a source: de or en; guessed if left out.")
@click.option("--unwrap/--as-is", "is_wrapped", default=None, help="Of a source: join its lines?")
@click.pass_obj
def new(
    root: Path,
    kind: str,
    name: str,
    identifier: str | None,
    language: str | None,
    is_wrapped: bool | None,
) -> int:
    """Write a record to fill in: KIND ID, or: source FILE, which stores the text as well."""
    from factbook.new import write_record
    from factbook.new_source import write_source

    if kind != "source" and (identifier, language, is_wrapped) != (None, None, None):
        raise click.UsageError("--id, --language, --unwrap and --as-is are for  new source FILE")
    book = loaded(root)
    if book is None:
        return PROBLEMS
    try:
        if kind == "source":
            result = write_source(root, book, Path(name), identifier, language, is_wrapped)
        else:
            result = write_record(root, book, kind, name)
    except OSError as fault:
        raise _unwritable(fault) from None
    if isinstance(result, str):
        raise click.UsageError(result)
    show.print_written(result)
    return CLEAN


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.pass_obj
def fix(root: Path, dry_run: bool) -> int:
    """Write the repairs that are certain: moved lines, and the exact bytes of quotes."""
    from factbook.fix import apply, repairs

    book = loaded(root)
    if book is None:
        return PROBLEMS
    found = list(repairs(root, book))
    try:
        left = [] if dry_run else [repair.file for repair in found if not apply(root, repair)]
    except OSError as fault:
        raise _unwritable(fault) from None
    show.print_repairs(found, left, dry_run)
    return PROBLEMS if left or (dry_run and found) else CLEAN


@click.command()
@click.argument("revision", metavar="REV")
@click.option("--format", "style", type=click.Choice(["text", "markdown"]), default="text")
@click.pass_obj
def diff(root: Path, revision: str, style: str) -> int:
    """Tell what has changed since REV, fact by fact."""
    from factbook.diff import difference
    from factbook.revision import lay_out

    after = loaded(root)
    if after is None:
        return PROBLEMS
    with TemporaryDirectory() as folder:
        wrong = lay_out(root, revision, Path(folder))
        if wrong is not None:
            raise click.UsageError(wrong)
        before = loaded(Path(folder))
    if before is None:
        raise click.UsageError(f"the records cannot be read as they stood at {revision}")
    show.print_difference(difference(before, after), style)
    return CLEAN


def loaded(root: Path) -> Factbook | None:
    """Load the factbook, whatever its rules say; print why where too little can be read."""
    from factbook.check import placed
    from factbook.load import load

    found = load(root)
    if found.factbook is None:
        show.print_problems(placed(root, list(found.problems)), "text")
    return found.factbook


def _unwritable(fault: OSError) -> click.UsageError:
    reason = (fault.strerror or "unknown reason").lower()
    return click.UsageError(f"{fault.filename} cannot be written: {reason}")
