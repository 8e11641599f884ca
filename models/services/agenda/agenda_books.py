"""Printing, exporting and closing the books of the agenda, month by month."""

from __future__ import annotations

from datetime import date

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.workbook import Column, WorkBook, WorkSheet
from models.errors import ErrorCode, UserError
from models.logbook.paper import BookPaper, BookRow
from models.services import logbook, signers
from models.services.agenda import closings
from models.services.agenda.books import BOOKS, Book
from models.services.desk import Desk, moment, stamp
from models.services.papers import letterhead, page, place_date
from models.services.views import BookClosed, BookLine, BookView
from models.store.tables import Account, BookClosing

_MILLIMETRES_PER_LETTER = 2
_REMAINDER = 44
#: Empty lines below the name of who receives something: there they sign.
_ROOM = "\n\n"


class BookService:
    """The books of the agenda."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def month(self, book: str, year: int, month: int) -> BookView:
        """The book of a month as it stands. NOT_FOUND for a book or month there is not."""
        self._desk.authorise(Permission.AGENDA_READ)
        kind = _book(book, year, month)
        with self._desk.reading():
            return self._view(kind, year, month)

    def paper(self, book: str, year: int, month: int) -> bytes:
        """The book as PDF, in the office's columns, with opening and closing line and signatures. It is recorded."""
        self._desk.authorise(Permission.AGENDA_READ)
        kind = _book(book, year, month)
        with self._desk.writing() as unit:
            view = self._view(kind, year, month)
            unit.audit("buku.cetak", "buku", None, buku=book, tahun=year, bulan=month, baris=len(view.lines))
            head, knower = letterhead(self._desk), signers.acting(self._desk, "kepala")
            keeper = signers.acting(self._desk, "petugas")
        office, today = self._desk.office, self._desk.clock.now().date()
        return self._desk.renderers.book(
            BookPaper(
                office=office.name,
                title=kind.title,
                period=view.period,
                columns=view.columns,
                widths=tuple(width for _title, width in kind.columns),
                rows=tuple(BookRow(_to_sign(kind, line), line.struck) for line in view.lines),
                opening=_opening(year, month),
                closing=_closing(kind, view, today),
                place_date=place_date(office, view.closed.at.date() if view.closed else today),
                page=page(self._desk),
                letterhead=head,
                keeper=keeper,
                knower=knower,
            )
        )

    def workbook(self, book: str, year: int, month: int) -> bytes:
        """The book as XLSX, every cell a text. The export is recorded."""
        sheet, title = self._sheet(book, year, month, "xlsx")
        made = WorkBook(title, self._desk.office.name, self._desk.clock.now(), (sheet,))
        return self._desk.renderers.workbook(made)

    def csv(self, book: str, year: int, month: int) -> bytes:
        """The book as CSV. The export is recorded."""
        sheet, _title = self._sheet(book, year, month, "csv")
        return self._desk.renderers.csv(sheet)

    def close(self, book: str, year: int, month: int) -> BookView:
        """Close the book of a month, for good; what is written down for it later is marked as late.

        Raises NOT_FOUND, VALUE_INVALID for a month that has not begun or was closed already.
        """
        self._desk.authorise(Permission.AGENDA_CLOSE)
        kind, now = _book(book, year, month), self._desk.clock.now()
        if date(year, month, 1) > now.date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Bulan ini belum mulai.")
        with self._desk.writing("agenda", "bukulog") as unit:
            if closings.of_month(book, year, month) is not None:
                raise UserError(ErrorCode.VALUE_INVALID, what="Buku bulan ini sudah ditutup.")
            lines = kind.lines(self._desk, year, month)
            BookClosing.create(
                book=book,
                year=year,
                month=month,
                line_count=len(lines),
                closed_at=stamp(now),
                closed_by=self._desk.account_id,
            )
            period = _period(year, month)
            unit.audit("buku.tutup", "buku", None, buku=book, tahun=year, bulan=month, baris=len(lines))
            logbook.tell(self._desk, None, "Menutup buku", f"{kind.name} {period}", remark=f"{len(lines)} {kind.unit}")
            return self._view(kind, year, month)

    def _sheet(self, book: str, year: int, month: int, form: str) -> tuple[WorkSheet, str]:
        self._desk.authorise(Permission.AGENDA_READ)
        kind = _book(book, year, month)
        with self._desk.writing() as unit:
            view = self._view(kind, year, month)
            unit.audit("buku.ekspor", "buku", None, buku=book, tahun=year, bulan=month, sebagai=form)
        title = f"{kind.name} {view.period}"
        columns = tuple(
            Column(name, max(6, (width or _REMAINDER) // _MILLIMETRES_PER_LETTER)) for name, width in kind.columns
        )
        rows = tuple(line.cells for line in view.lines)
        closing = _closing(kind, view, self._desk.clock.now().date())
        return WorkSheet(kind.name, (title, self._desk.office.name), columns, rows, closing), title

    def _view(self, kind: Book, year: int, month: int) -> BookView:
        closing = closings.of_month(kind.key, year, month)
        closed = None
        if closing is not None:
            by = Account.get_by_id(closing.closed_by_id).display_name
            closed = BookClosed(moment(closing.closed_at), by, closing.line_count)
        begun = date(year, month, 1) <= self._desk.clock.now().date()
        return BookView(
            title=kind.name,
            period=_period(year, month),
            columns=tuple(title for title, _width in kind.columns),
            lines=kind.lines(self._desk, year, month),
            closed=closed,
            may_close=closed is None and begun and self._desk.session.may(Permission.AGENDA_CLOSE),
        )


def _to_sign(kind: Book, line: BookLine) -> tuple[str, ...]:
    """The cells as printed; where somebody signs by hand there is room for it."""
    return tuple(
        f"{text}{_ROOM}" if place == kind.signed and not line.struck else text for place, text in enumerate(line.cells)
    )


def _book(book: str, year: int, month: int) -> Book:
    """The kind of book; NOT_FOUND for one or a month there is not."""
    if book not in BOOKS or not 1 <= month <= len(indonesia.MONTHS) or not date.min.year < year < date.max.year:
        raise UserError(ErrorCode.NOT_FOUND)
    return BOOKS[book]


def _period(year: int, month: int) -> str:
    return f"{indonesia.MONTHS[month - 1]} {year}"


def _opening(year: int, month: int) -> str:
    return f"Dibuka pada hari {indonesia.day_and_date(date(year, month, 1))}."


def _closing(kind: Book, view: BookView, today: date) -> tuple[str, ...]:
    """The line under the last: closed with how many, or not yet; and how many came after."""
    if view.closed is None:
        return (f"Belum ditutup. Sampai dengan {indonesia.long_date(today)} tercatat {_count(view.lines, kind)}.",)
    count = f"{view.closed.count} ({indonesia.in_words(view.closed.count)}) {kind.unit}"
    day = indonesia.day_and_date(view.closed.at.date())
    found = [f"Ditutup pada hari ini {day} oleh {view.closed.by}, sebanyak {count}."]
    late = tuple(line for line in view.lines if line.late)
    if late:
        found.append(f"Setelah penutupan dicatat {_count(late, kind)} susulan.")
    return tuple(found)


def _count(lines: tuple[BookLine, ...], kind: Book) -> str:
    return f"{len(lines)} ({indonesia.in_words(len(lines))}) {kind.unit}"
