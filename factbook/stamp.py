"""Writing the stamp of a verified fact into its file, and nothing else of the file."""

from __future__ import annotations

from pathlib import Path

import yaml

from factbook.model import Fact
from factbook.rewrite import write
from factbook.yamlfile import YamlFile, read

KEY = "verified"


def stamp_text(fact: Fact, on: str, by: str) -> str:
    """Give the stamp of a fact as it stands: date, editor, fingerprint."""
    return f"{on} {by} {fact.fingerprint}"


def write_stamp(root: Path, fact: Fact, stamp: str) -> bool:
    """Write the stamp into the fact's record; comments and layout stay. Raises OSError.

    Gives False, and writes nothing, where the file no longer holds the record that was read.
    """
    parsed = read(root, fact.address.file)
    if not isinstance(parsed, YamlFile):
        return False
    node = _record(parsed, fact)
    if node is None:
        return False
    text = _with_stamp(parsed.text, node, stamp)
    write(root / fact.address.file, text)
    return True


def _record(parsed: YamlFile, fact: Fact) -> yaml.MappingNode | None:
    """Find the record of the fact by its id: earlier stamps may have moved its lines."""
    if not isinstance(parsed.root, yaml.MappingNode):
        return None
    facts = next((value for key, value in parsed.root.value if key.value == "facts"), None)
    for item in facts.value if isinstance(facts, yaml.SequenceNode) else ():
        if isinstance(item, yaml.MappingNode) and any(
            key.value == "id" and value.value == fact.id for key, value in item.value
        ):
            return item
    return None


def _with_stamp(text: str, record: yaml.MappingNode, stamp: str) -> str:
    for key, value in record.value:
        if key.value == KEY:
            return text[: value.start_mark.index] + stamp + text[value.end_mark.index :]
    column = record.value[0][0].start_mark.column
    if record.flow_style:
        at = record.end_mark.index - 1
        return f"{text[:at].rstrip()}, {KEY}: {stamp}{text[at:]}"
    # The end mark of a block lies at the next token: go back over blank lines and comments.
    lines = text[: record.end_mark.index].split("\n")
    kept = len(lines) if record.end_mark.column or lines[-1].strip() else len(lines) - 1
    while kept > 1 and (not lines[kept - 1].strip() or _is_outer_comment(lines[kept - 1], column)):
        kept -= 1
    before = "\n".join(lines[:kept])
    newline = "\r\n" if before.endswith("\r") else "\n"
    rest = text[len(before) :]
    return f"{before.removesuffix(chr(13))}{newline}{' ' * column}{KEY}: {stamp}{rest or newline}"


def _is_outer_comment(line: str, column: int) -> bool:
    stripped = line.lstrip()
    return stripped.startswith("#") and len(line) - len(stripped) < column
