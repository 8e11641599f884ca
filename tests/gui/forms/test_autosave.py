"""Nothing typed is lost: it is saved after a rest, at once when the person leaves, and again after a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from tests.recorder import Recorder
from ui.forms import autosave
from ui.forms.autosave import Autosave
from ui.tasks import Runner


class Place:
    """Where values are kept; may refuse."""

    def __init__(self) -> None:
        self.kept: list[Values] = []
        self.refuse: ErrorCode | None = None

    def save(self, values: Values) -> int:
        if self.refuse:
            raise UserError(self.refuse)
        self.kept.append(values)
        return len(self.kept)


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture
def keeper(qtbot: QtBot, qapp: QObject, place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Autosave]:
    monkeypatch.setattr(autosave, "REST_MS", 40)
    runner, parent = Runner(Recorder()), QObject()
    clock = FixedClock(datetime.fromisoformat("2026-11-23T09:41:00+07:00"))
    made = Autosave(parent, runner, clock.now, lambda values: lambda: place.save(values))
    yield made
    runner.shutdown()


def test_it_saves_once_after_the_last_key(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    keeper.told.connect(lambda words, tone: told.append((words, tone)))
    keeper.touch({"a": "x"})
    keeper.touch({"a": "xy"})
    with qtbot.waitSignal(keeper.saved):
        pass
    assert place.kept == [{"a": "xy"}]
    assert told == [("Menyimpan…", "neutral"), ("Tersimpan otomatis 09.41", "ok")]
    assert keeper.clean


def test_leaving_saves_at_once_and_says_when_it_is_done(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    done: list[bool] = []
    keeper.touch({"a": "x"})
    keeper.flush(lambda: done.append(True))
    keeper.touch({"a": "newer"})
    qtbot.waitUntil(lambda: done == [True])
    assert place.kept == [{"a": "x"}, {"a": "newer"}]


def test_a_refused_save_keeps_the_values_and_tries_again(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    place.refuse = ErrorCode.DISK_FULL
    keeper.touch({"a": "x"})
    with qtbot.waitSignals([keeper.failed, keeper.told]):
        pass
    assert not keeper.clean
    place.refuse = None
    keeper.flush()
    qtbot.waitUntil(lambda: place.kept == [{"a": "x"}])


@pytest.mark.fault(11, 13)
def test_what_passes_by_itself_is_said_once_and_saved_without_another_key(
    keeper: Autosave, place: Place, qtbot: QtBot
) -> None:
    keeper._again.setInterval(20)
    failures: list[object] = []
    keeper.failed.connect(failures.append)
    place.refuse = ErrorCode.DISK_FULL
    keeper.touch({"a": "x"})
    told: list[str] = []
    keeper.told.connect(lambda words, _tone: told.append(words))
    qtbot.waitUntil(lambda: told.count("Belum tersimpan karena cakram penuh") >= 3)
    assert len(failures) == 1
    place.refuse = None
    qtbot.waitUntil(lambda: keeper.clean)  # the answer comes a little later than the saving
    assert place.kept == [{"a": "x"}]


def test_a_conflict_is_not_tried_again_by_itself(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    place.refuse = ErrorCode.CHANGED_BY_OTHER
    keeper.touch({"a": "x"})
    with qtbot.waitSignal(keeper.failed):
        pass
    assert not keeper._again.isActive()


def test_while_it_is_held_nothing_is_saved(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    keeper.hold()
    keeper.touch({"a": "x"})
    keeper.flush()
    assert place.kept == []
    keeper.release()
    qtbot.waitUntil(lambda: place.kept == [{"a": "x"}])


def test_what_is_forgotten_is_not_saved(keeper: Autosave, place: Place) -> None:
    keeper.touch({"a": "x"})
    keeper.forget()
    keeper.flush()
    assert keeper.clean
    assert place.kept == []


def test_a_late_refusal_of_one_sheet_does_not_put_its_answers_into_the_next(
    keeper: Autosave, place: Place, qtbot: QtBot
) -> None:
    place.refuse = ErrorCode.CHANGED_BY_OTHER
    keeper.touch({"sheet": "one"})
    keeper.flush()
    keeper.forget()
    with qtbot.waitSignal(keeper.failed):
        pass
    assert keeper.clean
    place.refuse = None
    keeper.touch({"sheet": "two"})
    with qtbot.waitSignal(keeper.saved):
        pass
    assert place.kept == [{"sheet": "two"}]


def test_a_late_answer_to_one_sheet_is_not_taken_for_the_next(keeper: Autosave, place: Place, qtbot: QtBot) -> None:
    answers: list[int] = []
    keeper.saved.connect(answers.append)
    keeper.touch({"sheet": "one"})
    keeper.flush()
    keeper.forget()
    keeper.touch({"sheet": "two"})
    qtbot.waitUntil(lambda: answers == [2])
    assert place.kept == [{"sheet": "one"}, {"sheet": "two"}]
