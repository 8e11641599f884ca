"""The tabs Formulir, Dokumen and Surat: what the case holds on paper, and the verb to make more of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from models.domain import scans
from models.domain.indonesia import short_date
from models.forms.spec import Option
from models.services.views import AttachmentRow, CasePage, IncomingRow, IncomingState, LetterRow
from ui.icons import Icon
from ui.pages.case.documents import DocumentList
from ui.scanning.files import dropped_files
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, ScrollColumn, label, row
from ui.widgets.layouts import empty
from ui.widgets.messages import EmptyState
from ui.widgets.rows import ItemRow, State

_INCOMING_STATE: dict[IncomingState, State] = {
    IncomingState.NEW: "none",
    IncomingState.OPEN: "partial",
    IncomingState.DONE: "done",
    IncomingState.VOID: "skipped",
}
_LETTER_STATE: dict[str, State] = {"konsep": "partial", "terbit": "done", "batal": "skipped"}


class _Tab(ScrollColumn):
    """A tab that is a column of rows below a line with its verbs."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(spacing=8, margins=(0, 12, 4, 0))
        self.setAccessibleName(name)
        self._head = row(label(sentence, Role.MUTED), None)
        self.body.addLayout(self._head)

    def add_verb(self, button: QWidget) -> None:
        """Put a verb at the right of the head line."""
        self._head.addWidget(button)


class FormsTab(_Tab):
    """All forms of the procedure.

    Signals:
        acted: the ``DocumentItem`` whose verb was pressed.
        more: which other forms of the office may be filled is to be shown, with ``offer``.
        wanted: key of the one that was chosen.
        kit: everything for a visit is to be printed.
    """

    acted = Signal(object)
    more = Signal()
    wanted = Signal(str)
    kit = Signal()

    def __init__(self) -> None:
        super().__init__("Formulir kasus", "Formulir SOP ini dan yang lain yang sudah diisi. Isian tersimpan otomatis.")
        self.menu = QMenu(self)
        tip = "Isi formulir kantor yang tidak disebut SOP ini"
        self.more_button = Button("Formulir lain…", Icon.ADD, clicked=self.more.emit, tip=tip)
        self.add_verb(self.more_button)
        self.kit_button = Button(
            "Paket berangkat", Icon.PRINT, clicked=self.kit.emit, shortcut="Ctrl+Shift+B",
            tip="Surat tugas dan formulir untuk penjangkauan dalam satu berkas",
        )  # fmt: skip
        self.add_verb(self.kit_button)
        self.list = DocumentList()
        self.list.acted.connect(self.acted)
        self.body.addWidget(self.list)
        self.body.addStretch(1)

    def show_page(self, page: CasePage) -> None:
        """Show the case's forms anew; a run of a period visits nobody."""
        self.list.show_items(page.forms)
        self.kit_button.setVisible(not page.head.period)
        self.more_button.setVisible(page.may_fill)

    def offer(self, forms: tuple[Option, ...]) -> None:
        """The forms that may be filled besides, to choose one of."""
        self.menu.clear()
        for form in forms:
            self.menu.addAction(unmarked(form.label)).triggered.connect(partial(self._want, form.key))
        if not forms:
            self.menu.addAction("Semua formulir kantor sudah ada di kasus ini").setEnabled(False)
        self.menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _want(self, key: str, _on: bool = False) -> None:
        self.wanted.emit(key)


class AttachmentsTab(_Tab):
    """Scans kept in the case; files can be dropped here or chosen.

    Signals:
        attach: a file is to be chosen.
        arrange: pages are to be put together.
        dropped: paths of files dropped here.
        open: id of an attachment to look at.
    """

    attach = Signal()
    arrange = Signal()
    dropped = Signal(object)
    open = Signal(int)

    def __init__(self) -> None:
        super().__init__("Dokumen kasus", "Pindaian tersimpan terenkripsi dan hanya dapat dilihat di sini.")
        self.arrange_button = Button("Pindai atau susun…", Icon.SCANNER, clicked=self.arrange.emit)
        self.add_verb(self.arrange_button)
        self.attach_button = Button("Lampirkan berkas…", Icon.IMPORT, clicked=self.attach.emit)
        self.add_verb(self.attach_button)
        again = Button("Lampirkan berkas…", Icon.IMPORT, "primary", clicked=self.attach.emit)
        self._nothing = EmptyState(
            Icon.DOCUMENT, "Belum ada dokumen", "Seret berkas pindaian ke sini atau pilih berkas.", again
        )
        self._rows = ScrollColumn(spacing=8)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._rows, 1)
        self.setAcceptDrops(True)

    def show_page(self, page: CasePage) -> None:
        """Show the case's attachments anew."""
        empty(self._rows.body)
        for entry in page.attachments:
            item = ItemRow(entry.title, attachment_detail(entry), "done", "Lihat")
            item.activated.connect(lambda chosen=entry.attachment_id: self.open.emit(chosen))
            self._rows.body.addWidget(item)
        self._rows.body.addStretch(1)
        self._nothing.setVisible(not page.attachments)
        self._rows.setVisible(bool(page.attachments))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event))


