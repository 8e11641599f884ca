"""The one window: shows set-up, login, lock or the workbench, and remembers its size. No business rules."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from models.settings.local_file import LocalSettings
from ui.texts import PRODUCT
from ui.widgets.room import room_at

SMALLEST = (1000, 540)
USUAL = (1366, 697)
_GEOMETRY = "jendela"


def first_size(room: QSize) -> QSize:
    """How large the window opens the first time: no larger than the screen, which at 125 % is soon small."""
    if room.width() < SMALLEST[0] or room.height() < SMALLEST[1]:
        return QSize(*USUAL)  # a screen that cannot hold the program anyway
    return QSize(*USUAL).boundedTo(room)


class MainWindow(QMainWindow):
    """The frame around everything.

    Signals:
        close_wanted: the person closes the window; it closes only by ``really_close``, after all is saved.
    """

    close_wanted = Signal()
    _painted = Signal()

    def __init__(self, settings: LocalSettings, *, training: bool) -> None:
        super().__init__()
        self._settings, self._training = settings, training
        self._may_close = self._seen = False
        self._office = ""
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(room_at().size()))
        kept = settings.get(_GEOMETRY, "")
        if kept:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(kept.encode("ascii", "ignore"))))
        self.set_page_title("")

    def after_picture(self, deed: Callable[[], object]) -> None:
        """Do what would hold up the first picture of the window once that is on the screen; at once if it is."""
        if self._seen:
            deed()
        else:
            self._painted.connect(deed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._painted.emit)  # when everything inside is painted, too

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

    def come_forward(self) -> None:
        """Show the window before all others, also where it was put away."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

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
