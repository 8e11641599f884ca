"""The moves of a case inside a unit of work: registering it, finishing a row, carrying out what the engine decided."""

from __future__ import annotations

from models.domain.posts import CASE_SERIES
from models.services import logbook, times
from models.services.cases import runs
from models.services.desk import Desk, stamp
from models.services.letters import numbers
from models.sop import engine
from models.sop.engine import Advance, Closing, Effect, EffectKind, RunState
from models.sop.spec import SopSpec, Subject
from models.store.database import UnitOfWork
from models.store.tables import CaseFile, StepRun

RUNNING, CLOSED = "berjalan", "selesai"
#: What the log book says of the end of a run: activity and document.
_ENDED = {
    Subject.CASE.value: ("Menutup dan menyimpan berkas kasus", "Berkas kasus"),
    Subject.PERIOD.value: ("Menyelesaikan dokumentasi periode", "Laporan"),
}


def register(desk: Desk, spec: SopSpec, request_id: str, *, child: bool = False) -> CaseFile:
    """A new case with its number, at the first row of the procedure; ``child``: the client is one."""
    now = desk.clock.now()
    case: CaseFile = CaseFile.create(
        number=next_number(desk, spec, request_id, child=child),
        sop_key=spec.key,
        sop_version=spec.version,
        received_at=stamp(now),
        opened_at=stamp(now),
        opened_by=desk.account_id,
        status=RUNNING,
        step_number=engine.start(spec).step,
        request_id=request_id,
    )
    runs.open_step(desk, case, spec, spec.steps[0].number, 1)
    return case


def next_number(desk: Desk, spec: SopSpec, request_id: str, *, child: bool) -> str:
    """The next register number, for a case that follows this procedure. Inside a unit of work."""
    series = (desk.office.child_series if child else "") or CASE_SERIES
    wish = numbers.NumberWish(series, desk.clock.now().date(), kind=spec.code or _short_code(spec.name))
    return numbers.take(desk, wish, subject="kasus", request_id=request_id).number


def tell_opened(desk: Desk, unit: UnitOfWork, case: CaseFile, spec: SopSpec, form_title: str) -> None:
    """The opening of a case for the log book and the audit trail."""
    logbook.tell(desk, case, "Menerima informasi kasus", form_title, complete="Lengkap")
    unit.audit("kasus.buka", "kasus", case.id, nomor=case.number, sop=f"{spec.key}/{spec.version}")


def finish(desk: Desk, run: runs.Run, opened: StepRun, closing: Closing, late_reason: str) -> None:
    """Write down how and when a row was closed; a pause that goes on must have been ended."""
    now = desk.clock.now()
    times.set_limits(desk, opened, run.spec.key, run.spec.step(opened.step_number).limit)
    opened.finished_at = stamp(now)
    opened.finished_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    opened.outcome, opened.reason = closing.outcome or "", closing.reason.strip()
    opened.force_reason, opened.skip_reason = closing.force_reason.strip(), closing.skip_reason.strip()
    opened.late_reason, opened.row_version = late_reason.strip(), opened.row_version + 1
    pauses = times.pauses_of([opened.id]).get(opened.id, [])
    if run.step is None or not run.step.repeats:  # a row that stands open for a month says nothing of work done
        opened.minutes_used = times.minutes_used(desk, opened, run.spec.key, now, pauses)
    opened.save()


def carry_out(desk: Desk, unit: UnitOfWork, run: runs.Run, advance: Advance, title: str) -> None:
    """Move the case to where the engine says it is; log book and audit trail tell each effect."""
    case, state = run.case, advance.state
    for effect in advance.effects:
        unit.audit(f"langkah.{effect.kind.value}", "kasus", case.id, langkah=effect.step, isi=effect.text, judul=title)
        _apply(desk, run, state, effect)
    case.step_number, case.reopen_at = state.step, state.reopen_at
    case.row_version += 1
    case.save()


def _apply(desk: Desk, run: runs.Run, state: RunState, effect: Effect) -> None:
    case = run.case
    if effect.kind is EffectKind.OPENED:
        runs.open_step(desk, case, run.spec, effect.step, state.visit(effect.step))
    elif effect.kind is EffectKind.SKIPPED and case.period:  # a month without files is a line of the book, too
        title = run.spec.step(effect.step).title
        logbook.tell(desk, case, "Melewati langkah dokumentasi", title, remark=effect.text)
    elif effect.kind is EffectKind.ENDED:
        case.status, case.ended_as, case.ended_at = CLOSED, effect.text, stamp(desk.clock.now())
        logbook.tell(desk, case, *_ENDED[case.subject], remark=effect.text)
    elif effect.kind is EffectKind.REOPENED:
        case.status, case.ended_as, case.ended_at = RUNNING, "", None
        logbook.tell(desk, case, "Membuka kembali berkas kasus", "Berkas kasus", remark=effect.text)


def _short_code(name: str) -> str:
    """A short code for a procedure that has none: the first letters of its name."""
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:4].upper()
