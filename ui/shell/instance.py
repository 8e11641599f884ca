"""One window per office on this PC: a second start brings that window forward instead of opening the office twice."""

from __future__ import annotations

import ctypes
import hashlib
import sys
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from models.errors import ErrorCode, UserError

#: How often a window looks whether it is called, in milliseconds, and how long a second start waits for it, in seconds.
LOOK_EVERY_MS = 500
_WAIT_S, _STEP_S = 3.0, 0.05


def take(data_folder: Path, state_folder: Path) -> QLockFile:
    """Hold the office in ``data_folder`` for this window; keep the result for as long as the window is open.

    The lock lies on this PC (``state_folder``), not beside the data: other PCs may open the same office on a share.
    A lock left by a program that was cut off is recognised by its process number and taken over.

    Raises:
        UserError: SECOND_INSTANCE, another window already has this office open.
    """
    with suppress(OSError):  # a place that cannot be written must not keep the office shut
        state_folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(_file(data_folder, state_folder, "lock")))
    lock.setStaleLockTime(0)  # a window may be open for days
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        raise UserError(ErrorCode.SECOND_INSTANCE)
    return lock


def call(data_folder: Path, state_folder: Path) -> bool:
    """Ask the window that has the office open to come forward; False where it does not answer in time."""
    _let_others_come_forward()
    note, over = _file(data_folder, state_folder, "panggil"), threading.Event()
    try:
        note.touch()
        for _ in range(round(_WAIT_S / _STEP_S)):
            if not note.exists():
                return True
            over.wait(_STEP_S)
        note.unlink()
    except OSError:
        return False
    return False


def called(data_folder: Path, state_folder: Path) -> bool:
    """Whether somebody has asked the window to come forward; true once for each time."""
    try:
        _file(data_folder, state_folder, "panggil").unlink()
    except OSError:
        return False
    return True


def _file(data_folder: Path, state_folder: Path, ending: str) -> Path:
    name = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
    return state_folder / f"{name}.{ending}"


def _let_others_come_forward() -> None:
    """On Windows a program may only do so if the one in front, which is this one, allows it."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
