"""The whole program on a real office, without its event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import main
from models.domain.clock import FixedClock
from models.services.entry import founding
from models.services.entry.gate import Gate
from models.settings.local_file import LocalSettings
from models.vault.keys import FLOOR
from tests.fixtures_store import MANAGER, PASSWORD
from tests.recorder import Recorder
from ui.app import Program
from ui.bus import Bus
from ui.notify import Notify
from ui.printing import PrintService
from ui.shell.crash_hook import CrashHook
from ui.shell.door import Door
from ui.shell.login import LoginScreen
from ui.shell.tools import Tools
from ui.shell.workbench import Workbench
from ui.tasks import Runner
from ui.theme import Appearance

RENDERERS = main.renderers()


class QuietNotify(Notify):
    """The program's notifier, with the answers of a recorder in place of dialogs."""

    def __init__(self) -> None:
        super().__init__()
        self.recorder = Recorder()
        for name in ("info", "warning", "problem", "ask", "choose", "ask_text", "open_file", "open_files", "save_file"):
            setattr(self, name, getattr(self.recorder, name))


@dataclass
class Stage:
    """The program and what a test needs around it."""

    program: Program
    tools: Tools
    said: list[str]
    qtbot: QtBot

    @property
    def screen(self) -> QWidget:
        return self.program.window.centralWidget()

    @property
    def workbench(self) -> Workbench:
        found = self.program.workbench
        assert found is not None
        return found

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(self.tools.runner.idle, timeout=20_000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)  # parts that came find their place

    def choosing(self, folder: Path) -> None:
        """Every question for a folder is answered with this one."""

        def choose_folder(title: str) -> Path | None:
            return folder

        self.tools.notify.choose_folder = choose_folder  # type: ignore[method-assign]

    def log_in(self, username: str = MANAGER, password: str = PASSWORD) -> None:
        """Type name and password and press Enter."""
        screen = self.screen
        assert isinstance(screen, LoginScreen)
        screen.username.clear()
        QTest.keyClicks(screen.username, username)
        QTest.keyClicks(screen.password.edit, password)
        screen.button.click()
        self.settle()


@pytest.fixture
def stage_for(
    qtbot: QtBot, qapp: QApplication, look: Appearance, clock: FixedClock, tmp_path: Path
) -> Iterator[Callable[[Path], Stage]]:
    """Start the program on a data folder."""
    stages: list[Stage] = []

    def start(folder: Path) -> Stage:
        notify, settings = QuietNotify(), LocalSettings(tmp_path)
        runner = Runner(notify)
        printing = PrintService(notify, runner, settings)
        tools = Tools(runner, notify, Bus(), look, lambda: printing, settings)

        def gate_of(place: Path) -> Gate:
            return Gate(place, clock, kdf=FLOOR, state=tmp_path / "komputer", on_create=founding.found)

        program = Program(Door(gate_of(folder), settings, gate_of), clock, lambda: RENDERERS, tools, qapp, CrashHook())
        with qtbot.waitExposed(program.window):
            program.begin()
        stages.append(Stage(program, tools, notify.recorder.said, qtbot))
        return stages[-1]

    yield start
    for stage in stages:
        stage.program.close()
        qtbot.waitUntil(lambda stage=stage: not stage.program.window.isVisible(), timeout=20_000)  # type: ignore[misc]
        stage.tools.runner.shutdown()
        stage.program.door.leave()
        stage.program.deleteLater()


@pytest.fixture
def stage(stage_for: Callable[[Path], Stage], office_folder: Path) -> Stage:
    """The program at its login, on an office that exists."""
    return stage_for(office_folder)
