"""Which number a letter gets: the next one, or one that was booked for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QVBoxLayout, QWidget

from models.domain.indonesia import long_date
from models.services.views import BookedNumber, NumberPreview
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, ScrollColumn, label, row

_WIDTH, _MOST_SHOWN, _LINE, _INDENT = 600, 4, 64, 28


class NumberDialog(QDialog):
    """Signals:
    chosen: the ``BookedNumber`` to be used, None for the next number.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, following: NumberPreview, booked: Sequence[BookedNumber], kept: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beri nomor")
        shown = theme.current()
        self.setMinimumWidth(shown.px(_WIDTH))
        self._places: list[BookedNumber | None] = [None, *booked]
        self.choices: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        column = ScrollColumn(spacing=2)
        column.setMinimumHeight(shown.px(_LINE * min(len(self._places), _MOST_SHOWN)))
        self._add(column, f"Nomor berikutnya {following.number}", following.sentence)
        for one in booked:
            self._add(column, f"Pakai nomor pesanan {one.number}", _told(one))
        column.body.addStretch(1)
        self.choices[0].setChecked(True)
        self.take_button = Button("Beri nomor", Icon.NUMBER, "primary", clicked=self._take, shortcut="Ctrl+Return")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Nomor mana yang dipakai surat ini?", Role.SUBTITLE))
        box.addWidget(column, 1)
        box.addWidget(label(kept, Role.MUTED, wrap=True))
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.take_button))
        self.choices[0].setFocus()

    def _add(self, column: ScrollColumn, words: str, detail: str) -> None:
        choice = QRadioButton(words)
        choice.setAccessibleDescription(detail)
        self._group.addButton(choice, len(self.choices))
        self.choices.append(choice)
        column.body.addWidget(choice)
        below = row(label(detail, Role.MUTED, wrap=True), stretch=0)
        below.setContentsMargins(theme.current().px(_INDENT), 0, 0, 8)
        column.body.addLayout(below)

    def _take(self) -> None:
        self.accept()
        self.chosen.emit(self._places[self._group.checkedId()])


def _told(one: BookedNumber) -> str:
    by = f", diminta {one.writer}" if one.writer else ""
    return f"Dipesan {one.booked_on}, untuk {one.subject}{by}. Surat bertanggal {long_date(one.day)}."
