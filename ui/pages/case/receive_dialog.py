"""Receiving a file of another service by hand: what the log book and the receipt need to know of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from models.services.views import NewReceipt
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_WIDTH, _MOST = 600, 9999
COMPLETE = ("", "Lengkap", "Belum lengkap")
#: Field, label, row, column.
_PLACES = (
    ("service", "Layanan asal", 0, 0),
    ("document", "Jenis berkas", 0, 1),
    ("register_number", "Nomor register", 1, 0),
    ("giver", "Pemberi berkas", 1, 1),
    ("remark", "Keterangan", 3, 0),
)
_REQUIRED = ("service", "document")


class ReceiveDialog(QDialog):
    """Asks for a file.

    Signals:
        written: the ``NewReceipt``.
    """

    written = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edits: dict[str, QLineEdit] = {}
        self.quantity, self.complete = QSpinBox(), QComboBox()
        self.setWindowTitle("Terima berkas")
        self.setMinimumWidth(theme.current().px(_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Terima berkas layanan lain", Role.SUBTITLE))
        box.addWidget(label("Sebut berkas dengan nomor register, bukan nama klien.", Role.MUTED))
        box.addLayout(self._build())
        QWidget.setTabOrder(self.edits["giver"], self.quantity)
        QWidget.setTabOrder(self.quantity, self.complete)
        QWidget.setTabOrder(self.complete, self.edits["remark"])
        self.note = FieldNote()
        box.addWidget(self.note)
        self.save_button = Button("Terima berkas", Icon.IMPORT, "primary", clicked=self._write, shortcut="Ctrl+Return")
        cancel = Button("Batal", clicked=self.reject)
        box.addLayout(row(label("* wajib diisi", Role.CAPTION), None, cancel, self.save_button))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._write)
        self.edits["service"].setFocus()

    def _build(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for key, words, line, column in _PLACES:
            edit = QLineEdit()
            edit.textChanged.connect(lambda _text: self.note.clear())
            self.edits[key] = edit
            span = 2 if key == "remark" else 1
            grid.addLayout(labelled(words, edit, required=key in _REQUIRED), line, column, 1, span)
        self.quantity.setRange(1, _MOST)
        self.quantity.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.complete.addItems(list(COMPLETE))
        grid.addLayout(labelled("Jumlah berkas", self.quantity), 2, 0)
        grid.addLayout(labelled("Kelengkapan", self.complete), 2, 1)
        return grid

    def _write(self) -> None:
        for key in _REQUIRED:
            if not self.edits[key].text().strip():
                words = next(words for name, words, *_rest in _PLACES if name == key)
                self.note.show_problem(f"{words} belum diisi.")
                self.edits[key].setFocus()
                return
        texts = {key: edit.text().strip() for key, edit in self.edits.items()}
        line = NewReceipt(quantity=self.quantity.value(), complete=self.complete.currentText(), **texts)
        self.accept()
        self.written.emit(line)
