"""Whom a step is given to: a person, and a note for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from models.forms.spec import Option
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_WIDTH = 480
_EVERYBODY = "Semua pelaksana langkah ini"


class PersonDialog(QDialog):
    """Asks for a person and a note.

    Signals:
        given: account id (None: everybody of the step's actor) and the note.
    """

    given = Signal(object, str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentence: str,
        people: Sequence[Option],
        *,
        everybody: bool = False,
        note_required: bool = False,
    ) -> None:
        super().__init__(parent)
        self._note_required = note_required
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        self.person = QComboBox()
        self.person.addItem("Pilih petugas", "")
        for option in people:
            self.person.addItem(option.label, option.key)
        if everybody:
            self.person.addItem(_EVERYBODY, "semua")
        self.note = QLineEdit()
        self.note.setMaxLength(300)
        self.problem = FieldNote()
        self.give_button = Button(title.rstrip("…"), Icon.HAND_OVER, "primary", clicked=self.give)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title.rstrip("…"), Role.SUBTITLE))
        box.addWidget(label(sentence, Role.MUTED, wrap=True))
        box.addLayout(labelled("Petugas", self.person, required=True))
        words = "Catatan untuk petugas" if note_required else "Catatan untuk petugas, boleh dikosongkan"
        box.addLayout(labelled(words, self.note, required=note_required))
        box.addWidget(self.problem)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.give_button))
        self.person.currentIndexChanged.connect(lambda _index: self.problem.clear())
        self.note.textChanged.connect(lambda _text: self.problem.clear())
        self.note.returnPressed.connect(self.give)
        self.person.setFocus()

    def give(self) -> None:
        """Give the step, or say what is still missing."""
        key, note = str(self.person.currentData()), " ".join(self.note.text().split())
        if not key:
            self.problem.show_problem("Pilih petugas lebih dahulu.")
            self.person.setFocus()
        elif self._note_required and not note:
            self.problem.show_problem("Tulis catatan untuk petugas yang menerima.")
            self.note.setFocus()
        else:
            self.accept()
            self.given.emit(int(key) if key.isdigit() else None, note)
