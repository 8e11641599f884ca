"""The list of numbers: every number of a series and year, what it numbers, what became void, every gap explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import ListPaper
from models.services.desk import Desk, moment
from models.services.letters import numbers
from models.services.papers import page
from models.services.safety.ledger import LOST
from models.services.words import clock
from models.store.tables import Account, CaseFile, Counter, IncomingLetter, IssuedNumber, Letter

_COLUMNS = ("Urut", "Nomor", "Tanggal", "Untuk", "Register kasus", "Diberikan oleh", "Keterangan")
_WIDTHS = (14, 58, 30, 0, 36, 40, 46)
_UNEXPLAINED = "TIDAK TERJELASKAN: periksa dan buat berita acara"

#: What the numbers of one stretch carry: letters by the id of their number, cases and incoming letters by number.
_Carriers = tuple[dict[int, Letter], dict[str, CaseFile], frozenset[str]]


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

    def unexplained(self, series: str, year: int) -> tuple[tuple[int, int], ...]:
        """The holes of a series that nobody has explained yet, each with its first and last number."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            return numbers.unexplained(self._desk, series, year)

    def explain(self, series: str, year: int, hole: tuple[int, int], reason: str) -> None:
        """Write down what became of the numbers of a hole. REASON_NEEDED, VALUE_INVALID (``what``)."""
        self._desk.authorise(Permission.LETTER_VOID)
        with self._desk.writing("surat") as unit:
            numbers.explain(self._desk, series, year, hole, reason)
            unit.audit("nomor.jelaskan", "nomor", None, seri=series, tahun=year, urut=hole, alasan=reason.strip())

    def given_on_paper(self, series: str, year: int, last: int, reason: str) -> tuple[int, int]:
        """Go on behind ``last``: the numbers up to it were given in the paper book. The first and last of them.

        Raises REASON_NEEDED, and VALUE_INVALID (``what``) for a number the series has passed.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("surat", "pengaturan") as unit:
            span = numbers.given_on_paper(self._desk, series, year, last, reason)
            unit.audit("nomor.buku_kertas", "nomor", None, seri=series, tahun=year, urut=span, alasan=reason.strip())
            return span

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
                printed=f"Dicetak {user.display_name}, {indonesia.long_date(now.date())}, {clock(now)}. {_sum(rows)}",
                page=page(self._desk, "A4"),
            )
        )

    def _rows(self, series: str, year: int) -> Iterator[tuple[str, ...]]:
        """Every running number from 1 on: given, given on paper, or missing."""
        query = (
            IssuedNumber.select(IssuedNumber, Account)
            .join(Account, on=(IssuedNumber.issued_by == Account.id))
            .where(IssuedNumber.series == series, IssuedNumber.year == year)
            .order_by(IssuedNumber.seq, IssuedNumber.id)
        )
        found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
        carriers = _carriers(series, year)
        for row in query:
            found[row.seq].append(_row(row, carriers))
        for (first, last), why in numbers.on_paper(self._desk, series, year).items():
            found[first].append(_span(first, last, why))
        for first, last in numbers.unexplained(self._desk, series, year):
            found[first].append(_span(first, last, _UNEXPLAINED))
        for seq in sorted(found):
            yield from found[seq]


def _carriers(series: str, year: int) -> _Carriers:
    same = (IssuedNumber.series == series) & (IssuedNumber.year == year)
    written = IssuedNumber.select(IssuedNumber.number).where(same)
    letters: Any = Letter.select().join(IssuedNumber).where(same)
    cases: Any = CaseFile.select().where(CaseFile.number.in_(written))
    incoming: Any = IncomingLetter.select(IncomingLetter.agenda).where(IncomingLetter.agenda.in_(written))
    return (
        {row.number_id: row for row in letters},
        {row.number: row for row in cases},
        frozenset(row.agenda for row in incoming),
    )


def _row(row: IssuedNumber, carriers: _Carriers) -> tuple[str, ...]:
    letters, cases, incoming = carriers
    letter, case = letters.get(row.id), cases.get(row.number)
    day, what, register = moment(row.issued_at).date(), "", ""
    remarks = [f"Sisipan: {row.reason}"] if row.suffix else []
    if letter is not None:
        what, register = letter.name, letter.case.number if letter.case else ""
        day = date.fromisoformat(letter.date) if letter.date else day
        remarks += _remarks(letter)
    elif case is not None:
        what, register = "Register kasus", case.number
    elif row.number in incoming:
        what = "Surat masuk"
    elif row.subject == LOST:
        remarks.append(f"HILANG: {row.reason}")
    else:
        remarks.append("TIDAK ADA SURATNYA dalam data: periksa")
    urut = f"{row.seq}{row.suffix}"
    return urut, row.number, indonesia.long_date(day), what, register, row.issued_by.display_name, "; ".join(remarks)


def _remarks(letter: Letter) -> Iterator[str]:
    if letter.by_hand:
        yield "Ditulis tangan"
    if letter.status == "batal":
        yield f"BATAL: {letter.void_reason}"
    elif letter.stage == "dipesan":
        yield "belum ada pindaiannya"


def _span(first: int, last: int, why: str) -> tuple[str, ...]:
    return (str(first) if first == last else f"{first}–{last}", *[""] * 5, why)


def _sum(rows: Iterable[tuple[str, ...]]) -> str:
    """What the reader looks for first: whether every number is explained."""
    listed = list(rows)
    given = [row for row in listed if row[1]]
    void = sum("BATAL: " in row[6] for row in given)
    open_ = sum(row[6] == _UNEXPLAINED or "TIDAK ADA SURATNYA" in row[6] for row in listed)
    ending = f"{open_} belum terjelaskan." if open_ else "semua urutan terjelaskan."
    return f"{len(given)} nomor, {void} batal, {ending}"
