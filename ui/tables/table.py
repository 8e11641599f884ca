"""The table of every list: whole rows are chosen, Enter opens, Space shows details, Tab leaves it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from ui import theme
from ui.tables.delegate import RowDelegate
from ui.tables.model import Column, RowModel

#: Height of a row at 100 % text, in pixels.
ONE_LINE, TWO_LINES = 40, 54
#: A column that takes what is left is at least this wide; a table with less room is moved sideways.
LEAST = 164


class Table(QTableView):
    """Shows records in the ``columns``.

    Args of the constructor:
        name: accessible name ("Daftar tugas saya").
        key: what makes a record the same one after loading again; the choice is kept by it.
        height: ``ONE_LINE`` or ``TWO_LINES``.

    Attributes:
        rows: the model; ``rows.set_rows(records, cursor)``, ``rows.add_rows(...)``, ``rows.more_wanted``.

    Signals:
        current_changed: the record that is now current, or None.
        opened: record on which Enter or a double click was made.
        peeked: record on which Space was pressed.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    peeked = Signal(object)

    def __init__(
        self, name: str, columns: Sequence[Column], key: Callable[[Any], Hashable], height: int = TWO_LINES
    ) -> None:
        super().__init__()
        self._height = height
        self._kept: Hashable = None
        self.rows = RowModel(columns, key)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(min([48, *(column.width for column in columns if column.width)]))
        self.rows.modelAboutToBeReset.connect(self._remember)
        self.rows.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row_at(index.row())))
        self._measure()

    def current(self) -> Any:
        """The record of the current row, or None."""
        return self.rows.row_at(self.currentIndex().row())

    def let_choose_many(self) -> None:
        """Several rows may be chosen at once, with Ctrl, Shift or Ctrl+A."""
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)

    def chosen(self) -> list[Any]:
        """The records of the chosen rows, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.row_at(row) for row in rows]

    def choose(self, key: Hashable) -> bool:
        """Make the record with ``key`` current; False if it is not loaded."""
        number = self.rows.find(key)
        if number >= 0:
            self.selectRow(number)
            self.scrollTo(self.rows.index(number, 0))
        return number >= 0

    def choose_all(self, keys: Collection[Hashable]) -> None:
        """Choose the records with these keys, the first of them current; of a table that lets many be chosen."""
        numbers = [number for number in range(self.rows.rowCount()) if self.rows.key_of(number) in keys]
        if not numbers:
            return
        wanted = QItemSelection()
        for number in numbers:
            wanted.select(self.rows.index(number, 0), self.rows.index(number, 0))
        self.choose(self.rows.key_of(numbers[0]))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, flags.ClearAndSelect | flags.Rows)

    def choose_first(self) -> None:
        """Choose the first row unless one is chosen; Qt makes a row current on focus without choosing it."""
        if self.rows.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide the column ``key``."""
        for number, column in enumerate(self.rows.columns):
            if column.key == key:
                self.setColumnHidden(number, not shown)

    def layout_state(self) -> bytes:
        """Order, widths and hidden columns, to be kept on this PC; holds no data."""
        return bytes(self.horizontalHeader().saveState().data())

    def restore_layout(self, state: bytes) -> None:
        """Take over a kept ``layout_state``; one of another set of columns is ignored by Qt."""
        if state:
            self.horizontalHeader().restoreState(QByteArray(state))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        record = self.current()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if record is not None and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(record)
        elif record is not None and plain and event.key() == Qt.Key.Key_Space:
            self.peeked.emit(record)
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.current_changed.emit(self.current() if self.selectionModel().hasSelection() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self.verticalHeader().setDefaultSectionSize(theme.current().px(self._height))

    def _measure(self) -> None:
        shown = theme.current()
        self.verticalHeader().setDefaultSectionSize(shown.px(self._height))
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(number, shown.px(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _share_room(self) -> None:
        """Give what is left to the columns without a width of their own, but never less than can be read."""
        header, least = self.horizontalHeader(), theme.current().px(LEAST)
        shown = [number for number in range(len(self.rows.columns)) if not self.isColumnHidden(number)]
        sharing = [number for number in shown if not self.rows.columns[number].width]
        taken = sum(header.sectionSize(number) for number in shown if number not in sharing)
        cramped = self.viewport().width() - taken < least * len(sharing)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAsNeeded if cramped else policy.ScrollBarAlwaysOff)
        for number in sharing:
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, mode.Fixed if cramped else mode.Stretch)
            if cramped:
                self.setColumnWidth(number, least)

    def _remember(self) -> None:
        self._kept = self.rows.key_of(self.currentIndex().row())

    def _restore(self) -> None:
        if self._kept is None or not self.choose(self._kept):
            self.current_changed.emit(None)
