"""The moves of a report inside a unit of work: begun, handed in, received, returned, approved and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services import logbook
from models.services.cases.runs import Run
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed, stamp
from models.services.reports import report_copies, report_papers, report_rules
from models.sop import periods
from models.sop.spec import OutputKind
from models.statistics import corrections as corrected
from models.statistics import figures as counted
from models.statistics import sharing
from models.statistics.corrections import Correction
from models.statistics.figures import Figures
from models.statistics.report_life import OPEN, ReportState, moved
from models.statistics.report_rules import kind
from models.store.database import UnitOfWork
from models.store.tables import ReportEvent, ReportRecount, ServiceReport

BEGUN, PRINTED, EXPORTED = "dibuat", "dicetak", "diekspor"
#: What the log book says of each move.
_LOGGED = {
    ReportState.SUBMITTED: "Mengajukan laporan",
    ReportState.RECEIVED: "Menerima laporan",
    ReportState.RETURNED: "Mengembalikan laporan",
    ReportState.APPROVED: "Menyetujui dan membekukan laporan",
}
_NEEDS = {
    ReportState.SUBMITTED: (Permission.REPORT_WRITE,),
    ReportState.RECEIVED: (Permission.REPORT_RECEIVE,),
    ReportState.RETURNED: (Permission.REPORT_RECEIVE, Permission.REPORT_APPROVE),
    ReportState.APPROVED: (Permission.REPORT_APPROVE,),
}


def find(kind_key: str, period: str) -> ServiceReport | None:
    """The report of a period, if somebody has begun it."""
    found: ServiceReport | None = ServiceReport.get_or_none(
        ServiceReport.kind == kind_key, ServiceReport.period == period
    )
    return found


def at(report_id: int, row_version: int) -> ServiceReport:
    """A report as the person last saw it; NOT_FOUND, CHANGED_BY_OTHER."""
    row: ServiceReport = existing(ServiceReport.get_or_none(ServiceReport.id == report_id))
    if row.row_version != row_version:
        raise UserError(ErrorCode.CHANGED_BY_OTHER)
    return row


def title(row: ServiceReport) -> str:
    """As in "Laporan Data Layanan November 2026"."""
    return f"{kind(row.kind).name} {periods.parse(row.period).words}"


def begin(desk: Desk, unit: UnitOfWork, kind_key: str, period: str, run_id: int | None) -> ServiceReport:
    """A new report, to be written."""
    row: ServiceReport = ServiceReport.create(
        kind=kind_key,
        period=period,
        basis=report_rules.in_force().basis.value,
        run=run_id,
        state=ReportState.DRAFT.value,
        narrative="[]",
        created_at=stamp(desk.clock.now()),
        created_by=desk.account_id,
    )
    note(desk, row, BEGUN)
    unit.audit("laporan.mulai", "laporan", row.id, judul=title(row))
    return row


def note(desk: Desk, row: ServiceReport, what: str, remark: str = "") -> None:
    """Write down that something was done with a report."""
    ReportEvent.create(report=row.id, kind=what, remark=remark, at=stamp(desk.clock.now()), account=desk.account_id)


def write_parts(row: ServiceReport, texts: Mapping[str, str]) -> None:
    """Put what was written into an open report; parts not named keep their text. REPORT_STATE."""
    if ReportState(row.state) not in OPEN:
        raise UserError(ErrorCode.REPORT_STATE, state=row.state)
    parts = report_papers.written(report_rules.in_force(), row)
    row.narrative = packed([asdict(part) | {"text": texts.get(part.key, part.text)} for part in parts])


def hand_in(
    desk: Desk, unit: UnitOfWork, row: ServiceReport, figures: Figures, told: tuple[Correction, ...],
    recounts: Mapping[int, Figures],
) -> None:  # fmt: skip
    """Hand a report in: from now on its figures stand still. REPORT_STATE."""
    write_parts(row, {})
    row.figures, row.corrections = counted.to_json(figures), corrected.to_json(told)
    row.threshold = report_rules.in_force().threshold
    ReportRecount.delete().where(ReportRecount.report == row.id).execute()
    for earlier, again in recounts.items():
        ReportRecount.create(report=row.id, earlier=earlier, figures=counted.to_json(again))
    _move(desk, unit, row, ReportState.SUBMITTED)
    row.save()


def receive(desk: Desk, unit: UnitOfWork, row: ServiceReport) -> None:
    """Take note of a report that was handed in. REPORT_STATE, NOT_ALLOWED."""
    _move(desk, unit, row, ReportState.RECEIVED)
    row.save()


def send_back(desk: Desk, unit: UnitOfWork, row: ServiceReport, remark: str) -> None:
    """Return a report to those who made it; its figures follow the data again. REASON_NEEDED, REPORT_STATE."""
    if not remark.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    _move(desk, unit, row, ReportState.RETURNED, remark.strip())
    row.figures, row.corrections = None, None
    row.save()


def approve(
    desk: Desk, unit: UnitOfWork, definitions: Definitions, row: ServiceReport, *, received_first: bool = False
) -> None:
    """Approve a report: figures and papers are kept as they are and never change again. REPORT_STATE, NOT_ALLOWED."""
    _move(desk, unit, row, ReportState.APPROVED, received_first=received_first)
    figures, told = existing(report_papers.frozen(row)), report_papers.told(row)
    names = definitions.keys("sop")
    papers = [report_papers.paper_of(desk, row, figures, told, names, shared=shared) for shared in (False, True)]
    digests = [report_copies.keep_all(desk, row, paper) for paper in papers]
    row.paper, row.shared = digests  # type: ignore[assignment]  # peewee takes the id
    row.hidden = sharing.to_json(papers[1].figures, papers[1].mask, papers[1].left_out)
    row.save()
    unit.audit("laporan.bekukan", "laporan", row.id, judul=title(row), sha256=digests[0], dibagikan=digests[1])
    logbook.tell(desk, row.run, "Membekukan laporan", title(row), remark=f"SHA-256 {digests[0]}")


def authorise(desk: Desk, to: ReportState) -> None:
    """Raise NOT_ALLOWED unless a role of the person may bring a report there; either who decides may return it."""
    if not any(desk.session.may(permission) for permission in _NEEDS[to]):
        desk.authorise(_NEEDS[to][0])


def _move(
    desk: Desk, unit: UnitOfWork, row: ServiceReport, to: ReportState, remark: str = "", *, received_first: bool = False
) -> None:
    authorise(desk, to)
    row.state = moved(ReportState(row.state), to, received_first=received_first).value
    row.row_version += 1
    note(desk, row, to.value, remark)
    unit.audit(f"laporan.{to.value}", "laporan", row.id, judul=title(row), catatan=remark)
    logbook.tell(desk, row.run, _LOGGED[to], title(row), remark=remark)


# ---------------------------------------------------------------------- decided in a run


def made_in(run_id: int) -> tuple[ServiceReport, ...]:
    """The reports that were made in a run and are frozen."""
    return tuple(
        ServiceReport.select().where(ServiceReport.run == run_id, ServiceReport.state == ReportState.APPROVED.value)
    )


def decide(desk: Desk, unit: UnitOfWork, definitions: Definitions, run: Run) -> None:
    """What the branch that was just chosen in a run means for its report; the row was closed in this unit of work.

    Raises REPORT_STATE where the report was not handed in: the decision is then not taken either.
    """
    if run.step is None or run.open is None or not run.open.outcome:
        return
    move = run.step.outcome(run.open.outcome).report
    for key in run.spec.documents(OutputKind.REPORT) if move else ():
        row = find(key, run.case.period) or begin(desk, unit, key, run.case.period, run.case.id)
        if row.run is None and ReportState(row.state) is not ReportState.APPROVED:
            row.run = run.case.id
        _decided(desk, unit, definitions, row, ReportState(move), run.open.reason)


def _decided(
    desk: Desk, unit: UnitOfWork, definitions: Definitions, row: ServiceReport, to: ReportState, reason: str
) -> None:
    state = ReportState(row.state)
    if to is ReportState.RETURNED:
        if state not in OPEN:  # one that is being written anyway need not be returned
            send_back(desk, unit, row, reason)
    elif state is to or state is ReportState.APPROVED:
        return
    elif to is ReportState.RECEIVED:
        receive(desk, unit, row)
    else:
        approve(desk, unit, definitions, row)
