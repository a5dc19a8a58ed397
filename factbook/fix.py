"""Repairs that are certain: the line of a quote that has moved, the exact bytes of a quote.

Certain means: the words stand in the source exactly once. Values, states and all else that a
person must judge stay as they are, and so do citations of a seed that is not as recorded.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook.model import Citation, Factbook, Source
from factbook.nearest import folded
from factbook.problem import Step
from factbook.rewrite import rewritten, write
from factbook.seeds import find
from factbook.yamlfile import YamlFile, read


@dataclass(frozen=True, slots=True)
class Repair:
    """One repaired file: its text before and after, and the facts whose quotes have new bytes."""

    file: str
    before: str
    after: str
    requoted: tuple[str, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            self.file,
            self.file,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def repairs(root: Path, book: Factbook) -> Iterator[Repair]:
    """Give the repairs of a factbook, one for each file that needs any; writes nothing."""
    for entity in book.entities.values():
        changes: dict[tuple[Step, ...], str] = {}
        requoted = []
        for fact in entity.facts:
            for citation in fact.citations:
                source = book.sources.get(citation.source)
                if source is None or citation.start is not None or not _is_intact(source):
                    continue
                texts = _repaired(source, citation)
                changes |= {(*citation.address.path, key): text for key, text in texts.items()}
                if texts.keys() - {"line"}:
                    requoted.append(fact.ref)
        parsed = read(root, entity.file) if changes else None
        if isinstance(parsed, YamlFile):
            after = rewritten(parsed, changes).text
            if after != parsed.text:
                yield Repair(entity.file, parsed.text, after, tuple(dict.fromkeys(requoted)))


def apply(root: Path, repair: Repair) -> bool:
    """Write a repair. Gives False, and writes nothing, where the file has changed meanwhile."""
    parsed = read(root, repair.file)
    if not isinstance(parsed, YamlFile) or parsed.text != repair.before:
        return False
    write(root / repair.file, repair.after)
    return True


def _is_intact(source: Source) -> bool:
    return source.seed.sha256 == source.sha256


def _repaired(source: Source, citation: Citation) -> dict[str, str]:
    """Give the keys of a citation to be written anew, with their texts; none if in doubt."""
    lines = source.seed.lines
    exact = _places(lines, citation.quote, citation.prefix)
    if exact:
        stands = any(number == citation.line for number, _ in exact)
        return {"line": str(exact[0][0])} if len(exact) == 1 and not stands else {}
    if any(citation.quote in line for line in lines):
        # The quote is right and its prefix is not: a person knows which of the words is meant.
        return {}
    near = _places(
        [folded(line) for line in lines], folded(citation.quote), folded(citation.prefix)
    )
    if len(near) != 1:
        return {}
    number, at = near[0]
    line = lines[number - 1]
    texts = {"quote": line[at : at + len(citation.quote)]}
    if citation.prefix:
        before = line[:at].rstrip()
        texts["prefix"] = before[len(before) - len(citation.prefix.rstrip()) :]
    if number != citation.line:
        texts["line"] = str(number)
    return {key: text for key, text in texts.items() if text != getattr(citation, key)}


def _places(lines: tuple[str, ...] | list[str], quote: str, prefix: str) -> list[tuple[int, int]]:
    return [
        (number, at) for number, line in enumerate(lines, 1) for at in find(line, quote, prefix)
    ]
