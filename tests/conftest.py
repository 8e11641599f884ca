"""What holds for every test: no screen, no network, no leftovers, and nothing of the person who runs them."""

from __future__ import annotations

import functools
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded by anybody
os.environ.pop("JANGKAU_PASSWORD", None)

pytest_plugins = ["tests.fault_table", "tests.fixtures_office", "tests.fixtures_store"]

#: Seconds that threads and pools get to end after a test before they count as left behind.
PATIENCE = 5.0

hypothesis.settings.register_profile("desk", deadline=None, max_examples=50)
hypothesis.settings.register_profile("server", deadline=None, max_examples=100, derandomize=True, database=None)
hypothesis.settings.load_profile("server" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data, state and settings folders of the person who runs the tests are never touched."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield home


@pytest.fixture(scope="session", autouse=True)
def _offline() -> Iterator[None]:
    """The program works without any network, so no test may open a connection."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a connection was tried: {address!r}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_stretched_once() -> Iterator[None]:
    """Hundreds of tests log in to copies of one office: the same password with the same salt is stretched once.

    Stretching is a pure function and slow on purpose; an office that a test founds itself has a salt of its own.
    """
    from argon2.low_level import hash_secret_raw

    from models.vault import slots

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "hash_secret_raw", functools.cache(hash_secret_raw))
        yield


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """A test that leaves a thread, a window or a running application timer behind fails."""
    before = set(threading.enumerate())
    yield
    problems = _windows_left() + _timers_left() + _threads_left(before)
    assert not problems, "left behind: " + ", ".join(problems)


def _threads_left(before: set[threading.Thread]) -> list[str]:
    end = time.monotonic() + PATIENCE
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThreadPool

        if not QThreadPool.globalInstance().waitForDone(int(PATIENCE * 1000)):
            return ["work in the shared thread pool"]
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, end - time.monotonic()))
    # "Dummy" threads are Qt's own, seen once from Python; Qt ends them.
    left = (thread for thread in set(threading.enumerate()) - before if not isinstance(thread, threading._DummyThread))
    return [f"thread {thread.name}" for thread in left]


def _windows_left() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"window {type(widget).__name__}" for widget in shown]
    for widget in shown:  # the next test starts with a clean screen all the same
        widget.hide()
    return names


def _timers_left() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QTimer

    application = QCoreApplication.instance()
    timers: list[QTimer] = list(application.findChildren(QTimer)) if application else []
    running = [timer for timer in timers if timer.isActive()]
    for timer in running:
        timer.stop()
    return [f"timer {timer.objectName() or 'without name'}" for timer in running]
