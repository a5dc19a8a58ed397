"""The commands of `python -m bench`: what is measured, and the factbook it is measured on."""

from __future__ import annotations

from pathlib import Path

import click

from bench.aside import clear
from bench.corpus import write_corpus
from bench.environment import machine, versions
from bench.own import measured
from bench.process import CommandError
from bench.run import LARGE, OFTEN, measure, table
from bench.steps import steps

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speed.md"
BENCH = ROOT / "build" / "bench"


@click.group()
def main() -> None:
    """Measure builds side by side."""


@main.command()
@click.argument("count", type=click.IntRange(min=2))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def corpus(count: int, folder: Path) -> None:
    """Write a made-up factbook of COUNT entities into FOLDER, which is emptied first."""
    write_corpus(count, folder, ROOT)


@main.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=2))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--write", is_flag=True, help="Put the table into docs/speed.md.")
def run(sizes: tuple[int, ...], rounds: int, write: bool) -> None:
    """Build factbooks of SIZES entities (100 and 1,000 if left out) with every generator."""
    try:
        results = measure(sizes or (100, 1000), rounds, ROOT, _say)
    except CommandError as fault:
        raise click.ClickException(str(fault)) from None
    text = "\n".join(table(results))
    told = (
        f"Measured on {machine()}, with {versions()}; medians of {rounds} rounds (from {LARGE:,} "
        f"entities on, one; what is soon done is done {OFTEN} times in each), and for the ratios "
        "the lowest and the highest too."
    )
    click.echo(f"{text}\n\n{told}")
    if write:
        _put("measured", f"{text}\n\n{told}")


@main.command()
@click.option("--write", is_flag=True, help="Put the table into docs/speed.md.")
def own(write: bool) -> None:
    """Measure the factbook of this repository."""
    lines = ["| what | wall s | CPU s |", "|---|--:|--:|"]
    for what, wall, cpu in measured(BENCH / "own", ROOT):
        lines.append(f"| {what} | {wall:.2f} | {cpu:.2f} |")
    _tell("own", "\n".join(lines) + f"\n\nMeasured on {machine()}.", write=write)


@main.command()
@click.argument("size", default=400, type=click.IntRange(min=2))
@click.option("--write", is_flag=True, help="Put the table into docs/speed.md.")
def profile(size: int, write: bool) -> None:
    """Tell where a cold build of SIZE entities spends its time."""
    folder = BENCH / "profile"
    write_corpus(size, folder, ROOT)
    found = sorted(steps(folder, ROOT), key=lambda step: -step[1])
    total = sum(seconds for _, seconds in found)
    lines = [
        f"CPU seconds of {size:,} entities with {size * 10:,} facts, one process, step by step:",
        "",
        "| step | CPU s | share |",
        "|---|--:|--:|",
        *(f"| {what} | {cpu:.2f} | {cpu / total:.0%} |" for what, cpu in found if cpu >= 0.01),
        f"| all | {total:.2f} | 100% |",
    ]
    _tell("profile", "\n".join(lines), write=write)


@main.command()
def clean() -> None:
    """Delete what builds that were measured have left."""
    clear(BENCH)


def _tell(name: str, text: str, *, write: bool) -> None:
    click.echo(text)
    if write:
        _put(name, text)


def _put(name: str, text: str) -> None:
    """Put a text between its marks in the page."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    before, _, rest = PAGE.read_text("utf-8").partition(begin)
    PAGE.write_text(f"{before}{begin}\n{text}\n\n{end}{rest.partition(end)[2]}", "utf-8")


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main(prog_name="python -m bench")
