"""Byte-range locks as the operating system has them: the same kind by which SQLite guards its file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Protocol

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class ByteLocks(Protocol):
    """Locks on single bytes of one file, held until they are freed or the program ends."""

    def take(self, byte: int) -> bool:
        """Lock one byte without waiting; False if another program holds it. Raises OSError where it cannot be asked."""
        ...

    def free(self, byte: int) -> None:
        """Give a byte back."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


class FileLocks:
    """The locks of this system on ``path``.

    On Linux all locks of a program on one file go when any handle to that file is closed: nobody else may open it here.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o660)

    def take(self, byte: int) -> bool:
        """Lock one byte without waiting."""
        try:
            self._lock(byte)
        except (BlockingIOError, PermissionError):  # EAGAIN and EACCES both say "held by another"
            return False
        return True

    def free(self, byte: int) -> None:
        """Give a byte back."""
        if sys.platform == "win32":
            os.lseek(self._handle, byte, os.SEEK_SET)
            msvcrt.locking(self._handle, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.lockf(self._handle, fcntl.LOCK_UN, 1, byte)

    def close(self) -> None:
        """Give everything back."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _lock(self, byte: int) -> None:
        if sys.platform == "win32":
            os.lseek(self._handle, byte, os.SEEK_SET)
            msvcrt.locking(self._handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
