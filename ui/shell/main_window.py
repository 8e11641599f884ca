"""The one window: shows set-up, login, lock or the workbench, and remembers its size. No business rules."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from models.settings.local_file import LocalSettings
from ui.texts import PRODUCT

SMALLEST = (1000, 540)
USUAL = (1366, 697)
_GEOMETRY = "jendela"


class MainWindow(QMainWindow):
    """The frame around everything.

    Signals:
        close_wanted: the person closes the window; it closes only by ``really_close``, after all is saved.
    """

    close_wanted = Signal()

    def __init__(self, settings: LocalSettings, *, training: bool) -> None:
        super().__init__()
        self._settings, self._training = settings, training
        self._may_close = False
        self._office = ""
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        kept = settings.get(_GEOMETRY, "")
        if kept:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(kept.encode("ascii", "ignore"))))
        self.set_page_title("")

    def show_screen(self, screen: QWidget) -> None:
        """Show ``screen`` in place of what was there; that is destroyed with everything in it."""
        gone = self.takeCentralWidget()
        self.setCentralWidget(screen)
        if gone is not None:
            gone.hide()
            gone.deleteLater()
        screen.setFocus()

    def set_office(self, name: str) -> None:
        """The office's name for the title."""
        self._office = name
        self.set_page_title("")

    def set_page_title(self, title: str) -> None:
        """Name of the page, office and program; never a client."""
        parts = (title, self._office, f"{PRODUCT} (latihan)" if self._training else PRODUCT)
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def really_close(self) -> None:
        """Close without asking again."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            event.ignore()
            self.close_wanted.emit()
            return
        self._settings.put(_GEOMETRY, bytes(self.saveGeometry().toHex().data()).decode("ascii"))
        event.accept()
