"""Putting a step off with a reason, and going on: its clock stands still meanwhile, and everybody sees that it does."""

from __future__ import annotations

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services import logbook, times
from models.services.cases import runs
from models.services.cases.case_page import CasePages
from models.services.definitions import Definitions
from models.services.desk import Desk, stamp
from models.services.views import CasePage
from models.sop.spec import Step
from models.store.database import UnitOfWork
from models.store.tables import StepPause, StepRun


class Pausing:
    """The part of the work with cases that holds clocks and lets them go on."""

    _desk: Desk
    _definitions: Definitions
    _pages: CasePages

    def pause(self, step_run_id: int, reason: str) -> CasePage:
        """Put the open row off; its clock stands still until ``resume`` or until it is closed.

        Raises REASON_NEEDED, STEP_NOT_YOURS, STEP_CLOSED, CASE_CLOSED. A row that is put off already stays so.
        """
        self._desk.authorise(Permission.STEP_WORK)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("kasus", "bukulog") as unit:
            run, step, opened = self._open_row(step_run_id)
            if times.held(times.pauses_of([opened.id]).get(opened.id, [])) is None:
                StepPause.create(
                    step_run=opened.id,
                    reason=reason.strip(),
                    started_at=stamp(self._desk.clock.now()),
                    started_by=self._desk.account_id,
                )
                logbook.tell(self._desk, run.case, "Menunda langkah", step.title, remark=reason.strip())
            unit.audit("langkah.tunda", "kasus", run.case.id, langkah=step.number, alasan=reason.strip())
            return self._counted(run, step, opened)

    def resume(self, step_run_id: int) -> CasePage:
        """Let the clock of a row that was put off go on. Raises as ``pause`` does."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            run, step, opened = self._open_row(step_run_id)
            if not end_pause(self._desk, unit, run, step, opened):
                return self._pages.build(run.case.id)
            return self._counted(run, step, opened)

    def _open_row(self, step_run_id: int) -> tuple[runs.Run, Step, StepRun]:
        run = runs.load_by_step(self._definitions, step_run_id)
        return run, *runs.require_mine(self._desk, run, step_run_id, ErrorCode.STEP_CLOSED)

    def _counted(self, run: runs.Run, step: Step, opened: StepRun) -> CasePage:
        times.set_limits(self._desk, opened, run.spec.key, step.limit)
        opened.row_version += 1
        opened.save()
        return self._pages.build(run.case.id)


def end_pause(desk: Desk, unit: UnitOfWork, run: runs.Run, step: Step, opened: StepRun) -> bool:
    """End the pause that goes on; False if there is none. Inside a unit of work; the limits are the caller's."""
    holding = times.held(times.pauses_of([opened.id]).get(opened.id, []))
    if holding is None:
        return False
    holding.ended_at = stamp(desk.clock.now())
    holding.ended_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    holding.save()
    logbook.tell(desk, run.case, "Melanjutkan langkah", step.title)
    unit.audit("langkah.lanjut", "kasus", run.case.id, langkah=step.number)
    return True
