"""A bug: told in plain words on the GUI thread, with a report that names nobody."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.screen_checks import children
from ui.shell.crash_dialog import CrashDialog, report
from ui.shell.crash_hook import CrashHook
from ui.theme import Appearance

SECRET = "Siti Aminah 3671010101900001"


@pytest.fixture
def hook(qtbot: QtBot, look: Appearance, caplog: pytest.LogCaptureFixture) -> Iterator[CrashHook]:
    before = sys.excepthook, threading.excepthook
    caplog.set_level(logging.CRITICAL)
    made = CrashHook()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = before
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            widget.close()


def dialogs() -> list[CrashDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]


def break_with(text: str) -> None:
    raise ValueError(text)


class Trigger(QObject):
    pressed = Signal()


def test_report_ends_where_causes_lead_back_to_each_other() -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__context__ = second, first
    words = report("JKU-123456", first)
    assert words.count("ValueError") == words.count("KeyError") == 1
    assert SECRET not in words


def test_bug_in_a_slot_opens_one_dialog_in_plain_words(qtbot: QtBot, hook: CrashHook) -> None:
    button = Trigger()
    button.pressed.connect(lambda: break_with(SECRET))
    for _ in range(3):
        with qtbot.captureExceptions():
            sys.excepthook = hook.handle
            QTimer.singleShot(0, button.pressed.emit)
            qtbot.waitUntil(lambda: bool(dialogs()))
    assert len(dialogs()) == 1
    words = "\n".join(label.text() for label in children(dialogs()[0], QLabel))
    assert "JKU-" in words
    assert "tetap aman" in words
    assert SECRET not in words


def test_bug_on_another_thread_is_shown_on_the_gui_thread(qtbot: QtBot, hook: CrashHook) -> None:
    thread = threading.Thread(target=break_with, args=(SECRET,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs()))
    assert dialogs()[0].thread() is QApplication.instance().thread()  # type: ignore[union-attr]


def test_person_may_go_on_or_close(qtbot: QtBot, hook: CrashHook) -> None:
    for choice, closes in (("", False), ("tutup", True)):
        wanted: list[bool] = []
        hook.close_wanted.connect(lambda wanted=wanted: wanted.append(True))
        try:
            break_with(SECRET)
        except ValueError as failure:
            hook.handle(type(failure), failure, failure.__traceback__)
        dialogs()[0].choose(choice)
        assert bool(wanted) is closes


def test_report_holds_the_way_and_no_text_of_the_failure() -> None:
    try:
        break_with(SECRET)
    except ValueError as failure:
        text = report("JKU-ABC123", failure)
    assert "JKU-ABC123" in text
    assert "test_crash.py" in text
    assert "ValueError" in text
    assert "Siti" not in text


def test_the_report_is_read_before_it_is_saved_and_saved_as_it_was_read(
    qtbot: QtBot, hook: CrashHook, tmp_path: Path
) -> None:
    try:
        break_with(SECRET)
    except ValueError as failure:
        hook.handle(type(failure), failure, failure.__traceback__)
    (dialog,) = dialogs()
    assert not dialog.save_button.isVisible()
    qtbot.mouseClick(button_called(dialog, "Lihat rincian teknis"), Qt.MouseButton.LeftButton)
    assert dialog.save_button.isVisible()
    (shown,) = children(dialog, QPlainTextEdit)
    names: list[str] = []
    dialog.files = Chosen(names, tmp_path / "laporan.txt")  # type: ignore[assignment]
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "laporan.txt").read_text(encoding="utf-8").rstrip() == shown.toPlainText()
    assert names[0].startswith("laporan-JKU-")
    assert SECRET not in shown.toPlainText()
    dialog.files = Chosen(names, tmp_path / "tidak" / "ada.txt")  # type: ignore[assignment]
    dialog.save_button.click()
    assert dialog.note.text().startswith("Laporan tidak dapat disimpan di sana.")
    dialog.choose("")


@dataclass
class Chosen:
    """The person who always chooses this file."""

    names: list[str]
    target: Path

    def save_file(self, title: str, name: str, kinds: str) -> Path:
        self.names.append(name)
        return self.target


def button_called(dialog: CrashDialog, words: str) -> QPushButton:
    return next(found for found in children(dialog, QPushButton) if found.text() == words)
