"""The guard of a shared folder: two programs find out whether their locks exclude each other, before either writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import ErrorCode
from models.store.share.beats import hear
from models.store.share.guard import EVERY, FORGOTTEN, SILENT, WATCH, Guard, Verdict
from models.store.share.locks import ByteLocks
from tests.fixtures_office import code_of

pytestmark = pytest.mark.fault(14)


class Server:
    """The locks of a share; with ``reaching`` False each PC keeps its own, as with nobrl."""

    def __init__(self, *, reaching: bool) -> None:
        self.reaching = reaching
        self.held: dict[int, object] = {}

    def client(self) -> Callable[[Path], ByteLocks]:
        """What one PC takes for the folder's locks."""
        return lambda _path: Client(self)


class Client:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._own: set[int] = set()

    def take(self, byte: int) -> bool:
        if self._server.reaching and self._server.held.get(byte, self) is not self:
            return False
        self._server.held[byte] = self
        self._own.add(byte)
        return True

    def free(self, byte: int) -> None:
        self._own.discard(byte)
        self._server.held.pop(byte, None)

    def close(self) -> None:
        for byte in list(self._own):
            self.free(byte)


def guards(folder: Path, server: Server, count: int) -> list[Guard]:
    """So many PCs that open the office; their heartbeats are counted by hand."""
    return [Guard(folder, locks=server.client()) for _ in range(count)]


def beat(times: int, *those: Guard) -> None:
    for _ in range(times):
        for guard in those:
            guard.step()


def verdicts(*those: Guard) -> list[Verdict]:
    return [guard.watch.verdict for guard in those]


def test_a_single_pc_may_write_after_having_watched(tmp_path: Path) -> None:
    (one,) = guards(tmp_path, Server(reaching=True), 1)
    beat(WATCH - 1, one)
    assert verdicts(one) == [Verdict.PENDING]
    beat(1, one)
    assert verdicts(one) == [Verdict.ALONE]
    one.require_writable()


def test_locks_that_reach_the_server_are_found_good(tmp_path: Path) -> None:
    those = guards(tmp_path, Server(reaching=True), 3)
    beat(WATCH + 1, *those)
    assert verdicts(*those) == [Verdict.GOOD] * 3
    assert [guard.watch.others for guard in those] == [2, 2, 2]


def test_locks_kept_on_each_pc_are_found_broken_before_anybody_has_written(tmp_path: Path) -> None:
    one, other = guards(tmp_path, Server(reaching=False), 2)
    for _ in range(WATCH + 2):
        one.step()
        other.step()
        assert not {Verdict.ALONE, Verdict.GOOD} & set(verdicts(one, other))
    assert verdicts(one, other) == [Verdict.BROKEN, Verdict.BROKEN]
    for guard in (one, other):
        assert code_of(guard.require_writable) is ErrorCode.SHARE_UNSAFE


def test_who_comes_later_never_writes_and_the_first_stops_soon(tmp_path: Path) -> None:
    one, late = guards(tmp_path, Server(reaching=False), 2)
    beat(WATCH, one)
    assert verdicts(one) == [Verdict.ALONE]
    for step in range(WATCH + 2):
        late.step()
        one.step()
        assert late.watch.verdict in {Verdict.PENDING, Verdict.BROKEN}, step
    assert verdicts(one, late) == [Verdict.BROKEN, Verdict.BROKEN]


def test_when_the_other_goes_the_one_that_stays_may_write_again(tmp_path: Path) -> None:
    one, other = guards(tmp_path, Server(reaching=False), 2)
    beat(WATCH + 2, one, other)
    other.stop()
    beat(1, one)
    assert verdicts(one) == [Verdict.ALONE]


def test_a_pc_that_was_cut_off_counts_as_gone_and_is_cleared_away(tmp_path: Path) -> None:
    one, other = guards(tmp_path, Server(reaching=True), 2)
    beat(WATCH + 1, one, other)
    assert verdicts(one) == [Verdict.GOOD]
    beat(SILENT + 1, one)
    assert (one.watch.verdict, one.watch.others) == (Verdict.ALONE, 0)
    beat(FORGOTTEN, one)
    assert set(hear(tmp_path)) == {one.name}


def test_a_mount_that_is_mended_is_found_good_at_the_next_examination(tmp_path: Path) -> None:
    server = Server(reaching=False)
    one, other = guards(tmp_path, server, 2)
    beat(WATCH + 2, one, other)
    server.reaching, server.held = True, {}
    for guard in (one, other):
        guard.stop()
    beat(WATCH + 1, one, other)
    assert verdicts(one, other) == [Verdict.GOOD, Verdict.GOOD]


def test_a_mount_that_goes_bad_is_noticed_within_the_minute(tmp_path: Path) -> None:
    server = Server(reaching=True)
    one, other = guards(tmp_path, server, 2)
    beat(WATCH + 1, one, other)
    server.reaching = False
    beat(EVERY + 2, one, other)
    assert verdicts(one, other) == [Verdict.BROKEN, Verdict.BROKEN]


@pytest.mark.fault(13)
def test_a_folder_that_goes_and_comes_back_is_watched_anew(tmp_path: Path) -> None:
    folder = tmp_path / "hadir"
    (one,) = guards(folder, Server(reaching=True), 1)
    beat(WATCH, one)
    away = folder.rename(tmp_path / "putus")
    folder.touch()  # nothing can be written there
    beat(2, one)
    assert verdicts(one) == [Verdict.PENDING]
    assert code_of(lambda: one.require_writable(0.01)) is ErrorCode.STORAGE_GONE
    folder.unlink()
    away.rename(folder)
    beat(WATCH, one)
    assert verdicts(one) == [Verdict.ALONE]


def test_what_the_others_write_and_have_open_is_seen(tmp_path: Path) -> None:
    one, other = guards(tmp_path, Server(reaching=True), 2)
    heard: list[int] = []
    one.on_change.append(lambda: heard.append(1))
    beat(WATCH + 1, one, other)
    before = one.watch.writes
    other.wrote()
    other.note(b"formulir 7")
    heard.clear()
    beat(1, other, one)
    assert one.watch.writes != before
    assert one.watch.notes == {other.name: b"formulir 7"}
    assert heard
    other.note(b"")
    beat(1, other, one)
    assert not any(one.watch.notes.values())


def test_the_real_locks_and_the_real_thread_work_together(tmp_path: Path) -> None:
    guard = Guard(tmp_path / "hadir")
    guard.start()
    guard.require_writable()
    assert verdicts(guard) == [Verdict.ALONE]
    guard.stop()
    assert not hear(tmp_path / "hadir")
