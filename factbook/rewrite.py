"""A YAML file with a few of its texts replaced; comments and layout stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from factbook.problem import Address, Step
from factbook.yaml_scalar import styled
from factbook.yamlfile import Data, YamlFile, node_at, parse

Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file's new text, and the paths whose texts could not be replaced where they stand."""

    text: str
    left: tuple[Steps, ...]


def rewritten(parsed: YamlFile, changes: Mapping[Steps, str]) -> Rewritten:
    """Replace the texts at some paths. What is written is read again: nothing else has changed.

    A text in a layout that would not survive (over several lines with comments) is left.
    """
    left: list[Steps] = []
    current = parsed
    for path, new in changes.items():
        after = _replaced(current, path, new)
        if after is None:
            left.append(path)
        else:
            current = after
    return Rewritten(current.text, tuple(left))


def write(path: Path, text: str) -> None:
    """Write a file as a whole or not at all. Raises OSError."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8", newline="")
    temporary.replace(path)


def _replaced(parsed: YamlFile, path: Steps, new: str) -> YamlFile | None:
    node = node_at(parsed.root, Address(parsed.file, path))
    if not isinstance(node, yaml.ScalarNode):
        return None
    start, end = node.start_mark.index, node.end_mark.index
    old = parsed.text[start:end]
    # The end mark of a block lies at the next token.
    rest = old[len(old.rstrip()) :] if node.style in ("|", ">") else ""
    wanted = _with(parsed.data, path, new)
    styles = {"'": ("single",), '"': ("double",)}.get(node.style or "", ("plain", "single"))
    for style in (*styles, "double"):
        text = f"{parsed.text[:start]}{styled(new, style)}{rest}{parsed.text[end:]}"
        after = parse(parsed.file, text)
        if (
            isinstance(after, YamlFile)
            and after.data == wanted
            and _keeps_comments(text, parsed.text)
        ):
            return after
    return None


def _keeps_comments(new: str, old: str) -> bool:
    return new.count("#") >= old.count("#")


def _with(data: Data, path: Steps, new: str) -> Data:
    if not path:
        return new
    step, *rest = path
    if isinstance(data, list):
        return [_with(x, tuple(rest), new) if i == step else x for i, x in enumerate(data)]
    assert isinstance(data, dict)
    return {key: _with(x, tuple(rest), new) if key == step else x for key, x in data.items()}
