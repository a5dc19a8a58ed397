"""The commands of `build.py`. What they print is in `show`; only this module knows today."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factbook import show
from factbook.editor_commands import CLEAN, PROBLEMS, cite, diff, fix, init, loaded, new
from factbook.problem import as_text
from factbook.progress import Progress
from factbook.unchanged import Last

# Commands are named before any is run, and must not wait for what others need.
if TYPE_CHECKING:
    from factbook.check import Checked
    from factbook.cluster import Cluster
    from factbook.model import Fact, Factbook
    from factbook.problem import PlacedProblem
    from factbook.site import Built
    from factbook.store import Store

WRONG_USAGE = 2
# What a disk says that is full, or that must not be written to.
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
ROOT = Path(__file__).resolve().parent.parent
_CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Have the work done by the workers of a Dask scheduler."
)
_QUIET = click.option("--quiet", "-q", is_flag=True, help="Tell nothing of work as it goes on.")


def run(arguments: list[str]) -> int:
    """Run a command line; gives the exit code: 0 clean, 1 problems, 2 wrong usage."""
    try:
        code = main.main(arguments, prog_name="build.py", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as fault:
        fault.show()
        return WRONG_USAGE
    except click.Abort:
        click.echo("stopped", err=True)
        return PROBLEMS
    except OSError as fault:
        if fault.errno not in _OF_THE_DISK:
            raise
        where = f": {fault.filename}" if fault.filename else ""
        click.echo(f"stopped: {(fault.strerror or '').lower()}{where}", err=True)
        return PROBLEMS
    return code if isinstance(code, int) else CLEAN


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    default=ROOT,
    hidden=True,
)
@_CLUSTER
@_QUIET
@click.pass_context
def main(context: click.Context, root: Path, cluster: str | None, quiet: bool) -> int:
    """Check the records, and build the site into site/ if no command is given."""
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}")
    context.obj = root
    if context.invoked_subcommand is None:
        return _build(root, cluster, quiet=quiet)
    if cluster is not None:
        command = context.invoked_subcommand
        raise click.UsageError(f"write  build.py {command} --cluster {cluster}")
    return CLEAN


@main.command()
@_CLUSTER
@_QUIET
@click.pass_obj
def build(root: Path, cluster: str | None, quiet: bool) -> int:
    """Check the records, then render and publish the site into site/."""
    return _build(root, cluster, quiet=quiet)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text")
@_CLUSTER
@_QUIET
@click.pass_obj
def check(root: Path, paths: tuple[Path, ...], style: str, cluster: str | None, quiet: bool) -> int:
    """Prove the records; with PATHS, tell only the problems in those files or folders."""
    wanted = [_inside(root, path) for path in paths]
    last = Last(root, "check")
    if said := last.said():
        return _clean(said, style)
    from factbook.remembered import check_records

    with closing(Progress(sys.stderr, quiet=quiet)) as progress, _reached(cluster) as workers:
        proof = check_records(root, progress, workers)
    problems = [
        found for found in proof.problems if not wanted or _is_wanted(found.place.file, wanted)
    ]
    if problems or proof.factbook is None:
        show.print_problems(problems, style)
        return PROBLEMS if problems else CLEAN
    said = f"{proof.factbook.fact_count} facts proven, no problems"
    if not proof.problems:
        last.say(said)
    return _clean(said, style)


def _clean(said: str, style: str) -> int:
    show.print_problems([], style)
    if style != "json":
        click.echo(said)
    return CLEAN


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
def serve(root: Path, port: int) -> int:
    """Show the site on this machine, and rebuild it whenever a file is saved."""
    # What a build needs is imported once, for each is made in a process forked from this one.
    from factbook import site  # noqa: F401
    from factbook.apart import KilledError, prepared
    from factbook.remembered import store_ahead
    from factbook.serve import PortError
    from factbook.serve import serve as serve_site
    from factbook.version import version

    # What is served is built with this code to the end.
    version()

    def begin() -> Callable[[], str]:
        return partial(told, prepared(partial(store_ahead, root), rebuild))

    def rebuild(ahead: Store | None) -> str:
        return _said(_built(root, None, quiet=True, ahead=ahead))

    def told(build: Callable[[], str]) -> str:
        try:
            return build()
        except KilledError as fault:
            said = f"the build was {fault}, perhaps for want of memory; save again to build again"
            click.echo(said, err=True)
            return said

    try:
        serve_site(root, port, begin, lambda address: click.echo(f"serving {address}"))
    except PortError as fault:
        click.echo(f"port {port} cannot be had: {fault}; try  --port {port + 1}", err=True)
        return WRONG_USAGE
    except KeyboardInterrupt:
        click.echo("stopped")
    return CLEAN


@main.command()
@click.option(
    "--verify",
    "taken",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Prove a bundle instead of making one.",
)
@click.pass_obj
def bundle(root: Path, taken: Path | None) -> int:
    """Make offline bundles in dist/, or prove one: every byte, count and quote of FILE."""
    return _prove(root, taken) if taken else _bundle(root)


@main.command(hidden=True)
@click.pass_obj
def schemas(root: Path) -> int:
    """Write the JSON Schemas in schemas/ as the code and the vocabulary make them."""
    from factbook.schemas import write_schemas

    book = loaded(root)
    if book is None:
        return PROBLEMS
    for name in write_schemas(root, book):
        click.echo(name)
    return CLEAN


@main.command()
@click.pass_obj
def coverage(root: Path) -> int:
    """Tell what each source still has to give: numerals and sentences."""
    from factbook.stats import stats_of

    book = _readable(_checked(root))
    if book is None:
        return PROBLEMS
    figures = stats_of(book)
    show.print_coverage(figures)
    show.print_uncovered(book, figures)
    return CLEAN


@main.command()
@click.pass_obj
def stats(root: Path) -> int:
    """Print counts of the factbook, and every exception with its reason."""
    from factbook.stats import stats_of

    book = _readable(_checked(root))
    if book is None:
        return PROBLEMS
    figures = stats_of(book)
    show.print_stats(figures)
    return CLEAN


for command in (init, cite, new, fix, diff):
    main.add_command(command)


@main.command()
@click.argument("facts", nargs=-1)
@click.option("--yes", is_flag=True, help="Stamp without asking, after all have been compared.")
@click.option("--by", default="maintainers", show_default=True, help="The editor's handle.")
@click.option("--on", default=None, help="The date, YYYY-MM-DD; today if left out.")
@click.option("--all", "every", is_flag=True, help="Every fact whose stamp is missing or stale.")
@click.pass_obj
def verify(
    root: Path, facts: tuple[str, ...], yes: bool, by: str, on: str | None, every: bool
) -> int:
    """Show record and source side by side, ask, and stamp (FACTS: ENTITY/FACT or ENTITY)."""
    from factbook.verification import chosen, unstamped

    checked = _checked(root)
    book = _readable(checked)
    if book is None:
        return PROBLEMS
    day = _day(on)
    selected = unstamped(book) if every else chosen(book, facts)
    if isinstance(selected, str):
        raise click.UsageError(selected)
    if not selected:
        click.echo("nothing to verify: every stamp is current")
        return CLEAN
    return _verify(root, book, selected, day, by, yes)


def _verify(
    root: Path, book: Factbook, selected: tuple[Fact, ...], day: str, by: str, yes: bool
) -> int:
    from factbook.stamp import stamp_text, write_stamp

    code = CLEAN
    for fact in selected:
        if not yes:
            show.print_side_by_side(book, fact)
            if not click.confirm("Does the record say what the source says?", default=False):
                continue
        stamp = stamp_text(fact, day, by)
        if write_stamp(root, fact, stamp):
            click.echo(f"{fact.ref}: {stamp}")
        else:
            click.echo(f"{fact.address.file} has changed; {fact.ref} is not stamped", err=True)
            code = PROBLEMS
    return code


def _day(on: str | None) -> str:
    if on is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise click.UsageError(f'"{on}" is no date; write YYYY-MM-DD') from None


def _build(root: Path, cluster: str | None, *, quiet: bool) -> int:
    last = Last(root, "build", ("site",))
    if said := last.said():
        click.echo(said)
        return CLEAN
    built = _built(root, cluster, quiet=quiet, meanwhile=last.look)
    if not isinstance(built, tuple):
        changed = (*built.published.written, *built.published.removed)
        said = f"{built.summary.partition(' (')[0]} (0 written, 0 removed)"
        last.say(said, map("site/{}".format, changed))
    return PROBLEMS if _said(built) else CLEAN


def _said(built: Built | tuple[PlacedProblem, ...]) -> str:
    """Print what a build has to say; give its problems as text, "" if it has none."""
    if not isinstance(built, tuple):
        click.echo(built.summary)
        return ""
    show.print_problems(list(built), "text")
    click.echo("site/ was left as it was", err=True)
    return "\n\n".join(map(as_text, built))


def _built(
    root: Path,
    cluster: str | None,
    *,
    quiet: bool,
    ahead: Store | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Built | tuple[PlacedProblem, ...]:
    from factbook.site import build_site

    with closing(Progress(sys.stderr, quiet=quiet)) as progress, _reached(cluster) as workers:
        return build_site(root, progress, workers, ahead, meanwhile)


@contextmanager
def _reached(address: str | None) -> Iterator[Cluster | None]:
    """Give the cluster at an address, if there is one; it is let go of at the end."""
    if address is None:
        yield None
        return
    from factbook.cluster import Cluster
    from factbook.cluster_crew import ClusterError

    with closing(Cluster(address, partial(click.echo, err=True))) as cluster:
        try:
            cluster.reach()
        except ClusterError as fault:
            raise click.ClickException(str(fault)) from None
        yield cluster


def _bundle(root: Path) -> int:
    from factbook.bundle import Made
    from factbook.bundle import bundle as make

    checked = _checked(root)
    if checked.problems or checked.factbook is None:
        show.print_problems(list(checked.problems), "text")
        return PROBLEMS
    made = make(checked.factbook, root)
    problems = [found for found in made if not isinstance(found, Made)]
    if problems:
        show.print_problems(problems, "text")
        return PROBLEMS
    for one in made:
        if isinstance(one, Made):
            click.echo(f"{one.file}: {one.size / 1e6:.1f} MB, SHA-256 {one.sha256}")
    return CLEAN


def _prove(root: Path, taken: Path) -> int:
    from factbook.bundle.archive import MOST_BYTES, RefusedError
    from factbook.bundle.verify import summary_of, verify

    try:
        with taken.open("rb") as file:
            found = verify(file.read(MOST_BYTES + 1), root / "seeds")
    except RefusedError as reason:
        click.echo(f"{taken.name}: refused: {reason}", err=True)
        return PROBLEMS
    for fault in found.faults:
        click.echo(fault, err=True)
    click.echo(summary_of(found))
    return PROBLEMS if found.faults else CLEAN


def _checked(root: Path) -> Checked:
    from factbook.check import check as check_all

    return check_all(root)


def _readable(checked: Checked) -> Factbook | None:
    """Give the factbook if all of it could be read; else print why not."""
    reading = [found for found in checked.problems if found.rule in ("yaml", "schema")]
    if checked.factbook is not None and not reading:
        return checked.factbook
    show.print_problems(reading or list(checked.problems), "text")
    return None


def _inside(root: Path, path: Path) -> str:
    full = path if path.is_absolute() else Path.cwd() / path
    if not full.exists():
        raise click.UsageError(f"there is no {path}")
    try:
        return full.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} is not in the factbook's folder") from None


def _is_wanted(file: str, wanted: list[str]) -> bool:
    return any(path in (".", file) or file.startswith(f"{path}/") for path in wanted)
