"""The gate of an office: founding it, logging in, and the way back in with the recovery key."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from models.access import roles
from models.access.permissions import Permission
from models.domain.atomic import flush_folder, remove_leftovers, told_to_people
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.release import sharing
from models.services import accounts
from models.services.entry import keyring, rekeying
from models.services.entry.doorstep import Doorstep, OfficeFolder
from models.services.entry.membership import Membership
from models.services.entry.pc_books import PcBooks
from models.services.safety import archive, backup, clock_check, salvage
from models.services.safety.archive import Progress, never, silent
from models.services.safety.check import CheckReport, examine
from models.services.safety.comparison import Comparison, compare
from models.services.session import Session, User, store_keys
from models.services.views import OfficerRow
from models.settings.office import OfficeProfile
from models.store import census
from models.store.census import Census
from models.store.database import UNWRITABLE, Store, UnitOfWork
from models.store.share import attendance
from models.vault import keys, recovery
from models.vault.keys import STANDARD, DataKey, KdfCost, KeyFile
from models.vault.passwords import check_password, suggest_password

__all__ = ["Gate", "OfficeSetup", "Restoration", "Session", "User", "suggest_password"]

#: Whether the person has pressed "Batalkan".
Asked: TypeAlias = Callable[[], bool]

#: Folders in which an office is founded or restored before it takes its place; nothing else is ever cleared away.
_UNFINISHED = re.compile(r"(baru|pulih|uji|kunci)-[0-9a-f]{8}")


@dataclass(frozen=True)
class OfficeSetup:
    """What the first-run wizard collected.

    Attributes:
        username / display_name / password: the first account; ``roles`` must hold the manager's.
        officer: index in ``officers`` of the person the account belongs to, None for nobody.
        shared: several PCs will open the office on a shared folder.
    """

    profile: OfficeProfile
    username: str
    display_name: str
    password: str = field(repr=False)
    officers: tuple[OfficerRow, ...] = ()
    logo: bytes = field(default=b"", repr=False)
    roles: tuple[str, ...] = ("pengelola",)
    officer: int | None = None
    shared: bool = False


@dataclass(frozen=True)
class Restoration:
    """A backup that was checked and may now take the office's place.

    Attributes:
        comparison: what would change.
    """

    path: Path
    username: str
    key: DataKey = field(repr=False)
    file: KeyFile = field(repr=False)
    manifest: archive.Manifest = field(repr=False)
    comparison: Comparison = field(repr=False)


class Gate(Doorstep):
    """The locked door of one data folder.

    Attributes:
        membership: how this PC takes part in the office.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        training: bool = False,
        kdf: KdfCost = STANDARD,
        state: Path | None = None,
        on_create: Callable[[UnitOfWork, OfficeSetup], None] | None = None,
    ) -> None:
        """``state``: this PC's own folder for its books. ``on_create`` writes profile, officers and definitions in
        the unit of work that founds the office."""
        super().__init__(folder, clock, training=training)
        self._cost = kdf
        self.membership = Membership(self.folder, state)
        self._on_create = on_create

    def create(self, setup: OfficeSetup) -> str:
        """Found the office and give the recovery key as it is printed; the key is shown this once.

        The files appear only when everything is written. Raises UserError OFFICE_EXISTS, WEAK_PASSWORD,
        VALUE_INVALID, FOLDER_NOT_WRITABLE, DISK_FULL, READ_ONLY, and what ``on_create`` raises.
        """
        self.membership.place()
        if self.exists():
            raise UserError(ErrorCode.OFFICE_EXISTS)
        check_password(setup.password, setup.username)
        key, paper = DataKey.new(), recovery.new_recovery_key()
        file = KeyFile.new(key).with_recovery(key, paper, self._cost)
        file = file.with_password(key, setup.username, setup.password, self._cost)
        building = OfficeFolder(self.folder.root / f"baru-{secrets.token_hex(4)}")
        with told_to_people():
            building.root.mkdir(mode=0o700, parents=True)
        try:
            keys.write(building.key_file, file)
            self._found(building, setup, key, file)
            if not self.exists():
                self._move_aside()  # a journal without its database would be played back into the new one
            if setup.shared:
                self.membership.open_to_others()
            self._move_in(building)
        finally:
            shutil.rmtree(building.root, ignore_errors=True)
        return recovery.to_text(paper)

    def unlock(self, username: str, password: str) -> Session:
        """Log in.

        Raises UserError WRONG_PASSWORD (``wait``: seconds until the next try; ``reason`` "wait" if this one came too
        early), USER_INACTIVE, KEY_FILE_DAMAGED, KEY_FILE_MISMATCH, DATABASE_MISSING and the like.
        """
        self._expect_office()
        file, key = self._fitting(lambda file: file.open_with_password(username, password))
        return self._enter(key, file, username, "masuk")

    def unlock_with_recovery(self, recovery_key: str, username: str, new_password: str) -> Session:
        """Let ``username`` in with the paper key and give them a new password.

        Raises UserError RECOVERY_KEY_TYPO (``group``), RECOVERY_KEY_WRONG, UNKNOWN_USER, USER_INACTIVE,
        WEAK_PASSWORD, and what ``unlock`` raises.
        """
        self._expect_office()
        paper = recovery.from_text(recovery_key)
        check_password(new_password, username)
        file, key = self._fitting(lambda file: file.open_with_recovery(paper))
        session = self._enter(key, file, username, "masuk.pemulihan")
        try:
            keyring.change(
                session.store,
                self.folder.key_file,
                (session.user.account_id, self.clock.now()),
                lambda now: now.with_password(key, username, new_password, self._cost),
                lambda unit: unit.audit("sandi.pulih", "pengguna", session.user.account_id),
            )
        except BaseException:
            session.lock()
            raise
        return session

    def restore(self, path: Path, username: str, password: str) -> Session:
        """``prepare`` and ``carry_out`` in one, without a look at what changes."""
        return self.carry_out(self.prepare(path, username, password))

    def prepare(
        self, path: Path, username: str, password: str, progress: Progress = silent, cancelled: Asked = never
    ) -> Restoration:
        """Check a backup that is to take the office's place, and compare it with the present data; changes nothing.

        Raises Cancelled; UserError WRONG_PASSWORD, and as ``archive.verify``.
        """
        file = keys.read(path / self.folder.key_file.name)
        key = self._attempt(lambda: file.open_with_password(username, password))
        manifest = archive.verify(path, key, progress, cancelled)
        after = census.take(path / manifest.files[0].name, store_keys(key))
        now = self._present(key, username, password)
        return Restoration(path, username, key, file, manifest, compare(now, after))

    def carry_out(self, wish: Restoration, progress: Progress = silent, cancelled: Asked = never) -> Session:
        """Put a backup in the office's place and log in to it; the present data are moved aside, never deleted.

        On a PC without an office this is the way to bring one back. Whoever restores must be allowed to in the
        backup itself. Raises Cancelled; UserError NOT_ALLOWED, DATABASE_BUSY ("others": the office is open on another
        PC), and what the disk has to say.
        """
        if self.exists():
            self.membership.join()
            rekeying.expect_alone(self.folder)
        building = OfficeFolder(self.folder.root / f"pulih-{secrets.token_hex(4)}")
        try:
            archive.unpack(wish.path, building, wish.manifest, progress, cancelled)
            self._admit(building, wish.key, wish.file, wish.username)
            self._move_aside()
            self._move_in(building)
        finally:
            shutil.rmtree(building.root, ignore_errors=True)
        return self._enter(wish.key, wish.file, wish.username, "cadangan.pulihkan")

    def rescue(
        self, username: str, password: str, progress: Progress = silent, cancelled: Asked = never
    ) -> salvage.Rescue:
        """Get everything readable out of an office that does not open any more, as ``salvage.rescue``.

        Raises Cancelled; UserError WRONG_PASSWORD, NOT_ALLOWED, and as ``salvage.rescue``.
        """
        _file, key = self._fitting(lambda file: file.open_with_password(username, password))
        accounts.expect_allowed(self.folder, key, username, Permission.BACKUP_RESTORE)
        return salvage.rescue(self.folder, key, self.clock.now(), progress, cancelled)

    def inspect(
        self, username: str, password: str, progress: Progress = silent, cancelled: Asked = never
    ) -> CheckReport:
        """Check an office without logging in: also one that does not open any more. Raises as ``rescue``."""
        _file, key = self._fitting(lambda file: file.open_with_password(username, password))
        accounts.expect_allowed(self.folder, key, username, Permission.AUDIT_READ)
        return examine(self.folder, key, self.clock.now(), progress, cancelled)

    def _present(self, key: DataKey, username: str, password: str) -> Census | None:
        """What the office holds now, as far as this person can open it; the backup may be from before a new key."""
        if not self.exists():
            return None
        with contextlib.suppress(UserError):
            return census.take(self.folder.database, store_keys(key))
        with contextlib.suppress(UserError):
            own = keys.read(self.folder.key_file).open_with_password(username, password)
            return census.take(self.folder.database, store_keys(own))
        return None

    def _admit(self, office: OfficeFolder, key: DataKey, file: KeyFile, username: str) -> None:
        """Only who may restore, and only data that this program can open, take the place of the present ones."""
        store = Store.open(office.database, store_keys(key))
        try:
            keyring.settle(store, file)
            with store.reading():
                user = accounts.find_active(username)
        finally:
            store.close()
        if not roles.can(user.roles, Permission.BACKUP_RESTORE):
            raise UserError(ErrorCode.NOT_ALLOWED)

    def _move_aside(self) -> None:
        with told_to_people():
            ours = (self.folder.database, self.folder.journal, self.folder.key_file)
            present = [path for path in ours if path.exists()]
            if not present:
                return
            aside = self.folder.root / f"sebelum-pulih-{self.clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
            aside.mkdir(mode=0o700)
            for path in present:
                os.replace(path, aside / path.name)
            flush_folder(self.folder.root)

    def _expect_office(self) -> None:
        if not self.exists():
            raise UserError(ErrorCode.DATABASE_MISSING)

    def _found(self, building: OfficeFolder, setup: OfficeSetup, key: DataKey, file: KeyFile) -> None:
        store = Store.create(building.database, store_keys(key))
        try:
            with store.unit_of_work(None, self.clock.now()) as unit:
                keyring.enrol(file)
                if self._on_create is not None:
                    self._on_create(unit, setup)
                officer_id = (
                    None if setup.officer is None else accounts.officer_called(setup.officers[setup.officer].name)
                )
                accounts.insert(unit, setup.username, setup.display_name, setup.roles, officer_id)
                unit.audit("kantor.didirikan", "kantor")
        finally:
            store.close()

    def _move_in(self, building: OfficeFolder) -> None:
        """The database last: an office exists when its database does."""
        with told_to_people():
            for folder in (self.folder.attachments, self.folder.backups):
                folder.mkdir(mode=0o700, exist_ok=True)
            for attachment in building.attachments.glob("*"):
                os.replace(attachment, self.folder.attachments / attachment.name)
            if self.exists():
                raise UserError(ErrorCode.OFFICE_EXISTS)
            os.replace(building.key_file, self.folder.key_file)
            os.replace(building.database, self.folder.database)
            flush_folder(self.folder.root)

    def _fitting(self, open_file: Callable[[KeyFile], DataKey]) -> tuple[KeyFile, DataKey]:
        found: list[KeyFile] = []

        def open_key() -> DataKey:
            file, key = rekeying.fitting(self.folder, open_file)
            found.append(file)
            return key

        key = self._attempt(open_key)
        return found[0], key

    def _attempt(self, open_key: Callable[[], DataKey]) -> DataKey:
        if wait := self.wait_seconds():
            raise UserError(ErrorCode.WRONG_PASSWORD, reason="wait", wait=wait)
        try:
            return open_key()
        except UserError as error:
            if error.code in {ErrorCode.WRONG_PASSWORD, ErrorCode.RECOVERY_KEY_WRONG}:
                self._tries.remember()
                raise UserError(error.code, wait=self.wait_seconds()) from None
            raise

    def _enter(self, key: DataKey, file: KeyFile, username: str, action: str) -> Session:
        share = self.membership.join()
        self.membership.refuse_second_copy(key.vault)
        try:
            store = Store.open(
                self.folder.database, store_keys(key), share=share, before_migration=lambda _version: self._secure(key)
            )
        except UserError as error:
            raise sharing.pointing(error, self.folder.root) from None
        try:
            close_open_change = keyring.settle(store, file)
            state = self.membership.state
            books = PcBooks(state, key, store) if state is not None else None
            with store.reading():
                user = accounts.find_active(username)
                gaps = books.gaps() if books else ()
                store.newest_record = clock_check.newest_record()
            try:
                with store.unit_of_work(user.account_id, self.clock.now()) as unit:
                    close_open_change()
                    if books:
                        books.settle(unit, gaps, self.clock.now())
                    self._tell_of_tries(unit)
                    unit.audit(action, "pengguna", user.account_id)
                if books:
                    books.settled()
                self._tries.forget()
            except UserError as error:
                if books is None or error.code not in UNWRITABLE:
                    raise
                with store.looking(user.account_id, self.clock.now()) as look:  # one may still look
                    look.audit(action, "pengguna", user.account_id)
            self._clear_leftovers()
            self.membership.remember(key.vault)
        except BaseException:
            store.close()
            raise
        attends = share is None and attendance.come(self.folder.root)
        return Session(user, self.folder, store, key, self._cost, attends=attends)

    def _secure(self, key: DataKey) -> None:
        """Before the data are brought to a newer schema: no older program has them open, and a backup is made."""
        rekeying.expect_alone(self.folder)
        backup.before_migration(self.folder, key, self.clock.now())

    def _tell_of_tries(self, unit: UnitOfWork) -> None:
        if tries := self._tries.moments():
            unit.audit("masuk.salah", "kantor", None, count=len(tries), first=tries[0], last=tries[-1])

    def _clear_leftovers(self) -> None:
        """Remove what a power cut left half made. Not on a share: there it may be another PC's work under way."""
        if self.membership.shared:
            return
        for folder in (
            self.folder.root,
            self.folder.attachments,
            self.folder.backups,
            self.folder.backups / archive.POOL,
        ):
            remove_leftovers(folder)
        for found in self.folder.root.iterdir():
            if _UNFINISHED.fullmatch(found.name):
                shutil.rmtree(found, ignore_errors=True)
        archive.clear_unfinished(self.folder.backups)
