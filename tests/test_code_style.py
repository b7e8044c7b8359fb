"""Rooms stay small and documented; an offender is named with its file and line."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "sim").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 350, 45
"""Lines; of a function without its docstring."""

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def definitions(path: Path) -> list[Definition]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Definition)]


def length(function: Definition) -> int:
    """Lines from the name to the end, without the docstring."""
    first = function.body[0]
    told = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return function.end_lineno - function.lineno + 1 - told


def public(path: Path) -> list[Definition]:
    """Classes and functions that others may use: at the top of a module, and methods of public classes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, Definition) and not node.name.startswith("_")]
    classes = [node for node in top if isinstance(node, ast.ClassDef)]
    methods = [inner for node in classes for inner in node.body if isinstance(inner, ast.FunctionDef)]
    return [*top, *(method for method in methods if not method.name.startswith("_"))]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_a_room_and_not_a_hall(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_fits_a_screen(path):
    functions = [node for node in definitions(path) if not isinstance(node, ast.ClassDef)]
    assert [f"{name_of(path)}:{f.lineno} {f.name}" for f in functions if length(f) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{name_of(path)} has no docstring"
    assert [f"{name_of(path)}:{d.lineno} {d.name}" for d in public(path) if not ast.get_docstring(d)] == []


def test_a_long_function_would_be_found(tmp_path):
    """The measure counts code and leaves out the docstring."""
    code = "def f():\n    '''One.\n\n    Two.\n    '''\n" + "    x = 1\n" * 46
    path = tmp_path / "long.py"
    path.write_text(code, encoding="utf-8")
    assert [length(function) for function in definitions(path)] == [47]
    path.write_text("class A:\n    def b(self): ...\n    def _c(self): ...\ndef _d(): ...\n", encoding="utf-8")
    assert [definition.name for definition in public(path)] == ["A", "b"]
