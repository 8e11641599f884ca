"""The first procedure walked through the real window, every person at the desk in turn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main
from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.rehearsal import office
from models.services.cases.cases import CaseService
from models.services.entry.gate import Gate
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.sop.spec import SopSpec
from models.vault.keys import FLOOR
from tests.fixtures_office import stub_renderers
from ui.rehearsal import decide_in_window, walk_through_window

PASSWORD = "kebun pelangi sepeda tenun"

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented office, founded once."""
    folder = tmp_path_factory.mktemp("kantor") / "data"
    clock = FixedClock()
    office.found(office.gate(folder, clock, FLOOR), clock, PASSWORD, main.renderers())
    return folder


@pytest.fixture
def door(founded: Path, tmp_path: Path) -> Gate:
    """A copy of it, nobody logged in."""
    shutil.copytree(founded, tmp_path / "kantor")
    return office.gate(tmp_path / "kantor", FixedClock(), FLOOR)


def test_a_complaint_becomes_a_closed_case_in_the_window(door: Gate, qtbot: QtBot) -> None:
    walk_through_window(door, PASSWORD, main.renderers())
    desk = Workspace(door.unlock(office.PLAYERS[0].username, PASSWORD), door.clock, main.renderers())
    closed = desk.cases.list(CaseFilter(view="selesai"))
    letters = desk.letters.list(status="terbit")
    desk.lock()
    assert closed.total == 1
    assert letters.total > 0


def test_what_the_window_tells_as_a_problem_ends_the_walk(
    door: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_closing: object) -> None:
        raise UserError(ErrorCode.DISK_FULL)

    monkeypatch.setattr(CaseService, "close_step", refuse)
    with pytest.raises(ValueError, match=ErrorCode.DISK_FULL.value):
        walk_through_window(door, PASSWORD, main.renderers())


def test_a_bug_in_the_window_ends_the_walk(door: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr("ui.pages.case.page.CasePageView._show_case", broken)
    with pytest.raises(ValueError, match="RuntimeError"):
        walk_through_window(door, PASSWORD, main.renderers())


@pytest.mark.parametrize("spec", office.ready_specs(), ids=lambda spec: spec.key)
def test_every_branch_of_every_procedure_is_decided_in_the_window(
    spec: SopSpec, tmp_path: Path, founded: Path, qtbot: QtBot
) -> None:
    shutil.copytree(founded, tmp_path / "kantor")
    clock = FixedClock()
    gate = office.gate(tmp_path / "kantor", clock, FLOOR)
    desk = Workspace(gate.unlock(office.PLAYERS[0].username, PASSWORD), clock, stub_renderers())
    desk.procedures.use(spec.key, in_use=True)
    desk.lock()
    assert decide_in_window(gate, PASSWORD, stub_renderers(), spec) == sum(len(step.outcomes) for step in spec.steps)
