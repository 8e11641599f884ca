"""The same office is opened once on a PC."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import ErrorCode, UserError
from ui.shell import instance


def test_a_second_window_on_the_same_office_is_refused(tmp_path: Path) -> None:
    first = instance.take(tmp_path / "kantor", tmp_path / "state")
    with pytest.raises(UserError) as refused:
        instance.take(tmp_path / "kantor", tmp_path / "state")
    assert refused.value.code is ErrorCode.SECOND_INSTANCE
    first.unlock()
    instance.take(tmp_path / "kantor", tmp_path / "state").unlock()


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
