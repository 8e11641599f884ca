"""Meja Surat: all letters of the office, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QStackedWidget

from models.forms.spec import Option
from models.services.views import LetterRow, Slice
from ui.context import AppContext
from ui.forms.one_of import OneOf
from ui.icons import Icon
from ui.pages.letters import presenter
from ui.pages.letters.bulk import BulkPrinting
from ui.pages.letters.list_deeds import ListDeeds
from ui.scanning.files import dropped_files
from ui.tables.model import Column
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Button, Card, row
from ui.widgets.fields import SearchBox
from ui.widgets.folding import FoldingRow
from ui.widgets.messages import EmptyState
from ui.widgets.page import Page, PageHead, page_box

_SEARCH_WIDTH = 320


def _columns() -> tuple[Column, ...]:
    return (
        Column("status", "Tahap", lambda r: r.status_label, width=200, pill=lambda r: presenter.status(r.stage)),
        Column("surat", "Surat", lambda r: r.name, detail=_case_line, strong=True),
        Column("nomor", "Nomor", lambda r: r.number or "belum bernomor", width=250),
        Column("tanggal", "Tanggal", lambda r: r.date_text or "–", detail=lambda r: r.detail, width=180),
    )


def _case_line(letter: LetterRow) -> str:
    about = letter.client_label if letter.case_number else letter.subject
    return " · ".join(part for part in (letter.case_number or "Tanpa kasus", about) if part)


class LettersPage(Page):
    """The page "surat"."""

    topics = frozenset({"surat"})

    def __init__(self, context: AppContext) -> None:
        super().__init__("Meja Surat")
        self._context = context
        self._build_head()
        self.table = Table("Daftar surat", _columns(), lambda letter: letter.letter_id, TWO_LINES)
        self.table.let_choose_many()
        self.table.opened.connect(self._open)
        self.bulk = BulkPrinting(context, self)
        self.print_button = Button("Cetak yang dipilih", Icon.PRINT, clicked=self._print, shortcut="Ctrl+P")
        self.table.rows.more_wanted.connect(self._read_more)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self._nothing = EmptyState(
            Icon.LETTERS,
            "Belum ada surat",
            "Surat tentang kasus dibuat dari halaman kasusnya; surat lain dibuat dengan Surat baru.",
            Button("Buka daftar kasus", Icon.CASES, clicked=lambda: context.navigate("kasus")),
        )
        self._no_match = EmptyState(
            Icon.SEARCH, "Tidak ada yang cocok", "", Button("Hapus saringan", clicked=self._show_all)
        )
        self.setAcceptDrops(self.deeds.scans.allowed())
        self._stack = QStackedWidget()
        for widget in (framed, self._nothing, self._no_match):
            self._stack.addWidget(widget)
        box = page_box(self)
        box.addWidget(self._head)
        narrowing = row(self.search, self.filter, None, spacing=12)
        narrowing.setStretch(0, 4)  # the search gives way first where the window is narrow
        box.addWidget(FoldingRow(narrowing, row(self.stage, None, self.print_button, spacing=12)))
        box.addWidget(self._stack, 1)
        for keys in ("Ctrl+F", "/"):
            shortcut = QShortcut(QKeySequence(keys), self.table, self.search.setFocus)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_head(self) -> None:
        """The verbs of the page, and what narrows its list."""
        self._head = PageHead("Meja Surat", "Surat kasus dimulai dari kasusnya.")
        self.deeds = ListDeeds(self._context, self)
        for button in self.deeds.buttons():
            self._head.verbs.addWidget(button)
        self.stage = QComboBox()
        self.stage.setAccessibleName("Saring tahap surat")
        for key, words in presenter.STAGES:
            self.stage.addItem(words, key)
        self.stage.currentIndexChanged.connect(lambda _index: self._read())
        self.filter = OneOf([Option(key or "semua", words) for key, words in presenter.FILTERS], segmented=True)
        self.filter.set_key("semua")
        self.filter.chosen.connect(self._filtered)
        self.search = SearchBox("Cari surat", "Cari nomor, nama surat, atau nomor kasus")
        self.search.setMinimumWidth(_SEARCH_WIDTH // 2)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.searched.connect(lambda _text: self._read())

    def refresh(self) -> None:
        self._read()

    def focus_first(self) -> None:
        self.table.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped on the list are scans of signed letters."""
        event.acceptProposedAction()
        self.deeds.scans.take(dropped_files(event))

    def _status(self) -> str:
        """One stage where the person chose one, else one of the three statuses, "" for all."""
        key = self.filter.key()
        return str(self.stage.currentData() or "") or ("" if key == "semua" else key)

    def _read(self) -> None:
        letters, status, text = self._context.workspace.letters, self._status(), self.search.text()
        self._context.runner.query(lambda: letters.list(status, text), self._show, latest="daftar_surat")

    def _read_more(self, cursor: str) -> None:
        letters, status, text = self._context.workspace.letters, self._status(), self.search.text()
        self._context.runner.query(
            lambda: letters.list(status, text, cursor), self._add, owner=self, latest="daftar_surat"
        )

    def _show(self, found: Slice[LetterRow]) -> None:
        self.table.rows.set_rows(found.rows, found.cursor)
        filtered = bool(self.search.text() or self._status())
        if found.rows:
            self._stack.setCurrentIndex(0)
            self.table.choose_first()
        elif filtered:
            words = f'Tidak ada yang cocok dengan "{self.search.text()}"' if self.search.text() else ""
            self._no_match.set_words(words or "Tidak ada surat dengan status ini", "Periksa ejaan atau ubah saringan.")
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentWidget(self._nothing)

    def _add(self, found: Slice[LetterRow]) -> None:
        self.table.rows.add_rows(found.rows, found.cursor)

    def _filtered(self) -> None:
        if not self.filter.key():
            self.filter.set_key("semua")
        self._read()

    def _show_all(self) -> None:
        self.filter.set_key("semua")
        self.stage.setCurrentIndex(0)
        self.search.clear()
        self._read()

    def _print(self) -> None:
        self.bulk.print(self.table.chosen())

    def _open(self, letter: LetterRow) -> None:
        self._context.navigate("surat_rinci", letter_id=letter.letter_id)
