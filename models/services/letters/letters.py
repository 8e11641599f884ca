"""The letter desk: drafting, previewing, issuing with a number, reprinting the very same bytes, voiding."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Option, Values
from models.forms.validate import check
from models.forms.values import clean_all
from models.letters import life, naming_choice
from models.letters.compose import compose, exposed, prefill
from models.letters.context import LetterContext
from models.letters.needs import needs_case
from models.letters.spec import LetterContent, LetterSpec
from models.services import signers
from models.services.cases import consent, legal
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed
from models.services.editing import letter_wording
from models.services.forms.forms import officer_options
from models.services.letters import booked_numbers, letter_context, letter_events, letterwork, numbers, replies
from models.services.letters.letter_list import LETTER_STATUSES, page_of
from models.services.rights import erasure
from models.services.views import (
    BookedNumber,
    Insertion,
    IssuedLetter,
    LetterPreview,
    LetterRow,
    LetterSheet,
    NumberPreview,
    Slice,
)
from models.store.tables import CaseFile, FileReceipt, IssuedNumber, Letter

DRAFT, ISSUED, VOID = LETTER_STATUSES
_PAPERS = {"A4": "A4 (21 × 29,7 cm)", "F4": "F4 (21,5 × 33 cm)", "F4-210": "F4 (21 × 33 cm)"}


class LetterService:
    """What people do with letters."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def kinds(self, case_id: int | None) -> tuple[Option, ...]:
        """The letters that can be written, by title; without a case those whose wording quotes none."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.reading():
            titles = self._definitions.keys("surat").items()
            return tuple(
                Option(key, title) for key, title in titles if case_id or not needs_case(self._definitions.letter(key))
            )

    def start(self, case_id: int | None, letter_key: str) -> LetterSheet:
        """A draft of this kind for the case, prefilled; an open draft is continued instead of making a second.

        LETTER_NEEDS_CASE for a kind that quotes a case, without one.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        now = self._desk.clock.now()
        with self._desk.writing("surat") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id)) if case_id else None
            # A draft of a case belongs to the case; one without a case to who began it.
            own = Letter.case.is_null() & (Letter.created_by == self._desk.account_id)
            same_case = Letter.case == case_id if case_id else own
            row = Letter.get_or_none(same_case, Letter.letter_key == letter_key, Letter.status == DRAFT)
            if row is None:
                spec = self._definitions.letter(letter_key)
                if case is None and needs_case(spec):
                    raise UserError(ErrorCode.LETTER_NEEDS_CASE, surat=spec.name)
                context = letter_context.gather(self._desk, self._definitions, spec, case, {}, now.date())
                row = letterwork.new_draft(self._desk, spec, case_id, prefill(spec, context))
                unit.audit("surat.konsep", *letterwork.subject(row), surat=letter_key)
            else:
                unit.audit("surat.buka", *letterwork.subject(row), surat=letter_key)
            return self._sheet(row)

    def open(self, letter_id: int) -> LetterSheet:
        """A letter as it stands. The look is recorded."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.writing() as unit:
            row = self._row(letter_id)
            unit.audit("surat.buka", *letterwork.subject(row), surat=row.letter_key)
            return self._sheet(row)

    def save(self, letter_id: int, values: Values, row_version: int) -> int:
        """Keep a draft; gives the new row version. CHANGED_BY_OTHER, LETTER_ISSUED, LETTER_HELD."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("surat") as unit:
            row = letterwork.open_draft(letter_id, row_version)
            spec = self._definitions.letter(row.letter_key, row.letter_version)
            row.answers, row.row_version = packed(clean_all(spec.fields, values)), row.row_version + 1
            row.save()
            unit.audit("surat.simpan", *letterwork.subject(row), surat=row.letter_key)
            return int(row.row_version)

    def preview(self, letter_id: int, values: Values) -> LetterPreview:
        """What would be printed from ``values``, and what keeps it from being issued. Writes nothing, draws nothing."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            row = self._row(letter_id)
            spec, context = self._context(row, values)
            kept, unfit = context.fields, signers.obstacle(self._desk, spec, row.signer_choice, context.date)
        content = compose(spec, context)
        completion = check(letterwork.as_form(spec), kept, self._desk.clock.now().date())
        obstacles = (*((unfit,) if unfit else ()), *_obstacles(spec, content, context))
        return LetterPreview(content, obstacles, completion)

    def next_number(self, letter_id: int, insertion: Insertion | None = None) -> NumberPreview:
        """The number that issuing would take now, or that would be inserted; VALUE_INVALID (``what``)."""
        self._desk.authorise(Permission.LETTER_INSERT if insertion else Permission.LETTER_ISSUE)
        with self._desk.reading():
            row = self._row(letter_id)
            wish = letterwork.wish_of(self._desk, row, self._definitions_of(row), json.loads(row.answers), insertion)
            found = numbers.inserted(self._desk, wish) if insertion else numbers.following(self._desk, wish)
            label = self._desk.office.pattern(wish.series).label or wish.series
        place = (
            f"Disisipkan sesudah nomor urut {found.sequence} dalam"
            if insertion
            else f"Nomor urut {found.sequence} dari"
        )
        return NumberPreview(found.number, f"{place} seri {label} tahun {wish.day.year}.")

    def issue(
        self,
        letter_id: int,
        values: Values,
        row_version: int,
        request_id: str,
        place: Insertion | BookedNumber | None = None,
    ) -> IssuedLetter:
        """Fix the letter: number, wording, signer and paper, in one transaction. It never changes again.

        Why before it is signed stands in ``models.letters.life``. With an insertion it is dated on an earlier day and
        gets a number between two others; a booked number brings its date, and its line becomes the letter, whose id is
        another then. The same ``request_id`` never takes a second number. Raises LETTER_INCOMPLETE (details
        ``missing``), LETTER_UNCHECKED, SIGNER_MISSING, CONSENT_MISSING, CHANGED_BY_OTHER, LETTER_ISSUED, NUMBER_TAKEN,
        BOOKING_USED, CLOCK_WRONG, VALUE_INVALID (``what``), REASON_NEEDED.
        """
        self._desk.authorise(Permission.LETTER_ISSUE)
        if isinstance(place, Insertion):
            self._desk.authorise(Permission.LETTER_INSERT)
        day, home = (place.day if place else None), (place.letter_id if isinstance(place, BookedNumber) else letter_id)
        with self._desk.reading():
            row = self._row(letter_id)
            if row.status != DRAFT:
                return self._issued_before(row, request_id)
            spec, context = self._context(row, values, day)
            letterwork.require_checked(self._desk, row, context.fields)
            wish = letterwork.wish_of(self._desk, row, spec, context.fields, place)
            expected = booked_numbers.expected(self._desk, row, wish, place)
            unfit = signers.obstacle(self._desk, spec, row.signer_choice, context.date)
        prepared = self._ready(spec, context, expected, home, unfit)
        pdf = self._desk.renderers.letter(prepared)
        with self._desk.writing("surat", "kasus", "bukulog") as unit:
            row = self._row(letter_id)
            if row.status != DRAFT:
                unit.audit("surat.terbit_ulang_diabaikan", *letterwork.subject(row), surat=row.letter_key)
                return self._issued_before(row, request_id)
            row = letterwork.draft(letter_id, row_version)
            consent.require(self._definitions, row, spec, context.fields, self._desk.clock.now().date())
            row, number = booked_numbers.take(self._desk, row, wish, place, request_id)
            if number != expected:
                prepared = self._ready(spec, context, number, home, unfit)
                pdf = self._desk.renderers.letter(prepared)
            row.naming = context.naming
            letterwork.fix(self._desk, row, context.fields, prepared, pdf, day)
            unit.audit("surat.terbit", *letterwork.subject(row), surat=row.letter_key, nomor=number)
            letterwork.register(self._desk, row)
            legal.fulfil(self._desk, unit, row)
        return IssuedLetter(row.id, number, pdf, row.row_version)

    def _issued_before(self, row: Letter, request_id: str) -> IssuedLetter:
        """A repeated press of the button gets the letter it already issued."""
        again = IssuedNumber.get_or_none(IssuedNumber.request_id == request_id, IssuedNumber.number == row.number)
        if again is None:
            raise UserError(ErrorCode.LETTER_ISSUED, number=row.number)
        return IssuedLetter(row.id, again.number, _stored(row), row.row_version)

    def _ready(
        self, spec: LetterSpec, context: LetterContext, number: str, letter_id: int, unfit: str
    ) -> LetterContent:
        code = letterwork.check_code(self._desk, letter_id, number, context.fields)
        content = compose(spec, replace(context, number=number, check_code=code))
        completion = check(letterwork.as_form(spec), context.fields, self._desk.clock.now().date())
        if unfit:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"{unfit}. Pilih penanda tangan lain.")
        if spec.signer and context.signer is None:
            raise UserError(ErrorCode.SIGNER_MISSING, post=spec.signer)
        obstacles = _obstacles(spec, content, context)
        if obstacles or not completion.complete:
            raise UserError(ErrorCode.LETTER_INCOMPLETE, missing=obstacles, completion=completion)
        return content

    def paper(self, letter_id: int) -> bytes:
        """The stored bytes of an issued or void letter: the same for ever."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.writing() as unit:
            row = self._row(letter_id)
            unit.audit("surat.lihat", *letterwork.subject(row), surat=row.letter_key, nomor=row.number)
            return _stored(row)

    def printed(self, letter_id: int, copies: int, printer: str) -> None:
        """Record a print of an issued letter, also in the log book; NOT_FOUND for a draft."""
        self._desk.authorise(Permission.LETTER_READ)
        if copies < 1:
            raise UserError(ErrorCode.VALUE_INVALID, what="Jumlah rangkap harus 1 atau lebih.")
        with self._desk.writing("surat", "bukulog") as unit:
            row = self._row(letter_id)
            if row.status == DRAFT:
                raise UserError(ErrorCode.NOT_FOUND)
            Letter.update(prints=Letter.prints + 1).where(Letter.id == letter_id).execute()
            unit.audit(
                "surat.cetak",
                *letterwork.subject(row),
                surat=row.letter_key,
                nomor=row.number,
                rangkap=copies,
                printer=printer,
            )
            letterwork.tell(self._desk, row, "Mencetak surat", quantity=copies)

    def void(self, letter_id: int, reason: str) -> LetterSheet:
        """Declare an issued letter void. Its number stays in the register and is never used again."""
        self._desk.authorise(Permission.LETTER_VOID)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("surat", "kasus", "bukulog") as unit:
            row = self._row(letter_id)
            if row.status != ISSUED:
                raise UserError(ErrorCode.NOT_FOUND)
            row.status, row.void_reason, row.row_version = VOID, reason.strip(), row.row_version + 1
            row.stage = life.Stage.VOID
            row.save()
            letter_events.note(self._desk, row, letter_events.VOID, remark=row.void_reason)
            unit.audit(
                "surat.batal", *letterwork.subject(row), surat=row.letter_key, nomor=row.number, alasan=reason.strip()
            )
            letterwork.tell(self._desk, row, "Membatalkan surat", remark=reason.strip())
            return self._sheet(row)

    def delete_draft(self, letter_id: int) -> None:
        """Throw a draft away; it never had a number."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("surat", "kasus") as unit:
            row = self._row(letter_id)
            if row.status != DRAFT:
                raise UserError(ErrorCode.LETTER_ISSUED, number=row.number)
            unit.audit("surat.hapus_konsep", *letterwork.subject(row), surat=row.letter_key)
            letter_events.forget(row)
            FileReceipt.update(letter=None).where(FileReceipt.letter == row.id).execute()
            row.delete_instance()

    def list(self, status: str = "", text: str = "", cursor: str = "", limit: int = 100) -> Slice[LetterRow]:
        """One stretch of the letters, newest first; rows are ``LetterRow``. ``text`` looks into number, name, case."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            return page_of(status, text, cursor, limit, self._desk.clock.now())

    def _row(self, letter_id: int) -> Letter:
        found: Letter = existing(Letter.get_or_none(Letter.id == letter_id))
        return found

    def _definitions_of(self, row: Letter) -> LetterSpec:
        return self._definitions.letter(row.letter_key, row.letter_version)

    def _context(self, row: Letter, values: Values, day: date | None = None) -> tuple[LetterSpec, LetterContext]:
        spec = self._definitions_of(row)
        case = row.case if row.case_id else None
        kept, day = clean_all(spec.fields, values), day or self._desk.clock.now().date()
        return spec, letter_context.gather(
            self._desk, self._definitions, spec, case, kept, day, signing=row.signer_choice, naming=row.naming
        )

    def _sheet(self, row: Letter) -> LetterSheet:
        spec, draft = self._definitions_of(row), row.status == DRAFT
        case = row.case if row.case_id else None
        office = self._desk.office
        paper = spec.paper or office.paper
        day = date.fromisoformat(row.date) if row.date else self._desk.clock.now().date()
        may_issue = self._desk.session.may(Permission.LETTER_ISSUE)
        typed_in = draft and row.stage not in life.HELD and self._desk.session.may(Permission.LETTER_DRAFT)
        return LetterSheet(
            letter_id=row.id,
            spec=spec,
            values=json.loads(row.answers),
            row_version=row.row_version,
            status=row.status,
            number=row.number or "",
            date=day,
            case_id=row.case_id,
            case_number=case.number if case else "",
            client_label=case.client_label if case else "",
            officers=officer_options(json.loads(row.answers)),
            read_only=not typed_in,
            may_issue=draft
            and may_issue
            and life.Step.NUMBER in life.steps(row.stage, self._desk.office.letter_stages),
            paper_text=f"kertas {_PAPERS.get(paper, paper)}",
            signer_text=letterwork.signer_text(self._desk, row, spec, day),
            void_reason=row.void_reason,
            awaits_reply=row.status == ISSUED and bool(spec.reply_form),
            naming=row.naming or naming_choice.usual(spec, may_reveal=self._desk.session.may(Permission.CASE_REVEAL)),
            namings=naming_choice.offered(spec) if typed_in else (),
            newer_wording=letter_wording.newer_text(self._desk, self._definitions, row) if typed_in else "",
            reply_text=replies.told([row.id]).get(row.id, ""),
            stage=row.stage,
            by_hand=bool(row.by_hand),
            subject=row.subject,
            addressee=row.addressee,
            why_not_issue="" if may_issue else "Nomor surat diberikan oleh petugas administrasi atau pimpinan.",
        )


def _stored(row: Letter) -> bytes:
    """The bytes of an issued letter; NOT_FOUND for a draft, DATA_ERASED."""
    if row.paper is None:
        erasure.require_there(row.case_id)
        raise UserError(ErrorCode.NOT_FOUND)
    return bytes(row.paper.content)


def _obstacles(spec: LetterSpec, content: LetterContent, context: LetterContext) -> tuple[str, ...]:
    ours = [officer.name for officer in context.officers.values()]
    ours.append(context.writer.name if context.writer else "")
    found = exposed(spec, content, context.facts, ours, context.naming)
    bare = context.signer is not None and not context.signer.post.strip()
    nameless = (f"Jabatan {context.signer.name} pada Administrasi, Pegawai",) if context.signer and bare else ()
    return content.missing + nameless + tuple(f"{label} tidak boleh tertulis dalam surat ini" for label in found)
