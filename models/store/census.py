"""What an office's database holds, counted on a bare connection: for comparing a backup with the present data.

Reads databases of every schema so far; a table or column that came later simply counts nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
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
    """How many there are of a kind, and when the newest was made (ISO 8601, "" where none is).

    ``prints`` tells for each row by its id what it holds, as a digest over the columns named in ``shape``.
    """

    number: int
    newest: str
    shape: tuple[str, ...] = ()
    prints: dict[int, bytes] = field(default_factory=dict, repr=False)

    def changed(self, other: Count) -> int:
        """How many of the rows that both have hold something else; 0 where the schemas differ and nobody can tell."""
        if self.shape != other.shape:
            return 0
        return sum(other.prints.get(row, print_) != print_ for row, print_ in self.prints.items())


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
    shape = tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))
    if not shape:
        return Count(0, "")
    newest = made if made in shape else "''"
    columns = ", ".join(f'"{name}"' for name in shape)
    sql = f"SELECT id, {newest}, {columns} FROM {table} WHERE {condition}"  # noqa: S608 - own names
    prints, moments = {}, [""]
    for row, moment, *cells in connection.execute(sql):
        prints[int(row)] = hashlib.blake2b(repr(cells).encode(), digest_size=8).digest()
        moments.append(str(moment or ""))
    return Count(len(prints), max(moments), shape, prints)
