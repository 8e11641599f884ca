"""Numbers that a PC has seen given and the database no longer knows: what is missing, and what is decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services.desk import Desk, moment, stamp
from models.store.tables import Account, Counter, IssuedNumber, LedgerAlarm

#: What a number stands for that only a PC's own book still knows.
LOST = "hilang"


@dataclass(frozen=True)
class Alarm:
    """One number that needs a decision, or had one.

    Attributes:
        series: label of the register it belongs to.
        found: the number the database holds in its place, "" if nothing.
        issued_at: when it was given, by the book.
        settled: who accepted it and when, with the reason; "" while it is open.
    """

    alarm_id: int
    series: str
    number: str
    found: str
    issued_at: datetime
    settled: str = ""

    @property
    def open(self) -> bool:
        return not self.settled


def open_alarms() -> int:
    """How many numbers wait for a decision. Inside a reading stretch."""
    return int(LedgerAlarm.select().where(LedgerAlarm.settled_at.is_null()).count())


class LedgerService:
    """What the person who looks after the office does about missing numbers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def alarms(self) -> tuple[Alarm, ...]:
        """All alarms, open ones first, newest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            rows = LedgerAlarm.select(LedgerAlarm, Account).left_outer_join(Account)
            rows = rows.order_by(LedgerAlarm.settled_at.is_null().desc(), LedgerAlarm.id.desc()).limit(500)
            return tuple(self._alarm(row) for row in rows)

    def accept(self, alarm_ids: Sequence[int], reason: str) -> int:
        """Accept that these numbers stay lost: each is kept as used, and its series gives numbers again.

        Raises REASON_NEEDED, NOT_ALLOWED. Gives how many were accepted; those settled meanwhile are left out.
        """
        self._desk.authorise(Permission.BACKUP_RESTORE)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        now = self._desk.clock.now()
        with self._desk.writing("pengaturan", "surat") as unit:
            open_ones = LedgerAlarm.select().where(
                LedgerAlarm.id.in_(list(alarm_ids)), LedgerAlarm.settled_at.is_null()
            )
            rows = list(open_ones)
            for row in rows:
                if not row.found:
                    self._keep_as_used(row, reason.strip())
                LedgerAlarm.update(
                    settled_at=stamp(now), settled_by=self._desk.account_id, reason=reason.strip()
                ).where(LedgerAlarm.id == row.id).execute()
                unit.audit("bukuterbit.terima", "nomor", row.id, nomor=row.number, alasan=reason.strip())
            if not rows:
                unit.audit("bukuterbit.sudah_diputuskan", "nomor", None)
        return len(rows)

    def _keep_as_used(self, row: LedgerAlarm, reason: str) -> None:
        """The number is out in the world: it stays in the list of numbers and is never given again."""
        IssuedNumber.create(
            series=row.series,
            year=row.year,
            seq=row.seq,
            suffix=row.suffix,
            number=row.number,
            subject=LOST,
            reason=reason,
            issued_at=row.issued_at,
            issued_by=self._desk.account_id,
            request_id=row.request_id,
        )
        known = Counter.get_or_none(Counter.series == row.series, Counter.year == row.year)
        if known is None:
            Counter.create(series=row.series, year=row.year, last=row.seq)
        elif known.last < row.seq:
            Counter.update(last=row.seq).where(Counter.series == row.series, Counter.year == row.year).execute()

    def _alarm(self, row: LedgerAlarm) -> Alarm:
        settled = ""
        if row.settled_at:
            by = row.settled_by.display_name if row.settled_by else "?"
            settled = f"{moment(row.settled_at):%d.%m.%Y %H.%M} oleh {by}: {row.reason}"
        label = self._desk.office.pattern(row.series).label or row.series
        return Alarm(row.id, label, row.number, row.found, moment(row.issued_at), settled)
