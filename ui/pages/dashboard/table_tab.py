"""Every table of the figures as numbers: what the charts show and what they leave out, with its counting rule."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from models.statistics.figures import FigureRow, Figures, FigureTable
from ui.pages.dashboard.presenter import TOTAL, columns_of, rows_of
from ui.tables.table import ONE_LINE, Table
from ui.theme import Role
from ui.widgets.basics import Card, label, row


class TableTab(QWidget):
    """One table at a time.

    Signals:
        wanted: table and key of the row whose cases are wanted; None for all rows.
    """

    wanted = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._figures: Figures | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName("Tabel")
        self.choice.currentIndexChanged.connect(self._show)
        self.unit = label("", Role.MUTED)
        self.rule = label("", Role.CAPTION, wrap=True)
        self._frame = Card(margins=(1, 1, 1, 1), spacing=0)
        self.table: Table | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.choice, self.unit, None))
        box.addWidget(self._frame, 1)
        box.addWidget(self.rule)

    def show_figures(self, figures: Figures) -> None:
        """Other figures; the same table stays chosen."""
        self._figures = figures
        titles = [(table.key, table.title) for table in figures.tables]
        if titles != [(self.choice.itemData(at), self.choice.itemText(at)) for at in range(self.choice.count())]:
            kept = self.choice.currentData()
            self.choice.blockSignals(True)
            self.choice.clear()
            for key, title in titles:
                self.choice.addItem(title, key)
            self.choice.setCurrentIndex(max(self.choice.findData(kept), 0))
            self.choice.blockSignals(False)
        self._show()

    def choose(self, key: str) -> None:
        """Show the table with this key."""
        self.choice.setCurrentIndex(max(self.choice.findData(key), 0))

    def _show(self) -> None:
        table = self._figures.table(str(self.choice.currentData())) if self._figures else None
        if table is None:
            return
        self.unit.setText(f"Satuan: {table.unit.value}")
        self.rule.setText(table.rule)
        columns = columns_of(table)
        titles = [column.title for column in columns]
        if self.table is None or titles != [column.title for column in self.table.rows.columns]:
            self._renew(table)
        if self.table is not None:
            self.table.setAccessibleName(table.title)
            self.table.rows.set_rows(rows_of(table))

    def _renew(self, table: FigureTable) -> None:
        if self.table is not None:
            self._frame.body.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = Table(table.title, columns_of(table), lambda one: one.key, ONE_LINE)
        self.table.opened.connect(self._open)
        self._frame.body.addWidget(self.table)

    def _open(self, chosen: FigureRow) -> None:
        table = self._figures.table(str(self.choice.currentData())) if self._figures else None
        if table is not None:
            self.wanted.emit(table, None if chosen.key == TOTAL else chosen.key)
