"""Backups as people ask for them: make, list, verify, restore; every one of them audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.services import archive, rotation
from models.services.archive import Progress
from models.services.session import OfficeFolder, Session
from models.store.tables import BackupRun
from models.vault.keys import DataKey

TOPIC = "cadangan"


@dataclass(frozen=True)
class BackupRow:
    """A backup in the list: ``path`` is its folder, ``size`` its bytes (None where the manifest cannot be read)."""

    path: Path
    made_at: datetime
    size: int | None


@dataclass(frozen=True)
class BackupDone:
    """A backup that was made and verified.

    Attributes:
        path / second: its folder, and the folder of its copy in the second place (None if none was asked for).
        size: bytes.
        missing: how many attachments the database speaks of were not there any more.
    """

    path: Path
    second: Path | None
    size: int
    missing: int


def silent(_fraction: float, _what: str) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """A cancel button that nobody presses."""
    return False


class BackupService:
    """Backups of the office at the desk."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def run(
        self, second: Path | None = None, progress: Progress = silent, cancelled: Callable[[], bool] = never
    ) -> BackupDone:
        """Make a backup in the office's folder and copy it to the ``second`` place, both verified; thin out old ones.

        Raises Cancelled; UserError BACKUP_PLACE_MISSING when the second place is not there (the first backup then
        stands), BACKUP_NOT_VERIFIED, DISK_FULL, DATABASE_BUSY (a password was changed meanwhile: try again) …
        """
        session = self._session
        session.authorise(Permission.BACKUP_RUN)
        share = 1.0 if second is None else 0.5
        made = archive.make(session.folder, session.key, self._clock.now(), _scaled(progress, 0, share), cancelled)
        manifest = archive.Manifest.read(made, session.key)
        self._record(made, manifest.size)
        self._thin_out(made.parent, made.name)
        copy = None
        if second is not None:
            copy = archive.copy_to(made, second, session.key, _scaled(progress, share, 1.0), cancelled)
            self._record(copy, manifest.size)
            self._thin_out(second, copy.name)
        return BackupDone(made, copy, manifest.size, len(manifest.missing))

    def list(self, place: Path | None = None) -> tuple[BackupRow, ...]:
        """The backups in a place (None: the office's folder), newest first."""
        self._session.authorise(Permission.BACKUP_RUN)
        folder = place or self._session.folder.backups
        made = sorted(archive.backups_in(folder).items(), key=lambda pair: pair[1], reverse=True)
        zone = self._clock.now().tzinfo
        return tuple(BackupRow(folder / name, at.replace(tzinfo=zone), self._size(folder / name)) for name, at in made)

    def verify(self, path: Path) -> int:
        """Check a backup to the last byte; gives its size in bytes. Raises UserError as ``archive.verify``."""
        self._session.authorise(Permission.BACKUP_RUN)
        try:
            size = archive.verify(path, self._session.key).size
        except UserError as error:
            self._look("cadangan.rusak", path, reason=error.code.value)
            raise
        self._look("cadangan.periksa", path)
        return size

    def restore(self, path: Path, into: Path) -> Path:
        """Restore a verified backup into a folder that holds no office (a drill, or a new place); gives its database.

        The office at the desk is never touched; ``Gate.restore`` puts a backup in its place.
        Raises UserError OFFICE_EXISTS if ``into`` holds an office, and as ``verify``.
        """
        self._session.authorise(Permission.BACKUP_RESTORE)
        target = OfficeFolder(into)
        if target.database.exists() or target.key_file.exists():
            raise UserError(ErrorCode.OFFICE_EXISTS)
        manifest = archive.verify(path, self._session.key)
        archive.unpack(path, target, manifest)
        self._look("cadangan.pulihkan", path)
        return target.database

    def last_verified(self) -> datetime | None:
        """When the newest backup that was verified was made; None if there is none yet."""
        with self._session.store.reading():
            row = BackupRun.select().where(BackupRun.verified).order_by(BackupRun.id.desc()).first()
        return None if row is None else datetime.fromisoformat(row.at)

    def _record(self, made: Path, size: int) -> None:
        now = self._clock.now()
        with self._session.store.unit_of_work(self._session.user.account_id, now) as unit:
            row = BackupRun.create(at=now.isoformat(), place=str(made), size=size, verified=True)
            unit.audit("cadangan.buat", "cadangan", row.id, name=made.name)
            unit.touch(TOPIC)

    def _look(self, action: str, path: Path, **detail: object) -> None:
        self._session.store.audit_read(
            self._session.user.account_id, self._clock.now(), action, "cadangan", None, name=path.name, **detail
        )

    def _thin_out(self, place: Path, verified: str) -> None:
        """Remove what is no longer kept; ``verified`` was checked a moment ago and stays."""
        unwanted = rotation.superfluous(archive.own_backups_in(place, self._session.key), frozenset({verified}))
        for name in sorted(unwanted):
            archive.remove(place / name)
        if unwanted:
            archive.clear_pool(place, self._session.key)

    def _size(self, folder: Path) -> int | None:
        try:
            return archive.Manifest.read(folder, self._session.key).size
        except UserError:
            return None


def before_migration(office: OfficeFolder, key: DataKey, moment: datetime) -> None:
    """The backup that is made before the database is brought to a newer schema."""
    archive.make(office, key, moment, silent, never)


def _scaled(progress: Progress, start: float, end: float) -> Progress:
    """The part of a longer work's progress from ``start`` to ``end``."""
    return lambda fraction, what: progress(start + (end - start) * fraction, what)
