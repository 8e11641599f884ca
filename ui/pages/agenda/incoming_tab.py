"""Surat masuk: the list with its filters, the letter beside it, and everything that is done with one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox

from models.forms.spec import Option
from models.services.views import (
    AttachmentRow,
    DispositionChoices,
    IncomingFilter,
    IncomingRow,
    IncomingSheet,
    NewIncoming,
    Slice,
)
from ui import saving, theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.agenda import incoming_pane as pane
from ui.pages.agenda import presenter
from ui.pages.agenda.dialogs import IncomingDialog, ReplyOfDialog
from ui.pages.agenda.incoming_pane import IncomingPane
from ui.pages.agenda.order_dialog import OrderDialog
from ui.pages.agenda.register_tab import RegisterTab
from ui.pages.agenda.sheet_scans import SheetScans
from ui.papers import show_paper
from ui.scanning.files import KINDS, dropped_files, read_scan
from ui.scanning.sheets import SheetsDialog
from ui.viewer import AttachmentViewer
from ui.widgets.basics import Button, only_if, row
from ui.widgets.fields import SearchBox
from ui.widgets.folding import FoldingRow
from ui.widgets.messages import EmptyState
from ui.widgets.side_pane import MainAndSide

_PANE, _SEARCH = 360, 300
_FIRST = "Catat surat yang datang; nomor agendanya diberikan sendiri."


class IncomingTab(RegisterTab):
    """The tab."""

    book = "masuk"
    verb = "Catat surat masuk"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Agenda surat masuk", presenter.incoming_columns(), lambda one: one.incoming_id)
        self._wanted = 0
        self._sheet: IncomingSheet | None = None
        self.search = SearchBox("Cari surat masuk", "Cari pengirim, nomor, hal, atau agenda")
        self.search.setFixedWidth(theme.current().px(_SEARCH))
        self.undisposed, self.all_months = QCheckBox("Belum didisposisi"), QCheckBox("Semua bulan")
        for box in (self.undisposed, self.all_months):
            box.setMinimumHeight(26)
            box.toggled.connect(lambda _on: self.read())
        self.detail_button = Button("Rincian", Icon.INFO, clicked=self._toggle, tip="Rincian (Spasi atau F6)")
        self.detail_button.hide()
        self.sheets = SheetScans(context, self)
        self.sheet_button = Button("Pindaian disposisi…", Icon.SCANNER, clicked=self.sheets.choose)
        only_if(self.sheets.allowed(), self.sheet_button)
        self.pane = IncomingPane()
        self.sides = MainAndSide(self.framed, self.pane, _PANE)
        self.stack.addWidget(self.sides)
        self.stack.addWidget(self.nothing)
        narrowing = row(self.search, self.undisposed, self.all_months, None, spacing=12)
        self.box.addWidget(FoldingRow(narrowing, row(None, self.sheet_button, self.detail_button, spacing=12)))
        self.box.addWidget(self.stack, 1)
        self._deeds: dict[str, Callable[[IncomingSheet], None]] = {
            pane.DISPOSE: partial(self._order, copied=False),
            pane.COPY: partial(self._order, copied=True),
            pane.SHEET: self._print_sheet,
            pane.SCAN: self._choose_scan,
            pane.SCANNER: self._use_scanner,
            pane.EDIT: self._edit,
            pane.REPLY: self._reply,
            pane.FORM: self._fill_reply,
            pane.VOID: self._void,
        }
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.sheets.letter_wanted.connect(self.open_letter)
        self.search.searched.connect(lambda _text: self.read())
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._toggle())
        self.table.peeked.connect(lambda _row: self._toggle())
        self.table.rows.more_wanted.connect(self._read_more)
        self.sides.narrow_changed.connect(self._narrow)
        self.pane.closed.connect(self.sides.close_side)
        self.pane.acted.connect(self._act)
        self.pane.scan_wanted.connect(self._show_scan)
        self.pane.withdraw.connect(self._withdraw)
        self.pane.case_wanted.connect(lambda case_id: self.context.navigate("kasus_rinci", case_id=case_id))
        self.pane.letter_wanted.connect(lambda letter_id: self.context.navigate("surat_rinci", letter_id=letter_id))
        for keys in ("Ctrl+F", "/"):
            shortcut = QShortcut(QKeySequence(keys), self.table, self.search.setFocus)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def make_nothing(self) -> EmptyState:
        return EmptyState(Icon.LETTER, "Belum ada surat masuk", _FIRST)

    # ------------------------------------------------------------------ loading

    def open_letter(self, incoming_id: int) -> None:
        """Show this letter, whatever month it is of."""
        self._wanted = incoming_id
        for box in (self.undisposed, self.all_months):
            box.blockSignals(True)
        self.undisposed.setChecked(False)
        self.all_months.setChecked(True)
        for box in (self.undisposed, self.all_months):
            box.blockSignals(False)
        self.search.clear()
        self.read()

    def _filter(self) -> IncomingFilter:
        month = None if self.all_months.isChecked() else presenter.month_of(self.period)
        return IncomingFilter(month, self.search.text(), self.undisposed.isChecked())

    def read(self) -> None:
        agenda, wanted = self.context.workspace.agenda, self._filter()
        self.context.runner.query(lambda: agenda.list(wanted), self._show, latest="agenda_masuk")

    def _read_more(self, cursor: str) -> None:
        agenda, wanted = self.context.workspace.agenda, self._filter()
        self.context.runner.query(lambda: agenda.list(wanted, cursor), self._add, owner=self, latest="agenda_masuk")

    def _add(self, found: Slice[IncomingRow]) -> None:
        self.table.rows.add_rows(found.rows, found.cursor)

    def _show(self, found: Slice[IncomingRow]) -> None:
        filtered = bool(self.search.text() or self.undisposed.isChecked())
        self.nothing.set_words(
            "Tidak ada yang cocok" if filtered else "Belum ada surat masuk bulan ini",
            "Ubah saringan atau tandai Semua bulan." if filtered else _FIRST,
        )
        self.show_rows(found.rows, found.cursor)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = 0
        self._chosen(self.table.current())

    def _chosen(self, letter: IncomingRow | None) -> None:
        if letter is None:
            return
        if self._sheet is None or self._sheet.row != letter:
            self._sheet = None
            self.pane.show_row(letter)
        if letter.readable:
            agenda, number = self.context.workspace.agenda, letter.incoming_id
            self.context.runner.query(lambda: agenda.open(number), self._show_sheet, latest="agenda_surat")

    def _show_sheet(self, sheet: IncomingSheet) -> None:
        current = self.table.current()
        if current is not None and current.incoming_id == sheet.row.incoming_id:
            self._sheet = sheet
            self.pane.show_sheet(sheet)

    def _narrow(self, narrow: bool) -> None:
        self.pane.set_drawer(narrow)
        self.detail_button.setVisible(narrow)

    def _toggle(self) -> None:
        if self.table.current() is not None:
            self.sides.toggle_side()

    # ------------------------------------------------------------------ working

    def begin(self) -> None:
        agenda, request = self.context.workspace.agenda, uuid4().hex

        def keep(letter: NewIncoming) -> IncomingSheet:
            return agenda.record(letter, request)

        def done(sheet: IncomingSheet) -> None:
            self._changed(sheet, f"Tercatat dengan nomor agenda {sheet.row.agenda}.")

        saving.ask(self.context, IncomingDialog(self, self.today), keep, done)

    def _act(self, key: str) -> None:
        if self._sheet is not None:
            self._deeds[key](self._sheet)

    def _changed(self, sheet: IncomingSheet, words: str) -> None:
        self._wanted, self._sheet = sheet.row.incoming_id, None
        self.context.notify.toast(words)
        if not self.period.contains(sheet.row.received_on):
            self.all_months.setChecked(True)
        self.read()

    def _edit(self, sheet: IncomingSheet) -> None:
        agenda, number, version = self.context.workspace.agenda, sheet.row.incoming_id, sheet.row_version

        def keep(letter: NewIncoming) -> IncomingSheet:
            return agenda.change(number, letter, version)

        dialog = IncomingDialog(self, self.today, sheet.given)
        saving.ask(self.context, dialog, keep, lambda kept: self._changed(kept, "Koreksi tersimpan."))

    def _void(self, sheet: IncomingSheet) -> None:
        reason = self.context.notify.ask_text(
            f"Batalkan baris agenda {sheet.row.agenda}?", "Nomornya tetap tertulis, dicoret, dan tidak dipakai lagi.",
            "Alasan", "Batalkan baris",
        )  # fmt: skip
        if reason:
            agenda, number = self.context.workspace.agenda, sheet.row.incoming_id
            self.context.runner.command(
                lambda: agenda.void(number, reason), lambda kept: self._changed(kept, "Baris dibatalkan."), owner=self
            )

    def _order(self, sheet: IncomingSheet, *, copied: bool) -> None:
        dispositions = self.context.workspace.dispositions
        self.context.runner.query(
            dispositions.choices, lambda found: self._ask_order(sheet, found, copied=copied), owner=self
        )

    def _ask_order(self, sheet: IncomingSheet, choices: DispositionChoices, *, copied: bool) -> None:
        dispositions, number, request = self.context.workspace.dispositions, sheet.row.incoming_id, uuid4().hex
        write = dispositions.copy if copied else dispositions.make
        dialog = OrderDialog(self, sheet.row, choices, self.today, copied=copied)
        saving.ask(
            self.context, dialog, lambda order: write(number, order, request),
            lambda kept: self._changed(kept, "Disposisi dicatat dan menjadi tugas penerimanya."),
        )  # fmt: skip

    def _withdraw(self, disposition_id: int) -> None:
        reason = self.context.notify.ask_text(
            "Tarik disposisi ini?", "Tugas yang belum dijawab hilang dari daftar penerimanya; barisnya tetap di buku.",
            "Alasan", "Tarik disposisi",
        )  # fmt: skip
        if reason:
            dispositions = self.context.workspace.dispositions
            self.context.runner.command(
                lambda: dispositions.withdraw(disposition_id, reason),
                lambda kept: self._changed(kept, "Disposisi ditarik."), owner=self,
            )  # fmt: skip

    def _print_sheet(self, sheet: IncomingSheet) -> None:
        dispositions, number = self.context.workspace.dispositions, sheet.row.incoming_id
        title = f"Lembar disposisi {sheet.row.agenda}"
        self.context.runner.query(
            lambda: dispositions.paper(number),
            lambda pdf: show_paper(self, self.context, pdf, title, "lembar-disposisi.pdf", logged=title),
        )

    def _choose_scan(self, sheet: IncomingSheet) -> None:
        path = self.context.notify.open_file("Lampirkan pindaian", KINDS)
        if path is not None:
            self.attach(sheet.row.incoming_id, path)

    def _use_scanner(self, sheet: IncomingSheet) -> None:
        number = sheet.row.incoming_id
        dialog = SheetsDialog(self, self.context, f"Surat masuk {sheet.row.agenda}", fixed_title=True)
        dialog.made.connect(lambda _title, pdf: self._keep_scan(number, "pindaian.pdf", lambda: pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, incoming_id: int, path: Path) -> None:
        """Keep a file as the scan of a letter; the file itself stays where it is."""
        self._keep_scan(incoming_id, path.name, partial(read_scan, path))

    def _keep_scan(self, incoming_id: int, file_name: str, read: Callable[[], bytes]) -> None:
        agenda = self.context.workspace.agenda

        def work() -> IncomingSheet:
            return agenda.attach(incoming_id, file_name, read())

        done = "Pindaian dilampirkan. Salinannya tersimpan terenkripsi."
        self.context.runner.command(work, lambda kept: self._changed(kept, done), owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.sheets.allowed() and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A sheet that is dropped goes to the letter whose code it bears, any other paper to the letter shown."""
        shown = self._sheet.row.incoming_id if self._sheet is not None and self._sheet.may_write else None
        self.sheets.take(dropped_files(event), shown)

    def _show_scan(self, scan_id: int) -> None:
        agenda = self.context.workspace.agenda
        self.context.runner.query(lambda: agenda.scan(scan_id), self._view)

    def _view(self, found: tuple[AttachmentRow, bytes]) -> None:
        viewer = AttachmentViewer(self, *found)
        viewer.export_button.hide()
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()

    def _reply(self, sheet: IncomingSheet) -> None:
        agenda = self.context.workspace.agenda
        self.context.runner.query(agenda.answerable, lambda found: self._ask_reply(sheet, found), owner=self)

    def _ask_reply(self, sheet: IncomingSheet, letters: tuple[Option, ...]) -> None:
        agenda, number, version = self.context.workspace.agenda, sheet.row.incoming_id, sheet.row_version

        def keep(letter_id: int | None) -> IncomingSheet:
            return agenda.join_reply(number, letter_id, version)

        dialog = ReplyOfDialog(self, sheet.row.agenda, letters, sheet.reply_to)
        saving.ask(self.context, dialog, keep, self._joined)

    def _joined(self, sheet: IncomingSheet) -> None:
        self._changed(sheet, f"Dicatat sebagai balasan atas {sheet.reply_text}." if sheet.reply_text else "Tersimpan.")

    def _fill_reply(self, sheet: IncomingSheet) -> None:
        self.context.navigate("surat_rinci", letter_id=sheet.reply_to, reply=True)
