"""The database on a shared folder: turns around every opening, no change without a verdict, looking always."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.store.database import Look, Store
from models.store.share import Share
from models.store.share.guard import WATCH
from models.store.tables import AuditRow, Counter, Setting
from tests.fixtures_office import code_of
from tests.fixtures_store import STORE_KEYS
from tests.unit.share.test_guard import Server


@pytest.fixture
def server() -> Server:
    return Server(reaching=True)


@pytest.fixture
def pcs(tmp_path: Path, server: Server) -> Iterator[list[Store]]:
    """Two PCs that have one office open; their heartbeats are counted by hand."""
    Store.create(tmp_path / "uji.db", STORE_KEYS).close()
    shares = [Share(tmp_path, locks=server.client()) for _ in range(2)]
    stores = [Store.open(tmp_path / "uji.db", STORE_KEYS, share=share) for share in shares]
    for _ in range(WATCH + 2):
        beat(stores)
    yield stores
    for store in stores:
        store.close()
        assert store.share is not None
        store.share.leave()


KASUS = frozenset({"kasus"})


def beat(stores: list[Store]) -> None:
    for store in stores:
        assert store.share is not None
        store.share.guard.step()


def write(store: Store, clock: FixedClock, key: str, topic: str = "") -> None:
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key=key, value="x")
        unit.audit("uji", "kasus", None, key=key)
        if topic:
            unit.touch(topic)


def keys_in(store: Store) -> list[str]:
    with store.reading():
        return [row.key for row in Setting.select().order_by(Setting.key)]


def test_both_see_what_the_other_wrote(pcs: list[Store], clock: FixedClock, tmp_path: Path) -> None:
    one, other = pcs
    write(one, clock, "a")
    write(other, clock, "b")
    assert keys_in(one) == keys_in(other) == ["a", "b"]
    assert not list(tmp_path.glob("*-journal"))
    assert one._database.open_connections == []  # nothing stays open after a turn


def test_many_from_both_take_each_number_once(pcs: list[Store], clock: FixedClock) -> None:
    with pcs[0].unit_of_work(None, clock.now()) as unit:
        Counter.create(series="keluar", year=2026, last=0)
        unit.audit("uji", "nomor")

    def take(turn: int) -> int:
        with pcs[turn % 2].unit_of_work(None, clock.now()) as unit:
            Counter.update(last=Counter.last + 1).execute()
            unit.audit("uji", "nomor")
            return int(Counter.get().last)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(40))) == list(range(1, 41))
    assert pcs[1].verify_audit() == (41, None)


@pytest.fixture
def without_locks(server: Server) -> Server:
    server.reaching = False
    return server


@pytest.mark.fault(14)
@pytest.mark.usefixtures("without_locks")
def test_where_locks_do_not_reach_nobody_writes_and_everybody_reads(pcs: list[Store], clock: FixedClock) -> None:
    for store in pcs:
        assert code_of(lambda store=store: write(store, clock, "a")) is ErrorCode.SHARE_UNSAFE  # type: ignore[misc]
        assert keys_in(store) == []
    with pcs[0].reading():
        assert AuditRow.select().count() == 0


@pytest.mark.fault(12, 14)
@pytest.mark.usefixtures("without_locks")
def test_a_look_that_cannot_be_recorded_is_kept_for_later(pcs: list[Store], clock: FixedClock) -> None:
    kept: list[Look] = []
    one = pcs[0]
    with pytest.raises(UserError), one.looking(3, clock.now()) as look:
        look.audit("kasus.lihat", "kasus", 7)
    one.keep_look = kept.append
    with one.looking(3, clock.now()) as look:
        look.audit("kasus.lihat", "kasus", 7)
        assert Setting.select().count() == 0
    assert [noted.action for noted in kept[0].noted] == ["kasus.lihat"]


def test_what_others_write_is_news_and_what_one_writes_oneself_is_not(pcs: list[Store], clock: FixedClock) -> None:
    one, other = pcs
    assert (one.news(), other.news()) == (frozenset(), frozenset())
    write(one, clock, "a", "kasus")
    beat(pcs)
    beat(pcs)
    assert (one.news(), other.news()) == (frozenset(), KASUS)
    assert other.news() == frozenset()
    write(other, clock, "b", "kasus")
    write(one, clock, "c", "kasus")
    beat(pcs)
    beat(pcs)
    assert (one.news(), other.news()) == (KASUS, KASUS)


def test_news_of_another_program_on_one_pc(tmp_path: Path, clock: FixedClock) -> None:
    one = Store.create(tmp_path / "uji.db", STORE_KEYS)
    other = Store.open(tmp_path / "uji.db", STORE_KEYS)
    assert one.news() == frozenset()
    write(other, clock, "a")
    assert one.news() == KASUS
    assert one.news() == frozenset()
    one.close()
    other.close()


@pytest.mark.fault(31)
def test_an_older_file_put_in_the_place_of_the_open_one_is_noticed(
    pcs: list[Store], clock: FixedClock, tmp_path: Path
) -> None:
    older = shutil.copy2(tmp_path / "uji.db", tmp_path / "lama.db")
    write(pcs[0], clock, "a")
    shutil.move(older, tmp_path / "uji.db")
    assert code_of(lambda: write(pcs[0], clock, "b")) is ErrorCode.DATABASE_REPLACED


@pytest.mark.fault(31)
def test_a_file_replaced_while_it_is_open_on_one_pc_is_noticed(store: Store, clock: FixedClock) -> None:
    older = shutil.copy2(store.path, store.path.with_name("lama.db"))
    write(store, clock, "a")
    shutil.move(older, store.path)
    assert code_of(lambda: write(store, clock, "b")) is ErrorCode.DATABASE_REPLACED
    assert code_of(lambda: write(store, clock, "b")) is ErrorCode.DATABASE_REPLACED


@pytest.mark.fault(6)
def test_a_server_that_forgets_what_it_confirmed_is_caught_at_once(
    pcs: list[Store], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = pcs[0]
    older = one.path.read_bytes()
    proving = one._prove

    def lose(*arguments: Any) -> None:
        one._give_up_connection()
        one.path.write_bytes(older)
        proving(*arguments)

    monkeypatch.setattr(one, "_prove", lose)
    assert code_of(lambda: write(one, clock, "a")) is ErrorCode.SAVE_UNPROVEN


@pytest.mark.fault(15)
def test_a_wal_file_that_another_program_has_open_is_refused_not_shared(tmp_path: Path) -> None:
    Store.create(tmp_path / "uji.db", STORE_KEYS).close()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(hold_in_wal, (tmp_path / "uji.db",)) == "wal"
        share = Share(tmp_path, locks=Server(reaching=True).client())
        code = code_of(lambda: Store.open(tmp_path / "uji.db", STORE_KEYS, share=share))
        share.leave()
    assert code is ErrorCode.DATABASE_BUSY


_held: list[Any] = []


def hold_in_wal(path: Path) -> str:
    """In another program: put the file into WAL mode and keep it open."""
    from models.store.sqlcipher import connect

    connection = connect(path, STORE_KEYS.database)
    _held.append(connection)
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM setting").fetchone()
    return str(mode)
