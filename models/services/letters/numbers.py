"""Numbers of letters and cases: taken in the transaction that fixes what they number, never given twice or freed.

Three kinds of number leave a series: the next one (``take``), one inserted behind an earlier one for a date that has
passed (``insert``), and those the office gave in its paper book (``given_on_paper``), which the program only explains.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peewee import JOIN, IntegrityError, fn

from models.errors import ErrorCode, UserError
from models.logbook.numbering import LARGEST, NumberParts, format_number, holes, next_sequence, next_suffix
from models.services.desk import Desk, moment, stamp
from models.store.tables import AuditRow, Counter, IssuedNumber, Letter, PaperNumbers


@dataclass(frozen=True)
class NumberWish:
    """What is to be numbered.

    Attributes:
        series: "kasus", "keluar", "nota" …; each counts by itself and starts again every year.
        day: date of the paper: its year is the year of the number.
        code / secrecy / kind: what the pattern may quote.
        pattern: how this paper's number is written, "" for the pattern of its series.
    """

    series: str
    day: date
    code: str = ""
    secrecy: str = "biasa"
    kind: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class NextNumber:
    """A number: its place in the series, as written, and the id of its row once it is taken."""

    sequence: int
    number: str
    suffix: str = ""
    number_id: int = 0


def following(desk: Desk, wish: NumberWish) -> NextNumber:
    """The number that would be taken now. Inside a reading or writing stretch."""
    pattern = desk.office.pattern(wish.series)
    counters = {row.year: row.last for row in Counter.select().where(Counter.series == wish.series)}
    sequence = next_sequence(counters, wish.day.year, pattern.start)
    return NextNumber(sequence, written(desk, wish, sequence, ""))


def inserted(desk: Desk, wish: NumberWish) -> NextNumber:
    """The number that would be inserted for ``wish.day``: behind the last one of that day or before.

    Inside a reading or writing stretch. Raises VALUE_INVALID (``what``) in the register of cases, for a day that has
    not passed, and where no number stands before.
    """
    if desk.office.counts_cases(wish.series):
        raise UserError(ErrorCode.VALUE_INVALID, what="Register kasus tidak mengenal nomor sisipan.")
    if wish.day >= desk.clock.now().date():
        raise UserError(ErrorCode.VALUE_INVALID, what="Nomor sisipan hanya untuk tanggal yang sudah lewat.")
    sequence = _last_until(wish)
    if not sequence:
        what = f"Seri ini belum punya nomor pada tahun {wish.day.year}, jadi tidak ada tempat untuk nomor sisipan."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    taken = IssuedNumber.select(IssuedNumber.suffix).where(
        IssuedNumber.series == wish.series, IssuedNumber.year == wish.day.year, IssuedNumber.seq == sequence
    )
    suffix = next_suffix(desk.office.insertion, {row.suffix for row in taken})
    return NextNumber(sequence, written(desk, wish, sequence, suffix), suffix)


def take(desk: Desk, wish: NumberWish, *, subject: str, request_id: str) -> NextNumber:
    """Take the next number for good. Call inside the unit of work that also writes what it numbers.

    Raises NUMBER_TAKEN if it was given already (the whole unit rolls back), CLOCK_WRONG if the PC's clock lies a day or
    more behind the newest record: its year could not be trusted.
    """
    _trust_clock(desk)
    found = following(desk, wish)
    _count_to(wish.series, wish.day.year, found.sequence)
    return _give(desk, wish, found, subject, request_id)


def insert(desk: Desk, wish: NumberWish, reason: str, *, subject: str, request_id: str) -> NextNumber:
    """Take an inserted number for good, as ``take``; REASON_NEEDED without a reason, and as ``inserted``."""
    _trust_clock(desk)
    if not reason.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    return _give(desk, wish, inserted(desk, wish), subject, request_id, reason.strip())


def given_on_paper(desk: Desk, series: str, year: int, last: int, reason: str) -> tuple[int, int]:
    """Record that the numbers up to ``last`` were given in the paper book; gives the first and the last of them.

    The program goes on behind them. Call inside a unit of work. Raises REASON_NEEDED, and VALUE_INVALID (``what``) for
    a number that the series has passed, for the register of cases and for a year to come.
    """
    if not reason.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    if desk.office.counts_cases(series):
        what = "Nomor kasus hanya diberikan oleh program, jadi urutannya tidak dapat dilompati."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    if year > desk.clock.now().year:
        raise UserError(ErrorCode.VALUE_INVALID, what="Tahun ini belum dimulai.")
    first = following(desk, NumberWish(series, date(year, 1, 1))).sequence
    if not first <= last < LARGEST:
        what = f"Nomor sampai {first - 1} sudah diberikan. Tulis nomor terakhir buku kertas, {first} atau lebih."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    _explain(desk, series, year, (first, last), reason)
    _count_to(series, year, last)
    return first, last


def explain(desk: Desk, series: str, year: int, hole: tuple[int, int], reason: str) -> None:
    """Record what became of the numbers of a hole (its first and last). Call inside a unit of work.

    Raises REASON_NEEDED, and VALUE_INVALID (``what``) if these numbers are not missing any more.
    """
    if not reason.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    if hole not in unexplained(desk, series, year):
        raise UserError(ErrorCode.VALUE_INVALID, what="Nomor-nomor itu tidak hilang, atau sudah diberi keterangan.")
    _explain(desk, series, year, hole, reason)


def unexplained(desk: Desk, series: str, year: int) -> tuple[tuple[int, int], ...]:
    """The stretches of running numbers that were neither given nor explained. Inside a stretch."""
    last = Counter.select(Counter.last).where(Counter.series == series, Counter.year == year).scalar()
    given = IssuedNumber.select(IssuedNumber.seq).where(IssuedNumber.series == series, IssuedNumber.year == year)
    known = {row.seq for row in given}
    for first, end in on_paper(desk, series, year):
        known.update(range(first, end + 1))
    return holes(known, 1, int(last or 0))


def on_paper(desk: Desk, series: str, year: int) -> dict[tuple[int, int], str]:
    """The stretches that were given outside the program, each with the reason. Inside a stretch."""
    rows = PaperNumbers.select().where(PaperNumbers.series == series, PaperNumbers.year == year)
    found = {(row.first, row.last): row.reason for row in rows.order_by(PaperNumbers.first)}
    start = desk.office.pattern(series).start
    earlier = Counter.select().where(Counter.series == series, Counter.year < year).exists()
    if start > 1 and not earlier:
        found[1, start - 1] = "Diberikan dalam buku kertas"
    return found


def _explain(desk: Desk, series: str, year: int, hole: tuple[int, int], reason: str) -> None:
    PaperNumbers.create(
        series=series,
        year=year,
        first=hole[0],
        last=hole[1],
        reason=reason.strip(),
        at=stamp(desk.clock.now()),
        account=desk.account_id,
    )


def written(desk: Desk, wish: NumberWish, sequence: int, suffix: str) -> str:
    """A number as the office writes it. Inside a stretch."""
    pattern = desk.office.pattern(wish.series)
    unit = pattern.unit or desk.office.unit_code
    parts = NumberParts(sequence, wish.day, wish.code, unit, wish.secrecy, wish.kind, suffix)
    return format_number(wish.pattern or pattern.pattern, parts)


def _last_until(wish: NumberWish) -> int:
    """The running number behind which one for ``wish.day`` is inserted: the last given on that day or before."""
    day = fn.COALESCE(Letter.date, fn.SUBSTR(IssuedNumber.issued_at, 1, 10))
    given = (IssuedNumber.series == wish.series) & (IssuedNumber.year == wish.day.year)
    query = IssuedNumber.select(fn.MAX(IssuedNumber.seq)).join(
        Letter, JOIN.LEFT_OUTER, on=(Letter.issued_number == IssuedNumber.id)
    )
    found = query.where(given, day <= wish.day.isoformat()).scalar()
    if found:
        return int(found)
    # Before the program's first number stands the last of the paper book.
    first = IssuedNumber.select(fn.MIN(IssuedNumber.seq)).where(given).scalar()
    return int(first) - 1 if first else 0


def _trust_clock(desk: Desk) -> None:
    newest = AuditRow.select(AuditRow.at).order_by(AuditRow.id.desc()).first()
    if newest is not None and (moment(newest.at) - desk.clock.now()).days >= 1:
        raise UserError(ErrorCode.CLOCK_WRONG)


def _count_to(series: str, year: int, last: int) -> None:
    Counter.insert(series=series, year=year, last=last).on_conflict(
        conflict_target=[Counter.series, Counter.year], update={Counter.last: last}
    ).execute()


def _give(
    desk: Desk, wish: NumberWish, found: NextNumber, subject: str, request_id: str, reason: str = ""
) -> NextNumber:
    if IssuedNumber.select().where(IssuedNumber.number == found.number).exists():
        # Two series whose patterns write the same: papers with equal numbers must never leave the office.
        raise UserError(ErrorCode.NUMBER_TAKEN, number=found.number)
    try:
        row = IssuedNumber.create(
            series=wish.series,
            year=wish.day.year,
            seq=found.sequence,
            suffix=found.suffix,
            number=found.number,
            subject=subject,
            reason=reason,
            issued_at=stamp(desk.clock.now()),
            issued_by=desk.account_id,
            request_id=request_id,
        )
    except IntegrityError as error:
        raise UserError(ErrorCode.NUMBER_TAKEN, number=found.number) from error
    return NextNumber(found.sequence, found.number, found.suffix, row.id)
