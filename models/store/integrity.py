"""The raw questions of a check: what is wrong in a database, asked on a bare connection that changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from models.logbook import chain
from models.store import audit

#: The log book's sealed columns as the services name them -> as they are called in the table.
LOG_COLUMNS = {
    name: "corrects" if name == "corrects_id" else name
    for name in (
        "at", "entered_at", "case_id", "register_number", "service", "activity", "document", "quantity", "giver",
        "receiver", "complete", "place", "remark", "account_id", "corrects_id",
    )
}  # fmt: skip


@dataclass(frozen=True)
class Series:
    """One series of numbers in one year: the lowest and highest given, the gaps between, and where the counter is."""

    series: str
    year: int
    first: int
    last: int
    missing: tuple[int, ...]
    counter: int


def bad_pages(connection: Any) -> list[str]:
    """What is wrong with single pages: they were altered, torn or overwritten."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return found or [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def bad_references(connection: Any) -> dict[str, int]:
    """How many rows of each table point to a row that does not exist."""
    found: dict[str, int] = {}
    for row in connection.execute("PRAGMA foreign_key_check"):
        found[str(row[0])] = found.get(str(row[0]), 0) + 1
    return found


def broken_audit(connection: Any, key: bytes) -> tuple[int, int | None]:
    """How many records the audit trail has, and the number of the first that does not fit."""
    return audit.tail(connection).count, audit.verify_database(connection, key)


def broken_log_book(connection: Any, key: bytes) -> tuple[int, int | None]:
    """How many lines the log book has, and the id of the first that does not fit; one after the last if it was cut."""
    sql = f"SELECT id, mac, {', '.join(LOG_COLUMNS.values())} FROM log_entry ORDER BY id"  # noqa: S608 - own names
    rows = connection.execute(sql).fetchall()
    entries = [(dict(zip(LOG_COLUMNS, row[2:], strict=True)), str(row[1])) for row in rows]
    broken = chain.first_broken(key, entries, redactions=_log_redactions(connection))
    if broken is not None:
        return len(rows), int(rows[broken][0])
    remembered = connection.execute("SELECT value FROM meta WHERE key = 'log_tail'").fetchone()
    end = f"{rows[-1][0]} {rows[-1][1]}" if rows else ""
    return len(rows), None if end == (remembered[0] if remembered else "") else (rows[-1][0] + 1 if rows else 1)


def _log_redactions(connection: Any) -> dict[str, str]:
    """The seals of lines whose words were taken out, by the lines' codes; older schemas have none."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'log_redaction'").fetchone():
        return {}
    sql = "SELECT log_entry.mac, log_redaction.seal FROM log_redaction JOIN log_entry ON log_entry.id = entry_id"
    return dict(connection.execute(sql))


def bad_papers(connection: Any) -> tuple[int, list[str]]:
    """How many papers are kept, and the letters and approved reports whose paper is missing or not what it was.

    Letters by their number, reports as "laporan 2026-11".
    """
    altered = {digest for digest, content in _papers(connection) if hashlib.sha256(content).hexdigest() != digest}
    rows = connection.execute("SELECT number, paper_sha256 FROM letter WHERE status <> 'konsep'").fetchall()
    kept = {row[0] for row in connection.execute("SELECT sha256 FROM paper")}
    rows += _report_papers(connection)
    wrong = [str(number) for number, digest in rows if digest and (digest in altered or digest not in kept)]
    return len(kept), list(dict.fromkeys(wrong))


def _report_papers(connection: Any) -> list[tuple[str, str]]:
    reports = _rows_where_known(connection, "service_report", ("id", "period", "paper_sha256", "shared_sha256"))
    names = {number: f"laporan {period}" for number, period, _paper, _shared in reports}
    copies = _rows_where_known(connection, "report_copy", ("report_id", "paper_sha256"))
    kept = [(number, digest) for number, _period, *digests in reports for digest in digests]
    return [(names[number], digest) for number, digest in (*kept, *copies)]


def _papers(connection: Any) -> Iterator[tuple[str, bytes]]:
    for digest, content in connection.execute("SELECT sha256, content FROM paper"):
        yield str(digest), bytes(content)


def series(connection: Any) -> tuple[Series, ...]:
    """Every series of numbers, by year; a gap is a number between the first and the last that nobody was given."""
    given: dict[tuple[str, int], set[int]] = {}
    for name, year, seq in connection.execute("SELECT series, year, seq FROM issued_number"):
        given.setdefault((name, year), set()).add(seq)
    for sql in _OTHER_NUMBERS:
        for name, year, first, last in _rows_where_known(connection, *sql):
            given.setdefault((name, year), set()).update(range(first, last + 1))
    counters = {(row[0], row[1]): row[2] for row in connection.execute("SELECT series, year, last FROM counter")}
    return tuple(
        Series(name, year, min(held), max(held), _gaps(held), counters.get((name, year), 0))
        for (name, year), held in sorted(given.items())
    )


#: Numbers that were given outside the program and recorded as such: table and the columns series, year, first, last.
_OTHER_NUMBERS = (("paper_numbers", ("series", "year", "first", "last")),)


def _rows_where_known(connection: Any, table: str, columns: tuple[str, ...]) -> Iterable[Any]:
    known = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    if not known.issuperset(columns):
        return ()
    return list(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"))  # noqa: S608 - own names


def _gaps(held: set[int]) -> tuple[int, ...]:
    return tuple(number for number in range(min(held), max(held)) if number not in held)


def unlisted_letters(connection: Any) -> list[str]:
    """Numbers that stand on letters but were never given by a series."""
    sql = """SELECT number FROM letter WHERE status <> 'konsep'
        AND number NOT IN (SELECT number FROM issued_number) ORDER BY id"""
    return [str(row[0]) for row in connection.execute(sql)]


def open_alarms(connection: Any) -> list[str]:
    """Numbers that some PC has seen given and the database does not hold, about which nobody has decided yet."""
    rows = _rows_where_known(connection, "ledger_alarm", ("number", "settled_at"))
    return [str(number) for number, settled_at in rows if settled_at is None]


def altered_definitions(connection: Any) -> list[str]:
    """Definitions whose text is no longer what came in, as "kind key version"."""
    rows = connection.execute("SELECT kind, key, version, text, sha256 FROM definition")
    return [
        f"{row[0]} {row[1]} versi {row[2]}" for row in rows if hashlib.sha256(row[3].encode()).hexdigest() != row[4]
    ]


def accounts(connection: Any) -> dict[str, bool]:
    """User names, and whether they may log in."""
    return {str(name): bool(active) for name, active in connection.execute("SELECT username, active FROM account")}


def roles_of(connection: Any, username: str) -> str | None:
    """The stored roles of an active account, None if there is none."""
    row = connection.execute("SELECT roles FROM account WHERE username = ? AND active", (username,)).fetchone()
    return None if row is None else str(row[0])


def known_key_files(connection: Any) -> list[list[object]]:
    """Marks [generation, SHA-256] of the key files that the database accepts."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'key_file'").fetchone()
    return [mark for mark in json.loads(row[0]).values() if mark] if row else []
