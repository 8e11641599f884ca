"""The list of numbers of a series, with a choice among the years it has numbers of."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from models.access.permissions import Permission
from ui.context import AppContext
from ui.icons import Icon
from ui.papers import PaperDialog
from ui.widgets.basics import Button, label


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
        self.explain_button = Button("Jelaskan nomor yang hilang…", Icon.EDIT, clicked=self._ask_why)
        self.explain_button.hide()
        self.verbs.insertWidget(1, label("Tahun"))
        self.verbs.insertWidget(2, self.year_choice)
        self.verbs.insertWidget(3, self.explain_button)
        self._holes: tuple[tuple[int, int], ...] = ()
        self._look()

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

    def _look(self) -> None:
        """Ask which numbers nobody has explained."""
        numbers, series, year = self._context.workspace.number_list, self._series, self._year
        self._context.runner.query(lambda: numbers.unexplained(series, year), self._looked, owner=self, latest="lubang")

    def _looked(self, holes: tuple[tuple[int, int], ...]) -> None:
        self._holes = holes
        may = self._context.workspace.session.may(Permission.LETTER_VOID)
        self.explain_button.setVisible(bool(holes) and may)

    def _ask_why(self) -> None:
        if not self._holes:
            return
        hole = self._holes[0]
        span = str(hole[0]) if hole[0] == hole[1] else f"{hole[0]} sampai {hole[1]}"
        reason = self._context.notify.ask_text(
            f"Nomor urut {span} tidak tercatat",
            "Keterangan Anda tercetak dalam daftar nomor dan tidak dapat diubah lagi.",
            "Apa yang terjadi dengan nomor itu",
            "Catat keterangan",
        )
        if reason:
            numbers, series, year = self._context.workspace.number_list, self._series, self._year
            work = partial(numbers.explain, series, year, hole, reason)
            self._context.runner.command(work, lambda _none: self._choose(self.year_choice.currentIndex()), owner=self)

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
                self._look()

        self._context.runner.query(lambda: numbers.paper(series, year), shown, owner=self)
