"""Rows of accounts, for the gate and for the management of users; no permission is asked here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from sqlcipher3 import dbapi2

from models.access import roles as access
from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services.entry.doorstep import OfficeFolder
from models.services.session import User, store_keys
from models.services.views import AccountRow
from models.store import integrity
from models.store.database import UnitOfWork
from models.store.opening import undisturbed
from models.store.tables import Account, Officer
from models.vault.keys import DataKey, tidy_username

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def insert(
    unit: UnitOfWork, username: str, display_name: str, roles: Iterable[str], officer_id: int | None
) -> AccountRow:
    """A new active account; UserError VALUE_INVALID (``what``) for a name or role that cannot be."""
    name = valid_username(username)
    if Account.get_or_none(Account.username == name) is not None:
        raise UserError(ErrorCode.VALUE_INVALID, what="Nama pengguna ini sudah dipakai.")
    account = Account.create(
        username=name,
        display_name=valid_display_name(display_name),
        officer=officer_id,
        roles=pack_roles(roles),
        created_at=unit.moment.isoformat(),
    )
    unit.audit("pengguna.tambah", "pengguna", account.id, roles=json.loads(account.roles))
    return row_of(account)


def find_active(username: str) -> User:
    """The person with this user name; UserError UNKNOWN_USER or USER_INACTIVE."""
    account = Account.get_or_none(Account.username == tidy_username(username))
    if account is None:
        raise UserError(ErrorCode.UNKNOWN_USER)
    if not account.active:
        raise UserError(ErrorCode.USER_INACTIVE)
    return User(account.id, account.username, account.display_name, unpack_roles(account.roles), account.officer_id)


def expect_allowed(office: OfficeFolder, key: DataKey, username: str, permission: Permission) -> None:
    """UserError NOT_ALLOWED unless a role of the person grants ``permission``, for an office that is not logged in to.

    Where the accounts themselves cannot be read any more, whoever holds the key may help.
    """
    try:
        with undisturbed(office.database, store_keys(key).database, read_only=True) as connection:
            found = integrity.roles_of(connection, tidy_username(username))
    except (UserError, dbapi2.DatabaseError):
        return
    if found is None or not access.can(unpack_roles(found), permission):
        raise UserError(ErrorCode.NOT_ALLOWED)


def require_worker(account_id: int) -> None:
    """UserError NOT_FOUND for no active account, VALUE_INVALID for one that may not work on steps."""
    account = Account.get_or_none(Account.id == account_id, Account.active)
    if account is None:
        raise UserError(ErrorCode.NOT_FOUND)
    if not access.can(unpack_roles(account.roles), Permission.STEP_WORK):
        raise UserError(
            ErrorCode.VALUE_INVALID, what=f"{account.display_name} tidak mempunyai peran untuk mengerjakan langkah."
        )


def officer_called(name: str) -> int | None:
    """Id of the officer with this name, None if there is none."""
    officer = Officer.get_or_none(Officer.name == name.strip())
    return None if officer is None else int(officer.id)


def active_managers() -> int:
    """How many active accounts can manage the accounts."""
    return sum(access.MANAGER in unpack_roles(row.roles) for row in Account.select().where(Account.active))


def row_of(account: Account) -> AccountRow:
    """The account as the screens see it."""
    return AccountRow(
        account.id,
        account.username,
        account.display_name,
        unpack_roles(account.roles),
        account.officer_id,
        bool(account.active),
    )


def valid_username(username: str) -> str:
    """The user name as it is stored; UserError VALUE_INVALID."""
    name = tidy_username(username)
    if not _USERNAME.fullmatch(name):
        raise UserError(
            ErrorCode.VALUE_INVALID,
            what="Nama pengguna terdiri atas 3 sampai 40 huruf kecil, angka, titik, atau tanda hubung.",
        )
    return name


def valid_display_name(name: str) -> str:
    """The name shown in the program; UserError VALUE_INVALID if empty."""
    tidy = " ".join(name.split())
    if not tidy:
        raise UserError(ErrorCode.VALUE_INVALID, what="Nama yang ditampilkan wajib diisi.")
    return tidy


def pack_roles(roles: Iterable[str]) -> str:
    """Roles as they are stored; UserError VALUE_INVALID without any, or with one that does not exist."""
    chosen = [key for key in access.shipped() if key in set(roles)]
    if not chosen or len(chosen) != len(set(roles)):
        raise UserError(ErrorCode.VALUE_INVALID, what="Pilih sedikitnya satu peran.")
    return json.dumps(chosen)


def unpack_roles(text: str) -> tuple[str, ...]:
    """Stored roles."""
    return tuple(json.loads(text))
