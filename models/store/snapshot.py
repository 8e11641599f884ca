"""A consistent copy of the open database, and the full examination of a copy before it counts as a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from models.errors import Cancelled, ErrorCode, UserError
from models.store import audit
from models.store.audit import Tail
from models.store.database import StoreKeys
from models.store.migrations import version_of
from models.store.opening import undisturbed
from models.store.sqlcipher import APPLICATION_ID, connect, errorname, explained
from models.version import SCHEMA_VERSION

#: How often SQLite asks whether to go on, in steps of its virtual machine.
_ASK_EVERY = 20_000


@dataclass(frozen=True)
class Findings:
    """What a sound copy holds: rows per table, the end of the audit trail, tokens of the attachments it speaks of."""

    schema: int
    counts: dict[str, int]
    tail: Tail
    attachments: tuple[str, ...]


def take(database: Path, keys: StoreKeys, target: Path, cancelled: Callable[[], bool]) -> None:
    """Copy the database to ``target``, which must not exist, under the same key; other PCs wait meanwhile.

    Raises Cancelled, and UserError as the store does.
    """
    with undisturbed(database, keys.database) as source, _stoppable(source, cancelled), explained(database):
        source.execute("VACUUM INTO ?", (str(target),))


@contextmanager
def _stoppable(connection: Any, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let a long statement inside the block be given up: Cancelled."""
    connection.set_progress_handler(lambda: int(cancelled()), _ASK_EVERY)
    try:
        yield
    except dbapi2.OperationalError as error:
        if errorname(error) == "SQLITE_INTERRUPT":
            raise Cancelled from error
        raise


def examine(copy: Path, keys: StoreKeys, cancelled: Callable[[], bool] = lambda: False) -> Findings:
    """Check every page, index, reference and the audit trail of a copy, without touching it.

    Raises Cancelled; UserError BACKUP_NOT_VERIFIED with ``reason``: "pages", "references", "audit" (``record``: the
    first bad one) or "foreign"; SCHEMA_NEWER; DATABASE_MISSING.
    """
    try:
        opened = connect(copy, keys.database, read_only=True)
        with closing(opened) as connection, _stoppable(connection, cancelled), explained(copy):
            return _examine(connection, keys)
    except UserError as error:
        if error.code in {ErrorCode.DATABASE_DAMAGED, ErrorCode.KEY_FILE_MISMATCH}:
            raise not_verified("pages") from error
        raise


def count(database: Path, keys: StoreKeys) -> dict[str, int]:
    """How many rows each table has."""
    with undisturbed(database, keys.database, read_only=True) as connection, explained(database):
        return _counts(connection)


def not_verified(reason: str, **details: object) -> UserError:
    """The backup does not count, for this reason."""
    return UserError(ErrorCode.BACKUP_NOT_VERIFIED, reason=reason, **details)


def _examine(connection: Any, keys: StoreKeys) -> Findings:
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        raise not_verified("pages")
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise not_verified("pages")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise not_verified("references")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_verified("foreign")
    schema = version_of(connection)
    if schema > SCHEMA_VERSION:
        raise UserError(ErrorCode.SCHEMA_NEWER, found=schema, known=SCHEMA_VERSION)
    broken = audit.verify_database(connection, keys.audit)
    if broken is not None:
        raise not_verified("audit", record=broken)
    return Findings(schema, _counts(connection), audit.tail(connection), _tokens(connection))


def _counts(connection: Any) -> dict[str, int]:
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - own table names
        for name in _tables(connection)
    }


def _tokens(connection: Any) -> tuple[str, ...]:
    """Every encrypted file the database speaks of: whichever table keeps scans has the column ``token``."""
    found = []
    for name in _tables(connection):
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        if "token" in columns:
            found += connection.execute(f"SELECT token FROM \"{name}\" WHERE token NOT LIKE '-%'").fetchall()  # noqa: S608 - own table names
    return tuple(sorted(str(token) for (token,) in found))


def _tables(connection: Any) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    return [name for (name,) in rows.fetchall()]
