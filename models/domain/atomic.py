"""Files are written whole or not at all: temporary file beside the target, flushed to the disk, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import ErrorCode, UserError

#: How long a virus scanner may hold a freshly written file on Windows before the renaming is given up, in seconds.
_RENAME_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_TEMPORARY = ".tmp"
_OURS = re.compile(r"\.[0-9a-f]{12}\.tmp$")
_WINDOWS = os.name == "nt"


def problem_of(error: OSError) -> UserError:
    """What a person must be told when the operating system refuses a file. Holds no path: paths may name people."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return UserError(ErrorCode.DISK_FULL)
    if error.errno == errno.EROFS:
        return UserError(ErrorCode.READ_ONLY)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return UserError(ErrorCode.FOLDER_NOT_WRITABLE)
    return UserError(ErrorCode.STORAGE_GONE)


@contextlib.contextmanager
def told_to_people() -> Iterator[None]:
    """Turn an ``OSError`` inside the block into the ``UserError`` that explains it."""
    try:
        yield
    except OSError as error:
        raise problem_of(error) from error


def write_whole(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Write ``content`` to ``target`` so that after a power cut either the old file or the whole new one is there.

    Raises UserError: DISK_FULL, READ_ONLY, FOLDER_NOT_WRITABLE or STORAGE_GONE; the target is then untouched and
    nothing is left beside it. An exception raised by ``content`` itself passes through, with the same promise.
    """
    with told_to_people():
        temporary = target.with_name(f"{target.name}.{os.urandom(6).hex()}{_TEMPORARY}")
        try:
            with _private(temporary) as file:
                for part in (content,) if isinstance(content, bytes) else content:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            rename(temporary, target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def rename(source: Path, target: Path) -> None:
    """Replace ``target`` by ``source`` and make the renaming durable. Raises OSError."""
    for wait in (*_RENAME_WAITS, None):
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if wait is None or not _WINDOWS:
                raise
            threading.Event().wait(wait)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make renamed and removed names durable. Windows keeps its directory journal itself and has no such call."""
    if _WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_file(path: Path) -> None:
    """Make a file that somebody else has written durable. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of ``write_whole`` that a power cut left behind; nothing else, whatever its name."""
    for leftover in folder.glob(f"*{_TEMPORARY}"):
        if _OURS.search(leftover.name):
            with contextlib.suppress(OSError):
                leftover.unlink()


@contextlib.contextmanager
def _private(path: Path) -> Iterator[BinaryIO]:
    """A new file that only this user may read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        yield file