def attachment_detail(entry: AttachmentRow) -> str:
    """ "PDF · 240 KB · Dewi Lestari · 22 Nov 10.31"."""
    kind = scans.NAMES.get(entry.media_type, "Berkas")
    pages = f"{entry.pages} halaman" if entry.pages > 1 else ""
    return " · ".join(part for part in (kind, pages, entry.detail) if part)


class LettersTab(_Tab):
    """Letters of the case.

    Signals:
        open: id of a letter.
        open_incoming: id of a letter that came in.
        wanted: key of the kind of letter to write.
    """

    open = Signal(int)
    open_incoming = Signal(int)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Surat kasus", "Nomor baru diambil ketika surat diterbitkan.")
        self._menu = QMenu(self)
        self.new_button = Button(
            "Buat surat", Icon.ADD, clicked=self._ask_kind, shortcut="Ctrl+Shift+N", tip="Buat surat untuk kasus ini"
        )
        self.add_verb(self.new_button)
        self._first = Button("Buat surat", Icon.ADD, "primary", clicked=self._ask_kind)
        self._nothing = EmptyState(Icon.LETTER, "Belum ada surat untuk kasus ini", "", self._first)
        self._rows = ScrollColumn(spacing=8)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._rows, 1)

    def show_page(self, page: CasePage) -> None:
        """Show the case's letters and the kinds that can be written."""
        empty(self._rows.body)
        for entry in page.letters:
            verb = "Lanjutkan" if entry.status == "konsep" else "Lihat"
            item = ItemRow(entry.name, letter_detail(entry), _LETTER_STATE.get(entry.status, "none"), verb)
            item.activated.connect(lambda chosen=entry.letter_id: self.open.emit(chosen))
            self._rows.body.addWidget(item)
        if page.incoming:
            self._rows.body.addWidget(label("Surat masuk", Role.LABEL))
        for came in page.incoming:
            item = ItemRow(*incoming_words(came), _INCOMING_STATE[came.state], "Lihat" if came.readable else "")
            item.activated.connect(lambda chosen=came.incoming_id: self.open_incoming.emit(chosen))
            self._rows.body.addWidget(item)
        self._rows.body.addStretch(1)
        self._menu.clear()
        for kind in page.letter_kinds:
            action = self._menu.addAction(unmarked(kind.label))
            action.triggered.connect(lambda _checked=False, key=kind.key: self.wanted.emit(key))
        for button in (self.new_button, self._first):
            button.setVisible(bool(page.letter_kinds))
        self._nothing.setVisible(not (page.letters or page.incoming))
        self._rows.setVisible(bool(page.letters or page.incoming))
        needed = [doc.title for doc in page.step.documents if doc.kind.value == "surat"] if page.step else []
        step = page.step.number if page.step else 0
        self._nothing.set_words(
            "Belum ada surat untuk kasus ini", f"Langkah {step} membutuhkan {', '.join(needed)}." if needed else ""
        )

    def _ask_kind(self) -> None:
        self._menu.popup(self.new_button.mapToGlobal(self.new_button.rect().bottomLeft()))


def incoming_words(came: IncomingRow) -> tuple[str, str]:
    """What a letter that came in is about, and "Agenda 001/SM/2026 · dari RSUD Kota Contoh · diterima 23/11/2026"."""
    origin = (f"Agenda {came.agenda}", f"dari {came.sender}", came.number, f"diterima {short_date(came.received_on)}")
    if not came.readable:
        return "Surat rahasia", " · ".join((origin[0], origin[-1]))
    return came.subject, " · ".join(part for part in origin if part)


def letter_detail(entry: LetterRow) -> str:
    """ "800.1.11.1/017/UPTD-PPA/2026 · 24 November 2026 · Terbit"."""
    return " · ".join(part for part in (entry.number, entry.date_text, entry.status_label, entry.detail) if part)
