"""Migrations: step by step, each whole or not at all, with a backup before and the same schema after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from models.errors import BugError, ErrorCode, UserError
from models.store import tables
from models.store.migrations import MIGRATIONS, migrate, version_of
from models.store.sqlcipher import connect
from models.store.working import Table
from models.version import SCHEMA_VERSION
from tests.fixtures_store import STORE_KEYS

SECOND = SimpleNamespace(VERSION=2, STATEMENTS=("ALTER TABLE note ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",))
TORN = SimpleNamespace(VERSION=2, STATEMENTS=("CREATE TABLE half (x)", "CREATE TABLE nonsense ("))
DANGLING = SimpleNamespace(
    VERSION=2,
    STATEMENTS=(
        "CREATE TABLE child (parent_id INTEGER REFERENCES officer (id))",
        "PRAGMA defer_foreign_keys = ON",
        "INSERT INTO child VALUES (4711)",
    ),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    opened = connect(tmp_path / "uji.db", STORE_KEYS.database, create=True)
    yield opened
    opened.close()


def schema(connection: Any) -> list[tuple[str, str]]:
    return list(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name"))


def test_the_list_is_complete_and_in_order() -> None:
    assert [migration.VERSION for migration in MIGRATIONS] == list(range(1, SCHEMA_VERSION + 1))


def test_an_empty_database_gets_the_schema_without_a_backup(connection: Any) -> None:
    migrate(connection, before=lambda version: pytest.fail(f"backup of version {version}"))
    assert version_of(connection) == SCHEMA_VERSION


def test_the_tables_are_the_schema(connection: Any) -> None:
    """What peewee believes about columns is what the migrations made."""
    migrate(connection)
    assert tables.CaseFile in Table.__subclasses__()
    for table in Table.__subclasses__():
        columns = connection.execute(f"PRAGMA table_info({table._meta.table_name})").fetchall()
        assert {column[1] for column in columns} == set(table._meta.columns), table.__name__


def test_migrating_in_steps_equals_starting_fresh(connection: Any, tmp_path: Path) -> None:
    backups: list[int] = []
    migrate(connection, target=1)
    migrate(connection, backups.append, (*MIGRATIONS[:1], SECOND), target=2)
    fresh = connect(tmp_path / "baru.db", STORE_KEYS.database, create=True)
    migrate(fresh, migrations=(*MIGRATIONS[:1], SECOND), target=2)
    assert (version_of(connection), backups) == (2, [1])
    assert schema(connection) == schema(fresh)
    fresh.close()


def test_a_migration_done_already_changes_nothing(connection: Any) -> None:
    migrate(connection)
    migrate(connection, before=lambda _: pytest.fail("nothing to back up"))


@pytest.mark.parametrize(("step", "failure"), [(TORN, dbapi2.OperationalError), (DANGLING, BugError)])
def test_a_step_that_fails_leaves_the_old_schema(connection: Any, step: Any, failure: type[Exception]) -> None:
    migrate(connection, target=1)
    before = schema(connection)
    with pytest.raises(failure):
        migrate(connection, migrations=(*MIGRATIONS[:1], step), target=2)
    assert (version_of(connection), schema(connection)) == (1, before)


def test_without_a_backup_there_is_no_migration(connection: Any) -> None:
    migrate(connection, target=1)

    def no_room(_version: int) -> None:
        raise UserError(ErrorCode.DISK_FULL)

    with pytest.raises(UserError):
        migrate(connection, no_room, (*MIGRATIONS[:1], SECOND), target=2)
    assert version_of(connection) == 1


def test_a_newer_schema_is_refused(connection: Any) -> None:
    migrate(connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(UserError) as caught:
        migrate(connection)
    assert caught.value.code is ErrorCode.SCHEMA_NEWER
