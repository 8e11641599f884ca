"""Arsip: the page of the documentation officer: completeness, shortages, shelves, destruction, scans that come in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from models.access.permissions import Permission
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records.completeness_tab import CompletenessTab
from ui.pages.records.destruction_tab import DestructionTab
from ui.pages.records.inbox_tab import InboxTab
from ui.pages.records.records_tab import RecordsTab
from ui.pages.records.rules_dialog import RulesDialog
from ui.pages.records.shelves_tab import ShelvesTab
from ui.pages.records.shortages_tab import ShortagesTab
from ui.pages.records.stack.tab import StackTab
from ui.widgets.basics import Button, line
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.tab_strip import TabStrip

_TITLE = "Arsip"
COMPLETENESS, SHORTAGES, SHELVES, DESTRUCTION, INBOX, STACK = range(6)
#: Parts other pages lead to: tab and, for the shelves, the view.
_PARTS = {
    "pinjaman": (SHELVES, "dipinjam"),
    "kekurangan": (SHORTAGES, ""),
    "masuk": (INBOX, ""),
    "tumpukan": (STACK, ""),
}


class RecordsPage(Page):
    """The page "arsip"; ``bagian`` names the part that is wanted."""

    topics = frozenset({"arsip", "kasus", "surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self.completeness, self.shortages = CompletenessTab(context), ShortagesTab(context)
        self.shelves, self.destruction, self.inbox = ShelvesTab(context), DestructionTab(context), InboxTab(context)
        self.stack = StackTab(context)
        self._tabs: tuple[RecordsTab, ...] = (
            self.completeness, self.shortages, self.shelves, self.destruction, self.inbox, self.stack,
        )  # fmt: skip
        box = page_box(self)
        box.setSpacing(8)
        self._head = PageHead(_TITLE)
        self.rules_button = Button("Aturan arsip…", Icon.EDIT, clicked=self._edit_rules)
        self._head.verbs.addWidget(self.rules_button)
        self.rules_button.setVisible(context.workspace.session.may(Permission.ARCHIVE_WRITE))
        box.addWidget(self._head)
        self.tabs = TabStrip("Bagian arsip")
        self._stack = QStackedWidget()
        words = ("Kelengkapan", "Kekurangan", "Rak arsip", "Pemusnahan", "Berkas masuk", "Tumpukan")
        for word, tab in zip(words, self._tabs, strict=True):
            self.tabs.addTab(word)
            self._stack.addWidget(tab)
            tab.counted.connect(self._counted)
        for tab_number in (INBOX, STACK):
            self.tabs.setTabVisible(tab_number, context.workspace.session.may(Permission.ATTACHMENT_ADD))
        self.tabs.currentChanged.connect(self._switch)
        box.addWidget(self.tabs)
        box.addSpacing(-7)
        box.addWidget(line())
        box.addWidget(self._stack, 1)
        self.inbox.stack_found.connect(self._take_apart)
        self.stack.emptied.connect(self.inbox.settle)
        self.shelves.proposed.connect(lambda: self.tabs.setCurrentIndex(DESTRUCTION))
        shortcut = QShortcut(QKeySequence("Ctrl+Tab"), self, self._next)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_with(self, **params: object) -> None:
        tab, view = _PARTS.get(str(params.get("bagian", "")), (self.tabs.currentIndex(), ""))
        if view:
            self.shelves.show_view(view)
        if tab == self.tabs.currentIndex():
            self.refresh()
        self.tabs.setCurrentIndex(tab)

    def refresh(self) -> None:
        """Read the tab that is shown."""
        self._tabs[self.tabs.currentIndex()].read()

    def focus_first(self) -> None:
        self.tabs.setFocus()

    def _switch(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._head.set_words(_TITLE, "")
        self.refresh()

    def _next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _counted(self, words: str) -> None:
        if self.sender() is self._tabs[self.tabs.currentIndex()]:
            self._head.set_words(_TITLE, words)

    def _take_apart(self, path: Path) -> None:
        self.tabs.setCurrentIndex(STACK)
        self.stack.add_files([path])

    def _edit_rules(self) -> None:
        RulesDialog.show_for(self, self._context, self.refresh)
