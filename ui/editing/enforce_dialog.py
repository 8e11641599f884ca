"""Berlakukan mulai…: from which day, and what changes from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import FieldNote, labelled

_SIZE = (620, 480)


class EnforceDialog(QDialog):
    """Asks for the day.

    Signals:
        agreed: the day (``datetime.date``) from which the version is in force.
    """

    agreed = Signal(object)

    def __init__(
        self, parent: QWidget, title: str, words: str, changes: tuple[str, ...], today: Callable[[], date]
    ) -> None:
        """``words`` say what becomes of what is under way; no ``changes`` are said as such."""
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        shown, room = theme.current(), parent.window().size()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        self.day = DateField("Mulai berlaku", today)
        self.day.set_value(today())
        self.note = FieldNote()
        self.yes = Button("Berlakukan", Icon.CHECK, "primary", clicked=self._agree)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        box.addLayout(labelled("Mulai berlaku", self.day, required=True))
        box.addWidget(self.note)
        box.addWidget(label(words, Role.MUTED, wrap=True))
        box.addWidget(label("Yang berubah", Role.STRONG))
        box.addWidget(self._changes(changes), 1)
        box.addLayout(row(Button("Batal", clicked=self.reject), None, self.yes))

    def _changes(self, changes: tuple[str, ...]) -> Card:
        card = Card("flat", margins=(10, 8, 4, 8), spacing=0)
        column = ScrollColumn(spacing=4)
        for sentence in changes or ("Tidak ada perubahan selain tanggal.",):
            column.body.addWidget(label(sentence, wrap=True))
        column.body.addStretch(1)
        card.body.addWidget(column)
        return card

    def _agree(self) -> None:
        day = self.day.value()
        if day is None:
            self.note.show_problem("Tulis tanggal mulai berlaku.")
        elif day < self._today():
            self.note.show_problem("Tanggal mulai berlaku tidak dapat sebelum hari ini.")
        else:
            self.agreed.emit(day)
            self.accept()
