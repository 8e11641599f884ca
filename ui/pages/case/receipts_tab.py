"""The tab Berkas of a period's run: files that wait, were received, or are sorted, each with what can be done next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.services.views import CasePage, ReceiptRow, ReceiptState
from ui import saving, theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.case.receive_dialog import COMPLETE, ReceiveDialog
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, Elide, IconLabel, ScrollColumn, label, row
from ui.widgets.dialog import Choice
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState
from ui.widgets.pill import Pill, Status

_STATES = {
    ReceiptState.OFFERED: Status("Menunggu diterima", Icon.WAITING, Tone.WARN),
    ReceiptState.RECEIVED: Status("Diterima", Icon.IMPORT, Tone.INFO),
    ReceiptState.SORTED: Status("Dipilah", Icon.DONE_OUTLINE, Tone.OK),
}
#: Keys of what can be done with a file.
ACCEPT, SORT, RESOLVE, PAPER, CASE = "terima", "pilah", "lengkap", "tanda_terima", "kasus"


def verbs_of(receipt: ReceiptRow, page: CasePage) -> list[tuple[str, str]]:
    """What can be done with a file now: key and word, the next thing first."""
    found = []
    if receipt.state is ReceiptState.OFFERED:
        found += [(ACCEPT, "Terima")] if page.may_receive else []
    else:
        found += [(SORT, "Pilah")] if page.may_sort and receipt.state is ReceiptState.RECEIVED else []
        found += [(RESOLVE, "Sudah dilengkapi")] if receipt.shortage and not receipt.resolved else []
        found.append((PAPER, "Tanda terima"))
    return [*found, (CASE, "Buka kasus")] if receipt.case_id is not None else found


def sentence(receipt: ReceiptRow) -> str:
    """Where a file comes from and how it is, in one line."""
    files = f"{receipt.quantity} berkas" if receipt.quantity > 1 else "1 berkas"
    parts = [receipt.service, files, receipt.complete, receipt.detail, receipt.letter_number]
    return " · ".join(part for part in parts if part)


class ReceiptLine(Card):
    """One file.

    Signals:
        acted: key of what is to be done.
    """

    acted = Signal(str)

    def __init__(self, receipt: ReceiptRow, page: CasePage) -> None:
        super().__init__("flat", margins=(12, 7, 8, 7), spacing=10, horizontal=True)
        title = " · ".join(part for part in (receipt.register_number, receipt.document) if part)
        self.body.addWidget(IconLabel(Icon.DOCUMENT, "muted", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, Role.STRONG, wrap=True))
        words.addWidget(Elide(sentence(receipt), Role.CAPTION))
        if receipt.shortage:
            kept = "Sudah dilengkapi" if receipt.resolved else "Kurang"
            words.addWidget(label(f"{kept}: {receipt.shortage}", Role.CAPTION, wrap=True))
        self.body.addLayout(words, 1)
        self.body.addWidget(Pill(_STATES[receipt.state]), 0, Qt.AlignmentFlag.AlignVCenter)
        self.verbs: dict[str, Button] = {}
        for key, word in verbs_of(receipt, page):
            button = Button(word, kind="link", name=f"{word} {title}", clicked=self._act(key))
            self.verbs[key] = button
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.current().px(46))
        self.setAccessibleName(f"{title}. {receipt.state.value}. {sentence(receipt)}")

    def _act(self, key: str) -> Callable[[], None]:
        return lambda: self.acted.emit(key)


class ReceiptsTab(ScrollColumn):
    """All files of a run.

    Signals:
        receive: a file of another service is to be received.
        acted: a ``ReceiptRow`` and the key of what is to be done with it.
    """

    receive = Signal()
    acted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(spacing=8, margins=(0, 12, 4, 0))
        self.setAccessibleName("Berkas yang diserahkan")
        self.receive_button = Button("Terima berkas…", Icon.IMPORT, "primary", clicked=self.receive.emit)
        words = "Berkas kasus yang ditutup menunggu di sini; berkas layanan lain dicatat dengan Terima berkas."
        self.body.addLayout(row(label(words, Role.MUTED, wrap=True), self.receive_button, stretch=0))
        self._nothing = EmptyState(Icon.IMPORT, "Belum ada berkas", "Berkas pertama periode ini muncul di sini.")
        self._rows = ScrollColumn(spacing=8)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._rows, 1)
        self.lines: list[ReceiptLine] = []

    def show_page(self, page: CasePage) -> None:
        """Show the files anew."""
        self.lines = [ReceiptLine(receipt, page) for receipt in page.receipts]
        for one, receipt in zip(self.lines, page.receipts, strict=True):
            one.acted.connect(lambda key, chosen=receipt: self.acted.emit(chosen, key))
        refill(self._rows.body, list[QWidget](self.lines), stretch=True)
        self.receive_button.setVisible(page.may_receive)
        self._nothing.setVisible(not self.lines)
        self._rows.setVisible(bool(self.lines))


class ReceiptActions(QObject):
    """Asks what has to be asked and does it off the GUI thread.

    Signals:
        changed: the ``CasePage`` after a change.
    """

    changed = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._deeds: dict[str, Callable[[ReceiptRow], None]] = {
            ACCEPT: self._accept,
            SORT: self._sort,
            RESOLVE: self._resolve,
            PAPER: self._paper,
            CASE: self._case,
        }

    def act(self, receipt: ReceiptRow, key: str) -> None:
        """Do what the verb ``key`` says."""
        self._deeds[key](receipt)

    def receive(self, run_id: int) -> None:
        """Ask for a file of another service and receive it."""
        periods = self._context.workspace.periods

        def told(page: CasePage) -> None:
            self.changed.emit(page)
            self._context.notify.toast("Berkas diterima dan tercatat dalam buku log")

        saving.ask(self._context, ReceiveDialog(self._window), lambda line: periods.receive(run_id, line), told)

    def _accept(self, receipt: ReceiptRow) -> None:
        choices = [Choice("", "Batal"), *(Choice(word, word) for word in reversed(COMPLETE) if word)]
        text = f"{receipt.register_number}, {receipt.service}. Bagaimana kelengkapannya?"
        complete = self._context.notify.choose("Terima berkas ini?", text, choices)
        if complete:
            periods = self._context.workspace.periods
            self._change(lambda: periods.accept(receipt.receipt_id, complete), "Berkas diterima")

    def _sort(self, receipt: ReceiptRow) -> None:
        """Ask with the office's criteria before the eyes, if the reader may see its rules."""
        workspace = self._context.workspace
        if not workspace.session.may(Permission.ARCHIVE_READ):
            self._ask_sorting(receipt, ())
            return
        read = workspace.archive_rules.rules
        self._context.runner.query(read, lambda rules: self._ask_sorting(receipt, rules.criteria), owner=self)

    def _ask_sorting(self, receipt: ReceiptRow, criteria: tuple[str, ...]) -> None:
        choices = [
            Choice("", "Batal"),
            Choice("tidak", "Tidak dipilih"),
            Choice("kurang", "Terpilih, masih kurang…"),
            Choice("terpilih", "Terpilih", "primary"),
        ]
        notify = self._context.notify
        words = ["Menurut kriteria dokumentasi dan pencatatan:", *(f"•  {one}" for one in criteria)]
        chosen = notify.choose("Pilah berkas ini?", "\n".join(words), choices)
        shortage: str | None = ""
        if chosen == "kurang":
            shortage = notify.ask_text(
                "Apa yang masih kurang?", "Catatan ini disampaikan kepada petugas layanan.", "Kekurangan", "Catat"
            )
        if chosen and shortage is not None:
            periods, missing = self._context.workspace.periods, shortage
            self._change(lambda: periods.sort(receipt.receipt_id, chosen != "tidak", missing), "Berkas sudah dipilah")

    def _resolve(self, receipt: ReceiptRow) -> None:
        periods = self._context.workspace.periods
        self._change(lambda: periods.resolve(receipt.receipt_id), "Kekurangan berkas sudah dilengkapi")

    def _paper(self, receipt: ReceiptRow) -> None:
        periods = self._context.workspace.periods
        self._context.runner.command(
            lambda: periods.receipt_letter(receipt.receipt_id),
            lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id),
            owner=self,
        )

    def _case(self, receipt: ReceiptRow) -> None:
        self._context.navigate("kasus_rinci", case_id=receipt.case_id)

    def _change(self, work: Callable[[], CasePage], words: str) -> None:
        def told(page: CasePage) -> None:
            self.changed.emit(page)
            self._context.notify.toast(words)

        self._context.runner.command(work, told, owner=self)
