"""Whether this PC's clock can be trusted: it must not lie behind what has already been recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.services.desk import Desk, moment
from models.store.tables import AuditRow

#: From here on the person is warned; from a day on no number is given (``models.store.issuing``).
WARN = timedelta(minutes=5)


def newest_record() -> datetime | None:
    """When the newest record was made. Inside a reading stretch."""
    row = AuditRow.select(AuditRow.at).order_by(AuditRow.id.desc()).first()
    return None if row is None else moment(row.at)


def behind(desk: Desk) -> timedelta:
    """How far the clock lies behind the newest record before this login; zero if it does not."""
    newest = desk.session.store.newest_record
    return max(timedelta(0), newest - desk.clock.now()) if newest is not None else timedelta(0)
