"""One window per office on this PC: a second start brings that window forward instead of opening the office twice."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile, QSharedMemory

from models.errors import ErrorCode, UserError

#: How often a window looks whether it is called, in milliseconds, and how long a second start waits for it, in seconds.
LOOK_EVERY_MS = 500
_WAIT_S, _STEP_S = 3.0, 0.05
_NOTE = "panggil"


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


@dataclass(frozen=True)
class Called:
    """What a second start asks of the window: to come forward and, where one was opened, to show a case's package."""

    package: Path | None = None


def call(data_folder: Path, state_folder: Path, package: Path | None = None) -> bool:
    """Ask the window that has the office open to come forward; False where it does not answer in time.

    The name of ``package`` goes from memory to memory, for it may name a person.
    """
    _let_others_come_forward()
    note, over = _file(data_folder, state_folder, _NOTE), threading.Event()
    told = QSharedMemory(note.name)
    try:
        if package is not None and not _put(told, os.fsencode(package)):
            return False
        note.touch()
        for _ in range(round(_WAIT_S / _STEP_S)):
            if not note.exists():
                return True
            over.wait(_STEP_S)
        note.unlink()
    except OSError:
        return False
    finally:
        told.detach()
    return False


def called(data_folder: Path, state_folder: Path) -> Called | None:
    """What somebody has asked of this window since; once for each time."""
    note = _file(data_folder, state_folder, _NOTE)
    if not note.exists():
        return None
    name = _taken(QSharedMemory(note.name))
    try:
        note.unlink()
    except OSError:
        return None
    return Called(Path(os.fsdecode(name)) if name else None)


def _put(memory: QSharedMemory, words: bytes) -> bool:
    if memory.attach():  # left by a start that was cut off: it goes with whoever lets it go last
        memory.detach()
    if not memory.create(len(words)):
        return False
    room: Any = memory.data()
    room[: len(words)] = words
    return True


def _taken(memory: QSharedMemory) -> bytes:
    """What lies there, without what the system fills it up with; nothing where nothing was put."""
    if not memory.attach(QSharedMemory.AccessMode.ReadOnly):
        return b""
    words = bytes(memory.constData()).rstrip(b"\0")
    memory.detach()
    return words


def _file(data_folder: Path, state_folder: Path, ending: str) -> Path:
    name = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
    return state_folder / f"{name}.{ending}"


def _let_others_come_forward() -> None:
    """On Windows a program may only do so if the one in front, which is this one, allows it."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
