"""What happened to a letter: written in the unit of work that does it, never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from models.domain.indonesia import long_date
from models.services.desk import Desk, moment, stamp
from models.services.views.letters import LetterDeed
from models.services.words import when
from models.store.tables import Account, Letter, LetterEvent

SUBMITTED, WITHDRAWN, APPROVED, RETURNED = "ajukan", "tarik", "setujui", "kembalikan"
BOOKED, ISSUED, SIGNED, SCANNED = "pesan", "terbit", "tanda_tangan", "pindai"
SENT, RECEIVED, REPLIED, VOID = "kirim", "terima", "balas", "batal"

_TITLES = {
    SUBMITTED: "Diajukan untuk diperiksa",
    WITHDRAWN: "Ditarik kembali",
    APPROVED: "Disetujui pemeriksa",
    RETURNED: "Dikembalikan dengan catatan",
    BOOKED: "Nomor dipesan",
    ISSUED: "Diberi nomor",
    SIGNED: "Ditandatangani",
    SCANNED: "Pindaian disimpan",
    SENT: "Dikirim",
    RECEIVED: "Diterima",
    REPLIED: "Dibalas",
    VOID: "Dibatalkan",
}


def note(desk: Desk, row: Letter, kind: str, **more: Any) -> LetterEvent:
    """Write down that ``kind`` happened to a letter now. Call inside the unit of work that does it."""
    made: LetterEvent = LetterEvent.create(
        letter=row.id, kind=kind, at=stamp(desk.clock.now()), account=desk.account_id, **more
    )
    return made


def forget(row: Letter) -> None:
    """Remove what happened to a draft that is thrown away."""
    LetterEvent.delete().where(LetterEvent.letter == row.id).execute()


def last(letter_id: int, kind: str) -> LetterEvent | None:
    """The newest event of this kind. Inside a stretch."""
    found: LetterEvent | None = (
        LetterEvent.select()
        .where(LetterEvent.letter == letter_id, LetterEvent.kind == kind)
        .order_by(LetterEvent.id.desc())
        .first()
    )
    return found


def history(letter_id: int, now: datetime) -> tuple[LetterDeed, ...]:
    """What happened to a letter, the newest first. Inside a stretch."""
    query = (
        LetterEvent.select(LetterEvent, Account)
        .join(Account)
        .where(LetterEvent.letter == letter_id)
        .order_by(LetterEvent.id.desc())
    )
    return tuple(_deed(row, now) for row in query)


def _deed(row: LetterEvent, now: datetime) -> LetterDeed:
    day = long_date(date.fromisoformat(row.day)) if row.day else ""
    told = _DETAILS.get(row.kind, _plain)(row, day)
    return LetterDeed(
        event_id=row.id,
        title=_TITLES.get(row.kind, row.kind),
        detail=told,
        by=row.account.display_name,
        when=when(moment(row.at), now),
        scan=row.scan_id is not None or row.attachment_id is not None,
    )


def _plain(row: LetterEvent, _day: str) -> str:
    return str(row.remark)


def _dated(row: LetterEvent, day: str) -> str:
    return ", ".join(part for part in (day, row.remark) if part)


def _sent(row: LetterEvent, day: str) -> str:
    to = f"kepada {row.receiver}" if row.receiver else ""
    receipt = f"resi {row.receipt}" if row.receipt else ""
    return ", ".join(part for part in (day, row.means, to, receipt, row.remark) if part)


def _received(row: LetterEvent, day: str) -> str:
    return ", ".join(part for part in (day, f"oleh {row.receiver}" if row.receiver else "", row.remark) if part)


_DETAILS: dict[str, Callable[[LetterEvent, str], str]] = {
    SIGNED: _dated,
    ISSUED: _dated,
    BOOKED: _dated,
    SENT: _sent,
    RECEIVED: _received,
    REPLIED: _dated,
}
