"""Documentation of a period: a run each month, files handed to it, receipts, sorting, the frozen report."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest

from models.errors import ErrorCode
from models.services.views import (
    CaseFilter,
    CasePage,
    DocumentKind,
    NewReceipt,
    Progress,
    ReceiptState,
    Standing,
)
from models.statistics.report_life import ReportState
from models.store.tables import AuditRow, CaseFile, CaseLink, FileReceipt, StepRun
from tests.fixtures_office import NAME, Team, code_of, refused, specification

PERIODIC = "tanah-laut-puspaga-dokumentasi"
BY_HAND = NewReceipt("Layanan Konseling Keluarga", "Berkas konseling", "KONS/7", 3, "Bu Ratna", "Lengkap")


@pytest.fixture
def office(team: Team) -> Team:
    """The office, which documents by periods since today."""
    team.at_desk("administrasi").procedures.use(PERIODIC, in_use=True)
    team._desks.clear()
    team.at_desk("administrasi")
    return team


def runs(team: Team) -> list[str]:
    rows = team.at_desk("pimpinan").cases.list(CaseFilter(view="dokumentasi")).rows
    return [row.number for row in reversed(rows)]


def run_id(team: Team, period: str) -> int:
    with team.session.store.reading():
        return int(CaseFile.get(CaseFile.period == period).id)


def day(team: Team, year: int, month: int, number: int) -> None:
    """Another day begins, and somebody starts the program."""
    now = team.clock.now()
    team.clock.moment = datetime(year, month, number, 9, 0, tzinfo=now.tzinfo)
    team._desks.clear()
    team.at_desk("administrasi")


def close(team: Team, run: int, role: str = "administrasi", **said: str) -> CasePage:
    panel = team.panel(role, run)
    return team.at_desk(role).cases.close_step(panel.step_run_id, panel.row_version, **said)


def record_all(team: Team, run: int, role: str = "administrasi") -> None:
    panel = team.panel(role, run)
    for item in panel.documents:
        if item.kind is DocumentKind.RECORD:
            team.at_desk(role).cases.confirm(panel.step_run_id, item.key, on=True)


def to_report(team: Team) -> int:
    """November with one file, brought to the making of the report."""
    run = run_id(team, "2026-11")
    desk = team.at_desk("administrasi")
    receipt = desk.periods.receive(run, [BY_HAND]).receipts[0]
    desk.periods.sort([receipt.receipt_id], selected=True)
    day(team, 2026, 12, 1)
    close(team, run)
    close(team, run)
    record_all(team, run)
    close(team, run)
    assert team.panel("administrasi", run).number == 5
    return run


def test_the_month_begins_by_itself_once(office: Team) -> None:
    assert runs(office) == ["Dokumentasi November 2026"]
    office._desks.clear()
    assert office.at_desk("administrasi").periods.begin_due() == ()
    assert office.at_desk("layanan").periods.begin_due() == ()
    assert runs(office) == ["Dokumentasi November 2026"]


def test_an_office_without_a_procedure_of_a_period_has_no_runs(team: Team) -> None:
    assert team.at_desk("administrasi").periods.begin_due() == ()
    assert runs(team) == []


def test_months_nobody_worked_in_are_made_up_and_reports_come_due(office: Team) -> None:
    day(office, 2027, 2, 3)
    assert runs(office) == [
        "Dokumentasi November 2026",
        "Dokumentasi Desember 2026",
        "Dokumentasi Januari 2027",
        "Dokumentasi Februari 2027",
        "Dokumentasi Semester II 2026",
        "Dokumentasi Tahun 2026",
    ]
    assert office.panel("administrasi", run_id(office, "2026-S2")).number == 5
    year = office.at_desk("administrasi").cases.page(run_id(office, "2026"))
    assert [line.number for line in year.steps] == [5, 6, 7]


def test_two_desks_on_the_first_of_the_month_begin_one_run(office: Team) -> None:
    first, second = office.at_desk("administrasi"), office.at_desk("layanan")
    office.clock.moment = datetime(2026, 12, 1, 8, 0, tzinfo=office.clock.now().tzinfo)
    assert first.periods.begin_due() == ("Dokumentasi Desember 2026",)
    assert second.periods.begin_due() == ()


def test_a_run_is_a_task_and_no_case(office: Team) -> None:
    row = office.at_desk("administrasi").tasks.board().rows[0]
    assert (row.case_number, row.client_label, row.title) == (
        "Dokumentasi November 2026",
        "–",
        "Menerima berkas layanan",
    )
    assert (row.time.remaining, row.time.standing) == ("Terbuka sampai 30 November 2026", Standing.RUNNING)
    desk = office.at_desk("pimpinan")
    assert all(desk.cases.list(CaseFilter(view=view)).total == 0 for view in ("berjalan", "lewat", "selesai", "semua"))
    assert desk.search.find("November 2026") == ()
    assert office.at_desk("layanan").tasks.board().rows == ()


def test_files_come_in_through_the_month_and_stand_in_the_log_book(office: Team) -> None:
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    desk.periods.receive(run, [BY_HAND])
    page = desk.periods.receive(run, [NewReceipt("Layanan Informasi", "Daftar hadir")])
    assert [(row.service, row.quantity, row.state) for row in page.receipts] == [
        ("Layanan Konseling Keluarga", 3, ReceiptState.RECEIVED),
        ("Layanan Informasi", 1, ReceiptState.RECEIVED),
    ]
    assert ("Berkas", "2 diterima") in [(pair.label, pair.value) for pair in page.summary]
    lines = desk.logbook.day(office.clock.now().date())
    written = [(line.activity, line.register_number, line.giver, line.quantity) for line in lines]
    assert ("Menerima berkas layanan", "KONS/7", "Bu Ratna", 3) in written
    assert desk.logbook.verify().whole


def test_the_receiving_row_stays_open_until_the_month_has_ended(office: Team) -> None:
    run = run_id(office, "2026-11")
    office.at_desk("administrasi").periods.receive(run, [BY_HAND])
    for said in ({}, {"skip_reason": "Tidak ada berkas"}):
        assert code_of(lambda said=said: close(office, run, **said)) is ErrorCode.STEP_INCOMPLETE  # type: ignore[misc]
    day(office, 2026, 12, 1)
    row = next(row for row in office.at_desk("administrasi").tasks.board().rows if "November" in row.case_number)
    assert (row.time.remaining, row.time.standing) == ("Periode sudah berakhir", Standing.SOON)
    assert close(office, run).step.number == 3  # type: ignore[union-attr]


def test_a_month_without_files_is_passed_over_with_a_statement(office: Team) -> None:
    run = run_id(office, "2026-11")
    day(office, 2026, 12, 1)
    assert code_of(lambda: close(office, run)) is ErrorCode.STEP_INCOMPLETE
    assert close(office, run, skip_reason="Tidak ada berkas bulan ini").step.number == 3  # type: ignore[union-attr]
    close(office, run, skip_reason="Tidak ada berkas bulan ini")
    record_all(office, run)
    assert close(office, run).step.number == 5  # type: ignore[union-attr]
    lines = office.at_desk("administrasi").logbook.day(office.clock.now().date())
    assert ("Melewati langkah dokumentasi", "Memilah berkas") in [(line.activity, line.document) for line in lines]


def test_sorting_is_done_when_every_file_was_sorted(office: Team) -> None:
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    first, second = desk.periods.receive(run, [BY_HAND]), desk.periods.receive(run, [BY_HAND])
    desk.periods.sort([first.receipts[0].receipt_id], selected=True)
    day(office, 2026, 12, 1)
    close(office, run)
    desk = office.at_desk("administrasi")
    states = {item.key: item.progress for item in office.panel("administrasi", run).documents}
    assert states == {"pemilahan-berkas": Progress.NONE, "buku-log": Progress.DONE}
    page = desk.periods.sort([second.receipts[1].receipt_id], selected=False, shortage="Lembar persetujuan")
    assert page.step is not None
    assert page.step.missing == ()
    assert [(row.selected, row.shortage) for row in page.receipts] == [(True, ""), (False, "Lembar persetujuan")]
    assert ("Berkas", "2 diterima, 1 belum lengkap") in [(pair.label, pair.value) for pair in page.summary]


def test_a_shortage_is_chased_until_it_is_brought_in_also_after_the_month(office: Team) -> None:
    run = run_id(office, "2026-11")
    desk = office.at_desk("administrasi")
    receipt = desk.periods.receive(run, [BY_HAND]).receipts[0].receipt_id
    assert desk.periods.sort([receipt], selected=True, shortage="Foto").receipts[0].complete == "Belum lengkap"
    day(office, 2026, 12, 1)
    close(office, run)
    row = office.at_desk("layanan").periods.resolve([receipt]).receipts[0]
    assert (row.complete, row.resolved) == ("Lengkap", True)


def test_only_who_receives_files_can_receive_them(office: Team) -> None:
    run = run_id(office, "2026-11")
    assert code_of(lambda: office.at_desk("layanan").periods.receive(run, [BY_HAND])) is ErrorCode.STEP_NOT_YOURS
    case = office.open().case_id
    desk = office.at_desk("administrasi")
    assert code_of(lambda: desk.periods.receive(case, [BY_HAND])) is ErrorCode.CASE_CLOSED
    for line in (NewReceipt("", "Berkas"), NewReceipt("Layanan", " "), NewReceipt("Layanan", "Berkas", quantity=0)):
        assert code_of(lambda line=line: desk.periods.receive(run, [line])) is ErrorCode.VALUE_INVALID  # type: ignore[misc]
    day(office, 2026, 12, 1)
    close(office, run, skip_reason="Tidak ada")
    late = office.at_desk("administrasi")
    assert code_of(lambda: late.periods.receive(run, [BY_HAND])) is ErrorCode.STEP_CLOSED


def test_a_closed_case_hands_its_file_to_the_month(office: Team) -> None:
    case = office.case_at(7)
    run = run_id(office, "2026-11")
    desk = office.at_desk("administrasi")
    offered = desk.cases.page(run).receipts[0]
    assert (offered.state, offered.case_id) == (ReceiptState.OFFERED, case)
    assert office.at_desk("layanan").cases.page(case).summary[-1].label == "Dokumentasi November 2026"
    received = desk.periods.accept([offered.receipt_id], "Lengkap").receipts[0]
    assert received.state is ReceiptState.RECEIVED
    assert "Berkas diterima" in office.at_desk("layanan").cases.page(case).summary[-1].value
    again = desk.periods.accept([offered.receipt_id]).receipts
    assert len(again) == 1
    with office.session.store.reading():
        assert [(link.from_case_id, link.to_case_id) for link in CaseLink.select()] == [(case, run)]
    told = [one.text for one in office.at_desk("layanan").cases.history(case)]
    assert "Berkas diserahkan kepada Dokumentasi November 2026" in told


def test_nothing_of_a_handed_file_names_the_client(office: Team) -> None:
    office.case_at(7)
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    page = desk.periods.accept([desk.cases.page(run).receipts[0].receipt_id], remark=f"Berkas {NAME} tebal")
    desk.periods.sort([page.receipts[0].receipt_id], selected=True, shortage=f"Foto {NAME}")
    assert NAME not in repr(desk.cases.page(run))
    assert NAME not in repr(desk.logbook.day(office.clock.now().date()))


def test_the_giver_gets_a_receipt_with_every_paper_of_the_file(office: Team) -> None:
    office.case_at(7)
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    receipt = desk.periods.accept([desk.cases.page(run).receipts[0].receipt_id]).receipts[0]
    letter = desk.periods.receipt_letter([receipt.receipt_id])
    assert desk.periods.receipt_letter([receipt.receipt_id]) == letter
    sheet = desk.letters.open(letter)
    files = sheet.values["barang"]
    assert isinstance(files, list)
    assert len(files) == receipt.quantity > 10
    issued = desk.letters.issue(letter, sheet.values, sheet.row_version, "tanda-terima-1")
    shown = desk.cases.page(run).receipts[0]
    assert (shown.letter_id, shown.letter_number) == (letter, issued.number)
    assert issued.number in office.at_desk("layanan").cases.page(receipt.case_id or 0).summary[-1].value


def test_a_draft_receipt_can_be_thrown_away_and_begun_again(office: Team) -> None:
    office.case_at(7)
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    receipt = desk.periods.accept([desk.cases.page(run).receipts[0].receipt_id]).receipts[0]
    desk.letters.delete_draft(desk.periods.receipt_letter([receipt.receipt_id]))
    assert desk.cases.page(run).receipts[0].letter_id is None
    again = desk.periods.receipt_letter([receipt.receipt_id])
    assert desk.letters.open(again).values["barang"]


def test_a_file_nobody_received_goes_to_the_next_month(office: Team) -> None:
    case = office.case_at(7)
    november = run_id(office, "2026-11")
    day(office, 2026, 12, 1)
    close(office, november, skip_reason="Diterima bulan depan")
    december = office.at_desk("administrasi").cases.page(run_id(office, "2026-12"))
    assert [(row.case_id, row.state) for row in december.receipts] == [(case, ReceiptState.OFFERED)]
    assert office.at_desk("administrasi").cases.page(november).receipts == ()


def test_a_reopened_case_hands_its_file_over_again(office: Team) -> None:
    case = office.case_at(7)
    run, desk = run_id(office, "2026-11"), office.at_desk("administrasi")
    desk.periods.accept([desk.cases.page(run).receipts[0].receipt_id])
    office.at_desk("pimpinan").cases.reopen(case, "Data baru")
    from models.rehearsal.routes import Move

    office.bring(case, Move(2, "tidak"))
    assert [row.state for row in desk.cases.page(run).receipts] == [ReceiptState.OFFERED, ReceiptState.RECEIVED]


def hand_in(team: Team, run: int, note: str) -> int:
    """Write the report of November for its run and hand it in; gives its id."""
    reports = team.at_desk("administrasi").reports
    sheet = reports.start("data-layanan", "2026-11", run)
    assert sheet.report_id is not None
    version = reports.save(sheet.report_id, sheet.row_version, {part.key: note for part in sheet.parts})
    reports.submit(sheet.report_id, version)
    return sheet.report_id


def test_the_report_goes_back_twice_and_is_frozen_when_it_is_approved(office: Team) -> None:
    run = to_report(office)
    desk, head = office.at_desk("administrasi"), "pimpinan"
    (item,) = office.panel("administrasi", run).documents
    assert (item.title, item.detail, item.verb) == ("Laporan Data Layanan", "Belum disusun", "Susun")
    assert code_of(lambda: close(office, run)) is ErrorCode.STEP_INCOMPLETE
    hand_in(office, run, "Pertama")
    close(office, run)
    assert refused(lambda: close(office, run, head, outcome="kembalikan")).code is ErrorCode.REASON_NEEDED
    close(office, run, head, outcome="kembalikan", reason="Angka rujukan belum ada")
    assert desk.reports.sheet("data-layanan", "2026-11").returned_with == "Angka rujukan belum ada"
    assert code_of(lambda: close(office, run)) is ErrorCode.STEP_INCOMPLETE
    hand_in(office, run, "Kedua")
    close(office, run)
    close(office, run, head, outcome="teruskan")
    assert desk.reports.sheet("data-layanan", "2026-11").state is ReportState.RECEIVED
    close(office, run, head, outcome="kembalikan", reason="Periksa lagi")
    report = hand_in(office, run, "Ketiga")
    close(office, run)
    close(office, run, head, outcome="teruskan")
    record_all(office, run, head)
    page = close(office, run, head, outcome="setuju")
    sheet = desk.reports.sheet("data-layanan", "2026-11")
    assert (sheet.state, sheet.run_id) == (ReportState.APPROVED, run)
    digest = hashlib.sha256(desk.reports.paper(report)).hexdigest()
    with office.session.store.reading():
        frozen = AuditRow.get(AuditRow.action == "periode.bekukan")
    assert digest in frozen.detail
    shown = {pair.label: pair.value for pair in page.summary}
    assert shown["Laporan Data Layanan November 2026, SHA-256"].replace(" ", "") == digest
    assert shown["Pengesahan"].startswith("Disetujui oleh ")
    assert page.head.ended_as == "Disetujui"
    assert not page.head.may_reopen
    remarks = [line.remark for line in desk.logbook.day(office.clock.now().date())]
    assert f"SHA-256 {digest}" in remarks


def test_a_report_that_was_not_handed_in_is_neither_received_nor_is_the_row_closed(office: Team) -> None:
    """Its row was closed with a reason: the decision is refused and leaves no trace."""
    run = to_report(office)
    row = office.panel("administrasi", run)
    with office.session.store.unit_of_work(1, office.clock.now()) as unit:
        head_account = office.at_desk("pimpinan").session.user.account_id
        StepRun.update(account=head_account).where(StepRun.id == row.step_run_id).execute()
        unit.audit("uji", "kasus", run)
    close(office, run, "pimpinan", force_reason="Dikerjakan di kertas")
    assert code_of(lambda: close(office, run, "pimpinan", outcome="teruskan")) is ErrorCode.REPORT_STATE
    assert office.panel("pimpinan", run).number == 6
    assert office.at_desk("administrasi").reports.sheet("data-layanan", "2026-11").state is None


def test_the_decisions_of_a_report_in_a_run_are_not_taken_on_its_own_page(office: Team) -> None:
    run = to_report(office)
    report = hand_in(office, run, "Tulisan")
    desk = office.at_desk("pimpinan")
    sheet = desk.reports.sheet("data-layanan", "2026-11")
    assert "langkah 5" in sheet.run_words
    assert sheet.may == frozenset()
    work = lambda: desk.reports.decide(report, sheet.row_version, ReportState.APPROVED)  # noqa: E731
    assert code_of(work) is ErrorCode.REPORT_IN_RUN


def test_receipts_cannot_be_sorted_before_they_are_received(office: Team) -> None:
    office.case_at(7)
    desk = office.at_desk("administrasi")
    waiting = desk.cases.page(run_id(office, "2026-11")).receipts[0].receipt_id
    assert code_of(lambda: desk.periods.sort([waiting], selected=True)) is ErrorCode.NOT_FOUND
    assert code_of(lambda: desk.periods.resolve([waiting])) is ErrorCode.NOT_FOUND
    with office.session.store.reading():
        assert FileReceipt.select().count() == 1


def test_the_definition_is_the_one_that_is_shipped() -> None:
    assert not specification(PERIODIC).draft
