"""The training office on screen: made with a progress bar at the first opening, entered with one click ever after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from models.domain.clock import Clock
from models.rehearsal import training
from models.services.ports import Renderers
from ui.icons import Icon
from ui.shell.ribbon import ribbon
from ui.tasks import Progress, Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row

_WIDTH = 460


class TrainingSetup(QWidget):
    """Shown while the training office is made.

    Signals:
        finished: the office stands.
    """

    finished = Signal()

    def __init__(self, folder: Path, clock: Clock, renderers: Renderers, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("page")
        self._bar = QProgressBar()
        self._bar.setRange(0, 100)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Kemajuan menyiapkan kantor latihan")
        card = Card(margins=(28, 26, 28, 26), spacing=8)
        card.setFixedWidth(_WIDTH)
        card.body.addWidget(label("Menyiapkan kantor latihan", Role.SUBTITLE))
        words = "Kantor, pegawai, dan kasus rekaan sedang dibuat. Hanya sekali ini, kurang dari satu menit."
        card.body.addWidget(label(words, Role.MUTED, wrap=True))
        card.body.addWidget(self._bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ribbon())
        box.addStretch(1)
        box.addLayout(row(None, card, None))
        box.addStretch(1)

        def work(progress: Progress) -> None:
            training.make(folder, clock.now(), renderers, lambda share: progress.tell(share, ""))

        progress = runner.lengthy("Menyiapkan kantor latihan", work, lambda _none: self.finished.emit(), owner=self)
        progress.moved.connect(lambda share, _words: self._bar.setValue(round(100 * share)))


class TrainingAccounts(Card):
    """Whom a learner may be: one button per account, and the password for the lock screen."""

    def __init__(self, enter: Callable[[str, str], object]) -> None:
        super().__init__(margins=(20, 14, 20, 14), spacing=6)
        self.body.addWidget(label("Latihan: pilih peran Anda", Role.STRONG))
        words = f"Semua orang dan kasus di sini rekaan. Kata sandi setiap akun: {training.PASSWORD}"
        self.body.addWidget(label(words, Role.MUTED, wrap=True))
        for username, told in training.accounts():
            button = Button(f"Masuk sebagai {told}", Icon.LOGIN)
            button.clicked.connect(lambda _on=False, name=username: enter(name, training.PASSWORD))
            self.body.addWidget(button)
