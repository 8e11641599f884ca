"""Simfoni PPA: which cases wait for the entry, the sheet they are copied from, the months compared."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from models.services.views.simfoni import EntryState
from ui.context import AppContext
from ui.pages.simfoni import presenter
from ui.pages.simfoni.entry_tab import EntryTab
from ui.pages.simfoni.month_tab import MonthTab
from ui.pages.simfoni.sheet_window import SheetWindow
from ui.papers import show_paper
from ui.widgets.basics import line
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.tab_strip import TabStrip

_TITLE = "Simfoni PPA"
_SENTENCE = "Nama klien tidak ditampilkan dalam daftar."
_COMPARE = "Pencocokan dan rekap"


class SimfoniPage(Page):
    """The page "simfoni"; shown with ``case_id`` it opens the sheet of that case."""

    topics = frozenset({"kasus", "simfoni", "pengaturan"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self.window_ = SheetWindow(context)
        self.destroyed.connect(self.window_.close)
        self.entries = EntryTab(context)
        self.months = MonthTab(context)
        self._head = PageHead(_TITLE, _SENTENCE)
        titles = (*(words for _state, words, _nothing in presenter.STATES), _COMPARE)
        self.tabs = TabStrip("Bagian Simfoni PPA", titles)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.entries)
        self._stack.addWidget(self.months)
        self.tabs.currentChanged.connect(self._switch)
        box = page_box(self)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addWidget(self.tabs)
        box.addSpacing(-7)
        box.addWidget(line())
        box.addWidget(self._stack, 1)
        self.months.counted.connect(self._tell_month)
        self.months.sheet_wanted.connect(self.window_.open_case)
        self.entries.counted.connect(self._counted)
        self.entries.sheet_wanted.connect(self.window_.open_case)
        self.entries.print_wanted.connect(self._print)
        self.window_.print_wanted.connect(self._print)
        self.window_.recorded.connect(self._recorded)
        self.window_.next_wanted.connect(self._next)
        self.window_.list_wanted.connect(self._to_lists)

    def show_with(self, **params: object) -> None:
        self.entries.read_services()
        self._switch(self.tabs.currentIndex())
        if "case_id" in params:
            self.window_.open_case(int(str(params["case_id"])))

    def refresh(self) -> None:
        if self._comparing and not self.months.typing:
            self.months.read()
        elif not self._comparing:
            self.entries.read()

    def focus_first(self) -> None:
        if self._comparing:
            self.months.turning.setFocus()
        else:
            self.entries.table.setFocus()

    @property
    def _comparing(self) -> bool:
        return self.tabs.currentIndex() >= len(presenter.STATES)

    def _switch(self, place: int) -> None:
        self._head.set_words(_TITLE, _SENTENCE)
        self._stack.setCurrentWidget(self.months if self._comparing else self.entries)
        if self._comparing:
            self.months.read()
        else:
            self.entries.show_state(presenter.STATES[place][0])

    def _tell_month(self, words: str) -> None:
        if self._comparing:
            self._head.set_words(_TITLE, words)

    def _counted(self, counts: dict[EntryState, int]) -> None:
        for place in range(len(presenter.STATES)):
            self.tabs.setTabText(place, presenter.tab_title(place, counts))

    def _recorded(self, _case_id: int) -> None:
        self._context.notify.toast("Entri Simfoni PPA dicatat.")
        self.entries.read()

    def _next(self, case_id: int) -> None:
        following = self.entries.next_after(case_id)
        if following:
            self.window_.open_case(following)
        else:
            self.window_.reject()

    def _to_lists(self, key: str) -> None:
        self._context.navigate("administrasi", bagian="daftar", daftar=key)

    def _print(self, case_id: int) -> None:
        simfoni = self._context.workspace.simfoni
        self._context.runner.query(
            lambda: simfoni.paper(case_id),
            lambda pdf: show_paper(
                self, self._context, pdf, "Lembar entri Simfoni PPA", "lembar-entri-simfoni.pdf", case_id=case_id
            ),
            owner=self,
        )
