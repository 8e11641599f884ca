"""Backups as people ask for them: make, list, verify, try, compare; every one of them audited."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.services.desk import stamp, stored_profile
from models.services.entry.doorstep import OfficeFolder
from models.services.safety import archive, rotation, safekeeping
from models.services.safety.archive import Progress, never, silent
from models.services.safety.comparison import Comparison, compare
from models.services.session import Session, store_keys
from models.services.views import Safety
from models.store import census
from models.store.tables import BackupRun, RestoreDrill
from models.vault.files import FileVault, StoredFile
from models.vault.keys import DataKey

TOPIC = "cadangan"
_REFUSALS = {
    ErrorCode.DISK_FULL: "full",
    ErrorCode.READ_ONLY: "read_only",
    ErrorCode.FOLDER_NOT_WRITABLE: "read_only",
    ErrorCode.STORAGE_GONE: "gone",
}


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


@dataclass(frozen=True)
class Tried:
    """What a trial of restoring has opened and counted: how many by kind, and how many files were decrypted."""

    counts: dict[str, int]
    files: int


class BackupService:
    """Backups of the office at the desk."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._changed = False
        session.store.on_commit.append(self._note)

    def run(
        self, second: Path | None = None, progress: Progress = silent, cancelled: Callable[[], bool] = never
    ) -> BackupDone:
        """Make a backup in the office's folder and copy it to the ``second`` place, both verified; thin out old ones.

        Raises Cancelled; UserError BACKUP_PLACE_MISSING when the second place is not there, BACKUP_NOT_MADE
        (``reason``; where it begins with "second" the first backup stands), BACKUP_NOT_VERIFIED, DATABASE_BUSY (a
        password was changed meanwhile: try again) …
        """
        session, share = self._session, 1.0 if second is None else 0.5
        session.authorise(Permission.BACKUP_RUN)
        self._changed = False
        with _saying_where(""):
            made = archive.make(session.folder, session.key, self._clock.now(), scaled(progress, 0, share), cancelled)
        manifest = archive.Manifest.read(made, session.key)
        self._record(made, manifest.size, "kantor")
        self._thin_out(made.parent, made.name)
        copy = None
        if second is not None:
            with _saying_where("second_"):
                copy = archive.copy_to(made, second, session.key, scaled(progress, share, 1.0), cancelled)
            self._record(copy, manifest.size, "kedua")
            self._thin_out(second, copy.name)
        return BackupDone(made, copy, manifest.size, len(manifest.missing))

    def due(self) -> bool:
        """Whether today's backup is still to be made."""
        self._session.authorise(Permission.BACKUP_RUN)
        with self._session.store.reading():
            made = safekeeping.newest("kantor")
        return made is None or made.date() < self._clock.now().date()

    def wanted_on_closing(self) -> bool:
        """Whether this desk has changed something that no backup holds yet."""
        return self._changed and self._session.may(Permission.BACKUP_RUN)

    def keep(self, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> BackupDone:
        """The backup that makes itself: beside the data, and in the second place where that is at hand."""
        self._session.authorise(Permission.BACKUP_RUN)
        with self._session.store.reading():
            named = stored_profile().backup_place
        place = Path(named) if named else None
        return self.run(place if place is not None and place.is_dir() else None, progress, cancelled)

    def list(self, place: Path | None = None) -> tuple[BackupRow, ...]:
        """The backups in a place (None: the office's folder), newest first."""
        self._session.authorise(Permission.BACKUP_RUN)
        folder = place or self._session.folder.backups
        made = sorted(archive.backups_in(folder).items(), key=lambda pair: pair[1], reverse=True)
        zone = self._clock.now().tzinfo
        return tuple(BackupRow(folder / name, at.replace(tzinfo=zone), self._size(folder / name)) for name, at in made)

    def verify(self, path: Path, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> int:
        """Check a backup to the last byte; gives its size in bytes. Raises UserError as ``archive.verify``."""
        self._session.authorise(Permission.BACKUP_RUN)
        try:
            size = archive.verify(path, self._session.key, progress, cancelled).size
        except UserError as error:
            self._look("cadangan.rusak", path, reason=error.code.value)
            raise
        self._look("cadangan.periksa", path)
        return size

    def compare(self, path: Path) -> Comparison:
        """What would change if this backup took the place of the present data. Raises UserError as ``verify``."""
        self._session.authorise(Permission.BACKUP_RESTORE)
        session = self._session
        manifest, key = archive.opened(path, session.key)
        after = census.take(path / manifest.files[0].name, store_keys(key))
        self._look("cadangan.bandingkan", path)
        return compare(census.take(session.folder.database, store_keys(session.key)), after)

    def drill(self, path: Path, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> Tried:
        """Try restoring: unpack a backup into a scratch folder, open and count everything, remove it, record it.

        The office at the desk is never touched. Raises Cancelled; UserError as ``verify``, and ATTACHMENT_DAMAGED.
        """
        self._session.authorise(Permission.BACKUP_RESTORE)
        scratch = OfficeFolder(self._session.folder.root / f"uji-{secrets.token_hex(4)}")
        try:
            found = self._tried(path, scratch, progress, cancelled)
        except UserError as error:
            self._record_drill(path, error.code.value)
            raise
        finally:
            shutil.rmtree(scratch.root, ignore_errors=True)
        self._record_drill(path, "")
        return found

    def restore(self, path: Path, into: Path) -> Path:
        """Restore a verified backup into a folder that holds no office (a new place); gives its database.

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

    def safety(self) -> Safety:
        """How old the backups are and when restoring was last tried."""
        self._session.authorise(Permission.BACKUP_RUN)
        with self._session.store.reading():
            return safekeeping.state(stored_profile().backup_place, self._clock.now())

    def last_verified(self) -> datetime | None:
        """When the newest backup that was verified was made; None if there is none yet."""
        with self._session.store.reading():
            return safekeeping.newest("kantor")

    def _tried(self, path: Path, scratch: OfficeFolder, progress: Progress, cancelled: Callable[[], bool]) -> Tried:
        manifest = archive.verify(path, self._session.key, scaled(progress, 0, 0.4), cancelled)
        key = archive.opened(path, self._session.key)[1]
        archive.unpack(path, scratch, manifest, scaled(progress, 0.4, 0.8), cancelled)
        found = census.take(scratch.database, store_keys(key))
        files = FileVault(scratch.attachments, key.sub("attachments"))
        held = [one for one in found.files if files.path(one.token).name not in manifest.missing]
        for number, one in enumerate(held):
            archive.stop_if(cancelled)
            progress(0.8 + 0.2 * number / len(held), "Membuka lampiran")
            files.verify(one.owner, StoredFile(one.token, one.size, one.sha256))
        return Tried({name: count.number for name, count in found.counts.items()}, len(held))

    def _record_drill(self, path: Path, problem: str) -> None:
        now, person = self._clock.now(), self._session.user.account_id
        with self._session.store.unit_of_work(person, now) as unit:
            RestoreDrill.create(at=stamp(now), account=person, backup=path.name, sound=not problem, problem=problem)
            unit.audit("cadangan.uji", "cadangan", None, name=path.name, masalah=problem)
            unit.touch(TOPIC)

    def _record(self, made: Path, size: int, kind: str) -> None:
        now = self._clock.now()
        with self._session.store.unit_of_work(self._session.user.account_id, now) as unit:
            row = BackupRun.create(at=now.isoformat(), place=str(made), size=size, verified=True, kind=kind)
            unit.audit("cadangan.buat", "cadangan", row.id, name=made.name, tempat=kind)
            unit.touch(TOPIC)

    def _look(self, action: str, path: Path, **detail: object) -> None:
        self._session.store.audit_read(
            self._session.user.account_id, self._clock.now(), action, "cadangan", None, name=path.name, **detail
        )

    def _note(self, topics: frozenset[str]) -> None:
        self._changed = self._changed or bool(topics - {TOPIC})

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


@contextmanager
def _saying_where(place: str) -> Iterator[None]:
    """A refusal of the disk says which place refused: BACKUP_NOT_MADE."""
    try:
        yield
    except UserError as error:
        if error.code not in _REFUSALS:
            raise
        raise UserError(ErrorCode.BACKUP_NOT_MADE, reason=place + _REFUSALS[error.code]) from error


def scaled(progress: Progress, start: float, end: float) -> Progress:
    """The part of a longer work's progress from ``start`` to ``end``."""
    return lambda fraction, what: progress(start + (end - start) * fraction, what)
