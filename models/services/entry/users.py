"""Managing the people who may log in: accounts, roles, passwords, and the recovery key on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from models.access.permissions import Permission
from models.access.roles import MANAGER
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.services import accounts
from models.services.entry import keyring, rekeying
from models.services.entry.rekeying import Leaver
from models.services.safety import archive
from models.services.safety.archive import Progress, never, silent
from models.services.safety.backup import scaled
from models.services.session import Session
from models.services.views import AccountRow
from models.store.database import UnitOfWork
from models.store.tables import Account
from models.vault import keys, recovery
from models.vault.keys import KeyFile
from models.vault.passwords import check_password

TOPIC = "pengaturan"


@dataclass(frozen=True)
class Revoked:
    """What follows a new data key.

    Attributes:
        backup: the backup that was made before.
        without: names shown of those who need a new password, because theirs came from the program's first version.
        new_recovery: the paper key no longer opens; another must be printed.
    """

    backup: Path
    without: tuple[str, ...]
    new_recovery: bool


class UserService:
    """Accounts of the office. Everything but one's own password needs ``USERS_MANAGE``; everything is audited."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def list(self) -> tuple[AccountRow, ...]:
        """All accounts, the active first, by the name shown."""
        self._session.authorise(Permission.USERS_MANAGE)
        with self._session.store.reading():
            rows = Account.select().order_by(Account.active.desc(), Account.display_name)
            return tuple(accounts.row_of(row) for row in rows)

    def add(
        self, username: str, display_name: str, roles: Iterable[str], password: str, officer_id: int | None = None
    ) -> AccountRow:
        """A new account with its first password, which the person should change soon.

        Raises UserError VALUE_INVALID (``what``), WEAK_PASSWORD (``reason``).
        """
        self._session.authorise(Permission.USERS_MANAGE)
        check_password(password, username)
        made: list[AccountRow] = []
        chosen = tuple(roles)

        def record(unit: UnitOfWork) -> None:
            made.append(accounts.insert(unit, username, display_name, chosen, officer_id))

        self._change_keys(lambda file: self._with_password(file, username, password), record)
        return made[0]

    def change(
        self, account_id: int, display_name: str, roles: Iterable[str], officer_id: int | None = None
    ) -> AccountRow:
        """Change what is shown of a person and what they may do. The last active manager keeps that role."""
        self._session.authorise(Permission.USERS_MANAGE)
        packed = accounts.pack_roles(roles)
        with self._session.store.unit_of_work(*self._who) as unit:
            account = _existing(account_id)
            if MANAGER not in accounts.unpack_roles(packed):
                _keep_a_manager(account)
            Account.update(
                display_name=accounts.valid_display_name(display_name),
                roles=packed,
                officer=officer_id,
                row_version=Account.row_version + 1,
            ).where(Account.id == account_id).execute()
            unit.audit("pengguna.ubah", "pengguna", account_id, roles=accounts.unpack_roles(packed))
            unit.touch(TOPIC)
            return accounts.row_of(_existing(account_id))

    def set_password(self, account_id: int, password: str) -> None:
        """Give an account a new password (forgotten, or put in use again after ``deactivate``)."""
        self._session.authorise(Permission.USERS_MANAGE)
        with self._session.store.reading():
            username = str(_existing(account_id).username)
        check_password(password, username)

        def record(unit: UnitOfWork) -> None:
            Account.update(active=True, row_version=Account.row_version + 1).where(Account.id == account_id).execute()
            unit.audit("sandi.atur", "pengguna", account_id)

        self._change_keys(lambda file: self._with_password(file, username, password), record)

    def change_password(self, old: str, new: str) -> None:
        """Change one's own password; UserError WRONG_PASSWORD if ``old`` is not right, WEAK_PASSWORD."""
        user = self._session.user
        check_password(new, user.username)
        keys.read(self._session.folder.key_file).open_with_password(user.username, old)
        self._change_keys(
            lambda file: self._with_password(file, user.username, new),
            lambda unit: unit.audit("sandi.ubah", "pengguna", user.account_id),
        )

    def deactivate(self, account_id: int) -> None:
        """Shut an account: its slot in the key file is removed, its records stay.

        The person may have copied the files earlier; only a new data key shuts those out: see ``revoke``.
        Raises UserError VALUE_INVALID for one's own account and for the last active manager.
        """
        self._session.authorise(Permission.USERS_MANAGE)
        self._refuse_oneself(account_id)
        with self._session.store.reading():
            username = str(_existing(account_id).username)

        def record(unit: UnitOfWork) -> None:
            account = _existing(account_id)
            _keep_a_manager(account)
            account.active = False
            account.row_version += 1
            account.save()
            unit.audit("pengguna.nonaktif", "pengguna", account_id)

        self._change_keys(lambda file: file.without_password(self._session.key, username), record)

    def revoke(
        self, account_id: int, password: str, progress: Progress = silent, cancelled: Callable[[], bool] = never
    ) -> Revoked:
        """Shut an account for good: its way in is removed and the office gets a new data key, after a backup.

        ``password`` is one's own. The session is locked afterwards; older backups stay readable as they were made.
        Raises Cancelled; UserError WRONG_PASSWORD, VALUE_INVALID as ``deactivate``, DATABASE_BUSY (``reason``
        "others": the office is open on another PC; else somebody saved meanwhile), DISK_FULL …; nothing changed then.
        """
        session = self._session
        session.authorise(Permission.USERS_MANAGE)
        self._refuse_oneself(account_id)
        with session.store.reading():
            account = _existing(account_id)
            _keep_a_manager(account)
            leaver = Leaver(account_id, str(account.username))
            others = {row.username: row.display_name for row in Account.select().where(Account.active)}
        pair = rekeying.new_key_file(session, password, leaver)
        made = archive.make(session.folder, session.key, self._clock.now(), scaled(progress, 0, 0.3), cancelled)
        rekeying.carry_out(session, pair, leaver, self._clock.now(), scaled(progress, 0.3, 1.0), cancelled)
        others.pop(leaver.username, None)
        without = tuple(name for username, name in others.items() if not pair[0].holds(username))
        return Revoked(made, without, not pair[0].has_recovery)

    def confirm_password(self, password: str) -> None:
        """UserError WRONG_PASSWORD unless this is the password of whoever sits at the desk."""
        keys.read(self._session.folder.key_file).open_with_password(self._session.user.username, password)

    def draft_recovery_key(self) -> str:
        """A new recovery key as it is printed; it opens nothing until ``put_recovery_key``."""
        self._session.authorise(Permission.USERS_MANAGE)
        return recovery.to_text(recovery.new_recovery_key())

    def put_recovery_key(self, text: str) -> None:
        """Let this recovery key open the office from now on; the former paper opens nothing any more.

        Raises UserError RECOVERY_KEY_TYPO.
        """
        self._session.authorise(Permission.USERS_MANAGE)
        paper = recovery.from_text(text)
        self._change_keys(
            lambda file: file.with_recovery(self._session.key, paper, self._session.cost),
            lambda unit: unit.audit("kunci.pemulihan_baru", "kunci"),
        )

    def _refuse_oneself(self, account_id: int) -> None:
        if account_id == self._session.user.account_id:
            raise UserError(ErrorCode.VALUE_INVALID, what="Akun yang sedang dipakai tidak dapat dinonaktifkan.")

    @property
    def _who(self) -> keyring.Who:
        return self._session.user.account_id, self._clock.now()

    def _with_password(self, file: KeyFile, username: str, password: str) -> KeyFile:
        return file.with_password(self._session.key, username, password, self._session.cost)

    def _change_keys(self, alter: Callable[[KeyFile], KeyFile], record: Callable[[UnitOfWork], None]) -> None:
        def told(unit: UnitOfWork) -> None:
            record(unit)
            unit.touch(TOPIC)

        keyring.change(self._session.store, self._session.folder.key_file, self._who, alter, told)


def _existing(account_id: int) -> Account:
    account = Account.get_or_none(Account.id == account_id)
    if account is None:
        raise UserError(ErrorCode.NOT_FOUND)
    return account


def _keep_a_manager(account: Account) -> None:
    """Refuse to take the last active manager away."""
    is_manager = account.active and MANAGER in accounts.unpack_roles(account.roles)
    if is_manager and accounts.active_managers() == 1:
        raise UserError(ErrorCode.VALUE_INVALID, what="Harus selalu ada satu pengelola sistem yang aktif.")
