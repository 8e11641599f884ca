"""One connection to the encrypted file: key first, then every safety setting, each asserted after it was set."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from peewee import SqliteDatabase
from sqlcipher3 import dbapi2

from models.domain.atomic import problem_of
from models.errors import BugError, ErrorCode, UserError

#: "JNGK": marks the file as ours (PRAGMA application_id).
APPLICATION_ID = 0x4A4E474B
PLAIN_HEADER = b"SQLite format 3\x00"
BUSY_SECONDS = 10.0
_CACHE_KIB = 65536

#: Settings that hold in every place; the value read back must equal the value set.
_ALWAYS: tuple[tuple[str, int | str, int | str], ...] = (
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),  # a security setting: sorting must never spill names to the disk
    ("cache_size", -_CACHE_KIB, -_CACHE_KIB),
    ("mmap_size", 0, 0),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("synchronous", "EXTRA", 3),  # FULL loses the last commit at a power cut
)


def connect(
    path: Path,
    key: bytes,
    *,
    shared: bool = False,
    file_locks: bool = True,
    create: bool = False,
    read_only: bool = False,
) -> Any:
    """A ready connection to ``path``; ``create`` makes the file, otherwise it must be there.

    ``read_only``: for a backup, perhaps on a write-protected medium; nothing in or beside the file is touched.

    ``shared``: the file lies on a share and several PCs open it: the journal is deleted after each transaction instead
    of truncated, which client caches survive. A file that arrives in WAL mode is converted before anything is read by
    its shared memory, which would not be shared between PCs.

    ``file_locks``: False where SQLite's own locks cannot be used and the turns of the share stand in for them.

    Raises UserError: DATABASE_MISSING, DATABASE_DAMAGED (``reason``: "plain" or "pages"), KEY_FILE_MISMATCH (the key
    does not fit the file), and what ``problem_of_sqlite`` tells.
    """
    if not create:
        _refuse_plain(path)
    mode = "ro" if read_only else "rwc" if create else "rw"
    vfs = "" if file_locks else "&vfs=win32-none" if os.name == "nt" else "&vfs=unix-none"
    with explained(path):
        connection = dbapi2.connect(
            f"{_uri(path)}?mode={mode}{vfs}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # closed by whoever locks the screen, once nobody works with it
        )
        try:
            _unlock(connection, key, alone=shared and not read_only)
            _apply(connection, "" if read_only else "delete" if shared else "truncate")
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a failure of the driver inside the block into the ``UserError`` that explains it, where there is one."""
    try:
        yield
    except dbapi2.Error as error:
        problem = problem_of_sqlite(error, path)
        if problem is None:
            raise
        raise problem from error


def _uri(path: Path) -> str:
    """The file as SQLite's URI; a Windows drive gets the slash before it, a UNC path keeps both of its own."""
    posix = path.absolute().as_posix()
    return "file://" + quote(posix if posix.startswith("/") else f"/{posix}")


def _refuse_plain(path: Path) -> None:
    try:
        if not path.is_file():
            raise UserError(ErrorCode.DATABASE_MISSING)
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise problem_of(error) from error
    if head == PLAIN_HEADER:
        raise UserError(ErrorCode.DATABASE_DAMAGED, reason="plain")


def _unlock(connection: Any, key: bytes, *, alone: bool) -> None:
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    if not _value(connection, "cipher_version"):
        raise BugError("this SQLite knows no encryption")
    if alone:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise UserError(ErrorCode.KEY_FILE_MISMATCH) from error
        raise
    if alone:
        if _value(connection, "journal_mode") == "wal":
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA locking_mode = NORMAL").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only now the lock is given back


def _apply(connection: Any, journal: str) -> None:
    settings = (*_ALWAYS, ("journal_mode", journal, journal)) if journal else _ALWAYS
    for name, value, expected in settings:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = _value(connection, name)
        if found != expected:
            raise BugError(f"PRAGMA {name} is {found!r}, not {expected!r}")


def _value(connection: Any, pragma: str) -> Any:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    # SQLite gives no row for a mapping size when memory mapping was left out of the build: nothing is mapped then.
    return row[0] if row else 0


def problem_of_sqlite(error: BaseException, path: Path) -> UserError | None:
    """What a person must be told when SQLite refuses; None if it is a mistake of ours (a constraint, wrong SQL)."""
    name = errorname(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return UserError(ErrorCode.DATABASE_BUSY)
    if name.startswith("SQLITE_FULL"):
        return UserError(ErrorCode.DISK_FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_IOERR")):
        return _problem_of_place(path, denied=name.startswith(("SQLITE_READONLY", "SQLITE_PERM")))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return UserError(ErrorCode.DATABASE_DAMAGED, reason="pages")
    return None


def errorname(error: BaseException) -> str:
    """SQLite's own name of the failure, also behind peewee's exceptions; "" if there is none."""
    inner = getattr(error, "orig", None) or (error.args[0] if error.args else None)
    for candidate in (error, inner, error.__cause__, error.__context__):
        if name := getattr(candidate, "sqlite_errorname", ""):
            return str(name)
    return ""


def _problem_of_place(path: Path, *, denied: bool) -> UserError:
    """SQLite says "unable to open" for many things: look at the folder itself to tell them apart."""
    if not path.is_file():
        return UserError(ErrorCode.STORAGE_GONE)
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        return UserError(ErrorCode.READ_ONLY) if error.errno in {errno.EACCES, errno.EPERM} else problem_of(error)
    return UserError(ErrorCode.READ_ONLY if denied or not os.access(path, os.W_OK) else ErrorCode.STORAGE_GONE)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and file number; None where the folder cannot be asked."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class KeyedDatabase(SqliteDatabase):
    """peewee's database over ``connect``; knows all its open connections, so that locking really closes them."""

    server_version = dbapi2.sqlite_version_info  # peewee would ask the standard library's SQLite

    def __init__(self, path: Path, key: bytes, *, shared: bool, file_locks: bool = True) -> None:
        self._path, self._key, self._shared, self._file_locks = path, key, shared, file_locks
        self.open_connections: list[Any] = []
        self._file: tuple[int, int] | None = None
        super().__init__(str(path))

    def _connect(self) -> Any:
        if not self._key:
            raise UserError(ErrorCode.LOCKED)
        connection = connect(self._path, self._key, shared=self._shared, file_locks=self._file_locks)
        self.open_connections.append(connection)
        self._file = _identity(self._path)
        return connection

    def get_binary_type(self) -> Any:
        """What bytes are wrapped in; peewee would ask the standard library's SQLite, which does not travel along."""
        return dbapi2.Binary

    def replaced(self) -> bool:
        """Whether another file lies at the path than the one that was opened last."""
        return self._file is not None and _identity(self._path) not in (None, self._file)

    def _close(self, conn: Any) -> None:
        if conn in self.open_connections:
            self.open_connections.remove(conn)
        conn.close()

    def forget_key(self) -> None:
        """Close every connection of every thread and drop the key. The caller sees to it that nobody is at work."""
        for connection in self.open_connections:
            connection.close()
        self.open_connections.clear()
        self._key = b""
