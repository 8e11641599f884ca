"""Watches for keys and mouse: warns a minute before the screen locks by itself, and locks after sleep."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from models.domain.clock import Clock

LOCK_AFTER_S = 5 * 60
WARN_BEFORE_S = 60
_LOOK_EVERY_MS = 5000
#: A jump of the clock beyond this, while nothing was looked at, means that the PC has slept.
_SLEPT_S = 60
_ACTIVITY = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleWatch(QObject):
    """Runs while somebody is logged in.

    Signals:
        warned: True when the lock is a minute away, False when the person is back.
        expired: time to lock.
    """

    warned = Signal(bool)
    expired = Signal()

    def __init__(self, app: QApplication, clock: Clock, lock_after_s: int = LOCK_AFTER_S) -> None:
        super().__init__()
        self._app, self._clock = app, clock
        self._lock_after_ms = lock_after_s * 1000
        self._warn_after_ms = max(0, lock_after_s - WARN_BEFORE_S) * 1000
        self._since = QElapsedTimer()
        self._looked_at = clock.now()
        self._warning = False
        self._timer = QTimer(self, interval=min(_LOOK_EVERY_MS, max(50, self._lock_after_ms // 4)))
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to watch."""
        self._since.start()
        self._looked_at = self._clock.now()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._since.restart()
            if self._warning:
                self._warning = False
                self.warned.emit(False)
        return False

    def _look(self) -> None:
        now = self._clock.now()
        slept = (now - self._looked_at).total_seconds() > _SLEPT_S
        self._looked_at = now
        idle = self._since.elapsed()
        if slept or idle >= self._lock_after_ms:
            self.stop()
            self.expired.emit()
        elif idle >= self._warn_after_ms and not self._warning:
            self._warning = True
            self.warned.emit(True)
