"""A case's run through its procedure: what the store knows of it, in the shape the engine works on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.services import facts, standins, times
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.periods import registers
from models.sop import periods
from models.sop.engine import Done, RunState
from models.sop.periods import Period
from models.sop.spec import SopSpec, Step
from models.store.tables import (
    Account,
    ActorAccount,
    Attachment,
    CaseFile,
    FormRecord,
    Letter,
    StepRun,
    Tick,
)


@dataclass(frozen=True)
class Run:
    """A case with everything the engine asks for.

    Attributes:
        open: the open row's run, None when the case is closed.
        runs: all rows that were opened, in order.
    """

    case: CaseFile
    spec: SopSpec
    state: RunState
    open: StepRun | None
    runs: tuple[StepRun, ...]
    done: Done
    facts: Values

    @property
    def step(self) -> Step | None:
        return self.spec.step(self.open.step_number) if self.open else None

    @property
    def period(self) -> Period | None:
        """The period the run is about, None for a case."""
        return periods.parse(self.case.period) if self.case.period else None

    def done_on(self, day: date) -> Done:
        """What is finished, for closing the open row on ``day``."""
        return replace(self.done, period_over=self.period.over(day)) if self.period else self.done


def load(definitions: Definitions, case_id: int) -> Run:
    """The run of a case; NOT_FOUND if there is no such case. Inside a reading or writing stretch."""
    return of_case(definitions, existing(CaseFile.get_or_none(CaseFile.id == case_id)))


def of_case(definitions: Definitions, case: CaseFile) -> Run:
    """The run of a case whose row is already known."""
    spec = definitions.sop(case.sop_key, case.sop_version)
    if case.period:
        spec = spec.of_period(periods.parse(case.period).kind)
    runs = tuple(StepRun.select().where(StepRun.case == case.id).order_by(StepRun.id))
    opened = next((run for run in runs if run.finished_at is None), None)
    visits: dict[int, int] = {}
    for run in runs:
        visits[run.step_number] = max(visits.get(run.step_number, 0), run.visit)
    state = RunState(case.step_number, visits, case.ended_as, case.reopen_at)
    finished = done(case.id, opened)
    if case.period:
        finished = replace(finished, registers=registers.filled(case), reports=registers.handed_in(case.period))
    return Run(case, spec, state, opened, runs, finished, facts.of_case(case.id))


def load_by_step(definitions: Definitions, step_run_id: int) -> Run:
    """The run to which an opened row belongs."""
    row = existing(StepRun.get_or_none(StepRun.id == step_run_id))
    return load(definitions, row.case_id)


def done(case_id: int, opened: StepRun | None) -> Done:
    """What is finished in a case; ticks count for the open row alone.

    Letters and scans count from the moment the open row was opened: a second visit of a row asks for them anew.
    """
    forms: Any = FormRecord.select(FormRecord.form_key).where(
        FormRecord.case == case_id, FormRecord.status == "lengkap"
    )
    letters: Any = Letter.select(Letter.letter_key).where(Letter.case == case_id, Letter.status == "terbit")
    if opened and opened.visit > 1:
        letters = letters.where(Letter.issued_at >= opened.started_at)
    attached: Any = Attachment.select(Attachment.serves).where(Attachment.case == case_id, Attachment.serves != "")
    if opened and opened.visit > 1:
        attached = attached.where(Attachment.added_at >= opened.started_at)
    ticks: Any = Tick.select(Tick.kind, Tick.item).where(Tick.step_run == (opened.id if opened else None))
    marked = list(ticks.tuples())
    return Done(
        forms=frozenset(key for (key,) in forms.tuples()),
        letters=frozenset(key for (key,) in letters.tuples()),
        attachments=frozenset(key for (key,) in attached.tuples()),
        records=frozenset(item for kind, item in marked if kind == "catatan"),
        checklist=frozenset(int(item) for kind, item in marked if kind == "periksa"),
    )


def open_step(desk: Desk, case: CaseFile, spec: SopSpec, number: int, visit: int) -> StepRun:
    """Open a row of the case now, with its limits. Inside a unit of work."""
    step, now = spec.step(number), desk.clock.now()
    soon, due = times.limits(desk, spec.key, now, step.limit)
    if step.repeats and case.period:
        soon = times.first_moment_after(desk, periods.parse(case.period).last)
    opened: StepRun = StepRun.create(
        case=case.id,
        step_number=number,
        visit=visit,
        actor=step.recorder or step.actor,
        started_at=stamp(now),
        soon_at=stamp(soon) if soon else None,
        due_at=stamp(due) if due else None,
    )
    return opened


def may_work(desk: Desk, run: Run) -> bool:
    """True if the open row is for the person at the desk: theirs by assignment, actor or role, or as a stand-in."""
    if run.open is None or run.step is None:
        return False
    return is_mine(desk, run.spec, run.open, persons_of(run.spec.key))


def is_mine(desk: Desk, spec: SopSpec, opened: StepRun, persons: dict[str, set[int]]) -> bool:
    """The same for a row whose procedure's persons (``persons_of``) are already known."""
    accounts, roles = standins.stood_in_for(desk)
    if opened.account_id is not None:
        return opened.account_id in accounts
    mapped = persons.get(opened.actor)
    if mapped:
        return bool(accounts & mapped)
    return spec.actor(opened.actor).role in roles


def persons_of(sop_key: str) -> dict[str, set[int]]:
    """Which active accounts act for which column of a procedure; a column without any is open to its role."""
    found: dict[str, set[int]] = {}
    named = ActorAccount.select(ActorAccount.actor_key, ActorAccount.account).join(Account)
    for row in named.where(ActorAccount.sop_key == sop_key, Account.active):
        found.setdefault(row.actor_key, set()).add(row.account_id)
    return found


def require_mine(desk: Desk, run: Run, step_run_id: int, moved_on: ErrorCode) -> tuple[Step, StepRun]:
    """The open row, for changing it; raises CASE_CLOSED, ``moved_on`` if another row is open by now, STEP_NOT_YOURS."""
    if run.open is None or run.step is None:
        raise UserError(ErrorCode.CASE_CLOSED)
    if run.open.id != step_run_id:
        raise UserError(moved_on)
    if not may_work(desk, run):
        raise UserError(ErrorCode.STEP_NOT_YOURS, actor=run.spec.actor(run.open.actor).name)
    return run.step, run.open


def still_open(run: Run) -> None:
    """Raise STEP_CLOSED when somebody closed the case's last row meanwhile."""
    if run.open is None:
        raise UserError(ErrorCode.STEP_CLOSED)
