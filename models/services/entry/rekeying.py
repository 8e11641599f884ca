"""A new data key, so that whoever leaves cannot read anything new, not even with a copy of the files and the old key.

Everything is made anew beside the data: the database and every attachment under the new key, the key file with the ways
in of all who stay. It is checked, and only then put in place. The database is exchanged in one step; the new key file
lies ready beside it before. After a power cut at any point the next login finds the pair that fits, see ``fitting``.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.domain.atomic import flush_folder, told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.services.entry.doorstep import OfficeFolder
from models.services.safety import archive
from models.services.safety.archive import Progress, never, silent
from models.services.session import Session, store_keys
from models.store import rekey, snapshot
from models.store.audit import Tail
from models.store.held_files import HeldFile
from models.store.rekey import Change
from models.store.share import attendance, share_of
from models.store.sqlcipher import connect
from models.vault import keys
from models.vault.files import FileVault, StoredFile
from models.vault.keys import DataKey, KeyFile


@dataclass(frozen=True)
class Leaver:
    """Whose account is shut."""

    account_id: int
    username: str


@dataclass
class _Plan:
    """What is being made: the new pair of key and key file, and the folder everything grows in."""

    folder: OfficeFolder
    building: OfficeFolder
    key: DataKey
    new: DataKey
    file: KeyFile
    end: Tail | None = None


def pending_key_file(folder: OfficeFolder) -> Path:
    """Where the new key file lies ready while database and key file are exchanged."""
    return folder.key_file.with_name(f"{folder.key_file.name}.baru")


def new_key_file(session: Session, password: str, leaver: Leaver) -> tuple[KeyFile, DataKey]:
    """The key file without ``leaver`` under a new data key. UserError WRONG_PASSWORD if it is not one's own password.

    Ways in without a key pair of their own (from the program's first version) do not follow; one's own is given one.
    """
    key, username = session.key, session.user.username
    file = keys.read(session.folder.key_file)
    file.open_with_password(username, password)
    if not file.opened_by_pair(username):
        file = file.with_password(key, username, password, session.cost)
    new = key.renewed()
    return file.without_password(key, leaver.username).renewed(key, new), new


def carry_out(
    session: Session,
    pair: tuple[KeyFile, DataKey],
    leaver: Leaver,
    now: datetime,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Put the office under the new key; the session is locked afterwards. A backup was made before.

    Raises Cancelled, and UserError DATABASE_BUSY if somebody saved something meanwhile, DISK_FULL …: nothing has
    changed then.
    """
    expect_alone(session.folder)
    folder, building = session.folder, OfficeFolder(session.folder.root / f"kunci-{secrets.token_hex(4)}")
    plan = _Plan(folder, building, session.key, pair[1], pair[0])
    with told_to_people():
        building.attachments.mkdir(mode=0o700, parents=True)
    try:
        moved = _build(plan, leaver, (session.user.account_id, now), progress, cancelled)
        archive.stop_if(cancelled)
        progress(0.95, "Mengganti kunci")
        session.lock()
        _exchange(plan)
        _remove([one.token for one, _token in moved], folder)
    finally:
        shutil.rmtree(building.root, ignore_errors=True)
    progress(1.0, "Selesai")


def expect_alone(folder: OfficeFolder) -> None:
    """UserError DATABASE_BUSY while somebody else has the office open: they would go on in the old file.

    ``reason``: "others" on another PC, "here" in another program of this one.
    """
    share = share_of(folder.root)
    if share is None:
        if attendance.others(folder.root):
            raise UserError(ErrorCode.DATABASE_BUSY, reason="here")
        return
    share.guard.require_writable()
    if share.guard.watch.others:
        raise UserError(ErrorCode.DATABASE_BUSY, reason="others")


def fitting(folder: OfficeFolder, open_file: Callable[[KeyFile], DataKey]) -> tuple[KeyFile, DataKey]:
    """The key file that fits the database, opened; an exchange that a power cut interrupted is finished or undone.

    Raises what ``open_file`` raises, and UserError KEY_FILE_DAMAGED.
    """
    pending, current = pending_key_file(folder), keys.read(folder.key_file)
    if not pending.is_file():
        return current, open_file(current)
    with contextlib.suppress(UserError):
        prepared = keys.read(pending)
        key = open_file(prepared)
        if _opens(folder, key):
            keys.write(folder.key_file, prepared)
            _forget(pending)
            return prepared, key
    key = open_file(current)
    if _opens(folder, key):
        _forget(pending)
        return current, key
    raise UserError(ErrorCode.WRONG_PASSWORD)  # of somebody whom the new key shuts out


def _build(
    plan: _Plan, leaver: Leaver, who: tuple[int, datetime], progress: Progress, cancelled: Callable[[], bool]
) -> list[tuple[HeldFile, str]]:
    """Everything anew in ``plan.building``, checked; gives the attachments with the names of their new files."""
    old, new = store_keys(plan.key), store_keys(plan.new)
    progress(0.0, "Menyalin data")
    before = snapshot.count(plan.folder.database, old)
    plan.end = rekey.copy_under(plan.folder.database, old, plan.building.database, new, cancelled)
    source = FileVault(plan.folder.attachments, plan.key.sub("attachments"))
    target = FileVault(plan.building.attachments, plan.new.sub("attachments"))
    held, moved = rekey.files_of(plan.building.database, new), []
    for number, one in enumerate(held):
        archive.stop_if(cancelled)
        progress(0.2 + 0.6 * number / len(held), "Menyandikan lampiran")
        try:
            content = source.get(one.owner, one.token)
        except UserError as error:
            if error.code is not ErrorCode.ATTACHMENT_DAMAGED:
                raise
            continue  # lost already; the check goes on telling so
        stored = target.put(one.owner, content)
        target.verify(one.owner, StoredFile(stored.token, one.size, one.sha256))
        moved.append((one, stored.token))
    mark = json.dumps({"current": [plan.file.generation, plan.file.digest()], "announced": None})
    rekey.settle(plan.building.database, new, Change(leaver.account_id, *who, mark, tuple(moved)))
    progress(0.85, "Memeriksa hasilnya")
    found = snapshot.examine(plan.building.database, new, cancelled)
    if found.counts != {**before, "audit": before["audit"] + 1}:
        raise snapshot.not_verified("counts")
    return moved


def _exchange(plan: _Plan) -> None:
    """The one step that counts is the renaming of the database; everything before it can be undone."""
    folder, pending = plan.folder, pending_key_file(plan.folder)
    if rekey.tail_of(folder.database, store_keys(plan.key)) != plan.end:
        raise UserError(ErrorCode.DATABASE_BUSY)
    with told_to_people():
        for path in plan.building.attachments.iterdir():
            os.replace(path, folder.attachments / path.name)
        write_whole(pending, plan.file.to_bytes())
        folder.journal.unlink(missing_ok=True)  # empty: the database was just opened without one
        os.replace(plan.building.database, folder.database)
        flush_folder(folder.root)
    keys.write(folder.key_file, plan.file)
    _forget(pending)


def _opens(folder: OfficeFolder, key: DataKey) -> bool:
    try:
        with closing(connect(folder.database, store_keys(key).database)):
            return True
    except UserError as error:
        if error.code is not ErrorCode.KEY_FILE_MISMATCH:
            raise
        return False


def _forget(pending: Path) -> None:
    with told_to_people():
        pending.unlink(missing_ok=True)


def _remove(tokens: list[str], folder: OfficeFolder) -> None:
    """The files under the old key; the backups keep theirs. What cannot be removed is only told by the check."""
    vault = FileVault(folder.attachments, b"")
    for token in tokens:
        with contextlib.suppress(UserError):
            vault.remove(token)
