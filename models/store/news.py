"""What other programs have written to the database, and whether it is still the one this program wrote to."""

from __future__ import annotations

from typing import Any

from models.errors import ErrorCode, UserError
from models.store.unit_of_work import UnitOfWork


class News:
    """What one store has seen of the audit trail."""

    def __init__(self) -> None:
        self._heard: int | None = None
        self._own: set[int] = set()
        self._last: tuple[int, str] | None = None
        self._sign: object = None
        self._stirred = True

    def stirred(self, sign: object) -> bool:
        """Whether the others' sign of writing has changed since the last reading."""
        self._stirred = self._stirred or sign != self._sign
        self._sign = sign
        return self._stirred

    def read(self, connection: Any, *, stirring: bool) -> frozenset[str]:
        """The entities of the records that others have added. ``stirring``: ask SQLite first whether anybody wrote."""
        if stirring and not self.stirred(connection.execute("PRAGMA data_version").fetchone()[0]):
            return frozenset()
        self._stirred = False
        if self._heard is None:
            self._heard = int(connection.execute("SELECT coalesce(max(id), 0) FROM audit").fetchone()[0])
            return frozenset()
        rows = connection.execute("SELECT id, entity FROM audit WHERE id > ? ORDER BY id", (self._heard,)).fetchall()
        if rows:
            self._heard = int(rows[-1][0])
        told = frozenset(str(entity) for number, entity in rows if number not in self._own)
        self._own = {number for number in self._own if number > self._heard}
        return told

    def wrote(self, unit: UnitOfWork) -> None:
        """Remember what this program has added itself."""
        if unit.first_record is not None and unit.last_record is not None:
            self._own.update(range(unit.first_record.id, unit.last_record.id + 1))
            self._last = (unit.last_record.id, unit.last_record.mac)

    def expect_known(self, connection: Any) -> None:
        """UserError DATABASE_REPLACED if what this program wrote last is no longer there: the file is another one."""
        last = self._last  # another thread may have written more by the next line
        if last is None:
            return
        row = connection.execute("SELECT mac FROM audit WHERE id = ?", last[:1]).fetchone()
        if row is None or row[0] != last[1]:
            raise UserError(ErrorCode.DATABASE_REPLACED)
