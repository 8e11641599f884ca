"""Units of work: all or nothing, never without a trace, in turn, never on the screen's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import peewee
import pytest
from sqlcipher3 import dbapi2

from models.domain.clock import FixedClock
from models.errors import BugError, ErrorCode, UserError
from models.store import database, sqlcipher
from models.store.database import Store
from models.store.sqlcipher import connect
from models.store.tables import AuditRow, Counter, Request, Setting
from tests.fixtures_store import STORE_KEYS


def write(store: Store, clock: FixedClock, key: str, request_id: str = "") -> None:
    with store.unit_of_work(None, clock.now(), request_id) as unit:
        Setting.create(key=key, value="x")
        unit.audit("uji", "setelan", None, key=key)
        unit.outcome = key


def fail_after(store: Store, clock: FixedClock, key: str) -> None:
    """A change that goes wrong after it wrote its row and its record."""
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key=key, value="x")
        unit.audit("uji", "setelan")
        unit.touch("kasus")
        raise ZeroDivisionError


def fail_in_savepoint(key: str) -> None:
    with Setting._meta.database.atomic():
        Setting.create(key=key, value="x")
        raise ZeroDivisionError


def fill_the_disk(store: Store, clock: FixedClock) -> None:
    """SQLite itself says "database or disk is full" once the file may not grow."""
    with store.unit_of_work(None, clock.now()) as unit:
        pages = unit._connection.execute("PRAGMA page_count").fetchone()[0]
        unit._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        Setting.create(key="a", value="x" * 100_000)


def keys_in(store: Store) -> list[str]:
    with store.reading():
        return [row.key for row in Setting.select().order_by(Setting.key)]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(database, "PATIENCE", 0.3)


@pytest.fixture
def holder(store: Store) -> Any:
    """Another PC that holds the write lock."""
    connection = connect(store.path, STORE_KEYS.database)
    connection.execute("BEGIN EXCLUSIVE")
    yield connection
    connection.close()


def test_a_change_stands_with_its_audit_record(store: Store, clock: FixedClock) -> None:
    write(store, clock, "a")
    with store.reading():
        (record,) = AuditRow.select()
    assert (record.action, record.entity, record.at) == ("uji", "setelan", "2026-11-23T08:05:00+07:00")


def test_a_change_without_a_trace_is_a_bug_and_does_not_stand(store: Store, clock: FixedClock) -> None:
    with pytest.raises(BugError, match="audit"), store.unit_of_work(None, clock.now()):
        Setting.create(key="a", value="x")
    assert keys_in(store) == []


def test_whatever_goes_wrong_inside_undoes_everything(store: Store, clock: FixedClock) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after(store, clock, "a")
    with store.reading():
        assert (Setting.select().count(), AuditRow.select().count()) == (0, 0)
    write(store, clock, "b")
    assert keys_in(store) == ["b"]


def test_a_broken_rule_of_the_tables_reaches_the_service_as_it_is(store: Store, clock: FixedClock) -> None:
    write(store, clock, "a")
    with pytest.raises(peewee.IntegrityError):
        write(store, clock, "a")
    write(store, clock, "b")
    assert keys_in(store) == ["a", "b"]


def test_reading_changes_nothing(store: Store, clock: FixedClock) -> None:
    with pytest.raises(BugError, match="outside"), store.reading():
        Setting.create(key="a", value="x")
    write(store, clock, "b")
    assert keys_in(store) == ["b"]


def test_a_unit_reads_what_it_wrote(store: Store, clock: FixedClock) -> None:
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key="a", value="x")
        assert keys_in(store) == ["a"]
        unit.audit("uji", "setelan")


def test_units_do_not_nest(store: Store, clock: FixedClock) -> None:
    with pytest.raises(BugError), store.unit_of_work(None, clock.now()):
        write(store, clock, "a")
    with pytest.raises(BugError), store.reading():
        write(store, clock, "a")


def test_inner_savepoints_work(store: Store, clock: FixedClock) -> None:
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key="a", value="x")
        with pytest.raises(ZeroDivisionError):
            fail_in_savepoint("b")
        unit.audit("uji", "setelan")
    assert keys_in(store) == ["a"]


def test_the_screens_thread_is_refused(store: Store, clock: FixedClock) -> None:
    store.forbid_thread(threading.get_ident())
    with pytest.raises(BugError, match="thread"):
        write(store, clock, "a")
    with pytest.raises(BugError, match="thread"):
        keys_in(store)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write, store, clock, "a").result()
        assert pool.submit(keys_in, store).result() == ["a"]


def test_screens_hear_what_changed_after_it_stands(store: Store, clock: FixedClock) -> None:
    heard: list[tuple[frozenset[str], list[str]]] = []
    store.on_commit.append(lambda topics: heard.append((topics, keys_in(store))))
    with store.unit_of_work(None, clock.now()) as unit:
        Setting.create(key="a", value="x")
        unit.audit("uji", "setelan")
        unit.touch("pengaturan")
    with pytest.raises(ZeroDivisionError):
        fail_after(store, clock, "b")
    assert heard == [(frozenset({"pengaturan"}), ["a"])]


def test_a_look_is_recorded(store: Store, clock: FixedClock) -> None:
    store.audit_read(3, clock.now(), "kasus.baca", "kasus", 7)
    store.audit_read(3, clock.now(), "cari", "kasus", kata=store.seal("cari", "melati"))
    with store.reading():
        read, search = AuditRow.select().order_by(AuditRow.id)
    assert (read.action, read.account_id, read.entity_id) == ("kasus.baca", 3, 7)
    assert "melati" not in search.detail


def test_a_request_is_never_carried_out_twice(store: Store, clock: FixedClock) -> None:
    write(store, clock, "a", "permintaan-1")
    with pytest.raises(peewee.IntegrityError):
        write(store, clock, "b", "permintaan-1")
    assert (keys_in(store), store.outcome_of("permintaan-1"), store.outcome_of("lain")) == (["a"], "a", None)


def test_many_at_once_take_each_number_once(store: Store, clock: FixedClock) -> None:
    with store.unit_of_work(None, clock.now()) as unit:
        Counter.create(series="keluar", year=2026, last=0)
        unit.audit("uji", "nomor")

    def take(_: int) -> int:
        with store.unit_of_work(None, clock.now()) as unit:
            Counter.update(last=Counter.last + 1).execute()
            unit.audit("uji", "nomor")
            return int(Counter.get().last)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(take, range(120))) == list(range(1, 121))
    assert store.verify_audit() == (121, None)


@pytest.mark.fault(4)
@pytest.mark.usefixtures("impatient")
def test_a_place_that_stays_busy_is_said_so_and_nothing_is_written(
    store: Store, clock: FixedClock, holder: Any
) -> None:
    with pytest.raises(UserError) as caught:
        write(store, clock, "a")
    assert caught.value.code is ErrorCode.DATABASE_BUSY
    holder.execute("ROLLBACK")
    write(store, clock, "b")
    assert keys_in(store) == ["b"]


def test_a_place_that_is_busy_for_a_while_is_waited_for(
    store: Store, clock: FixedClock, holder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher, "BUSY_SECONDS", 0.02)
    release = threading.Timer(0.3, lambda: holder.execute("ROLLBACK"))
    release.start()
    write(store, clock, "a")
    release.join()
    assert keys_in(store) == ["a"]


@pytest.mark.fault(11)
def test_a_full_disk_is_said_so_and_works_again_with_room(store: Store, clock: FixedClock) -> None:
    with pytest.raises(UserError) as caught:
        fill_the_disk(store, clock)
    assert caught.value.code is ErrorCode.DISK_FULL
    write(store, clock, "b")
    assert keys_in(store) == ["b"]


class FailingCommit:
    """A connection whose COMMIT reports a failure once, before or after it has really happened."""

    def __init__(self, connection: Any, *, committed: bool) -> None:
        self._connection, self._committed = connection, committed

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *parameters: Any) -> Any:
        if sql == "COMMIT":
            if self._committed:
                self._connection.execute(sql)
            error = dbapi2.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error
        return self._connection.execute(sql, *parameters)


def failing(store: Store, monkeypatch: pytest.MonkeyPatch, *, committed: bool) -> None:
    begin: Callable[[str], Any] = store._begin

    def once(kind: str) -> Any:
        monkeypatch.setattr(store, "_begin", begin)
        return FailingCommit(begin(kind), committed=committed)

    monkeypatch.setattr(store, "_begin", once)


@pytest.mark.fault(6)
def test_a_commit_that_failed_only_in_words_counts(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(store, monkeypatch, committed=True)
    write(store, clock, "a", "permintaan-1")
    assert (keys_in(store), store.outcome_of("permintaan-1")) == (["a"], "a")


@pytest.mark.fault(6)
def test_a_commit_that_really_failed_is_told_and_can_be_repeated(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(store, monkeypatch, committed=False)
    with pytest.raises(UserError) as caught:
        write(store, clock, "a", "permintaan-1")
    assert caught.value.code is ErrorCode.STORAGE_GONE
    assert (keys_in(store), store.outcome_of("permintaan-1")) == ([], None)
    write(store, clock, "a", "permintaan-1")
    with store.reading():
        assert Request.select().count() == 1


def test_two_stores_in_one_program_do_not_mix(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    second = Store.create(tmp_path / "lain.db", STORE_KEYS)
    write(store, clock, "a")
    write(second, clock, "b")
    with store.reading():
        assert keys_in(second) == ["b"]
        assert Setting.get().key == "a"
    second.close()
    write(store, clock, "c")
    assert keys_in(store) == ["a", "c"]


def test_a_query_outside_reading_is_a_bug(store: Store, clock: FixedClock) -> None:
    write(store, clock, "a")
    with store.reading():
        late = Setting.select()
    with pytest.raises(BugError, match="outside"):
        list(late)


def test_closing_drops_the_keys_and_every_connection(store: Store, clock: FixedClock) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda key: write(store, clock, key), ("a", "b")))
        store.close()
        for work in (lambda: write(store, clock, "c"), lambda: keys_in(store), lambda: store.seal("cari", "x")):
            with pytest.raises(UserError) as caught:
                pool.submit(work).result()
            assert caught.value.code is ErrorCode.LOCKED
    assert store._database.open_connections == []
    assert STORE_KEYS.database not in vars(store._database).values()


def test_closing_waits_for_a_change_under_way(store: Store, clock: FixedClock) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with store.unit_of_work(None, clock.now()) as unit:
            Setting.create(key="a", value="x")
            unit.audit("uji", "setelan")
            inside.set()
            assert go_on.wait(10)

    with ThreadPoolExecutor(2) as pool:
        change = pool.submit(slow)
        assert inside.wait(10)
        closing = pool.submit(store.close)
        assert not closing.done()
        go_on.set()
        change.result()
        closing.result()
    again = Store.open(store.path, STORE_KEYS)
    assert keys_in(again) == ["a"]
    again.close()
