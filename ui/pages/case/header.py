"""The head of the case page: number and client, what must be known at once, and the rarer actions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from models.services.views import CaseHead, CasePage
from ui.icons import Icon
from ui.tables.task_columns import STANDING
from ui.theme import Tone
from ui.widgets import pill
from ui.widgets.basics import Button, IconButton
from ui.widgets.layouts import refill
from ui.widgets.page import PageHead
from ui.widgets.pill import Pill, Status

_RISKS = {
    "tinggi": pill.HIGH_RISK,
    "sedang": Status("Risiko sedang", Icon.RISK, Tone.WARN),
    "rendah": Status("Risiko rendah", Icon.RISK, Tone.NEUTRAL),
}


def pills_of(page: CasePage) -> list[Status]:
    """What the head shows as pills, most urgent first."""
    head = page.head
    found = [pill.URGENT] if head.emergency else []
    if head.risk in _RISKS:
        found.append(_RISKS[head.risk])
    if page.step is None:
        found.append(Status(head.ended_as or "Selesai", Icon.DONE_OUTLINE, Tone.OK))
    else:
        found.append(STANDING[page.step.time.standing])
    return [*found, pill.SECRET]


class CaseHeader(QWidget):
    """Back, number and client, pills, "Tampilkan nama", and a menu.

    Signals:
        back: the list is wanted.
        reveal: names are wanted (or, while they are shown, to be hidden).
        move_version: the case is to follow the version of its SOP in force now.
        red_path: whom to call and what is ready.
        proof / reopen / copy_number / side: entries of the menu and the button for the facts in narrow windows.
    """

    back = Signal()
    reveal = Signal()
    proof = Signal()
    reopen = Signal()
    assign = Signal()
    hand_over = Signal()
    move_version = Signal()
    copy_number = Signal()
    side = Signal()
    red_path = Signal()
    data_rights = Signal()
    send_package = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = PageHead("Kasus")
        self._may_send = False
        self.reveal_button = Button("Tampilkan nama", Icon.SHOW, clicked=self.reveal.emit,
                                    tip="Tampilkan nama lengkap (dicatat dalam riwayat akses)")  # fmt: skip
        self.side_button = Button("Ringkasan", Icon.INFO, clicked=self.side.emit, tip="Data ringkas (F6)")
        self.side_button.hide()
        menu = QMenu()
        menu.addAction("Salin nomor kasus").triggered.connect(lambda _on=False: self.copy_number.emit())
        menu.addAction("Bukti mutu baku").triggered.connect(lambda _on=False: self.proof.emit())
        self._assign = menu.addAction("Tugaskan…")
        self._assign.triggered.connect(lambda _on=False: self.assign.emit())
        self._hand_over = menu.addAction("Serahkan kepada…")
        self._hand_over.triggered.connect(lambda _on=False: self.hand_over.emit())
        self._move = menu.addAction("Pindahkan ke versi SOP yang berlaku…")
        self._move.triggered.connect(lambda _on=False: self.move_version.emit())
        self._rights = menu.addAction("Permohonan tentang data…")
        self._rights.triggered.connect(lambda _on=False: self.data_rights.emit())
        self._send = menu.addAction("Kirim paket ke kantor lain…")
        self._send.triggered.connect(lambda _on=False: self.send_package.emit())
        self._reopen = menu.addAction("Buka kembali kasus…")
        self._reopen.triggered.connect(lambda _on=False: self.reopen.emit())
        self.more_button = IconButton(Icon.MORE, "Tindakan lain", menu=menu)
        self.urgent_button = Button("Jalur darurat", Icon.RISK, "danger", clicked=self.red_path.emit)
        self.urgent_button.hide()
        for widget in (self.urgent_button, self.side_button, self.reveal_button, self.more_button):
            self._words.verbs.addWidget(widget)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(IconButton(Icon.BACK, "Kembali ke daftar kasus", clicked=self.back.emit))
        box.addWidget(self._words, 1)

    def show_page(self, page: CasePage) -> None:
        """Show the head of this case."""
        head = page.head
        title = head.period or " · ".join(part for part in (head.number, head.client_label) if part)
        self._words.set_words(title, _sentence(head))
        refill(self._words.beside, [Pill(status) for status in pills_of(page)])
        self.urgent_button.setVisible(head.urgent)
        self._reopen.setVisible(head.may_reopen)
        self._move.setVisible(head.may_move)
        self._assign.setVisible(page.step is not None and page.step.may_assign)
        self._hand_over.setVisible(page.step is not None and page.step.may_work)
        self.reveal_button.setVisible(not head.period)
        self._send.setVisible(self._may_send and not head.period)

    def offer(self, *, rights: bool, package: bool) -> None:
        """Whether the reader sees what persons ask about their data, and may hand the case to another office."""
        self._rights.setVisible(rights)
        self._may_send = package

    def show_revealed(self, shown: bool) -> None:
        """Say on the button what pressing it does now."""
        self.reveal_button.set_text(*(("Sembunyikan nama", Icon.HIDE) if shown else ("Tampilkan nama", Icon.SHOW)))


def _sentence(head: CaseHead) -> str:
    begun = head.number if head.period else head.received_text
    return " · ".join(part for part in (head.service, head.sop_line, begun) if part)
