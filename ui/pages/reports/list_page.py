"""Laporan: the months, half-years and years of the office and how the report of each stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.access.permissions import Permission
from models.services.views.reports import ReportRow
from models.statistics import report_rules
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.reports import presenter
from ui.pages.reports.rules_dialog import RulesDialog
from ui.tables.table import Table
from ui.widgets.basics import Button, Card, line, only_if
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.tab_strip import TabStrip

_TITLE = "Laporan"


class ReportsPage(Page):
    """The page "laporan"."""

    topics = frozenset({"laporan"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._kind = report_rules.kinds()[0]
        self._head = PageHead(_TITLE)
        self.rules_button = Button("Aturan laporan…", Icon.EDIT, clicked=self._edit_rules)
        only_if(context.workspace.session.may(Permission.SETTINGS_WRITE), self.rules_button)
        self.open_button = Button("Buka laporan", Icon.OPEN, "primary", clicked=self._open_current)
        for widget in (self.rules_button, self.open_button):
            self._head.verbs.addWidget(widget)
        self.tabs = TabStrip("Jenis periode", (presenter.KINDS[one] for one in self._kind.periods))
        self.tabs.currentChanged.connect(lambda _place: self.refresh())
        self.table = Table("Daftar laporan", presenter.list_columns(), lambda row: row.period)
        self.table.opened.connect(self._open)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        box = page_box(self)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addWidget(self.tabs)
        box.addSpacing(-7)
        box.addWidget(line())
        box.addWidget(framed, 1)
        turn = QShortcut(QKeySequence("Ctrl+Tab"), self, self._next)
        turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self) -> None:
        """Read the list of the kind of period that is shown."""
        service, kind = self._context.workspace.reports, self._kind.key
        wanted = self._kind.periods[self.tabs.currentIndex()]
        self._context.runner.query(lambda: service.of_kind(kind, wanted), self._show, latest="laporan")

    def focus_first(self) -> None:
        self.table.setFocus()

    def _show(self, rows: tuple[ReportRow, ...]) -> None:
        self.table.rows.set_rows(rows)
        self.table.choose_first()
        self._head.set_words(_TITLE, presenter.waiting_words(rows))

    def _next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _open_current(self) -> None:
        row = self.table.current()
        if row is not None:
            self._open(row)

    def _open(self, row: ReportRow) -> None:
        self._context.navigate("laporan_rinci", kind=row.kind, period=row.period)

    def _edit_rules(self) -> None:
        RulesDialog.show_for(self, self._context, self.refresh)
