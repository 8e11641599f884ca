"""An office of every earlier schema opens with this program: upgraded once, backed up before, nothing lost."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office, training
from models.services.session import store_keys
from models.services.views import CaseFilter, CaseRow, Slice
from models.services.workspace import Workspace
from models.store.database import StoreKeys
from models.store.migrations import MIGRATIONS, version_of
from models.store.sqlcipher import connect
from models.vault.keys import FLOOR
from models.version import SCHEMA_VERSION
from tests.fixtures_office import Team, stub_renderers

KEPT = Path(__file__).resolve().parents[2] / "data" / "databases"
OLD = sorted((one for one in KEPT.iterdir() if one.name != f"v{SCHEMA_VERSION}"), key=lambda one: int(one.name[1:]))
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_an_office_of_every_earlier_schema_is_kept() -> None:
    assert [folder.name for folder in OLD] == [f"v{step.VERSION}" for step in MIGRATIONS[:-1]]


@dataclass(frozen=True)
class Upgraded:
    """What was found when a kept office was opened with this program."""

    version: int
    data: Path
    keys: StoreKeys
    listed: Slice[CaseRow]
    opened: str
    whole: bool
    schema: list[tuple[str, ...]]


@pytest.fixture(scope="module", params=OLD, ids=lambda folder: folder.name)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    """An office of an earlier schema after its first login."""
    data = Path(shutil.copytree(request.param, tmp_path_factory.mktemp("lama") / "data"))
    gate = office.gate(data, FixedClock(NOW), FLOOR)
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    with session.store.reading():
        schema = _schema()
    session.lock()
    shutil.copy2(data / "jangkau.db", data / "seketika.db")  # before anybody has worked in it
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        workspace = Workspace(session, FixedClock(NOW), stub_renderers())
        listed = workspace.cases.list(CaseFilter(view="semua"))
        opened = workspace.cases.page(listed.rows[0].case_id).head.number
        whole = workspace.logbook.verify().whole
        return Upgraded(int(request.param.name[1:]), data, store_keys(session.key), listed, opened, whole, schema)
    finally:
        session.lock()


def test_an_old_office_opens_with_all_its_cases_after_a_backup(upgraded: Upgraded) -> None:
    assert upgraded.listed.total == 6
    assert upgraded.opened == upgraded.listed.rows[0].number
    assert upgraded.whole
    assert list((upgraded.data / "cadangan").iterdir())


def test_no_row_of_an_old_office_is_lost_or_altered(upgraded: Upgraded) -> None:
    """The backup made before holds the old schema; every row in it stands in the upgraded office as it was."""
    (backup,) = (upgraded.data / "cadangan").glob("*.sbk")
    with (
        closing(connect(backup / "jangkau.db", upgraded.keys.database, read_only=True)) as before,
        closing(connect(upgraded.data / "seketika.db", upgraded.keys.database)) as after,
    ):
        assert version_of(before) == upgraded.version
        names = [row[0] for row in before.execute(_TABLES).fetchall()]
        assert "case_file" in names
        for name in names:
            columns = ", ".join(row[1] for row in before.execute(f'PRAGMA table_info("{name}")'))
            rows = f'SELECT {columns} FROM "{name}"'  # noqa: S608 - names out of the schema
            assert set(before.execute(rows)) <= set(after.execute(rows)) or name == "meta", name


def test_an_upgraded_database_has_the_same_tables_as_a_new_one(team: Team, upgraded: Upgraded) -> None:
    with team.session.store.reading():
        assert _schema() == upgraded.schema


_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'case_search%'"
)


def _schema() -> list[tuple[str, ...]]:
    """Every table, index and trigger with the statement that made it."""
    from models.store.working import proxy

    statement = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    return list(proxy.execute_sql(statement).fetchall())
