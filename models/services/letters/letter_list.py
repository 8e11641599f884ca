"""Letters as lists show them."""

from __future__ import annotations

from datetime import date, datetime

from peewee import JOIN

from models.domain import indonesia
from models.letters import life
from models.services import search
from models.services.desk import moment
from models.services.views import LetterRow, Slice
from models.services.words import when
from models.store.tables import CaseFile, Letter

LETTER_STATUSES = ("konsep", "terbit", "batal")


def row_of(row: Letter, now: datetime) -> LetterRow:
    """A letter with the number and the initials of its case."""
    case = row.case if row.case_id else None
    made = row.issued_at or row.created_at
    return LetterRow(
        letter_id=row.id,
        name=row.name,
        number=row.number or "",
        status=row.status,
        status_label=life.LABELS[life.Stage(row.stage)],
        stage=row.stage,
        subject=row.subject,
        by_hand=bool(row.by_hand),
        case_id=row.case_id,
        case_number=case.number if case else "",
        client_label=case.client_label if case else "",
        date_text=indonesia.long_date(date.fromisoformat(row.date)) if row.date else "",
        detail=when(moment(made), now) if row.status != "batal" else row.void_reason,
    )


def page_of(status: str, text: str, cursor: str, limit: int, now: datetime) -> Slice[LetterRow]:
    """One stretch of the letters, newest first. ``cursor`` is the id the stretch before ended with.

    ``status`` is one of the three statuses or a stage.
    """
    query = Letter.select(Letter, CaseFile).join(CaseFile, JOIN.LEFT_OUTER)
    if status:
        query = query.where((Letter.status if status in LETTER_STATUSES else Letter.stage) == status)
    if words := search.tidy(text):
        query = query.where(
            Letter.number.contains(words)
            | Letter.name.contains(words)
            | Letter.subject.contains(words)
            | CaseFile.number.contains(words)
        )
    total = query.count()
    if cursor:
        query = query.where(Letter.id < int(cursor))
    rows = list(query.order_by(Letter.id.desc()).limit(limit))
    following = str(rows[-1].id) if len(rows) == limit else ""
    return Slice(tuple(row_of(row, now) for row in rows), following, total)
