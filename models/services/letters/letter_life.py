"""The life of a letter beside its text: checked, signed, sent, received; each stage by whoever may do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.access.permissions import Permission
from models.domain import scans
from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.letters import life
from models.letters.life import Stage, Step
from models.services.agenda import dispatched
from models.services.desk import Desk, existing
from models.services.letters import letter_events, letter_scans, letterwork, signing
from models.services.views.letters import LetterLife, Scan, Sending
from models.store.tables import Letter, LetterEvent

#: What a step asks of the person who does it.
NEEDED = {
    Step.SUBMIT: Permission.LETTER_DRAFT,
    Step.WITHDRAW: Permission.LETTER_DRAFT,
    Step.APPROVE: Permission.LETTER_CHECK,
    Step.RETURN: Permission.LETTER_CHECK,
    Step.NUMBER: Permission.LETTER_ISSUE,
    Step.SIGN: Permission.LETTER_ISSUE,
    Step.SEND: Permission.LETTER_ISSUE,
    Step.RECEIPT: Permission.LETTER_ISSUE,
}
_WAITING = {
    Stage.SUBMITTED: "Menunggu pemeriksa.",
    Stage.CHECKED: "Menunggu nomor dari petugas administrasi atau pimpinan.",
    Stage.AWAITING: "Menunggu tanda tangan dicatat.",
    Stage.BOOKED: "Menunggu pindaian surat yang ditulis tangan.",
}


class LetterLifeService:
    """Moving a letter from stage to stage."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, letter_id: int) -> LetterLife:
        """How far a letter is and what may be done next by the person at the desk."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            return self._page(existing(Letter.get_or_none(Letter.id == letter_id)))

    def submit(self, letter_id: int, row_version: int, remark: str = "") -> LetterLife:
        """Hand a draft in to be checked. LETTER_STAGE, CHANGED_BY_OTHER, LETTER_ISSUED."""

        def do(row: Letter) -> None:
            letter_events.note(self._desk, row, letter_events.SUBMITTED, remark=_tidy(remark))
            row.stage = Stage.SUBMITTED

        return self._move(letter_id, row_version, Step.SUBMIT, "surat.ajukan", do)

    def withdraw(self, letter_id: int, row_version: int) -> LetterLife:
        """Take a draft back to change it; it is checked again afterwards."""

        def do(row: Letter) -> None:
            letter_events.note(self._desk, row, letter_events.WITHDRAWN)
            row.stage = Stage.DRAFT

        return self._move(letter_id, row_version, Step.WITHDRAW, "surat.tarik", do)

    def approve(self, letter_id: int, row_version: int, remark: str = "") -> LetterLife:
        """Find a draft good as it stands. LETTER_OWN_CHECK for whoever handed it in, and as ``submit``."""

        def do(row: Letter) -> None:
            self._not_own(row)
            letter_events.note(self._desk, row, letter_events.APPROVED, remark=_tidy(remark))
            row.stage = Stage.CHECKED

        return self._move(letter_id, row_version, Step.APPROVE, "surat.setujui", do)

    def give_back(self, letter_id: int, row_version: int, remark: str) -> LetterLife:
        """Give a draft back with what is to be changed; REASON_NEEDED, and as ``approve``."""
        self._desk.authorise(NEEDED[Step.RETURN])
        said = _tidy(remark)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)

        def do(row: Letter) -> None:
            self._not_own(row)
            letter_events.note(self._desk, row, letter_events.RETURNED, remark=said)
            row.stage = Stage.RETURNED

        return self._move(letter_id, row_version, Step.RETURN, "surat.kembalikan", do)

    def signed(self, letter_id: int, row_version: int, day: date, scan: Scan | None, remark: str = "") -> LetterLife:
        """Record that the paper was signed on ``day``, with its scan if there is one already.

        Raises VALUE_INVALID (``what``) for a day before the letter's or to come, ATTACHMENT_REFUSED, LETTER_STAGE.
        """
        self._desk.authorise(NEEDED[Step.SIGN])
        with letter_scans.keeping(self._desk, letter_id, scan) as kept:

            def do(row: Letter) -> None:
                columns = kept.record(row, signing.title(row)) if kept else {}
                signing.sign(self._desk, row, day, _tidy(remark), columns)

            return self._move(letter_id, row_version, Step.SIGN, "surat.tanda_tangan", do)

    def add_scan(self, letter_id: int, scan: Scan) -> LetterLife:
        """Keep a scan of an issued letter; one not yet signed was signed today. ATTACHMENT_REFUSED, NOT_FOUND."""
        self._desk.authorise(Permission.LETTER_ISSUE)
        with (
            letter_scans.keeping(self._desk, letter_id, scan) as kept,
            self._desk.writing("surat", "kasus", "bukulog") as unit,
        ):
            row = existing(Letter.get_or_none(Letter.id == letter_id, Letter.status != letterwork.DRAFT))
            columns = kept.record(row, signing.title(row)) if kept else {}
            signing.arrived(self._desk, unit, row, self._desk.clock.now().date(), columns)
            return self._page(row)

    def sent(self, letter_id: int, row_version: int, sending: Sending, request_id: str) -> LetterLife:
        """Record that the paper left the house; it gets its line in the dispatch book by itself.

        Sending again (to who receives a copy) adds a line. Raises VALUE_INVALID (``what``), LETTER_STAGE.
        """
        self._desk.authorise(NEEDED[Step.SEND])
        means, to = _tidy(sending.means), _tidy(sending.receiver)
        if not means:
            raise UserError(ErrorCode.VALUE_INVALID, what="Pilih cara pengiriman.")

        def do(row: Letter) -> None:
            signing.since(self._desk, row.date, sending.day, "Tanggal kirim tidak boleh sebelum tanggal surat")
            receiver = to or " ".join(row.addressee.split()) or "Penerima surat"
            letter_events.note(
                self._desk,
                row,
                letter_events.SENT,
                day=sending.day.isoformat(),
                means=means,
                receiver=receiver,
                receipt=_tidy(sending.receipt),
                remark=_tidy(sending.remark),
            )
            dispatched.write(self._desk, row, sending, receiver, request_id)
            if row.stage != Stage.REPLIED:
                row.stage = Stage.SENT
            letterwork.tell(self._desk, row, "Mengirim surat", receiver=receiver, remark=means)

        return self._move(letter_id, row_version, Step.SEND, "surat.kirim", do)

    def received(self, letter_id: int, row_version: int, day: date, name: str) -> LetterLife:
        """Record who signed for a letter that was sent, and when. VALUE_INVALID (``what``), LETTER_STAGE."""
        self._desk.authorise(NEEDED[Step.RECEIPT])
        who = _tidy(name)
        if not who:
            raise UserError(ErrorCode.VALUE_INVALID, what="Nama penerima wajib diisi.")

        def do(row: Letter) -> None:
            sending = letter_events.last(row.id, letter_events.SENT)
            earliest = sending.day if sending else row.date
            signing.since(self._desk, earliest, day, "Tanggal diterima tidak boleh sebelum tanggal kirim")
            letter_events.note(self._desk, row, letter_events.RECEIVED, day=day.isoformat(), receiver=who)
            dispatched.receive(row, who, day)
            letterwork.tell(self._desk, row, "Mencatat tanda terima surat", receiver=who)

        return self._move(letter_id, row_version, Step.RECEIPT, "surat.diterima", do)

    def scan(self, event_id: int) -> tuple[str, bytes]:
        """File name and PDF of the scan kept with an event; a picture becomes a page. The look is recorded.

        ATTACHMENT_DAMAGED, NOT_FOUND.
        """
        self._desk.authorise(Permission.LETTER_READ)
        self._desk.authorise(Permission.ATTACHMENT_READ)
        with self._desk.writing() as unit:
            event = existing(LetterEvent.get_or_none(LetterEvent.id == event_id))
            unit.audit("surat.lihat_pindaian", *letterwork.subject(event.letter), nomor=event.letter.number)
            name, media_type, owner, token = letter_scans.read(self._desk, event)
        content = self._desk.session.files.get(owner, token)
        if media_type != scans.PDF:
            content = self._desk.renderers.scan([Sheet(content, media_type)])
        return name, content

    def _move(
        self, letter_id: int, row_version: int, step: Step, action: str, do: Callable[[Letter], None]
    ) -> LetterLife:
        self._desk.authorise(NEEDED[step])
        with self._desk.writing("surat", "kasus", "bukulog", "agenda") as unit:
            row = existing(Letter.get_or_none(Letter.id == letter_id))
            if row.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            if step not in life.steps(row.stage, self._desk.office.letter_stages):
                raise UserError(ErrorCode.LETTER_STAGE, tahap=life.LABELS[Stage(row.stage)])
            do(row)
            row.row_version += 1
            row.save()
            signing.audit(unit, action, row)
            return self._page(row)

    def _not_own(self, row: Letter) -> None:
        """Four eyes: who handed a draft in does not check it."""
        handed_in = letter_events.last(row.id, letter_events.SUBMITTED)
        if handed_in is not None and handed_in.account_id == self._desk.account_id:
            raise UserError(ErrorCode.LETTER_OWN_CHECK)

    def _page(self, row: Letter) -> LetterLife:
        now, stage = self._desk.clock.now(), Stage(row.stage)
        possible = life.steps(stage, self._desk.office.letter_stages)
        mine = tuple(step for step in possible if self._may(step, row))
        returned = letter_events.last(row.id, letter_events.RETURNED) if stage is Stage.RETURNED else None
        return LetterLife(
            letter_id=row.id,
            stage=stage,
            label=life.LABELS[stage],
            steps=mine,
            waiting=_WAITING.get(stage, "") if possible and possible[0] not in mine else "",
            remark=f"{returned.remark} ({returned.account.display_name})" if returned else "",
            history=letter_events.history(row.id, now),
            day=date.fromisoformat(row.date) if row.date else now.date(),
            row_version=row.row_version,
            by_hand=bool(row.by_hand),
        )

    def _may(self, step: Step, row: Letter) -> bool:
        if not self._desk.session.may(NEEDED[step]):
            return False
        if step not in (Step.APPROVE, Step.RETURN):
            return True
        handed_in = letter_events.last(row.id, letter_events.SUBMITTED)
        return handed_in is None or handed_in.account_id != self._desk.account_id


def _tidy(text: str) -> str:
    return clean_text(text, lines=False)
