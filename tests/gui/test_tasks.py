"""Work off the GUI thread: where it runs, where its answer lands, what becomes of failures."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.errors import BugError, Cancelled, ErrorCode, UserError
from tests.recorder import Recorder
from ui.tasks import Progress, Runner


class Screen(QWidget):
    """A screen that keeps its answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def take(self, answer: object) -> None:
        self.answers.append((answer, threading.current_thread()))


def settle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(runner.idle)


def test_work_runs_elsewhere_and_its_answer_comes_back_on_the_gui_thread(qtbot: QtBot, runner: Runner) -> None:
    screen, threads = Screen(), list[threading.Thread]()

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    runner.query(work, screen.take)
    settle(qtbot, runner)
    assert threads[0] is not threading.main_thread()
    assert screen.answers == [(42, threading.main_thread())]


def test_all_database_work_shares_one_thread_in_the_order_asked(qtbot: QtBot, runner: Runner) -> None:
    seen: list[tuple[int, int]] = []
    for number in range(20):
        runner.command(lambda number=number: seen.append((number, threading.get_ident())))  # type: ignore[misc]
    settle(qtbot, runner)
    assert [number for number, _ in seen] == list(range(20))
    assert len({ident for _, ident in seen}) == 1


def refuse() -> None:
    raise UserError(ErrorCode.DATABASE_BUSY)


def test_refusal_becomes_a_message(qtbot: QtBot, runner: Runner, notify: Recorder) -> None:
    runner.command(refuse)
    settle(qtbot, runner)
    assert notify.said == [ErrorCode.DATABASE_BUSY.value]


def test_refusal_goes_to_the_screen_that_wants_it(qtbot: QtBot, runner: Runner, notify: Recorder) -> None:
    refused: list[UserError] = []
    runner.query(refuse, lambda _none: None, refused.append)
    settle(qtbot, runner)
    assert [error.code for error in refused] == [ErrorCode.DATABASE_BUSY]
    assert notify.said == []


def test_change_of_mind_shows_nothing(qtbot: QtBot, runner: Runner, notify: Recorder) -> None:
    def change_mind() -> None:
        raise Cancelled

    runner.command(change_mind)
    settle(qtbot, runner)
    assert notify.said == []


def test_bug_in_the_work_reaches_the_crash_hook_on_the_gui_thread(
    qtbot: QtBot, runner: Runner, notify: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[BaseException, threading.Thread]] = []

    def hook(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        caught.append((failure, threading.current_thread()))

    def broken() -> None:
        raise BugError("uji")

    monkeypatch.setattr(sys, "excepthook", hook)
    runner.command(broken)
    settle(qtbot, runner)
    assert isinstance(caught[0][0], BugError)
    assert caught[0][1] is threading.main_thread()
    assert notify.said == []


def test_answer_for_a_screen_that_is_gone_is_dropped(qtbot: QtBot, runner: Runner) -> None:
    import shiboken6

    gate, answers = threading.Event(), list[object]()

    class Gone(QObject):
        def take(self, answer: object) -> None:
            answers.append(answer)

    receiver = Gone()
    runner.query(gate.wait, receiver.take)
    shiboken6.delete(receiver)
    gate.set()
    settle(qtbot, runner)
    assert answers == []


def test_answer_to_a_lambda_of_a_screen_that_is_gone_is_dropped(qtbot: QtBot, runner: Runner) -> None:
    import shiboken6

    gate = threading.Event()

    class Page(QObject):
        def ask(self) -> None:
            runner.query(gate.wait, lambda answer: self.setObjectName(str(answer)))

    page = Page()
    page.ask()
    shiboken6.delete(page)
    gate.set()
    settle(qtbot, runner)  # touching the deleted page would have raised in the event loop


def test_question_that_comes_after_the_lock_shows_nothing(qtbot: QtBot, runner: Runner, notify: Recorder) -> None:
    def locked() -> None:
        raise UserError(ErrorCode.LOCKED)

    runner.query(locked, lambda _none: None)
    settle(qtbot, runner)
    assert notify.said == []


def test_only_the_newest_search_is_answered(qtbot: QtBot, runner: Runner) -> None:
    gate, asked, answers = threading.Event(), list[str](), list[str]()

    def search(text: str) -> str:
        asked.append(text)
        return text

    runner.query(gate.wait, lambda _done: None)
    for text in ("t", "ta", "tan"):
        runner.query(lambda text=text: search(text), answers.append, latest="cari")  # type: ignore[misc]
    gate.set()
    settle(qtbot, runner)
    assert answers == ["tan"]
    assert asked == ["tan"]


def test_long_work_shows_that_the_program_is_busy(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    with qtbot.waitSignal(runner.busy) as shown:
        runner.command(gate.wait)
    assert shown.args == [True]
    with qtbot.waitSignal(runner.busy) as ended:
        gate.set()
    assert ended.args == [False]


def test_lengthy_work_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, runner: Runner) -> None:
    moves: list[float] = []
    reached = threading.Event()

    def work(progress: Progress) -> None:
        for number in range(1000):
            progress.report(number, 1000, "menyalin")
            reached.set()
            threading.Event().wait(0.005)

    with qtbot.waitSignal(runner.slow) as shown:
        progress = runner.lengthy("Membuat cadangan", work)
        progress.moved.connect(lambda share, _words: moves.append(share))
    assert shown.args == [progress]
    progress.cancel()
    settle(qtbot, runner)
    assert 0 < len(moves) < 1000
    assert moves == sorted(moves)


def test_rendering_does_not_wait_for_the_database(qtbot: QtBot, runner: Runner) -> None:
    gate, answers = threading.Event(), list[str]()
    runner.command(gate.wait)
    runner.render(lambda: "kertas", answers.append)
    qtbot.waitUntil(lambda: answers == ["kertas"])
    gate.set()
    settle(qtbot, runner)


def test_nothing_is_started_once_the_program_ends(qtbot: QtBot, notify: Recorder) -> None:
    runner, done = Runner(notify), list[object]()
    runner.shutdown()
    runner.query(lambda: 1, done.append)
    assert runner.idle()
    assert done == []


def test_what_is_done_ahead_holds_nobody_up(qtbot: QtBot, runner: Runner) -> None:
    """It shows no work, keeps the order, and a question to the database is answered meanwhile."""
    begun, go_on, done, answers = threading.Event(), threading.Event(), list[int](), list[int]()

    def first() -> None:
        begun.set()
        go_on.wait(10)
        done.append(1)

    runner.ahead([first, lambda: done.append(2)])
    assert begun.wait(10)
    assert runner.idle()
    runner.query(lambda: 3, answers.append)
    qtbot.waitUntil(lambda: answers == [3])
    assert done == []
    go_on.set()
    runner.render(lambda: 4, answers.append)
    qtbot.waitUntil(lambda: answers == [3, 4])
    assert done == [1, 2]


def test_what_is_done_ahead_stops_when_the_program_ends(qtbot: QtBot, notify: Recorder) -> None:
    ending, begun, go_on, done = Runner(notify), threading.Event(), threading.Event(), list[int]()

    def first() -> None:
        begun.set()
        go_on.wait(10)

    ending.ahead([first, lambda: done.append(2)])
    assert begun.wait(10)
    closing = threading.Timer(0.05, go_on.set)
    closing.start()
    ending.shutdown()
    assert done == []
