"""The cases behind a figure: the way from a number to the people it stands for, as far as the reader may go."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QStackedWidget, QVBoxLayout, QWidget

from models.services.views.figures import BehindRow, CasesBehind
from models.statistics.figures import FigureTable
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.dashboard.presenter import Asked, behind_columns, behind_words, case_key
from ui.tables.table import Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.messages import EmptyState

_WIDTH, _HEIGHT = 640, 460


class BehindDialog(QDialog):
    """The list; Enter opens the case.

    Signals:
        opened: id of the case that is wanted.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget, context: AppContext, asked: Asked, table: FigureTable, key: str | None) -> None:
        """``key``: the row of ``table``; None for all of them."""
        super().__init__(parent)
        self._context, self._asked, self._table, self._row = context, asked, table, key
        named = next((one.label for one in table.rows if one.key == key), "semua")
        title = f"{table.title}: {named}" if key is not None else table.title
        self.setWindowTitle("Kasus di balik angka")
        self.setAccessibleName(title)
        self.resize(theme.current().px(_WIDTH), theme.current().px(_HEIGHT))
        self.sentence = label("Membaca kasus…", Role.MUTED, wrap=True)
        self.column_box = QComboBox()
        self.column_box.setAccessibleName("Kolom")
        self.column_box.addItem("Semua kolom", None)
        for heading in table.columns:
            self.column_box.addItem(heading.label, heading.key)
        self.column_box.activated.connect(self._read)
        self.table = Table("Kasus di balik angka", behind_columns(), case_key)
        self.table.opened.connect(self._open)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(framed)
        self._stack.addWidget(EmptyState(Icon.CASES, "Tidak ada kasus yang dapat ditampilkan"))
        self.open_button = Button("Buka kasus", Icon.OPEN, "primary", clicked=lambda: self._open(self.table.current()))
        self.open_button.setEnabled(False)
        self.table.current_changed.connect(lambda one: self.open_button.setEnabled(one is not None))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        box.addLayout(row(self.sentence, self.column_box, stretch=0))
        self.column_box.setVisible(len(table.columns) > 1)
        box.addWidget(self._stack, 1)
        box.addLayout(row(None, Button("Tutup", clicked=self.reject), self.open_button))
        self._read()

    @classmethod
    def show_for(
        cls, parent: QWidget, context: AppContext, asked: Asked, table: FigureTable, key: str | None
    ) -> BehindDialog:
        """Open it over ``parent``; the case that is chosen is shown."""
        dialog = cls(parent, context, asked, table, key)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.opened.connect(lambda case_id: context.navigate("kasus_rinci", case_id=case_id))
        dialog.open()
        return dialog

    def _read(self) -> None:
        work = partial(
            self._context.workspace.statistics.cases_behind,
            self._table.key,
            self._row,
            self.column_box.currentData(),
            self._asked.period.key,
            self._asked.basis,
            self._asked.services,
        )
        self._context.runner.query(work, self._show, owner=self, latest="di_balik_angka")

    def _show(self, found: CasesBehind) -> None:
        self.sentence.setText(behind_words(found, self._table.unit))
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.table.rows.set_rows(found.rows)
        if found.rows:
            self.table.choose_first()
            self.table.setFocus()

    def _open(self, case: BehindRow | None) -> None:
        if case is not None:
            self.accept()
            self.opened.emit(case.case_id)
