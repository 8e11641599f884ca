"""The list of numbers of a series, with a choice among the years it has numbers of."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.context import AppContext
from ui.papers import PaperDialog
from ui.widgets.basics import label


class NumberListDialog(PaperDialog):
    """Opened by ``show_for``; closes and deletes itself."""

    def __init__(self, parent: QWidget, context: AppContext, pdf: bytes, series: str, years: tuple[int, ...]) -> None:
        self._series, self._year = series, years[0]
        super().__init__(parent, context, pdf, self._title(), self._file())
        self.year_choice = QComboBox()
        self.year_choice.setAccessibleName("Tahun")
        for year in years:
            self.year_choice.addItem(str(year), year)
        self.year_choice.currentIndexChanged.connect(self._choose)
        self.verbs.insertWidget(1, label("Tahun"))
        self.verbs.insertWidget(2, self.year_choice)

    @staticmethod
    def show_for(parent: QWidget, context: AppContext, series: str) -> None:
        """Fetch the newest year's list and open the window on it."""
        numbers, this_year = context.workspace.number_list, context.workspace.clock.now().year

        def work() -> tuple[bytes, tuple[int, ...]]:
            years = numbers.years(series) or (this_year,)
            return numbers.paper(series, years[0]), years

        def shown(found: tuple[bytes, tuple[int, ...]]) -> None:
            dialog = NumberListDialog(parent, context, found[0], series, found[1])
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        context.runner.query(work, shown, owner=parent)

    def _title(self) -> str:
        return f"Daftar nomor {self._year}"

    def _file(self) -> str:
        return f"daftar-nomor-{self._series}-{self._year}.pdf"

    def _choose(self, place: int) -> None:
        year = int(self.year_choice.itemData(place))
        numbers, series = self._context.workspace.number_list, self._series
        self._year = year

        def shown(pdf: bytes) -> None:
            if self._year == year:
                self.change(pdf, self._title(), self._file())

        self._context.runner.query(lambda: numbers.paper(series, year), shown, owner=self)
