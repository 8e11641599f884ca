"""One incoming letter with everything about it: scans, dispositions, the letter it answers, what may be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.access.permissions import Permission
from models.services.agenda import disposing, incoming
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.letters import replies
from models.services.views import AttachmentRow, IncomingSheet
from models.services.words import size_text, when
from models.store.tables import Account, CaseFile, IncomingLetter, IncomingScan, Letter


def sheet(desk: Desk, definitions: Definitions, row: IncomingLetter) -> IncomingSheet:
    """The letter as its page shows it. Inside a stretch, after it was asked whether it may be read."""
    standing = not row.void_reason
    writes = standing and desk.session.may(Permission.AGENDA_WRITE)
    case = CaseFile.get_or_none(CaseFile.id == row.case_id) if row.case_id else None
    answered = Letter.get_or_none(Letter.id == row.reply_to_id) if row.reply_to_id else None
    scans: Any = IncomingScan.select().where(IncomingScan.incoming == row.id).order_by(IncomingScan.id)
    by, now = Account.get_by_id(row.entered_by_id).display_name, desk.clock.now()
    return IncomingSheet(
        row=incoming.rows_of(desk, [row])[0],
        given=incoming.given(row, case.number if case else ""),
        row_version=row.row_version,
        case_id=row.case_id,
        entered=f"Dicatat {by}, {when(moment(row.entered_at), now)}",
        scans=tuple(scan_row(kept, row, now) for kept in scans),
        dispositions=tuple(incoming.dispositions(desk, [row.id]).get(row.id, ())),
        reply_to=row.reply_to_id,
        reply_text=f"{answered.name} nomor {answered.number}" if answered else "",
        reply_awaited=answered is not None and replies.awaited(definitions, answered),
        void_reason=row.void_reason,
        may_write=writes,
        may_dispose=standing and disposing.allowed(desk),
        may_copy=writes,
    )


def scan_row(kept: IncomingScan, row: IncomingLetter, now: datetime) -> AttachmentRow:
    """A scan as lists show it: under its agenda number, not under the name of the file."""
    detail = f"{size_text(kept.size)} · {when(moment(kept.added_at), now)}"
    return AttachmentRow(kept.id, f"Surat masuk {row.agenda}", kept.media_type, kept.size, detail)
