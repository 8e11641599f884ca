"""The agenda of incoming letters (agenda surat masuk): each letter gets its number when it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import scans
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.forms.values import clean_text
from models.letters.loader import URGENCIES
from models.services import facts, search
from models.services.agenda import incoming, incoming_sheet
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.letters import letterwork, numbers
from models.services.letters.letter_list import LETTER_STATUSES
from models.services.views import AttachmentRow, IncomingFilter, IncomingRow, IncomingSheet, NewIncoming, Slice
from models.store.database import UnitOfWork
from models.store.tables import IncomingLetter, IncomingScan, Letter

_ISSUED = LETTER_STATUSES[1]
_TEXTS = ("sender", "subject", "number", "enclosure", "remark")
_LONGEST_NAME = 200
_MOST_ANSWERED = 30


class AgendaService:
    """Writing down, finding and reading letters that came in."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def record(self, letter: NewIncoming, request_id: str) -> IncomingSheet:
        """Write a letter down; its agenda number is taken in the same transaction, once for a ``request_id``.

        Raises VALUE_INVALID (``what``), NUMBER_TAKEN, CLOCK_WRONG.
        """
        self._desk.authorise(Permission.AGENDA_WRITE)
        columns = self._columns(letter)
        with self._desk.writing("agenda", "bukulog") as unit:
            before = IncomingLetter.get_or_none(IncomingLetter.request_id == request_id)
            if before is not None:
                unit.audit("agenda.catat_ulang_diabaikan", "surat_masuk", before.id)
                return incoming_sheet.sheet(self._desk, self._definitions, before)
            case = incoming.case_called(letter.case_number)
            wish = numbers.NumberWish(incoming.BOOK, letter.received_on)
            taken = numbers.take(self._desk, wish, subject="surat", request_id=request_id)
            row = IncomingLetter.create(
                **columns,
                case=case.id if case else None,
                year=letter.received_on.year,
                seq=taken.sequence,
                agenda=taken.number,
                entered_at=stamp(self._desk.clock.now()),
                entered_by=self._desk.account_id,
                request_id=request_id,
            )
            unit.audit("agenda.catat", "surat_masuk", row.id, agenda=row.agenda, rahasia=row.secret)
            _of_case(unit, row.agenda, case.id if case else None)
            incoming.tell(self._desk, row, "Menerima surat masuk")
            return incoming_sheet.sheet(self._desk, self._definitions, row)

    def change(self, incoming_id: int, letter: NewIncoming, row_version: int) -> IncomingSheet:
        """Correct what was written down; the agenda number stays. The trail keeps what it was before.

        Raises CHANGED_BY_OTHER, NOT_FOUND (also for a void line), NOT_ALLOWED for a secret letter of somebody else,
        VALUE_INVALID (also for a day of another year: the number belongs to its year).
        """
        self._desk.authorise(Permission.AGENDA_WRITE)
        columns = self._columns(letter)
        with self._desk.writing("agenda") as unit:
            row = self._standing(incoming_id)
            if row.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            if letter.received_on.year != row.year:
                what = (
                    f"Nomor agenda {row.agenda} milik tahun {row.year}. Batalkan barisnya, lalu catat surat ini lagi."
                )
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            case = incoming.case_called(letter.case_number)
            changed = {**columns, "case": case.id if case else None}
            before = {name: getattr(row, name) for name in columns if getattr(row, name) != columns[name]}
            IncomingLetter.update(**changed, row_version=row_version + 1).where(IncomingLetter.id == row.id).execute()
            unit.audit("agenda.ubah", "surat_masuk", row.id, agenda=row.agenda, sebelumnya=before)
            _of_case(unit, row.agenda, case.id if case and case.id != row.case_id else None)
            return incoming_sheet.sheet(self._desk, self._definitions, incoming.letter(incoming_id))

    def void(self, incoming_id: int, reason: str) -> IncomingSheet:
        """Strike a line that was written down by mistake; its number stays in the book. REASON_NEEDED, NOT_FOUND."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        said = clean_text(reason, lines=False)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("agenda", "bukulog") as unit:
            row = self._standing(incoming_id)
            row.void_reason, row.row_version = said, row.row_version + 1
            row.save()
            unit.audit("agenda.batal", "surat_masuk", row.id, agenda=row.agenda, alasan=said)
            incoming.tell(self._desk, row, "Membatalkan baris agenda surat masuk")
            return incoming_sheet.sheet(self._desk, self._definitions, row)

    def list(self, wanted: IncomingFilter, cursor: str = "", limit: int = 100) -> Slice[IncomingRow]:
        """One stretch of the letters, the newest first; secret ones are closed to who may not read them."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.reading():
            return incoming.page_of(self._desk, wanted, cursor, limit)

    def open(self, incoming_id: int) -> IncomingSheet:
        """A letter with its scans, dispositions and answers. The look is recorded. NOT_ALLOWED, NOT_FOUND."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.writing() as unit:
            row = self._readable(incoming_id)
            unit.audit("agenda.buka", "surat_masuk", row.id, agenda=row.agenda)
            return incoming_sheet.sheet(self._desk, self._definitions, row)

    def attach(self, incoming_id: int, file_name: str, content: bytes) -> IncomingSheet:
        """Keep a scan of the letter, encrypted like those of a case. ATTACHMENT_REFUSED, NOT_ALLOWED, NOT_FOUND."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        media_type = scans.accept(content)
        stored = self._desk.session.files.put(_owner(incoming_id), content)
        try:
            with self._desk.writing("agenda", "bukulog") as unit:
                row = self._standing(incoming_id)
                IncomingScan.create(
                    incoming=row.id,
                    file_name=clean_text(file_name, lines=False)[:_LONGEST_NAME] or "pindaian",
                    media_type=media_type,
                    size=len(content),
                    sha256=stored.sha256,
                    token=stored.token,
                    added_at=stamp(self._desk.clock.now()),
                    added_by=self._desk.account_id,
                )
                unit.audit("agenda.pindaian", "surat_masuk", row.id, agenda=row.agenda)
                incoming.tell(self._desk, row, "Menyimpan pindaian surat masuk")
                return incoming_sheet.sheet(self._desk, self._definitions, row)
        except BaseException:
            self._desk.session.files.remove(stored.token)
            raise

    def scan(self, scan_id: int) -> tuple[AttachmentRow, bytes]:
        """A scan in memory. The look is recorded. NOT_ALLOWED, NOT_FOUND, ATTACHMENT_DAMAGED."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.writing() as unit:
            kept = existing(IncomingScan.get_or_none(IncomingScan.id == scan_id))
            row = self._readable(kept.incoming_id)
            unit.audit("agenda.lihat_pindaian", "surat_masuk", row.id, agenda=row.agenda)
            view, token = incoming_sheet.scan_row(kept, row, self._desk.clock.now()), kept.token
        return view, self._desk.session.files.get(_owner(row.id), token)

    def answerable(self, text: str = "") -> tuple[Option, ...]:
        """Issued letters that an incoming one may answer, the newest first; ``text`` looks into number and name."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        words = search.tidy(text)
        with self._desk.reading():
            query = Letter.select().where(Letter.status == _ISSUED)
            if words:
                query = query.where(Letter.number.contains(words) | Letter.name.contains(words))
            rows = query.order_by(Letter.id.desc()).limit(_MOST_ANSWERED)
            return tuple(Option(str(row.id), f"{row.name} · {row.number}") for row in rows)

    def join_reply(self, incoming_id: int, letter_id: int | None, row_version: int) -> IncomingSheet:
        """Say which issued letter this one answers, or (None) that it answers none.

        A letter without a case of its own comes to that of the letter it answers. NOT_FOUND, CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.AGENDA_WRITE)
        with self._desk.writing("agenda", "surat", "kasus", "bukulog") as unit:
            row = self._standing(incoming_id)
            if row.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            letter, before = None, row.case_id
            if letter_id is not None:
                letter = existing(Letter.get_or_none(Letter.id == letter_id, Letter.status == _ISSUED))
                row.case = row.case_id or letter.case_id
            row.reply_to = letter_id  # type: ignore[assignment]  # peewee takes the id
            row.row_version += 1
            row.save()
            unit.audit("agenda.balasan", "surat_masuk", row.id, agenda=row.agenda, surat=letter_id)
            _of_case(unit, row.agenda, row.case_id if row.case_id != before else None)
            if letter is not None:
                letterwork.replied(self._desk, letter, row.received_on, f"Agenda {row.agenda}")
                letterwork.tell(self._desk, letter, "Menerima balasan surat", remark=f"Agenda {row.agenda}")
                if letter.case is not None:
                    search.index(letter.case, facts.of_case(letter.case.id))
            return incoming_sheet.sheet(self._desk, self._definitions, row)

    def _columns(self, letter: NewIncoming) -> dict[str, Any]:
        """What is kept of a letter, tidied; VALUE_INVALID for what cannot be."""
        texts: dict[str, Any] = {name: clean_text(getattr(letter, name), lines=False) for name in _TEXTS}
        for sentence in _wrong(letter, texts, self._desk.clock.now().date()):
            raise UserError(ErrorCode.VALUE_INVALID, what=sentence)
        return texts | {
            "urgency": letter.urgency,
            "secret": letter.secret,
            "received_on": letter.received_on.isoformat(),
            "letter_date": letter.letter_date.isoformat() if letter.letter_date else None,
        }

    def _readable(self, incoming_id: int) -> IncomingLetter:
        row = incoming.letter(incoming_id)
        if not incoming.may_read(self._desk, row.id):
            raise UserError(ErrorCode.NOT_ALLOWED)
        return row

    def _standing(self, incoming_id: int) -> IncomingLetter:
        """A letter that may be read and whose line is not struck."""
        row = self._readable(incoming_id)
        if row.void_reason:
            raise UserError(ErrorCode.NOT_FOUND)
        return row


def _owner(incoming_id: int) -> int:
    """Under what a scan of an incoming letter is sealed: never the number of a case, those are positive."""
    return -incoming_id


def _of_case(unit: UnitOfWork, agenda: str, case_id: int | None) -> None:
    """A case tells its whole story: also that a letter about it came in."""
    if case_id is not None:
        unit.audit("kasus.surat_masuk", "kasus", case_id, agenda=agenda)


def _wrong(letter: NewIncoming, texts: dict[str, str], today: date) -> Iterator[str]:
    if not texts["sender"]:
        yield "Pengirim surat wajib diisi."
    if not texts["subject"]:
        yield "Hal surat wajib diisi."
    if letter.urgency not in URGENCIES:
        yield f"Sifat surat hanya boleh {', '.join(URGENCIES)}."
    if letter.received_on > today:
        yield "Tanggal diterima belum tiba."
    if letter.received_on.year < today.year - 1:
        yield "Tanggal diterima terlalu lama. Periksa tahunnya."
    if letter.letter_date is not None and letter.letter_date > letter.received_on:
        yield "Tanggal surat tidak boleh sesudah tanggal diterima."
