"""Permohonan data: the register of what persons ask about their data, with the time the law gives for each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.access.permissions import Permission
from models.services.views.requests import RequestRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.rights import presenter
from ui.pages.rights.deeds import RequestDeeds
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, ScrollColumn, label, line, row
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box
from ui.widgets.pill import Pill
from ui.widgets.tab_strip import TabStrip

_TITLE = "Permohonan data"
WAITING, ALL = range(2)


class RequestCard(Card):
    """One request.

    Attributes:
        verbs: the buttons by their word.
    """

    def __init__(self, one: RequestRow, deeds: Mapping[str, Callable[[RequestRow], object]]) -> None:
        super().__init__("flat", margins=(14, 10, 12, 10), spacing=6)
        self.request_id = one.request_id
        clock = presenter.clock_status(one)
        pills = [Pill(clock)] if clock else []
        title = presenter.title(one)
        self.body.addLayout(row(label(title, Role.STRONG), None, *pills, Pill(presenter.STATES[one.state])))
        self.body.addWidget(label(presenter.words(one), wrap=True))
        offered = [
            ("Tolak…", one.may_decide),
            ("Setujui…", one.may_decide and not one.may_copy),
            ("Salinan…", one.may_copy),
            ("Catat diserahkan…", one.may_copy),
            ("Buka formulir", one.may_correct),
            ("Catat diperbaiki…", one.may_correct),
            ("Hapus data…", one.may_erase),
            ("Berita acara" if one.kind == "hapus" else "Tanda terima", one.may_draft),
            ("Buka kasus", True),
        ]
        named = f"{one.kind_name} {one.numbers[0]}"
        self.verbs = {
            word: Button(word, name=f"{word} {named}", clicked=partial(deeds[word], one))
            for word, may in offered
            if may
        }
        verbs = row(None, *self.verbs.values())
        verbs.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(verbs)
        self.setAccessibleName(f"{title}. {one.state}. {presenter.words(one)}")


class RightsPage(Page):
    """The page "hak_data"; ``case_id`` and ``number`` show one case's requests, ``new`` begins one."""

    topics = frozenset({"hak"})

    def __init__(self, context: AppContext) -> None:
        super().__init__(_TITLE)
        self._context = context
        self._case_id, self._number = 0, ""
        self.cards: list[RequestCard] = []
        self.deeds = RequestDeeds(context, self)
        self.deeds.changed.connect(self.refresh)
        box = page_box(self)
        box.setSpacing(8)
        self._head = PageHead(_TITLE)
        self._head.before.addWidget(IconButton(Icon.BACK, "Kembali ke Kasus", clicked=self._back))
        self.new_button = Button("Catat permohonan…", Icon.ADD, "primary", clicked=self._new)
        self.new_button.setVisible(context.workspace.session.may(Permission.RIGHTS_SERVE))
        self.all_button = Button("Semua kasus", clicked=self._all_cases)
        self._head.verbs.addWidget(self.all_button)
        self._head.verbs.addWidget(self.new_button)
        box.addWidget(self._head)
        self.tabs = TabStrip("Tampilan permohonan", ("Menunggu jawaban", "Semua"))
        self.tabs.currentChanged.connect(lambda _tab: self.refresh())
        box.addWidget(self.tabs)
        box.addSpacing(-7)
        box.addWidget(line())
        self._column = ScrollColumn(spacing=8)
        words = "Klien berhak meminta salinan, perbaikan, atau penghapusan datanya. Jawab paling lambat 3 × 24 jam."
        self._nothing = EmptyState(Icon.LAW, "Tidak ada permohonan", words)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._column)
        self._stack.addWidget(self._nothing)
        box.addWidget(self._stack, 1)

    def show_with(self, **params: object) -> None:
        case_id = params.get("case_id")
        self._case_id = case_id if isinstance(case_id, int) else 0
        self._number = str(params.get("number", "")) if self._case_id else ""
        self.tabs.setCurrentIndex(ALL if self._case_id else WAITING)
        self.refresh()
        if params.get("new"):
            self._new()

    def refresh(self) -> None:
        service, case_id, waiting = self._context.workspace.data_requests, self._case_id, self.tabs.currentIndex()
        self.all_button.setVisible(bool(case_id))

        def work() -> tuple[RequestRow, ...]:
            if not case_id:
                return service.all(waiting=waiting == WAITING)
            rows = service.of_case(case_id)
            return tuple(one for one in rows if waiting == ALL or not one.clock.done)

        self._context.runner.query(work, self._show, latest="hak_data")

    def focus_first(self) -> None:
        self.tabs.setFocus()

    def _show(self, rows: tuple[RequestRow, ...]) -> None:
        self.cards = [RequestCard(one, self.deeds.by_word) for one in rows]
        refill(self._column.body, list[QWidget](self.cards), stretch=True)
        self._stack.setCurrentWidget(self._column if rows else self._nothing)
        about = f"Kasus {self._number}. " if self._number else ""
        self._head.set_words(_TITLE, about + presenter.counted(rows))

    def _new(self) -> None:
        self.deeds.take(self._case_id, self._number)

    def _all_cases(self) -> None:
        self.show_with()

    def _back(self) -> None:
        if self._case_id:
            self._context.navigate("kasus_rinci", case_id=self._case_id)
        else:
            self._context.navigate("kasus")
