"""Laporan: the reports of the office, from the first word to the frozen copy, and their papers and spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.zips import unpacked
from models.errors import ErrorCode, UserError
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed
from models.services.reports import report_copies, report_papers, report_rules, report_sheets, report_work
from models.services.reports.report_copies import Form
from models.services.reports.report_counting import Counting, Earlier, Told, changed, earlier
from models.services.views.reports import ReportRow, ReportSheet
from models.sop import periods
from models.sop.periods import Period
from models.statistics.corrections import Correction
from models.statistics.figures import Basis, Figures
from models.statistics.report_life import OPEN, ReportState
from models.statistics.report_paper import ReportPaper
from models.statistics.report_rules import kind
from models.store.tables import CaseFile, ServiceReport


class ReportService:
    """What people do with reports."""

    def __init__(self, desk: Desk, definitions: Definitions, counting: Counting) -> None:
        self._desk = desk
        self._definitions = definitions
        self._counting = counting
        self._sheets = report_sheets.ReportSheets(desk, definitions, counting)

    def of_kind(self, kind_key: str, period_kind: str) -> tuple[ReportRow, ...]:
        """The periods since the first case, or the first report, with how their reports stand; newest first."""
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.reading():
            return self._sheets.rows(kind(kind_key), period_kind)

    def sheet(self, kind_key: str, period: str) -> ReportSheet:
        """A report with its figures, counted now while it is open. The look is recorded.

        NOT_FOUND for a report there is not; VALUE_INVALID for what is no period.
        """
        self._desk.authorise(Permission.STATISTICS_READ)
        found = periods.asked(period, *kind(kind_key).periods)
        with self._desk.writing() as unit:
            row = report_work.find(kind_key, period)
            unit.audit("laporan.lihat", "laporan", row.id if row else None, periode=period)
        return self._sheets.build(kind_key, found)

    def start(self, kind_key: str, period: str, run_id: int | None = None) -> ReportSheet:
        """Begin the report of a period, or go on with the one there is; ``run_id``: the run that makes it."""
        self._desk.authorise(Permission.REPORT_WRITE)
        found = periods.asked(period, *kind(kind_key).periods)
        with self._desk.writing("laporan", "kasus") as unit:
            row = report_work.find(kind_key, period)
            run = existing(CaseFile.get_or_none(CaseFile.id == run_id, CaseFile.period == period)) if run_id else None
            if row is None:
                row = report_work.begin(self._desk, unit, kind_key, period, run.id if run else None)
            elif run and row.run is None and ReportState(row.state) in OPEN:
                row.run = run.id
                row.save()
            unit.audit("laporan.buka", "laporan", row.id, periode=period)
        return self._sheets.build(kind_key, found)

    def save(self, report_id: int, row_version: int, texts: Mapping[str, str]) -> int:
        """Keep what was written; gives the new row version. CHANGED_BY_OTHER, REPORT_STATE."""
        self._desk.authorise(Permission.REPORT_WRITE)
        with self._desk.writing("laporan") as unit:
            row = report_work.at(report_id, row_version)
            report_work.write_parts(row, texts)
            row.row_version += 1
            row.save()
            unit.audit("laporan.simpan", "laporan", row.id)
            return int(row.row_version)

    def count_by(self, report_id: int, row_version: int, basis: Basis, services: tuple[str, ...]) -> ReportSheet:
        """Count an open report by another day, or only these services. CHANGED_BY_OTHER, REPORT_STATE."""
        self._desk.authorise(Permission.REPORT_WRITE)
        with self._desk.writing("laporan") as unit:
            row = report_work.at(report_id, row_version)
            report_work.write_parts(row, {})
            row.basis, row.services, row.row_version = basis.value, packed(list(services)), row.row_version + 1
            row.save()
            unit.audit("laporan.dasar", "laporan", row.id, dasar=basis.value, layanan=list(services))
        return self._sheets.build(row.kind, periods.parse(row.period))

    def corrections(self, kind_key: str, period: str, told: Told = lambda _done, _all: None) -> tuple[Correction, ...]:
        """What later changes made of frozen reports, as the report of this period tells it.

        Counted now while the report is open. ``told`` hears how far it is and may raise Cancelled.
        """
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.reading():
            row = report_work.find(kind_key, period)
            if row is not None and ReportState(row.state) not in OPEN:
                return report_papers.told(row)
        asked = periods.asked(period, *kind(kind_key).periods)
        return tuple(correction for _, correction, _ in self._changed(kind_key, asked, told))

    def submit(self, report_id: int, row_version: int, told: Told = lambda _done, _all: None) -> ReportSheet:
        """Hand a report in; its figures stand still from now on.

        Raises REPORT_EARLY before the period has ended, REPORT_INCOMPLETE (``parts``), REPORT_STATE, CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.REPORT_WRITE)
        with self._desk.reading():
            row = report_work.at(report_id, row_version)
            self._require_ready(row)
            basis, services, period = Basis(row.basis), report_sheets.services_of(row), periods.parse(row.period)
        figures = self._counting.figures(row.period, basis, services)
        changes = list(self._changed(row.kind, period, told))
        with self._desk.writing("laporan", "kasus", "bukulog") as unit:
            row = report_work.at(report_id, row_version)
            recounts = {one.report_id: new for one, _, new in changes if one.again}
            report_work.hand_in(self._desk, unit, row, figures, tuple(one for _, one, _ in changes), recounts)
        return self._sheets.build(row.kind, period)

    def decide(self, report_id: int, row_version: int, to: ReportState, remark: str = "") -> ReportSheet:
        """Receive, approve or return (with a ``remark``) a report that no run of a procedure decides about.

        Raises REPORT_IN_RUN, REPORT_NOT_YOURS, REPORT_STATE, REASON_NEEDED, CHANGED_BY_OTHER, NOT_ALLOWED.
        """
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.writing("laporan", "kasus", "bukulog") as unit:
            report_work.authorise(self._desk, to)
            row = report_work.at(report_id, row_version)
            self._sheets.require_turn(row, to)
            if to is ReportState.RECEIVED:
                report_work.receive(self._desk, unit, row)
            elif to is ReportState.RETURNED:
                report_work.send_back(self._desk, unit, row, remark)
            else:
                received = bool(report_papers.stages(self._desk, report_rules.in_force()).receiver)
                report_work.approve(self._desk, unit, self._definitions, row, received_first=received)
        return self._sheets.build(row.kind, periods.parse(row.period))

    def paper(self, report_id: int, *, shared: bool = False) -> bytes:
        """The PDF of a report: the very bytes that were frozen, or what stands in it now. It is recorded."""
        content = self._taken(report_id, Form.PAPER, shared=shared)
        self._told(report_id, report_work.PRINTED, "PDF", shared=shared)
        return content

    def workbook(self, report_id: int, *, shared: bool = False) -> bytes:
        """The XLSX of a report, one sheet for each table; as ``paper``."""
        content = self._taken(report_id, Form.BOOK, shared=shared)
        self._told(report_id, report_work.EXPORTED, "XLSX", shared=shared)
        return content

    def tables(self, report_id: int, *, shared: bool = False) -> bytes:
        """The whole report as CSV files in one ZIP, with a text that tells what they count; as ``paper``."""
        content = self._taken(report_id, Form.TABLES, shared=shared)
        self._told(report_id, report_work.EXPORTED, "CSV", shared=shared)
        return content

    def csv(self, report_id: int, table: str, *, shared: bool = False) -> bytes:
        """One table of a report as CSV, as it stands in ``tables``; NOT_FOUND for one that does not."""
        files = unpacked(self._taken(report_id, Form.TABLES, shared=shared))
        content: bytes = existing(next((files[one] for one in files if one.partition("-")[2] == f"{table}.csv"), None))
        self._told(report_id, report_work.EXPORTED, f"CSV {table}", shared=shared)
        return content

    # ------------------------------------------------------------------ inside

    def _changed(self, kind_key: str, period: Period, told: Told) -> list[tuple[Earlier, Correction, Figures]]:
        with self._desk.reading():
            known = earlier(kind_key, period, report_rules.in_force().look_back)
        return list(changed(self._counting, known, told))

    def _require_ready(self, row: ServiceReport) -> None:
        if ReportState(row.state) not in OPEN:
            raise UserError(ErrorCode.REPORT_STATE, state=row.state)
        period = periods.parse(row.period)
        if not period.over(self._desk.clock.now().date()):
            day = indonesia.long_date(report_sheets.day_after(period))
            raise UserError(ErrorCode.REPORT_EARLY, words=period.words, day=day)
        rules = report_rules.in_force()
        texts = {part.key: part.text for part in report_papers.written(rules, row)}
        lacking = [part.title for part in rules.required_parts() if not texts[part.key].strip()]
        if lacking:
            raise UserError(ErrorCode.REPORT_INCOMPLETE, parts=", ".join(lacking))

    def _taken(self, report_id: int, form: Form, *, shared: bool) -> bytes:
        """What was kept of an approved report, or what the report is now."""
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.reading():
            row: ServiceReport = existing(ServiceReport.get_or_none(ServiceReport.id == report_id))
            found = report_copies.kept(row, form, shared=shared)
        if found is not None:
            return found
        paper = self._paper(row, shared=shared)
        content = report_copies.made(self._desk.renderers, paper, form, self._desk.clock.now())
        if row.state == ReportState.APPROVED:  # before copies were kept: from now on it has one
            with self._desk.writing("laporan") as unit:
                report_copies.keep_copy(row, form, content, shared=shared)
                unit.audit("laporan.salinan", "laporan", row.id, bentuk=form.value, dibagikan=shared)
        return content

    def _told(self, report_id: int, what: str, form: str, *, shared: bool) -> None:
        with self._desk.writing() as unit:
            unit.audit(f"laporan.{what}", "laporan", report_id, bentuk=form, dibagikan=shared)

    def _paper(self, row: ServiceReport, *, shared: bool) -> ReportPaper:
        if ReportState(row.state) in OPEN:
            figures = self._counting.figures(row.period, Basis(row.basis), report_sheets.services_of(row))
            told = self.corrections(row.kind, row.period)
        else:
            figures, told = existing(report_papers.frozen(row)), report_papers.told(row)
        with self._desk.reading():
            names = self._definitions.keys("sop")
            return report_papers.paper_of(self._desk, row, figures, told, names, shared=shared)
