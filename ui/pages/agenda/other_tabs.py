"""The other registers of the agenda: outgoing letters, dispositions that wait or were made, dispatches."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from models.access.permissions import Permission
from models.forms.spec import Option
from models.services.views import BookLine, BookView, DispatchRow, NewDispatch, OpenDisposition
from ui import saving
from ui.context import AppContext
from ui.icons import Icon
from ui.orders import answer
from ui.pages.agenda import presenter
from ui.pages.agenda.dialogs import DispatchDialog, ReceiverDialog
from ui.pages.agenda.register_tab import RegisterTab
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, row
from ui.widgets.messages import EmptyState


class OutgoingTab(RegisterTab):
    """Surat keluar: fills itself from the letters that were issued."""

    book = "keluar"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Agenda surat keluar", presenter.outgoing_columns(), lambda line: line.ref)
        self.stack.addWidget(self.framed)
        self.stack.addWidget(self.nothing)
        self.box.addWidget(self.stack, 1)
        self.table.opened.connect(self._open)

    def make_nothing(self) -> EmptyState:
        return EmptyState(
            Icon.LETTERS,
            "Belum ada surat keluar",
            "Surat yang terbit dari Meja Surat tercatat di sini dengan sendirinya.",
        )

    def read(self) -> None:
        books, period = self.context.workspace.books, self.period.day
        work = lambda: books.month(self.book, period.year, period.month)  # noqa: E731
        self.context.runner.query(work, self._show, latest="agenda_keluar")

    def _show(self, view: BookView) -> None:
        self.show_rows(view.lines)

    def _open(self, line: BookLine) -> None:
        self.context.navigate("surat_rinci", letter_id=line.ref)


class OrdersTab(RegisterTab):
    """Disposisi: what waits in the whole office, or the book of the month.

    Signals:
        letter_wanted: id of the incoming letter.
    """

    letter_wanted = Signal(int)
    book = "disposisi"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Disposisi yang menunggu", presenter.order_columns(), lambda one: one.task_id)
        self.month_table = Table("Buku disposisi", presenter.ordered_columns(), lambda line: line.cells[0], TWO_LINES)
        self.waiting = QCheckBox("Hanya yang belum ditindaklanjuti")
        self.waiting.setMinimumHeight(26)
        self.waiting.setChecked(True)
        self.waiting.toggled.connect(lambda _on: self.read())
        self.answer_button = Button("Sudah ditindaklanjuti…", Icon.CHECK, clicked=self._answer)
        self.open_button = Button("Buka surat", Icon.OPEN, clicked=self._open)
        self.framed.body.addWidget(self.month_table)
        self.stack.addWidget(self.framed)
        self.stack.addWidget(self.nothing)
        self.box.addLayout(row(self.waiting, None, self.open_button, self.answer_button))
        self.box.addWidget(self.stack, 1)
        self.table.current_changed.connect(self._chosen)
        for table in (self.table, self.month_table):
            table.opened.connect(lambda _row: self._open())

    def make_nothing(self) -> EmptyState:
        return EmptyState(Icon.DONE_OUTLINE, "Tidak ada disposisi")

    def read(self) -> None:
        waiting = self.waiting.isChecked()
        self.table.setVisible(waiting)
        self.month_table.setVisible(not waiting)
        self.answer_button.setVisible(waiting)
        if waiting:
            self.context.runner.query(self.context.workspace.dispositions.unanswered, self._show, latest="disposisi")
            return
        books, period = self.context.workspace.books, self.period.day
        work = lambda: books.month(self.book, period.year, period.month)  # noqa: E731
        self.context.runner.query(work, self._show_book, latest="disposisi")

    def _show(self, orders: tuple[OpenDisposition, ...]) -> None:
        self.nothing.set_words("Semua disposisi sudah ditindaklanjuti", "Disposisi baru dibuat dari tab Surat masuk.")
        self.show_rows(orders)
        self.counted.emit(presenter.open_words(orders))
        self._chosen(self.table.current())

    def _show_book(self, view: BookView) -> None:
        self.nothing.set_words("Tidak ada disposisi bulan ini")
        self.month_table.rows.set_rows(view.lines)
        self.stack.setCurrentIndex(0 if view.lines else 1)
        self.month_table.choose_first()
        self.counted.emit("")
        self.open_button.setEnabled(bool(view.lines))

    def _chosen(self, order: OpenDisposition | None) -> None:
        self.answer_button.setEnabled(order is not None and order.mine)
        self.open_button.setEnabled(order is not None)

    def _open(self) -> None:
        order, line = self.table.current(), self.month_table.current()
        if self.waiting.isChecked() and order is not None:
            self.letter_wanted.emit(order.incoming_id)
        elif not self.waiting.isChecked() and line is not None:
            self.letter_wanted.emit(line.ref)

    def _answer(self) -> None:
        order = self.table.current()
        if order is not None and order.mine:
            answer(self.context, self, order, self.read)


class DispatchTab(RegisterTab):
    """Ekspedisi: what left the house, and who signed for it."""

    book = "ekspedisi"
    verb = "Catat kiriman"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "Buku ekspedisi", presenter.dispatch_columns(), lambda sent: sent.dispatch_id)
        self._writes = context.workspace.session.may(Permission.AGENDA_WRITE)
        self.receive_button = Button("Catat tanda terima…", Icon.CHECK, clicked=self._receive)
        self.void_button = Button("Batalkan baris…", Icon.CANCELLED, clicked=self._void)
        self.stack.addWidget(self.framed)
        self.stack.addWidget(self.nothing)
        self.box.addLayout(row(None, self.void_button, self.receive_button))
        self.box.addWidget(self.stack, 1)
        for button in (self.void_button, self.receive_button):
            button.setVisible(self._writes)
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._receive())

    def make_nothing(self) -> EmptyState:
        return EmptyState(Icon.HAND_OVER, "Belum ada kiriman", "Surat dan berkas yang dikirim tercatat di sini.")

    def read(self) -> None:
        dispatches, period = self.context.workspace.dispatches, self.period.day
        work = lambda: dispatches.month(period.year, period.month)  # noqa: E731
        self.context.runner.query(work, self._show, latest="ekspedisi")

    def _show(self, rows: tuple[DispatchRow, ...]) -> None:
        self.show_rows(rows)
        self._chosen(self.table.current())

    def _chosen(self, sent: DispatchRow | None) -> None:
        standing = sent is not None and not sent.void_reason
        self.receive_button.setEnabled(standing and sent is not None and not sent.receiver)
        self.void_button.setEnabled(standing)

    def begin(self) -> None:
        agenda = self.context.workspace.agenda
        self.context.runner.query(agenda.answerable, self._ask)

    def _ask(self, letters: tuple[Option, ...]) -> None:
        dispatches, request = self.context.workspace.dispatches, uuid4().hex

        def keep(what: NewDispatch) -> DispatchRow:
            return dispatches.send(what, request)

        saving.ask(
            self.context, DispatchDialog(self, self.today, letters), keep, lambda _row: self._told("Kiriman dicatat.")
        )

    def _receive(self) -> None:
        sent: DispatchRow | None = self.table.current()
        if sent is None or sent.receiver or sent.void_reason or not self._writes:
            return
        dispatches, number, version = self.context.workspace.dispatches, sent.dispatch_id, sent.row_version

        def keep(said: tuple[str, date]) -> DispatchRow:
            return dispatches.receive(number, *said, version)

        dialog = ReceiverDialog(self, self.today, sent)
        saving.ask(self.context, dialog, keep, lambda _row: self._told("Tanda terima dicatat."))

    def _void(self) -> None:
        sent: DispatchRow | None = self.table.current()
        if sent is None:
            return
        reason = self.context.notify.ask_text(
            "Batalkan baris ekspedisi ini?", "Barisnya tetap tertulis, dicoret.", "Alasan", "Batalkan baris"
        )
        if reason:
            dispatches, number = self.context.workspace.dispatches, sent.dispatch_id
            self.context.runner.command(
                lambda: dispatches.void(number, reason), lambda _row: self._told("Baris dibatalkan."), owner=self
            )

    def _told(self, words: str) -> None:
        self.context.notify.toast(words)
        self.read()
