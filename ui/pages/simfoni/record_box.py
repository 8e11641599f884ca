"""Recording an entry: the number Simfoni gave, the day, and what was in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from models.services.views.simfoni import EntrySheet, NewEntry
from ui.icons import Icon
from ui.widgets.basics import Button, Card, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import FieldNote, labelled

_NUMBER = "Nomor registrasi Simfoni PPA"


class RecordBox(Card):
    """Shown below the sheet while an entry is being recorded.

    Signals:
        written: a ``NewEntry`` to be kept.
        cancelled: it is not to be recorded now.
    """

    written = Signal(object)
    cancelled = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("flat", margins=(12, 10, 12, 10), spacing=8)
        self._today, self._seen = today, ""
        self.number, self.remark = QLineEdit(), QLineEdit()
        self.day = DateField("Tanggal entri", today, past=True)
        self.note = FieldNote()
        self.save_button = Button("Simpan", Icon.SAVE, "primary", clicked=self._write)
        self.body.addLayout(labelled(_NUMBER, self.number, required=True))
        self.body.addLayout(labelled("Tanggal entri", self.day, required=True))
        self.body.addLayout(labelled("Kendala saat entri", self.remark))
        self.body.addWidget(self.note)
        self.body.addLayout(row(Button("Batal", clicked=self.cancelled.emit), None, self.save_button))
        for edit in (self.number, self.remark, self.day.edit):
            edit.returnPressed.connect(self._write)

    def begin(self, sheet: EntrySheet) -> None:
        """Ask for the entry of a case; of one that was entered the number stands there."""
        self._seen = sheet.digest
        self.number.setText(sheet.number)
        self.day.set_value(self._today())
        self.remark.clear()
        self.note.clear()
        self.save_button.set_text("Simpan pembaruan" if sheet.number else "Simpan")
        (self.day.edit if sheet.number else self.number).setFocus()

    def clear(self) -> None:
        """Hold nothing any more."""
        self.number.clear()
        self.remark.clear()
        self._seen = ""

    def refuse(self, words: str) -> None:
        """Say what is to be corrected."""
        self.save_button.setEnabled(True)
        self.note.show_problem(words)

    def _write(self) -> None:
        day = self.day.value()
        if not self.number.text().strip():
            self.refuse("Tulis nomor yang diberikan Simfoni PPA.")
            self.number.setFocus()
        elif day is None:
            self.refuse(self.day.problem() or "Tulis tanggal entri.")
            self.day.edit.setFocus()
        else:
            self.note.clear()
            self.save_button.setEnabled(False)
            self.written.emit(NewEntry(self.number.text(), day, self._seen, self.remark.text()))
