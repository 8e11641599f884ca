"""Makes a database out of salvaged rows that the program can work with: references, chains, marks.

Nothing is invented about people: a row whose parent was lost keeps it as an empty stand-in that says so.
"""

# ruff: noqa: S608 - names of tables and columns come out of the program's own schema

from __future__ import annotations

from typing import Any

from models.logbook import chain
from models.store import audit, integrity

#: What stands where something unique could not be read, with the row's number.
UNREAD = "TIDAK-TERBACA"


def lift_triggers(connection: Any) -> list[str]:
    """Take the triggers away while rows are put in; gives the statements that bring them back."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in rows:
        connection.execute(f'DROP TRIGGER "{name}"')
    return [str(sql) for _name, sql in rows]


def mend(
    connection: Any, audit_key: bytes, log_key: bytes, key_file_mark: str, lost: dict[str, list[tuple[int, int]]]
) -> dict[str, int]:
    """Join what was torn; gives how many references of each table had lost their row."""
    torn = _references(connection)
    if lost.get("audit"):
        audit.join_anew(connection, audit_key)
    if lost.get("log_entry") or lost.get("meta"):
        _join_log_book(connection, log_key)
    remember(connection, "key_file", key_file_mark)
    return torn


def _references(connection: Any) -> dict[str, int]:
    torn: dict[str, int] = {}
    for _round in range(4):  # a stand-in may point to another row that was lost
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            break
        for table, row, parent, number in broken:
            if row is not None:
                torn[table] = torn.get(table, 0) + 1
                _settle(connection, table, row, parent, number)
    for table, _row, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        column, key = _link(connection, table, number)  # without row numbers: what follows from other tables
        connection.execute(f'DELETE FROM "{table}" WHERE "{column}" NOT IN (SELECT "{key}" FROM "{parent}")')
    return torn


def _settle(connection: Any, table: str, row: int, parent: str, number: int) -> None:
    """Give a reference its row back as a stand-in, or empty it where it may be empty."""
    column, key = _link(connection, table, number)
    obliged = {one[1]: one[3] for one in connection.execute(f'PRAGMA table_info("{table}")')}
    if not obliged[column]:
        connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (row,))
        return
    value = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()[0]
    if not _stand_in(connection, parent, key, value):
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))


def _link(connection: Any, table: str, number: int) -> tuple[str, str]:
    """The column that refers, and the one it refers to."""
    links = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return next((str(link[3]), str(link[4] or "id")) for link in links if link[0] == number)


def _stand_in(connection: Any, table: str, key: str, value: object) -> bool:
    """An empty row under a lost number: what must not be empty is taken over from a row that was read."""
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    model = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid LIMIT 1').fetchone()
    if model is None:
        return False
    unique = _unique_columns(connection, table)
    made = []
    for (_place, name, kind, obliged, default, _pk), known in zip(columns, model, strict=True):
        if name == key:
            made.append(value)
        elif name in unique and kind == "TEXT" and obliged:
            made.append(f"{UNREAD}-{value}")
        elif not obliged:
            made.append(None)
        else:
            made.append("" if default == "''" else known)
    marks = ", ".join("?" * len(made))
    connection.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', made)
    return True


def _unique_columns(connection: Any, table: str) -> set[str]:
    """The columns that are unique by themselves."""
    indexes = connection.execute(f'PRAGMA index_list("{table}")').fetchall()
    found: set[str] = set()
    for _number, name, unique, _origin, partial in indexes:
        columns = [str(row[2]) for row in connection.execute(f'PRAGMA index_info("{name}")')]
        if unique and not partial and len(columns) == 1:
            found.add(columns[0])
    return found


def _join_log_book(connection: Any, key: bytes) -> None:
    """Seal the lines that were read anew; their numbers stay, so that corrections still point to their line."""
    columns = integrity.LOG_COLUMNS
    sql = f"SELECT id, {', '.join(columns.values())} FROM log_entry ORDER BY id"
    connection.execute("DELETE FROM log_redaction")
    previous, last = chain.BEGINNING, 0
    for row in connection.execute(sql).fetchall():
        last, previous = row[0], chain.seal(key, previous, dict(zip(columns, row[1:], strict=True)))
        connection.execute("UPDATE log_entry SET mac = ? WHERE id = ?", (previous, last))
    remember(connection, "log_tail", f"{last} {previous}" if last else "")


def remember(connection: Any, key: str, value: str) -> None:
    """Put a mark of the store into its table."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
