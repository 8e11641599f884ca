"""Several PCs on one shared folder: the guard that proves its locks, and the turns that make them needless."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.store.share.guard import Guard, Verdict, Watch
from models.store.share.locks import ByteLocks, FileLocks
from models.store.share.turn import Turn

__all__ = ["Guard", "Share", "Turn", "Verdict", "Watch"]

#: The folder beside the database in which programs show that they live.
PRESENCE = "hadir"
#: The folder in which they take turns.
TURNS = "giliran"
#: The folders this program shares with others just now.
_joined: dict[Path, Share] = {}


def share_of(folder: Path) -> Share | None:
    """This program's membership in the office in ``folder``; None for an office on one PC."""
    return _joined.get(folder.absolute())


class Share:
    """One program's membership in a shared office.

    Attributes:
        guard: knows whether the locks of the share hold.
        turn: whose turn it is to open the database.
        file_locks: whether SQLite's own locks can be used there at all (not through Linux's cifs).
    """

    def __init__(self, root: Path, *, file_locks: bool = True, locks: Callable[[Path], ByteLocks] = FileLocks) -> None:
        self.file_locks = file_locks
        self.turn = Turn(root / TURNS)
        self.guard = Guard(root / PRESENCE, locks=locks, each_beat=self.turn.show_life)
        self.guard.on_change.append(self._be_polite)
        self._inside = threading.local()
        self._root = root.absolute()
        _joined[self._root] = self

    @contextmanager
    def admitted(self, *, writing: bool) -> Iterator[None]:
        """Have the turn to open the database inside the block; a change waits for the guard's verdict first.

        Raises UserError SHARE_UNSAFE, DATABASE_BUSY, STORAGE_GONE, READ_ONLY …
        """
        if getattr(self._inside, "now", False):
            yield
            return
        if writing:
            self.guard.require_writable()
        with self.turn.held(must=writing):
            self._inside.now = True
            try:
                yield
            finally:
                self._inside.now = False

    def _be_polite(self) -> None:
        self.turn.company = self.guard.watch.others > 0

    def leave(self) -> None:
        """The program ends."""
        _joined.pop(self._root, None)
        self.guard.stop()
        self.turn.leave()
