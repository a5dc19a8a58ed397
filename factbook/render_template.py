"""The templates: Jinja2 with autoescape, faults told at file:line, headings read from bodies."""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from factbook.page import Heading
from factbook.problem import Place, Problem
from factbook.render_code import PlainCode

RULE = "template"
FOLDER = "templates"
_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)(?:<a class="headerlink"|</h\1>)', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class _Environment(Environment):
    code_generator_class = PlainCode


class Templates:
    """The templates of a folder, compiled when they are first used."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._environment = _Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def render(self, name: str, views: Mapping[str, Any]) -> str | Problem:
        """Render a template to HTML; gives a problem where the template is at fault."""
        try:
            return self._environment.get_template(name).render(views)
        except TemplateNotFound as fault:
            return _problem(Place(f"{FOLDER}/{fault.name}", 1, 1), "there is no such file")
        except TemplateSyntaxError as fault:
            file = f"{FOLDER}/{fault.name or name}"
            return _problem(Place(file, fault.lineno, 1), fault.message or "not readable")
        # Templates call functions and read views, so they can fail in many ways: all are theirs.
        except (TemplateError, TypeError, AttributeError, LookupError, ValueError) as fault:
            place = self._place(fault)
            if place is None:
                raise
            return _problem(place, str(fault))

    def _place(self, fault: Exception) -> Place | None:
        """Give the innermost line of a template that the fault went through."""
        folder = str(self._folder)
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            if frame.filename.startswith(folder) and frame.lineno:
                file = Path(frame.filename).relative_to(self._folder).as_posix()
                return Place(f"{FOLDER}/{file}", frame.lineno, 1)
        return None


def headings(body: str) -> tuple[Heading, ...]:
    """Read the headings of a body for the table of contents."""
    return tuple(
        Heading(html.unescape(anchor), html.unescape(_TAG.sub("", title)).strip(), int(level))
        for level, anchor, title in _HEADING.findall(body)
    )


def _problem(place: Place, message: str) -> Problem:
    return Problem(
        place, RULE, f"the template fails: {message}", "correct the template in this line"
    )
