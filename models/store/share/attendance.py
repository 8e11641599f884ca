"""Which programs of one PC have an office open: each holds a byte of a file beside the database while one is logged in.

SQLite shows only who is reading or writing at this moment. Whoever puts another file in the database's place must know
of those who are merely open: they would go on in the old one, and what they write would be lost.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from models.store.share.locks import FileLocks

NAME = "terbuka.kunci"
#: So many programs are told apart; more than a PC ever has open.
_PLACES = 64
_guard = threading.Lock()


class _Seat:
    """The byte this program holds of one office's file."""

    def __init__(self, root: Path) -> None:
        self.locks = FileLocks(root / NAME)
        self.byte = next((byte for byte in range(_PLACES) if self.locks.take(byte)), -1)
        self.times = 0

    def company(self) -> bool:
        """Whether another program holds a byte, too."""
        for byte in range(_PLACES):
            if byte != self.byte:
                if not self.locks.take(byte):
                    return True
                self.locks.free(byte)
        return False


#: The offices this program has open, each with its file and how often it was opened here.
_here: dict[Path, _Seat] = {}


def come(root: Path) -> bool:
    """This program opens the office in ``root``; False where that cannot be shown (a folder nobody may write to)."""
    place = root.absolute()
    with _guard, contextlib.suppress(OSError):
        seat = _here.get(place) or _Seat(root)
        _here[place] = seat
        seat.times += 1
        return True
    return False


def leave(root: Path) -> None:
    """The counterpart of a ``come`` that gave True."""
    place = root.absolute()
    with _guard:
        seat = _here.get(place)
        if seat is None:
            return
        seat.times -= 1
        if not seat.times:
            seat.locks.close()
            del _here[place]


def others(root: Path) -> bool:
    """Whether another program of this PC has the office open; False where that cannot be told."""
    with _guard, contextlib.suppress(OSError):
        known = _here.get(root.absolute())
        seat = known or _Seat(root)
        try:
            return seat.company()
        finally:
            if known is None:
                seat.locks.close()
    return False
