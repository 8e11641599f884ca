"""A folder that may only be read: one logs in and looks, every look is accounted for, and nothing can be changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.rehearsal import office
from models.services.entry.gate import Gate
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.store.tables import AuditRow
from models.vault.keys import FLOOR, DataKey
from tests.fixtures_office import COMPLAINT, PASSWORD, code_of, stub_renderers
from tests.mounts import mounted, protect


@pytest.fixture
def place(founded_office: tuple[Path, DataKey], tmp_path: Path) -> Iterator[Path]:
    """The office on a file system of its own."""
    with mounted(tmp_path / "bagian", "size=64m") as disk:
        yield Path(shutil.copytree(founded_office[0], disk / "kantor"))


def at_desk(place: Path, clock: FixedClock, username: str) -> Workspace:
    gate = Gate(place, clock, kdf=FLOOR, state=place.parent.parent / "komputer")
    return Workspace(gate.unlock(username, PASSWORD), clock, stub_renderers())


@pytest.mark.fault(12, 24)
def test_looking_works_is_recorded_later_and_changing_is_refused_in_words(place: Path, clock: FixedClock) -> None:
    clerk = next(player.username for player in office.PLAYERS if player.role == "layanan")
    desk = at_desk(place, clock, clerk)
    case_id = desk.cases.open_case(desk.cases.procedures()[0].key, COMPLAINT, "a").case_id
    desk.lock()
    protect(place.parent, writable=False)
    looked_at = clock.advance(minutes=30)
    desk = at_desk(place, clock, clerk)
    assert desk.cases.list(CaseFilter()).total == 1
    desk.cases.page(case_id)
    assert code_of(lambda: desk.cases.add_note(case_id, "Catatan")) is ErrorCode.READ_ONLY
    assert code_of(desk.backup.keep) is ErrorCode.BACKUP_NOT_MADE
    desk.lock()
    protect(place.parent, writable=True)
    clock.advance(minutes=30)
    desk = at_desk(place, clock, clerk)
    with desk.session.store.reading():
        details = [(row, json.loads(row.detail)) for row in AuditRow.select().order_by(AuditRow.id)]
    kept = [row for row, detail in details if detail.get("saat") == looked_at.isoformat()]
    assert kept[0].action == "masuk"
    assert any(row.entity == "kasus" and row.entity_id == case_id for row in kept)
    desk.cases.add_note(case_id, "Catatan")
    desk.lock()
