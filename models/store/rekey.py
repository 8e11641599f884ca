"""A copy of the database under another key, with everything that goes with the change settled inside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.store import audit, mending, snapshot
from models.store.audit import Tail
from models.store.database import StoreKeys
from models.store.held_files import HeldFile, held_files
from models.store.opening import undisturbed
from models.store.sqlcipher import connect, explained


@dataclass(frozen=True)
class Change:
    """What the copy must know.

    Attributes:
        account_id: whose account is shut; acting: who does it.
        key_file: the mark of the new key file, as ``models.services.keyring`` keeps it.
        tokens: rows that speak of an attachment, with the name of its new file.
    """

    account_id: int
    acting: int
    moment: datetime
    key_file: str
    tokens: tuple[tuple[HeldFile, str], ...]


def copy_under(database: Path, keys: StoreKeys, target: Path, new: StoreKeys, cancelled: Callable[[], bool]) -> Tail:
    """Copy the database to ``target`` and bring the copy under ``new``; gives the end of its audit trail.

    Raises Cancelled, and UserError as the store does.
    """
    snapshot.take(database, keys, target, cancelled)
    with closing(connect(target, keys.database)) as connection, explained(target):
        connection.execute(f"PRAGMA rekey = \"x'{new.database.hex()}'\"")
    return tail_of(target, new)


def tail_of(database: Path, keys: StoreKeys) -> Tail:
    """The newest audit record of a database nobody has open."""
    with undisturbed(database, keys.database, read_only=True) as connection, explained(database):
        return audit.tail(connection)


def files_of(database: Path, keys: StoreKeys) -> tuple[HeldFile, ...]:
    """Every encrypted file a database speaks of."""
    with undisturbed(database, keys.database, read_only=True) as connection, explained(database):
        return held_files(connection)


def settle(database: Path, keys: StoreKeys, change: Change) -> None:
    """Write the change into the copy, with its audit record, in one transaction."""
    with closing(connect(database, keys.database)) as connection, explained(database):
        connection.execute("BEGIN IMMEDIATE")
        triggers = mending.lift_triggers(connection)  # some rows are never changed, but their files got new names
        for held, token in change.tokens:
            connection.execute(f"UPDATE {held.table} SET token = ? WHERE id = ?", (token, held.row))  # noqa: S608
        for sql in triggers:
            connection.execute(sql)
        connection.execute(
            "UPDATE account SET active = 0, row_version = row_version + 1 WHERE id = ?", (change.account_id,)
        )
        mending.remember(connection, "key_file", change.key_file)
        audit.append(
            connection, keys.audit, moment=change.moment, account_id=change.acting, action="kunci.data_diganti",
            entity="pengguna", entity_id=change.account_id, detail={"lampiran": len(change.tokens)},
        )  # fmt: skip
        connection.execute("COMMIT")
