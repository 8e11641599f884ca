"""Catches what nobody caught: it is logged without names, and the person is told in plain words."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell import later

if TYPE_CHECKING:
    from ui.shell.crash_dialog import CrashDialog


class CrashHook(QObject):
    """Catches what nobody caught, on any thread; the dialog is always made on the GUI thread, one at a time.

    ``log`` begins the technical log, where that has not yet begun.

    Attributes:
        window: over which the dialog opens.

    Signals:
        close_wanted: the person chose to close the program.
    """

    close_wanted = Signal()
    _caught = Signal(str, str)

    def __init__(self, log: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._log = log
        self.window: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Take over from Python's own hooks."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def remove(self) -> None:
        """Give Python's own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def handle(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        """Log ``failure`` and have the dialog shown."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        reference = f"JKU-{os.urandom(3).hex().upper()}"
        self._log()
        details = later.crash_report(reference, failure)
        if QThread.currentThread() is self.thread():
            self._show(reference, details)
        else:
            self._caught.emit(reference, details)

    def _handle_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.handle(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _show(self, reference: str, details: str) -> None:
        """One dialog at a time: a failing paint event would open one per frame."""
        if self._dialog is not None:
            return
        self._dialog = later.crash_dialog(self.window, reference, details)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        if dialog.leaves:
            self.close_wanted.emit()
        dialog.deleteLater()
