"""Letters and the dispatch book tell each other: what is sent from the letter's page makes a line, and the reverse."""

from __future__ import annotations

from datetime import date

from models.domain.posts import MEANS
from models.letters.life import Stage
from models.services.desk import Desk, stamp
from models.services.letters import letter_events
from models.services.views.letters import Sending
from models.store.tables import Dispatch, Handover, Letter


def write(desk: Desk, row: Letter, sending: Sending, addressee: str, request_id: str) -> None:
    """The line of a letter that was sent. Call inside the unit of work that records it."""
    receipt = f"Resi {sending.receipt.strip()}" if sending.receipt.strip() else ""
    Dispatch.create(
        letter=row.id,
        case=row.case_id,
        number=row.number or "",
        document=row.name,
        addressee=addressee,
        sent_on=sending.day.isoformat(),
        means=sending.means.strip(),
        remark=", ".join(part for part in (receipt, sending.remark.strip()) if part),
        entered_at=stamp(desk.clock.now()),
        entered_by=desk.account_id,
        request_id=request_id,
    )


def receive(row: Letter, name: str, day: date) -> None:
    """Who signed for the last line of a letter that nobody has signed for yet."""
    line = _unsigned(row.id)
    if line is not None:
        line.receiver, line.received_on, line.row_version = name, day.isoformat(), line.row_version + 1
        line.save()


def _unsigned(letter_id: int) -> Dispatch | None:
    """The last line of a letter for which nobody has signed yet."""
    found: Dispatch | None = (
        Dispatch.select()
        .where(Dispatch.letter == letter_id, Dispatch.received_on.is_null(), Dispatch.void_reason == "")
        .order_by(Dispatch.id.desc())
        .first()
    )
    return found


def handed_over(desk: Desk, row: Handover, quantity: int) -> None:
    """The line of a case file that was handed over; where its letter was sent before, who received it.

    Call inside the unit of work that records it.
    """
    line = _unsigned(row.letter_id) if row.letter_id else None
    if line is None:
        line = Dispatch(
            letter=row.letter_id,
            case=row.case_id,
            number=row.letter.number if row.letter is not None else "",
            document="Berkas kasus",
            quantity=quantity,
            addressee=row.office or row.receiver,
            sent_on=row.received_on,
            means=MEANS[0],
            entered_at=stamp(desk.clock.now()),
            entered_by=desk.account_id,
            request_id=f"penyerahan-{row.id}",
        )
    line.receiver = ", ".join(part for part in (row.receiver, row.post) if part)
    line.received_on = row.received_on
    line.save()


def follow(desk: Desk, letter: Letter, line: Dispatch) -> None:
    """A letter was written down in the dispatch book: its own page says so too."""
    letter_events.note(
        desk,
        letter,
        letter_events.SENT,
        day=line.sent_on,
        means=line.means,
        receiver=line.addressee,
        remark=line.remark,
    )
    if letter.stage != Stage.REPLIED:
        letter.stage = Stage.SENT
    letter.row_version += 1
    letter.save()


def follow_receipt(desk: Desk, line: Dispatch) -> None:
    """Somebody signed for a line of the dispatch book; a line that is no letter follows nothing."""
    letter = Letter.get_or_none(Letter.id == line.letter_id) if line.letter_id else None
    if letter is not None:
        letter_events.note(desk, letter, letter_events.RECEIVED, day=line.received_on or "", receiver=line.receiver)
