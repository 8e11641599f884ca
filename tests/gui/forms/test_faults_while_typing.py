"""The disk is full while somebody types: told in words, nothing lost, and on it goes by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gui.forms.conftest import Desk
from tests.gui.forms.test_form_page import answer, opened, stored
from tests.mounts import mounted


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own for the office."""
    with mounted(tmp_path, "size=64m") as folder:
        yield folder


@pytest.fixture
def desk(disk: Path, request: pytest.FixtureRequest) -> Desk:
    make_desk: Callable[[str], Desk] = request.getfixturevalue("make_desk")
    return make_desk("dewi")


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.open_case()


def fill(disk: Path) -> Path:
    """Take the last byte of the disk."""
    filler = disk / "film.mp4"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    return filler


@pytest.mark.fault(11)
def test_a_full_disk_keeps_the_form_and_saving_goes_on_by_itself(desk: Desk, disk: Path, case_id: int) -> None:
    page = opened(desk, case_id)
    page.autosave._again.setInterval(200)
    told: list[tuple[str, str]] = []
    page.saved_state.connect(lambda words, tone: told.append((words, tone)))
    filler = fill(disk)
    answer(page, medis="ya")
    desk.qtbot.waitUntil(lambda: bool(told) and told[-1][1] == "danger", timeout=30_000)
    assert told[-1][0] == "Belum tersimpan karena cakram penuh"
    filler.unlink()
    desk.qtbot.waitUntil(lambda: told[-1][0].startswith("Tersimpan otomatis"), timeout=30_000)
    assert stored(desk, case_id)["medis"] == "ya"
