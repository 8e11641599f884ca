"""Everything that can still be read of a damaged database, copied row by row into a new one.

A page whose bytes were altered cannot be decrypted; all rows on the other pages can. So each table is walked by row
number: where a row cannot be read, the next one that can is looked for. What was lost is told by table and row number.
The damaged file is only ever read.
"""

# ruff: noqa: S608 - names of tables and columns come out of the program's own schema

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from models.store import audit, mending
from models.store.database import StoreKeys
from models.store.migrations import migrate, version_of
from models.store.sqlcipher import APPLICATION_ID, connect, explained

_BATCH = 256
#: Beyond the highest row number any table of an office will have.
END = 1 << 40
_TABLES = """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
    AND (name = 'case_search' OR name NOT LIKE 'case_search%') ORDER BY rootpage"""


@dataclass
class Salvaged:
    """What came out.

    Attributes:
        copied: rows by table.
        lost: by table, ranges of row numbers among which rows could not be read (first, last).
        mended: by table, how many references had lost their row.
    """

    copied: dict[str, int] = field(default_factory=dict)
    lost: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    mended: dict[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether every row was read."""
        return not self.lost


def salvage(
    damaged: Path,
    keys: StoreKeys,
    log_key: bytes,
    target: Path,
    marks: Marks,
    step: Callable[[float, str], None],
) -> Salvaged:
    """Copy what can be read of ``damaged`` into the new database ``target``; ``step`` may raise to stop.

    Raises UserError as ``connect``: where the first page or the list of tables is gone nothing can be read.
    """
    found = Salvaged()
    source = _Source(damaged, keys)
    with closing(connect(target, keys.database, create=True)) as connection, explained(target):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection, target=source.version)
        connection.execute("PRAGMA foreign_keys = OFF")
        names = [str(row[0]) for row in connection.execute(_TABLES)]
        connection.execute("BEGIN")
        triggers = mending.lift_triggers(connection)
        for number, name in enumerate(names):
            step(number / len(names), "Menyalin yang terbaca")
            found.copied[name] = _copy(source, connection, name, found)
        found.mended = mending.mend(connection, keys.audit, log_key, marks.key_file, found.lost)
        audit.append(
            connection, keys.audit, moment=marks.moment, account_id=None, action="data.selamatkan", entity="data",
            entity_id=None, detail={"hilang": found.lost, "disambung": found.mended},
        )  # fmt: skip
        for sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
    source.close()
    return found


@dataclass(frozen=True)
class Marks:
    """What the new database must know: its key file (as ``models.services.keyring`` keeps it), and when it was made."""

    key_file: str
    moment: datetime


class _Source:
    """The damaged file. After a page that cannot be read SQLCipher gives up the connection, so each is a fresh one."""

    def __init__(self, path: Path, keys: StoreKeys) -> None:
        self._path, self._keys = path, keys
        self._connection = connect(path, keys.database, read_only=True)
        with explained(path):
            self.version = version_of(self._connection)

    def rows(self, sql: str, *values: object) -> list[Any] | None:
        """The rows; None if a page they need cannot be read."""
        try:
            return list(self._connection.execute(sql, values).fetchall())
        except dbapi2.DatabaseError:
            self.close()
            self._connection = connect(self._path, self._keys.database, read_only=True)
            return None

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(dbapi2.Error):
            self._connection.close()


def _copy(source: _Source, connection: Any, table: str, found: Salvaged) -> int:
    columns = [str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")')]
    listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * (len(columns) + 1))
    put = f'INSERT OR IGNORE INTO "{table}" (rowid, {listed}) VALUES ({marks})'
    get = f'SELECT rowid, {listed} FROM "{table}" WHERE rowid'
    try:
        connection.execute(f'SELECT rowid FROM "{table}" LIMIT 1')
    except dbapi2.OperationalError:  # WITHOUT ROWID: what follows from other tables, read from both ends
        return _copy_plain(source, connection, table, listed, found)
    count = 0
    for batch in _walk(source, get, found.lost, table):
        connection.executemany(put, batch)
        count += len(batch)
    return count


def _walk(source: _Source, get: str, lost: dict[str, list[tuple[int, int]]], table: str) -> Iterator[list[Any]]:
    """Batches of rows in the order of their numbers, around what cannot be read."""
    last, size = -1, _BATCH
    while True:
        batch = source.rows(f"{get} > ? ORDER BY rowid LIMIT {size}", last)
        if batch is None and size > 1:
            size //= 2
        elif batch is None:
            beyond = _next_readable(source, get, last + 1)
            lost.setdefault(table, []).append((last + 1, beyond - 1))
            last, size = beyond - 1, _BATCH
            if beyond >= END:
                return
        elif not batch:
            return
        else:
            yield batch
            last, size = int(batch[-1][0]), _BATCH


def _next_readable(source: _Source, get: str, bad: int) -> int:
    """The lowest row number from which reading goes on again: in leaps, then halving the last leap."""
    leap = 1
    while bad + leap < END and source.rows(f"{get} >= ? ORDER BY rowid LIMIT 1", bad + leap) is None:
        leap *= 2
    low, high = bad, min(bad + leap, END)
    while high - low > 1 and high < END:
        middle = (low + high) // 2
        if source.rows(f"{get} >= ? ORDER BY rowid LIMIT 1", middle) is None:
            low = middle
        else:
            high = middle
    return high


def _copy_plain(source: _Source, connection: Any, table: str, listed: str, found: Salvaged) -> int:
    rows = source.rows(f'SELECT {listed} FROM "{table}"')
    if rows is None:
        found.lost[table] = [(0, END)]
        return 0
    marks = ", ".join("?" * (listed.count(",") + 1))
    connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', rows)
    return len(rows)
