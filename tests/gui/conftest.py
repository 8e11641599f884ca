"""What the tests of the window's foundation have at hand: the look, a recording notifier, a runner."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.recorder import Recorder
from ui import theme
from ui.shell.collector import collect_due
from ui.tasks import Runner
from ui.theme import Appearance, Mode


@pytest.fixture(autouse=True)
def _garbage_on_the_gui_thread() -> Iterator[None]:
    """As in the program: what a test's windows leave behind is never collected on the thread of the services."""
    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    """The program's typeface and style."""
    theme.load_fonts()
    qapp.setStyle(theme.STYLE)
    return Appearance(qapp, Mode.LIGHT)


@pytest.fixture
def look(appearance: Appearance) -> Iterator[Appearance]:
    """Light and at 100 %, before the test and after it."""
    appearance.set_mode(Mode.LIGHT)
    appearance.set_percent(100)
    yield appearance
    appearance.set_mode(Mode.LIGHT)
    appearance.set_percent(100)


@pytest.fixture
def notify() -> Recorder:
    """What the program said, and the answers it gets."""
    return Recorder()


@pytest.fixture
def runner(notify: Recorder, qapp: QApplication) -> Iterator[Runner]:
    """The way off the GUI thread, ended after the test."""
    made = Runner(notify)
    yield made
    made.shutdown()
