"""Evaluasi SOP: how the standard times of a procedure were kept in a year; on paper, or as a table."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.context import AppContext
from ui.papers import PaperDialog
from ui.widgets.basics import Button, label

_YEARS_BACK = 5


class EvaluationDialog(PaperDialog):
    """The evaluation of one procedure, with the choice of the year and "Simpan Excel"."""

    def __init__(self, parent: QWidget, context: AppContext, pdf: bytes, sop_key: str, name: str) -> None:
        self._year = context.workspace.clock.now().year
        self._sop_key, self._name = sop_key, name
        super().__init__(parent, context, pdf, self._title(), self._file("pdf"))
        self.year_choice = QComboBox()
        self.year_choice.setAccessibleName("Tahun")
        for year in range(self._year, self._year - _YEARS_BACK - 1, -1):
            self.year_choice.addItem(str(year), year)
        self.year_choice.currentIndexChanged.connect(self._choose)
        self.table_button = Button("Simpan Excel", clicked=self._save_table)
        self.verbs.insertWidget(1, label("Tahun"))
        self.verbs.insertWidget(2, self.year_choice)
        self.verbs.insertWidget(self.verbs.indexOf(self.save_button), self.table_button)

    @staticmethod
    def show_for(parent: QWidget, context: AppContext, sop_key: str, name: str) -> None:
        """Fetch this year's evaluation and open the window on it."""
        proof, year = context.workspace.proof, context.workspace.clock.now().year

        def shown(pdf: bytes) -> None:
            dialog = EvaluationDialog(parent, context, pdf, sop_key, name)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        context.runner.query(lambda: proof.evaluation_pdf(year, sop_key), shown, owner=parent)

    def _title(self) -> str:
        return f"Evaluasi SOP {self._name} {self._year}"

    def _file(self, suffix: str) -> str:
        return f"evaluasi-{self._sop_key}-{self._year}.{suffix}"

    def _choose(self, place: int) -> None:
        proof, sop_key, year = self._context.workspace.proof, self._sop_key, int(self.year_choice.itemData(place))
        self._year = year

        def shown(pdf: bytes) -> None:
            if self._year == year:
                self.change(pdf, self._title(), self._file("pdf"))

        self._context.runner.query(lambda: proof.evaluation_pdf(year, sop_key), shown, owner=self)

    def _save_table(self) -> None:
        proof, sop_key, year = self._context.workspace.proof, self._sop_key, self._year
        file_name = self._file("xlsx")

        def fetched(workbook: bytes) -> None:
            self._context.printing.save_workbook(workbook, file_name)

        self._context.runner.query(lambda: proof.evaluation_xlsx(year, sop_key), fetched, owner=self)
