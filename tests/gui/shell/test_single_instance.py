"""The same office is opened once on a PC."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import app


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this PC keeps its locks."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_a_second_window_on_the_same_office_is_refused(tmp_path: Path) -> None:
    first = app.single_instance(tmp_path / "kantor")
    assert first is not None
    assert app.single_instance(tmp_path / "kantor") is None
    first.unlock()
    again = app.single_instance(tmp_path / "kantor")
    assert again is not None
    again.unlock()


def test_another_office_may_be_open_beside_it(tmp_path: Path) -> None:
    first, second = app.single_instance(tmp_path / "kantor"), app.single_instance(tmp_path / "latihan")
    assert first is not None
    assert second is not None
    first.unlock()
    second.unlock()


def test_a_window_that_was_cut_off_leaves_no_obstacle(tmp_path: Path, state: Path) -> None:
    program = (
        "import os; from pathlib import Path; from ui import app;"
        f"lock = app.single_instance(Path({str(tmp_path / 'kantor')!r})); os._exit(0)"
    )
    root = Path(app.__file__).parents[1]
    subprocess.run([sys.executable, "-c", program], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=True)
    assert list(state.rglob("*.lock"))
    lock = app.single_instance(tmp_path / "kantor")
    assert lock is not None
    lock.unlock()


def test_a_place_that_cannot_be_written_does_not_keep_the_office_shut(tmp_path: Path, state: Path) -> None:
    state.write_text("not a folder", encoding="utf-8")
    assert app.single_instance(tmp_path / "kantor") is not None
