"""Windows that nobody holds any more are taken away on the GUI thread, whoever made the garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell import collector
from ui.shell.collector import Collector, collect_due


class Leftover:
    """Holds itself, as a page does whose signals lead back to it; says on which thread it was taken away."""

    def __init__(self, gone: list[str]) -> None:
        self.itself, self._gone = self, gone

    def __del__(self) -> None:
        self._gone.append(threading.current_thread().name)


class LeftoverPage(Leftover, QWidget):
    """Never left to Python alone: taken away on another thread it may end the process."""

    def __init__(self, gone: list[str]) -> None:
        QWidget.__init__(self)
        Leftover.__init__(self, gone)
        QVBoxLayout(self).addWidget(QLabel("x"))


@pytest.fixture
def _eager() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(50, 1, 1)
    yield
    gc.set_threshold(*before)


def busy() -> None:
    """What a service does: it makes many objects."""
    for _ in range(200):
        [[object()] for _ in range(100)]


def run(work: threading.Thread) -> None:
    work.start()
    work.join()


@pytest.mark.usefixtures("_eager")
def test_garbage_waits_for_the_gui_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "EVERY_MS", 5)
    gone: list[str] = []
    keeping = Collector()
    keeping.start()
    LeftoverPage(gone)
    run(threading.Thread(target=busy, name="layanan"))
    assert gone == []
    made: list[object] = []

    def taken_away() -> bool:
        made.extend([object()] for _ in range(2 * gc.get_threshold()[0]))  # so that it is every generation's turn
        return bool(gone)

    try:
        qtbot.waitUntil(taken_away)
    finally:
        keeping.stop()
    assert gone == [threading.main_thread().name]
    assert gc.isenabled()


@pytest.mark.usefixtures("_eager")
def test_without_it_a_thread_takes_away_what_it_did_not_make(qtbot: QtBot) -> None:
    """Else the test above would prove nothing."""
    gone: list[str] = []
    Leftover(gone)

    def left_to_python() -> None:
        gc.enable()
        busy()

    run(threading.Thread(target=left_to_python, name="layanan"))
    assert len(gone) == 1
    assert gone != [threading.main_thread().name]


def test_the_oldest_generation_that_is_due_is_collected() -> None:
    gc.collect()
    assert collect_due() == -1
    made = [[object()] for _ in range(2 * gc.get_threshold()[0])]
    assert collect_due() == 0
    del made
