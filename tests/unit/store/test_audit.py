"""The audit trail: whoever edits, removes, exchanges or cuts records is found out, with the record's number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from models.domain.clock import FixedClock
from models.store import audit
from models.store.audit import AuditRecord, Tail
from models.store.database import Store
from models.store.sqlcipher import connect
from tests.fixtures_store import STORE_KEYS

KEY = STORE_KEYS.audit


@pytest.fixture
def trail(store: Store, clock: FixedClock) -> Iterator[Any]:
    """An intruder's connection to a trail of five records, with the guards of the tables switched off."""
    for number in range(1, 6):
        store.audit_read(1, clock.advance(minutes=1), "kasus.baca", "kasus", number, alasan="uji")
    connection = connect(store.path, STORE_KEYS.database)
    connection.execute("DROP TRIGGER audit_fixed")
    connection.execute("DROP TRIGGER audit_kept")
    yield connection
    connection.close()


def broken(connection: Any) -> int | None:
    return audit.verify_database(connection, KEY)


def test_an_untouched_trail_is_whole(trail: Any) -> None:
    assert broken(trail) is None


@pytest.mark.parametrize(
    "change",
    [
        "action = 'kasus.daftar'",
        "account_id = 2",
        "entity_id = NULL",
        "at = '2020-01-01T00:00:00+07:00'",
        "detail = '{}'",
        "mac = 'x'",
    ],
)
def test_an_edited_record_is_named(trail: Any, change: str) -> None:
    trail.execute(f"UPDATE audit SET {change} WHERE id = 3")  # noqa: S608 - the cases above
    assert broken(trail) == 3


def test_a_removed_record_is_named(trail: Any) -> None:
    trail.execute("DELETE FROM audit WHERE id = 2")
    assert broken(trail) == 2


def test_exchanged_records_are_named(trail: Any) -> None:
    for old, new in ((2, 99), (4, 2), (99, 4)):
        trail.execute("UPDATE audit SET id = ? WHERE id = ?", (new, old))
    assert broken(trail) == 2


def test_a_cut_end_is_named(trail: Any) -> None:
    trail.execute("DELETE FROM audit WHERE id > 3")
    assert broken(trail) == 4


def test_a_wiped_trail_is_named(trail: Any) -> None:
    trail.execute("DELETE FROM audit")
    assert broken(trail) == 1


def test_a_trail_without_its_end_mark_is_not_believed(trail: Any) -> None:
    trail.execute("DELETE FROM meta WHERE key = 'audit_tail'")
    assert broken(trail) == 1


def test_an_anchor_kept_elsewhere_finds_a_rolled_back_file(trail: Any) -> None:
    anchor = audit.tail(trail)
    trail.execute("DELETE FROM audit WHERE id > 3")
    last = audit.tail(trail)
    trail.execute("UPDATE meta SET value = ? WHERE key = 'audit_tail'", (f'[{last.count}, "{last.mac}"]',))
    assert broken(trail) is None
    assert audit.verify_database(trail, KEY, anchor) == 4


def test_the_tables_refuse_to_change_or_forget(store: Store, clock: FixedClock) -> None:
    store.audit_read(1, clock.now(), "kasus.baca", "kasus", 1)
    connection = connect(store.path, STORE_KEYS.database)
    for statement in ("UPDATE audit SET action = 'x'", "DELETE FROM audit"):
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def chain(details: list[str]) -> list[AuditRecord]:
    entries: list[AuditRecord] = []
    for number, detail in enumerate(details, 1):
        bare = AuditRecord(number, "2026-11-23T08:05:00+07:00", 1, "uji", "uji", None, detail, "")
        mac = audit._mac(KEY, bare, entries[-1].mac if entries else "")
        entries.append(AuditRecord(**{**bare.__dict__, "mac": mac}))
    return entries


@given(st.lists(st.text(max_size=5), min_size=2, max_size=8), st.data())
def test_no_rearrangement_passes(details: list[str], data: st.DataObject) -> None:
    entries = chain(details)
    end = Tail(len(entries), entries[-1].mac)
    assert audit.verify(entries, KEY, end) is None
    changes: dict[str, Callable[[int], list[AuditRecord]]] = {
        "remove": lambda place: entries[:place] + entries[place + 1 :],
        "repeat": lambda place: [*entries[: place + 1], *entries[place:]],
        "foreign key": lambda _: entries,
    }
    name = data.draw(st.sampled_from(sorted(changes)))
    changed = changes[name](data.draw(st.integers(0, len(entries) - 1)))
    assert audit.verify(changed, b"z" * 32 if name == "foreign key" else KEY, end) is not None
