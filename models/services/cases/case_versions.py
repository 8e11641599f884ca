"""Moving a running case to another version of its procedure: what changes, whether it can be, and doing it.

Everything the case has been through keeps its meaning: each row it opened must still be there under some number, and
each branch it took. Where that is not so, the case stays on its version and the reason is said.
"""

from __future__ import annotations

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services import times
from models.services.cases import runs
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.editing.procedure_editor import titles
from models.services.views import MovePlan
from models.sop.difference import counterparts, differences
from models.sop.spec import SopSpec, Step
from models.store.tables import Attachment, CaseFile, Definition, StepRun, Tick


class CaseVersionService:
    """For those who may decide that a case goes on by the new rules."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def plan(self, case_id: int, version: int = 0) -> MovePlan:
        """What moving the case to ``version`` means; 0 is the one in force today. The look is recorded."""
        self._desk.authorise(Permission.CASE_MOVE)
        with self._desk.writing() as unit:
            run = runs.load(self._definitions, case_id)
            unit.audit("kasus.lihat_versi", "kasus", case_id)
            others = self._others(run.case)
            wanted = version or self._definitions.version_in_force("sop", run.case.sop_key)
            if wanted not in others:
                words = "Kasus ini sudah mengikuti versi SOP yang berlaku."
                return MovePlan(case_id, run.spec.version, wanted, others, refusal=words)
            spec = self._definitions.sop(run.case.sop_key, wanted)
            changes = differences(run.spec, spec, titles(self._definitions))
            return MovePlan(case_id, run.spec.version, wanted, others, changes, _refusal(run, spec))

    def move(self, case_id: int, version: int, reason: str) -> None:
        """Move the case; its history follows, the open row's time counts by the new standard from when it was opened.

        Raises REASON_NEEDED, CASE_CLOSED, NOT_FOUND, and VALUE_INVALID where the case has no place in that version.
        """
        self._desk.authorise(Permission.CASE_MOVE)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("kasus") as unit:
            run = runs.load(self._definitions, case_id)
            if run.case.status != RUNNING:
                raise UserError(ErrorCode.CASE_CLOSED)
            if version not in self._others(run.case):
                raise UserError(ErrorCode.NOT_FOUND)
            spec = self._definitions.sop(run.case.sop_key, version)
            if refusal := _refusal(run, spec):
                raise UserError(ErrorCode.VALUE_INVALID, what=refusal)
            became = counterparts(run.spec, spec)
            self._renumber(run, became)
            self._open_row(run, spec, became)
            case = run.case
            case.sop_version, case.row_version = version, case.row_version + 1
            case.step_number = became[case.step_number] if case.step_number else None
            case.save()
            detail = {"dari": run.spec.version, "ke": version, "alasan": reason.strip()}
            unit.audit("kasus.pindah_versi", "kasus", case_id, **detail)

    def _others(self, case: CaseFile) -> tuple[int, ...]:
        """Versions in force today or before, without the case's own; newest first."""
        in_force = self._definitions.version_in_force("sop", case.sop_key)
        same = (Definition.kind == "sop") & (Definition.key == case.sop_key) & (Definition.version <= in_force)
        rows = Definition.select(Definition.version).where(same).order_by(Definition.version.desc())
        return tuple(row.version for row in rows if row.version != case.sop_version)

    def _renumber(self, run: runs.Run, became: dict[int, int]) -> None:
        """History under the new numbers; by way of negative ones, since two rows may change places."""
        for row in run.runs:
            StepRun.update(step_number=-became[row.step_number]).where(StepRun.id == row.id).execute()
        StepRun.update(step_number=StepRun.step_number * -1).where(StepRun.case == run.case.id).execute()
        for attached in Attachment.select(Attachment.id, Attachment.step_number).where(
            Attachment.case == run.case.id, Attachment.step_number.is_null(False)
        ):
            where = became.get(attached.step_number or 0)
            Attachment.update(step_number=where).where(Attachment.id == attached.id).execute()

    def _open_row(self, run: runs.Run, spec: SopSpec, became: dict[int, int]) -> None:
        before, opened = run.step, run.open
        if before is None or opened is None:
            return
        row = spec.step(became[before.number])
        actor = row.recorder or row.actor
        times.set_limits(self._desk, opened, spec.key, row.limit)
        changed = {
            "actor": actor,
            "account": opened.account_id if actor == opened.actor else None,
            "soon_at": opened.soon_at,
            "due_at": opened.due_at,
            "row_version": opened.row_version + 1,
        }
        StepRun.update(**changed).where(StepRun.id == opened.id).execute()
        _ticks(opened.id, before, row)


def _ticks(step_run_id: int, before: Step, after: Step) -> None:
    """A sub-task that is still asked for stays ticked at its new place; others are no longer asked."""
    mine = (Tick.step_run == step_run_id) & (Tick.kind == "periksa")
    ticked = list(Tick.select().where(mine))
    Tick.delete().where(mine).execute()
    for tick in ticked:
        text = before.checklist[int(tick.item)]
        if text in after.checklist:
            place = str(after.checklist.index(text))
            Tick.create(step_run=step_run_id, kind="periksa", item=place, at=tick.at, account=tick.account_id)


def _refusal(run: runs.Run, spec: SopSpec) -> str:
    """Why the case has no place in ``spec``, "" if it has."""
    became = counterparts(run.spec, spec)
    for row in run.runs:
        step = run.spec.step(row.step_number)
        if row.step_number not in became:
            now = "yang sedang dikerjakan" if row.finished_at is None else "yang sudah dijalani kasus ini"
            return f"Baris {step.number} “{step.title}” {now} tidak ada padanannya pada versi {spec.version}."
        known = {outcome.key for outcome in spec.step(became[row.step_number]).outcomes}
        if row.outcome and row.outcome not in known:
            return f"Putusan yang sudah diambil pada baris {step.number} tidak ada lagi pada versi {spec.version}."
    return ""
