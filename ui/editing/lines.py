"""The parts of a draft on the left: choose a line, move it by dragging, by buttons or by Alt and an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import icons
from ui.editing.desk import SpecDesk
from ui.icons import Icon
from ui.widgets.basics import Card, IconButton

L = TypeVar("L")


class _Lines(QListWidget):
    """The list itself: Alt and an arrow moves a line, Del takes it away.

    Signals:
        shifted: -1 for up, 1 for down.
        removed: the line is no longer wanted.
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


class LineList(QWidget, Generic[L]):
    """The list above its buttons; what a line stands for is what subclasses say."""

    def __init__(self, desk: SpecDesk[Any], name: str) -> None:
        super().__init__()
        self.list = _Lines()
        self.list.setAccessibleName(name)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.up_button = IconButton(Icon.UP, "Naikkan (Alt+Panah atas)", clicked=lambda: self.shift(-1))
        self.down_button = IconButton(Icon.DOWN, "Turunkan (Alt+Panah bawah)", clicked=lambda: self.shift(1))
        self.remove_button = IconButton(Icon.DELETE, "Hapus (Del)", clicked=self.remove)
        framed = Card(margins=(5, 5, 5, 5), spacing=0)
        framed.body.addWidget(self.list)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 10, 0, 4)
        self.box.setSpacing(6)
        self.box.addWidget(framed, 1)
        self.list.model().rowsMoved.connect(self._dragged)
        self.list.currentRowChanged.connect(self._choose)
        self.list.shifted.connect(self.shift)
        self.list.removed.connect(self.remove)
        desk.rebuilt.connect(self._show)
        desk.changed.connect(self._retell)

    # ------------------------------------------------------------------ what subclasses say

    def shift(self, way: int) -> None:
        """The chosen line one place up or down."""
        raise NotImplementedError

    def remove(self) -> None:
        """Without the chosen line; it can be taken back."""
        raise NotImplementedError

    def moved(self, start: int, to: int) -> None:
        """A line was dragged."""
        raise NotImplementedError

    def lines(self) -> Sequence[L]:
        """What the lines stand for, from top to bottom."""
        raise NotImplementedError

    def tell(self, at: int, line: L, item: QListWidgetItem) -> None:
        """Words and sign of a line as it is now; see ``say``."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Set the buttons for the chosen line, and have it shown beside the list."""
        raise NotImplementedError

    # ------------------------------------------------------------------ showing

    @staticmethod
    def say(item: QListWidgetItem, words: str, *, wrong: bool, sign: Icon | None = None, heading: bool = False) -> None:
        """Show ``words``, also to those who listen; something to put right comes before any other ``sign``."""
        item.setText(words)
        font = QFont(item.listWidget().font())
        font.setBold(heading)
        item.setFont(font)
        shown = Icon.PROBLEM if wrong else sign
        item.setIcon(icons.icon(shown, "danger" if wrong else "muted") if shown else QIcon())
        spoken = ", ".join(part.strip() for part in words.split("\n"))
        spoken = f"{'Bagian ' if heading else ''}{spoken}{', ada masalah' if wrong else ''}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _dragged(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row_: int) -> None:
        self.moved(start, row_ - 1 if row_ > start else row_)

    def _choose(self, at: int) -> None:
        if at >= 0:
            self.arrive()

    def _show(self) -> None:
        at, count = max(0, self.list.currentRow()), len(self.lines())
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for _line in range(count):
            self.list.addItem(QListWidgetItem())
        self.list.setCurrentRow(min(at, count - 1))
        blocked.unblock()
        self._retell()
        self.arrive()

    def _retell(self) -> None:
        for at, line in enumerate(self.lines()[: self.list.count()]):
            self.tell(at, line, self.list.item(at))
