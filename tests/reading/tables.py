"""Loads the tables of texts and what is read in them.

A table is a plain text file: a text at the left margin, and below it, indented, a row for each
thing read, its cells apart by bars. A text without rows reads nothing. `#` begins a comment line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TABLES = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Case:
    """A text of a table and the rows below it."""

    text: str
    rows: tuple[tuple[str, ...], ...]


def cases(name: str) -> list[Case]:
    """Give the cases of a table in the order of the file."""
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in (TABLES / name).read_text("utf-8").split("\n"):
        if not line.strip(" ") or line.startswith("#"):
            continue
        if line.startswith("    "):
            cells = tuple(cell.strip(" ") for cell in line.split("|"))
            found[-1][1].append(cells)
        else:
            found.append((line, []))
    return [Case(text, tuple(rows)) for text, rows in found]
