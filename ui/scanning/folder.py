"""The folder in which the scanner or the copier of this PC leaves its files: what waits there, and taking it away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.domain import scans
from models.errors import ErrorCode, UserError

#: Under which name this PC remembers its folder.
MEMORY = "map_pindaian"
MOST_FILES = 200
_ENDINGS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".xlsx"})


@dataclass(frozen=True)
class WaitingFile:
    """A file in the folder; ``digest`` is the SHA-256 of its content."""

    path: Path
    name: str
    size: int
    digest: str


def waiting(folder: Path) -> tuple[WaitingFile, ...]:
    """The newest files of the folder, without those hidden, unfinished, too large or of other kinds.

    Raises UserError STORAGE_GONE if the folder cannot be read. Not on the GUI thread.
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and not path.name.startswith(".")]
        found = [path for path in found if path.is_file() and 0 < path.stat().st_size <= scans.LARGEST]
        found.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        return tuple(_read(path) for path in found[:MOST_FILES])
    except OSError as problem:
        raise UserError(ErrorCode.STORAGE_GONE) from problem


def remove(file: WaitingFile) -> bool:
    """Delete a file that is safely kept by now; False if it has changed meanwhile or cannot be deleted."""
    try:
        if _read(file.path).digest != file.digest:
            return False
        file.path.unlink()
    except OSError:
        return False
    return True


def _read(path: Path) -> WaitingFile:
    found = path.stat()
    return WaitingFile(path, path.name, found.st_size, _digest(path, found.st_size, found.st_mtime_ns))


@lru_cache(maxsize=4 * MOST_FILES)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """Read once for each state of a file: the folder is looked at again whenever something comes in."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
