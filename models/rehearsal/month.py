"""Months of documentation played through the services: files received, sorted, completed, the report on every way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.rehearsal.routes import Move, routes
from models.rehearsal.walk import Walk
from models.services.views import CaseFilter, CaseRow, NewReceipt, ReceiptState
from models.services.workspace import Workspace
from models.sop import periods

_BY_HAND = NewReceipt("Layanan Konseling Keluarga", "Berkas konseling", "KONS/7", 3, "Petugas konseling", "Lengkap")
_SHORTAGE = "Lembar persetujuan rekaan"
#: The hour at which the office of the next month is at work.
_MORNING = 9


@dataclass
class PeriodWalk(Walk):
    """The runs of one procedure of a period, one after the other."""

    def run_all(self) -> int:
        """Walk every way through the procedure, a month each, then the reports of the longer periods; gives how many.

        Raises:
            ValueError: a run did not begin, or did not go as it must.
        """
        ways = routes(self.spec)
        for way in ways:
            self._month(way)
        walked = len(ways)
        for kind in self.spec.periods[1:]:
            self._pass_to(periods.containing(kind, self._today).last + timedelta(days=1))
            report = self._newest(periods.before(periods.containing(kind, self._today)).words)
            first = self.spec.rows_of(kind)[0].number
            way = next(way for way in ways if not any(move.skip for move in way))
            self._walk(report, way[[move.step for move in way].index(first) :])
            walked += 1
        return walked

    @property
    def _today(self) -> date:
        return self.crew.clock.now().date()

    def _month(self, way: tuple[Move, ...]) -> None:
        """A month of the first kind of period: files come in, and once it is over its rows are closed along ``way``."""
        period = periods.containing(self.spec.periods[0], self._today)
        self.crew.leave()
        run = self._newest(period.words)
        if not all(move.skip for move in way[:2]):
            self._receive(run.case_id)
        self._pass_to(period.last + timedelta(days=1))
        self._walk(run, way)

    def _desk(self) -> Workspace:
        return self.crew.at_desk(self._role(self.spec.steps[0].number))

    def _newest(self, words: str) -> CaseRow:
        """The run of the period called ``words``."""
        filter = CaseFilter(view="dokumentasi", sop_key=self.spec.key)
        for row in self._desk().cases.list(filter, limit=500).rows:
            if row.number == f"{self.spec.short_name} {words}":
                return row
        raise ValueError(f"{self.spec.short_name} {words} tidak dimulai dengan sendirinya.")

    def _pass_to(self, day: date) -> None:
        """Let time pass to the morning of ``day``, when somebody logs in anew."""
        clock = self.crew.clock
        clock.moment = datetime(day.year, day.month, day.day, _MORNING, tzinfo=clock.now().tzinfo)
        self.crew.leave()

    def _receive(self, run_id: int) -> None:
        """Receive what closed cases handed over and a file of another service, each sorted, one completed later."""
        desk = self._desk()
        page = desk.periods.receive(run_id, [_BY_HAND])
        for row in page.receipts:
            if row.state is ReceiptState.OFFERED:
                desk.periods.accept([row.receipt_id], "Lengkap")
        for row in page.receipts:
            desk.periods.sort([row.receipt_id], selected=True, shortage="" if row.case_id else _SHORTAGE)
        by_hand = next(row for row in page.receipts if row.case_id is None)
        desk.periods.resolve([by_hand.receipt_id])
        handed = next((row for row in page.receipts if row.case_id is not None), by_hand)
        self.case_id, self.number = run_id, f"periode-{run_id}"
        self.issue_started(desk, desk.periods.receipt_letter([handed.receipt_id]))

    def _walk(self, run: CaseRow, way: tuple[Move, ...]) -> None:
        self.case_id, self.number = run.case_id, f"periode-{run.case_id}"
        for move in way:
            self.move(move)
        page = self._desk().cases.page(run.case_id)
        if page.step is not None or not any(pair.label == "Pengesahan" for pair in page.summary):
            raise ValueError(f"{page.head.period} belum dibekukan sesudah langkah terakhirnya.")
