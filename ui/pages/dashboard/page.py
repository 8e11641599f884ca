"""Ringkasan: the figures of a month, half-year or year as they stand now, with the way to the cases behind them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from models.access.permissions import Permission
from models.errors import UserError
from models.services.views import CaseFilter
from models.services.views.figures import ServiceChoice
from models.sop import periods
from models.statistics.figures import Basis, Figures, FigureTable
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.dashboard.behind import BehindDialog
from ui.pages.dashboard.choices import ChoiceBar
from ui.pages.dashboard.overview import Overview
from ui.pages.dashboard.presenter import Asked
from ui.pages.dashboard.table_tab import TableTab
from ui.tasks import Progress
from ui.widgets.basics import Button, line
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.tab_strip import TabStrip

_TITLE, _SENTENCE = "Ringkasan", "Angka layanan tanpa nama, dihitung dari catatan yang ada sekarang."
OVERVIEW, TABLES, EMPTY = range(3)
#: A count that took longer is not begun again with every change in the office, but after a rest so many times as long.
_QUICK_MS, _REST = 500, 3
_HIGH = "tinggi"


class DashboardPage(Page):
    """The page "ringkasan"; ``periode`` and ``dasar`` name what is wanted."""

    topics = frozenset({"kasus", "surat", "arsip", "pengaturan"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._shown: tuple[Asked, Figures] | None = None
        self._running: tuple[Asked, Progress] | None = None
        self._number = 0
        self._stale = False
        self._took = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.refresh)
        self._may_open = context.workspace.session.may(Permission.CASE_LIST)
        box = page_box(self)
        box.setSpacing(10)
        self._head = PageHead(_TITLE, _SENTENCE)
        self.choices = ChoiceBar(lambda: context.workspace.clock.now().date())
        self.choices.changed.connect(self._ask)
        self.choices.make_keys(self)
        self.tabs = TabStrip("Bagian ringkasan", ("Grafik", "Semua tabel"))
        self.overview, self.tables = Overview(), TableTab()
        self.retry_button = Button("Hitung lagi", Icon.REFRESH, "primary", clicked=self.refresh)
        self._nothing = EmptyState(Icon.DASHBOARD, "Menghitung angka…", "", self.retry_button)
        self._stack = QStackedWidget()
        for part in (self.overview, self.tables, self._nothing):
            self._stack.addWidget(part)
        self._connect()
        box.addWidget(self._head)
        box.addWidget(self.choices)
        box.addWidget(self.tabs)
        box.addSpacing(-11)
        box.addWidget(line())
        box.addWidget(self._stack, 1)
        self._show_empty("Menghitung angka…")

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        for part in (self.overview, self.tables):
            part.wanted.connect(self._behind)
        self.overview.table_wanted.connect(self._to_table)
        self.overview.month_wanted.connect(lambda key: self.choices.go_to(periods.parse(key)))
        go = self._context.navigate
        self.overview.attention.late_wanted.connect(lambda: go("kasus", view="lewat"))
        self.overview.attention.risk_wanted.connect(lambda: go("kasus", view="berjalan", risk=_HIGH))
        shortcut = QShortcut(
            QKeySequence("Ctrl+Tab"), self, lambda: self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        )
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _other_tab(self) -> None:
        self.tabs.setCurrentIndex(TABLES if self.tabs.currentIndex() == OVERVIEW else OVERVIEW)

    # ------------------------------------------------------------------ asking

    def show_with(self, **params: object) -> None:
        if "periode" in params:
            basis = Basis(str(params.get("dasar", Basis.REPORT)))
            self.choices.show_asked(Asked(periods.parse(str(params["periode"])), basis))
        self._context.runner.query(self._context.workspace.statistics.services, self._offer, latest="angka_layanan")
        self.refresh()

    def refresh(self) -> None:
        """Count again what is shown; while a count is under way, once more after it."""
        if self._running is not None and self._running[0] == self.choices.asked:
            self._stale = True
            return
        self._ask()

    def focus_first(self) -> None:
        self.tabs.setFocus()

    def leave(self) -> bool:
        self._rest.stop()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    def _offer(self, services: tuple[ServiceChoice, ...]) -> None:
        self.choices.offer(services)

    def _ask(self) -> None:
        asked = self.choices.asked
        if self._running is not None:
            self._running[1].cancel()
        self._stale = False
        self._number += 1
        number = self._number  # an answer to an earlier question, and its end, no longer matter
        self._rest.stop()
        self._took.start()
        statistics = self._context.workspace.statistics

        def work(progress: Progress) -> Figures:
            return statistics.figures(asked.period.key, asked.basis, asked.services, progress.report)

        progress = self._context.runner.lengthy(
            "Menghitung angka", work, partial(self._counted, number, asked), self._failed, owner=self, beside=True
        )
        progress.given_up.connect(partial(self._given_up, number))
        self._running = asked, progress
        if self._shown is not None and self._shown[0] != asked:
            self._head.set_words(_TITLE, f"Menghitung {asked.period.words}…")
        if self._may_open:
            cases = self._context.workspace.cases
            late, risky = CaseFilter(view="lewat"), CaseFilter(view="berjalan", risk=_HIGH)
            self._context.runner.query(
                lambda: (cases.list(late, "", 1).total, cases.list(risky, "", 1).total),
                lambda totals: self.overview.attention.show_waiting(*totals),
                owner=self,
                latest="perlu_perhatian",
            )

    # ------------------------------------------------------------------ showing

    def _counted(self, number: int, asked: Asked, figures: Figures) -> None:
        if number != self._number:
            return
        self._running = None
        self._shown = asked, figures
        month = periods.containing(periods.MONTH, self._context.workspace.clock.now().date()).key
        self.overview.show_figures(figures, asked, month)
        self.tables.show_figures(figures)
        self._head.set_words(_TITLE, _SENTENCE)
        self._turn()
        if self._stale and self.isVisible():
            took = self._took.elapsed()
            self._rest.start(took * _REST if took > _QUICK_MS else 0)

    def _failed(self, error: UserError) -> None:
        self._running = None
        self._head.set_words(_TITLE, _SENTENCE)
        self._context.notify.problem(error)
        if self._shown is None:
            self._show_empty("Angka belum dapat dihitung")

    def _given_up(self, number: int) -> None:
        if number != self._number:
            return
        self._running = None
        self._head.set_words(_TITLE, _SENTENCE)
        if self._shown is not None:
            self.choices.show_asked(self._shown[0])
        else:
            self._show_empty("Penghitungan dihentikan")

    def _show_empty(self, words: str) -> None:
        self._nothing.set_words(words)
        self.retry_button.setVisible(self._running is None and not words.endswith("…"))
        self._stack.setCurrentIndex(EMPTY)

    def _turn(self) -> None:
        if self._shown is not None:
            self._stack.setCurrentIndex(self.tabs.currentIndex())

    def _to_table(self, key: str) -> None:
        self.tables.choose(key)
        self.tabs.setCurrentIndex(TABLES)
        if self.tables.table is not None:
            self.tables.table.setFocus()
            self.tables.table.choose_first()

    def _behind(self, table: FigureTable, key: str | None) -> None:
        if self._shown is not None and self._may_open:
            BehindDialog.show_for(self, self._context, self._shown[0], table, key)
