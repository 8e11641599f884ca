"""Numbers of letters and cases: taken in the transaction that fixes what they number, never given twice or freed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peewee import IntegrityError

from models.errors import ErrorCode, UserError
from models.logbook.numbering import NumberParts, format_number, next_sequence
from models.services.desk import Desk, moment, stamp
from models.store.tables import AuditRow, Counter, IssuedNumber


@dataclass(frozen=True)
class NumberWish:
    """What is to be numbered.

    Attributes:
        series: "kasus", "keluar", "nota" …; each counts by itself and starts again every year.
        day: date of the paper: its year is the year of the number.
        code / secrecy / kind: what the pattern may quote.
    """

    series: str
    day: date
    code: str = ""
    secrecy: str = "biasa"
    kind: str = ""


@dataclass(frozen=True)
class NextNumber:
    sequence: int
    number: str


def following(desk: Desk, wish: NumberWish) -> NextNumber:
    """The number that would be taken now. Inside a reading or writing stretch."""
    pattern = desk.office.pattern(wish.series)
    counters = {row.year: row.last for row in Counter.select().where(Counter.series == wish.series)}
    sequence = next_sequence(counters, wish.day.year, pattern.start)
    parts = NumberParts(sequence, wish.day, wish.code, desk.office.unit_code, wish.secrecy, wish.kind)
    return NextNumber(sequence, format_number(pattern.pattern, parts))


def take(desk: Desk, wish: NumberWish, *, subject: str, request_id: str) -> NextNumber:
    """Take the next number for good. Call inside the unit of work that also writes what it numbers.

    Raises NUMBER_TAKEN if it was given already (the whole unit rolls back), CLOCK_WRONG if the PC's clock lies a day or
    more behind the newest record: its year could not be trusted.
    """
    now = desk.clock.now()
    newest = AuditRow.select(AuditRow.at).order_by(AuditRow.id.desc()).first()
    if newest is not None and (moment(newest.at) - now).days >= 1:
        raise UserError(ErrorCode.CLOCK_WRONG)
    found = following(desk, wish)
    Counter.insert(series=wish.series, year=wish.day.year, last=found.sequence).on_conflict(
        conflict_target=[Counter.series, Counter.year], update={Counter.last: found.sequence}
    ).execute()
    try:
        IssuedNumber.create(
            series=wish.series,
            year=wish.day.year,
            seq=found.sequence,
            number=found.number,
            subject=subject,
            issued_at=stamp(now),
            issued_by=desk.account_id,
            request_id=request_id,
        )
    except IntegrityError as error:
        raise UserError(ErrorCode.NUMBER_TAKEN, number=found.number) from error
    return found
