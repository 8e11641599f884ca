"""The way back into an office with the recovery key that lies on paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.attempt import Attempt
from ui.shell.door import Door
from ui.tasks import Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import FieldNote, labelled
from ui.widgets.passwords import NewPassword


class RecoveryCard(Card):
    """The way back in with the key on paper, and a new password.

    Signals:
        entered: the ``Session`` that was opened.
        back_wanted: the person remembers the password after all.
    """

    entered = Signal(object)
    back_wanted = Signal()

    def __init__(self, door: Door, runner: Runner, notify: Notifier) -> None:
        super().__init__(margins=(28, 22, 28, 20), spacing=6)
        self._door = door
        self.key, self.username = QLineEdit(), QLineEdit()
        self.key.setPlaceholderText("XXXXX-XXXXX-XXXXX-…")
        self.password = NewPassword()
        self.note = FieldNote()
        self.button = Button("Buka dengan kunci pemulihan", Icon.RECOVERY, "primary", clicked=self._open)
        self._attempt = Attempt(
            self, runner, notify, button=self.button, note=self.note, again=self.key, entered=self.entered.emit
        )  # fmt: skip
        back = Button("Kembali", Icon.BACK, "link", clicked=self.back_wanted.emit)
        self.body.addWidget(label("Masuk dengan kunci pemulihan", Role.SUBTITLE))
        words = "Kunci ini dicetak saat kantor disiapkan dan disimpan dalam amplop tertutup. Pemakaiannya dicatat."
        self.body.addWidget(label(words, Role.MUTED, wrap=True))
        self.body.addLayout(labelled("Kunci pemulihan (8 kelompok)", self.key))
        self.body.addLayout(labelled("Nama pengguna", self.username))
        self.body.addWidget(self.password)
        self.body.addWidget(self.note)
        self.body.addLayout(row(back, None, self.button))

    def _open(self) -> None:
        key, username = self.key.text(), self.username.text().strip()
        if not key or not username:
            self.note.show_problem("Tulis kunci pemulihan dan nama pengguna Anda.")
            return
        if wrong := self.password.problem():
            self.note.show_problem(wrong)
            return
        password = self.password.text()
        self._attempt.start(lambda: self._door.gate.unlock_with_recovery(key, username, password))
