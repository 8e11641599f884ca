"""What every transaction that gives a number is held to, whoever writes it: see ``Store.unit_of_work``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from models.errors import ErrorCode, UserError

_COLUMNS = "series, year, seq, suffix, number, subject, request_id, issued_at"


@dataclass(frozen=True)
class Issued:
    """A number that was given."""

    series: str
    year: int
    seq: int
    suffix: str
    number: str
    subject: str
    request_id: str
    issued_at: str

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Issued:
        """From what ``kept`` made."""
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__})

    def kept(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def newest(connection: Any) -> int:
    """The id of the newest number; numbers are never removed, so later ones have higher ids."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM issued_number").fetchone()[0])


def given_since(connection: Any, mark: int) -> tuple[Issued, ...]:
    """The numbers given after ``mark``."""
    sql = f"SELECT {_COLUMNS} FROM issued_number WHERE id > ? ORDER BY id"  # noqa: S608 - constant column names
    return tuple(Issued(*row) for row in connection.execute(sql, (mark,)))


def all_given(connection: Any) -> tuple[Issued, ...]:
    """Every number of the database."""
    return given_since(connection, 0)


def refuse_wrong_clock(given: tuple[Issued, ...], now: datetime, newest: datetime | None) -> None:
    """UserError CLOCK_WRONG if the clock lies a day or more behind what was recorded before: its year may be wrong."""
    if given and newest is not None and newest - now >= timedelta(days=1):
        raise UserError(ErrorCode.CLOCK_WRONG)


def refuse_blocked(connection: Any, given: tuple[Issued, ...]) -> None:
    """UserError SERIES_BLOCKED if somebody must first decide about a missing number of one of the series."""
    for series in sorted({one.series for one in given}):
        row = connection.execute(
            "SELECT number FROM ledger_alarm WHERE settled_at IS NULL AND series = ? LIMIT 1", (series,)
        ).fetchone()
        if row is not None:
            raise UserError(ErrorCode.SERIES_BLOCKED, number=row[0])
