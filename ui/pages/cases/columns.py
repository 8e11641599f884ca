"""Which columns the list shows and how wide they are: remembered for each user on this PC, never with case data."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu

from models.settings.local_file import LocalSettings
from ui.icons import Icon
from ui.pages.cases.presenter import ALWAYS, HIDDEN_AT_FIRST
from ui.tables.table import Table
from ui.widgets.basics import Button

_REST_MS = 400
_VERSION = 1


class ColumnChoice(QObject):
    """Keeps the layout of one table.

    Attributes:
        button: opens the menu in which columns are chosen.
    """

    def __init__(self, table: Table, settings: LocalSettings, username: str) -> None:
        super().__init__(table)
        self._table, self._settings = table, settings
        # The user's name is not written into a readable file, a short fingerprint is enough to tell users apart.
        self._key = f"kolom_kasus_{_VERSION}_{hashlib.sha256(username.encode()).hexdigest()[:8]}"
        self._menu = QMenu(table)
        self.button = Button("Kolom…", Icon.COLUMNS, clicked=self._open, tip="Pilih kolom daftar")
        for column in table.rows.columns:
            if column.key == ALWAYS:
                continue
            action = self._menu.addAction(column.title)
            action.setCheckable(True)
            action.setData(column.key)
            action.toggled.connect(lambda on, key=column.key: self._show(key, on))
        self._menu.addSeparator()
        self._menu.addAction("Kembalikan kolom semula").triggered.connect(lambda _on=False: self._start_anew())
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._keep)
        self._start = table.layout_state()
        self._take_over()
        header = table.horizontalHeader()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._changed)

    def _take_over(self) -> None:
        state = QByteArray.fromBase64(QByteArray(self._settings.get(self._key, "").encode()))
        if state.isEmpty():
            self._first_layout()
        else:
            self._table.restore_layout(bytes(state.data()))
        self._mark()

    def _first_layout(self) -> None:
        self._table.restore_layout(self._start)
        for column in self._table.rows.columns:
            self._table.show_column(column.key, column.key not in HIDDEN_AT_FIRST)
        self._mark()

    def _start_anew(self) -> None:
        self._first_layout()
        self._changed()

    def _mark(self) -> None:
        hidden = {
            column.key for number, column in enumerate(self._table.rows.columns) if self._table.isColumnHidden(number)
        }
        for action in self._menu.actions():
            if action.data():
                action.blockSignals(True)
                action.setChecked(action.data() not in hidden)
                action.blockSignals(False)

    def _show(self, key: str, on: bool) -> None:
        self._table.show_column(key, on)
        self._changed()

    def _open(self) -> None:
        self._menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _resized(self, section: int) -> None:
        # While the page is built, and of the column that takes the room left, changes are no choice of the person.
        given = self._table.horizontalHeader().sectionResizeMode(section)
        if self._table.isVisible() and given is not QHeaderView.ResizeMode.Stretch:
            self._changed()

    def _changed(self) -> None:
        self._rest.start()

    def _keep(self) -> None:
        self._settings.put(self._key, bytes(QByteArray(self._table.layout_state()).toBase64().data()).decode())
