"""The Python that a tag source becomes: Jinja's generator, with what each of our promises changes in it.

Constants are not folded, and every output is written `writers[tag](value, emit)`, so that no value reaches the document
by another way.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.idtracking import VAR_LOAD_RESOLVE

from briefing.later import regex

if TYPE_CHECKING:
    from briefing.language.environment import Environment

_NOT_PROVIDED = regex(r"\"parameter '(\w+)' was not provided\"")
_NEEDS = "'{}' needs '{}' in its brackets"  # what is said of a macro that is called without a value


class Generator(CodeGenerator):
    """Writes every output as `writers[line](value, emit)`; the line is the tag's identity."""

    _macro = ""  # the name of the one that is being written

    def __init__(self, environment: Environment) -> None:
        """Once a tree has been visited, its `code` is written, and `undeclared` are the names that come with the
        data."""
        super().__init__(environment, None, None, stream := io.StringIO(), optimized=False)
        self.code, self.undeclared = stream, set[str]()

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        asked = (name for action, name in frame.symbols.loads.values() if action == VAR_LOAD_RESOLVE)
        self.undeclared.update(name for name in asked if name is not None and name not in self.environment.globals)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> tuple[Frame, MacroRef]:
        around, self._macro = self._macro, getattr(node, "name", "")
        made = super().macro_body(node, frame)
        self._macro = around
        return made

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        if self._macro and (found := _NOT_PROVIDED.search(x)):
            x = x.replace(found.group(), repr(_NEEDS.format(self._macro, found[1])))
        super().writeline(x, node, extra)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("writers, emit = context.writing[:2]")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Text and values in a row are one piece of output: a piece costs more than what is in it."""
        if not node.nodes[1:]:
            self.start_write(frame, node)
            self._piece(node.nodes[0], frame)
            self.end_write(frame)
            return
        self.writeline("yield ''.join((" if frame.buffer is None else f"{frame.buffer}.append(''.join((")
        self.indent()
        for child in node.nodes:
            self.newline(child)
            self._piece(child, frame)
            self.write(",")
        self.outdent()
        self.writeline("))" if frame.buffer is None else ")))")

    def _piece(self, node: nodes.Expr, frame: Frame) -> None:
        if isinstance(node, nodes.TemplateData):
            self.write(repr(node.data))
        else:
            self._writer(node, lambda: self.visit(node, frame))

    def _writer(self, node: nodes.Node, value: Callable[[], None]) -> None:
        self.write(f"writers[{node.lineno}](")
        value()
        self.write(", emit)")

    def write(self, x: str) -> None:
        # A recursive loop writes what it captured, `concat(…)`; that is a Fragment, whose text is not its XML.
        super().write(", loop).xml" if x == ", loop)" else x)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        typed = isinstance(node.iter, nodes.Const)  # in the tag itself: its letters are meant
        counted = nodes.EnvironmentAttribute("counted_letters" if typed else "counted", lineno=node.lineno)
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self._writer(node, lambda: self.visit_Call(node.call, frame, forward_caller=True))
        self.end_write(frame)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self._writer(node, lambda: self.visit_Filter(node.filter, inner))
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):  # one of ours, which no template can name
            self.write(f"environment.{node.node.name}(")
            self.visit(node.args[0], frame)
            self.write(")")
            return
        if isinstance(node.node, nodes.Getattr):
            node.node.ctx = "call"
        super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if node.ctx == "call":
            self.write("environment.method(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")
            return
        # What nearly all names ask for, without the call. A name of Jinja's own code has a number at its end.
        self.write(f"(owner[{node.attr!r}] if type(owner := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in owner else environment.getattr(owner, {node.attr!r}))")

    def visit_Mul(self, node: nodes.BinExpr, frame: Frame) -> None:
        if not any(isinstance(side, nodes.Const) and isinstance(side.value, str) for side in (node.left, node.right)):
            super().visit_Mul(node, frame)
            return
        self.write("environment.repeated(")
        self.visit(node.left, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for text in node.nodes:
            self.visit(text, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self._made(super().visit_List, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self._made(super().visit_Dict, node, frame)

    def _made(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.made(")
        visit(node, frame)
        self.write(")")
