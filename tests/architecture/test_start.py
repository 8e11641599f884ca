"""What is loaded when the login is on the screen: a short list, so that nobody waits for what they do not use yet."""

from __future__ import annotations

import importlib

import pytest

from delivery import first_window
from ui.shell.pages_registry import PAGES, PageEntry
from ui.widgets.page import Page

#: Parts that open an office, draw papers or fill pages: loaded while somebody types, or later.
FOREIGN = {
    *("peewee", "playhouse", "sqlcipher3", "sqlite3", "cryptography", "argon2", "cffi"),
    *("reportlab", "openpyxl", "PIL", "pypdfium2", "zxingcpp", "lokal", "comtypes"),
    *("PySide6.QtPrintSupport", "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtOpenGL", "packaging", "secrets"),
    *("multiprocessing", "asyncio", "email", "http", "xml", "unittest", "csv", "decimal"),
    *("concurrent", "zoneinfo"),
}
OWN = {
    *("reports", "models.store", "models.vault", "models.sop", "models.forms", "models.letters", "models.records"),
    *("models.statistics", "models.simfoni", "models.logbook", "models.definitions", "models.rehearsal"),
    *("models.release", "models.services.entry.gate", "models.services.workspace", "models.services.views"),
    *("ui.pages", "ui.editing", "ui.forms", "ui.tables", "ui.printing", "ui.scanning", "ui.rehearsal"),
    *("ui.shell.workbench", "ui.shell.first_run", "ui.shell.restore", "ui.shell.recovery", "ui.shell.training"),
    *("ui.shell.crash_dialog", "ui.shell.refusal", "ui.widgets.dialog", "ui.widgets.messages", "models.messages"),
}


def test_the_login_loads_only_what_it_needs() -> None:
    loaded = first_window.loaded()
    assert "ui.shell.login" in loaded
    assert sorted(name for name in loaded if _within(name, FOREIGN | OWN)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_page_that_is_named_exists(page: PageEntry) -> None:
    built = getattr(importlib.import_module(page.module), page.builder.partition(":")[2])
    assert issubclass(built, Page)


def _within(name: str, forbidden: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[: length + 1]) in forbidden for length in range(len(parts)))
