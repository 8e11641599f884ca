"""What people read is finished, calm and true."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import resources
from tests.architecture.source_tree import ROOT, Module, checks, program

UNFINISHED = re.compile(r"(?:#|<!--)\s*(?:TODO|FIXME|XXX)|\b(?:TODO|FIXME):|lorem ipsum")
OF_ONE_MACHINE = re.compile(r"(?<![\w.~}>-])/(?:root|home/\w+|work|tmp/\w+|opt/\w+)/")
UNKIND = re.compile(r"!|\b(gagal|error|invalid|kesalahan fatal)\b", re.IGNORECASE)
DOCUMENT = re.compile(r"\b[\w-]+\.md\b")
PICTURE = re.compile(r"(?:\]\(|src=\")([^)\"]+\.png)")


def _pages() -> list[Path]:
    return sorted(ROOT.glob("*.md"))


def _written() -> Iterator[tuple[str, str]]:
    """Everything written by hand: documents, code, tests, definitions."""
    for path in [*_pages(), *(ROOT / "resources").rglob("*.toml"), ROOT / "dev.py", ROOT / "build.spec"]:
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for module in (*program(), *checks()):
        if not module.name.endswith(Path(__file__).name):
            yield module.name, module.text


def test_nothing_is_left_for_later() -> None:
    assert [name for name, text in _written() if UNFINISHED.search(text)] == []


def test_nothing_speaks_of_one_machine() -> None:
    assert [name for name, text in _written() if OF_ONE_MACHINE.search(text)] == []


def test_documents_that_are_named_exist() -> None:
    known = {path.name for path in [*_pages(), *(ROOT / "resources").rglob("*.md")]}
    named = {(where, name) for where, text in _written() for name in DOCUMENT.findall(text)}
    assert [(where, name) for where, name in sorted(named) if name not in known] == []


def test_pictures_in_the_documents_exist() -> None:
    pictures = [(page, name) for page in _pages() for name in PICTURE.findall(page.read_text(encoding="utf-8"))]
    assert [name for _, name in pictures if not (ROOT / name).is_file()] == []


def test_the_changelog_begins_with_the_version_being_made() -> None:
    namespace = tomllib.loads((ROOT / "models" / "version.py").read_text(encoding="utf-8").split('"""')[-1])
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0].startswith(namespace["__version__"])


def _sentences(module: Module) -> Iterator[tuple[int, str]]:
    """Texts of several words that are no docstring: what a person may get to read."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documentation:
            continue
        if " " in node.value.strip():
            yield node.lineno, node.value


def test_sentences_are_calm() -> None:
    """ "Tidak dapat", never "gagal"; "masalah", never "error"; no exclamation marks."""
    speaking = ("ui/", "reports/", "models/services/")
    # The command line knows argparse's English sentences in order to replace them.
    screens = [m for m in program() if m.name.startswith(speaking) and m.name != "ui/commands/parser.py"]
    assert [
        f"{module.name}:{line} {text}" for module in screens for line, text in _sentences(module) if UNKIND.search(text)
    ] == []
    messages = resources.text("i18n/messages.toml")
    assert not UNKIND.search(re.sub(r"(?m)#.*$", "", messages))
