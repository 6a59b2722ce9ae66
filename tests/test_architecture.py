"""The house keeps its shape: ARCHITECTURE.md says which way imports point, and the code is held to it."""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefing.codes import CODES

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "briefing"
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A file of ours. `room` is the name that the rows of imports know it by."""

    path: Path
    room: str
    lines: int
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(SOURCE).as_posix()


class Import(NamedTuple):
    """One name that a module imports, at any depth of it: `briefing.content.facts`, `jinja2.nodes`."""

    module: Module
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module.name}:{self.line} imports {self.target}"


@cache
def modules() -> tuple[Module, ...]:
    return tuple(read(path) for path in sorted(SOURCE.rglob("*.py")))


def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return Module(path, room, text.count("\n"), ast.parse(text, str(path)))


def rows_of(block: str) -> list[list[str]]:
    """The words of each line of a fenced block of ARCHITECTURE.md."""
    found = re.search(rf"^```{block}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"ARCHITECTURE.md has no block ```{block}"
    return [line.split() for line in found[1].splitlines()]


def imports() -> Iterator[Import]:
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                yield from (Import(module, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (Import(module, node.lineno, target) for target in targets(module, node))


def targets(module: Module, node: ast.ImportFrom) -> list[str]:
    """`from briefing import content` names a module, `from briefing.content import load` one too: its first part."""
    origin = node.module or ""
    if node.level:
        package = ("briefing", *module.path.relative_to(SOURCE).parent.parts)
        origin = ".".join((*package[: len(package) - node.level + 1], *filter(None, [origin])))
    return [f"{origin}.{alias.name}" for alias in node.names]


def room_of(target: str) -> str:
    """The room of an imported name; what is no module of ours stands in the package's own `__init__`."""
    first = target.split(".")[1] if "." in target else "__init__"
    return first if (SOURCE / first).is_dir() or (SOURCE / f"{first}.py").is_file() else "__init__"


def functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def outside_of_functions(node: ast.AST) -> Iterator[ast.AST]:
    """All that runs when a module is imported."""
    yield node
    if not isinstance(node, Function | ast.Lambda):
        for inner in ast.iter_child_nodes(node):
            yield from outside_of_functions(inner)


def length(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def test_every_room_stands_in_the_rows_of_imports() -> None:
    rows = [room for row in rows_of("imports") for room in row]
    assert len(rows) == len(set(rows))
    assert {module.room for module in modules()} <= set(rows)


def test_imports_point_down() -> None:
    row_of = {room: number for number, row in enumerate(rows_of("imports")) for room in row}
    ours = [one for one in imports() if one.target.split(".")[0] == "briefing" and one.target != "briefing.__version__"]
    sideways = [
        str(one)
        for one in ours
        if one.module.room != room_of(one.target)
        and row_of.get(one.module.room, 0) >= row_of.get(room_of(one.target), 0)
    ]
    assert sideways == []


def test_every_library_has_one_door() -> None:
    door_of = dict(rows_of("doors"))
    others = [
        str(one)
        for one in imports()
        if (library := one.target.split(".")[0]) in door_of and one.module.room != door_of[library]
    ]
    assert others == []


def test_no_library_comes_in_without_a_door() -> None:
    known = {"briefing", *dict(rows_of("doors")), *sys.stdlib_module_names}
    assert [str(one) for one in imports() if one.target.split(".")[0] not in known] == []


def test_no_module_compiles_an_expression_when_it_is_imported() -> None:
    """`regex` of `briefing.later` is for those that stand in a module: at a start hardly any are used."""
    spots = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in outside_of_functions(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert spots == []


def test_rooms_are_named_for_what_they_hold() -> None:
    names = {part.removesuffix(".py") for module in modules() for part in module.path.relative_to(SOURCE).parts}
    assert names & EMPTY_NAMES == set()


def test_modules_are_short() -> None:
    assert {module.name: module.lines for module in modules() if module.lines > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    long = {
        f"{module.name}:{function.lineno} {function.name}": length(function)
        for module in modules()
        for function in functions(module.tree)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_most_functions_are_a_few_lines() -> None:
    lengths = [length(function) for module in modules() for function in functions(module.tree)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_every_module_and_every_public_function_and_class_says_what_it_is_for() -> None:
    silent = [
        f"{module.name}:{getattr(node, 'lineno', 1)}"
        for module in modules()
        for node in (module.tree, *module.tree.body)
        if isinstance(node, ast.Module | Function | ast.ClassDef)
        and not getattr(node, "name", "").startswith("_")
        and not ast.get_docstring(node)
        and not any(decorator_name(one) == "overload" for one in getattr(node, "decorator_list", ()))
    ]
    assert silent == []


def decorator_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def test_the_table_of_codes_is_all_that_is_said_and_no_more() -> None:
    said = {
        node.value
        for module in modules()
        if module.room != "codes"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[PCAQTRO]\d{3}", node.value)
    }
    assert sorted(said - CODES.keys()) == []
    assert sorted(CODES.keys() - said) == []


def test_every_code_is_met_in_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("*.py")))
    assert [code for code in CODES if not re.search(rf"\b{code}\b", tests)] == []


def test_every_code_is_explained() -> None:
    poor = [
        code for code, row in CODES.items() if not row.title or len(row.explanation) < 40 or row.title.endswith(".")
    ]
    assert poor == []
