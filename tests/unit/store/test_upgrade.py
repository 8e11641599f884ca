"""An office of every earlier schema opens with this program: upgraded once, backed up before, nothing lost."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office, training
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.store.migrations import MIGRATIONS
from models.vault.keys import FLOOR
from models.version import SCHEMA_VERSION
from tests.fixtures_office import stub_renderers

KEPT = Path(__file__).resolve().parents[2] / "data" / "databases"
OLD = sorted(folder for folder in KEPT.iterdir() if folder.name != f"v{SCHEMA_VERSION}")
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
def test_an_upgraded_database_has_the_same_tables_as_a_new_one(folder: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(folder, tmp_path / "data"))
    gate = office.gate(data, FixedClock(NOW), FLOOR)
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        with session.store.reading():
            upgraded = _columns()
    finally:
        session.lock()
    fresh = office.gate(tmp_path / "baru", FixedClock(NOW), FLOOR)
    office.found(fresh, FixedClock(NOW), training.PASSWORD, stub_renderers())
    session = fresh.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        with session.store.reading():
            assert _columns() == upgraded
    finally:
        session.lock()


def _columns() -> dict[str, list[tuple[object, ...]]]:
    """Columns of every table with type, obligation and default, and the statements of indexes and triggers."""
    from models.store.working import proxy

    names = proxy.execute_sql("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    found: dict[str, list[tuple[object, ...]]] = {}
    for kind, name in names.fetchall():
        rows = proxy.execute_sql(f'PRAGMA table_info("{name}")').fetchall() if kind == "table" else []
        found[f"{kind} {name}"] = sorted(row[1:] for row in rows)
    return found
