"""How far a letter is, the one thing to do next, and what happened so far."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.letters.life import Stage, Step
from models.services.views import LetterDeed, LetterLife
from ui import theme
from ui.icons import Icon
from ui.pages.letters import presenter
from ui.theme import Role
from ui.widgets.basics import Button, ButtonKind, Card, ScrollColumn, label, row
from ui.widgets.layouts import empty
from ui.widgets.messages import Banner

#: The verb of each step, the icon beside it; the letter's own "Beri nomor" stands with its fields.
_VERBS = {
    Step.SUBMIT: ("Ajukan untuk diperiksa", Icon.FORWARD),
    Step.APPROVE: ("Setujui", Icon.CHECK),
    Step.RETURN: ("Kembalikan dengan catatan…", Icon.UNDO),
    Step.WITHDRAW: ("Tarik kembali", Icon.UNDO),
    Step.SIGN: ("Catat tanda tangan…", Icon.EDIT),
    Step.SEND: ("Catat pengiriman…", Icon.LETTER),
    Step.RECEIPT: ("Catat tanda terima…", Icon.CHECK),
}
_HISTORY = 170
_SCANNED = frozenset({Stage.SIGNED, Stage.SENT, Stage.REPLIED})


class LifePanel(Card):
    """Signals:
    step_wanted: the ``Step`` the person wants to do.
    scan_wanted: the id of the event whose scan is to be shown.
    scan_missing: a scan is to be kept with the letter.
    """

    step_wanted = Signal(object)
    scan_wanted = Signal(int)
    scan_missing = Signal()

    def __init__(self) -> None:
        super().__init__("flat", margins=(12, 8, 12, 8), spacing=6)
        self.buttons: dict[Step, Button] = {}
        self._count = 0
        self.history_button = Button("", kind="link", clicked=self._fold)
        self.scan_button = Button("Lampirkan pindaian…", kind="link", clicked=self.scan_missing.emit)
        self._verbs, self._history = QVBoxLayout(), ScrollColumn(spacing=6)
        self._verbs.setSpacing(6)
        self._history.setFixedHeight(theme.current().px(_HISTORY))
        self._deeds = self._history.body
        self.body.addLayout(self._verbs)
        self.body.addLayout(row(self.history_button, self.scan_button, None, spacing=12))
        self.body.addWidget(self._history)
        self._history.hide()
        self.hide()

    def show_life(self, life: LetterLife) -> None:
        """Show the stage of a letter; a draft with nothing behind it shows nothing."""
        empty(self._verbs)
        self.buttons = {}
        if life.remark:
            self._verbs.addWidget(Banner("warn", f"Dikembalikan: {life.remark}"))
        if life.waiting:
            self._verbs.addWidget(label(life.waiting, Role.CAPTION, wrap=True))
        wanted = [step for step in life.steps if step in _VERBS]
        for index, step in enumerate(wanted):
            words, icon = _VERBS[step]
            kind: ButtonKind = "primary" if index == 0 and presenter.leads(life.stage, step) else "normal"
            button = Button(words, icon, kind, clicked=partial(self.step_wanted.emit, step))
            self.buttons[step] = button
        shown = list(self.buttons.values())
        for start in range(0, len(shown), 2):
            self._verbs.addLayout(row(*shown[start : start + 2], None))
        self._show_history(life.history)
        scanned = any(deed.scan for deed in life.history)
        self.scan_button.setVisible(life.stage in _SCANNED and not scanned)
        self.setVisible(bool(wanted or life.waiting or life.history or life.remark))

    def _show_history(self, history: tuple[LetterDeed, ...]) -> None:
        empty(self._deeds)
        for deed in history:
            self._deeds.addWidget(self._deed(deed))
        self._deeds.addStretch(1)
        self.history_button.setVisible(bool(history))
        self._history.hide()
        self._count = len(history)
        self._tell()

    def _deed(self, deed: LetterDeed) -> QWidget:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        title = label(deed.title, Role.STRONG)
        if deed.scan:
            show = Button("Lihat pindaian", kind="link", clicked=partial(self.scan_wanted.emit, deed.event_id))
            box.addLayout(row(title, None, show))
        else:
            box.addWidget(title)
        if deed.detail:
            box.addWidget(label(deed.detail, wrap=True))
        box.addWidget(label(f"{deed.by}, {deed.when}", Role.CAPTION, wrap=True))
        return whole

    def _fold(self) -> None:
        self._history.setVisible(self._history.isHidden())
        self._tell()

    def _tell(self) -> None:
        words = f"Riwayat surat ({self._count})" if self._history.isHidden() else "Tutup riwayat"
        self.history_button.set_text(words)
