"""Source 003 walked for two months: files of five services, shortages, two returns, approval, and a correction.

``JANGKAU_FILES=200`` walks the month in full length.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest

from models.services.views import DocumentKind, NewReceipt
from models.services.views.reports import ReportSheet
from models.statistics.report_life import ReportState
from models.store.tables import CaseFile
from tests.fixtures_office import Team
from tests.unit.services.test_records_month import PERIODIC, SERVICES, later

KIND, NOVEMBER, DECEMBER = "data-layanan", "2026-11", "2026-12"
FILES = int(os.environ.get("JANGKAU_FILES", "40"))
CLERK, HEAD = "administrasi", "pimpinan"


@dataclass
class Run:
    """The run of a period, and what people do with it."""

    team: Team
    period: str

    @property
    def id(self) -> int:
        with self.team.session.store.reading():
            return int(CaseFile.get(CaseFile.period == self.period).id)

    def receive(self, count: int, short: int = 0) -> None:
        """Receive and sort so many files by turns of the services; the first ``short`` of them lack a paper."""
        desk = self.team.at_desk(CLERK)
        for number in range(count):
            given = NewReceipt(SERVICES[number % len(SERVICES)], "Berkas layanan", f"BRK/{number + 1:03d}", 1, "Dewi")
            desk.periods.receive(self.id, [given])
        for place, row in enumerate(desk.cases.page(self.id).receipts):
            desk.periods.sort([row.receipt_id], selected=True, shortage="Persetujuan" if place < short else "")

    def short(self) -> list[int]:
        """The files that still lack something."""
        rows = self.team.at_desk(CLERK).cases.page(self.id).receipts
        return [row.receipt_id for row in rows if row.shortage and not row.resolved]

    def close(self, role: str, **said: str) -> None:
        """Close the open row with the records it asks for."""
        desk, panel = self.team.at_desk(role), self.team.panel(role, self.id)
        for item in panel.documents:
            if item.kind is DocumentKind.RECORD and (not item.only_for or said.get("outcome") == "setuju"):
                desk.cases.confirm(panel.step_run_id, item.key, on=True)
        desk.cases.close_step(panel.step_run_id, panel.row_version, **said)

    def hand_in(self, note: str) -> ReportSheet:
        """Write the report, hand it in, and close its row."""
        reports = self.team.at_desk(CLERK).reports
        sheet = reports.start(KIND, self.period, self.id)
        assert sheet.report_id is not None
        version = reports.save(sheet.report_id, sheet.row_version, {part.key: note for part in sheet.parts})
        handed = reports.submit(sheet.report_id, version)
        self.close(CLERK)
        return handed

    def approve(self) -> ReportSheet:
        """Both heads agree."""
        self.close(HEAD, outcome="teruskan")
        self.close(HEAD, outcome="setuju")
        return self.team.at_desk(CLERK).reports.sheet(KIND, self.period)


@pytest.fixture
def november(team: Team) -> Run:
    """The office, which documents by periods since today, and its first month."""
    team.at_desk(CLERK).procedures.use(PERIODIC, in_use=True)
    team._desks.clear()
    team.at_desk(CLERK)
    return Run(team, NOVEMBER)


def approved(november: Run) -> ReportSheet:
    """A month of files with shortages, and its report that came back twice."""
    november.receive(FILES, short=FILES // 10)
    late = november.short()
    assert len(late) == FILES // 10
    for receipt in late[: len(late) // 2]:
        november.team.at_desk(CLERK).periods.resolve([receipt])
    later(november.team, 9)
    for _row in range(3):
        november.close(CLERK)
    november.hand_in("Konsep pertama")
    november.close(HEAD, outcome="kembalikan", reason="Kendala belum lengkap")
    november.hand_in("Konsep kedua")
    november.close(HEAD, outcome="teruskan")
    november.close(HEAD, outcome="kembalikan", reason="Periksa tindak lanjut")
    november.hand_in("Konsep ketiga")
    return november.approve()


def test_a_month_with_shortages_and_returns_ends_in_a_frozen_report(november: Run) -> None:
    november.team.open("aduan-november")
    sheet = approved(november)
    assert sheet.state is ReportState.APPROVED
    assert [event.words for event in sheet.events].count("Dikembalikan") == 2
    assert [event.remark for event in sheet.events if event.remark] == [
        "Periksa tindak lanjut",
        "Kendala belum lengkap",
    ]
    files = sheet.figures.table("kelengkapan")
    assert files is not None
    assert (files.total, sheet.figures.current.cases) == (FILES, 1)
    assert len(november.short()) == FILES // 10 - FILES // 10 // 2
    assert {part.text for part in sheet.written} == {"Konsep ketiga"}
    assert november.team.at_desk(CLERK).logbook.verify().whole


def test_a_later_change_is_told_by_the_next_report_and_the_old_one_stays(november: Run) -> None:
    team = november.team
    case = team.open("aduan-november")
    frozen = approved(november)
    report = frozen.report_id or 0
    bytes_then = team.at_desk(CLERK).reports.paper(report)
    later(team, 31)
    with team.session.store.unit_of_work(1, team.clock.now()) as unit:
        CaseFile.update(received_at="2026-10-30T10:00:00+07:00").where(CaseFile.id == case.case_id).execute()
        unit.audit("uji", "kasus", case.case_id)
    december = Run(team, DECEMBER)
    december.receive(1)
    for _row in range(3):
        december.close(CLERK)
    december.hand_in("Desember")
    sheet = december.approve()
    assert sheet.corrections is not None
    (told,) = sheet.corrections
    assert (told.period, told.registers) == (NOVEMBER, (case.number,))
    assert ("Kasus", 1, 0) in {(cell.row, cell.old, cell.new) for cell in told.cells}
    reports = team.at_desk(CLERK).reports
    assert reports.sheet(KIND, NOVEMBER).figures == frozen.figures
    assert reports.paper(report) == bytes_then
