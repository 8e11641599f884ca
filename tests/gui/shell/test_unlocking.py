"""The lock of a real office is slow by design; the window must not notice."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from models.domain.clock import FixedClock
from models.services.entry.gate import Gate
from models.vault.keys import STANDARD
from tests.fault_table import thorough
from tests.fixtures_store import MANAGER, PASSWORD
from tests.gui.shell.conftest import Stage
from tests.unit.services.test_gate import SETUP
from ui.shell.login import LoginScreen

#: What a person waits without wondering, in seconds.
SHORT = 2.0


@pytest.mark.fault(16)
def test_the_window_lives_while_the_office_is_unlocked(
    stage_for: Callable[[Path], Stage], tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "kantor"
    Gate(folder, clock, kdf=STANDARD).create(replace(SETUP, roles=("administrasi",)))
    stage = stage_for(folder)
    screen = stage.screen
    assert isinstance(screen, LoginScreen)
    QTest.keyClicks(screen.username, MANAGER)
    QTest.keyClicks(screen.password.edit, PASSWORD)
    beats: list[float] = []
    pulse = QTimer(stage.program.window, interval=10)
    pulse.timeout.connect(lambda: beats.append(time.monotonic()))
    pulse.start()
    begun = time.monotonic()
    screen.button.click()
    assert not stage.tools.runner.idle()
    assert not screen.button.isEnabled()
    stage.settle()
    took = time.monotonic() - begun
    pulse.stop()
    assert stage.program.workbench is not None
    assert len(beats) >= 5, f"the window stood still for {took:.1f} s"
    if thorough():
        assert took < SHORT
