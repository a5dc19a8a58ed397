"""How templates are compiled so that they render quickly: right, or with an exception.

The code takes for granted what is so almost always: that what stands behind a dot is an attribute,
that a macro gets no more than it asks for, that of a loop only its place is asked. Where it is
otherwise, an exception is raised; then the page is rendered by the code of `render_code`, which
takes its time, and which alone tells what a template says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from keyword import iskeyword
from types import FunctionType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame
from jinja2.utils import missing

from factbook.render_code import PlainCode, PlainMacro

# What can be written behind a dot as it stands.
_DOTTED = (nodes.Name, nodes.Getattr, nodes.Call)
# Names that Jinja2 gives a meaning of its own.
_OWN = frozenset(("loop", "self", "super", "caller", "varargs", "kwargs"))


class Loop:
    """Where a loop is."""

    __slots__ = ("first", "index", "index0", "last", "length")
    first: bool
    index: int
    index0: int
    last: bool
    length: int

    def __str__(self) -> str:
        """Raise TypeError: a loop is not printed."""
        raise TypeError("a loop is no text")


def looped(items: Iterable[Any], undefined: object) -> Iterator[tuple[Any, Loop]]:
    """Give each item with where the loop is."""
    del undefined
    if not isinstance(items, Sized):
        items = tuple(items)
    loop = Loop()
    loop.length = len(items)
    for loop.index0, item in enumerate(items):
        loop.index = loop.index0 + 1
        loop.first = loop.index0 == 0
        loop.last = loop.index == loop.length
        yield item, loop


def macro_of(
    environment: Any,
    function: FunctionType,
    name: str,
    arguments: tuple[str, ...],
    *more: bool,
) -> Callable[..., str]:
    """Give the function of a macro, to be called as it is; the macro, if it takes whatever comes.

    `more` tells whether it takes others by name, any others, a caller, and of its autoescape.
    """
    if any(more[:3]):
        return PlainMacro(environment, function, name, list(arguments), *more)
    # Jinja2 tells by this that an argument was left out.
    function.__defaults__ = (missing,) * len(arguments)
    function.arguments = arguments  # type: ignore[attr-defined]
    return function


def called(function: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Call a function with arguments by name: those of a macro have other names in its code."""
    if type(function) is not FunctionType or not hasattr(function, "arguments"):
        return function(*args, **named)
    left = [named.pop(name, missing) for name in function.arguments[len(args) :]]
    return function(*args, *left, **named)


class QuickCode(PlainCode):
    """Writes the Python code of a template."""

    # What is asked of the context alone, and stays the same while a template is rendered.
    _given: frozenset[str] = frozenset()
    _macros: frozenset[str] = frozenset()

    def visit_Template(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write the whole: its code takes what it needs from here when it runs."""
        names = list(node.find_all(nodes.Name))
        stored = {name.name for name in names if name.ctx != "load"}
        self._given = frozenset(name.name for name in names) - stored - _OWN
        self._macros = frozenset(macro.name for macro in node.find_all(nodes.Macro))
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import macro_of as Macro, looped as LoopContext, called")
        self.writeline("from markupsafe import Markup")
        self.writeline("from markupsafe._speedups import _escape_inner as escape_text")
        self.writeline("new_text = str.__new__")

    def enter_frame(self, frame: Frame) -> None:
        """Write what a frame begins with: the root asks once for what is given."""
        if frame.rootlevel:
            for name in sorted(self._given):
                frame.symbols.load(name)
        super().enter_frame(frame)

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write the end of a macro: what it gives is HTML."""
        if force_unescaped:
            self.writeline(f"return new_text(Markup, concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)

    def visit_Getattr(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        """Write an attribute as an attribute."""
        name = node.attr
        if not isinstance(node.node, _DOTTED) or not name.isidentifier() or iskeyword(name):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{name}")

    def visit_Call(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Write a call; one with arguments by name may be that of a macro."""
        hands_on = forward_caller or node.dyn_args or node.dyn_kwargs
        if hands_on or not node.kwargs or any(iskeyword(it.key) for it in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("called(")
        for argument in (node.node, *node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Output(  # noqa: N802 - the name is Jinja2's
        self, node: nodes.Output, frame: Frame
    ) -> None:
        """Write all of an output as one text."""
        eval_ctx = frame.eval_ctx
        if frame.require_output_check or eval_ctx.volatile or not eval_ctx.autoescape:
            super().visit_Output(node, frame)
            return
        self.start_write(frame, node)
        parts = [(self._fixed(child, frame), child) for child in node.nodes]
        varying = [child for fixed, child in parts if fixed is None]
        if not varying:
            self.write(repr("".join(fixed or "" for fixed, _ in parts)))
        elif len(parts) == 1:
            self._write_varying(varying[0], frame)
        else:
            # Python makes of this what it makes of an f-string.
            form = ["%s" if fixed is None else fixed.replace("%", "%%") for fixed, _ in parts]
            self.write(f"{''.join(form)!r} % (")
            for child in varying:
                self._write_varying(child, frame)
                self.write(", ")
            self.write(")")
        self.end_write(frame)

    def _fixed(self, node: nodes.Expr, frame: Frame) -> str | None:
        """Give the HTML of what is always the same, None for all else."""
        try:
            return self._output_child_to_const(node, frame, self._make_finalize())
        # As Jinja2 does it: what fails is left to fail when it is rendered.
        except Exception:  # noqa: BLE001
            return None

    def _write_escaped(self, node: nodes.Expr, frame: Frame) -> None:
        fixed = self._fixed(node, frame)
        if fixed is None:
            self._write_varying(node, frame)
        else:
            self.write(repr(fixed))

    def _write_varying(self, node: nodes.Expr, frame: Frame) -> None:
        if self._calls_macro(node):
            self.write("(value if type(value := ")
            self.visit(node, frame)
            self.write(") is Markup else escape(value))")
            return
        if not isinstance(node, nodes.CondExpr):
            self.write("(escape_text(value) if type(value := ")
            self.visit(node, frame)
            self.write(") is str else escape(value))")
            return
        frame = frame.soft()
        self.write("(")
        self._write_escaped(node.expr1, frame)
        self.write(" if ")
        self.visit(node.test, frame)
        self.write(" else ")
        if node.expr2 is None:
            self.write("''")
        else:
            self._write_escaped(node.expr2, frame)
        self.write(")")

    def _calls_macro(self, node: nodes.Expr) -> bool:
        """Tell whether an expression looks like the call of a macro, which gives HTML."""
        if not isinstance(node, nodes.Call):
            return False
        function = node.node
        return isinstance(function, nodes.Getattr) or (
            isinstance(function, nodes.Name) and function.name in self._macros
        )
