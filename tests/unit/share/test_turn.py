"""Turns on a shared folder: one at a time, and nobody waits for the dead."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.errors import ErrorCode
from models.store.share import processes, turn
from models.store.share.turn import Turn
from tests.fixtures_office import code_of

ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import os, sys
from pathlib import Path
from models.store.share.turn import Turn
with Turn(Path(sys.argv[1])).held():
    os._exit(9)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "giliran"


def test_only_one_has_the_turn(folder: Path) -> None:
    turns = [Turn(folder) for _ in range(6)]
    inside: list[int] = []
    most: list[int] = []

    def work(number: int) -> None:
        for _ in range(20):
            with turns[number].held():
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert (len(most), max(most)) == (120, 1)


def test_threads_of_one_program_wait_for_each_other(folder: Path) -> None:
    mine, order = Turn(folder), []
    entered = threading.Event()

    def second() -> None:
        with mine.held():
            order.append("second")

    with ThreadPoolExecutor(1) as pool:
        with mine.held():
            later = pool.submit(second)
            order.append("first")
            entered.set()
        later.result()
    assert order == ["first", "second"]


def test_who_waits_too_long_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.3)
    with Turn(folder).held():
        assert code_of(lambda: Turn(folder).held().__enter__()) is ErrorCode.DATABASE_BUSY
    with Turn(folder).held():
        pass


@pytest.mark.fault(29)
def test_a_program_killed_on_this_pc_is_taken_over_at_once(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, check=False)
    assert (folder / "dipakai").is_dir()
    with Turn(folder).held():
        pass


@pytest.mark.fault(29)
def test_a_pc_that_died_is_taken_over_after_its_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "TTL", 0.3)
    dead = Turn(folder)
    dead._take()  # and never gives it back
    mark = folder / "dipakai" / dead._sign
    mark.rename(mark.with_name("abcdef012345-0123456789ab-1.7"))  # of another machine
    with Turn(folder).held():
        pass
    assert not (folder / "dipakai").exists()


@pytest.mark.fault(29)
def test_an_owner_that_shows_life_keeps_its_turn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "TTL", 0.4)
    monkeypatch.setattr(turn, "PATIENCE", 1.5)
    monkeypatch.setattr(processes, "this_machine", lambda: "0123456789ab")  # the waiting PC is another one
    owner, stop = Turn(folder), threading.Event()

    def beat() -> None:
        while not stop.wait(0.1):
            owner.show_life()

    with owner.held(), ThreadPoolExecutor(1) as pool:
        beating = pool.submit(beat)
        assert code_of(lambda: Turn(folder).held().__enter__()) is ErrorCode.DATABASE_BUSY
        owner.confirm()
        stop.set()
        beating.result()


@pytest.mark.fault(29)
def test_who_slept_through_its_turn_gives_up_before_writing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "TTL", 0.2)
    sleeper = Turn(folder)
    with sleeper.held():
        with Turn(folder).held():  # the others have taken it over meanwhile
            assert code_of(sleeper.confirm) is ErrorCode.DATABASE_BUSY
            sleeper.show_life()
            other = set(os.listdir(folder / "dipakai"))
        assert sleeper._sign not in other
    with sleeper.held():
        sleeper.confirm()


def test_a_renaming_that_only_seemed_to_fail_still_counts(folder: Path) -> None:
    mine = Turn(folder)
    mine._prepare()
    os.rename(mine._own, mine._taken)  # done on the server; the answer was lost
    with mine.held():
        mine.confirm()
    with Turn(folder).held():
        pass


@pytest.mark.fault(12)
@pytest.mark.parametrize("number", ["EROFS", "EACCES"])
def test_on_a_read_only_folder_one_looks_without_a_turn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    import errno

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(getattr(errno, number), "refused")

    mine = Turn(folder)
    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    with mine.held(must=False):
        pass
    assert code_of(lambda: mine.held().__enter__()) is ErrorCode.READ_ONLY


def test_leaving_clears_ones_own_directory(folder: Path) -> None:
    mine = Turn(folder)
    with mine.held():
        pass
    mine.leave()
    assert list(folder.iterdir()) == []
