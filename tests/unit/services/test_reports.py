"""The reports of an office: written, handed in, received, approved and frozen; later changes told by the next one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from models.access.permissions import Permission
from models.errors import ErrorCode
from models.services.reports.reports import ReportService
from models.services.safety import check
from models.services.views import OfficerRow
from models.services.views.reports import ReportSheet
from models.services.workspace import Workspace
from models.statistics import report_rules
from models.statistics.figures import Basis
from models.statistics.report_life import ReportState
from models.store.tables import Account, AuditRow, CaseFile, LogEntry, Paper, ReportCopy, ServiceReport
from models.store.working import proxy
from tests.fixtures_office import Team, code_of, detail_of, refused

KIND, NOVEMBER, DECEMBER = "data-layanan", "2026-11", "2026-12"
TEXTS = {"pendahuluan": "Latar belakang.", "kendala": "Kendaraan.", "tindak-lanjut": "Koordinasi."}
OCTOBER = "2026-10-05T08:00:00+07:00"
S = ReportState


def reports(team: Team, role: str = "administrasi") -> ReportService:
    return team.at_desk(role).reports


def to(team: Team, year: int, month: int, day: int = 1) -> None:
    """Let time pass to the morning of that day."""
    team.clock.moment = datetime(year, month, day, 9, 0, tzinfo=team.clock.now().tzinfo)
    team._desks.clear()


def opened(team: Team, count: int, since: int = 0) -> None:
    for number in range(since, since + count):
        team.open(f"aduan-{number}")
        team.clock.advance(minutes=1)


def written(team: Team, period: str = NOVEMBER) -> ReportSheet:
    """A report that can be handed in."""
    sheet = reports(team).start(KIND, period)
    assert sheet.report_id is not None
    reports(team).save(sheet.report_id, sheet.row_version, TEXTS)
    return reports(team).sheet(KIND, period)


def handed_in(team: Team, period: str = NOVEMBER) -> ReportSheet:
    sheet = written(team, period)
    assert sheet.report_id is not None
    return reports(team).submit(sheet.report_id, sheet.row_version)


def decided(team: Team, sheet: ReportSheet, state: ReportState, remark: str = "") -> ReportSheet:
    assert sheet.report_id is not None
    return reports(team, "pimpinan").decide(sheet.report_id, sheet.row_version, state, remark)


def approved(team: Team, period: str = NOVEMBER) -> ReportSheet:
    return decided(team, handed_in(team, period), S.APPROVED)


def received(team: Team, case_id: int, moment: str) -> None:
    """Somebody puts right when a case was received."""
    with team.session.store.unit_of_work(1, team.clock.now()) as unit:
        CaseFile.update(received_at=moment).where(CaseFile.id == case_id).execute()
        unit.audit("uji", "kasus", case_id)


def number(sheet: ReportSheet) -> int:
    assert sheet.report_id is not None
    return sheet.report_id


def test_the_periods_since_the_first_case_are_listed_with_their_state(team: Team) -> None:
    opened(team, 1)
    to(team, 2027, 1, 5)
    rows = reports(team).of_kind(KIND, "bulan")
    assert [row.words for row in rows] == ["Januari 2027", "Desember 2026", "November 2026"]
    assert [row.over for row in rows] == [False, True, True]
    reports(team).start(KIND, NOVEMBER)
    row = reports(team).of_kind(KIND, "bulan")[-1]
    assert row.state is S.DRAFT
    assert row.detail.startswith("Mulai disusun ")
    assert [one.words for one in reports(team).of_kind(KIND, "tahun")] == ["Tahun 2027", "Tahun 2026"]


def test_looking_at_a_period_makes_no_report_of_it(team: Team) -> None:
    opened(team, 2)
    sheet = reports(team, "layanan").sheet(KIND, NOVEMBER)
    assert (sheet.report_id, sheet.state) == (None, None)
    assert sheet.figures.current.cases == 2
    assert sheet.may == frozenset()
    with team.session.store.reading():
        assert not ServiceReport.select().exists()


def test_a_draft_keeps_what_is_written_and_refuses_the_second_writer(team: Team) -> None:
    sheet = reports(team).start(KIND, NOVEMBER)
    version = reports(team).save(number(sheet), sheet.row_version, {"kendala": "Listrik <padam>"})
    assert code_of(lambda: reports(team).save(number(sheet), sheet.row_version, {})) is ErrorCode.CHANGED_BY_OTHER
    reports(team).save(number(sheet), version, {"penutup": "Demikian."})
    texts = {part.key: part.text for part in reports(team).sheet(KIND, NOVEMBER).written}
    assert (texts["kendala"], texts["penutup"], texts["pendahuluan"]) == ("Listrik <padam>", "Demikian.", "")


def test_it_is_handed_in_once_the_period_is_over_and_everything_is_written(team: Team) -> None:
    opened(team, 1)
    sheet = reports(team).start(KIND, NOVEMBER)
    early = refused(lambda: reports(team).submit(number(sheet), sheet.row_version))
    assert (early.code, detail_of(early, "day")) == (ErrorCode.REPORT_EARLY, "1 Desember 2026")
    to(team, 2026, 12)
    lacking = refused(lambda: reports(team).submit(number(sheet), sheet.row_version))
    assert lacking.code is ErrorCode.REPORT_INCOMPLETE
    assert detail_of(lacking, "parts") == "Pendahuluan, Kendala, Tindak lanjut"
    version = reports(team).save(number(sheet), sheet.row_version, TEXTS)
    assert reports(team).submit(number(sheet), version).state is S.SUBMITTED


def test_handed_in_its_figures_stand_still_and_returned_they_follow_the_data_again(team: Team) -> None:
    opened(team, 2)
    to(team, 2026, 12)
    sheet = handed_in(team)
    opened(team, 1, since=5)
    received(team, 3, "2026-11-25T08:00:00+07:00")
    assert reports(team).sheet(KIND, NOVEMBER).figures.current.cases == 2
    back = decided(team, sheet, S.RETURNED, "Satu kasus belum masuk")
    assert (back.state, back.figures.current.cases) == (S.RETURNED, 3)
    assert back.returned_with == "Satu kasus belum masuk"
    again = reports(team).submit(number(back), back.row_version)
    assert (again.state, again.figures.current.cases) == (S.SUBMITTED, 3)


def test_a_return_needs_its_remark(team: Team) -> None:
    to(team, 2026, 12)
    sheet = handed_in(team)
    assert code_of(lambda: decided(team, sheet, S.RETURNED, "  ")) is ErrorCode.REASON_NEEDED


def test_an_office_without_a_head_of_division_has_one_stage(team: Team) -> None:
    to(team, 2026, 12)
    sheet = handed_in(team)
    seen = reports(team, "pimpinan").sheet(KIND, NOVEMBER)
    assert seen.may == {"setujui", "kembalikan"}
    assert decided(team, sheet, S.APPROVED).state is S.APPROVED


def test_where_there_is_one_the_report_is_received_first(team: Team) -> None:
    team.at_desk("administrasi").settings.save_officer(
        OfficerRow(0, "Budi Santoso", "Kepala Bidang Perlindungan", signs_as="kepala_bidang")
    )
    to(team, 2026, 12)
    sheet = handed_in(team)
    assert sheet.waits_for == "Kepala Bidang Perlindungan"
    assert code_of(lambda: decided(team, sheet, S.APPROVED)) is ErrorCode.REPORT_STATE
    received = decided(team, sheet, S.RECEIVED)
    assert received.waits_for != sheet.waits_for
    assert decided(team, received, S.APPROVED).state is S.APPROVED


def test_who_holds_the_post_decides_and_nobody_else(team: Team) -> None:
    """The head of division has an account: another person of the same role is refused by name of the post."""
    admin = team.at_desk("administrasi")
    saved = admin.settings.save_officer(OfficerRow(0, "Budi Santoso", "Kepala Bidang", signs_as="kepala_bidang"))
    with team.session.store.unit_of_work(1, team.clock.now()) as unit:
        held = admin.session.user.account_id
        Account.update(officer=saved.officer_id).where(Account.id == held).execute()
        unit.audit("uji", "pengguna", held)
    to(team, 2026, 12)
    sheet = handed_in(team)
    assert reports(team, "pimpinan").sheet(KIND, NOVEMBER).may == frozenset()
    refusal = refused(lambda: decided(team, sheet, S.RECEIVED))
    assert (refusal.code, detail_of(refusal, "post")) == (ErrorCode.REPORT_NOT_YOURS, "Kepala Bidang")


def test_those_who_only_read_figures_decide_nothing(team: Team) -> None:
    to(team, 2026, 12)
    sheet = handed_in(team)
    for state in (S.RECEIVED, S.APPROVED):
        work = lambda state=state: reports(team).decide(number(sheet), sheet.row_version, state)  # noqa: E731
        assert code_of(work) is ErrorCode.NOT_ALLOWED, state
    assert not team.at_desk("layanan").session.may(Permission.REPORT_WRITE)
    assert code_of(lambda: reports(team, "layanan").start(KIND, NOVEMBER)) is ErrorCode.NOT_ALLOWED


def test_every_stage_stands_in_the_trail_and_the_log_book(team: Team) -> None:
    to(team, 2026, 12)
    sheet = approved(team)
    assert [event.words for event in sheet.events] == ["Disetujui dan dibekukan", "Diajukan", "Mulai disusun"]
    with team.session.store.reading():
        told = [row.activity for row in LogEntry.select().where(LogEntry.document.startswith("Laporan Data Layanan"))]
        frozen = AuditRow.get(AuditRow.action == "laporan.bekukan")
    assert told == ["Mengajukan laporan", "Menyetujui dan membekukan laporan", "Membekukan laporan"]
    assert "sha256" in frozen.detail
    assert team.at_desk("pimpinan").logbook.verify().whole


def test_an_approved_report_changes_no_more_and_is_not_returned(team: Team) -> None:
    """That it is the same bytes after everything an office changes: ``test_report_after_changes``."""
    opened(team, 3)
    to(team, 2026, 12)
    sheet = approved(team)
    received(team, 1, OCTOBER)
    to(team, 2027, 12)
    now = reports(team).sheet(KIND, NOVEMBER)
    assert now.figures == sheet.figures
    assert code_of(lambda: reports(team).save(number(now), now.row_version, {})) is ErrorCode.REPORT_STATE
    assert code_of(lambda: decided(team, now, S.RETURNED, "Ulang")) is ErrorCode.REPORT_STATE


def test_a_report_approved_before_copies_were_kept_keeps_those_that_are_taken_first(team: Team) -> None:
    opened(team, 1)
    to(team, 2026, 12)
    sheet = approved(team)
    with team.session.store.unit_of_work(1, team.clock.now()) as unit:
        proxy.execute_sql("DROP TRIGGER report_copy_kept")
        ReportCopy.delete().execute()
        unit.audit("uji", "laporan", number(sheet))
    book, tables = reports(team).workbook(number(sheet)), reports(team).tables(number(sheet), shared=True)
    to(team, 2027, 12)
    assert reports(team).workbook(number(sheet)) == book
    assert reports(team).tables(number(sheet), shared=True) == tables


def test_what_changed_in_a_frozen_period_is_a_correction_of_the_next_report_once(team: Team) -> None:
    opened(team, 3)
    with team.session.store.reading():
        first = CaseFile.get_by_id(1).number
    to(team, 2026, 12)
    frozen = approved(team)
    received(team, 1, OCTOBER)
    assert reports(team).sheet(KIND, NOVEMBER).figures == frozen.figures
    (told,) = reports(team).corrections(KIND, DECEMBER)
    assert (told.period, told.registers) == (NOVEMBER, (first,))
    assert [(cell.row, cell.old, cell.new) for cell in told.cells][:2] == [("Korban", 3, 2), ("Kasus", 3, 2)]
    to(team, 2027, 1, 4)
    december = approved(team, DECEMBER)
    assert december.corrections == (told,)
    to(team, 2027, 2, 2)
    assert reports(team).corrections(KIND, "2027-01") == ()  # told already
    assert [one.period for one in reports(team).corrections(KIND, "2026")] == [NOVEMBER]  # and in that of the year
    received(team, 2, OCTOBER)
    (again,) = reports(team).corrections(KIND, "2027-01")
    assert [(cell.row, cell.old, cell.new) for cell in again.cells][1] == ("Kasus", 2, 1)


def test_the_paper_of_what_is_still_written_says_so(team: Team) -> None:
    to(team, 2026, 12)
    sheet = written(team)
    assert b"KONSEP" in reports(team).paper(number(sheet))
    again = reports(team).submit(number(sheet), sheet.row_version)
    assert b"KONSEP" not in reports(team).paper(number(again))


def test_it_counts_by_the_day_and_the_services_that_were_chosen(team: Team) -> None:
    opened(team, 2)
    sheet = reports(team).start(KIND, NOVEMBER)
    only = reports(team).count_by(number(sheet), sheet.row_version, Basis.ENTRY, (team.spec.key,))
    assert (only.basis, only.services) == (Basis.ENTRY, (team.spec.key,))
    assert only.figures.services == (team.spec.key,)
    none = reports(team).count_by(number(sheet), only.row_version, Basis.REPORT, ("tidak-ada",))
    assert none.figures.current.cases == 0


def test_rules_of_the_office_change_what_is_asked_and_hidden(team: Team) -> None:
    desk: Workspace = team.at_desk("administrasi")
    rules = desk.report_rules.rules()
    desk.report_rules.save(replace(rules, threshold=3, parts=rules.parts[:1]))
    to(team, 2026, 12)
    sheet = reports(team).start(KIND, NOVEMBER)
    assert [part.key for part in sheet.parts] == ["pendahuluan"]
    version = reports(team).save(number(sheet), sheet.row_version, {"pendahuluan": "Ada."})
    done = reports(team).submit(number(sheet), version)
    assert done.threshold == 3
    assert report_rules.shipped().threshold == 5


def test_spreadsheets_are_taken_out_with_a_record(team: Team) -> None:
    opened(team, 1)
    sheet = reports(team).start(KIND, NOVEMBER)
    table = sheet.figures.tables[0].key
    assert reports(team).workbook(number(sheet))
    assert reports(team).csv(number(sheet), table, shared=True)
    assert code_of(lambda: reports(team).csv(number(sheet), "tidak-ada")) is ErrorCode.NOT_FOUND
    with team.session.store.reading():
        taken = [row.detail for row in AuditRow.select().where(AuditRow.action == "laporan.diekspor")]
    assert len(taken) == 2


@pytest.mark.parametrize("period", ["2026-13", "november", "2026-S3"])
def test_what_is_no_period_is_refused_in_words(team: Team, period: str) -> None:
    assert code_of(lambda: reports(team).sheet(KIND, period)) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: reports(team).sheet("tidak-ada", NOVEMBER)) is ErrorCode.NOT_FOUND


def badge(team: Team, role: str) -> int:
    return team.at_desk(role).status.strip().badges["laporan"]


def test_what_waits_for_somebody_is_counted_beside_the_page(team: Team) -> None:
    to(team, 2026, 12)
    assert (badge(team, "administrasi"), badge(team, "pimpinan")) == (0, 0)
    sheet = handed_in(team)
    assert (badge(team, "administrasi"), badge(team, "pimpinan"), badge(team, "layanan")) == (0, 1, 0)
    back = decided(team, sheet, S.RETURNED, "Ulangi")
    assert (badge(team, "administrasi"), badge(team, "pimpinan")) == (1, 0)
    again = reports(team).submit(number(back), back.row_version)
    decided(team, again, S.APPROVED)
    assert (badge(team, "administrasi"), badge(team, "pimpinan")) == (0, 0)


def test_a_shared_half_year_hides_what_would_tell_a_shared_month(team: Team) -> None:
    """November hides its few girls; the half-year would tell them, since no other month has any."""
    opened(team, 3)
    to(team, 2026, 12, 5)
    for number in range(10, 22):
        team.open(f"aduan-{number}")
        team.clock.advance(minutes=1)
    to(team, 2027, 1, 4)
    approved(team, NOVEMBER)
    approved(team, DECEMBER)
    half = approved(team, "2026-S2")
    hidden = hidden_of(team, half)
    assert ["#", "cases", "="] in hidden["also"], "15 less 12 in December would be 3 in November"
    assert half.figures.current.cases == 15
    assert ["#", "cases", "="] in hidden_of(team, reports(team).sheet(KIND, NOVEMBER))["small"]


def hidden_of(team: Team, sheet: ReportSheet) -> dict[str, list[list[str]]]:
    """The places that the shared version of an approved report hides."""
    with team.session.store.reading():
        found: dict[str, list[list[str]]] = json.loads(ServiceReport.get_by_id(number(sheet)).hidden or "")
        return found


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_copy_of_an_approved_report_that_was_touched_is_found_by_the_check(team: Team, form: str) -> None:
    opened(team, 1)
    to(team, 2026, 12)
    sheet = approved(team)
    held = team.session
    sound = check.examine(held.folder, held.key, team.clock.now())
    with held.store.unit_of_work(1, team.clock.now()) as unit:
        row = ServiceReport.get_by_id(number(sheet))
        copy = row.shared_sha256 if form == "pdf" else ReportCopy.get(ReportCopy.form == form).paper_sha256
        Paper.update(content=b"%PDF diubah").where(Paper.sha256 == copy).execute()
        unit.audit("uji", "laporan", number(sheet))
    touched = check.examine(held.folder, held.key, team.clock.now())
    told = [[one.words for one in report.findings if one.topic == "Surat dan laporan"] for report in (sound, touched)]
    assert "tersimpan seperti saat terbit" in told[0][0]
    assert told[1] == ["Naskah yang hilang atau berubah: laporan 2026-11."]
