"""The tab Kekurangan: what officers were asked for, how long ago, and the note that goes to them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from models.access.permissions import Permission
from models.forms.spec import Option
from models.services.views.records import ShortageRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records import presenter
from ui.pages.records.records_tab import RecordsTab
from ui.papers import show_paper
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card, only_if, row
from ui.widgets.dialog import Choice
from ui.widgets.folding import FoldingRow
from ui.widgets.messages import EmptyState

_ALL = "Semua petugas"


class ShortagesTab(RecordsTab):
    """What is still missing."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._rows: tuple[ShortageRow, ...] = ()
        may = context.workspace.session.may(Permission.ARCHIVE_WRITE)
        self.officer, self.late = QComboBox(), QCheckBox("Hanya yang lewat tenggat")
        self.officer.setAccessibleName("Petugas")
        self.officer.setMinimumWidth(230)
        self.officer.activated.connect(lambda _place: self._show_rows())
        self.late.toggled.connect(lambda _on: self._show_rows())
        self.remind_button = Button("Ingatkan", Icon.BELL, clicked=self._remind)
        self.give_button = Button("Alihkan…", Icon.HAND_OVER, clicked=self._give, tip="Minta kepada petugas lain")
        self.done_button = Button("Sudah dilengkapi", Icon.CHECK, "primary", clicked=self._resolve)
        self.print_button = Button("Cetak catatan…", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P")
        only_if(may, self.remind_button, self.give_button, self.done_button, self.print_button)
        self.table = Table("Kekurangan berkas", presenter.shortage_columns(), lambda one: one.shortage_id, TWO_LINES)
        self.table.let_choose_many()
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(lambda _row: self._enable())
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self._framed.body.addWidget(self.table)
        self._nothing = EmptyState(
            Icon.DONE_OUTLINE, "Tidak ada kekurangan berkas", "Kekurangan dicatat dari tab Kelengkapan."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        verbs = row(None, self.print_button, self.give_button, self.remind_button, self.done_button)
        box.addWidget(FoldingRow(row(self.officer, self.late, None), verbs, 8))
        box.addWidget(self._framed, 1)
        box.addWidget(self._nothing, 1)

    def read(self) -> None:
        """Read what is missing again."""
        shortages = self._context.workspace.shortages

        def work() -> tuple[ShortageRow, ...]:
            shortages.settle_seen()
            return shortages.open_ones()

        self._context.runner.query(work, self._show, latest="kekurangan")

    def _show(self, rows: tuple[ShortageRow, ...]) -> None:
        self._rows, chosen = rows, self.officer.currentText()
        self.officer.clear()
        self.officer.addItems([_ALL, *sorted({one.officer for one in rows if one.officer})])
        self.officer.setCurrentText(chosen if chosen else _ALL)
        late = sum(one.late for one in rows)
        words = f"{len(rows)} kekurangan belum dilengkapi" + (f", {late} lewat tenggat" if late else "")
        self.counted.emit(words if rows else "Semua kekurangan sudah dilengkapi")
        self._show_rows()

    def _show_rows(self) -> None:
        officer = self.officer.currentText()
        rows = [one for one in self._rows if officer in (_ALL, one.officer) and (one.late or not self.late.isChecked())]
        self.table.rows.set_rows(rows)
        self._framed.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.table.choose_first()
        self._enable()

    def _enable(self) -> None:
        chosen = bool(self.table.chosen())
        self.remind_button.setEnabled(chosen)
        self.give_button.setEnabled(chosen)
        self.done_button.setEnabled(chosen)

    def _ids(self) -> list[int]:
        return [one.shortage_id for one in self.table.chosen()]

    def _remind(self) -> None:
        shortages, ids = self._context.workspace.shortages, self._ids()

        def told(count: int) -> None:
            self._context.notify.toast(f"{count} kekurangan diingatkan kepada petugasnya.")
            self.read()

        self._context.runner.command(lambda: shortages.remind(ids), told, owner=self)

    def _give(self) -> None:
        ids, workspace = self._ids(), self._context.workspace

        def told(count: int) -> None:
            self._context.notify.toast(f"{count} kekurangan dialihkan.")
            self.read()

        def ask(people: tuple[Option, ...]) -> None:
            choices = [Choice(one.key, one.label) for one in people]
            chosen = self._context.notify.choose("Minta kepada siapa?", "Kekurangan ini menjadi tugasnya.", choices)
            if chosen:
                give = workspace.shortages.give
                self._context.runner.command(lambda: give(ids, int(chosen)), told, owner=self)

        self._context.runner.query(workspace.cases.workers, ask, owner=self)

    def _resolve(self) -> None:
        how = self._context.notify.ask_text(
            "Berkas sudah dilengkapi?", "Catatan ini masuk buku log.", "Keterangan", "Catat", required=False,
            suggestions=("Diterima di arsip",),
        )  # fmt: skip
        if how is None:
            return
        shortages, ids = self._context.workspace.shortages, self._ids()

        def told(count: int) -> None:
            self._context.notify.toast(f"{count} kekurangan dicatat sudah dilengkapi.")
            self.read()

        self._context.runner.command(lambda: shortages.resolve(ids, how), told, owner=self)

    def _print(self) -> None:
        shortages, chosen = self._context.workspace.shortages, self.officer.currentText()
        officer = "" if chosen == _ALL else chosen
        period = f"{self._context.workspace.clock.now():%Y-%m}"
        name = f"catatan-kekurangan-berkas-{period}.pdf"
        self._context.runner.query(
            lambda: shortages.paper(period, officer),
            lambda pdf: show_paper(self, self._context, pdf, "Catatan kekurangan berkas", name),
            owner=self,
        )

    def _open(self, one: ShortageRow) -> None:
        if one.case_id is not None:
            self._context.navigate("kasus_rinci", case_id=one.case_id)
