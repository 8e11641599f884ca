"""Rows of frozen records as a table that loads further stretches while one scrolls. Filtering and sorting are done by
the services: Qt's own proxy takes half a second per key press on a full office.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.theme import Tone
from ui.widgets.pill import Status

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class TimeBar:
    """Time used of a standard time: "Sisa 4 menit" on the left, "dari 10 menit" on the right, a bar below."""

    remaining: str
    standard: str
    fraction: float
    tone: Tone


@dataclass(frozen=True)
class Column:
    """One column: how a row is shown in it.

    Attributes:
        key: name under which width and order are remembered.
        title: heading.
        text: the words of a cell; what a screen reader reads, too.
        detail: a second, smaller line.
        width: pixels at 100 % text; 0 takes the room left.
        pill: shows ``text`` as a status instead.
        bar: shows a time bar instead.
        sign: shows only the icon of a status; ``text`` is its word for the tooltip and the screen reader.
        hint: what the heading means, shown when the pointer rests on it.
        strong: the first line is semibold.
        tone: colour of the first line; the text's own colour if it gives None.
        struck: whether the words of a row are crossed out: it no longer counts, but it stays.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    detail: Callable[[Any], str] | None = None
    width: int = 0
    pill: Callable[[Any], Status | None] | None = None
    bar: Callable[[Any], TimeBar | None] | None = None
    sign: Callable[[Any], Status | None] | None = None
    hint: str = ""
    strong: bool = False
    tone: Callable[[Any], Tone | None] | None = None
    struck: Callable[[Any], bool] | None = None

    def words(self, row: object) -> str:
        """Everything the cell says, in one line."""
        detail = self.detail(row) if self.detail else ""
        bar = self.bar(row) if self.bar else None
        if bar is not None:
            return f"{bar.remaining} {bar.standard}".strip()
        words = ", ".join(part for part in (self.text(row), detail) if part)
        return f"{words} (dicoret)" if words and self.struck and self.struck(row) else words


class RowModel(QAbstractTableModel):
    """Rows behind a ``Table``.

    Signals:
        more_wanted: cursor of the next stretch; answer with ``add_rows``.
    """

    more_wanted = Signal(str)

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[object] = []
        self._cursor = ""
        self._asked = False

    def set_rows(self, rows: Sequence[object], cursor: str = "") -> None:
        """Show ``rows``. Where they are the same records as before only their cells change, and nothing jumps."""
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._rows]
        self._cursor, self._asked = cursor, False
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[object], cursor: str = "") -> None:
        """Append the next stretch; ``cursor`` "" says that it was the last."""
        self._cursor, self._asked = cursor, False
        if rows:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row_at(self, number: int) -> Any:
        """The record in row ``number``, None outside."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def find(self, key: Hashable) -> int:
        """The row of the record with ``key``, -1 if it is not loaded."""
        return next((number for number, row in enumerate(self._rows) if self._key(row) == key), -1)

    def key_of(self, number: int) -> Hashable:
        """The key of the record in row ``number``, None outside."""
        row = self.row_at(number)
        return None if row is None else self._key(row)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].hint or None
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[index.column()].words(row)
        if role == Qt.ItemDataRole.ToolTipRole and self.columns[index.column()].sign:
            column = self.columns[index.column()]
            return f"{column.hint}: {column.text(row)}"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._cursor) and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self._cursor)
