"""Kasus: all cases in views, searched as one types, with a preview beside the list."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QStackedWidget, QWidget

from models.access.permissions import Permission
from models.services.views import CaseFilter, CaseRow, ProcedureChoice, Slice
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.cases.columns import ColumnChoice
from ui.pages.cases.presenter import PERIODS, RISKS, VIEWS, columns, nothing_found, total_text
from ui.pages.cases.preview import CasePreview
from ui.pages.cases.taking import TakingIn
from ui.places import case_place
from ui.tables.table import ONE_LINE, Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, line, row
from ui.widgets.fields import SearchBox
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.side_pane import MainAndSide
from ui.widgets.tab_strip import TabStrip

_PREVIEW, _SEARCH, _STRETCH = 300, 320, 100


class CasesPage(Page):
    """The list of cases."""

    topics = frozenset({"kasus"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Kasus")
        self._context = context
        self._filter = CaseFilter()
        box = page_box(self)
        box.setSpacing(10)
        self._head = PageHead("Kasus")
        box.addWidget(self._head)
        box.addLayout(self._build_filters())
        self.tabs = TabStrip("Tampilan daftar kasus", (title for _key, title in VIEWS))
        self.tabs.setTabVisible(PERIODS, False)
        self.tabs.currentChanged.connect(self._filter_changed)
        box.addWidget(self.tabs)
        box.addSpacing(-11)
        box.addWidget(line())
        box.addWidget(self._build_body(), 1)
        self._keys()

    # ------------------------------------------------------------------ building

    def _build_filters(self) -> QHBoxLayout:
        self.search = SearchBox("Cari kasus", "Nomor, inisial, atau nama klien")
        self.search.setFixedWidth(theme.current().px(_SEARCH))
        self.search.searched.connect(self._filter_changed)
        self.service_box = QComboBox()
        self.service_box.setAccessibleName("Saring layanan")
        self.service_box.addItem("Semua layanan", "")
        self.risk_box = QComboBox()
        self.risk_box.setAccessibleName("Saring risiko")
        for key, words in RISKS:
            self.risk_box.addItem(words, key)
        self.mine_box = QCheckBox("Hanya tugas saya")
        for combo in (self.service_box, self.risk_box):
            combo.activated.connect(self._filter_changed)
        self.mine_box.toggled.connect(self._filter_changed)
        self.count = label("", Role.CAPTION)
        return row(self.search, self.service_box, self.risk_box, self.mine_box, None, self.count)

    def _build_body(self) -> QWidget:
        self.table = Table("Daftar kasus", columns(), lambda case: case.case_id, ONE_LINE)
        self.table.current_changed.connect(self._select)
        self.table.opened.connect(self._open)
        self.table.peeked.connect(lambda _case: self._toggle_preview())
        self.table.rows.more_wanted.connect(self._more)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        session = self._context.workspace.session
        self.column_choice = ColumnChoice(self.table, self._context.settings, session.user.username)
        self.preview_button = Button("Rincian", Icon.INFO, clicked=self._toggle_preview, tip="Rincian (Spasi atau F6)")
        self.preview_button.hide()
        self.taking = TakingIn(self._context, self)
        self._wish: tuple[object, object] = ("", None)
        self.take_button = Button("Terima paket…", Icon.IMPORT, clicked=self.taking.begin, name="Terima paket kasus")
        self._head.verbs.addWidget(self.take_button)
        self.take_button.setVisible(session.may(Permission.PACKAGE_TAKE))  # once it has its place: alone it is a window
        self.rights_button = Button("Permohonan data", Icon.LAW, clicked=partial(self._go, "hak_data"))
        self._head.verbs.addWidget(self.rights_button)
        self.rights_button.setVisible(session.may(Permission.RIGHTS_READ))
        self._head.verbs.addWidget(self.preview_button)
        self._head.verbs.addWidget(self.column_choice.button)
        self.preview = CasePreview()
        self.preview.open.connect(lambda: self._open(self.table.current()))
        self.sides = MainAndSide(framed, self.preview, _PREVIEW)
        self.preview.closed.connect(self.sides.close_side)
        self.sides.narrow_changed.connect(self._narrow)
        self._verbs = {
            "aduan": Button("Terima aduan", Icon.ADD, "primary", clicked=partial(self._go, "terima_aduan")),
            "hapus_saringan": Button("Hapus saringan", clicked=self._clear),
        }
        self._may_open = session.may(Permission.CASE_OPEN)
        self._nothing = EmptyState(Icon.CASES, "Belum ada kasus", "", *self._verbs.values())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sides)
        self._stack.addWidget(self._nothing)
        return self._stack

    def _keys(self) -> None:
        for keys in ("/", "Ctrl+F"):
            shortcut = QShortcut(QKeySequence(keys), self, self._to_search)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------------ loading

    def show_with(self, **params: object) -> None:
        view = params.get("view")
        keys = [key for key, _title in VIEWS]
        if view in keys:
            self.tabs.setCurrentIndex(keys.index(str(view)))
        if "risk" in params and (risk := self.risk_box.findData(params["risk"])) >= 0:
            self.risk_box.setCurrentIndex(risk)
            self._filter_changed()
        cases = self._context.workspace.cases
        self._context.runner.query(cases.procedures, self._offer_services, latest="kasus_layanan")
        periods = CaseFilter(view=VIEWS[PERIODS][0])
        self._context.runner.query(lambda: cases.list(periods, "", 1), self._offer_periods, latest="kasus_periode")
        self.refresh()
        package, wish = str(params.get("paket", "")), (params.get("paket"), params.get("kali"))
        if package and wish != self._wish:  # coming back to this page is no second wish
            self._wish = wish
            self.taking.open(Path(package))

    def refresh(self) -> None:
        """Read the list again, as far as it was read before."""
        cases, wanted = self._context.workspace.cases, self._filter
        size = max(self.table.rows.rowCount(), _STRETCH)
        self._context.runner.query(lambda: cases.list(wanted, "", size), self._show, latest="kasus")

    def _offer_services(self, procedures: tuple[ProcedureChoice, ...]) -> None:
        kept = self.service_box.currentData()
        self.service_box.clear()
        self.service_box.addItem("Semua layanan", "")
        for procedure in procedures:
            self.service_box.addItem(procedure.name, procedure.key)
        self.service_box.setCurrentIndex(max(self.service_box.findData(kept), 0))
        self.service_box.setVisible(len(procedures) > 1)

    def _offer_periods(self, found: Slice[CaseRow]) -> None:
        self.tabs.setTabVisible(PERIODS, found.total > 0)

    def _show(self, found: Slice[CaseRow]) -> None:
        self.table.rows.set_rows(found.rows, found.cursor)
        self.count.setText(total_text(found.total, self._filter.view))
        self._head.set_words("Kasus", "Nama klien tidak ditampilkan dalam daftar.")
        if found.rows:
            self._stack.setCurrentWidget(self.sides)
            self.table.choose_first()
            self.preview.show_row(self.table.current())
            return
        nothing = nothing_found(self._filter)
        self._nothing.set_words(nothing.title, nothing.text)
        for verb, button in self._verbs.items():
            button.setVisible(verb == nothing.verb and (verb != "aduan" or self._may_open))
        self._stack.setCurrentWidget(self._nothing)

    def _more(self, cursor: str) -> None:
        cases, wanted = self._context.workspace.cases, self._filter

        def add(found: Slice[CaseRow]) -> None:
            if wanted == self._filter:
                self.table.rows.add_rows(found.rows, found.cursor)

        self._context.runner.query(lambda: cases.list(wanted, cursor, _STRETCH), add, owner=self)

    # ------------------------------------------------------------------ choosing

    def _filter_changed(self) -> None:
        chosen = CaseFilter(
            view=VIEWS[self.tabs.currentIndex()][0],
            text=self.search.text().strip(),
            sop_key=self.service_box.currentData() or "",
            risk=self.risk_box.currentData() or "",
            mine=self.mine_box.isChecked(),
        )
        if chosen != self._filter:
            self._filter = chosen
            cases = self._context.workspace.cases
            self._context.runner.query(lambda: cases.list(chosen, "", _STRETCH), self._show, latest="kasus")

    def _clear(self) -> None:
        view = self._filter.view
        for widget in (self.service_box, self.risk_box):
            widget.setCurrentIndex(0)
        self.mine_box.setChecked(False)
        self.search.clear()
        self._filter = replace(CaseFilter(), view="")
        self.tabs.setCurrentIndex([key for key, _title in VIEWS].index(view))
        self._filter_changed()

    def _select(self, case: CaseRow | None) -> None:
        self.preview.show_row(case)

    def _open(self, case: CaseRow | None) -> None:
        if case is not None:
            place = case_place(case.case_id)
            self._go(place.page_id, **place.params)

    def _go(self, page_id: str, **params: object) -> None:
        self._context.navigate(page_id, **params)

    def _narrow(self, narrow: bool) -> None:
        self.preview.set_drawer(narrow)
        self.preview_button.setVisible(narrow)

    def _toggle_preview(self) -> None:
        if self.table.current() is not None:
            self.sides.toggle_side()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def focus_first(self) -> None:
        self.table.setFocus()
