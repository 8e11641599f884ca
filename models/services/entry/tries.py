"""Wrong tries at the login and the growing wait after them. Argon2id alone slows down whoever copies the files."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from pathlib import Path

from models.domain.atomic import write_whole
from models.domain.clock import Clock
from models.errors import UserError

#: The longest wait, in seconds.
LONGEST_WAIT = 60
_KEPT = 200


class Tries:
    """The moments of wrong tries since the last login; they survive closing the program."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path, self._clock = path, clock

    def moments(self) -> list[datetime]:
        """When somebody tried in vain, oldest first."""
        try:
            return [datetime.fromisoformat(text) for text in json.loads(self._path.read_text("utf-8"))]
        except (OSError, ValueError, TypeError):
            return []

    def wait_seconds(self) -> int:
        """How long the next try must still wait: 1, 2, 4 … 60 s; 0 when it may come."""
        tries = self.moments()
        if not tries:
            return 0
        wait: int = min(LONGEST_WAIT, 1 << (len(tries) - 1))
        passed = (self._clock.now() - tries[-1]).total_seconds()
        return max(0, min(wait, round(wait - passed)))

    def remember(self) -> None:
        """Somebody tried in vain just now. On a read-only place the login still works; only the count is lost."""
        moments = [*self.moments(), self._clock.now()][-_KEPT:]
        with contextlib.suppress(UserError):
            write_whole(self._path, json.dumps([moment.isoformat() for moment in moments]).encode())

    def forget(self) -> None:
        """Somebody has logged in."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
