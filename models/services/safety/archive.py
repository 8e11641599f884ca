"""A backup on the disk: ``YYYYMMDD-HHMMSS-<generation>.sbk``, a folder that appears only when it has been verified.

It holds the database copy, the key file and a sealed manifest. The attachments of all backups of one place lie beside
them in ``berkas``: an attachment never changes, so each is copied there once and named by every manifest that needs it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.domain.atomic import flush_file, flush_folder, rename, told_to_people, write_whole
from models.errors import Cancelled, ErrorCode, UserError
from models.services.entry.doorstep import OfficeFolder
from models.services.session import store_keys
from models.store import snapshot
from models.store.snapshot import not_verified
from models.vault import keys
from models.vault.keys import DataKey

SUFFIX = ".sbk"
MANIFEST = "manifes.json"
POOL = "berkas"
_NAME = re.compile(r"(\d{8}-\d{6})-\d+\.sbk")
_FORMAT = 1
_ATTACHMENT = ".bks"
_UNFINISHED = re.compile(_NAME.pattern + r"\.[0-9a-f]{8}\.baru")
_BLOCK = 1 << 20
_MAXIMUM_MANIFEST = 64 << 20

#: Told how far the work is (0 to 1) and what is being done, in Indonesian.
Progress = Callable[[float, str], None]


def silent(_fraction: float, _what: str) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """A cancel button that nobody presses."""
    return False


@dataclass(frozen=True)
class Entry:
    """One file of a backup: name, bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Attributes:
        files: database and key file; ``attachments``: files in the pool, by their name there.
        missing: attachments the database speaks of that were already gone when the backup was made.
        audit_tail: number and MAC of the newest audit record.
    """

    vault: str
    made_at: str
    generation: int
    schema: int
    counts: dict[str, int]
    audit_tail: tuple[int, str]
    files: tuple[Entry, ...]
    attachments: tuple[Entry, ...]
    missing: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """All bytes a restore needs."""
        return sum(entry.size for entry in (*self.files, *self.attachments))

    def sealed(self, key: DataKey) -> bytes:
        """The manifest as written, with its HMAC."""
        body = {"format": _FORMAT, **asdict(self)}
        return json.dumps({**body, "segel": _seal(key, body)}, indent=1, sort_keys=True).encode()

    @classmethod
    def read(cls, folder: Path, key: DataKey) -> Manifest:
        """The manifest of a backup; UserError BACKUP_FOREIGN (another office's), BACKUP_NOT_VERIFIED ("manifest")."""
        return opened(folder, key)[0]


def opened(folder: Path, key: DataKey) -> tuple[Manifest, DataKey]:
    """The manifest of a backup, and the key it was made with: this one or one of its predecessors.

    UserError as ``Manifest.read``.
    """
    body = _json(folder / MANIFEST)
    if body.get("vault") != key.vault:
        raise UserError(ErrorCode.BACKUP_FOREIGN)
    seal = str(body.pop("segel", "")).encode()
    fitting = [one for one in (key, *key.former) if hmac.compare_digest(seal, _seal(one, body).encode())]
    if not fitting:
        raise not_verified("manifest")
    if body.pop("format") != _FORMAT:
        raise UserError(ErrorCode.SCHEMA_NEWER)
    for name in ("files", "attachments"):
        body[name] = tuple(Entry(**entry) for entry in body[name])
    tail, missing = tuple(body.pop("audit_tail")), tuple(body.pop("missing"))
    return Manifest(**body, audit_tail=tail, missing=missing), fitting[0]


def made_at(name: str) -> datetime | None:
    """When the backup called ``name`` was made (office time); None if that is no backup's name."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found.group(1), "%Y%m%d-%H%M%S") if found else None


def backups_in(place: Path) -> dict[str, datetime]:
    """Names and moments of all finished backups in a place."""
    if not place.is_dir():
        return {}
    return {found.name: moment for found in place.iterdir() if (moment := made_at(found.name)) and found.is_dir()}


def own_backups_in(place: Path, key: DataKey) -> dict[str, datetime]:
    """Those of ``backups_in`` that this office made: a stick may carry another office's, too."""
    return {name: moment for name, moment in backups_in(place).items() if _is_own(place / name, key)}


def make(
    office: OfficeFolder, key: DataKey, moment: datetime, progress: Progress, cancelled: Callable[[], bool]
) -> Path:
    """Make and verify a backup in the office's own backup folder; gives its folder.

    Raises Cancelled, and UserError BACKUP_NOT_VERIFIED, DISK_FULL, READ_ONLY …; nothing half made is left then.
    """
    place = office.backups
    with told_to_people():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = keys.read(office.key_file)
    target = _free_name(place, moment, file.generation)
    with _growing(target) as building:
        progress(0.0, "Menyalin data")
        snapshot.take(office.database, store_keys(key), building / office.database.name, cancelled)
        if keys.read(office.key_file).digest() != file.digest():  # a password was changed in between: they must match
            raise UserError(ErrorCode.DATABASE_BUSY)
        keys.write(building / office.key_file.name, file)
        progress(0.4, "Memeriksa salinan")
        findings = snapshot.examine(building / office.database.name, store_keys(key), cancelled)
        stop_if(cancelled)
        attachments, missing = _pool(office, place, findings.attachments, progress, cancelled)
        with told_to_people():
            flush_file(building / office.database.name)
            files = tuple(_entry(building / name) for name in (office.database.name, office.key_file.name))
        manifest = Manifest(
            key.vault,
            moment.isoformat(),
            file.generation,
            findings.schema,
            findings.counts,
            (findings.tail.count, findings.tail.mac),
            files,
            attachments,
            missing,
        )
        write_whole(building / MANIFEST, manifest.sealed(key))
        stop_if(cancelled)
    progress(1.0, "Selesai")
    return target


def verify(folder: Path, key: DataKey, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> Manifest:
    """Check a whole backup: seal, every file, every page, references, counts, audit trail.

    Raises UserError BACKUP_FOREIGN, BACKUP_NOT_VERIFIED (``reason``), SCHEMA_NEWER, BACKUP_PLACE_MISSING; Cancelled.
    """
    if not folder.is_dir():
        raise UserError(ErrorCode.BACKUP_PLACE_MISSING)
    manifest, made_with = opened(folder, key)
    all_files = [(folder, entry) for entry in manifest.files]
    all_files += [(folder.parent / POOL, entry) for entry in manifest.attachments]
    for number, (where, entry) in enumerate(all_files):
        stop_if(cancelled)
        progress(0.7 * number / len(all_files), "Memeriksa berkas cadangan")
        _check(where / entry.name, entry)
    progress(0.7, "Memeriksa isi cadangan")
    findings = snapshot.examine(folder / manifest.files[0].name, store_keys(made_with), cancelled)
    if findings.counts != manifest.counts or (findings.tail.count, findings.tail.mac) != manifest.audit_tail:
        raise not_verified("counts")
    progress(1.0, "Selesai")
    return manifest


def copy_to(folder: Path, place: Path, key: DataKey, progress: Progress, cancelled: Callable[[], bool]) -> Path:
    """Copy a backup to a second place (a stick, a share) and verify the copy there; gives the copy's folder.

    Raises UserError BACKUP_PLACE_MISSING if the place is not there; it is never made: a missing stick is a mistake.
    """
    if not place.is_dir():
        raise UserError(ErrorCode.BACKUP_PLACE_MISSING)
    manifest = Manifest.read(folder, key)
    target = place / folder.name
    if _same_backup(folder, target):
        verify(target, key)
        return target
    if target.exists():  # another office's, made in the same second
        target = _free_name(place, datetime.fromisoformat(manifest.made_at), manifest.generation)
    with told_to_people():
        (place / POOL).mkdir(exist_ok=True)
    for number, entry in enumerate(manifest.attachments):
        stop_if(cancelled)
        progress(0.7 * number / len(manifest.attachments), "Menyalin lampiran")
        if not _same(place / POOL / entry.name, entry):
            _copy(folder.parent / POOL / entry.name, place / POOL / entry.name, entry)
    with _growing(target) as building:
        progress(0.7, "Menyalin data")
        for entry in manifest.files:
            _copy(folder / entry.name, building / entry.name, entry)
        write_whole(building / MANIFEST, (folder / MANIFEST).read_bytes())
    progress(0.9, "Memeriksa salinan")
    verify(target, key, cancelled=cancelled)
    progress(1.0, "Selesai")
    return target


def unpack(
    folder: Path,
    into: OfficeFolder,
    manifest: Manifest,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Put a verified backup's files into an empty folder, each checked again as it arrives."""
    with told_to_people():
        into.attachments.mkdir(mode=0o700, parents=True, exist_ok=True)
        into.backups.mkdir(mode=0o700, exist_ok=True)
    for number, entry in enumerate(manifest.attachments):
        stop_if(cancelled)
        progress(number / len(manifest.attachments), "Memulihkan lampiran")
        _copy(folder.parent / POOL / entry.name, into.attachments / entry.name, entry)
    progress(1.0, "Memulihkan data")
    for entry in reversed(manifest.files):  # the database last: an office exists when its database does
        _copy(folder / entry.name, into.root / entry.name, entry)


def remove(folder: Path) -> None:
    """Remove a backup that is no longer kept: the manifest first, so that no half of one is taken for a whole."""
    with told_to_people():
        (folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(folder)


def clear_pool(place: Path, key: DataKey) -> None:
    """Remove attachments that no backup of this place names any more; does nothing if one manifest is unreadable."""
    try:
        needed = {entry.name for name in backups_in(place) for entry in Manifest.read(place / name, key).attachments}
    except UserError:
        return
    with told_to_people():
        for found in (place / POOL).glob(f"*{_ATTACHMENT}"):
            if found.name not in needed:
                found.unlink()


def clear_unfinished(place: Path) -> None:
    """Remove backups that a power cut left half made; nobody else may be making one here now."""
    for found in place.iterdir() if place.is_dir() else ():
        if _UNFINISHED.fullmatch(found.name):
            shutil.rmtree(found, ignore_errors=True)


def _same_backup(one: Path, other: Path) -> bool:
    return (other / MANIFEST).is_file() and (one / MANIFEST).read_bytes() == (other / MANIFEST).read_bytes()


def _is_own(folder: Path, key: DataKey) -> bool:
    try:
        Manifest.read(folder, key)
    except UserError:
        return False
    return True


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise Cancelled if the person has changed their mind."""
    if cancelled():
        raise Cancelled


def _pool(
    office: OfficeFolder, place: Path, tokens: tuple[str, ...], progress: Progress, cancelled: Callable[[], bool]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Bring the attachments into the pool; (entries, names of those already lost at their source)."""
    entries, missing = [], []
    with told_to_people():
        (place / POOL).mkdir(mode=0o700, exist_ok=True)
        for number, token in enumerate(tokens):
            stop_if(cancelled)
            progress(0.6 + 0.35 * number / len(tokens), "Menyalin lampiran")
            name = token + _ATTACHMENT
            source, target = office.attachments / name, place / POOL / name
            if not source.is_file():
                missing.append(name)
                continue
            entry = _entry(source)
            if not _same(target, entry):
                _copy(source, target, entry)
            entries.append(entry)
    return tuple(entries), tuple(missing)


def _copy(source: Path, target: Path, entry: Entry) -> None:
    """Copy one file whole or not at all, and read it back; UserError BACKUP_NOT_VERIFIED ("files") if it differs."""
    with told_to_people():
        if not source.is_file():
            raise not_verified("files")
        write_whole(target, _blocks(source))
    _check(target, entry)


def _check(path: Path, entry: Entry) -> None:
    with told_to_people():
        if not path.is_file() or _entry(path) != entry:
            raise not_verified("files")


def _same(path: Path, entry: Entry) -> bool:
    return path.is_file() and path.stat().st_size == entry.size and _entry(path) == entry


def _entry(path: Path) -> Entry:
    digest, size = hashlib.sha256(), 0
    for block in _blocks(path):
        digest.update(block)
        size += len(block)
    return Entry(path.name, size, digest.hexdigest())


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


@contextmanager
def _growing(target: Path) -> Iterator[Path]:
    """A folder beside ``target`` that takes its name when the block succeeds, and vanishes when it does not."""
    building = target.with_name(f"{target.name}.{secrets.token_hex(4)}.baru")
    try:
        with told_to_people():
            building.mkdir(mode=0o700)
        yield building
        with told_to_people():
            flush_folder(building)
            rename(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _free_name(place: Path, moment: datetime, generation: int) -> Path:
    """A name no backup has: two made within one second are a second apart."""
    while (target := place / f"{moment:%Y%m%d-%H%M%S}-{generation}{SUFFIX}").exists():
        moment += timedelta(seconds=1)
    return target


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAXIMUM_MANIFEST:
            raise not_verified("manifest")
        body = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise not_verified("manifest") from None
    if not isinstance(body, dict):
        raise not_verified("manifest")
    return body


def _seal(key: DataKey, body: dict[str, Any]) -> str:
    content = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return hmac.digest(key.sub("backup"), content, "sha256").hex()
