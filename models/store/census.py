"""What an office's database holds, counted on a bare connection: for comparing a backup with the present data.

Reads databases of every schema so far; a table or column that came later simply counts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.store.database import StoreKeys
from models.store.held_files import HeldFile, held_files
from models.store.opening import undisturbed
from models.store.sqlcipher import explained

#: What is counted: name for people, table, condition, column of the moment it was made.
_COUNTED = (
    ("Kasus", "case_file", "1", "opened_at"),
    ("Langkah yang selesai", "step_run", "finished_at IS NOT NULL", "finished_at"),
    ("Formulir", "form_record", "1", "updated_at"),
    ("Surat bernomor", "letter", "status <> 'konsep'", "issued_at"),
    ("Konsep surat", "letter", "status = 'konsep'", "created_at"),
    ("Surat masuk", "incoming_letter", "1", "entered_at"),
    ("Lampiran", "attachment", "1", "added_at"),
    ("Catatan kasus", "note", "1", "at"),
    ("Baris buku log", "log_entry", "1", "entered_at"),
    ("Laporan", "service_report", "1", "created_at"),
    ("Nomor yang terpakai", "issued_number", "1", "issued_at"),
)


@dataclass(frozen=True)
class Count:
    """How many there are of a kind, and when the newest was made (ISO 8601, "" where none is)."""

    number: int
    newest: str


@dataclass(frozen=True)
class Census:
    """What a database holds.

    Attributes:
        counts: by name for people, in the order in which they are told.
        numbers: every number ever given.
        people: names shown of those who may log in, by account id.
        files: every encrypted file it speaks of.
    """

    counts: dict[str, Count]
    numbers: tuple[str, ...]
    people: dict[int, str]
    files: tuple[HeldFile, ...]


def take(database: Path, keys: StoreKeys) -> Census:
    """Count what a database holds; nothing in or beside it is touched. Raises UserError as ``connect``."""
    with undisturbed(database, keys.database, read_only=True) as connection, explained(database):
        counts = {name: _count(connection, *what) for name, *what in _COUNTED}
        numbers = connection.execute("SELECT number FROM issued_number ORDER BY year, series, seq").fetchall()
        people = connection.execute(
            "SELECT id, display_name FROM account WHERE active ORDER BY display_name"
        ).fetchall()
        return Census(counts, tuple(str(row[0]) for row in numbers), dict(people), held_files(connection))


def _count(connection: Any, table: str, condition: str, made: str) -> Count:
    known = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
    if not known:
        return Count(0, "")
    newest = f"max({made})" if made in known else "''"
    sql = f"SELECT count(*), {newest} FROM {table} WHERE {condition}"  # noqa: S608 - own table names
    number, moment = connection.execute(sql).fetchone()
    return Count(int(number), str(moment or ""))
