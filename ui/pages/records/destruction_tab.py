"""The tab Pemusnahan: proposals, the head's word, the minutes, and the record that it was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views.records import DestructionRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.records import presenter
from ui.pages.records.records_tab import RecordsTab
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, ScrollColumn, label, row
from ui.widgets.layouts import refill
from ui.widgets.messages import EmptyState
from ui.widgets.pill import Pill, Status

_STATES = {
    "Menunggu persetujuan": Status("Menunggu persetujuan", Icon.WAITING, Tone.WARN),
    "Disetujui": Status("Disetujui", Icon.DONE_OUTLINE, Tone.INFO),
    "Ditolak": Status("Ditolak", Icon.CANCELLED, Tone.NEUTRAL),
    "Sudah dimusnahkan": Status("Sudah dimusnahkan", Icon.DONE, Tone.OK),
}


_PAPER = "Berkas kertas dimusnahkan"
_BACKUPS = (
    "Nomor register dan angka statistik tetap ada. Cadangan yang sudah dibuat masih memuat datanya sampai tergantikan, "
    "paling lama 12 bulan."
)


class ProposalCard(Card):
    """One proposal.

    Attributes:
        verbs: the buttons by their word.
    """

    def __init__(self, one: DestructionRow, deeds: Mapping[str, Callable[[DestructionRow], object]]) -> None:
        super().__init__("flat", margins=(14, 10, 12, 10), spacing=6)
        title = f"Usulan {one.destruction_id}"
        self.body.addLayout(row(label(title, Role.STRONG), None, Pill(_STATES[one.state])))
        words = label(presenter.destruction_words(one), wrap=True)
        self.body.addWidget(words)
        offered = [
            ("Setujui", one.may_decide),
            ("Tolak…", one.may_decide),
            ("Berita acara", one.may_draft or one.letter_id is not None),
            ("Catat sudah dimusnahkan", one.may_carry_out),
        ]
        self.verbs = {
            word: Button(word, name=f"{word} {title}", clicked=partial(deeds[word], one))
            for word, may in offered
            if may
        }
        if self.verbs:
            line = row(None, *self.verbs.values())
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.body.addLayout(line)
        self.setAccessibleName(f"{title}. {one.state}. {presenter.destruction_words(one)}")


class DestructionTab(RecordsTab):
    """All proposals."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.cards: list[ProposalCard] = []
        self._column = ScrollColumn(spacing=8)
        self._nothing = EmptyState(
            Icon.DELETE,
            "Belum ada usulan pemusnahan",
            "Usulan dibuat dari tab Rak arsip untuk berkas yang masa simpannya berakhir.",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._column, 1)
        box.addWidget(self._nothing, 1)

    def read(self) -> None:
        """Read the proposals again."""
        self._context.runner.query(self._context.workspace.destruction.all, self._show, latest="musnah")

    def _show(self, rows: tuple[DestructionRow, ...]) -> None:
        deeds = {
            "Setujui": self._approve,
            "Tolak…": self._refuse,
            "Berita acara": self._minutes,
            "Catat sudah dimusnahkan": self._carry_out,
        }
        self.cards = [ProposalCard(one, deeds) for one in rows]
        refill(self._column.body, list[QWidget](self.cards), stretch=True)
        self._column.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        waiting = sum(one.state == "Menunggu persetujuan" for one in rows)
        self.counted.emit(f"{waiting} usulan menunggu persetujuan pimpinan" if waiting else "")

    def _approve(self, one: DestructionRow) -> None:
        question = f"Setujui pemusnahan {len(one.files)} berkas?"
        what = "Berkas kertas dimusnahkan dan data kasusnya dihapus dari program" if one.with_data else _PAPER
        words = f"{what}, dengan berita acara oleh dua petugas. Ini tidak dapat dibatalkan sesudahnya."
        if self._context.notify.ask(question, words, "Setujui", kind="danger"):
            self._decide(one, "", approve=True)

    def _refuse(self, one: DestructionRow) -> None:
        note = self._context.notify.ask_text(
            "Tolak usulan ini?", "Alasannya dibaca yang mengusulkan.", "Alasan", "Tolak"
        )
        if note:
            self._decide(one, note, approve=False)

    def _decide(self, one: DestructionRow, note: str, *, approve: bool) -> None:
        destruction = self._context.workspace.destruction
        self._change(lambda: destruction.decide(one.destruction_id, approve=approve, note=note), "Putusan dicatat.")

    def _minutes(self, one: DestructionRow) -> None:
        if one.letter_id is not None:
            self._context.navigate("surat_rinci", letter_id=one.letter_id)
            return
        destruction = self._context.workspace.destruction
        self._context.runner.command(
            lambda: destruction.minutes(one.destruction_id),
            lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id),
            owner=self,
        )

    def _carry_out(self, one: DestructionRow) -> None:
        question = f"Catat {len(one.files)} berkas sudah dimusnahkan?"
        left = "Data kasusnya dihapus sekarang" if one.with_data else "Salinan digital dan catatannya tetap ada"
        words = f"Menurut berita acara nomor {one.letter_number}. {left}."
        if self._context.notify.ask(question, words, "Catat", kind="danger") and self._sure(one):
            destruction = self._context.workspace.destruction
            self._change(lambda: destruction.carry_out(one.destruction_id), "Pemusnahan dicatat dalam buku log.")

    def _sure(self, one: DestructionRow) -> bool:
        """Data are asked for once more: nothing brings them back."""
        if not one.with_data:
            return True
        question = f"Hapus data {len(one.files)} berkas sekarang?"
        return self._context.notify.ask(question, _BACKUPS, "Hapus data", kind="danger")

    def _change(self, work: Callable[[], object], words: str) -> None:
        def told(_result: object) -> None:
            self._context.notify.toast(words)
            self.read()

        self._context.runner.command(work, told, owner=self)
