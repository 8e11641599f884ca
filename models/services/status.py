"""The strip at the foot of the window and the numbers beside the navigation."""

from __future__ import annotations

from models.access.permissions import Permission
from models.services import news
from models.services.agenda import disposing
from models.services.cases.case_list import mine
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.reports import report_papers
from models.services.safety import safekeeping
from models.services.simfoni.simfoni import SimfoniService
from models.services.views import StatusStrip
from models.store.tables import CaseFile, Letter, StepRun


class StatusService:
    """Small figures that are asked for often."""

    def __init__(self, desk: Desk, definitions: Definitions, simfoni: SimfoniService) -> None:
        self._desk = desk
        self._definitions = definitions
        self._simfoni = simfoni

    def strip(self) -> StatusStrip:
        """Age of the newest verified backup, how many tasks, drafts and entries wait, and the bell's news."""
        now = self._desk.clock.now()
        with self._desk.reading():
            safety = safekeeping.state(self._desk.office.backup_place, now)
            badges: dict[str, int] = {}
            if self._desk.session.may(Permission.STEP_WORK):
                own = mine(self._desk, self._definitions)
                query = StepRun.select().join(CaseFile).where(StepRun.finished_at.is_null(), own)
                badges["tugas"] = query.count() + disposing.waiting(self._desk).count()
            if disposing.allowed(self._desk):
                badges["agenda"] = disposing.undisposed()
            if self._desk.session.may(Permission.LETTER_ISSUE):
                badges["surat"] = Letter.select().where(Letter.status == "konsep").count()
            if self._desk.session.may(Permission.STATISTICS_READ):
                badges["laporan"] = report_papers.waiting(self._desk)
            if self._desk.session.may(Permission.SIMFONI_ENTER):
                badges["simfoni"] = self._simfoni.waiting()
            told = news.gather(self._desk, self._definitions, badges.get("surat", 0), safety)
        age = (now - safety.made).days if safety.made else None
        banner = safekeeping.banner(safety, now) if self._desk.session.may(Permission.BACKUP_RUN) else ""
        return StatusStrip(safekeeping.text(safety.made, now), age, badges, told, banner)
