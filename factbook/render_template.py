"""The templates: Jinja2 with autoescape, faults told at file:line, headings read from bodies."""

from __future__ import annotations

import hashlib
import html
import re
import traceback
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context

from factbook.page import Heading
from factbook.problem import Place, Problem
from factbook.render_code import PlainCode
from factbook.render_quick import QuickCode

RULE = "template"
# The names under which is noted that a template was used.
TEMPLATE = "template:"
FOLDER = "templates"
_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)(?:<a class="headerlink"|</h\1>)', re.DOTALL)
_NAMED = re.compile(r"""["']([\w./-]+\.j2)["']""")
_TAG = re.compile(r"<[^>]*>")


# Templates call functions and read views, so they can fail in many ways: all are theirs.
_FAULTS = (TemplateError, TypeError, AttributeError, LookupError, ValueError)


class _Context(Context):
    """What a template sees, told to the environment when it is made."""

    def __init__(self, environment: _Environment, *others: Any, **named: Any) -> None:
        super().__init__(environment, *others, **named)
        environment.contexts.append(self)


class _Environment(Environment):
    context_class = _Context

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.contexts: list[Context] = []
        self._known: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name is Jinja2's
    ) -> Template:
        """Give a template, which is loaded once: a page asks for some by five names."""
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = super().get_template(name, parent)
        return known

    def forget(self) -> None:
        """Let go of what templates have seen.

        A context has the macros of its template, and these have it: without this, each page would
        stay in memory, with all that it shows, until someone looks for garbage.
        """
        for context in self.contexts:
            context.vars.clear()
        self.contexts.clear()


class _Careful(_Environment):
    code_generator_class = PlainCode


class _Quick(_Environment):
    code_generator_class = QuickCode


class _Carried(BaseLoader):
    """Templates of a folder that is on another machine; a fault names their files there."""

    def __init__(self, folder: Path, texts: Mapping[str, str]) -> None:
        self._folder = folder
        self._texts = texts

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Give the text of a template, its file, and whether that is as it was."""
        del environment
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], str(self._folder / template), lambda: True

    def list_templates(self) -> list[str]:
        """Give the names of all templates."""
        return list(self._texts)


class Templates:
    """The templates of a folder, compiled when they are first used."""

    def __init__(self, root: Path, compiled: Path | None = None) -> None:
        """Take the templates in `root`; what they are compiled to is kept in a folder, if given."""
        self._folder = root / FOLDER
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        self._make(FileSystemLoader(self._folder), compiled)

    def __getstate__(self) -> tuple[Path, dict[str, str]]:
        """Take the texts along: where this is unpickled, the folder need not be."""
        return self._folder, self._texts()

    def __setstate__(self, state: tuple[Path, dict[str, str]]) -> None:
        self._folder, texts = state
        self._make(_Carried(self._folder, texts), None)

    def render(self, name: str, views: Mapping[str, Any]) -> str | Problem:
        """Render a template to HTML; gives a problem where the template is at fault."""
        if name not in self.slow:
            try:
                return self._quick.get_template(name).render(views)
            except _FAULTS:
                self.slow.add(name)
            finally:
                self._quick.forget()
        try:
            return self._careful.get_template(name).render(views)
        except TemplateNotFound as fault:
            return _problem(Place(f"{FOLDER}/{fault.name}", 1, 1), "there is no such file")
        except TemplateSyntaxError as fault:
            file = f"{FOLDER}/{fault.name or name}"
            return _problem(Place(file, fault.lineno, 1), fault.message or "not readable")
        except _FAULTS as fault:
            place = self._place(fault)
            if place is None:
                raise
            return _problem(place, str(fault))
        finally:
            self._careful.forget()

    def compile_all(self) -> None:
        """Compile every template that can be, so that no process does it again."""
        for name in self._quick.list_templates(extensions=["j2"]):
            with suppress(TemplateSyntaxError, OSError):
                self._quick.get_template(name)

    def versions(self) -> dict[str, str]:
        """Give, for each template, what tells it and all it names from any other state of them."""
        texts = self._texts()
        return {
            TEMPLATE + name: hashlib.sha256(
                "\n".join(texts[part] for part in sorted(_named_from(name, texts))).encode()
            ).hexdigest()
            for name in texts
        }

    def _make(self, loader: BaseLoader, compiled: Path | None) -> None:
        self._quick = _environment(_Quick, loader, compiled, "quick-%s")
        self._careful = _environment(_Careful, loader, compiled, "careful-%s")
        # Templates that have said something the quick code does not understand.
        self.slow: set[str] = set()

    def _texts(self) -> dict[str, str]:
        return {
            path.relative_to(self._folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self._folder.rglob("*.j2"))
        }

    def _place(self, fault: Exception) -> Place | None:
        """Give the innermost line of a template that the fault went through."""
        folder = str(self._folder)
        for frame in reversed(traceback.extract_tb(fault.__traceback__)):
            if frame.filename.startswith(folder) and frame.lineno:
                file = Path(frame.filename).relative_to(self._folder).as_posix()
                return Place(f"{FOLDER}/{file}", frame.lineno, 1)
        return None


def _environment(
    made: type[_Environment], loader: BaseLoader, compiled: Path | None, pattern: str
) -> _Environment:
    return made(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=FileSystemBytecodeCache(str(compiled), pattern) if compiled else None,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _named_from(name: str, texts: Mapping[str, str]) -> set[str]:
    """Give a template and all that it names, directly or through others."""
    found: set[str] = set()
    left = [name]
    while left:
        one = left.pop()
        if one in texts and one not in found:
            found.add(one)
            left += _NAMED.findall(texts[one])
    return found


def headings(body: str) -> tuple[Heading, ...]:
    """Read the headings of a body for the table of contents."""
    return tuple([_heading(*found) for found in _HEADING.findall(body)])


# Most pages have the same few.
@lru_cache(maxsize=1024)
def _heading(level: str, anchor: str, title: str) -> Heading:
    text = html.unescape(_TAG.sub("", title)).strip()
    return Heading(html.unescape(anchor), text, int(level))


def _problem(place: Place, message: str) -> Problem:
    return Problem(
        place, RULE, f"the template fails: {message}", "correct the template in this line"
    )
