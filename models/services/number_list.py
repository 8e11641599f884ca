"""The list of numbers: every number of a series and year, what it numbers, what became void, every gap explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import ListPaper
from models.logbook.numbering import gaps
from models.services.desk import Desk, moment
from models.services.papers import page
from models.services.words import clock
from models.store.tables import Account, CaseFile, Counter, IssuedNumber, Letter

_COLUMNS = ("Urut", "Nomor", "Tanggal", "Untuk", "Register kasus", "Diberikan oleh", "Keterangan")
_WIDTHS = (14, 58, 30, 0, 36, 40, 46)


class NumberListService:
    """What numbers the office has given, for the archive and for those who check it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def years(self, series: str) -> tuple[int, ...]:
        """The years in which the series gave numbers, the newest first."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            query = Counter.select(Counter.year).where(Counter.series == series).order_by(Counter.year.desc())
            return tuple(row.year for row in query)

    def paper(self, series: str, year: int) -> bytes:
        """The list as PDF. It names no client. The print is recorded."""
        self._desk.authorise(Permission.LETTER_READ)
        now, user = self._desk.clock.now(), self._desk.session.user
        with self._desk.writing() as unit:
            rows = tuple(self._rows(series, year))
            unit.audit("nomor.daftar", "nomor", None, seri=series, tahun=year, baris=len(rows))
            pattern = self._desk.office.pattern(series)
        return self._desk.renderers.listing(
            ListPaper(
                office=self._desk.office.name,
                title=f"DAFTAR NOMOR {(pattern.label or series).upper()} TAHUN {year}",
                columns=_COLUMNS,
                widths=_WIDTHS,
                rows=rows,
                printed=f"Dicetak {user.display_name}, {indonesia.long_date(now.date())}, {clock(now)}",
                page=page(self._desk, "A4"),
            )
        )

    def _rows(self, series: str, year: int) -> Iterator[tuple[str, ...]]:
        query = (
            IssuedNumber.select(IssuedNumber, Account)
            .join(Account, on=(IssuedNumber.issued_by == Account.id))
            .where(IssuedNumber.series == series, IssuedNumber.year == year)
            .order_by(IssuedNumber.seq)
        )
        given = list(query)
        letters, cases = _numbered(series, year)
        found = {row.seq: _row(row, letters.get(row.number), cases.get(row.number)) for row in given}
        if given and given[0].seq > 1:
            yield from _before(given[0].seq, self._desk.office.pattern(series).start)
        missing = {seq: (str(seq), *[""] * 5, "Tidak tercatat: periksa berita acara") for seq in gaps(list(found))}
        for seq in sorted(found | missing):
            yield found.get(seq) or missing[seq]


def _numbered(series: str, year: int) -> tuple[dict[str, Letter], dict[str, CaseFile]]:
    """The letters and the cases that carry numbers of this series, by number."""
    numbers = IssuedNumber.select(IssuedNumber.number).where(IssuedNumber.series == series, IssuedNumber.year == year)
    letters: Any = Letter.select().where(Letter.number.in_(numbers))
    cases: Any = CaseFile.select().where(CaseFile.number.in_(numbers))
    return {row.number: row for row in letters}, {row.number: row for row in cases}


def _row(row: IssuedNumber, letter: Letter | None, case: CaseFile | None) -> tuple[str, ...]:
    day = moment(row.issued_at).date()
    what, register, remark = "", "", ""
    if letter is not None:
        what, register = letter.name, letter.case.number if letter.case else ""
        day = date.fromisoformat(letter.date) if letter.date else day
        remark = f"BATAL: {letter.void_reason}" if letter.status == "batal" else ""
    elif case is not None:
        what, register = "Register kasus", case.number
    return str(row.seq), row.number, indonesia.long_date(day), what, register, row.issued_by.display_name, remark


def _before(first: int, start: int) -> Iterator[tuple[str, ...]]:
    """The numbers before the first: those of the paper book, when the office began in the middle of a year."""
    span = "1" if first == 2 else f"1–{first - 1}"
    why = "Diberikan dalam buku kertas" if first == start else "Tidak tercatat: periksa berita acara"
    yield span, "", "", "", "", "", why
