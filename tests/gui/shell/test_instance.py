"""The same office is opened once on a PC."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.errors import ErrorCode, UserError
from tests.gui.shell.conftest import Stage
from ui.shell import instance


def test_a_second_window_on_the_same_office_is_refused(tmp_path: Path) -> None:
    first = instance.take(tmp_path / "kantor", tmp_path / "state")
    with pytest.raises(UserError) as refused:
        instance.take(tmp_path / "kantor", tmp_path / "state")
    assert refused.value.code is ErrorCode.SECOND_INSTANCE
    first.unlock()
    instance.take(tmp_path / "kantor", tmp_path / "state").unlock()


def test_a_second_start_brings_the_window_forward(stage: Stage, tmp_path: Path) -> None:
    office, state, window = tmp_path / "kantor", tmp_path / "state", stage.program.window
    held = instance.take(office, state)
    stage.program.come_when(lambda: instance.called(office, state))
    window.showMinimized()
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(instance.call(office, state)))
    second.start()
    stage.qtbot.waitUntil(lambda: answers == [True])
    second.join()
    assert not window.isMinimized()
    assert window.isVisible()
    held.unlock()


def test_a_window_that_hangs_does_not_keep_the_second_start_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_WAIT_S", 0.1)
    held = instance.take(tmp_path / "kantor", tmp_path / "state")
    assert instance.call(tmp_path / "kantor", tmp_path / "state") is False
    assert instance.called(tmp_path / "kantor", tmp_path / "state") is None, "the call is taken back"
    held.unlock()


def test_a_call_that_cannot_be_written_is_not_answered(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    assert instance.call(tmp_path / "kantor", tmp_path / "state") is False


def test_another_office_may_be_open_beside_it(tmp_path: Path) -> None:
    first = instance.take(tmp_path / "kantor", tmp_path / "state")
    second = instance.take(tmp_path / "latihan", tmp_path / "state")
    first.unlock()
    second.unlock()


def test_a_window_that_was_cut_off_leaves_no_obstacle(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from ui.shell import instance;"
        f"lock = instance.take(Path({str(tmp_path / 'kantor')!r}), Path({str(tmp_path / 'state')!r})); os._exit(0)"
    )
    root = Path(instance.__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=True)
    assert list((tmp_path / "state").glob("*.lock"))
    instance.take(tmp_path / "kantor", tmp_path / "state").unlock()


def test_a_place_that_cannot_be_written_does_not_keep_the_office_shut(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("not a folder", encoding="utf-8")
    instance.take(tmp_path / "kantor", tmp_path / "state")
