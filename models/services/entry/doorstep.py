"""What can be seen of an office without opening it: whether it is there, and how long the login must wait.

Everything the first window asks. It needs neither keys nor the database, so that the window is there at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.domain.clock import Clock
from models.services.entry.tries import Tries


@dataclass(frozen=True)
class OfficeFolder:
    """Where an office's data lie."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "jangkau.db"

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal: it belongs to this very database and must never lie beside another."""
        return self.root / "jangkau.db-journal"

    @property
    def key_file(self) -> Path:
        return self.root / "jangkau.db.kunci"

    @property
    def attachments(self) -> Path:
        return self.root / "berkas"

    @property
    def backups(self) -> Path:
        return self.root / "cadangan"


class Doorstep:
    """One data folder from outside.

    Attributes:
        folder: where the data lie.
        training: the training office, whose every screen and paper says so.
        clock: the time by which it works.
    """

    def __init__(self, folder: Path, clock: Clock, *, training: bool = False) -> None:
        self.folder = OfficeFolder(folder)
        self.training = training
        self.clock = clock
        self._tries = Tries(self.folder.root / "jangkau.db.coba", clock)

    def exists(self) -> bool:
        """Whether an office has been founded here."""
        return self.folder.database.is_file()

    def bereft(self) -> bool:
        """Whether the key file or scans of an office lie here without its database."""
        scans = self.folder.attachments
        return not self.exists() and (self.folder.key_file.is_file() or (scans.is_dir() and any(scans.iterdir())))

    def wait_seconds(self) -> int:
        """How long the login must still wait after wrong tries, in seconds."""
        return self._tries.wait_seconds()
