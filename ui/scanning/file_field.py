"""A file that is chosen or dropped: its name, the verb that chooses, the verb that takes it away again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.icons import Icon
from ui.notify import Notifier
from ui.scanning.files import dropped_files
from ui.widgets.basics import Button, Elide, IconButton

_KINDS = "Pindaian (*.pdf *.jpg *.jpeg *.png);;Semua berkas (*)"
_NOTHING = "Belum ada berkas; seret ke sini atau pilih"


class FileField(QWidget):
    """One file, or none.

    Signals:
        changed: another file, or none any more.

    Attributes:
        path: where the file lies; None for none.
    """

    changed = Signal()

    def __init__(self, name: str, notify: Notifier) -> None:
        super().__init__()
        self.path: Path | None = None
        self._name, self._notify = name, notify
        self.setAcceptDrops(True)
        self.setAccessibleName(name)
        self.button = Button("Pilih berkas…", Icon.OPEN, clicked=self.choose, name=f"Pilih {name}")
        self._words = Elide(_NOTHING)
        self._clear = IconButton(Icon.CLOSE, f"Lepas {name}", clicked=lambda: self.set_path(None))
        self._clear.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.button)
        box.addWidget(self._words, 1)
        box.addWidget(self._clear)
        self.setFocusProxy(self.button)

    def choose(self) -> None:
        """Let the person choose a file."""
        path = self._notify.open_file(self._name, _KINDS)
        if path is not None:
            self.set_path(path)

    def set_path(self, path: Path | None) -> None:
        """Take this file, None for none."""
        self.path = path
        self._words.setText(path.name if path else _NOTHING)
        self._clear.setVisible(path is not None)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event):
            self.set_path(files[0])
            event.acceptProposedAction()
