"""The tab Berkas of a period's run: the files as a list, what can be done with the chosen ones above it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import CasePage, ReceiptRow
from ui import theme
from ui.editing.parts import Pick
from ui.icons import Icon
from ui.pages.case import receipts_presenter as presenter
from ui.pages.case.receipts_presenter import VERBS, VIEWS
from ui.tables.table import TWO_LINES, Table
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import SearchBox
from ui.widgets.messages import EmptyState

_ICONS = {
    presenter.ACCEPT: Icon.IMPORT,
    presenter.SORT: Icon.CHECK,
    presenter.RESOLVE: Icon.DONE_OUTLINE,
    presenter.PAPER: Icon.LETTERS,
    presenter.CASE: Icon.OPEN,
}


class ReceiptsTab(QWidget):
    """All files of a run.

    Signals:
        receive: files of another service are to be received.
        acted: the ``ReceiptRow`` chosen and the key of what is to be done with them.
    """

    receive = Signal()
    acted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._page: CasePage | None = None
        self.setAccessibleName("Berkas yang diserahkan")
        self.receive_button = Button("Terima berkas…", Icon.IMPORT, "primary", clicked=self.receive.emit)
        self.view, self.service = Pick("Berkas yang ditampilkan"), Pick("Layanan")
        self.view.offer([(key, words) for key, words, _test in VIEWS], VIEWS[0][0])
        self.service.offer([("", "Semua layanan")], "")
        self.view.setMinimumContentsLength(20)
        self.service.setMinimumContentsLength(26)
        self.search = SearchBox("Cari berkas", "Nomor, pemberi, atau jenis")
        self.search.setMinimumWidth(theme.current().px(260))
        for changed in (self.view.picked, self.service.picked, self.search.searched):
            changed.connect(lambda _chosen: self._show_rows())
        self.verbs = {key: Button(words, _ICONS[key], clicked=partial(self._act, key)) for key, words in VERBS.items()}
        self.all_button = Button("Pilih semua", kind="link", clicked=self._choose_all, tip="Pilih semua (Ctrl+A)")
        self._count = label("", Role.CAPTION)
        self.table = Table("Berkas yang diserahkan", presenter.columns(), lambda one: one.receipt_id, TWO_LINES)
        self.table.let_choose_many()
        self.table.current_changed.connect(lambda _one: self._offer())
        self.table.opened.connect(lambda _one: self._next())
        self._framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self._framed.body.addWidget(self.table)
        self._nothing = EmptyState(Icon.IMPORT, "Belum ada berkas")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.view, self.service, self.search, None, self.receive_button))
        box.addLayout(row(*self.verbs.values(), None, self._count, self.all_button))
        box.addWidget(self._framed, 1)
        box.addWidget(self._nothing, 1)

    def show_page(self, page: CasePage) -> None:
        """Show the files anew; those that have come in meanwhile are chosen, as the next thing is done with them."""
        known = {one.receipt_id for one in self._page.receipts} if self._same(page) and self._page else None
        self._page = page
        names = sorted({one.service for one in page.receipts})
        self.service.offer([("", "Semua layanan"), *((name, name) for name in names)], self.service.currentData())
        self.receive_button.setVisible(page.may_receive)
        fresh = {one.receipt_id for one in page.receipts} - known if known is not None else set()
        self._show_rows()
        self.table.choose_all(fresh)

    def _same(self, page: CasePage) -> bool:
        """Whether it is the run that is shown already; another one is shown whole."""
        same = self._page is not None and self._page.head.case_id == page.head.case_id
        if not same:
            self.view.offer([(key, words) for key, words, _test in VIEWS], VIEWS[0][0])
            self.service.offer([("", "Semua layanan")], "")
            self.search.clear()
        return same

    def _show_rows(self) -> None:
        if self._page is None:
            return
        view, service = str(self.view.currentData()), str(self.service.currentData() or "")
        rows = presenter.shown(self._page.receipts, view, service, self.search.text())
        self.table.rows.set_rows(rows)
        self._framed.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if self._page.receipts:
            self._nothing.set_words("Tidak ada berkas di tampilan ini", "Pilih tampilan atau layanan lain.")
        else:
            words = "Berkas kasus yang ditutup menunggu di sini; berkas layanan lain dicatat dengan Terima berkas."
            self._nothing.set_words("Belum ada berkas", words)
        self.table.choose_first()
        self._offer()

    def _offer(self) -> None:
        """Show the verbs for what is chosen, the next one first and standing out."""
        if self._page is None:
            return
        chosen: list[ReceiptRow] = self.table.chosen()
        doable = presenter.doable(chosen, self._page)
        for key, button in self.verbs.items():
            button.setVisible(key in doable)
            if key in doable:
                button.set_text(presenter.verb(key, doable[key], len(chosen)), _ICONS[key])
        rows = self.table.rows.rowCount()
        self._count.setText(presenter.counted(self._page.receipts, rows, len(chosen)))
        self._count.setVisible(bool(self._page.receipts))
        self.all_button.setVisible(rows > 1)

    def _choose_all(self) -> None:
        self.table.selectAll()
        self.table.setFocus()

    def _act(self, key: str) -> None:
        if self._page is None:
            return
        files = presenter.doable(self.table.chosen(), self._page).get(key)
        if files:
            self.acted.emit(files, key)

    def _next(self) -> None:
        """Enter does the next thing with what is chosen."""
        if self._page is not None:
            following = next(iter(presenter.doable(self.table.chosen(), self._page)), "")
            self._act(following)
