"""Data Layanan: the figures of a period, counted from what cases, steps and files say now, and the cases behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services import facts, papers
from models.services.counting import rows
from models.services.counting.answers import answers, asking
from models.services.counting.categories import CategoryBook
from models.services.counting.events import Events
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.queries import among
from models.services.reports import report_rules, report_sharing
from models.services.views.figures import BehindRow, CasesBehind, FigureWish, ServiceChoice
from models.sop import periods
from models.sop.spec import Subject
from models.statistics import loader
from models.statistics.count import Counter, Question, span
from models.statistics.definition import DataPlan, Kind, TableRule
from models.statistics.figures import Basis, Figures, Unit
from models.statistics.records import CaseRecord, Records
from models.statistics.report_book import book_of, long_sheet
from models.statistics.report_paper import ReportPaper
from models.statistics.sharing import Shareable
from models.statistics.suppression import Mask
from models.statistics.things import Thing
from models.store.tables import CaseFile

#: The part of a case file that the figures are made of.
_COMPARTMENT = "kasus"


#: Stages of reading before the tables are counted.
_STAGES = 3
#: Hears how far a count is: done, of how many, and what is being done.
Report = Callable[[int, int, str], object]


def silent(_done: int, _all: int, _words: str) -> None:
    """For whoever does not want to know how far it is."""


class StatisticsService:
    """Counting for whoever may read figures; names never leave it."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    @property
    def plan(self) -> DataPlan:
        """Which tables there are."""
        return loader.shipped()

    def services(self) -> tuple[ServiceChoice, ...]:
        """The procedures of cases that figures can be asked for alone: those in use, then others that have cases."""
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.reading():
            used = [row.sop_key for row in CaseFile.select(CaseFile.sop_key).distinct()]
            known = self._definitions.keys("sop")
            keys = dict.fromkeys(key for key in (*self._desk.office.procedures, *used) if key in known)
            specs = (self._definitions.sop(key) for key in keys)
            return tuple(ServiceChoice(spec.key, spec.name) for spec in specs if spec.subject is Subject.CASE)

    def figures(
        self, period: str, basis: Basis = Basis.REPORT, services: Iterable[str] = (), report: Report = silent
    ) -> Figures:
        """Everything that is counted for a period ("2026-11", "2026-S2", "2026").

        Takes up to some seconds for ten thousand cases; the database is held only while rows are read. ``report``
        hears how far it is and may raise Cancelled. Raises VALUE_INVALID for what is no period.
        """
        self._desk.authorise(Permission.STATISTICS_READ)
        question = _question(period, basis, services)
        with self._desk.reading():
            records = self._read(question, self.plan.tables, report)
        counter = Counter(self.plan, question, records, CategoryBook(self._desk, self._definitions).of)
        return counter.figures(lambda done, tables: report(_STAGES + done, _STAGES + tables, "Menghitung tabel"))

    def workbook(self, asked: FigureWish, report: Report = silent) -> bytes:
        """The figures as XLSX, a sheet for each table. That they were taken out is recorded. Raises as ``figures``."""
        paper, now = self._taken_out(asked, "xlsx", report), self._desk.clock.now()
        return self._desk.renderers.workbook(book_of(paper, now))

    def csv(self, asked: FigureWish, report: Report = silent) -> bytes:
        """The figures as CSV, a line for each number of each table. Recorded. Raises as ``figures``."""
        return self._desk.renderers.csv(long_sheet(self._taken_out(asked, "csv", report)))

    def _taken_out(self, asked: FigureWish, form: str, report: Report) -> ReportPaper:
        found = self.figures(asked.period, asked.basis, asked.services, report)
        names = {one.key: one.name for one in self.services()} if asked.services else {}
        with self._desk.writing() as unit:
            threshold = report_rules.in_force().threshold
            shown = report_sharing.of_figures(found, threshold) if asked.shared else Shareable(found, Mask())
            unit.audit("laporan.ekspor", "laporan", None, periode=asked.period, bentuk=form, dibagikan=asked.shared)
            return ReportPaper(
                office=self._desk.office.name,
                name="Angka layanan",
                figures=shown.figures,
                services=tuple(names.get(key, key) for key in asked.services),
                parts=(),
                corrections=(),
                page=papers.page(self._desk),
                mask=shown.mask,
                shared=asked.shared,
                left_out=shown.left_out,
            )

    def cases_behind(
        self,
        table: str,
        row: str | None,
        column: str | None,
        period: str,
        basis: Basis = Basis.REPORT,
        services: Iterable[str] = (),
    ) -> CasesBehind:
        """The cases behind a cell; None for ``row`` or ``column``: behind all of them. The look is recorded.

        A case of which the reader may not read the answer that put it there is left out, and counted in ``hidden``.
        Raises VALUE_INVALID, NOT_FOUND for a table there is not.
        """
        self._desk.authorise(Permission.STATISTICS_READ)
        self._desk.authorise(Permission.CASE_LIST)
        if not self._desk.session.reads(_COMPARTMENT):
            raise UserError(ErrorCode.NOT_ALLOWED)
        rule, question = existing(self.plan.table(table)), _question(period, basis, services)
        with self._desk.writing() as unit:
            records = self._read(question, (rule,), silent)
            plan = replace(self.plan, tables=(rule,))
            counter = Counter(plan, question, records, CategoryBook(self._desk, self._definitions).of)
            found = counter.tally(rule).of(row, column)
            made = self._behind(rule, found, records)
            unit.audit(
                "laporan.rincian", "laporan", None, tabel=table, baris=row or "", kolom=column or "", periode=period
            )
            return made

    def _read(self, question: Question, tables: Iterable[TableRule], report: Report) -> Records:
        """The records that ``tables`` need. Inside a stretch."""
        plan = replace(self.plan, tables=tuple(tables))
        report(0, _STAGES + len(plan.tables), "Membaca kasus")
        units = {table.unit for table in plan.tables}
        cases = rows.cases(plan, question.basis, question.services, *span(question.period))
        report(1, _STAGES + len(plan.tables), "Membaca formulir")
        said = answers(plan, self._definitions, [case.case_id for case in cases])
        told = tuple(replace(case, answers=said[case.case_id]) if case.case_id in said else case for case in cases)
        report(2, _STAGES + len(plan.tables), "Membaca langkah dan berkas")
        events = Events(self._desk, self._definitions, question.services)
        readers = {Unit.STEPS: events.steps, Unit.FILES: events.files, Unit.SERVICES: events.referrals}
        spans = periods.before(question.period), question.period
        return Records(told, {unit: tuple(read(*spans)) for unit, read in readers.items() if unit in units})

    def _behind(self, rule: TableRule, found: list[Thing], records: Records) -> CasesBehind:
        known = {case.case_id: case for case in records.cases}
        ids = dict.fromkeys(case_id for thing in found for case_id in thing.case_ids)
        allowed = [case_id for case_id in ids if self._may_see(rule, known.get(case_id))]
        query = CaseFile.select().where(among(CaseFile.id, allowed)).order_by(CaseFile.id.desc())
        names = self._definitions.keys("sop")
        shown = tuple(
            BehindRow(
                case.id,
                case.number,
                case.client_label,
                case.client_detail,
                names.get(case.sop_key, case.sop_key),
                "Berjalan" if case.status == "berjalan" else case.ended_as or "Selesai",
            )
            for case in query
        )
        other = sum(not thing.case_ids for thing in found)
        return CasesBehind(shown, len(found), len(ids) - len(allowed), other)

    def _may_see(self, rule: TableRule, case: CaseRecord | None) -> bool:
        """Whether the reader may read the forms that put the case where it stands. What every list shows is open."""
        for dimension in rule.dimensions:
            forms: Iterable[str] = ()
            if dimension.kind is Kind.ANSWER:
                forms = asking(self._definitions, dimension)
            elif dimension.kind is not Kind.WORD and dimension.key not in facts.SHOWN and case is not None:
                forms = filter(None, [case.stated_by.get(dimension.key)])
            if not all(self._desk.session.reads(self._definitions.form(form).compartment) for form in forms):
                return False
        return True


def _question(period: str, basis: Basis, services: Iterable[str]) -> Question:
    return Question(periods.asked(period), basis, tuple(dict.fromkeys(services)))
