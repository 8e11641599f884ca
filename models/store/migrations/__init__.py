"""The steps from one schema to the next: an explicit list, frozen SQL, one transaction each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from models.errors import BugError, ErrorCode, UserError
from models.store.migrations import (
    m0001_initial,
    m0002_procedures,
    m0003_persons,
    m0004_records,
    m0005_agenda,
    m0006_safekeeping,
    m0007_form_versions,
    m0008_letter_life,
    m0009_wording,
    m0010_ledger,
    m0011_ledger_suffix,
    m0012_reports,
    m0013_simfoni,
    m0014_lawful,
    m0015_penjabat,
    m0016_report_copies,
)
from models.version import SCHEMA_VERSION


class Migration(Protocol):
    """A module ``mNNNN_name``: the schema version it leads to and its statements."""

    VERSION: int
    STATEMENTS: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    m0001_initial,
    m0002_procedures,
    m0003_persons,
    m0004_records,
    m0005_agenda,
    m0006_safekeeping,
    m0007_form_versions,
    m0008_letter_life,
    m0009_wording,
    m0010_ledger,
    m0011_ledger_suffix,
    m0012_reports,
    m0013_simfoni,
    m0014_lawful,
    m0015_penjabat,
    m0016_report_copies,
)


def version_of(connection: Any) -> int:
    """The schema version of an open database; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: Any,
    before: Callable[[int], None] | None = None,
    migrations: tuple[Migration, ...] = MIGRATIONS,
    target: int = SCHEMA_VERSION,
) -> None:
    """Bring the database to ``target``.

    Args:
        connection: open, keyed, outside a transaction.
        before: called with the old version before anything changes (makes the backup); not for an empty database.

    Raises UserError SCHEMA_NEWER if a later program wrote the database; what ``before`` raises stops the migration.
    """
    found = version_of(connection)
    if found > target:
        raise UserError(ErrorCode.SCHEMA_NEWER, found=found, known=target)
    if found and found < target and before is not None:
        before(found)
    for migration in migrations:
        if found < migration.VERSION <= target:
            _step(connection, migration)


def _step(connection: Any, migration: Migration) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    try:
        # Another PC may have taken the step while this one waited for the lock.
        if version_of(connection) < migration.VERSION:
            for statement in migration.STATEMENTS:
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BugError(f"schema {migration.VERSION} leaves references to nothing")
            connection.execute(f"PRAGMA user_version = {migration.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
