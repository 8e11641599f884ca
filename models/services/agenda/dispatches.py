"""The dispatch book (buku ekspedisi): what left the house, to whom, how, and who signed for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import facts, logbook
from models.services.agenda import closings, dispatched
from models.services.agenda.incoming import case_called
from models.services.desk import Desk, existing, stamp
from models.services.views import DispatchRow, NewDispatch
from models.store.tables import Dispatch, Letter

BOOK = "ekspedisi"
_TEXTS = ("document", "addressee", "number", "means", "remark")


class DispatchService:
    """Writing down what is sent or handed over, and who received it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def send(self, what: NewDispatch, request_id: str) -> DispatchRow:
        """Write a line; once for a ``request_id``. Raises VALUE_INVALID (``what``), NOT_FOUND for a draft."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        texts = {name: clean_text(getattr(what, name), lines=False) for name in _TEXTS}
        for sentence in _wrong(what, texts, self._desk.clock.now().date()):
            raise UserError(ErrorCode.VALUE_INVALID, what=sentence)
        with self._desk.writing("agenda", "bukulog") as unit:
            before = Dispatch.get_or_none(Dispatch.request_id == request_id)
            if before is not None:
                unit.audit("ekspedisi.kirim_ulang_diabaikan", "ekspedisi", before.id)
                return _row(before, late=False)
            letter = _letter(what.letter_id)
            case = letter.case if letter is not None and letter.case_id else case_called(what.case_number)
            row = Dispatch.create(
                **texts,
                letter=letter.id if letter else None,
                case=case.id if case else None,
                quantity=what.quantity,
                sent_on=what.sent_on.isoformat(),
                entered_at=stamp(self._desk.clock.now()),
                entered_by=self._desk.account_id,
                request_id=request_id,
            )
            unit.audit("ekspedisi.kirim", "ekspedisi", row.id, surat=row.letter_id, nomor=row.number)
            if letter is not None:
                dispatched.follow(self._desk, letter, row)
                unit.touch("surat", "kasus")
            self._tell(row, "Mengirim surat atau berkas", row.means)
            return _row(row, late=False)

    def receive(self, dispatch_id: int, receiver: str, received_on: date, row_version: int) -> DispatchRow:
        """Write down who signed for it and when. Raises VALUE_INVALID, CHANGED_BY_OTHER, NOT_FOUND."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        name = clean_text(receiver, lines=False)
        if not name:
            raise UserError(ErrorCode.VALUE_INVALID, what="Nama penerima wajib diisi.")
        with self._desk.writing("agenda", "bukulog") as unit:
            row = self._standing(dispatch_id)
            if row.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            if not row.sent_on <= received_on.isoformat() <= self._desk.clock.now().date().isoformat():
                what = "Tanggal diterima tidak boleh sebelum tanggal kirim atau sesudah hari ini."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            row.receiver, row.received_on, row.row_version = name, received_on.isoformat(), row.row_version + 1
            row.save()
            unit.audit("ekspedisi.terima", "ekspedisi", row.id, nomor=row.number)
            dispatched.follow_receipt(self._desk, row)
            self._tell(row, "Mencatat tanda terima ekspedisi", f"Diterima {name}")
            return _row(row, late=False)

    def void(self, dispatch_id: int, reason: str) -> DispatchRow:
        """Strike a line that was written down by mistake; it stays in the book. REASON_NEEDED, NOT_FOUND."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        said = clean_text(reason, lines=False)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("agenda", "bukulog") as unit:
            row = self._standing(dispatch_id)
            row.void_reason, row.row_version = said, row.row_version + 1
            row.save()
            unit.audit("ekspedisi.batal", "ekspedisi", row.id, alasan=said)
            self._tell(row, "Membatalkan baris ekspedisi", said)
            return _row(row, late=False)

    def month(self, year: int, month: int) -> tuple[DispatchRow, ...]:
        """The lines of a month in the order of the book."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.reading():
            return rows_of(year, month)

    def _standing(self, dispatch_id: int) -> Dispatch:
        found: Dispatch = existing(Dispatch.get_or_none(Dispatch.id == dispatch_id, Dispatch.void_reason == ""))
        return found

    def _tell(self, row: Dispatch, activity: str, remark: str) -> None:
        document = f"{row.document} nomor {row.number}" if row.number else row.document
        case = row.case if row.case_id else None
        said = facts.without_names(case.id, document) if case else document
        logbook.tell(self._desk, case, activity, said, quantity=row.quantity, receiver=row.addressee, remark=remark)


def rows_of(year: int, month: int) -> tuple[DispatchRow, ...]:
    """The lines of a month in the order of the book. Inside a stretch."""
    first, after = closings.bounds(year, month)
    query: Any = (
        Dispatch.select()
        .where(Dispatch.sent_on >= first, Dispatch.sent_on < after)
        .order_by(Dispatch.sent_on, Dispatch.id)
    )
    late = closings.late_check(BOOK, "sent_on")
    return tuple(_row(row, late=late(row)) for row in query)


def _row(row: Dispatch, *, late: bool) -> DispatchRow:
    return DispatchRow(
        dispatch_id=row.id,
        sent_on=date.fromisoformat(row.sent_on),
        document=row.document,
        number=row.number,
        quantity=row.quantity,
        addressee=row.addressee,
        means=row.means,
        receiver=row.receiver,
        received_on=date.fromisoformat(row.received_on) if row.received_on else None,
        remark=row.remark,
        void_reason=row.void_reason,
        letter_id=row.letter_id,
        late=late,
        row_version=row.row_version,
        entered_at=row.entered_at,
    )


def _letter(letter_id: int | None) -> Letter | None:
    """The issued letter that is sent; NOT_FOUND for a draft or a void one."""
    if letter_id is None:
        return None
    found: Letter = existing(Letter.get_or_none(Letter.id == letter_id, Letter.status == "terbit"))
    return found


def _wrong(what: NewDispatch, texts: dict[str, str], today: date) -> Iterator[str]:
    if not texts["document"]:
        yield "Isi kiriman wajib diisi."
    if not texts["addressee"]:
        yield "Tujuan wajib diisi."
    if not 1 <= what.quantity <= logbook.MOST_FILES:
        yield f"Jumlah harus dari 1 sampai {logbook.MOST_FILES}."
    if what.sent_on > today:
        yield "Tanggal kirim belum tiba."
    if what.sent_on.year < today.year - 1:
        yield "Tanggal kirim terlalu lama. Periksa tahunnya."
