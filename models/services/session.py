"""Who is at the desk: the open office of one person, until the screen is locked."""

from __future__ import annotations

from dataclasses import dataclass

from models.access import roles
from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services.entry.doorstep import OfficeFolder
from models.store.database import Store, StoreKeys
from models.store.share import attendance
from models.vault.files import FileVault
from models.vault.keys import DataKey, KdfCost


@dataclass(frozen=True)
class User:
    """The person who logged in. ``officer_id``: who they are on letters, None if nobody."""

    account_id: int
    username: str
    display_name: str
    roles: tuple[str, ...]
    officer_id: int | None = None


class Session:
    """An unlocked office. Never holds the password; after ``lock`` it opens nothing any more.

    Attributes:
        user: who is at the desk.
        store / files: the database and the encrypted attachments.
        cost: Argon2id cost for new passwords.
    """

    def __init__(
        self, user: User, folder: OfficeFolder, store: Store, key: DataKey, cost: KdfCost, *, attends: bool = False
    ) -> None:
        """``attends``: other programs of this PC were told that the office is open, until ``lock``."""
        self.user = user
        self.folder = folder
        self.store = store
        self.files = FileVault(folder.attachments, key.sub("attachments"))
        self.cost = cost
        self._key: DataKey | None = key
        self._attends = attends

    @property
    def key(self) -> DataKey:
        """The data key; UserError LOCKED once the screen is locked."""
        if self._key is None:
            raise UserError(ErrorCode.LOCKED)
        return self._key

    @property
    def locked(self) -> bool:
        return self._key is None

    def may(self, permission: Permission) -> bool:
        """Whether a role of the person grants ``permission``."""
        return roles.can(self.user.roles, permission)

    def reads(self, compartment: str) -> bool:
        """Whether a role of the person reads this part of a case file ("umum", "kasus", "asesmen")."""
        return roles.reads(self.user.roles, compartment)

    def authorise(self, permission: Permission) -> None:
        """UserError NOT_ALLOWED unless the person may; LOCKED after locking."""
        if self.locked:
            raise UserError(ErrorCode.LOCKED)
        if not self.may(permission):
            raise UserError(ErrorCode.NOT_ALLOWED)

    def lock(self) -> None:
        """Wait for a change under way, then drop every connection and the keys. May be called twice."""
        self.store.close()
        self.files.forget_key()
        self._key = None
        if self._attends:
            attendance.leave(self.folder.root)
            self._attends = False


def store_keys(key: DataKey) -> StoreKeys:
    """The keys the database needs, derived from the data key."""
    return StoreKeys(key.sub("db"), key.sub("audit"))
