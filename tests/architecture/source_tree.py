"""The program's own source, parsed once for all architecture tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ui", "reports", "models", "resources")


@dataclass(frozen=True)
class Module:
    """One source file. ``name`` is its path from the top with forward slashes."""

    name: str
    text: str
    tree: ast.Module


@cache
def program() -> tuple[Module, ...]:
    """Everything that reaches an office's PC."""
    return tuple(_read(path) for path in [ROOT / "main.py", *_below(*PACKAGES)])


@cache
def checks() -> tuple[Module, ...]:
    """All tests and their helpers."""
    return tuple(_read(path) for path in _below("tests"))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or an attribute; "" for anything else. A call's result counts as ``()``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value) or '()'}.{node.attr}"
    return ""


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call in ``module`` with the dotted name of what is called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def imports(module: Module) -> Iterator[tuple[str, ast.stmt]]:
    """Each imported module of ``module``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node


def _below(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
