"""Documentation of a month, source 003, as the office lives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from models.errors import ErrorCode, UserError
from models.services.views import CaseFilter, CasePage, DocumentKind, NewReceipt, ReceiptState
from tests.fixtures_office import Team

scenarios("003_dokumentasi_pencatatan.feature")

PERIODIC = "tanah-laut-puspaga-dokumentasi"


@dataclass
class Month:
    """The run of November."""

    team: Team
    run: int = 0

    def page(self) -> CasePage:
        return self.team.at_desk("administrasi").cases.page(self.run)

    def close(self, who: str, row: int, outcome: str = "") -> None:
        panel = self.team.panel(who, self.run)
        assert panel.number == row
        for item in panel.documents:
            if item.kind is DocumentKind.RECORD:
                self.team.at_desk(who).cases.confirm(panel.step_run_id, item.key, on=True)
        self.team.clock.advance(minutes=2)
        reason = "Perlu diperiksa lagi" if outcome == "kembalikan" else ""
        self.team.at_desk(who).cases.close_step(panel.step_run_id, panel.row_version, outcome=outcome, reason=reason)

    def begin(self, year: int, month: int) -> None:
        self.team.clock.moment = datetime(year, month, 1, 9, 0, tzinfo=self.team.clock.now().tzinfo)
        self.team._desks.clear()
        self.team.at_desk("administrasi")


@pytest.fixture
def november(team: Team) -> Month:
    return Month(team)


@given("kantor yang mendokumentasikan setiap bulan")
def _office(november: Month) -> None:
    team = november.team
    team.at_desk("administrasi").procedures.use(PERIODIC, in_use=True)
    team._desks.clear()
    november.run = team.at_desk("administrasi").cases.list(CaseFilter(view="dokumentasi")).rows[0].case_id


@then(parsers.parse('berjalan "{title}"'))
def _runs(november: Month, title: str) -> None:
    rows = november.team.at_desk("pimpinan").cases.list(CaseFilter(view="dokumentasi")).rows
    assert title in [row.number for row in rows if row.status == "berjalan"]


@when(parsers.parse('administrasi menerima berkas "{document}" dari "{service}"'))
def _receive(november: Month, document: str, service: str) -> None:
    november.team.at_desk("administrasi").periods.receive(november.run, [NewReceipt(service, document)])


@when("sebuah kasus ditutup")
def _closed(november: Month) -> None:
    from models.rehearsal.routes import Move

    case = november.team.open().case_id
    november.team.bring(case, Move(1), Move(2, "tidak"))


@then("berkas kasus itu menunggu diterima")
def _waits(november: Month) -> None:
    assert [row.state for row in november.page().receipts] == [ReceiptState.OFFERED, ReceiptState.RECEIVED]


@when("administrasi menerima berkas kasus itu")
def _accept(november: Month) -> None:
    november.team.at_desk("administrasi").periods.accept([november.page().receipts[0].receipt_id], "Lengkap")


@when("administrasi memilah semua berkas")
def _sort(november: Month) -> None:
    for row in november.page().receipts:
        november.team.at_desk("administrasi").periods.sort([row.receipt_id], selected=True)


@then(parsers.parse("baris {row:d} belum dapat diselesaikan"))
def _stays(november: Month, row: int) -> None:
    with pytest.raises(UserError) as refusal:
        november.close("administrasi", row)
    assert refusal.value.code is ErrorCode.STEP_INCOMPLETE


@when("bulan November berakhir")
def _december(november: Month) -> None:
    november.begin(2026, 12)


@when("tahun berganti")
def _new_year(november: Month) -> None:
    november.begin(2027, 1)


@when(parsers.parse("administrasi menyelesaikan baris {row:d}"))
def _close(november: Month, row: int) -> None:
    november.close("administrasi", row)


@when(parsers.parse('pimpinan memutuskan "{outcome}" pada baris {row:d}'))
def _decide(november: Month, outcome: str, row: int) -> None:
    november.close("pimpinan", row, outcome)


@when("administrasi mengajukan laporan")
def _hand_in(november: Month) -> None:
    reports = november.team.at_desk("administrasi").reports
    item = november.team.panel("administrasi", november.run).documents[0]
    sheet = reports.start(item.key, "2026-11", november.run)
    assert sheet.report_id is not None
    version = reports.save(sheet.report_id, sheet.row_version, {part.key: "Uraian." for part in sheet.parts})
    reports.submit(sheet.report_id, version)


@then("laporan dibekukan dengan sidik SHA-256")
def _frozen(november: Month) -> None:
    pairs = {pair.label: pair.value for pair in november.page().summary}
    digest = next(value for label, value in pairs.items() if label.endswith("SHA-256"))
    assert len(digest.replace(" ", "")) == 64
    assert pairs["Pengesahan"].startswith("Disetujui oleh ")
