"""The office this PC knows is not there just now: the share is not connected, or the folder was moved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import ErrorCode, UserError
from models.messages import render
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.door import Door, Move
from ui.tasks import Runner
from ui.widgets.basics import Button
from ui.widgets.messages import EmptyState


class Unreachable(QWidget):
    """Never offers to set up an empty office in its place.

    Signals:
        found: the office is there again, or another folder was chosen.
    """

    found = Signal()

    def __init__(self, door: Door, runner: Runner, notify: Notifier) -> None:
        super().__init__()
        self.setObjectName("page")
        self._door, self._runner, self._notify = door, runner, notify
        said = render(UserError(ErrorCode.DATABASE_MISSING))
        self.again = Button("Coba lagi", Icon.REFRESH, "primary", clicked=self._try)
        self.choose = Button("Pilih folder lain…", Icon.OPEN, clicked=self._choose)
        words = f"Folder {door.step.folder.root} tidak terjangkau. {said.safe} {said.do}"
        box = QVBoxLayout(self)
        box.addWidget(EmptyState(Icon.SHARED, said.title, words, self.again, self.choose))
        self.setFocusProxy(self.again)

    def _try(self) -> None:
        self.again.setEnabled(False)
        self._runner.query(self._door.step.exists, self._answered)

    def _answered(self, there: bool) -> None:
        self.again.setEnabled(True)
        if there:
            self.found.emit()
        else:
            self._notify.problem(UserError(ErrorCode.DATABASE_MISSING))

    def _choose(self) -> None:
        folder = self._notify.choose_folder("Pilih folder data kantor")
        if folder is not None:
            self._runner.command(lambda: self._door.join(folder), self._joined)

    def _joined(self, move: Move) -> None:
        self._door.enter(move)
        self.found.emit()
