"""The commands `python -m bench run`, which measures, and `corpus`, which writes a factbook."""

from __future__ import annotations

from pathlib import Path

import click

from bench.corpus import write_corpus
from bench.environment import machine, versions
from bench.process import CommandError
from bench.run import measure, table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


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
        f"Measured on {machine()}, with {versions()}; medians of {rounds} rounds, and for the "
        "ratios the lowest and the highest too."
    )
    click.echo(f"{text}\n\n{told}")
    if write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n\n{told}\n\n{END}{after}", "utf-8")


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main(prog_name="python -m bench")
