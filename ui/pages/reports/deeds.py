"""What is done with a report from its page: handing it in, deciding, printing, taking it out as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import ErrorCode, UserError
from models.services.views.reports import ReportSheet
from models.statistics.report_life import ReportState
from ui.context import AppContext
from ui.papers import show_paper
from ui.tasks import Progress

#: What is said when it is done, by the state that was reached.
_TOLD = {
    ReportState.SUBMITTED: "Laporan diajukan. Angkanya tidak berubah lagi.",
    ReportState.RECEIVED: "Laporan diterima.",
    ReportState.APPROVED: "Laporan disetujui dan dibekukan.",
    ReportState.RETURNED: "Laporan dikembalikan kepada penyusunnya.",
}


class ReportDeeds(QObject):
    """Asks where that is needed, and carries it out.

    Signals:
        shown: the ``ReportSheet`` as it stands now.
        incomplete: parts are still to be written.
    """

    shown = Signal(object)
    incomplete = Signal()

    def __init__(self, parent: QWidget, context: AppContext, sheet: Callable[[], ReportSheet | None]) -> None:
        super().__init__(parent)
        self._parent, self._context, self._sheet = parent, context, sheet

    def submit(self) -> None:
        """Hand the report in; comparing frozen reports may take its time."""
        sheet = self._sheet()
        if sheet is None or sheet.report_id is None:
            return
        service, report, version = self._context.workspace.reports, sheet.report_id, sheet.row_version

        def work(progress: Progress) -> ReportSheet:
            return service.submit(report, version, lambda done, total: progress.report(done, total, "Membandingkan"))

        self._context.runner.lengthy("Mengajukan laporan", work, self._done, self._refused, owner=self)

    def decide(self, to: ReportState) -> None:
        """Receive or approve it, or return it with a remark."""
        remark: str | None = ""
        if to is ReportState.RETURNED:
            remark = self._context.notify.ask_text(
                "Kembalikan laporan ini?",
                "Penyusun melihat catatan ini, memperbaiki laporannya, lalu mengajukannya lagi.",
                "Catatan",
                "Kembalikan",
            )
        elif to is ReportState.APPROVED and not self._context.notify.ask(
            "Setujui laporan ini?",
            "Angka dan kertasnya dibekukan. Perubahan data sesudahnya dicatat sebagai koreksi laporan berikutnya.",
            "Setujui dan bekukan",
        ):
            remark = None
        sheet = self._sheet()
        if remark is None or sheet is None or sheet.report_id is None:
            return
        work = partial(self._context.workspace.reports.decide, sheet.report_id, sheet.row_version, to, remark)
        self._context.runner.command(work, self._done, owner=self)

    def print(self, *, shared: bool) -> None:
        """Show the paper, to be printed or kept as PDF."""
        sheet = self._sheet()
        if sheet is None or sheet.report_id is None:
            return
        service, report = self._context.workspace.reports, sheet.report_id
        title = f"{sheet.name} {sheet.words}"

        def show(pdf: bytes) -> None:
            show_paper(self._parent, self._context, pdf, title, f"{self._name(sheet, shared=shared)}.pdf", logged=title)

        self._context.runner.lengthy(
            "Menyusun kertas", lambda _progress: service.paper(report, shared=shared), show, owner=self
        )

    def export(self, *, shared: bool) -> None:
        """Keep the report as a spreadsheet."""
        service, printing = self._context.workspace.reports, self._context.printing
        self._take_out(
            "Menyusun Excel", ".xlsx", lambda report: service.workbook(report, shared=shared),
            printing.save_workbook, shared=shared,
        )  # fmt: skip

    def export_tables(self, *, shared: bool) -> None:
        """Keep all tables as CSV files in one ZIP."""
        service, printing = self._context.workspace.reports, self._context.printing
        self._take_out(
            "Menyusun tabel", ".zip", lambda report: service.tables(report, shared=shared),
            lambda content, name: printing.save_as(content, name, ("ZIP", ".zip")), shared=shared,
        )  # fmt: skip

    def export_table(self, table: str, *, shared: bool) -> None:
        """Keep one table as CSV."""
        service, printing = self._context.workspace.reports, self._context.printing
        self._take_out(
            "Menyusun tabel", f"-{table}.csv", lambda report: service.csv(report, table, shared=shared),
            lambda content, name: printing.save_as(content, name, ("CSV", ".csv")), shared=shared,
        )  # fmt: skip

    def _take_out(
        self,
        words: str,
        ending: str,
        make: Callable[[int], bytes],
        keep: Callable[[bytes, str], object],
        *,
        shared: bool,
    ) -> None:
        """Make a file of the stored report off the GUI thread and let the person choose where it goes."""
        sheet = self._sheet()
        if sheet is None or sheet.report_id is None:
            return
        report, name = sheet.report_id, f"{self._name(sheet, shared=shared)}{ending}"
        self._context.runner.lengthy(
            words, lambda _progress: make(report), lambda content: keep(content, name), owner=self
        )

    @staticmethod
    def _name(sheet: ReportSheet, *, shared: bool) -> str:
        """File name of what is taken out: kind, period, and for whom."""
        return f"{sheet.kind}-{sheet.period}{'-dibagikan' if shared else ''}"

    def _done(self, sheet: ReportSheet) -> None:
        if sheet.state is not None:
            self._context.notify.toast(_TOLD[sheet.state])
        self.shown.emit(sheet)

    def _refused(self, error: UserError) -> None:
        self._context.notify.problem(error)
        if error.code is ErrorCode.REPORT_INCOMPLETE:
            self.incomplete.emit()
