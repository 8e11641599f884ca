"""File systems of their own for tests: a flash disk that is full, one that is write-protected. Only root may mount."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_LIBC = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
_REMOUNT, _READ_ONLY, _DETACH = 32, 1, 2


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A tmpfs at ``folder``; the test is skipped where mounting is not allowed."""
    folder.mkdir(exist_ok=True)
    mount = getattr(_LIBC, "mount", None)
    if mount is None or mount(b"jangkau", os.fsencode(folder), b"tmpfs", 0, options.encode()) != 0:
        pytest.skip("only root may mount")
    try:
        yield folder
    finally:
        assert _LIBC is not None
        _LIBC.umount2(os.fsencode(folder), _DETACH)


def protect(folder: Path, *, writable: bool) -> None:
    """Let the file system at ``folder`` refuse every change, or take them again."""
    assert _LIBC is not None
    flags = _REMOUNT | (0 if writable else _READ_ONLY)
    assert _LIBC.mount(b"jangkau", os.fsencode(folder), b"tmpfs", flags, b"") == 0
