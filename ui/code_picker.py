"""Choosing an archive code: by its number or by words, the group it belongs to beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.services.views import CodeRow
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.tables.model import Column
from ui.tables.table import ONE_LINE, Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import SearchBox

_SIZE = (640, 480)


class CodePicker(QDialog):
    """Signals:
    picked: the code, "" for the usual one of the kind.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget, context: AppContext, usual: str = "") -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("Pilih kode klasifikasi")
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        self.search = SearchBox("Cari kode klasifikasi", "Cari angka kode atau kata, misalnya perlindungan anak")
        self.search.searched.connect(self._read)
        columns = (
            Column("kode", "Kode", lambda one: one.code, width=150, strong=True),
            Column("nama", "Arti", lambda one: one.name),
        )
        self.table = Table("Kode klasifikasi", columns, lambda one: one.code, ONE_LINE)
        self.table.opened.connect(self._take)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self.choose_button = Button("Pakai kode ini", Icon.CHECK, "primary", clicked=self._take_current)
        self.usual_button = Button(f"Kode bawaan ({usual})", Icon.RESTORE, clicked=lambda: self._done(""))
        self.usual_button.setVisible(bool(usual))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Kode klasifikasi arsip", Role.SUBTITLE))
        box.addWidget(self.search)
        box.addWidget(framed, 1)
        box.addLayout(row(self.usual_button, None, Button("Batal", clicked=self.reject), self.choose_button))
        self._read("")
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        else:
            super().keyPressEvent(event)

    def _read(self, text: str) -> None:
        codes = self._context.workspace.archive_codes
        self._context.runner.query(lambda: codes.search(text), self._show, owner=self, latest="kode_arsip")

    def _show(self, found: tuple[CodeRow, ...]) -> None:
        self.table.rows.set_rows(found)
        self.table.choose_first()

    def _take_current(self) -> None:
        current = self.table.current()
        if current is not None:
            self._take(current)

    def _take(self, one: CodeRow) -> None:
        self._done(one.code)

    def _done(self, code: str) -> None:
        self.accept()
        self.picked.emit(code)
