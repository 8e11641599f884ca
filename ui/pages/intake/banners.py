"""The quiet lines above the complaint: earlier drafts, a client who may be known, an emergency."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import DraftRow
from ui.texts import mid_sentence
from ui.widgets.basics import Button
from ui.widgets.layouts import refill
from ui.widgets.messages import Banner

_EMERGENCY = "Ditandai darurat. Dahulukan keselamatan korban; kasus ini tampil paling atas di Tugas Saya."


class IntakeBanners(QWidget):
    """Takes no room while there is nothing to say.

    Signals:
        continued: the ``DraftRow`` to take up again.
        dropped: the ``DraftRow`` to throw away.
        calmed: the emergency mark is to be taken away.
        known: the client is the person of the case that is pointed out (True), or is not after all (False).
    """

    continued = Signal(object)
    dropped = Signal(object)
    calmed = Signal()
    known = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._emergency = Banner("danger", _EMERGENCY, Button("Batalkan tanda", kind="link", clicked=self.calmed.emit))
        self.same_button = Button("Ya, orang yang sama", kind="link", clicked=lambda: self.known.emit(True))
        self.other_button = Button("Batalkan", kind="link", clicked=lambda: self.known.emit(False))
        self._known = Banner("warn", "", self.same_button, self.other_button, closable=True)
        self._drafts = QVBoxLayout()
        self._drafts.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._emergency)
        box.addWidget(self._known)
        box.addLayout(self._drafts)
        self._emergency.hide()
        self._known.hide()

    def show_emergency(self, emergency: bool) -> None:
        """Show or take away the red line."""
        self._emergency.setVisible(emergency)

    def show_known(self, words: str, *, may_join: bool = False, joined: bool = False) -> None:
        """Say that the client may be known; empty words take the line away.

        ``may_join``: the person may state that it is so; ``joined``: and has done so.
        """
        if words:
            self._known.set_text(words)
        self.same_button.setVisible(may_join and not joined)
        self.other_button.setVisible(joined)
        self._known.setVisible(bool(words))

    def offer(self, drafts: Sequence[DraftRow]) -> None:
        """Offer the newest draft; the others come when it is settled."""
        banners = []
        for draft in drafts[:1]:
            more = f" Masih ada {len(drafts) - 1} konsep lain." if len(drafts) > 1 else ""
            count = len(draft.values)
            words = f"Ada isian yang belum selesai dari {mid_sentence(draft.when)} ({count} isian).{more}"
            go_on = Button("Lanjutkan", kind="link", clicked=partial(self.continued.emit, draft))
            drop = Button("Buang isian", kind="link", clicked=partial(self.dropped.emit, draft))
            banners.append(Banner("info", words, go_on, drop))
        refill(self._drafts, banners)
