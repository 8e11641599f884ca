"""What the page of a report shows, and whose turn it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.services.cases import runs
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.reports import report_papers, report_rules, report_work
from models.services.reports.report_counting import Counting
from models.services.views.reports import ReportDeed, ReportRow, ReportSheet
from models.services.words import when
from models.sop import periods
from models.sop.periods import Period
from models.sop.spec import OutputKind
from models.statistics.figures import Basis
from models.statistics.report_life import OPEN, ReportState
from models.statistics.report_rules import ReportKind, kind
from models.store.tables import Account, CaseFile, ReportEvent, ServiceReport

_S = ReportState
#: What was done, as people read it.
_DONE = {
    report_work.BEGUN: "Mulai disusun",
    _S.SUBMITTED.value: "Diajukan",
    _S.RECEIVED.value: "Diterima",
    _S.RETURNED.value: "Dikembalikan",
    _S.APPROVED.value: "Disetujui dan dibekukan",
}
#: How many periods the list shows at most.
_MOST = 240


def day_after(period: Period) -> date:
    """The first day on which a report of the period can be handed in."""
    return period.last + timedelta(days=1)


def services_of(row: ServiceReport) -> tuple[str, ...]:
    """Keys of the services a report counts; empty: all."""
    return tuple(json.loads(row.services))


class ReportSheets:
    """Builds rows and sheets of reports for the person at the desk."""

    def __init__(self, desk: Desk, definitions: Definitions, counting: Counting) -> None:
        self._desk = desk
        self._definitions = definitions
        self._counting = counting

    def rows(self, wanted: ReportKind, period_kind: str) -> tuple[ReportRow, ...]:
        """The periods of a kind with their reports, newest first: always three queries. Inside a reading stretch."""
        known = {row.period: row for row in ServiceReport.select().where(ServiceReport.kind == wanted.key)}
        last: dict[int, Any] = {}
        told = ReportEvent.select(ReportEvent, Account).join(Account).order_by(ReportEvent.id)
        for event in told.where(ReportEvent.report.in_([row.id for row in known.values()])):
            last[event.report_id] = event
        return tuple(
            self._row(wanted, period, known.get(period.key), last) for period in self._periods(period_kind, known)
        )

    def _periods(self, period_kind: str, known: dict[str, ServiceReport]) -> Iterator[Period]:
        today = self._desk.clock.now().date()
        received = CaseFile.select(CaseFile.received_at).where(CaseFile.subject == "kasus")
        first_case = received.order_by(CaseFile.received_at).limit(1).scalar()
        starts = [date.fromisoformat(first_case[:10])] if first_case else []
        starts += [periods.parse(key).first for key in known]
        since = min(starts, default=today)
        period = periods.containing(period_kind, today)
        for _ in range(_MOST):
            yield period
            if period.first <= since:
                return
            period = periods.before(period)

    def _row(self, wanted: ReportKind, period: Period, row: ServiceReport | None, last: dict[int, Any]) -> ReportRow:
        now = self._desk.clock.now()
        event = last.get(row.id) if row else None
        detail = f"{_DONE[event.kind]} {event.account.display_name}, {when(moment(event.at), now)}" if event else ""
        return ReportRow(
            wanted.key,
            period.key,
            period.words,
            ReportState(row.state) if row else None,
            row.id if row else None,
            period.over(now.date()),
            detail,
        )

    def build(self, kind_key: str, period: Period) -> ReportSheet:
        """Everything the page shows; figures of an open report are counted now. Opens its own reading stretches."""
        with self._desk.reading():
            row = report_work.find(kind_key, period.key)
            rules = report_rules.in_force()
            frozen = report_papers.frozen(row) if row else None
        basis = Basis(row.basis) if row else rules.basis
        services = services_of(row) if row else ()
        figures = frozen or self._counting.figures(period.key, basis, services)
        choices = tuple(Option(one.key, one.name) for one in self._counting.services())
        with self._desk.reading():
            run_id, run_words, making = self._run(row)
            return ReportSheet(
                report_id=row.id if row else None,
                row_version=row.row_version if row else 0,
                kind=kind_key,
                name=kind(kind_key).name,
                period=period.key,
                words=period.words,
                state=ReportState(row.state) if row else None,
                basis=basis,
                services=services,
                figures=figures,
                corrections=report_papers.told(row) if row and frozen else None,
                parts=rules.parts,
                written=report_papers.written(rules, row),
                events=self._events(row),
                may=self._may(row),
                over=period.over(self._desk.clock.now().date()),
                threshold=row.threshold if row and frozen else rules.threshold,
                waits_for=self._waits_for(row),
                run_id=run_id,
                run_words=run_words,
                run_making=making,
                service_choices=choices,
            )

    def require_turn(self, row: ServiceReport, to: ReportState) -> None:
        """Raise REPORT_IN_RUN, REPORT_NOT_YOURS unless the person may decide this on the report's own page."""
        _, words, _ = self._run(row)
        if words and row.run is not None:
            raise UserError(ErrorCode.REPORT_IN_RUN, run=row.run.client_label)
        post = report_papers.turn(self._desk, row, to)
        if not report_papers.is_mine(self._desk, post):
            raise UserError(ErrorCode.REPORT_NOT_YOURS, post=report_papers.title_of(self._desk, post))

    def _may(self, row: ServiceReport | None) -> frozenset[str]:
        may, found = self._desk.session.may, set()
        if may(Permission.REPORT_WRITE) and (row is None or ReportState(row.state) in OPEN):
            found |= {"tulis", "ajukan"}
        if row is not None and not self._run(row)[1] and row.state in (_S.SUBMITTED, _S.RECEIVED):
            first = bool(report_papers.stages(self._desk, report_rules.in_force()).receiver)
            receiving = first and row.state == _S.SUBMITTED
            needed = Permission.REPORT_RECEIVE if receiving else Permission.REPORT_APPROVE
            to = _S.RECEIVED if receiving else _S.APPROVED
            if may(needed) and report_papers.is_mine(self._desk, report_papers.turn(self._desk, row, to)):
                found |= {"terima" if receiving else "setujui", "kembalikan"}
        return frozenset(found)

    def _waits_for(self, row: ServiceReport | None) -> str:
        if row is None or row.state not in (_S.SUBMITTED, _S.RECEIVED):
            return ""
        return report_papers.title_of(self._desk, report_papers.turn(self._desk, row, _S.RETURNED))

    def _run(self, row: ServiceReport | None) -> tuple[int | None, str, bool]:
        """The run that makes the report, its open row in words ("" once it has ended), whether that row makes it."""
        if row is None or row.run_id is None:
            return None, "", False
        run = runs.load(self._definitions, row.run_id)
        if run.step is None or run.open is None:
            return row.run_id, "", False
        actor = run.spec.actor(run.open.actor).name
        words = f"{run.case.client_label}, langkah {run.step.number}: {run.step.title} ({actor})"
        making = any(out.kind is OutputKind.REPORT and out.key == row.kind for out in run.step.outputs)
        return row.run_id, words, making

    def _events(self, row: ServiceReport | None) -> tuple[ReportDeed, ...]:
        if row is None:
            return ()
        now = self._desk.clock.now()
        told = ReportEvent.select(ReportEvent, Account).join(Account).where(ReportEvent.report == row.id)
        return tuple(
            ReportDeed(_DONE[one.kind], one.account.display_name, when(moment(one.at), now), one.remark)
            for one in told.order_by(ReportEvent.id.desc())
        )
