"""The strip at the foot of the window and the numbers beside the navigation."""

from __future__ import annotations

from datetime import datetime

from models.access.permissions import Permission
from models.services import news
from models.services.case_list import mine
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.views import StatusStrip
from models.services.words import when
from models.store.tables import BackupRun, CaseFile, Letter, StepRun


class StatusService:
    """Small figures that are asked for often."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def strip(self) -> StatusStrip:
        """Age of the newest verified backup, how many tasks and letter drafts wait, and the bell's news."""
        now = self._desk.clock.now()
        with self._desk.reading():
            last = BackupRun.select().where(BackupRun.verified).order_by(BackupRun.id.desc()).first()
            badges: dict[str, int] = {}
            if self._desk.session.may(Permission.STEP_WORK):
                own = mine(self._desk, self._definitions)
                query = StepRun.select().join(CaseFile).where(StepRun.finished_at.is_null(), own)
                badges["tugas"] = query.count()
            if self._desk.session.may(Permission.LETTER_ISSUE):
                badges["surat"] = Letter.select().where(Letter.status == "konsep").count()
            taken = moment(last.at) if last else None
            text, age = _backup_text(taken, now), (now - taken).days if taken else None
            told = news.gather(self._desk, self._definitions, badges.get("surat", 0), (text, age))
        return StatusStrip(text, age, badges, told)


def _backup_text(taken: datetime | None, now: datetime) -> str:
    if taken is None:
        return "Belum ada cadangan"
    days = (now.date() - taken.date()).days
    return (
        f"Cadangan terakhir: {when(taken, now)[:1].lower()}{when(taken, now)[1:]}"
        if days < 2
        else f"Cadangan terakhir: {days} hari lalu"
    )
