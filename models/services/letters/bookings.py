"""Numbers for letters written by hand: in the register at once, settled by a scan or voided with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Option, Values
from models.forms.values import clean_text
from models.letters.life import Stage
from models.letters.loader import SECRECIES
from models.letters.spec import LetterSpec
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed, stamp
from models.services.letters import booked_numbers, letter_events, letterwork, numbers
from models.services.letters.numbers import NextNumber, NumberWish
from models.services.views import BookedNumber, Booking, Insertion, IssuedLetter, NumberPreview
from models.store.tables import CaseFile, IssuedNumber, Letter

#: A number may be booked for a letter dated this many days ahead.
DAYS_AHEAD = 31


class BookingService:
    """Giving numbers to letters that the program does not write.

    A booked letter is a letter: it stands in the list, in the outgoing register and in the list of numbers, is scanned
    when it is signed, sent, answered and voided like any other. Only its text is not the program's.
    """

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def kinds(self) -> tuple[Option, ...]:
        """Every kind of letter a number may be booked for, also those the program writes only with a case."""
        self._desk.authorise(Permission.LETTER_ISSUE)
        with self._desk.reading():
            return tuple(Option(key, title) for key, title in self._definitions.keys("surat").items())

    def preview(self, booking: Booking) -> NumberPreview:
        """The number ``book`` would take now. Raises as ``book``."""
        self._authorise(booking)
        with self._desk.reading():
            spec, wish = self._wanted(booking)
            past = booking.day < self._desk.clock.now().date()
            found = numbers.inserted(self._desk, wish) if past else numbers.following(self._desk, wish)
            label = self._desk.office.pattern(wish.series).label or wish.series
        place = f"disisipkan sesudah nomor urut {found.sequence}" if past else f"nomor urut {found.sequence}"
        return NumberPreview(found.number, f"{spec.name}: {place}, seri {label} tahun {wish.day.year}.")

    def book(self, booking: Booking, request_id: str) -> IssuedLetter:
        """Take a number for a letter written by hand; for a day that has passed one is inserted, with a reason.

        The same ``request_id`` never takes a second number. Raises VALUE_INVALID (``what``), REASON_NEEDED,
        NOT_ALLOWED for an insertion without the permission, NUMBER_TAKEN, CLOCK_WRONG, NOT_FOUND for an unknown kind.
        """
        self._authorise(booking)
        with self._desk.writing("surat", "kasus", "bukulog") as unit:
            before = Letter.get_or_none(Letter.issued_number == IssuedNumber.select(IssuedNumber.id).where(
                IssuedNumber.request_id == request_id))  # fmt: skip
            if before is not None:
                unit.audit("nomor.pesan_ulang_diabaikan", *letterwork.subject(before), nomor=before.number)
                return IssuedLetter(before.id, before.number or "", b"", before.row_version)
            spec, wish = self._wanted(booking)
            past = booking.day < self._desk.clock.now().date()
            insertion = Insertion(booking.day, booking.reason) if past else None
            taken = letterwork.number(self._desk, wish, insertion, request_id)
            row = self._row(booking, spec, wish, taken)
            unit.audit(
                "nomor.pesan", *letterwork.subject(row), surat=row.letter_key, nomor=row.number, alasan=booking.reason
            )
            letter_events.note(
                self._desk, row, letter_events.BOOKED, day=row.date or "", remark=_for_whom(booking.writer)
            )
            letterwork.tell(self._desk, row, "Memesan nomor surat")
            return IssuedLetter(row.id, row.number or "", b"", row.row_version)

    def free(self, letter_id: int, values: Values) -> tuple[BookedNumber, ...]:
        """The booked numbers that a draft, so answered, may take over; none for a letter that has its number."""
        self._desk.authorise(Permission.LETTER_ISSUE)
        with self._desk.reading():
            row = existing(Letter.get_or_none(Letter.id == letter_id))
            if row.status != letterwork.DRAFT:
                return ()
            spec = self._definitions.letter(row.letter_key, row.letter_version)
            return booked_numbers.free(self._desk, row, letterwork.wish_of(self._desk, row, spec, values))

    def _authorise(self, booking: Booking) -> None:
        self._desk.authorise(Permission.LETTER_ISSUE)
        if booking.day < self._desk.clock.now().date():
            self._desk.authorise(Permission.LETTER_INSERT)

    def _wanted(self, booking: Booking) -> tuple[LetterSpec, NumberWish]:
        today = self._desk.clock.now().date()
        if not _tidy(booking.subject):
            raise UserError(ErrorCode.VALUE_INVALID, what="Isi hal surat, agar nomornya dapat dikenali dalam register.")
        if booking.day > today + timedelta(days=DAYS_AHEAD):
            what = f"Nomor dapat dipesan paling jauh {DAYS_AHEAD} hari ke depan."
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
        if booking.secrecy and booking.secrecy not in SECRECIES:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Sifat surat harus {', '.join(SECRECIES)}.")
        spec = self._definitions.letter(booking.letter_key)
        spec = replace(spec, secrecy=booking.secrecy or spec.secrecy)
        return spec, letterwork.wish(self._desk, spec, {}, code=booking.code, day=booking.day)

    def _row(self, booking: Booking, spec: LetterSpec, wish: NumberWish, taken: NextNumber) -> Letter:
        case, now = self._case(booking.case_number), stamp(self._desk.clock.now())
        answers: Values = {"penulis": _tidy(booking.writer)}
        created: Letter = Letter.create(
            case=case.id if case else None,
            letter_key=spec.key,
            letter_version=spec.version,
            name=spec.name,
            status=letterwork.ISSUED,
            stage=Stage.BOOKED,
            by_hand=True,
            answers=packed(answers),
            number=taken.number,
            issued_number=taken.number_id,
            date=wish.day.isoformat(),
            subject=_tidy(booking.subject),
            addressee=_tidy(booking.addressee),
            secrecy=spec.secrecy.title(),
            classification=booking.code,
            created_at=now,
            created_by=self._desk.account_id,
            issued_at=now,
            issued_by=self._desk.account_id,
        )
        return created

    def _case(self, number: str) -> CaseFile | None:
        wanted = _tidy(number)
        if not wanted:
            return None
        found: CaseFile | None = CaseFile.get_or_none(CaseFile.number == wanted)
        if found is None:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Kasus {wanted} tidak ada. Periksa nomor registernya.")
        return found


def _for_whom(writer: str) -> str:
    name = _tidy(writer)
    return f"untuk {name}" if name else ""


def _tidy(text: str) -> str:
    return clean_text(text, lines=False)
