"""Pencocokan: a month of the office beside the totals of Simfoni's dashboard, and the recap of the month."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.simfoni.compare import Comparison
from models.sop import periods
from models.statistics.figures import Basis
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.simfoni import presenter
from ui.pages.simfoni.candidates_pane import CandidatesPane
from ui.pages.simfoni.compare_rows import CellRow, CompareRows
from ui.papers import show_paper
from ui.widgets.basics import Button, row
from ui.widgets.dialog import Choice
from ui.widgets.period import PeriodStrip
from ui.widgets.side_pane import MainAndSide

_PANE = 340


class MonthTab(QWidget):
    """One month at a time; each number is kept as soon as it is typed.

    Signals:
        counted: a sentence for below the title.
        sheet_wanted: id of the case whose entry sheet is wanted.
    """

    counted = Signal(str)
    sheet_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._month: Comparison | None = None
        self._current: CellRow | None = None
        self._may = context.workspace.session.may(Permission.SIMFONI_ENTER)
        self.turning = PeriodStrip(lambda: context.workspace.clock.now().date(), monthly=True)
        self.turning.changed.connect(self.read)
        self.basis_box = QComboBox()
        self.basis_box.setAccessibleName("Tanggal yang menentukan bulan")
        for basis, words in presenter.BASES:
            self.basis_box.addItem(words, basis.value)
        self.basis_box.activated.connect(lambda _place: self.read())
        self.differing = QCheckBox("Hanya yang berbeda")
        self.print_button = Button("Cetak…", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P")
        self.recap_button = Button("Rekap Excel…", Icon.EXCEL, clicked=self._recap)
        self.rows = CompareRows()
        self.rows.typed.connect(self._put)
        self.rows.chosen.connect(self._choose)
        self.differing.toggled.connect(self._filter)
        self.pane = CandidatesPane(may_settle=self._may)
        self.pane.settled.connect(self._settle)
        self.pane.sheet_wanted.connect(self.sheet_wanted)
        self.pane.case_wanted.connect(lambda case_id: context.navigate("kasus_rinci", case_id=case_id))
        self.sides = MainAndSide(self.rows, self.pane, _PANE)
        self.explain_button = Button("Penjelasan", Icon.INFO, clicked=self.sides.toggle_side, tip="Penjelasan (F6)")
        self.explain_button.hide()
        self.sides.narrow_changed.connect(self.explain_button.setVisible)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.turning, None, self.explain_button, self.recap_button, self.print_button))
        box.addLayout(row(self.basis_box, self.differing, None))
        box.addWidget(self.sides, 1)

    def read(self) -> None:
        """Count the month again; over a full office it takes some seconds."""
        months, period, basis = self._context.workspace.simfoni_months, self._period, self._basis
        self._context.runner.query(lambda: months.compare(period, basis), self._show, latest="pencocokan")

    @property
    def _period(self) -> str:
        return f"{self.turning.period.day:%Y-%m}"

    @property
    def _basis(self) -> Basis:
        return Basis(self.basis_box.currentData())

    def _show(self, month: Comparison) -> None:
        self._month, self._current = month, None
        self.rows.show_month(month, may_type=self._may)
        self.rows.filter(differing=self.differing.isChecked())
        self.pane.show_cell(None, "")
        self.counted.emit(presenter.month_words(month))

    @property
    def typing(self) -> bool:
        """Whether numbers are being typed: then nothing is read again under the person's hands."""
        return any(made.edit.hasFocus() for made in self.rows.rows)

    def _filter(self, differing: bool) -> None:
        self.rows.filter(differing=differing)

    def _title(self, made: CellRow) -> str:
        tables = self._month.tables if self._month else ()
        return next((table.title for table in tables if table.key == made.cell.table), "")

    def _choose(self, made: CellRow) -> None:
        self._current = made
        self.pane.show_cell(made.cell, self._title(made))
        if made.cell.difference:
            months, period, basis, key = (
                self._context.workspace.simfoni_months, self._period, self._basis, made.cell.key,
            )  # fmt: skip
            self._context.runner.query(
                lambda: months.candidates(period, basis, key),
                self.pane.show_candidates,
                owner=self.pane,
                latest="calon_pencocokan",
            )

    def _put(self, key: str, typed: int | None) -> None:
        months, period = self._context.workspace.simfoni_months, self._period
        self._context.runner.command(lambda: months.put(period, key, typed), owner=self)
        self._tell()
        if self._current is not None and self._current.cell.key == key:
            self._choose(self._current)

    def _settle(self, remark: str, resolved: bool) -> None:
        made = self._current
        if made is None:
            return
        months, period, key = self._context.workspace.simfoni_months, self._period, made.cell.key

        def done(_none: None) -> None:
            made.show_cell(replace(made.cell, resolved=resolved, remark=remark))
            self._tell()
            self._choose(made)

        self._context.runner.command(lambda: months.settle(period, key, remark, resolved=resolved), done, owner=self)

    def _tell(self) -> None:
        """Say again how the month stands, from what the rows say by now."""
        if self._month is not None:
            cells = {made.cell.key: made.cell for made in self.rows.rows}
            tables = tuple(
                replace(table, cells=tuple(cells[one.key] for one in table.cells)) for table in self._month.tables
            )
            self._month = replace(self._month, tables=tables)
            self.counted.emit(presenter.month_words(self._month))

    def _print(self) -> None:
        months, period, basis = self._context.workspace.simfoni_months, self._period, self._basis
        name = f"pencocokan-simfoni-{period}.pdf"
        self._context.runner.query(
            lambda: months.paper(period, basis),
            lambda pdf: show_paper(self, self._context, pdf, "Pencocokan data Simfoni PPA", name),
            owner=self,
        )

    def _recap(self) -> None:
        day = self.turning.period.day
        offered = [periods.containing(kind, day) for kind in (periods.MONTH, periods.HALF, periods.YEAR)]
        choices = [Choice(one.key, one.words) for one in offered]
        chosen = self._context.notify.choose(
            "Rekap Excel untuk periode apa?",
            "Korban menurut kecamatan, lembar Perempuan dan Anak, tanpa nama.",
            choices,
        )
        if not chosen:
            return
        recap, printing, basis = self._context.workspace.simfoni_recap, self._context.printing, self._basis
        name = f"rekap-simfoni-{chosen}.xlsx"
        self._context.runner.query(
            lambda: recap.workbook(chosen, basis), lambda book: printing.save_workbook(book, name), owner=self
        )
