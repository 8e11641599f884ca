"""What is loaded when the login is on the screen: a short list, so that nobody waits for what they do not use yet."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from ui.shell.pages_registry import PAGES, PageEntry
from ui.widgets.page import Page

#: Runs the program until the first picture of its window is on the screen.
WATCHED = """
import os, sys
from pathlib import Path
import main
from ui import app
begin = app.Program.begin
def watched(program):
    program.window.after_picture(lambda: (print(*sys.modules, flush=True), os._exit(0)))
    begin(program)
app.Program.begin = watched
main.main(["--data", sys.argv[1]])
"""
#: Parts that open an office, draw papers or fill pages: loaded while somebody types, or later.
FOREIGN = {
    *("peewee", "playhouse", "sqlcipher3", "sqlite3", "cryptography", "argon2", "cffi"),
    *("reportlab", "openpyxl", "PIL", "pypdfium2", "zxingcpp", "lokal", "comtypes"),
    *("PySide6.QtPrintSupport", "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtOpenGL", "packaging", "secrets"),
    *("multiprocessing", "asyncio", "email", "http", "xml", "unittest", "csv", "decimal"),
}
OWN = {
    *("reports", "models.store", "models.vault", "models.sop", "models.forms", "models.letters", "models.records"),
    *("models.statistics", "models.simfoni", "models.logbook", "models.definitions", "models.rehearsal"),
    *("models.release", "models.services.gate", "models.services.workspace", "models.services.views"),
    *("ui.pages", "ui.editing", "ui.forms", "ui.tables", "ui.printing", "ui.scanning", "ui.rehearsal"),
    *("ui.shell.workbench", "ui.shell.first_run", "ui.shell.restore", "ui.shell.recovery", "ui.shell.training"),
}


def test_the_login_loads_only_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "jangkau.db").touch()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", WATCHED, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    loaded = said.stdout.split()
    assert "ui.shell.login" in loaded
    assert [name for name in loaded if _within(name, FOREIGN | OWN)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_that_is_named_exists(page: PageEntry) -> None:
    built = getattr(importlib.import_module(page.module), page.builder.partition(":")[2])
    assert issubclass(built, Page)


def _within(name: str, forbidden: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[: length + 1]) in forbidden for length in range(len(parts)))
