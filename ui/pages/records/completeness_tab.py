"""The tab Kelengkapan: the files of a month against what they should hold, and asking for what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.records.completeness import Cell
from models.services.views.records import FileRow, Matrix, MonthRatio
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records import presenter
from ui.pages.records.records_tab import RecordsTab
from ui.papers import show_paper
from ui.tables.table import TWO_LINES, Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, IconLabel, ScrollColumn, label, only_if, row
from ui.widgets.folding import FoldingRow
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState
from ui.widgets.period import PeriodStrip
from ui.widgets.side_pane import MainAndSide

_PANE = 330
_ALL = "Semua layanan"
_SAID = (("ada", "Ada dalam map"), ("kurang", "Kurang"), ("tidak_perlu", "Tidak perlu…"), ("", "Hapus tanda"))


class DocumentLine(QWidget):
    """One document of the chosen file.

    Signals:
        said: word of a mark.
    """

    said = Signal(str)

    def __init__(self, number: int, cell: Cell, *, may_mark: bool) -> None:
        super().__init__()
        status = presenter.SIGNS[cell.state]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(f"{number}. {cell.title}", wrap=True))
        more = " · ".join(part for part in (status.word, presenter.cell_words(cell)) if part)
        words.addWidget(label(more, Role.CAPTION, wrap=True))
        menu = QMenu()
        for key, text in _SAID:
            menu.addAction(QAction(text, menu, triggered=partial(self._say, key)))  # type: ignore[call-overload]
        self.menu_button = IconButton(Icon.MORE, f"Tandai {cell.title}", menu=menu)
        only_if(may_mark, self.menu_button)
        box = row(IconLabel(status.icon, status.tone.value), self.menu_button)
        box.insertLayout(1, words, 1)
        box.setContentsMargins(0, 3, 0, 3)
        self.setLayout(box)
        self.setAccessibleName(f"{cell.title}: {more}")

    def _say(self, key: str, _checked: bool = False) -> None:
        self.said.emit(key)


class FilePane(Card):
    """The chosen files with all their documents.

    Signals:
        said: key of a document and the word of its mark.
        ask: what is missing is to be asked for.
        there: whatever nobody has looked at yet is there.
        open: the case is to be opened.
    """

    said = Signal(str, str)
    ask = Signal()
    there = Signal()
    open = Signal()

    def __init__(self, *, may_mark: bool) -> None:
        super().__init__(margins=(14, 12, 12, 12), spacing=6)
        self._may_mark = may_mark
        self._title, self._detail = label("", Role.STRONG, wrap=True), label("", Role.CAPTION, wrap=True)
        self._lines = ScrollColumn(spacing=0)
        self.lines: list[DocumentLine] = []
        self.ask_button = Button("Minta dilengkapi", Icon.TASKS, "primary", clicked=self.ask.emit)
        self.there_button = Button("Semua ada", Icon.CHECK, clicked=self.there.emit,
                                   tip="Tandai ada dalam map semua yang belum diperiksa")  # fmt: skip
        self.open_button = Button("Buka kasus", Icon.OPEN, clicked=self.open.emit)
        for widget in (self._title, self._detail):
            self.body.addWidget(widget)
        self.body.addWidget(self._lines, 1)
        self.body.addLayout(row(self.open_button, self.there_button, None, self.ask_button))
        self.show_files([])

    def show_files(self, files: Sequence[FileRow]) -> None:
        """Show these, several as one, or nothing."""
        self.setVisible(bool(files))
        self.lines = []
        if not files:
            return
        file, many = files[0], len(files) > 1
        services = list(dict.fromkeys(one.service for one in files))
        self._title.setText(f"{len(files)} berkas dipilih" if many else file.register_number)
        details = services if many else [file.service, file.officer, file.when]
        self._detail.setText(" · ".join(part for part in details if part))
        for number, cell in enumerate(presenter.together(files), 1):
            line = DocumentLine(number, cell, may_mark=self._may_mark)
            line.said.connect(partial(self.said.emit, cell.key))
            self.lines.append(line)
        refill(self._lines.body, list[QWidget](self.lines), stretch=True)
        self.open_button.setVisible(not many and file.case_id is not None)
        unasked = any(not cell.asked for one in files for cell in one.missing)
        self.ask_button.setVisible(self._may_mark and unasked)
        self.there_button.setVisible(self._may_mark and any(one.waiting and one.case_id is None for one in files))


class CompletenessTab(RecordsTab):
    """The matrix of a month."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._matrix: Matrix | None = None
        self._documents: list[tuple[str, str]] | None = None
        self._kept: set[tuple[int, int]] = set()
        may = context.workspace.session.may(Permission.ARCHIVE_WRITE)
        self.turning = PeriodStrip(lambda: context.workspace.clock.now().date(), monthly=True)
        self.turning.changed.connect(self.read)
        self.service = QComboBox()
        self.service.setAccessibleName("Layanan")
        self.service.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.service.setMinimumWidth(230)
        self.service.setMaximumWidth(theme.current().px(420))
        self.service.activated.connect(lambda _place: self._show_rows())
        self.short, self.running = QCheckBox("Hanya yang kurang"), QCheckBox("Kasus yang masih berjalan")
        self.short.toggled.connect(lambda _on: self._show_rows())
        self.running.toggled.connect(lambda _on: self.read())
        self.note_button = Button("Catat semua kekurangan", Icon.TASKS, clicked=self._note_all)
        only_if(may, self.note_button)
        self.export_button = Button("Excel", Icon.EXCEL, clicked=self._export, tip="Simpan matriks sebagai Excel")
        self.print_button = Button("Cetak…", Icon.PRINT, clicked=self._print, tip="Cetak matriks layanan ini")
        self.year_button = Button("Setahun", Icon.CALENDAR, clicked=self._show_year, tip="Rasio setiap bulan")
        self.pane = FilePane(may_mark=may)
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self.table = self._fresh_table([])
        self._nothing = EmptyState(Icon.DONE_OUTLINE, "Belum ada berkas bulan ini")
        self.sides = MainAndSide(self._framed, self.pane, _PANE)
        self.details_button = Button("Dokumen", Icon.INFO, clicked=self.sides.toggle_side)
        self.details_button.setToolTip("Dokumen berkas yang dipilih (F6)")
        self.details_button.hide()
        self._wire()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        verbs = row(None, self.print_button, self.export_button, self.note_button)
        box.addWidget(FoldingRow(row(self.turning, None), verbs, 8))
        panes = row(None, self.details_button, self.year_button)
        box.addWidget(FoldingRow(row(self.service, self.short, self.running, None), panes, 8))
        box.addWidget(self.sides, 1)
        box.addWidget(self._nothing, 1)  # as wide as both: a pane of no file would be a hole beside it

    def _wire(self) -> None:
        self.pane.said.connect(self._mark)
        self.pane.ask.connect(lambda: self._note(self.table.chosen()))
        self.pane.there.connect(self._mark_there)
        self.pane.open.connect(self._open)
        self.sides.narrow_changed.connect(self.details_button.setVisible)

    def read(self) -> None:
        """Read the month again; what the program sees by now is settled first."""
        shortages, service = self._context.workspace.shortages, self._context.workspace.completeness
        period, running = f"{self.turning.period.day:%Y-%m}", self.running.isChecked()

        def work() -> Matrix:
            shortages.settle_seen()
            return service.matrix(period, running=running)

        self._context.runner.query(work, self._show, latest="kelengkapan")

    def _show(self, matrix: Matrix) -> None:
        self._matrix = matrix
        chosen = self.service.currentText()
        self.service.clear()
        self.service.addItems([_ALL, *matrix.services])
        usual = matrix.services[0] if len(matrix.services) == 1 else _ALL
        self.service.setCurrentText(chosen if chosen in matrix.services else usual)
        self.counted.emit(presenter.matrix_words(matrix))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._matrix is None:
            return
        chosen = self.service.currentText()
        rows = [row for row in self._matrix.rows if chosen in (_ALL, row.service)]
        rows = [row for row in rows if row.missing or not self.short.isChecked()]
        documents = presenter.documents_of(rows) if len({row.service for row in rows}) == 1 else []
        kept = self._kept
        if documents != self._documents:
            self.table = self._fresh_table(documents)
        self.table.rows.set_rows(rows)
        self.sides.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        words = "Semua berkas bulan ini lengkap" if self.short.isChecked() and self._matrix.rows else ""
        self._nothing.set_words(
            words or "Belum ada berkas bulan ini", "Berkas yang ditutup atau diterima muncul di sini."
        )
        self.print_button.setEnabled(bool(documents))
        self.note_button.setEnabled(any(not cell.asked for row in rows for cell in row.missing))
        self.table.choose_all(kept)
        self.table.choose_first()
        self._choose()

    def _fresh_table(self, documents: list[tuple[str, str]]) -> Table:
        """A table for these documents in the place of the last one."""
        self._documents = documents
        table = Table("Kelengkapan berkas", presenter.matrix_columns(documents), lambda row: row.key, TWO_LINES)
        table.let_choose_many()
        table.current_changed.connect(lambda _file: self._choose())
        table.opened.connect(lambda _row: self._open())
        refill(self._framed.body, [table])
        return table

    def _choose(self) -> None:
        files: list[FileRow] = self.table.chosen()
        self.pane.show_files(files)
        if files:
            self._kept = {file.key for file in files}

    # ------------------------------------------------------------------ working

    def _mark(self, document: str, word: str) -> None:
        reason: str | None = ""
        if word == "tidak_perlu":
            reason = self._context.notify.ask_text(
                "Mengapa dokumen ini tidak perlu?", "Alasannya tercatat pada berkas ini.", "Alasan", "Tandai"
            )
        if reason is not None:
            service, files, said = self._context.workspace.completeness, self.table.chosen(), reason
            self._context.runner.command(lambda: service.mark(files, [document], word, said), self._marked)

    def _mark_there(self) -> None:
        """Everything nobody has looked at yet is in the folders of the chosen files."""
        service = self._context.workspace.completeness
        files: list[FileRow] = [file for file in self.table.chosen() if file.case_id is None]
        documents = [key for key, _title in presenter.documents_of(files)]
        self._context.runner.command(lambda: service.mark(files, documents, "ada", unsaid=True), self._marked)

    def _marked(self, _nothing: None) -> None:
        self.read()

    def _note_all(self) -> None:
        self._note([self.table.rows.row_at(place) for place in range(self.table.rows.rowCount())])

    def _note(self, files: list[FileRow]) -> None:
        shortages = self._context.workspace.shortages

        def told(count: int) -> None:
            self._context.notify.toast(f"{count} kekurangan dicatat dan menjadi tugas petugasnya.")
            self.read()

        self._context.runner.command(lambda: shortages.note(files), told, owner=self)

    def _open(self) -> None:
        file = self.table.current()
        if file is not None and file.case_id is not None:
            self._context.navigate("kasus_rinci", case_id=file.case_id)

    def _print(self) -> None:
        service, chosen = self._context.workspace.completeness, self.table.current()
        period, running = f"{self.turning.period.day:%Y-%m}", self.running.isChecked()
        name = f"kelengkapan-berkas-{period}.pdf"
        self._context.runner.query(
            lambda: service.paper(period, chosen.service, running=running),
            lambda pdf: show_paper(self, self._context, pdf, "Kelengkapan berkas", name),
            owner=self,
        )

    def _show_year(self) -> None:
        service, year = self._context.workspace.completeness, self.turning.period.day.year

        def show(months: tuple[MonthRatio, ...]) -> None:
            lines = [presenter.ratio_words(month) for month in months]
            self._context.notify.info(f"Kelengkapan berkas tahun {year}", "\n".join(lines))

        self._context.runner.query(lambda: service.year(year), show, owner=self)

    def _export(self) -> None:
        service, printing = self._context.workspace.completeness, self._context.printing
        period, running = f"{self.turning.period.day:%Y-%m}", self.running.isChecked()
        name = f"kelengkapan-berkas-{period}.xlsx"
        self._context.runner.query(
            lambda: service.workbook(period, running=running),
            lambda book: printing.save_workbook(book, name),
            owner=self,
        )
