"""The open database of an office: the only way to read and to change its data."""

from __future__ import annotations

import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import DatabaseError
from sqlcipher3 import dbapi2

from models.errors import BugError, ErrorCode, UserError
from models.store import audit, tables, working
from models.store.migrations import migrate, version_of
from models.store.sqlcipher import APPLICATION_ID, KeyedDatabase, connect, errorname, explained, problem_of_sqlite
from models.store.unit_of_work import UnitOfWork
from models.version import SCHEMA_VERSION

__all__ = ["Store", "StoreKeys", "UnitOfWork"]

#: How long a unit waits for its turn in all, and the longest single pause between two tries, in seconds.
PATIENCE = 30.0
LONGEST_PAUSE = 0.4
_TRANSIENT = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN")


@dataclass(frozen=True)
class StoreKeys:
    """The derived keys the store needs: of the file and of the audit chain."""

    database: bytes = field(repr=False)
    audit: bytes = field(repr=False)


class _Work(threading.local):
    """What this thread has open: None, "reading" or "unit"."""

    open: str | None = None


class Store:
    """An open database. Threads each get their own connection; ``close`` drops all of them and the key.

    Queries on the tables go to the store whose ``reading`` or ``unit_of_work`` the thread is in.

    Attributes:
        path: the database file.
        on_commit: called after each commit with the topics touched, on the thread that committed.
    """

    def __init__(self, path: Path, keys: StoreKeys, *, shared: bool = False) -> None:
        self.path = path
        self.shared = shared
        self.on_commit: list[Callable[[frozenset[str]], None]] = []
        self._keys: StoreKeys | None = keys
        self._database: Any = KeyedDatabase(path, keys.database, shared=shared)
        self._forbidden: set[int] = set()
        self._work = _Work()
        self._turn = threading.Condition()
        self._busy_threads = 0
        working.proxy.initialize(self._database)

    @classmethod
    def create(cls, path: Path, keys: StoreKeys, *, shared: bool = False) -> Store:
        """Make a new, empty database; UserError OFFICE_EXISTS if the file is already there."""
        if path.exists():
            raise UserError(ErrorCode.OFFICE_EXISTS)
        connection = connect(path, keys.database, shared=shared, create=True)
        try:
            with explained(path):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(connection)
        finally:
            connection.close()
        return cls(path, keys, shared=shared)

    @classmethod
    def open(
        cls, path: Path, keys: StoreKeys, *, shared: bool = False, before_migration: Callable[[int], None] | None = None
    ) -> Store:
        """Open an existing database and bring it to this program's schema; never makes a file.

        Raises UserError: DATABASE_MISSING, DATABASE_DAMAGED (``reason`` "plain", "pages" or "foreign"),
        KEY_FILE_MISMATCH (the key does not fit), SCHEMA_NEWER, DATABASE_BUSY and the like.
        """
        connection = connect(path, keys.database, shared=shared)
        try:
            with explained(path):
                if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                    raise UserError(ErrorCode.DATABASE_DAMAGED, reason="foreign")
                if version_of(connection) != SCHEMA_VERSION:
                    migrate(connection, before_migration)
        finally:
            connection.close()
        return cls(path, keys, shared=shared)

    def forbid_thread(self, ident: int) -> None:
        """Refuse all work on this thread: the one that paints the screen must never wait for the disk."""
        self._forbidden.add(ident)

    def close(self) -> None:
        """Wait for work under way, then drop every connection and the key. May be called twice."""
        if self._work.open:
            raise BugError("a store is not closed from inside its own work")
        with self._turn:
            self._keys = None  # from now on nobody may start
            if not self._turn.wait_for(lambda: self._busy_threads == 0, timeout=2 * PATIENCE):
                raise BugError("work on the database does not end")
            self._database.forget_key()

    def seal(self, purpose: str, *parts: object) -> str:
        """HMAC over ``parts`` as 64 hexadecimal digits: check codes, search words as the audit trail keeps them."""
        text = json.dumps([purpose, *parts], ensure_ascii=False)
        return hmac.digest(self._open_keys().audit, text.encode(), "sha256").hex()

    def outcome_of(self, request_id: str) -> str | None:
        """What a request that was carried out left as its outcome; None if it never happened."""
        with self.reading():
            row = tables.Request.get_or_none(tables.Request.id == request_id)
            return None if row is None else str(row.outcome)

    def audit_read(
        self,
        user_id: int | None,
        moment: datetime,
        action: str,
        entity: str,
        entity_id: int | None = None,
        **detail: object,
    ) -> None:
        """Record a look without a change: case read, search (the word as its ``seal``), print, export."""
        with self.unit_of_work(user_id, moment) as unit:
            unit.audit(action, entity, entity_id, **detail)

    def verify_audit(self) -> tuple[int, int | None]:
        """Walk the whole audit trail: how many records, and the number of the first broken one or None."""
        with self.reading():
            connection = self._database.connection()
            return audit.tail(connection).count, audit.verify_database(connection, self._open_keys().audit)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A consistent view for queries; changes nothing. Inside a unit of work it sees what the unit wrote."""
        if self._work.open:
            self._refuse_forbidden_thread()
            yield
            return
        with self._working("reading"):
            connection = self._begin("DEFERRED")
            connection.execute("PRAGMA query_only = ON")
            try:
                yield
            except BaseException as error:
                self._roll_back(connection, error)
                if errorname(error).startswith("SQLITE_READONLY"):
                    raise BugError("a change outside a unit of work") from error
                raise self._told(error) from error
            self._roll_back(connection)

    @contextmanager
    def unit_of_work(self, user_id: int | None, moment: datetime, request_id: str = "") -> Iterator[UnitOfWork]:
        """One change, done wholly or not at all; prepare everything before, show dialogs after.

        Args:
            request_id: a random id made by whoever asks; the same id is never carried out twice (IntegrityError), and
                ``outcome_of`` tells what the first time did.

        Raises UserError DATABASE_BUSY, DISK_FULL, READ_ONLY, STORAGE_GONE, DATABASE_DAMAGED, LOCKED; BugError on the
        screen's thread, inside another unit, or if rows changed without an audit record. Nothing is written then.
        """
        if self._work.open:
            raise BugError("a unit of work inside other work")
        with self._working("unit"):
            connection = self._begin("IMMEDIATE")
            unit = UnitOfWork(connection, self._open_keys().audit, user_id, moment)
            rows = connection.total_changes
            try:
                yield unit
                if connection.total_changes != rows and unit.last_record is None:
                    raise BugError("rows were changed without an audit record")
                if request_id:
                    tables.Request.insert(id=request_id, at=moment.isoformat(), outcome=unit.outcome).execute()
            except BaseException as error:
                self._roll_back(connection, error)
                raise self._told(error) from error
            self._commit(connection, unit)
        if unit.topics:
            for listener in self.on_commit:
                listener(frozenset(unit.topics))

    def _open_keys(self) -> StoreKeys:
        keys = self._keys
        if keys is None:
            raise UserError(ErrorCode.LOCKED)
        return keys

    def _refuse_forbidden_thread(self) -> None:
        if threading.get_ident() in self._forbidden:
            raise BugError("database work on the screen's thread")

    @contextmanager
    def _working(self, kind: str) -> Iterator[None]:
        self._refuse_forbidden_thread()
        with self._turn:
            self._open_keys()
            self._busy_threads += 1
        self._work.open = kind
        try:
            with working.leading_to(self._database):
                yield
        finally:
            self._work.open = None
            with self._turn:
                self._busy_threads -= 1
                self._turn.notify_all()

    def _begin(self, kind: str) -> Any:
        """Open this thread's connection if need be and start a transaction, waiting for the turn."""

        def start() -> Any:
            self._database.connect(reuse_if_open=True)
            connection = self._database.connection()
            connection.execute(f"BEGIN {kind}")
            return connection

        connection = self._patiently(start)
        self._database.push_transaction(self._database.transaction())
        return connection

    def _patiently(self, attempt: Callable[[], Any]) -> Any:
        """``attempt`` until it gets its turn: full jitter, so that many PCs do not knock in step."""
        end = time.monotonic() + PATIENCE
        pause = 0.005
        while True:
            try:
                return attempt()
            except (dbapi2.Error, DatabaseError, UserError) as error:
                if not self._worth_waiting(error) or time.monotonic() >= end:
                    raise self._told(error) from error
            threading.Event().wait(secrets.SystemRandom().uniform(0, pause))
            pause = min(2 * pause, LONGEST_PAUSE)

    def _worth_waiting(self, error: BaseException) -> bool:
        if self._keys is None:
            return False
        source = error.__cause__ if isinstance(error, UserError) else error
        if source is None or not errorname(source).startswith(_TRANSIENT):
            return False
        # "Unable to open" is transient on a share, but not where writing is forbidden or the folder has gone.
        problem = problem_of_sqlite(source, self.path)
        return problem is not None and problem.code is not ErrorCode.READ_ONLY

    def _told(self, error: BaseException) -> BaseException:
        """The same failure as a UserError where a person can do something about it."""
        if isinstance(error, dbapi2.Error | DatabaseError):
            return problem_of_sqlite(error, self.path) or error
        return error

    def _roll_back(self, connection: Any, error: BaseException | None = None) -> None:
        """Undo the transaction; after a failure of the database the connection is given up for a fresh one."""
        self._database.pop_transaction()
        broken = isinstance(error, dbapi2.Error | DatabaseError)
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute("PRAGMA query_only = OFF")
        except dbapi2.Error:
            broken = True
        if broken:
            with suppress(dbapi2.Error, DatabaseError):
                self._database.close()

    def _commit(self, connection: Any, unit: UnitOfWork) -> None:
        try:
            self._patiently(lambda: connection.execute("COMMIT"))
        except Exception as error:
            # After a failed COMMIT the outcome is unknown: only the file can tell whether the unit stands in it.
            self._roll_back(connection, error.__cause__)
            if not self._stands(unit):
                raise
            return
        self._database.pop_transaction()

    def _stands(self, unit: UnitOfWork) -> bool:
        record = unit.last_record
        if record is None:
            return False
        connection = self._begin("DEFERRED")
        try:
            row = connection.execute("SELECT mac FROM audit WHERE id = ?", (record.id,)).fetchone()
        finally:
            self._roll_back(connection)
        return row is not None and row[0] == record.mac
