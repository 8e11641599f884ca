"""The rows of the procedure on the left: choose one, move it by dragging, by buttons or by Alt and an arrow."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.sop import edit
from models.sop.spec import SopSpec, Step
from ui import icons
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.widgets.basics import Button, Card, IconButton, row


def line_of(spec: SopSpec, step: Step) -> str:
    """A row in two lines: number and title, time and actor."""
    actor = next((one.name for one in spec.actors if one.key == step.actor), step.actor)
    return f"{step.number}. {step.title or '(tanpa judul)'}\n{step.time or 'tanpa waktu'} · {actor}"


class _Rows(QListWidget):
    """The list itself: Alt and an arrow moves the row, Del removes it.

    Signals:
        shifted: -1 for up, 1 for down.
        removed: the row is no longer wanted.
    """

    shifted = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(way)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class StepsList(QWidget):
    """The list with its buttons.

    Signals:
        chosen: position of the row that is to be shown.
    """

    chosen = Signal(int)

    def __init__(self, desk: EditDesk) -> None:
        super().__init__()
        self._desk = desk
        self._wrong: set[int] = set()
        self.list = _Rows()
        self.list.setAccessibleName("Baris kegiatan")
        self.list.setWordWrap(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.currentRowChanged.connect(self._choose)
        self.add_button = Button("Tambah", Icon.ADD, clicked=self.insert, tip="Tambah baris di bawah baris ini")
        self.copy_button = IconButton(Icon.COPY, "Gandakan baris", clicked=self.duplicate)
        self.up_button = IconButton(Icon.UP, "Naikkan baris", clicked=lambda: self.shift(-1))
        self.down_button = IconButton(Icon.DOWN, "Turunkan baris", clicked=lambda: self.shift(1))
        self.remove_button = IconButton(Icon.DELETE, "Hapus baris", clicked=self.remove)
        framed = Card(margins=(5, 5, 5, 5), spacing=0)
        framed.body.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 4)
        box.setSpacing(8)
        box.addWidget(framed, 1)
        buttons = row(
            self.add_button, None, self.copy_button, self.up_button, self.down_button, self.remove_button, spacing=2
        )
        box.addLayout(buttons)
        self.list.shifted.connect(self.shift)
        self.list.removed.connect(self.remove)
        desk.rebuilt.connect(self._show)
        desk.changed.connect(self._retell)

    @property
    def position(self) -> int:
        """The row that is chosen."""
        return max(0, self.list.currentRow())

    def choose(self, position: int) -> None:
        """Show this row."""
        self.list.setCurrentRow(min(position, self.list.count() - 1))

    def mark(self, wrong: set[int]) -> None:
        """Rows with something to put right get a sign."""
        self._wrong = wrong
        self._retell()

    def insert(self) -> None:
        """A new row below the chosen one."""
        place = self.position + 1
        self._desk.do(lambda spec: edit.insert_step(spec, place))
        self.choose(place)

    def duplicate(self) -> None:
        """The chosen row once more."""
        place = self.position
        self._desk.do(lambda spec: edit.duplicate_step(spec, place))
        self.choose(place + 1)

    def shift(self, way: int) -> None:
        """The chosen row one place up or down."""
        place = self.position
        if 0 <= place + way < self.list.count():
            self._desk.do(lambda spec: edit.move_step(spec, place, place + way))
            self.choose(place + way)

    def remove(self) -> None:
        """Without the chosen row; it can be taken back."""
        place = self.position
        self._desk.do(lambda spec: edit.remove_step(spec, place))
        self.choose(place)

    def _dragged(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row_: int) -> None:
        to = row_ - 1 if row_ > start else row_
        self._desk.do(lambda spec: edit.move_step(spec, start, to))
        self.choose(to)

    def _choose(self, place: int) -> None:
        if place >= 0:
            self._enable()
            self.chosen.emit(place)

    def _show(self) -> None:
        spec, place = self._desk.spec, self.position
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for step in spec.steps:
            self.list.addItem(QListWidgetItem(line_of(spec, step)))
        self.list.setCurrentRow(min(place, len(spec.steps) - 1))
        blocked.unblock()
        self._retell()
        self._enable()
        self.chosen.emit(self.position)

    def _retell(self) -> None:
        """Words and signs of the rows as they are now."""
        spec = self._desk.spec
        for place, step in enumerate(spec.steps[: self.list.count()]):
            item = self.list.item(place)
            wrong = place in self._wrong
            item.setText(line_of(spec, step))
            item.setIcon(icons.icon(Icon.PROBLEM, "danger") if wrong else QIcon())
            words = line_of(spec, step).replace("\n", ", ")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}{', ada masalah' if wrong else ''}")

    def _enable(self) -> None:
        place, count = self.position, self.list.count()
        self.up_button.setEnabled(place > 0)
        self.down_button.setEnabled(place < count - 1)
        self.remove_button.setEnabled(count > 1)
