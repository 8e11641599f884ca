"""Surat baru: the kinds of letters that need no case, found by a few letters of their name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.forms.spec import Option
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import SearchBox

_SIZE = (520, 460)


class NewLetterDialog(QDialog):
    """Signals:
    picked: the key of the kind.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget, kinds: Iterable[Option]) -> None:
        super().__init__(parent)
        self._kinds = tuple(kinds)
        self.setWindowTitle("Surat baru")
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        self.search = SearchBox("Cari jenis surat", "Cari jenis surat")
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName("Jenis surat")
        self.list.itemActivated.connect(lambda _item: self._pick())
        self.write_button = Button("Buat surat", Icon.EDIT, "primary", clicked=self._pick)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Surat baru tanpa kasus", Role.SUBTITLE))
        hint = "Surat yang mengutip data kasus dibuat dari halaman kasusnya."
        box.addWidget(label(hint, Role.MUTED, wrap=True))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.write_button))
        self._filter("")
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        self.list.clear()
        for kind in self._kinds:
            if all(word in kind.label.casefold() for word in wanted):
                item = QListWidgetItem(kind.label)
                item.setData(Qt.ItemDataRole.UserRole, kind.key)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.write_button.setEnabled(self.list.count() > 0)

    def _pick(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.accept()
            self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
