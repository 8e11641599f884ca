"""Logging in: user name and password, the wait after wrong tries, and the way back in with the recovery key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from models.services.gate import Gate
from ui import theme
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.attempt import Attempt
from ui.shell.nav import ribbon
from ui.shell.restore import RestoreCard
from ui.shell.training import TrainingAccounts
from ui.tasks import Runner
from ui.texts import PRODUCT
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.fields import FieldNote, PasswordField, labelled
from ui.widgets.passwords import NewPassword

_WIDTH = 440


class LoginScreen(QWidget):
    """The first screen.

    Args of the constructor:
        office: name shown below the program's, "" before anybody has logged in on this PC.
        username: filled in where it is known in memory (after set-up or locking), never from the disk.

    Signals:
        entered: the ``Session`` that was opened.
        set_up_wanted: there is no office here after all; it is to be set up.
    """

    entered = Signal(object)
    set_up_wanted = Signal()

    def __init__(self, gate: Gate, runner: Runner, notify: Notifier, *, office: str = "", username: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self._gate, self._runner, self._notify = gate, runner, notify
        self.username = QLineEdit(username)
        self.password = PasswordField()
        self.password.entered.connect(self._log_in)
        self.username.returnPressed.connect(self.password.setFocus)
        self.note = FieldNote()
        self.button = Button("Masuk", Icon.LOGIN, "primary", clicked=self._log_in)
        self.forgot = Button("Lupa kata sandi?", kind="link", clicked=lambda: self._cards.setCurrentIndex(1))
        self.restore_link = Button("Pulihkan dari cadangan…", kind="link", clicked=self.show_restore)
        if gate.training:
            self.restore_link.hide()
        self._attempt = Attempt(
            self, runner, notify, button=self.button, note=self.note, again=self.password, entered=self.entered.emit
        )  # fmt: skip
        self._cards = QStackedWidget()
        accounts = TrainingAccounts(self._enter) if gate.training else None
        self._cards.addWidget(_centred(self._login_card(office), accounts))
        self.recovery = RecoveryCard(gate, runner, notify)
        self.recovery.entered.connect(self.entered)
        self.recovery.back_wanted.connect(lambda: self._cards.setCurrentIndex(0))
        self._cards.addWidget(_centred(self.recovery))
        self.restore = RestoreCard(gate, runner, notify)
        self.restore.entered.connect(self.entered)
        self.restore.back_wanted.connect(self._back_from_restore)
        self._cards.addWidget(_centred(self.restore))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if gate.training:
            box.addWidget(ribbon())
        box.addWidget(self._cards, 1)
        self._attempt.hold(gate.wait_seconds())
        self.setFocusProxy(self.password if username else self.username)

    def _login_card(self, office: str) -> QWidget:
        card = Card(margins=(28, 26, 28, 24), spacing=6)
        card.body.addLayout(brand(office))
        card.body.addSpacing(10)
        card.body.addLayout(labelled("Nama pengguna", self.username))
        card.body.addSpacing(6)
        card.body.addLayout(labelled("Kata sandi", self.password))
        card.body.addWidget(self.note)
        card.body.addSpacing(8)
        card.body.addWidget(self.button)
        for link in (self.forgot, self.restore_link):  # side by side they are cut where the text is large
            card.body.addLayout(row(None, link, None))
        return card

    def show_restore(self) -> None:
        """Show the way back from a backup instead of the login."""
        self._cards.setCurrentIndex(2)
        self.restore.choose_button.setFocus()

    def _back_from_restore(self) -> None:
        if self._gate.exists():
            self._cards.setCurrentIndex(0)
        else:
            self.set_up_wanted.emit()

    def _enter(self, username: str, password: str) -> None:
        gate = self._gate
        self._attempt.start(lambda: gate.unlock(username, password), lambda: gate.rescue(username, password))

    def _log_in(self) -> None:
        username, password = self.username.text().strip(), self.password.text()
        if not username or not password:
            self.note.show_problem("Tulis nama pengguna dan kata sandi Anda.")
            (self.password if username else self.username).setFocus()
            return
        self._enter(username, password)
        self.password.clear()


class RecoveryCard(Card):
    """The way back in with the key on paper, and a new password.

    Signals:
        entered: the ``Session`` that was opened.
        back_wanted: the person remembers the password after all.
    """

    entered = Signal(object)
    back_wanted = Signal()

    def __init__(self, gate: Gate, runner: Runner, notify: Notifier) -> None:
        super().__init__(margins=(28, 22, 28, 20), spacing=6)
        self._gate = gate
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
        self._attempt.start(lambda: self._gate.unlock_with_recovery(key, username, password))


def brand(office: str) -> QVBoxLayout:
    """The program's sign and name, and the office below it."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(PRODUCT, Role.SUBTITLE))
    words.addWidget(label(office or "Penjangkauan, formulir, dan surat", Role.CAPTION))
    sign = row(IconLabel(Icon.BRAND, "primary", 30), spacing=10)
    sign.addLayout(words, 1)
    box = QVBoxLayout()
    box.addLayout(sign)
    return box


def _centred(*cards: QWidget | None) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setSpacing(12)
    box.addStretch(1)
    for card in cards:
        if card is not None:
            card.setFixedWidth(theme.current().px(_WIDTH))
            box.addLayout(row(None, card, None))
    box.addStretch(1)
    return holder
