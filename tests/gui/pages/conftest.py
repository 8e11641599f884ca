"""The desk of the forms' tests serves the pages, too; and cases that stand where a test needs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.services.entry.gate import Gate
from models.services.views import CasePage
from models.vault.keys import FLOOR
from tests.gui.forms.conftest import Desk, desk, founded_office, make_desk

__all__ = ["desk", "founded_office", "make_desk"]

WORKER, HEAD, MANAGER = "dewi", "kepala", "pengelola"


@pytest.fixture
def worker(make_desk: Callable[[str], Desk]) -> Desk:
    """The officer who does the first row of the procedure."""
    return make_desk(WORKER)


@pytest.fixture
def manager(make_desk: Callable[[str], Desk]) -> Desk:
    """Who looks after the program."""
    return make_desk(MANAGER)


@pytest.fixture
def shift(make_desk: Callable[[str], Desk]) -> Callable[[str], Desk]:
    """Let one person leave the desk and the next sit down: one office is open at a time in a program."""
    sitting: list[Desk] = []

    def change(username: str) -> Desk:
        for before in sitting:
            before.workspace.lock()
        sitting[:] = [make_desk(username)]
        return sitting[0]

    return change


def close(desk: Desk, case_id: int, **said: str) -> CasePage:
    """Close the running step through the services."""
    step = desk.ask(lambda: desk.workspace.cases.page(case_id)).step
    assert step is not None
    return desk.ask(lambda: desk.workspace.cases.close_step(step.step_run_id, step.row_version, **said))


@pytest.fixture
def office_gate(make_desk: Callable[[str], Desk], tmp_path: Path) -> Gate:
    """The gate of the office in which the test's people work."""
    return office.gate(tmp_path / "data", FixedClock(), FLOOR)
