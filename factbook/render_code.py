"""How templates are compiled: as Jinja2 does it, but with plain calls, and text escaped to text.

Jinja2 wraps every text it has escaped into an object, and asks of every callable whether it wants
the context. A page has hundreds of each; here a text stays a text, and a callable is called. What
a template may say and what it means stays the same, except that no function of ours may ask for
the context (`pass_context`).
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe._speedups import _escape_inner as escaped_text


def escaped(value: object) -> str:
    """Give a value as HTML: text is escaped, what is HTML already stays.

    >>> escaped("AT&T")
    'AT&amp;T'
    """
    # Most by far are plain texts; a subclass of str is not, it may say that it is HTML.
    if type(value) is str:
        return escaped_text(value)
    if type(value) is Markup:
        return value
    if type(value) is int:
        return str(value)
    return value.__html__() if hasattr(value, "__html__") else escaped_text(str(value))


class PlainMacro(Macro):
    """A macro that is called at next to no cost, unless it takes whatever it is given."""

    def __call__(self, *args: Any, **named: Any) -> str:
        """Give the HTML of the macro."""
        left = self._argument_count - len(args)
        if left < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **named)
        if left:
            args += tuple([named.pop(name, missing) for name in self.arguments[-left:]])
        if named:
            return super().__call__(*args, **named)
        return str.__new__(Markup, self._func(*args))


class PlainCode(CodeGenerator):
    """Writes the Python code of a template."""

    def visit_Template(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write the whole: its code takes `escape` and `Macro` from here when it runs."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import PlainMacro as Macro, escaped as escape")

    def visit_Call(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call as a call, where no argument has to be handed on."""
        hands_on = forward_caller or node.dyn_args or node.dyn_kwargs
        if hands_on or any(iskeyword(argument.key) for argument in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")
