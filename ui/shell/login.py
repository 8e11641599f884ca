"""Logging in: user name and password, the wait after wrong tries, and the way back in with the recovery key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from models import messages
from models.errors import ErrorCode, UserError
from models.services.gate import Gate, Session
from ui import theme
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.nav import ribbon
from ui.shell.training import TrainingAccounts
from ui.tasks import Runner
from ui.texts import PRODUCT
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.fields import FieldNote, PasswordField, labelled
from ui.widgets.passwords import NewPassword

_WIDTH = 440
#: Refusals that belong below the fields; anything else is a message of its own.
_BESIDE = {
    ErrorCode.WRONG_PASSWORD,
    ErrorCode.UNKNOWN_USER,
    ErrorCode.USER_INACTIVE,
    ErrorCode.RECOVERY_KEY_TYPO,
    ErrorCode.RECOVERY_KEY_WRONG,
    ErrorCode.WEAK_PASSWORD,
}


class Attempt:
    """Runs one try at a time off the GUI thread, shows its refusal and counts down the wait."""

    def __init__(
        self,
        owner: QWidget,
        runner: Runner,
        notify: Notifier,
        *,
        button: Button,
        note: FieldNote,
        entered: Callable[[Session], object],
    ) -> None:
        self._owner, self._runner, self._notify = owner, runner, notify
        self._button, self._note, self._entered = button, note, entered
        self._verb = button.accessibleName()
        self._wait = 0
        self._timer = QTimer(owner, interval=1000)
        self._timer.timeout.connect(self._count_down)

    def start(self, work: Callable[[], Session]) -> None:
        """Try ``work`` unless one is running or the person must wait."""
        if not self._button.isEnabled():
            return
        self._note.clear()
        self._button.setEnabled(False)
        self._button.set_text("Membuka data…")
        self._runner.command(work, self._done, self._refused, owner=self._owner)

    def hold(self, seconds: int) -> None:
        """Let the next try wait ``seconds``."""
        self._wait = seconds
        self._button.setEnabled(seconds <= 0)
        self._button.set_text(f"Tunggu {seconds} detik" if seconds > 0 else self._verb)
        if seconds > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def _done(self, session: Session) -> None:
        self.hold(0)
        self._entered(session)

    def _refused(self, error: UserError) -> None:
        wait = error.details.get("wait", 0)
        self.hold(wait if isinstance(wait, int) else 0)
        if error.code in _BESIDE:
            said = messages.render(error)
            self._note.show_problem(" ".join(part for part in (said.why, said.do) if part))
        else:
            self._notify.problem(error)

    def _count_down(self) -> None:
        self.hold(self._wait - 1)


class LoginScreen(QWidget):
    """The first screen.

    Args of the constructor:
        office: name shown below the program's, "" before anybody has logged in on this PC.
        username: filled in where it is known in memory (after set-up or locking), never from the disk.

    Signals:
        entered: the ``Session`` that was opened.
    """

    entered = Signal(object)

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
        self._attempt = Attempt(self, runner, notify, button=self.button, note=self.note, entered=self.entered.emit)
        self._cards = QStackedWidget()
        accounts = TrainingAccounts(self._enter) if gate.training else None
        self._cards.addWidget(_centred(self._login_card(office), accounts))
        self.recovery = RecoveryCard(gate, runner, notify)
        self.recovery.entered.connect(self.entered)
        self.recovery.back_wanted.connect(lambda: self._cards.setCurrentIndex(0))
        self._cards.addWidget(_centred(self.recovery))
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
        card.body.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignHCenter)
        return card

    def _enter(self, username: str, password: str) -> None:
        self._attempt.start(lambda: self._gate.unlock(username, password))

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
        self._attempt = Attempt(self, runner, notify, button=self.button, note=self.note, entered=self.entered.emit)
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
