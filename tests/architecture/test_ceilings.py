"""Sizes at which code stops being easy to read."""

from __future__ import annotations

import ast

from tests.architecture.source_tree import checks, program

FILE_LINES = 400
MAIN_LINES = 150
FUNCTION_LINES = 40
FUNCTION_LINES_WITH_DOCSTRING = 50
PUBLIC_METHODS = 12

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_files_are_short() -> None:
    sizes = {module.name: len(module.text.splitlines()) for module in (*program(), *checks())}
    assert sizes["main.py"] <= MAIN_LINES
    assert not {name: size for name, size in sizes.items() if size > FILE_LINES}


def test_every_module_says_what_it_is_for() -> None:
    assert not [module.name for module in (*program(), *checks()) if not ast.get_docstring(module.tree)]


def test_functions_are_short() -> None:
    assert not [
        f"{module.name}:{node.lineno} {node.name} {_length(node)} lines"
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, Function) and _too_long(node)
    ]


def _length(node: Function) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def _too_long(node: Function) -> bool:
    first = node.body[0]
    words = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if words else 0
    return _length(node) > FUNCTION_LINES_WITH_DOCSTRING or _length(node) - docstring > FUNCTION_LINES


def test_classes_do_one_thing() -> None:
    classes = [
        (module.name, node) for module in program() for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)
    ]
    assert not [
        f"{where} {node.name} {_public(node)}" for where, node in classes if len(_public(node)) > PUBLIC_METHODS
    ]


def _public(node: ast.ClassDef) -> list[str]:
    """Public methods of its own. Qt's names (``paintEvent``) answer the toolkit, properties are values: not counted."""
    methods = [child for child in node.body if isinstance(child, Function) and not child.name.startswith("_")]
    return [
        method.name
        for method in methods
        if method.name.islower()
        and not any(isinstance(d, ast.Name) and d.id == "property" for d in method.decorator_list)
    ]
