"""What keeps a text from being YAML, in the words of somebody who writes records."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEYED = re.compile(r"(?P<head>\s*(?:- )*)(?P<key>[\w-]+): +(?P<text>.+?)\s*$")
_UNSPACED = re.compile(r"\s*(?:- )*(?P<key>[\w-]+):(?P<text>\S.*)$")
_UNSPACED_DASH = re.compile(r"\s*-(?P<rest>[\w-]+:(?: .*)?)$")
_ONE_RECORD = "keep one record in a file: delete the line ---"
_CLOSE = "close it, or put the whole text in single quotes, with every ' in it doubled"
_OTHER = "correct the indentation, or put the text in single quotes"
_ALIKE = "indent the keys of a record alike, two spaces more than what the record stands in"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, what to write, and where: lines and columns count from 0."""

    message: str
    help: str
    line: int
    column: int


def single_quoted(text: str) -> str:
    """Write a text as YAML in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def fault_of(
    text: str, told: str, at: tuple[int, int], begun: tuple[int, int] | None = None
) -> Fault:
    """Tell what is wrong in `text`, of which the parser has `told` at a line and column.

    `begun` is where the thing began that the parser could not end.
    """
    lines = text.split("\n")
    line = lines[at[0]].rstrip("\r") if at[0] < len(lines) else ""
    keyed = _KEYED.match(line)
    if "another document" in told:
        return Fault("a second document begins here", _ONE_RECORD, *at)
    if line[: len(line) - len(line.lstrip())].count("\t") or "\t" in told or "tab char" in told:
        return Fault("a tab stands where the line is indented", "indent with spaces", *at)
    if "end of stream" in told and begun:
        return Fault("the quotation mark that opens here is not closed", _CLOSE, *begun)
    if "expected ','" in told and begun:
        closing = told.rpartition(" ")[2].strip("'")
        what = "list" if closing == "]" else "mapping"
        message = f"the {what} that opens here is not closed"
        return Fault(message, f"close it with {closing} in the same line", *begun)
    if "expected ':'" in told and begun:
        return _no_colon(lines, begun)
    if dash := _UNSPACED_DASH.match(line):
        message = "a space is missing after the dash"
        return Fault(message, f"write  - {dash['rest']}", at[0], dash.start("rest") - 1)
    if keyed and at[1] >= keyed.start("text"):
        return _in_text(told, keyed, at)
    if "mapping values" in told or "expected key" in told or "'-' indicator" in told:
        return _indented(lines, at)
    return Fault(f"this is not YAML: {told}", _OTHER, *at)


def _in_text(told: str, keyed: re.Match[str], at: tuple[int, int]) -> Fault:
    """Tell of a text that YAML does not take as one."""
    key, text = keyed["key"], keyed["text"]
    whole = text[1:-1] if len(text) > 2 and text[0] in "'\"" and text[-1] == text[0] else text
    remedy = f"put it in single quotes:  {key}: {single_quoted(whole)}"
    if text[0] in "'\"":
        message = f"the text of {key} goes on after its quotation mark"
    elif text[0] in "[{":
        message = f"the text of {key} begins with {text[0]}, which opens a list or a mapping"
    elif "cannot start" in told or ": " not in text:
        message = f"the text of {key} begins with {text[0]}, which means something to YAML"
    else:
        message = f"the text of {key} holds a colon and a space, which YAML takes for a key"
    return Fault(message, remedy, *at)


def _no_colon(lines: list[str], begun: tuple[int, int]) -> Fault:
    line = lines[begun[0]].strip()
    unspaced = _UNSPACED.match(lines[begun[0]])
    if unspaced and " " not in unspaced["text"]:
        return _no_space(unspaced, begun[0])
    above = next((each for each in reversed(lines[: begun[0]]) if each.strip()), "")
    message = f'"{line}" is neither a key with its text nor part of the text above'
    remedy = f"write  {line}: ...  or, if it goes on with the text above, indent it more than that"
    if above.rstrip().endswith((": |", ": >", ": >-", ": |-")):
        remedy = "indent it two spaces more than the key above"
    return Fault(message, remedy, *begun)


def _indented(lines: list[str], at: tuple[int, int]) -> Fault:
    number, above = next(
        ((number, lines[number]) for number in range(at[0] - 1, -1, -1) if lines[number].strip()),
        (0, ""),
    )
    unspaced = _UNSPACED.match(above)
    if unspaced and not _KEYED.match(above):
        return _no_space(unspaced, number)
    return Fault("the line is indented otherwise than the lines above", _ALIKE, *at)


def _no_space(found: re.Match[str], line: int) -> Fault:
    message = f"a space is missing after the colon of {found['key']}"
    return Fault(message, f"write  {found['key']}: {found['text']}", line, found.end("key"))
