"""An office of every earlier schema opens with this program: upgraded once, backed up before, nothing lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office, training
from models.services.session import store_keys
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.store.migrations import MIGRATIONS, version_of
from models.store.sqlcipher import connect
from models.vault.keys import FLOOR
from models.version import SCHEMA_VERSION
from tests.fixtures_office import stub_renderers

KEPT = Path(__file__).resolve().parents[2] / "data" / "databases"
OLD = sorted((one for one in KEPT.iterdir() if one.name != f"v{SCHEMA_VERSION}"), key=lambda one: int(one.name[1:]))
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_an_office_of_every_earlier_schema_is_kept() -> None:
    assert [folder.name for folder in OLD] == [f"v{step.VERSION}" for step in MIGRATIONS[:-1]]


@pytest.mark.parametrize("folder", OLD, ids=lambda folder: folder.name)
def test_an_old_office_opens_with_all_its_cases_after_a_backup(folder: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    gate = office.gate(data, FixedClock(NOW), FLOOR)
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        workspace = Workspace(session, FixedClock(NOW), stub_renderers())
        listed = workspace.cases.list(CaseFilter(view="semua"))
        assert listed.total == 6
        assert workspace.cases.page(listed.rows[0].case_id).head.number == listed.rows[0].number
        assert workspace.logbook.verify().whole
    finally:
        session.lock()
    assert list((data / "cadangan").iterdir())


@pytest.mark.parametrize("folder", OLD, ids=lambda folder: folder.name)
def test_no_row_of_an_old_office_is_lost_or_altered(folder: Path, tmp_path: Path) -> None:
    """The backup made before holds the old schema; every row in it stands in the upgraded office as it was."""
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    session = office.gate(data, FixedClock(NOW), FLOOR).unlock(office.PLAYERS[0].username, training.PASSWORD)
    keys = store_keys(session.key)
    session.lock()
    (backup,) = (data / "cadangan").glob("*.sbk")
    with (
        closing(connect(backup / "jangkau.db", keys.database, read_only=True)) as before,
        closing(connect(data / "jangkau.db", keys.database)) as after,
    ):
        assert version_of(before) == int(folder.name[1:])
        names = [row[0] for row in before.execute(_TABLES).fetchall()]
        assert "case_file" in names
        for name in names:
            columns = ", ".join(row[1] for row in before.execute(f'PRAGMA table_info("{name}")'))
            rows = f'SELECT {columns} FROM "{name}"'  # noqa: S608 - names out of the schema
            assert set(before.execute(rows)) <= set(after.execute(rows)) or name == "meta", name


@pytest.mark.parametrize("folder", OLD, ids=lambda folder: folder.name)
def test_an_upgraded_database_has_the_same_tables_as_a_new_one(folder: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    gate = office.gate(data, FixedClock(NOW), FLOOR)
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        with session.store.reading():
            upgraded = _schema()
    finally:
        session.lock()
    fresh = office.gate(tmp_path / "baru", FixedClock(NOW), FLOOR)
    office.found(fresh, FixedClock(NOW), training.PASSWORD, stub_renderers())
    session = fresh.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        with session.store.reading():
            assert _schema() == upgraded
    finally:
        session.lock()


_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'case_search%'"
)


def _schema() -> list[tuple[str, ...]]:
    """Every table, index and trigger with the statement that made it."""
    from models.store.working import proxy

    statement = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    return list(proxy.execute_sql(statement).fetchall())
