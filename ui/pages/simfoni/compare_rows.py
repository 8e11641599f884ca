"""The cells of the dashboard as rows: what the office counts, what the dashboard shows, and the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from models.simfoni.compare import CompareCell, Comparison
from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Card, IconLabel, ScrollColumn, label, restyle, row
from ui.widgets.layouts import empty

_NUMBER, _EDIT = 56, 86
_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellRow(Card):
    """One cell.

    Signals:
        typed: the number was changed; None where it was taken away.
        entered: the row has the focus.
        step: the focus is to go so many rows on.
    """

    typed = Signal(object)
    entered = Signal()
    step = Signal(int)

    def __init__(self, cell: CompareCell, *, may_type: bool) -> None:
        super().__init__("none", margins=(10, 2, 6, 2), spacing=8, horizontal=True)
        self.cell = cell
        shown = theme.current()
        strong = Role.STRONG if cell.row is None else Role.BODY
        self._ours, self._difference = label(str(cell.ours), strong), label("", Role.BODY)
        for number in (self._ours, self._difference):
            number.setFixedWidth(shown.px(_NUMBER))
            number.setAlignment(_RIGHT)
        self.edit = QLineEdit("" if cell.typed is None else str(cell.typed))
        self.edit.setFixedWidth(shown.px(_EDIT))
        self.edit.setAlignment(_RIGHT)
        self.edit.setReadOnly(not may_type)
        self.edit.setMaxLength(7)
        self.edit.editingFinished.connect(self._read)
        self.edit.installEventFilter(self)
        self._sign = IconLabel(Icon.TODO, "muted", 16)
        self.body.addWidget(label(cell.label, strong, wrap=True), 1)
        for widget in (self._ours, self.edit, self._difference, self._sign):
            self.body.addWidget(widget)
        self.show_cell(cell)

    def show_cell(self, cell: CompareCell) -> None:
        """Show the cell as it stands now."""
        self.cell = cell
        differs = cell.difference != 0
        self._difference.setText("" if cell.typed is None else f"{cell.difference:+d}" if differs else "sama")
        restyle(self._difference, tone="danger" if cell.open else "ok" if cell.typed is not None else None)
        icon, color = (Icon.TODO, "muted") if cell.typed is None else (Icon.DONE_OUTLINE, "ok")
        if differs:
            icon, color = (Icon.DONE, "ok") if cell.resolved else (Icon.PROBLEM, "danger")
        self._sign.set_icon(icon, color)
        state = "selesai" if cell.resolved else f"selisih {cell.difference:+d}" if differs else "sama"
        said = "belum dicatat" if cell.typed is None else state
        self.edit.setAccessibleName(f"Dasbor, {cell.label}. Kantor {cell.ours}, {said}")

    def set_current(self, current: bool) -> None:
        """Mark the row whose cases are shown."""
        self.set_kind("info" if current else "none")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self._read()
            self.step.emit(_STEPS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        text = self.edit.text().replace(".", "").strip()
        wrong = bool(text) and not (text.isascii() and text.isdigit())
        restyle(self.edit, invalid=wrong)
        self.edit.setToolTip("Tulis jumlah dengan angka saja" if wrong else "")
        value = int(text) if text and not wrong else None
        if not wrong and value != self.cell.typed:
            self.show_cell(replace(self.cell, typed=value, resolved=False))
            self.typed.emit(value)


class CompareRows(ScrollColumn):
    """All tables of a month.

    Signals:
        typed: key of a cell and its number.
        chosen: the row whose cases are wanted.
    """

    typed = Signal(str, object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=10, margins=(0, 0, 8, 0))
        self.setAccessibleName("Angka dasbor Simfoni PPA")
        self.rows: list[CellRow] = []

    def show_month(self, month: Comparison, *, may_type: bool) -> None:
        """Show a month anew."""
        self.rows = []
        empty(self.body)
        for table in month.tables:
            card = Card(margins=(8, 8, 8, 8), spacing=0)
            card.body.addLayout(self._heads(table.title))
            for cell in table.cells:
                made = CellRow(cell, may_type=may_type)
                made.typed.connect(self._teller(made))
                made.entered.connect(self._chooser(made))
                made.step.connect(self._stepper(made))
                card.body.addWidget(made)
                self.rows.append(made)
            self.body.addWidget(card)
        self.body.addStretch(1)

    def filter(self, *, differing: bool) -> None:
        """Show all rows, or only those that differ."""
        for made in self.rows:
            made.setVisible(made.cell.difference != 0 or not differing)

    def _heads(self, title: str) -> QHBoxLayout:
        shown = theme.current()
        heads = [label(words, Role.CAPTION) for words in ("Kantor", "Dasbor", "Selisih")]
        for head, width in zip(heads, (_NUMBER, _EDIT, _NUMBER), strict=True):
            head.setFixedWidth(shown.px(width))
            head.setAlignment(_RIGHT)
        made = row(label(title, Role.SUBTITLE), *heads, spacing=8, stretch=0)
        made.setContentsMargins(10, 0, 32, 4)
        return made

    def _teller(self, made: CellRow) -> Callable[[object], None]:
        return lambda value: self.typed.emit(made.cell.key, value)

    def _chooser(self, made: CellRow) -> Callable[[], None]:
        def choose() -> None:
            for one in self.rows:
                one.set_current(one is made)
            self.chosen.emit(made)

        return choose

    def _stepper(self, made: CellRow) -> Callable[[int], None]:
        def step(by: int) -> None:
            shown = [one for one in self.rows if not one.isHidden()]
            place = shown.index(made) + by
            if 0 <= place < len(shown):
                shown[place].edit.setFocus(Qt.FocusReason.TabFocusReason)
                shown[place].edit.selectAll()
                self.ensureWidgetVisible(shown[place], 0, made.height() * 2)

        return step
