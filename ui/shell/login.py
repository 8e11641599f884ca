"""Logging in: user name and password, and the wait after wrong tries. The ways back in are made when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell import later
from ui.shell.attempt import Attempt
from ui.shell.door import Door
from ui.shell.ribbon import ribbon
from ui.tasks import Runner
from ui.texts import PRODUCT
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.fields import FieldNote, PasswordField, labelled

if TYPE_CHECKING:
    from ui.shell.recovery import RecoveryCard
    from ui.shell.restore import RestoreCard

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

    def __init__(self, door: Door, runner: Runner, notify: Notifier, *, office: str = "", username: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self._door, self._runner, self._notify = door, runner, notify
        self.username = QLineEdit(username)
        self.password = PasswordField()
        self.password.entered.connect(self._log_in)
        self.username.returnPressed.connect(self.password.setFocus)
        self.note = FieldNote()
        self.button = Button("Masuk", Icon.LOGIN, "primary", clicked=self._log_in)
        self.forgot = Button("Lupa kata sandi?", kind="link", clicked=self.show_recovery)
        self.restore_link = Button("Pulihkan dari cadangan…", kind="link", clicked=self.show_restore)
        if door.step.training:
            self.restore_link.hide()
        self._attempt = Attempt(
            self, runner, notify, button=self.button, note=self.note, again=self.password, entered=self.entered.emit
        )  # fmt: skip
        self._cards = QStackedWidget()
        accounts = later.training_accounts(self._enter) if door.step.training else None
        self._cards.addWidget(_centred(self._login_card(office), accounts))
        self._recovery: RecoveryCard | None = None
        self._restore: RestoreCard | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if door.step.training:
            box.addWidget(ribbon())
        box.addWidget(self._cards, 1)
        self._attempt.hold(door.step.wait_seconds())
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

    @property
    def recovery(self) -> RecoveryCard:
        """The way back in with the recovery key."""
        if self._recovery is None:
            self._recovery = later.recovery_card(self._door, self._runner, self._notify)
            self._recovery.entered.connect(self.entered)
            self._recovery.back_wanted.connect(lambda: self._cards.setCurrentIndex(0))
        return self._recovery

    @property
    def restore(self) -> RestoreCard:
        """The way back from a backup."""
        if self._restore is None:
            self._restore = later.restore_card(self._door, self._runner, self._notify)
            self._restore.entered.connect(self.entered)
            self._restore.back_wanted.connect(self._back_from_restore)
        return self._restore

    def show_recovery(self) -> None:
        """Show the way back in with the recovery key instead of the login."""
        self._show(self.recovery)

    def show_restore(self) -> None:
        """Show the way back from a backup instead of the login."""
        self._show(self.restore)
        self.restore.choose_button.setFocus()

    def _show(self, card: RecoveryCard | RestoreCard) -> None:
        holder = card.parentWidget()
        if holder is None:
            holder = _centred(card)
            self._cards.addWidget(holder)
        self._cards.setCurrentWidget(holder)

    def _back_from_restore(self) -> None:
        if self._door.step.exists():
            self._cards.setCurrentIndex(0)
        else:
            self.set_up_wanted.emit()

    def _enter(self, username: str, password: str) -> None:
        door = self._door
        self._attempt.start(lambda: door.gate.unlock(username, password), lambda: door.gate.rescue(username, password))

    def _log_in(self) -> None:
        username, password = self.username.text().strip(), self.password.text()
        if not username or not password:
            self.note.show_problem("Tulis nama pengguna dan kata sandi Anda.")
            (self.password if username else self.username).setFocus()
            return
        self._enter(username, password)
        self.password.clear()


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
