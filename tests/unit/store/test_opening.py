"""Opening the database: every safety setting, and every file that must be refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.store.database import Store, StoreKeys
from models.store.sqlcipher import APPLICATION_ID, connect
from models.store.tables import Setting
from models.version import SCHEMA_VERSION
from tests.fixtures_store import STORE_KEYS

OTHER_KEYS = StoreKeys(b"x" * 32, b"y" * 32)


def refusal(path: Path, keys: StoreKeys = STORE_KEYS) -> tuple[ErrorCode, object]:
    with pytest.raises(UserError) as caught:
        Store.open(path, keys)
    return caught.value.code, caught.value.details.get("reason", "")


@pytest.fixture
def database(store: Store) -> Path:
    store.close()
    return store.path


@pytest.mark.fault(7)
@pytest.mark.parametrize(("shared", "journal"), [(False, "truncate"), (True, "delete")])
def test_every_connection_has_the_safety_settings(database: Path, shared: bool, journal: str) -> None:
    connection = connect(database, STORE_KEYS.database, shared=shared)
    expected = {
        "temp_store": 2,
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 10_000,
        "journal_mode": journal,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
    assert found == expected
    assert (connection.execute("PRAGMA mmap_size").fetchone() or (0,))[0] == 0
    connection.close()


@pytest.mark.fault(9)
def test_a_wrong_key_is_refused_and_the_file_untouched(database: Path) -> None:
    before = database.read_bytes()
    assert refusal(database, OTHER_KEYS)[0] is ErrorCode.KEY_FILE_MISMATCH
    assert database.read_bytes() == before


@pytest.mark.fault(9)
def test_the_standard_library_cannot_read_it(database: Path) -> None:
    connection = sqlite3.connect(database)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()


@pytest.mark.fault(10)
def test_a_missing_file_is_never_created(tmp_path: Path) -> None:
    assert refusal(tmp_path / "hilang.db")[0] is ErrorCode.DATABASE_MISSING
    assert refusal(tmp_path / "tidak" / "ada.db")[0] is ErrorCode.DATABASE_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "polos.db")
    plain.execute("CREATE TABLE x (y)")
    plain.commit()
    plain.close()
    assert refusal(tmp_path / "polos.db") == (ErrorCode.DATABASE_DAMAGED, "plain")


def test_an_encrypted_file_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = connect(tmp_path / "lain.db", STORE_KEYS.database, create=True)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    assert refusal(tmp_path / "lain.db") == (ErrorCode.DATABASE_DAMAGED, "foreign")


def test_a_newer_schema_is_refused_in_words(database: Path) -> None:
    connection = connect(database, STORE_KEYS.database)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert refusal(database)[0] is ErrorCode.SCHEMA_NEWER


def test_a_flipped_byte_is_noticed(database: Path) -> None:
    # In the page of a table: those of the schema are noticed on opening.
    with closing(connect(database, STORE_KEYS.database)) as sound:
        (page,) = sound.execute("SELECT rootpage FROM sqlite_master WHERE name = 'setting'").fetchone()
        (size,) = sound.execute("PRAGMA page_size").fetchone()
    raw = bytearray(database.read_bytes())
    raw[page * int(size) - 100] ^= 1
    database.write_bytes(raw)
    connection = connect(database, STORE_KEYS.database)
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall()
    connection.close()


def test_an_office_is_never_overwritten(database: Path) -> None:
    with pytest.raises(UserError) as caught:
        Store.create(database, STORE_KEYS)
    assert caught.value.code is ErrorCode.OFFICE_EXISTS


def test_what_was_written_is_there_after_opening_again(store: Store, clock: FixedClock) -> None:
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key="a", value="b")
        unit.audit("uji", "setelan")
    store.close()
    again = Store.open(store.path, STORE_KEYS)
    with again.reading():
        assert Setting.get_by_id("a").value == "b"
    again.close()


@pytest.mark.fault(15)
@pytest.mark.parametrize(("shared", "journal"), [(False, "truncate"), (True, "delete")])
def test_a_file_that_arrives_in_wal_mode_is_converted(database: Path, shared: bool, journal: str) -> None:
    foreign = connect(database, STORE_KEYS.database)
    assert foreign.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
    foreign.close()
    connection = connect(database, STORE_KEYS.database, shared=shared)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == journal
    connection.close()
    assert not list(database.parent.glob("*-wal"))


def test_looking_into_a_backup_leaves_nothing_beside_it(database: Path) -> None:
    for journal in database.parent.glob("*-journal"):
        journal.unlink()
    before = database.read_bytes()
    connection = connect(database, STORE_KEYS.database, read_only=True)
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        connection.execute("DELETE FROM meta")
    connection.close()
    assert [found.name for found in database.parent.iterdir()] == [database.name]
    assert database.read_bytes() == before
