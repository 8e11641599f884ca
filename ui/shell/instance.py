"""One window per office on this PC: a second start is told so instead of opening the same office twice."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from models.errors import ErrorCode, UserError


def take(data_folder: Path, state_folder: Path) -> QLockFile:
    """Hold the office in ``data_folder`` for this window; keep the result for as long as the window is open.

    The lock lies on this PC (``state_folder``), not beside the data: other PCs may open the same office on a share.
    A lock left by a program that was cut off is recognised by its process number and taken over.

    Raises:
        UserError: SECOND_INSTANCE, another window already has this office open.
    """
    with suppress(OSError):  # a place that cannot be written must not keep the office shut
        state_folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
    lock = QLockFile(str(state_folder / f"{name}.lock"))
    lock.setStaleLockTime(0)  # a window may be open for days
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        raise UserError(ErrorCode.SECOND_INSTANCE)
    return lock
