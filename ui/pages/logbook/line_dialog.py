"""A line of the log book written by hand: for files of other services, or to correct an earlier line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from models.services.views import NewLogLine
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.messages import Banner

_WIDTH, _MOST = 640, 9999
_COMPLETE = ("", "Lengkap", "Belum lengkap")
#: Field, label, row, column, columns taken.
_PLACES = (
    ("activity", "Kegiatan", 0, 0, 2),
    ("document", "Jenis berkas", 1, 0, 1),
    ("register_number", "Nomor register", 2, 0, 1),
    ("service", "Layanan", 2, 1, 1),
    ("giver", "Pemberi berkas", 3, 0, 1),
    ("receiver", "Penerima berkas", 3, 1, 1),
    ("place", "Tempat simpan", 4, 0, 1),
    ("remark", "Keterangan", 5, 0, 2),
)
_REQUIRED = ("activity", "document")


class LineDialog(QDialog):
    """Asks for a new line.

    Signals:
        written: the ``NewLogLine``.
    """

    written = Signal(object)

    def __init__(self, parent: QWidget, start: NewLogLine | None = None, corrected_number: int = 0) -> None:
        super().__init__(parent)
        self.edits: dict[str, QLineEdit] = {}
        self.quantity, self.complete = QSpinBox(), QComboBox()
        self._corrects = start.corrects if start else None
        title = "Koreksi baris" if self._corrects else "Tambah baris"
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE))
        if self._corrects:
            box.addWidget(
                Banner(
                    "info", f"Baris {corrected_number} tetap seperti semula. Koreksi ini ditulis sebagai baris baru."
                )
            )
        box.addLayout(self._build())
        QWidget.setTabOrder(self.edits["document"], self.quantity)
        QWidget.setTabOrder(self.quantity, self.edits["register_number"])
        QWidget.setTabOrder(self.edits["place"], self.complete)
        QWidget.setTabOrder(self.complete, self.edits["remark"])
        self.note = FieldNote()
        box.addWidget(self.note)
        self.save_button = Button("Tulis baris", Icon.SAVE, "primary", clicked=self._write, shortcut="Ctrl+Return")
        box.addLayout(row(label("* wajib diisi", Role.CAPTION), None, Button("Batal", clicked=self.reject),
                          self.save_button))  # fmt: skip
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._write)
        self._fill(start)
        self.edits["remark" if self._corrects else "activity"].setFocus()

    def _build(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for key, words, line, column, span in _PLACES:
            edit = QLineEdit()
            edit.textChanged.connect(lambda _text: self.note.clear())
            edit.returnPressed.connect(self._next)
            self.edits[key] = edit
            grid.addLayout(labelled(words, edit, required=key in _REQUIRED), line, column, 1, span)
        self.quantity.setRange(1, _MOST)
        self.quantity.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.complete.addItems(list(_COMPLETE))
        grid.addLayout(labelled("Jumlah berkas", self.quantity), 1, 1)
        grid.addLayout(labelled("Kelengkapan", self.complete), 4, 1)
        return grid

    def _fill(self, start: NewLogLine | None) -> None:
        if start is None:
            return
        for key, edit in self.edits.items():
            edit.setText(getattr(start, key))
        self.quantity.setValue(start.quantity)
        self.complete.setCurrentText(start.complete)

    def _next(self) -> None:
        # Enter in a one-line field goes on, as people are used to in long forms.
        self.focusNextChild()

    def _write(self) -> None:
        for key in _REQUIRED:
            if not self.edits[key].text().strip():
                words = next(words for name, words, *_rest in _PLACES if name == key)
                self.note.show_problem(f"{words} belum diisi.")
                self.edits[key].setFocus()
                return
        texts = {key: edit.text().strip() for key, edit in self.edits.items()}
        line = NewLogLine(
            quantity=self.quantity.value(), complete=self.complete.currentText(), corrects=self._corrects, **texts
        )
        self.accept()
        self.written.emit(line)
