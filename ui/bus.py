"""The few signals that concern every screen; anything else is connected directly."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """One for the whole program.

    Signals:
        data_changed: topics (frozenset of "kasus", "surat", "bukulog", "pengaturan", "cadangan") after a commit. May be
            emitted from any thread through ``publish``; receivers that are widgets are called on the GUI thread.
        session_changed: somebody has logged in, locked or unlocked.
        lock_wanted: the screen is to be locked, because the keys have changed.
        restart_wanted: the program is to close and open again, in the version that was installed meanwhile.
        together: how it stands between the PCs of the office (``Together``), whenever that changes.
        masked: whether personal data is hidden on screen (F9).
    """

    data_changed = Signal(object)
    session_changed = Signal()
    lock_wanted = Signal()
    restart_wanted = Signal()
    together = Signal(object)
    masked = Signal(bool)

    def publish(self, topics: Iterable[str]) -> None:
        """Tell that records of these topics have changed. Safe from the database thread."""
        self.data_changed.emit(frozenset(topics))
