"""One run of MkDocs over docs/ and the frame pages, its warnings turned into problems."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from factbook import frame_hook
from factbook.frame_hook import FramePage
from factbook.problem import Place, Problem

RULE = "frame"
CONFIGURATION = "mkdocs.yml"
THEME = "templates/theme"


def paint(
    root: Path,
    frames: Sequence[FramePage],
    out: Path,
    settings: Mapping[str, Any],
) -> list[Problem]:
    """Run MkDocs into the folder `out`, which is emptied first; give what it warns of.

    `settings` stand above those of mkdocs.yml, by the same names; None leaves one as it is.
    """
    # MkDocs takes a fifth of a second to import: only a build that paints pays for it.
    import jinja2
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    heard = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    propagates, logger.propagate = logger.propagate, False
    try:
        config = load_config(
            str(root / CONFIGURATION),
            site_dir=str(out),
            hooks=[str(frame_hook.__file__)],
            **settings,
        )
        config.extra["frames"] = list(frames)
        build(config)
    except jinja2.TemplateError as error:
        return [_template_problem(root, error)]
    except MkDocsException as error:
        if not heard.messages:
            heard.messages.append(str(error))
    finally:
        logger.propagate = propagates
        logger.removeHandler(heard)
    return [problem for message in heard.messages for problem in _problems(root, message)]


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of. `mkdocs build -q` would hide warnings from strict mode too."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _problems(root: Path, message: str) -> list[Problem]:
    """Find the place a message of MkDocs speaks of: a page, a setting, else mkdocs.yml itself."""
    page = re.match(r"Doc file '([^']+)'(?: contains an? [\w ]*link '([^']+)')?", message)
    if page:
        file, link = page.groups()
        return [_problem(_found(root, f"docs/{file}", f"({link}" if link else ""), message)]
    omitted = re.match(r"The following pages exist in the docs directory, but are not", message)
    if omitted:
        return [
            _problem(
                Place(f"docs/{file}", 1, 1),
                "the page is not in the navigation",
                f"name {file} under nav: in mkdocs.yml",
            )
            for file in re.findall(r"^  - (.+)$", message, re.MULTILINE)
        ]
    named = re.match(r"A reference to '([^']+)' is included in the 'nav'", message)
    setting = re.match(r"Config value '([^']+)'", message)
    positions = re.findall(r"line (\d+), column (\d+)", message)
    if named:
        return [_problem(_found(root, CONFIGURATION, named[1]), message)]
    if setting:
        return [_problem(_found(root, CONFIGURATION, f"{setting[1]}:"), message)]
    if positions:
        line, column = positions[-1]
        told = [part for part in message.splitlines() if not part.lstrip().startswith("in ")]
        return [_problem(Place(CONFIGURATION, int(line), int(column)), ", ".join(told))]
    return [_problem(Place(CONFIGURATION, 1, 1), message)]


def _problem(place: Place, message: str, remedy: str = "") -> Problem:
    remedy = remedy or f"change {place.file}; MkDocs is what complains"
    return Problem(place, RULE, " ".join(message.split()), remedy)


def _found(root: Path, file: str, words: str) -> Place:
    """Give the first place of the words in a file, or the file's first character."""
    path = root / file
    lines = path.read_text("utf-8").split("\n") if words and path.is_file() else []
    for number, line in enumerate(lines, 1):
        column = line.find(words)
        if column >= 0:
            return Place(file, number, column + 1 + words.startswith("("), line)
    return Place(file, 1, 1)


def _template_problem(root: Path, error: Exception) -> Problem:
    """Say which line of which override in templates/theme the theme stumbled over."""
    calls = [
        (call.filename, call.lineno or 1) for call in traceback.extract_tb(error.__traceback__)
    ]
    calls.append((getattr(error, "filename", None) or "", getattr(error, "lineno", None) or 1))
    ours = [call for call in calls if call[0].startswith(str(root / THEME))]
    file, line = (
        (Path(ours[-1][0]).relative_to(root).as_posix(), ours[-1][1]) if ours else (THEME, 1)
    )
    return _problem(Place(file, line, 1), f"the theme cannot be painted: {error}")
