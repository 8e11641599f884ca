"""What the database itself guards of reports: one for each period, approved ones for ever as they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from models.store.migrations import migrate
from models.store.sqlcipher import connect
from tests.fixtures_store import STORE_KEYS

_PAPER = "a" * 64


@pytest.fixture
def connection(tmp_path: Any) -> Iterator[Any]:
    opened = connect(tmp_path / "uji.db", STORE_KEYS.database, create=True)
    migrate(opened)
    opened.execute("PRAGMA foreign_keys = OFF")
    opened.execute("INSERT INTO paper (sha256, content) VALUES (?, x'25')", (_PAPER,))
    yield opened
    opened.close()


def _report(connection: Any, state: str, period: str = "2026-11") -> int:
    connection.execute(
        "INSERT INTO service_report (kind, period, basis, state, figures, corrections, paper_sha256, shared_sha256,"
        " created_at, created_by) VALUES ('data-layanan', ?, 'laporan', ?, '{}', '[]', ?, ?, 't', 1)",
        (period, state, _PAPER, _PAPER),
    )
    return int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])


def test_an_approved_report_is_never_changed_or_removed(connection: Any) -> None:
    number = _report(connection, "disetujui")
    with pytest.raises(dbapi2.IntegrityError, match="never changed"):
        connection.execute("UPDATE service_report SET narrative = 'lain' WHERE id = ?", (number,))
    with pytest.raises(dbapi2.IntegrityError, match="never removed"):
        connection.execute("DELETE FROM service_report WHERE id = ?", (number,))


def test_a_draft_may_be_changed_and_approved_once(connection: Any) -> None:
    number = _report(connection, "diterima")
    connection.execute("UPDATE service_report SET state = 'disetujui' WHERE id = ?", (number,))
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("UPDATE service_report SET state = 'konsep' WHERE id = ?", (number,))


def test_there_is_one_report_of_a_kind_for_a_period(connection: Any) -> None:
    _report(connection, "konsep")
    with pytest.raises(dbapi2.IntegrityError):
        _report(connection, "konsep")
    _report(connection, "konsep", "2026-12")


def test_approved_without_its_papers_is_no_state(connection: Any) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(
            "INSERT INTO service_report (kind, period, basis, state, created_at, created_by)"
            " VALUES ('data-layanan', '2026-10', 'laporan', 'disetujui', 't', 1)"
        )


def test_what_happened_stays_and_a_return_says_why(connection: Any) -> None:
    number = _report(connection, "dikembalikan")
    told = "INSERT INTO report_event (report_id, kind, remark, at, account_id) VALUES (?, 'dikembalikan', ?, 't', 1)"
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(told, (number, ""))
    connection.execute(told, (number, "Periksa tabel umur"))
    with pytest.raises(dbapi2.IntegrityError, match="never changed"):
        connection.execute("UPDATE report_event SET remark = 'x'")
    with pytest.raises(dbapi2.IntegrityError, match="never removed"):
        connection.execute("DELETE FROM report_event")


def test_the_copies_of_an_approved_report_stay_as_they_were_kept(connection: Any) -> None:
    number = _report(connection, "disetujui")
    kept = "INSERT INTO report_copy (report_id, form, shared, paper_sha256) VALUES (?, ?, 1, ?)"
    connection.execute(kept, (number, "xlsx", _PAPER))
    with pytest.raises(dbapi2.IntegrityError, match="never changed"):
        connection.execute("UPDATE report_copy SET shared = 0")
    with pytest.raises(dbapi2.IntegrityError, match="never removed"):
        connection.execute("DELETE FROM report_copy")
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(kept, (number, "docx", _PAPER))
