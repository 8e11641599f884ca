"""The tab Berkas of a case: everything it holds in the order of its procedure, what is missing, and handing it over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from models.access.permissions import Permission
from models.services.views import AttachmentRow
from models.services.views.records import CaseFileItem, CaseFileSection, CaseFileView, NewHandover
from ui import saving
from ui.context import AppContext
from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, ScrollColumn, label, row
from ui.widgets.date_field import DateField
from ui.widgets.grid_dialog import GridDialog, Place
from ui.widgets.layouts import refill
from ui.widgets.rows import ItemRow, State

_STATE: dict[str, State] = {"done": "done", "partial": "partial", "none": "none", "skipped": "skipped"}
_INDENT = 28


class HandoverDialog(GridDialog):
    """Asks who received the file; its answer is a ``NewHandover`` and the id of the signed scan."""

    def __init__(
        self,
        parent: QWidget,
        today: Callable[[], date],
        letters: Sequence[CaseFileItem],
        scans: Sequence[AttachmentRow],
    ) -> None:
        self._today = today
        self.received, self.letter, self.scan = DateField("Diterima tanggal", today), QComboBox(), QComboBox()
        self.letter.addItem("Tanpa surat", None)
        for item in letters:
            self.letter.addItem(f"{item.title}, {item.detail}", item.record_id)
        self.scan.addItem("Belum dipindai", None)
        for one in scans:
            self.scan.addItem(one.title, one.attachment_id)
        places = (
            Place("receiver", "Diterima oleh", 0, 0, required=True),
            Place("received_on", "Diterima tanggal", 0, 1, required=True, widget=self.received),
            Place("post", "Jabatan", 1, 0),
            Place("office", "Instansi", 1, 1),
            Place("letter", "Berita acara atau tanda terima", 2, 0, 2, widget=self.letter),
            Place("scan", "Pindaian yang sudah ditandatangani", 3, 0, 2, widget=self.scan),
            Place("remark", "Keterangan", 4, 0, 2),
        )
        super().__init__(
            parent, "Catat penerimaan berkas", "Pihak yang menerima berkas kasus ini. Tercatat dalam buku log.", places,
            "Catat penerimaan",
        )  # fmt: skip
        self.received.set_value(today())
        self.letter.setCurrentIndex(self.letter.count() - 1 if letters else 0)
        self.edits["receiver"].setFocus()

    def answer(self) -> tuple[NewHandover, int | None]:
        said = self.texts()
        letter, scan = self.letter.currentData(), self.scan.currentData()
        day = self.received.value() or self._today()
        given = NewHandover(said["receiver"], day, said["post"], said["office"], said["remark"], letter)
        return given, scan


class CaseFileTab(ScrollColumn):
    """The file of a case; read when the tab is opened.

    Signals:
        wanted: a ``CaseFileItem`` whose verb was pressed.
        signed: id and name of an issued letter whose signed sheet is to be attached.
    """

    wanted = Signal(object)
    signed = Signal(int, str)

    def __init__(self, context: AppContext) -> None:
        super().__init__(spacing=8, margins=(0, 12, 4, 0))
        self._context = context
        self._case_id = 0
        self._view: CaseFileView | None = None
        self._attachments: tuple[AttachmentRow, ...] = ()
        self.setAccessibleName("Berkas kasus")
        self.words = label("", Role.MUTED, wrap=True)
        self._menu = QMenu(self)
        self.hand_button = Button("Serahkan berkas", Icon.HAND_OVER, clicked=self._offer)
        self.record_button = Button("Catat penerimaan…", Icon.STAMP, clicked=self.record)
        self.record_button.setVisible(context.workspace.session.may(Permission.ARCHIVE_WRITE))
        self.body.addLayout(row(self.words, self.hand_button, self.record_button, stretch=0))
        self._rows = ScrollColumn(spacing=6)
        self.body.addWidget(self._rows, 1)
        self.items: dict[tuple[str, str, int | None], ItemRow] = {}

    def read(self, case_id: int, attachments: tuple[AttachmentRow, ...]) -> None:
        """Read the file of a case."""
        self._case_id, self._attachments = case_id, attachments
        service = self._context.workspace.case_file
        self._context.runner.query(lambda: service.view(case_id), self._show, latest="berkas_kasus")

    def _show(self, view: CaseFileView) -> None:
        if view.case_id != self._case_id:
            return
        self._view = view
        parts = [
            f"{view.there} dari {view.needed} dokumen ada",
            view.place or "Belum ditempatkan di arsip",
            view.keeping,
        ]
        self.words.setText(". ".join(part for part in parts if part))
        self._menu.clear()
        for key, name in view.handover_kinds:
            self._menu.addAction(unmarked(name), partial(self._draft, key))
        self.hand_button.setVisible(view.may_hand_over and bool(view.handover_kinds))
        self.items = {}
        refill(
            self._rows.body, [widget for section in view.sections for widget in self._section(section)], stretch=True
        )

    def _section(self, section: CaseFileSection) -> list[QWidget]:
        made: list[QWidget] = [label(section.title, Role.STRONG)]
        for item in section.items:
            made.append(self._item(item))
            made += [_indented(self._item(scan)) for scan in item.scans]
            if item.kind == "surat" and item.state == "done" and not item.scans and item.record_id is not None:
                words = "Lampirkan lembar bertanda tangan…"
                button = Button(words, kind="link", name=f"{words} {item.title}")
                button.clicked.connect(partial(self._sign, item))
                made.append(_indented(button))
        return made

    def _item(self, item: CaseFileItem) -> ItemRow:
        detail = f"Kurang · {item.detail}" if item.missing else item.detail
        made = ItemRow(item.title, detail, _STATE[item.state], _verb(item))
        made.activated.connect(partial(self.wanted.emit, item))
        self.items[item.kind, item.key, item.record_id] = made
        return made

    def _sign(self, item: CaseFileItem, _checked: bool = False) -> None:
        self.signed.emit(item.record_id, item.title)

    # ------------------------------------------------------------------ handing over

    def _offer(self) -> None:
        self._menu.popup(self.hand_button.mapToGlobal(self.hand_button.rect().bottomLeft()))

    def _draft(self, letter_key: str) -> None:
        handovers, case_id = self._context.workspace.handovers, self._case_id

        def go(letter_id: int) -> None:
            self._context.navigate("surat_rinci", letter_id=letter_id)

        self._context.runner.command(lambda: handovers.draft(case_id, letter_key), go, owner=self)

    def record(self) -> None:
        """Ask who received the file, and write it down."""
        if self._view is None:
            return
        handovers, case_id = self._context.workspace.handovers, self._case_id
        kinds = {key for key, _name in self._view.handover_kinds}
        items = [item for section in self._view.sections for item in section.items]
        letters = [item for item in items if item.kind == "surat" and item.state == "done" and item.key in kinds]
        dialog = HandoverDialog(self, lambda: self._context.workspace.clock.now().date(), letters, self._attachments)
        saving.ask(
            self._context,
            dialog,
            lambda given: handovers.record(case_id, given[0], given[1]),
            lambda _id: self._recorded(),
        )

    def _recorded(self) -> None:
        self._context.notify.toast("Penerimaan berkas dicatat dalam buku log.")
        self.read(self._case_id, self._attachments)


def _verb(item: CaseFileItem) -> str:
    if item.record_id is not None:
        return "Lanjutkan" if item.state == "partial" else "Lihat"
    return {"formulir": "Isi", "surat": "Buat", "lampiran": "Lampirkan"}.get(item.kind, "")


def _indented(widget: QWidget) -> QWidget:
    made = QWidget()
    box = row(widget, None) if isinstance(widget, Button) else row(widget, stretch=0)
    box.setContentsMargins(_INDENT, 0, 0, 0)
    made.setLayout(box)
    return made
