"""A real office on encrypted data, and a desk with a person who answers every question as the test says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import main
from models.domain.clock import FixedClock
from models.forms.spec import Values
from models.rehearsal import office
from models.services.workspace import Workspace
from models.settings.local_file import LocalSettings
from models.vault.keys import FLOOR
from tests.recorder import Recorder
from ui.bus import Bus
from ui.context import AppContext
from ui.printing import PrintService
from ui.tasks import Runner
from ui.theme import Appearance

PASSWORD = "kebun-pelangi-sepeda-tenun"
RENDERERS = main.renderers()
COMPLAINT: Values = {
    "kanal": "telepon",
    "korban_wilayah": "36.71.01.1004",
    "ringkasan": "Pelapor menyampaikan bahwa korban dipukul di rumah.",
    "korban_nama": "Lestari Putri",
}
T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


def parts(inside: QWidget, kind: type[W]) -> list[W]:
    """All widgets of this kind inside another."""
    found: list[W] = list(inside.findChildren(kind))
    return found


@dataclass
class Desk:
    """What a test has at hand: the services, what pages are given, where pages led."""

    workspace: Workspace
    context: AppContext
    notify: Recorder
    went: list[tuple[str, dict[str, object]]]
    qtbot: QtBot

    def ask(self, work: Callable[[], T]) -> T:
        """Call a service as the program does: off the GUI thread."""
        answers: list[T] = []
        self.context.runner.query(work, answers.append)
        self.settle()
        return answers[0]

    def settle(self) -> None:
        """Wait until nothing is on its way, and what came has its place: Qt shows new parts of a page a turn later."""
        self.qtbot.waitUntil(self.context.runner.idle, timeout=20_000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def open_case(self, **more: object) -> int:
        """A case opened from a complaint."""
        cases = self.workspace.cases
        values: Values = {**COMPLAINT, **more}  # type: ignore[dict-item]  # tests pass plain values
        sop = self.ask(cases.procedures)[0].key
        return self.ask(lambda: cases.open_case(sop, values, f"uji-{len(self.went)}-{id(values)}")).case_id

    def show(self, page: QWidget, width: int = 1142, height: int = 640) -> None:
        """Put a page on the screen at the size it has in the window."""
        self.qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        self.qtbot.waitExposed(page).__enter__()


@pytest.fixture(scope="session")
def founded_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented office, founded once."""
    folder, clock = tmp_path_factory.mktemp("kantor") / "data", FixedClock()
    office.found(office.gate(folder, clock, FLOOR), clock, PASSWORD, RENDERERS)
    return folder


@pytest.fixture
def make_desk(founded_office: Path, tmp_path: Path, qtbot: QtBot, look: Appearance) -> Iterator[Callable[[str], Desk]]:
    """Log somebody in; who was there before logs out. All desks of one test share the office."""
    folder = Path(shutil.copytree(founded_office, tmp_path / "data"))
    clock = FixedClock()
    open_desks: list[Desk] = []

    def log_out() -> None:
        while open_desks:
            gone = open_desks.pop()
            gone.context.runner.shutdown()
            gone.workspace.lock()

    def make(username: str) -> Desk:
        log_out()
        notify = Recorder()
        went: list[tuple[str, dict[str, object]]] = []
        workspace = Workspace(office.gate(folder, clock, FLOOR).unlock(username, PASSWORD), clock, RENDERERS)
        runner, settings = Runner(notify), LocalSettings(tmp_path / "pc")
        context = AppContext(
            workspace=workspace,
            runner=runner,
            notify=notify,
            bus=Bus(),
            theme=look,
            printing=PrintService(notify, runner, settings),
            settings=settings,
            navigate=lambda page_id, **params: went.append((page_id, params)),
        )
        open_desks.append(Desk(workspace, context, notify, went, qtbot))
        return open_desks[-1]

    yield make
    log_out()


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    """Rina of the administration at her desk."""
    return make_desk("rina")
