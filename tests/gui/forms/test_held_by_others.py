"""Somebody else holds the data for a while: the program says that it is at work, stays alive, and then it is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import QTimer

from models.store.opening import connected
from tests.fault_table import thorough
from tests.gui.forms.conftest import Desk
from tests.gui.forms.test_form_page import answer, opened, stored

HELD = 8.0 if thorough() else 1.5
#: A window that answers this often in a second feels alive.
ALIVE = 5


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk("dewi")


@contextmanager
def held(desk: Desk) -> Iterator[threading.Event]:
    """Another program has the data for itself until the event is set."""
    store = desk.workspace.session.store
    began, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(connected(store.path, store._open_keys().database, None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            began.set()
            enough.wait(60)
            other.execute("ROLLBACK")

    holder = threading.Thread(target=hold)
    holder.start()
    assert began.wait(10)
    yield enough
    enough.set()
    holder.join()


@pytest.mark.fault(3)
def test_saving_waits_in_sight_while_the_window_lives(desk: Desk) -> None:
    case_id = desk.open_case()
    page = opened(desk, case_id)
    busy: list[bool] = []
    desk.context.runner.busy.connect(busy.append)
    beats: list[bool] = []
    pulse = QTimer(page, interval=20)
    with held(desk) as enough:
        pulse.timeout.connect(lambda: beats.append(enough.is_set()))
        pulse.start()
        answer(page, medis="ya")
        assert page.leave()
        QTimer.singleShot(int(HELD * 1000), page, enough.set)
        desk.qtbot.waitUntil(lambda: busy == [True], timeout=int(HELD * 1000))
        assert not enough.is_set(), "said only after the wait was over"
        desk.qtbot.waitUntil(enough.is_set, timeout=60_000)
    assert beats.count(False) >= ALIVE * HELD
    desk.settle()
    assert busy == [True, False]
    assert desk.notify.said == []
    assert stored(desk, case_id)["medis"] == "ya"
