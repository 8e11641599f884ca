"""Buku Log: the register of what was done and which file went through whose hands, by day, month or file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.access.permissions import Permission
from models.services.views import ChainReport, LogLine
from ui import saving, theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.logbook import presenter
from ui.pages.logbook.line_dialog import LineDialog
from ui.papers import show_paper
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card
from ui.widgets.fields import SearchBox
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.period import PeriodStrip
from ui.widgets.tab_strip import TabStrip

#: The tabs; the table of a month serves a file, too, and the third place of the stack says that there is nothing.
_DAY, _MONTH, _FILE = 0, 1, 2
_NOTHING = 2
_SEARCH = 360


class LogbookPage(Page):
    """The log book."""

    topics = frozenset({"bukulog", "kasus", "surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Buku Log")
        self._context = context
        self._lines: tuple[LogLine, ...] = ()
        self._select_entry = 0
        may_write = context.workspace.session.may(Permission.LOGBOOK_WRITE)
        box = page_box(self)
        box.setSpacing(10)
        self._head = PageHead("Buku Log")
        box.addWidget(self._head)
        self.add_button = Button("Tambah baris", Icon.ADD, "primary", clicked=self.add_line, shortcut="Ins")
        self.correct_button = Button("Koreksi…", Icon.EDIT, clicked=self._correct, tip="Tambah baris koreksi")
        self.verify_button = Button("Periksa buku log", Icon.DONE_OUTLINE, clicked=self._verify)
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
        name = "Buku log per hari, per bulan, atau per berkas"
        self.tabs = TabStrip(name, ("Harian", "Bulanan", "Per berkas"))
        self.tabs.currentChanged.connect(self._switch)
        self.turning = PeriodStrip(self._today)
        self.turning.changed.connect(self.refresh)
        self.search = SearchBox("Nomor register", "Nomor register, misalnya 0046/PJK/11/2026")
        self.search.setFixedWidth(theme.current().px(_SEARCH))
        self.search.searched.connect(lambda _text: self.refresh())
        self.search.hide()
        strip = QHBoxLayout()
        strip.setSpacing(6)
        strip.addWidget(self.turning)
        strip.addWidget(self.search)
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
        turning = self.turning
        deeds = (("T", turning.go_today), ("Left", lambda: turning.move_by(-1)), ("Right", lambda: turning.move_by(1)))
        for keys, act in deeds:
            for table in (self.day_table, self.month_table):
                QShortcut(QKeySequence(keys), table, act).setContext(Qt.ShortcutContext.WidgetShortcut)
        for keys, find in (("F4", turning.choose_day), ("Ctrl+F", self._find), ("/", self._find)):
            shortcut = QShortcut(QKeySequence(keys), self, find)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _find(self) -> None:
        self.tabs.setCurrentIndex(_FILE)
        self.search.setFocus()

    @property
    def table(self) -> Table:
        """The table that is shown."""
        return self.day_table if self.tabs.currentIndex() == _DAY else self.month_table

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """``register_number``: show all lines about that file."""
        number = params.get("register_number")
        if isinstance(number, str) and number:
            self.search.setText(number)
            self.tabs.setCurrentIndex(_FILE)
        self.refresh()

    def refresh(self) -> None:
        """Read what is shown again."""
        logbook, period, number = self._context.workspace.logbook, self.turning.period, self.search.text()
        self.turning.show_period()
        work: Callable[[], tuple[LogLine, ...]] = partial(logbook.between, period.first, period.last)
        if self.tabs.currentIndex() == _FILE:
            work = partial(logbook.file, number)
        self._context.runner.query(work, self._show, latest="bukulog")

    def _show(self, lines: tuple[LogLine, ...]) -> None:
        self._lines = lines
        by_file, number = self.tabs.currentIndex() == _FILE, " ".join(self.search.text().split())
        words = presenter.file_words(lines, number) if by_file else presenter.count_words(lines, self.turning.period)
        self._head.set_words("Buku Log", words)
        self.table.rows.set_rows(lines)
        self._nothing.set_words(*presenter.nothing(number if by_file else None))
        self._stack.setCurrentIndex((_DAY if self.table is self.day_table else _MONTH) if lines else _NOTHING)
        self.print_button.setEnabled(bool(lines))
        if self._select_entry and self.table.choose(self._select_entry):
            self._select_entry = 0
        else:
            self.table.choose_first()
        self._chosen(self.table.current())

    def _chosen(self, line: LogLine | None) -> None:
        self.correct_button.setEnabled(line is not None and not line.corrected)

    def _switch(self, tab: int) -> None:
        self.turning.setVisible(tab != _FILE)
        self.search.setVisible(tab == _FILE)
        if tab == _FILE:
            self.refresh()
        else:
            self.turning.set_monthly(tab == _MONTH)

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()

    # ------------------------------------------------------------------ working

    def add_line(self) -> None:
        """Ask for a line by hand."""
        self._ask(LineDialog(self))

    def _correct(self) -> None:
        line = self.table.current()
        if line is not None and not line.corrected and self.correct_button.isVisibleTo(self):
            self._ask(LineDialog(self, presenter.correction_of(line), line.index))

    def _ask(self, dialog: LineDialog) -> None:
        saving.ask(self._context, dialog, self._context.workspace.logbook.add, self._written)

    def _written(self, line: LogLine) -> None:
        self._select_entry = line.entry_id
        self._context.notify.toast("Koreksi ditulis." if line.corrects else "Baris ditulis.")
        if self.tabs.currentIndex() == _FILE:
            self.refresh()
        else:
            self.turning.go_today()

    def _verify(self) -> None:
        self._context.runner.query(self._context.workspace.logbook.verify, self._verified)

    def _verified(self, report: ChainReport) -> None:
        tell = self._context.notify.info if report.whole else self._context.notify.warning
        tell(*presenter.verdict(report))

    def _print(self) -> None:
        logbook, period, number = self._context.workspace.logbook, self.turning.period, self.search.text()
        work: Callable[[], bytes] = partial(logbook.paper, period.first, period.last)
        title, file_name = presenter.print_title(period), presenter.file_name(period)
        if self.tabs.currentIndex() == _FILE:
            work, title, file_name = partial(logbook.file_paper, number), "Buku log satu berkas", "buku-log-berkas.pdf"
        self._context.runner.query(
            work, lambda pdf: show_paper(self, self._context, pdf, title, file_name, logged=title)
        )

    def focus_first(self) -> None:
        self.table.setFocus() if self._lines else self.add_button.setFocus()


def _key(line: LogLine) -> int:
    return line.entry_id
