"""The open database of an office: the only way to read and to change its data."""

from __future__ import annotations

import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import DatabaseError
from sqlcipher3 import dbapi2

from models.errors import BugError, ErrorCode, UserError
from models.store import audit, issuing, tables, working
from models.store.issuing import Issued
from models.store.migrations import migrate, version_of
from models.store.news import News
from models.store.opening import admitted, connected
from models.store.share import Share
from models.store.sqlcipher import APPLICATION_ID, KeyedDatabase, errorname, explained, problem_of_sqlite
from models.store.unit_of_work import Look, UnitOfWork
from models.version import SCHEMA_VERSION

__all__ = ["UNWRITABLE", "Look", "Store", "StoreKeys", "UnitOfWork"]

#: How long a unit waits for its turn in all, and the longest single pause between two tries, in seconds.
PATIENCE = 30.0
LONGEST_PAUSE = 0.4
#: Refusals of a place in which one may still look.
UNWRITABLE = frozenset(
    {ErrorCode.SHARE_UNSAFE, ErrorCode.READ_ONLY, ErrorCode.DISK_FULL, ErrorCode.FOLDER_NOT_WRITABLE}
)
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
        share: the membership in a shared folder, None for an office on one PC.
        on_commit: called after each commit with the topics touched, on the thread that committed.
        on_issued: called with numbers that were given and read back, before anybody sees them.
        keep_look: where looks are kept that cannot be recorded now; without it such a look is refused.
        newest_record: when the newest record was made that stood in the audit trail before this login, if known.
    """

    def __init__(self, path: Path, keys: StoreKeys, *, share: Share | None = None) -> None:
        self.path = path
        self.share = share
        self.on_commit: list[Callable[[frozenset[str]], None]] = []
        self.on_issued: Callable[[tuple[Issued, ...]], None] | None = None
        self.keep_look: Callable[[Look], None] | None = None
        self.newest_record: datetime | None = None
        self._keys: StoreKeys | None = keys
        file_locks = share is None or share.file_locks
        self._database: Any = KeyedDatabase(path, keys.database, shared=share is not None, file_locks=file_locks)
        self._news = News()
        self._forbidden: set[int] = set()
        self._work = _Work()
        self._turn = threading.Condition()
        self._busy_threads = 0
        working.proxy.initialize(self._database)

    @classmethod
    def create(cls, path: Path, keys: StoreKeys, *, share: Share | None = None) -> Store:
        """Make a new, empty database; UserError OFFICE_EXISTS if the file is already there."""
        if path.exists():
            raise UserError(ErrorCode.OFFICE_EXISTS)
        connection = connected(path, keys.database, share, create=True)
        try:
            with explained(path):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(connection)
        finally:
            connection.close()
        return cls(path, keys, share=share)

    @classmethod
    def open(
        cls,
        path: Path,
        keys: StoreKeys,
        *,
        share: Share | None = None,
        before_migration: Callable[[int], None] | None = None,
    ) -> Store:
        """Open an existing database and bring it to this program's schema; never makes a file.

        Raises UserError: DATABASE_MISSING, DATABASE_DAMAGED (``reason`` "plain", "pages" or "foreign"),
        KEY_FILE_MISMATCH (the key does not fit), SCHEMA_NEWER, DATABASE_BUSY and the like.
        """
        with (
            admitted(share, writing=False),
            closing(connected(path, keys.database, share)) as connection,
            explained(path),
        ):
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise UserError(ErrorCode.DATABASE_DAMAGED, reason="foreign")
            settled = version_of(connection) == SCHEMA_VERSION
        if not settled:
            with (
                admitted(share, writing=True),
                closing(connected(path, keys.database, share)) as connection,
                explained(path),
            ):
                migrate(connection, before_migration)
        return cls(path, keys, share=share)

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
        with self.looking(user_id, moment) as look:
            look.audit(action, entity, entity_id, **detail)

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
    def looking(self, user_id: int | None, moment: datetime) -> Iterator[Look]:
        """Queries whose reader is recorded. Where nothing can be written the record is kept for later, not the look."""
        if self._work.open:
            raise BugError("a recorded look inside other work")
        look = Look(user_id, moment)
        with self.reading():
            yield look
        if not look.noted:
            return
        try:
            with self.unit_of_work(user_id, moment) as unit:
                for noted in look.noted:
                    unit.audit(noted.action, noted.entity, noted.entity_id, **noted.detail)
        except UserError as error:
            if self.keep_look is None or error.code not in UNWRITABLE:
                raise
            self.keep_look(look)

    def news(self) -> frozenset[str]:
        """The entities that other programs have written about since the last call. Costs nothing while they rest."""
        if self.share is not None and not self._news.stirred(self.share.guard.watch.writes):
            return frozenset()
        with self.reading():
            return self._news.read(self._database.connection(), stirring=self.share is None)

    @contextmanager
    def unit_of_work(self, user_id: int | None, moment: datetime, request_id: str = "") -> Iterator[UnitOfWork]:
        """One change, done wholly or not at all; prepare everything before, show dialogs after.

        Args:
            request_id: a random id made by whoever asks; the same id is never carried out twice (IntegrityError), and
                ``outcome_of`` tells what the first time did.

        Raises UserError DATABASE_BUSY, DISK_FULL, READ_ONLY, STORAGE_GONE, DATABASE_DAMAGED, LOCKED, SHARE_UNSAFE,
        SERIES_BLOCKED, DATABASE_REPLACED, SAVE_UNPROVEN; BugError on the screen's thread, inside another unit, or if
        rows changed without an audit record. Nothing is written then.
        """
        if self._work.open:
            raise BugError("a unit of work inside other work")
        with self._working("unit"):
            connection = self._begin("IMMEDIATE")
            unit = UnitOfWork(connection, self._open_keys().audit, user_id, moment)
            rows = connection.total_changes
            try:
                self._news.expect_known(connection)
                mark = issuing.newest(connection)
                yield unit
                if connection.total_changes != rows and unit.last_record is None:
                    raise BugError("rows were changed without an audit record")
                if request_id:
                    tables.Request.insert(id=request_id, at=moment.isoformat(), outcome=unit.outcome).execute()
                given = issuing.given_since(connection, mark)
                issuing.refuse_wrong_clock(given, moment, self.newest_record)
                issuing.refuse_blocked(connection, given)
                if self.share is not None:
                    self.share.turn.confirm()
            except BaseException as error:
                self._roll_back(connection, error)
                raise self._told(error) from error
            self._commit(connection, unit)
            self._prove(unit, given)
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
        try:
            with admitted(self.share, writing=kind == "unit"), working.leading_to(self._database):
                self._work.open = kind
                try:
                    yield
                finally:
                    self._work.open = None
                    if self.share is not None:  # a cache must not outlast the turn
                        self._give_up_connection()
        finally:
            with self._turn:
                self._busy_threads -= 1
                self._turn.notify_all()

    def _begin(self, kind: str) -> Any:
        """Open this thread's connection if need be and start a transaction, waiting for the turn."""

        def start() -> Any:
            if self._database.replaced():  # SQLite would go on writing to the file that is gone
                self._give_up_connection()
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
            self._give_up_connection()

    def _give_up_connection(self) -> None:
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

    def _prove(self, unit: UnitOfWork, given: tuple[Issued, ...]) -> None:
        """Read back over a fresh connection what must not be lost, and have numbers kept by this PC as well."""
        if given or self.share is not None:
            self._give_up_connection()
            if unit.last_record is not None and not self._stands(unit):
                raise UserError(ErrorCode.SAVE_UNPROVEN)
        self._news.wrote(unit)
        if self.share is not None and unit.topics:
            self.share.guard.wrote()
        if given and self.on_issued is not None:
            self.on_issued(given)

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
