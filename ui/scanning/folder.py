"""The folder in which the scanner or the copier of this PC leaves its files: what waits there, and taking it away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
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
    content = path.read_bytes()
    return WaitingFile(path, path.name, len(content), hashlib.sha256(content).hexdigest())
