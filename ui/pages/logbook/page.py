"""Buku Log: the register of what was done and which file went through whose hands, by day or month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from models.access.permissions import Permission
from models.services.views import ChainReport, LogLine, NewLogLine
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.logbook import presenter
from ui.pages.logbook.line_dialog import LineDialog
from ui.pages.logbook.presenter import Period
from ui.papers import show_paper
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card, IconButton
from ui.widgets.date_field import CalendarPopup
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box

_DAY, _MONTH = 0, 1


class LogbookPage(Page):
    """The log book."""

    topics = frozenset({"bukulog", "kasus", "surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Buku Log")
        self._context = context
        self._period = Period(self._today())
        self._lines: tuple[LogLine, ...] = ()
        self._select_entry = 0
        may_write = context.workspace.session.may(Permission.LOGBOOK_WRITE)
        box = page_box(self)
        box.setSpacing(10)
        self._head = PageHead("Buku Log")
        box.addWidget(self._head)
        self.add_button = Button("Tambah baris", Icon.ADD, "primary", clicked=self.add_line, shortcut="Ins")
        self.correct_button = Button("Koreksi…", Icon.EDIT, clicked=self._correct, tip="Tambah baris koreksi")
        self.verify_button = Button("Periksa keutuhan", Icon.DONE_OUTLINE, clicked=self._verify)
        self.print_button = Button("Cetak…", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P", tip="Pratinjau")
        for button in (self.verify_button, self.print_button, self.correct_button, self.add_button):
            self._head.verbs.addWidget(button)
        self.add_button.setVisible(may_write)
        self.correct_button.setVisible(may_write)
        box.addLayout(self._build_strip())
        box.addWidget(self._build_tables(), 1)
        self._keys()

    # ------------------------------------------------------------------ building

    def _build_strip(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Buku log per hari atau per bulan")
        self.tabs.setExpanding(False)
        self.tabs.addTab("Harian")
        self.tabs.addTab("Bulanan")
        self.tabs.currentChanged.connect(self._switch)
        self.back_button = IconButton(Icon.PREVIOUS, "Sebelumnya", clicked=lambda: self._move(-1))
        self.next_button = IconButton(Icon.NEXT, "Sesudahnya", clicked=lambda: self._move(1))
        self.date_button = Button("", Icon.CALENDAR, clicked=self._choose_day, tip="Pilih tanggal (F4)")
        self.date_button.setMinimumWidth(theme.current().px(240))
        self.today_button = Button("Hari ini", clicked=self.go_today, tip="Hari ini (T)")
        strip = QHBoxLayout()
        strip.setSpacing(6)
        for widget in (self.back_button, self.date_button, self.next_button, self.today_button):
            strip.addWidget(widget)
        strip.addStretch(1)
        strip.addWidget(self.tabs)
        return strip

    def _build_tables(self) -> QWidget:
        self.day_table = Table("Baris buku log hari ini", presenter.columns(monthly=False), _key, TWO_LINES)
        self.month_table = Table("Baris buku log bulan ini", presenter.columns(monthly=True), _key, TWO_LINES)
        self._stack = QStackedWidget()
        for table in (self.day_table, self.month_table):
            table.current_changed.connect(self._chosen)
            table.opened.connect(lambda _line: self._correct())
            framed = Card(margins=(1, 1, 1, 1), spacing=0)
            framed.body.addWidget(table)
            self._stack.addWidget(framed)
        self._nothing = EmptyState(
            Icon.LOGBOOK, "Belum ada baris", "Baris muncul sendiri dari pekerjaan, atau tulis dengan Tambah baris."
        )
        self._stack.addWidget(self._nothing)
        return self._stack

    def _keys(self) -> None:
        for keys, act in (("T", self.go_today), ("Left", lambda: self._move(-1)), ("Right", lambda: self._move(1))):
            for table in (self.day_table, self.month_table):
                QShortcut(QKeySequence(keys), table, act).setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut = QShortcut(QKeySequence("F4"), self, self._choose_day)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def table(self) -> Table:
        """The table that is shown."""
        return self.month_table if self._period.monthly else self.day_table

    # ------------------------------------------------------------------ loading

    def refresh(self) -> None:
        """Read the shown period again."""
        logbook, period = self._context.workspace.logbook, self._period
        self.date_button.set_text(period.words)
        self.next_button.setEnabled(not period.contains(self._today()))
        self.today_button.setEnabled(not period.contains(self._today()))
        if period.monthly:
            work = lambda: logbook.month(period.day.year, period.day.month)  # noqa: E731
        else:
            work = lambda: logbook.day(period.day)  # noqa: E731
        self._context.runner.query(work, self._show, latest="bukulog")

    def _show(self, lines: tuple[LogLine, ...]) -> None:
        self._lines = lines
        self._head.set_words("Buku Log", presenter.count_words(lines, self._period))
        self.table.rows.set_rows(lines)
        self._stack.setCurrentIndex((_MONTH if self._period.monthly else _DAY) if lines else 2)
        self.print_button.setEnabled(bool(lines))
        if self._select_entry and self.table.choose(self._select_entry):
            self._select_entry = 0
        else:
            self.table.choose_first()
        self._chosen(self.table.current())

    def _chosen(self, line: LogLine | None) -> None:
        self.correct_button.setEnabled(line is not None)

    # ------------------------------------------------------------------ moving about

    def _move(self, steps: int) -> None:
        moved = self._period.moved(steps)
        if moved.first <= self._today():
            self._period = moved
            self.refresh()

    def go_today(self) -> None:
        """Show the period that holds today."""
        self._period = Period(self._today(), self._period.monthly)
        self.refresh()

    def _switch(self, tab: int) -> None:
        self._period = Period(min(self._period.day, self._today()), tab == _MONTH)
        self.refresh()

    def _choose_day(self) -> None:
        popup = CalendarPopup(self, self._today())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.picked.connect(self._go_to)
        popup.open_at(self.date_button.mapToGlobal(self.date_button.rect().bottomLeft()), self._period.day)

    def _go_to(self, day: date) -> None:
        self._period = Period(min(day, self._today()), self._period.monthly)
        self.refresh()

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()

    # ------------------------------------------------------------------ working

    def add_line(self) -> None:
        """Ask for a line by hand."""
        self._ask(LineDialog(self))

    def _correct(self) -> None:
        line = self.table.current()
        if line is not None and self.correct_button.isVisibleTo(self):
            self._ask(LineDialog(self, presenter.correction_of(line), line.index))

    def _ask(self, dialog: LineDialog) -> None:
        dialog.written.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, line: NewLogLine) -> None:
        logbook = self._context.workspace.logbook
        self._context.runner.command(lambda: logbook.add(line), self._written)

    def _written(self, line: LogLine) -> None:
        self._select_entry = line.entry_id
        self._context.notify.toast("Koreksi ditulis." if line.corrects else "Baris ditulis.")
        self.go_today()

    def _verify(self) -> None:
        self._context.runner.query(self._context.workspace.logbook.verify, self._verified)

    def _verified(self, report: ChainReport) -> None:
        tell = self._context.notify.info if report.whole else self._context.notify.warning
        tell(*presenter.verdict(report.checked, report.broken_at))

    def _print(self) -> None:
        logbook, period = self._context.workspace.logbook, self._period
        self._context.runner.query(lambda: logbook.paper(period.first, period.last), self._preview)

    def _preview(self, pdf: bytes) -> None:
        show_paper(self, self._context, pdf, presenter.print_title(self._period), self._period.file_name)

    def focus_first(self) -> None:
        self.table.setFocus() if self._lines else self.add_button.setFocus()


def _key(line: LogLine) -> int:
    return line.entry_id
