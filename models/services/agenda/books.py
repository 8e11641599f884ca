"""The books of a month: incoming and outgoing agenda, dispositions, dispatches; each fills itself from its register."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from models.domain import indonesia
from models.services.agenda import closings, dispatches, incoming
from models.services.desk import Desk, moment
from models.services.views import BookLine, IncomingState
from models.store.tables import BookClosing, CaseFile, Dispatch, Disposition, IncomingLetter, IssuedNumber, Letter

_STATES = {
    IncomingState.NEW: "",
    IncomingState.OPEN: "Didisposisikan",
    IncomingState.DONE: "Selesai",
    IncomingState.VOID: "Batal",
}
#: What is said of a line that was written down after its month was closed.
LATE = "Susulan"


@dataclass(frozen=True)
class Book:
    """One kind of book.

    Attributes:
        title: in capitals on paper; ``name`` in the window.
        columns: heads with their widths in millimetres; 0 takes the room left.
        unit: what its lines are called in the closing sentence.
        day: the column that says to which month a line belongs.
        lines: the lines of a month, read inside a stretch.
        signed: the column in which somebody signs by hand, -1 for none.
    """

    key: str
    name: str
    title: str
    unit: str
    columns: tuple[tuple[str, int], ...]
    day: Any
    lines: Callable[[Desk, int, int], tuple[BookLine, ...]]
    signed: int = -1


def _incoming(desk: Desk, year: int, month: int) -> tuple[BookLine, ...]:
    """The subject of a secret letter never stands in the book: it lies open on a desk."""
    found: Any = _came_in(year, month).order_by(IncomingLetter.seq)
    letters = list(found)
    rows = incoming.rows_of(desk, letters)
    return tuple(
        BookLine(
            cells=(
                str(number), row.agenda, indonesia.short_date(row.received_on), row.sender, row.number,
                indonesia.short_date(row.letter_date) if row.letter_date else "",
                incoming.HIDDEN if row.secret else row.subject, _nature(row.urgency, secret=row.secret),
                _remark(_STATES[row.state], letter.void_reason, letter.remark if not row.secret else "", late=row.late),
            ),
            entered_at=moment(letter.entered_at), struck=bool(letter.void_reason), late=row.late, ref=letter.id,
        )
        for number, (row, letter) in enumerate(zip(rows, letters, strict=True), 1)
    )  # fmt: skip


def _came_in(year: int, month: int) -> Any:
    first, after = closings.bounds(year, month)
    return IncomingLetter.select().where(IncomingLetter.received_on >= first, IncomingLetter.received_on < after)


def _nature(urgency: str, *, secret: bool) -> str:
    words = [urgency.capitalize()] if urgency != "biasa" else []
    return "/".join([*words, "Rahasia"] if secret else words) or "Biasa"


def _remark(*parts: str, late: bool) -> str:
    return ". ".join(part for part in (*parts, LATE if late else "") if part)


def _outgoing(_desk: Desk, year: int, month: int) -> tuple[BookLine, ...]:
    """Every letter that has a number, also void, inserted and written by hand, by the day it bears."""
    first, after = closings.bounds(year, month)
    query: Any = (
        Letter.select(Letter, CaseFile, IssuedNumber)
        .join(CaseFile, JOIN.LEFT_OUTER)
        .switch(Letter)
        .join(IssuedNumber, JOIN.LEFT_OUTER)
        .where(Letter.number.is_null(False), Letter.date >= first, Letter.date < after)
        .order_by(IssuedNumber.series, IssuedNumber.seq, IssuedNumber.suffix, Letter.id)
    )
    closing = closings.of_month("keluar", year, month)
    return tuple(_sent_line(number, row, closing) for number, row in enumerate(query, 1))


def _sent_line(number: int, row: Any, closing: BookClosing | None) -> BookLine:
    content = json.loads(row.content) if row.content else {}
    entered_at = row.issued_at or row.created_at
    late = closings.is_late(closing, entered_at)
    void = f"BATAL: {row.void_reason}" if row.status == "batal" else ""
    inserted = "Nomor sisipan" if row.number_id and row.issued_number.suffix else ""
    return BookLine(
        cells=(
            str(number),
            row.number,
            indonesia.short_date(date.fromisoformat(row.date)),
            row.name,
            row.addressee or str(content.get("addressee", "")),
            row.subject or str(content.get("subject", "")) or row.name,
            (row.secrecy or str(content.get("secrecy", "")) or "Biasa").capitalize(),
            row.case.number if row.case_id else "",
            _remark(void, "Ditulis tangan" if row.by_hand else "", inserted, late=late),
        ),
        entered_at=moment(entered_at),
        struck=bool(void),
        late=late,
        ref=row.id,
    )


def _dispositions(desk: Desk, year: int, month: int) -> tuple[BookLine, ...]:
    """Every order of the month; those of secret letters say only that there was one."""
    found = incoming.orders_between(desk, *closings.bounds(year, month))
    closing = closings.of_month("disposisi", year, month)
    lines = []
    for number, (letter, made_at, order) in enumerate(found, 1):
        late = closings.is_late(closing, made_at)
        orders = ", ".join([*order.instructions, *([order.note] if order.note else [])])
        answered = "; ".join(f"{one.name}: {one.text}" if one.done else f"{one.name}: belum" for one in order.answers)
        lines.append(
            BookLine(
                cells=(
                    str(number), indonesia.short_date(moment(made_at).date()), letter.agenda,
                    incoming.HIDDEN if letter.secret else letter.sender,
                    incoming.HIDDEN if letter.secret else letter.subject,
                    ", ".join(one.name for one in order.answers), incoming.HIDDEN if letter.secret else orders,
                    indonesia.short_date(order.due) if order.due else "",
                    incoming.HIDDEN if letter.secret else answered,
                    _remark(f"Ditarik: {order.withdrawn}" if order.withdrawn else "", late=late),
                ),
                entered_at=moment(made_at), struck=bool(order.withdrawn), late=late, ref=letter.id,
            )
        )  # fmt: skip
    return tuple(lines)


def _dispatched(_desk: Desk, year: int, month: int) -> tuple[BookLine, ...]:
    return tuple(
        BookLine(
            cells=(
                str(number), indonesia.short_date(row.sent_on), row.number, row.document, str(row.quantity),
                row.addressee, row.means, indonesia.short_date(row.received_on) if row.received_on else "",
                row.receiver,
                _remark(f"BATAL: {row.void_reason}" if row.void_reason else row.remark, late=row.late),
            ),
            entered_at=moment(row.entered_at), struck=bool(row.void_reason), late=row.late, ref=row.dispatch_id,
        )
        for number, row in enumerate(dispatches.rows_of(year, month), 1)
    )  # fmt: skip


BOOKS: dict[str, Book] = {
    book.key: book
    for book in (
        Book(
            "masuk", "Agenda surat masuk", "BUKU AGENDA SURAT MASUK", "nomor",
            (("No.", 10), ("No. agenda", 26), ("Diterima", 22), ("Dari", 50), ("Nomor surat", 40), ("Tanggal", 22),
             ("Hal", 0), ("Sifat", 26), ("Keterangan", 34)),
            IncomingLetter.received_on,
            _incoming,
        ),
        Book(
            "keluar", "Agenda surat keluar", "BUKU AGENDA SURAT KELUAR", "nomor",
            (("No.", 10), ("Nomor surat", 50), ("Tanggal", 22), ("Jenis", 34), ("Tujuan", 46), ("Hal", 0),
             ("Sifat", 20), ("Register kasus", 32), ("Keterangan", 34)),
            Letter.date,
            _outgoing,
        ),
        Book(
            "disposisi", "Buku disposisi", "BUKU DISPOSISI SURAT MASUK", "disposisi",
            (("No.", 10), ("Tanggal", 22), ("No. agenda", 24), ("Surat dari", 34), ("Hal", 0), ("Kepada", 34),
             ("Instruksi dan catatan", 44), ("Batas waktu", 22), ("Tindak lanjut", 40), ("Ket.", 20)),
            Disposition.made_at,
            _dispositions,
        ),
        Book(
            "ekspedisi", "Buku ekspedisi", "BUKU EKSPEDISI", "kiriman",
            (("No.", 10), ("Tanggal", 22), ("Nomor surat", 44), ("Isi kiriman", 0), ("Jumlah", 15), ("Tujuan", 46),
             ("Cara", 24), ("Diterima", 22), ("Nama dan tanda tangan penerima", 44), ("Ket.", 26)),
            Dispatch.sent_on,
            _dispatched,
            signed=8,
        ),
    )
}  # fmt: skip


def unclosed(year: int, month: int) -> tuple[str, ...]:
    """Names of the books of a month that have lines and were not closed. Inside a stretch."""
    first, after = closings.bounds(year, month)
    closed = closings.closed_books(year, month)
    return tuple(
        book.name
        for book in BOOKS.values()
        if book.key not in closed and book.day.model.select().where(book.day >= first, book.day < after).exists()
    )
