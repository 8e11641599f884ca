"""Periksa keaslian surat: a number or check code, typed or scanned, compared with the register."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from models.services.views import Verdict
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role, Tone
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import empty
from ui.widgets.messages import announce
from ui.widgets.pill import Pill, Status

_SIZE = (560, 400)
_LOOK = {
    "asli": Status("Berlaku", Icon.DONE, Tone.OK),
    "batal": Status("Dibatalkan", Icon.CANCELLED, Tone.DANGER),
    "dipesan": Status("Ditulis tangan", Icon.EDIT, Tone.INFO),
    "berubah": Status("Tidak cocok", Icon.RISK, Tone.DANGER),
    "tidak_dikenal": Status("Tidak dikenal", Icon.PROBLEM, Tone.DANGER),
}


class VerifyDialog(QDialog):
    """Signals:
    letter_wanted: the id of the letter that is to be opened.
    """

    letter_wanted = Signal(int)

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        super().__init__(parent)
        self._context = context
        self._letter_id: int | None = None
        self.setWindowTitle("Periksa keaslian surat")
        shown = theme.current()
        self.resize(shown.px(_SIZE[0]), shown.px(_SIZE[1]))
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("Ketik, atau pindai kode QR di kaki surat")
        self.edit.returnPressed.connect(self._check)
        self.check_button = Button("Periksa", Icon.SEARCH, "primary", clicked=self._check)
        self.open_button = Button("Buka surat", Icon.LETTER, clicked=self._open)
        self.open_button.hide()
        self._result = QWidget()
        self._lines = QVBoxLayout(self._result)
        self._lines.setContentsMargins(0, 6, 0, 0)
        self._lines.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("Periksa keaslian surat", Role.SUBTITLE))
        box.addLayout(labelled("Nomor surat atau kode periksa", self.edit))
        box.addWidget(self._result, 1)
        box.addLayout(row(self.open_button, None, Button("Tutup", clicked=self.reject), self.check_button))
        self.edit.setFocus()

    def _check(self) -> None:
        text = self.edit.text().strip()
        if text:
            service = self._context.workspace.authenticity
            self._context.runner.query(lambda: service.check(text), self.show_verdict, owner=self, latest="keaslian")

    def show_verdict(self, verdict: Verdict) -> None:
        """Say what the register says."""
        empty(self._lines)
        status = _LOOK[verdict.kind]
        self._lines.addLayout(row(Pill(status), None))
        self._lines.addWidget(label(verdict.sentence, wrap=True))
        for name, text in verdict.lines:
            self._lines.addWidget(label(f"{name}: {text}", Role.STRONG if name == "Nomor" else Role.BODY, wrap=True))
        self._lines.addStretch(1)
        self._letter_id = verdict.letter_id
        self.open_button.setVisible(verdict.letter_id is not None)
        self.edit.selectAll()
        self.edit.setFocus()
        announce(self, f"{status.word}. {verdict.sentence}")

    def _open(self) -> None:
        if self._letter_id is not None:
            self.accept()
            self.letter_wanted.emit(self._letter_id)
