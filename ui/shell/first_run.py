"""The set-up of a new office: a few short pages, then the recovery key that is shown this once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.domain.clock import SystemClock
from models.errors import ErrorCode, UserError
from models.services.entry import founding
from models.services.ports import Renderers
from models.settings.office import OfficeProfile
from ui.icons import Icon
from ui.notify import Notifier
from ui.printing import PrintService
from ui.recovery_key import RecoveryKey
from ui.shell.door import Door, Move
from ui.shell.first_run_officers import OfficersStep
from ui.shell.first_run_step import Answers, Step, Wrong
from ui.shell.first_run_steps import AccountStep, BackupStep, OfficeStep, ProceduresStep
from ui.shell.first_run_welcome import WelcomeStep
from ui.shell.login import brand
from ui.shell.ribbon import ribbon
from ui.tasks import Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, restyle, row
from ui.widgets.fields import FieldNote

_WIDTH, _INDEX = 720, 220


class FirstRun(QWidget):
    """All steps, with an index at the left and "Kembali" and "Lanjut" below.

    Signals:
        finished: user name of the first account, "" on a PC that joins; the office exists now.
        restore_wanted: the office is to come back from a backup instead.
    """

    finished = Signal(str)
    restore_wanted = Signal()

    def __init__(
        self, door: Door, renderers: Renderers, runner: Runner, notify: Notifier, printing: PrintService
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._door, self._renderers, self._runner = door, renderers, runner
        self._notify, self._printing = notify, printing
        self.answers = Answers(OfficeProfile(""))
        welcome = WelcomeStep(door, runner, notify)
        welcome.restore_wanted.connect(self.restore_wanted)
        welcome.joined.connect(self._joined)
        self.steps: list[Step] = [
            welcome,
            OfficeStep(notify),
            OfficersStep(),
            ProceduresStep(founding.offers()),
            AccountStep(),
            BackupStep(notify),
        ]
        self.key: RecoveryKey | None = None
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
            step.listen(step)
            step.edited.connect(self._look_again)
        self._wrong: Wrong | None = None
        self._title = label("", Role.TITLE)
        self._place = label("", Role.CAPTION)
        self.note = FieldNote()
        self.back = Button("Kembali", Icon.BACK, clicked=lambda: self._go(self._stack.currentIndex() - 1))
        self.next = Button("Lanjut", Icon.FORWARD, "primary", clicked=self.go_on)
        self._index = [label("", Role.MUTED) for _ in (*self.steps, None)]
        self._lay_out()
        self._go(0)

    def go_on(self) -> None:
        """To the next step, or found the office after the last one."""
        if self.key is not None:
            self.key.check()
            self.next.set_text("Selesai, masuk sekarang" if self.key.asking else "Kunci sudah di kertas")
            return
        number = self._stack.currentIndex()
        step = self.steps[number]
        wrong = step.problem()
        self._complain(wrong)
        if wrong:
            return
        step.take(self.answers)
        if number + 1 < len(self.steps):
            self._go(number + 1)
        else:
            self._found()

    def _complain(self, wrong: Wrong | None) -> None:
        """Say what is wrong beside the buttons and lead to its field; nothing wrong takes the words away."""
        if self._wrong is not None and self._wrong.field is not None:
            restyle(self._wrong.field, invalid=False)
        self._wrong = wrong
        if wrong is None:
            self.note.clear()
            return
        self.note.show_problem(wrong.words)
        if wrong.field is not None:
            restyle(wrong.field, invalid=True)
            wrong.field.setFocus()

    def _look_again(self) -> None:
        """A complaint goes as soon as its reason is gone."""
        if self._wrong is not None and self.steps[self._stack.currentIndex()].problem() != self._wrong:
            self._complain(None)

    def _found(self) -> None:
        self.note.clear()
        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.next.set_text("Menyiapkan kantor…")
        found = partial(self._door.found, self.answers.folder, self.answers.setup())
        self._runner.command(found, self._founded, self._refused)

    def _joined(self, move: Move) -> None:
        """Another PC has set the office up: nothing is left to do here but to log in."""
        self._door.enter(move)
        self.finished.emit("")

    def _founded(self, made: tuple[str, Move | None]) -> None:
        key, move = made
        if move is not None:
            self._door.enter(move)
        self.answers.password = ""
        self.key = RecoveryKey(
            key, self.answers.profile.name, SystemClock().now().date(), self._renderers, self._printing,
            training=self._door.step.training,
        )  # fmt: skip
        self.key.confirmed.connect(lambda: self.finished.emit(self.answers.username))
        self._stack.addWidget(self.key)
        self._stack.setCurrentWidget(self.key)
        self.next.setEnabled(True)
        self.next.set_text("Kunci sudah di kertas")
        self.back.hide()
        self._head(len(self.steps), "Kunci pemulihan")

    def _refused(self, error: UserError) -> None:
        self.next.setEnabled(True)
        self.back.setEnabled(True)
        self.next.set_text("Siapkan kantor")
        if error.code is ErrorCode.WEAK_PASSWORD:
            self._go(next(number for number, step in enumerate(self.steps) if isinstance(step, AccountStep)))
        self._notify.problem(error)

    def _go(self, number: int) -> None:
        self._complain(None)
        step = self.steps[number]
        step.begin(self.answers)
        self._stack.setCurrentIndex(number)
        self.back.setVisible(number > 0)
        last = number + 1 == len(self.steps)
        self.next.set_text("Siapkan kantor" if last else "Lanjut")
        self._head(number, step.title)
        (_first_field(step) or self.next).setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, number: int, title: str) -> None:
        self._title.setText(title)
        self._place.setText(f"Langkah {number + 1} dari {len(self._index)}")
        for place, (words, name) in enumerate(zip(self._index, self._names(), strict=True)):
            words.setText(name)
            restyle(words, role=Role.STRONG.value if place == number else Role.MUTED.value)

    def _names(self) -> list[str]:
        return [*(step.title for step in self.steps), "Kunci pemulihan"]

    def _lay_out(self) -> None:
        left = Card(margins=(20, 20, 20, 20), spacing=10)
        left.setFixedWidth(_INDEX)
        left.body.addLayout(brand("Penyiapan kantor"))
        left.body.addSpacing(12)
        for words in self._index:
            left.body.addWidget(words)
        left.body.addStretch(1)
        secret = row(
            IconLabel(Icon.DATABASE_LOCKED),
            label("Semua data tersandi dan tetap di kantor ini.", Role.CAPTION, wrap=True),
            stretch=1,
        )
        left.body.addLayout(secret)
        right = Card(margins=(24, 18, 16, 16), spacing=10)
        right.setMaximumWidth(_WIDTH + 100)
        right.body.addLayout(row(self._title, None, self._place))
        right.body.addWidget(self._stack, 1)
        right.body.addWidget(self.note)
        right.body.addLayout(row(self.back, None, self.next))
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 20, 24, 20)
        middle.setSpacing(16)
        middle.addStretch(1)
        middle.addWidget(left)
        middle.addWidget(right, 10)
        middle.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if self._door.step.training:
            box.addWidget(ribbon())
        box.addLayout(middle, 1)


def _first_field(step: Step) -> QWidget | None:
    """Where Tab would stop first; the focus chain holds labels and frames as well."""
    widget = step.nextInFocusChain()
    while widget is not None and step.isAncestorOf(widget):
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isEnabled() and widget.isVisibleTo(step):
            return widget
        widget = widget.nextInFocusChain()
    return None
