"""Agenda: the registers of letters, one tab each, turned by month; their books are printed, exported and closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from models.access.permissions import Permission
from models.services.views import BookView
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.agenda import presenter
from ui.pages.agenda.incoming_tab import IncomingTab
from ui.pages.agenda.other_tabs import DispatchTab, OrdersTab, OutgoingTab
from ui.pages.agenda.register_tab import RegisterTab
from ui.papers import show_paper
from ui.widgets.basics import Button, IconButton, line, row
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.period import PeriodStrip
from ui.widgets.tab_strip import TabStrip

_TITLE = "Agenda"
INCOMING, OUTGOING, ORDERS, DISPATCHES = "masuk", "keluar", "disposisi", "ekspedisi"


class AgendaPage(Page):
    """The page "agenda"."""

    topics = frozenset({"agenda", "surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._view: BookView | None = None
        self._said = ""
        self.incoming, self.outgoing = IncomingTab(context), OutgoingTab(context)
        self.orders, self.dispatches = OrdersTab(context), DispatchTab(context)
        self._parts: dict[str, tuple[str, RegisterTab]] = {
            INCOMING: ("Surat masuk", self.incoming),
            ORDERS: ("Disposisi", self.orders),
            OUTGOING: ("Surat keluar", self.outgoing),
            DISPATCHES: ("Ekspedisi", self.dispatches),
        }
        box = page_box(self)
        box.setSpacing(10)
        self._build_head()
        self._build_tabs()
        self.turning = PeriodStrip(lambda: context.workspace.clock.now().date(), monthly=True)
        self.turning.changed.connect(self._turned)
        box.addWidget(self._head)
        box.addLayout(row(self.turning, None, self.tabs))
        box.addWidget(line())
        box.addWidget(self._stack, 1)
        self.orders.letter_wanted.connect(self._open_letter)
        for _words, tab in self._parts.values():
            tab.counted.connect(self._counted)
        self._keys()
        self._switch(0)

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self._head = PageHead(_TITLE)
        self.close_button = Button("Tutup buku…", Icon.LOCK, clicked=self.close_book)
        self.print_button = Button("Cetak buku…", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P")
        menu = QMenu()
        for form, words in (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)")):
            menu.addAction(words, partial(self.export, form))
        self.export_button = IconButton(Icon.SAVE, "Ekspor buku bulan ini", menu=menu)
        self.begin_button = Button("", Icon.ADD, "primary", clicked=self._begin, shortcut="Ins")
        for widget in (self.export_button, self.print_button, self.close_button, self.begin_button):
            self._head.verbs.addWidget(widget)

    def _build_tabs(self) -> None:
        self.tabs = TabStrip("Buku agenda")
        self._stack = QStackedWidget()
        for words, tab in self._parts.values():
            self.tabs.addTab(words)
            self._stack.addWidget(tab)
        self.tabs.currentChanged.connect(self._switch)

    def _keys(self) -> None:
        count = len(self._parts)
        deeds = (
            ("F4", self.turning.choose_day),
            ("Ctrl+Tab", lambda: self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % count)),
        )
        for keys, act in deeds:
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def tab(self) -> RegisterTab:
        """The tab that is shown."""
        return list(self._parts.values())[self.tabs.currentIndex()][1]

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        """``part``: key of the tab; ``incoming_id``: the incoming letter that is wanted."""
        part, wanted = params.get("part"), params.get("incoming_id")
        if isinstance(part, str) and part in self._parts:
            self.tabs.setCurrentIndex(list(self._parts).index(part))
        if isinstance(wanted, int):
            self._open_letter(wanted)
        self.refresh()

    def refresh(self) -> None:
        self.turning.show_period()
        self.tab.read()
        self._read_book()

    def _read_book(self) -> None:
        books, tab, day = self._context.workspace.books, self.tab, self.turning.period.day
        work = lambda: books.month(tab.book, day.year, day.month)  # noqa: E731
        self._context.runner.query(work, self._show_book, latest="buku_agenda")

    def _show_book(self, view: BookView) -> None:
        self._view = view
        self.close_button.setVisible(view.may_close)
        self._say()

    def _counted(self, words: str) -> None:
        self._said = words
        self._say()

    def _say(self) -> None:
        if self._view is not None:
            self._head.set_words(_TITLE, self._said or presenter.count_words(self._view))

    def _switch(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._said = ""
        tab = self.tab
        writes = self._context.workspace.session.may(Permission.AGENDA_WRITE)
        self.begin_button.setVisible(bool(tab.verb) and writes)
        self.begin_button.set_text(tab.verb)
        self.close_button.hide()
        tab.period = self.turning.period
        if self.isVisible():
            self.refresh()

    def _turned(self) -> None:
        self.tab.show_period(self.turning.period)
        self._read_book()

    def _open_letter(self, incoming_id: int) -> None:
        self.incoming.open_letter(incoming_id)
        self.tabs.setCurrentIndex(0)

    # ------------------------------------------------------------------ working

    def _begin(self) -> None:
        self.tab.begin()

    def _print(self) -> None:
        books, tab, period = self._context.workspace.books, self.tab, self.turning.period
        name = presenter.file_name(tab.book, period, "pdf")
        title = f"{self._view.title if self._view else 'Buku'} {period.words}"
        self._context.runner.query(
            lambda: books.paper(tab.book, period.day.year, period.day.month),
            lambda pdf: show_paper(self, self._context, pdf, title, name, logged=title),
        )

    def export(self, form: str) -> None:
        """Save the book of the month as ``form``: "xlsx" or "csv"."""
        books, book, period = self._context.workspace.books, self.tab.book, self.turning.period
        word, read = {"xlsx": ("Excel", books.workbook), "csv": ("CSV", books.csv)}[form]
        name, printing = presenter.file_name(book, period, form), self._context.printing
        self._context.runner.query(
            lambda: read(book, period.day.year, period.day.month),
            lambda content: printing.save_as(content, name, (word, f".{form}")),
            owner=self,
        )

    def close_book(self) -> None:
        """Close the book of the month, once the person has said so."""
        view, period, book = self._view, self.turning.period, self.tab.book
        if view is None:
            return
        begun = "" if period.last < self._context.workspace.clock.now().date() else "Bulan ini belum berakhir. "
        question = f"Tutup {view.title} {view.period} dengan {len(view.lines)} baris?"
        text = f"{begun}Penutupan tidak dapat dibatalkan; yang dicatat sesudahnya ditandai susulan."
        if self._context.notify.ask(question, text, "Tutup buku"):
            books = self._context.workspace.books
            self._context.runner.command(
                lambda: books.close(book, period.day.year, period.day.month), self._closed, owner=self
            )

    def _closed(self, view: BookView) -> None:
        self._context.notify.toast(f"{view.title} {view.period} ditutup.")
        self.refresh()

    def focus_first(self) -> None:
        self.tab.table.setFocus()
