"""The last screen: the day's changes go into a backup before the window closes, unless somebody is in a hurry."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.workspace import Workspace
from ui import theme
from ui.icons import Icon
from ui.tasks import Progress, Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.rows import ProgressLine

#: Nobody is kept from going home; the backup of the next day holds everything, too.
LONGEST_S = 90


class ClosingScreen(QWidget):
    """Shows the backup on closing and lets the person close at once. The lock is queued behind the backup by the
    program; giving the backup up makes way for it.
    """

    def __init__(self, workspace: Workspace, runner: Runner, *, longest_s: int = LONGEST_S) -> None:
        super().__init__()
        self.setObjectName("page")
        backup = workspace.backup
        self.words = label("Menyiapkan…", Role.CAPTION)
        self._bar = ProgressLine("Kemajuan cadangan")
        self.now_button = Button("Tutup sekarang", Icon.CLOSE, clicked=self._give_up)
        card = Card(margins=(28, 24, 28, 20), spacing=8)
        card.setFixedWidth(theme.current().px(460))
        card.body.addWidget(label("Membuat cadangan sebelum menutup", Role.SUBTITLE))
        note = "Semua sudah tersimpan. Cadangan berisi pekerjaan hari ini; tanpa itu pun tidak ada yang hilang."
        card.body.addWidget(label(note, Role.MUTED, wrap=True))
        card.body.addWidget(self._bar)
        card.body.addWidget(self.words)
        card.body.addLayout(row(None, self.now_button))
        box = QVBoxLayout(self)
        box.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.now_button)

        def work(progress: Progress) -> object:
            return backup.keep(progress.tell, progress.cancelled) if backup.wanted_on_closing() else None

        self._progress = runner.lengthy("Membuat cadangan", work)
        self._progress.moved.connect(self._moved)
        self._limit = QTimer(self, singleShot=True, interval=longest_s * 1000)
        self._limit.timeout.connect(self._give_up)
        self._limit.start()

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self.words.setText(words)

    def _give_up(self) -> None:
        self.now_button.setEnabled(False)
        self.words.setText("Menutup…")
        self._progress.cancel()
