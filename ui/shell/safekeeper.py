"""Sees to it that the backup of the day is made while somebody works, without anybody waiting for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from models.errors import UserError
from models.services.safety.backup import BackupDone
from models.services.workspace import Workspace
from ui.tasks import Progress, Runner

#: Whoever has just logged in has somebody waiting; the backup has not.
FIRST_LOOK_MS = 45_000
LOOK_EVERY_MS = 15 * 60_000


class Safekeeper(QObject):
    """Lives as long as a session. A backup that cannot be made is tried again; the banner tells when it gets late.

    Signals:
        settled: today's backup was there, was made, or could not be made: what is late now is worth telling.
    """

    settled = Signal()

    def __init__(
        self, workspace: Workspace, runner: Runner, parent: QObject, *, first_look_ms: int = FIRST_LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._backup, self._runner = workspace.backup, runner
        self._running: Progress | None = None
        self._timer = QTimer(self, interval=first_look_ms)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look whether today's backup is still to be made."""
        self._timer.start()

    def stop(self) -> None:
        """The session ends: give up what is half made."""
        self._timer.stop()
        if self._running is not None:
            self._running.cancel()

    def _look(self) -> None:
        self._timer.setInterval(LOOK_EVERY_MS)
        if self._running is None:
            self._runner.query(self._backup.due, self._decided, self._quiet, latest="cadangan harian")

    def _decided(self, due: bool) -> None:
        if not due or self._running is not None or not self._timer.isActive():
            self.settled.emit()
            return
        backup = self._backup

        def work(progress: Progress) -> BackupDone:
            return backup.keep(progress.tell, progress.cancelled)

        self._running = self._runner.lengthy(
            "Membuat cadangan harian", work, self._ended, self._quiet, owner=self, beside=True
        )
        self._running.given_up.connect(self._ended)

    def _ended(self, _done: object = None) -> None:
        self._running = None
        self.settled.emit()

    def _quiet(self, _error: UserError) -> None:
        """Tried again at the next look; a message every quarter of an hour would help nobody."""
        self._ended()
