"""The letter desk: drafts, previews, issuing for good, printing, voiding, and numbers that are never given twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from peewee import IntegrityError

from models.errors import ErrorCode
from models.forms.spec import Values
from models.rehearsal.routes import Move
from models.services.views import LetterSheet, OfficerRow
from models.settings.office import NumberPattern
from models.store.tables import Counter, IssuedNumber, Letter
from models.store.working import proxy
from tests.fixtures_office import NAME, NIK, Team, bring_definition, code_of, refused, stored_definition, stub_renderers

TASK, RECEIPT, REFERRAL = "surat-tugas-penjangkauan", "tanda-terima", "surat-rujukan-kedaruratan"
FIRST = "800.1.11.1/001/UPTD-PPA/2026"


def drafted(team: Team, key: str = TASK, role: str = "pimpinan") -> tuple[LetterSheet, Values]:
    """A draft of the case at row 2 with answers it can be issued with."""
    case_id = team.case_at(2)
    sheet = team.at_desk(role).letters.start(case_id, key)
    return sheet, team.letter_answers(role, sheet.letter_id)


def test_a_draft_is_continued_instead_of_begun_twice(team: Team) -> None:
    case_id = team.case_at(2)
    first = team.at_desk("pimpinan").letters.start(case_id, TASK)
    again = team.at_desk("administrasi").letters.start(case_id, TASK)
    assert first.letter_id == again.letter_id
    assert (first.number, first.status, first.may_issue) == ("", "konsep", True)


def test_letters_without_a_case_do_not_mix_two_peoples_drafts(team: Team) -> None:
    rina = team.at_desk("administrasi").letters.start(None, RECEIPT)
    dewi = team.at_desk("layanan").letters.start(None, RECEIPT)
    assert rina.letter_id != dewi.letter_id
    assert team.at_desk("administrasi").letters.start(None, RECEIPT).letter_id == rina.letter_id


def test_a_preview_says_what_is_missing_and_takes_no_number(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    assert letters.preview(sheet.letter_id, answers).missing == ()
    bare = letters.preview(sheet.letter_id, {})
    assert "Petugas yang ditugaskan" in bare.missing
    assert not bare.completion.complete
    refusal = refused(lambda: letters.issue(sheet.letter_id, {}, sheet.row_version, "a"))
    assert refusal.code is ErrorCode.LETTER_INCOMPLETE
    assert refusal.details["missing"] == bare.missing
    with team.session.store.reading():
        assert IssuedNumber.select().where(IssuedNumber.subject == "surat").count() == 0


def test_a_client_named_by_hand_keeps_a_letter_from_being_issued(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    named = {**answers, "tugas_lain": f"Menemui {NAME.upper()} di rumahnya."}
    refusal = refused(lambda: letters.issue(sheet.letter_id, named, sheet.row_version, "a"))
    assert refusal.code is ErrorCode.LETTER_INCOMPLETE
    assert NAME not in str(refusal.details)


def test_how_people_are_written_is_chosen_for_one_letter_and_remembered(team: Team) -> None:
    sheet, answers = drafted(team, REFERRAL)
    desk = team.at_desk("pimpinan")
    choose = desk.letter_choices.name_people
    assert (sheet.naming, [way.key for way in sheet.namings]) == ("penuh", ["penuh", "inisial", "kode"])
    version = choose(sheet.letter_id, "kode", sheet.row_version)
    assert desk.letters.open(sheet.letter_id).naming == "kode"
    content = desk.letters.preview(sheet.letter_id, answers).content
    assert NAME not in str(content)
    assert NIK not in str(content)
    assert code_of(lambda: choose(sheet.letter_id, "terbuka", version)) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: choose(sheet.letter_id, "inisial", version - 1)) is ErrorCode.CHANGED_BY_OTHER
    assert len(team.audited("surat.penulisan_identitas")) == 1


def test_an_issued_letter_has_its_number_its_paper_and_a_log_book_line(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    assert letters.next_number(sheet.letter_id).number == FIRST
    issued = letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    assert issued.number == FIRST
    assert FIRST.encode() in issued.pdf
    assert letters.paper(sheet.letter_id) == issued.pdf
    again = letters.open(sheet.letter_id)
    assert (again.read_only, again.may_issue, again.number, again.status) == (True, False, FIRST, "terbit")
    day = team.at_desk("layanan").logbook.day(team.clock.now().date())
    assert [line.document for line in day if line.activity == "Menerbitkan surat"] == [
        f"Surat Tugas Penjangkauan Korban nomor {FIRST}"
    ]


def test_the_same_press_of_the_button_gives_the_same_letter(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    first, again = (letters.issue(sheet.letter_id, answers, sheet.row_version, "klik") for _ in range(2))
    assert (first.number, first.pdf) == (again.number, again.pdf)
    assert code_of(lambda: letters.issue(sheet.letter_id, answers, 1, "klik lain")) is ErrorCode.LETTER_ISSUED
    with team.session.store.reading():
        assert IssuedNumber.select().where(IssuedNumber.series == "keluar").count() == 1


def test_an_issued_letter_takes_no_change_any_more(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    version = letters.issue(sheet.letter_id, answers, sheet.row_version, "a").row_version
    assert code_of(lambda: letters.save(sheet.letter_id, answers, version)) is ErrorCode.LETTER_ISSUED
    assert code_of(lambda: letters.delete_draft(sheet.letter_id)) is ErrorCode.LETTER_ISSUED


def test_two_people_at_one_draft_the_second_is_told(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    version = letters.save(sheet.letter_id, answers, sheet.row_version)
    assert code_of(lambda: letters.save(sheet.letter_id, {}, sheet.row_version)) is ErrorCode.CHANGED_BY_OTHER
    issue = team.at_desk("administrasi").letters.issue
    assert code_of(lambda: issue(sheet.letter_id, answers, sheet.row_version, "a")) is ErrorCode.CHANGED_BY_OTHER
    assert issue(sheet.letter_id, answers, version, "a").number == FIRST


def test_a_letter_stays_as_it_was_signed(team: Team) -> None:
    sheet, answers = drafted(team)
    issued = team.at_desk("pimpinan").letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    settings = team.at_desk("administrasi").settings
    for row in settings.officers():
        settings.save_officer(OfficerRow(row.officer_id, f"{row.name} Baru", "Lain", active=False))
    settings.save_office(replace(settings.office(), name="Kantor Baru", city="Kota Lain", paper="A4"), b"")
    newer = (
        stored_definition(team, "surat", TASK).replace("versi = 2", "versi = 3").replace("SURAT TUGAS", "SURAT LAIN")
    )
    bring_definition(team, "surat", newer)
    letters = team.at_desk("pimpinan").letters
    assert letters.paper(sheet.letter_id) == issued.pdf
    assert letters.open(sheet.letter_id).spec.version == 2


def test_a_void_letter_keeps_its_number_and_the_next_one_differs(team: Team) -> None:
    sheet, answers = drafted(team)
    head = team.at_desk("pimpinan")
    issued = head.letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    assert code_of(lambda: head.letters.void(sheet.letter_id, " ")) is ErrorCode.REASON_NEEDED
    void = head.letters.void(sheet.letter_id, f"Salah alamat {NAME}.")
    assert (void.status, void.number, void.may_issue) == ("batal", FIRST, False)
    assert head.letters.paper(sheet.letter_id) == issued.pdf
    assert code_of(lambda: head.letters.void(sheet.letter_id, "Lagi")) is ErrorCode.NOT_FOUND
    assert team.letter("pimpinan", 1, TASK).number == FIRST.replace("/001/", "/002/")
    remarks = [line.remark for line in head.logbook.day(team.clock.now().date()) if "Membatalkan" in line.activity]
    assert remarks == ["Salah alamat Z.Q.W.."]


def test_a_void_letter_no_longer_closes_its_row(team: Team) -> None:
    sheet, answers = drafted(team)
    head = team.at_desk("pimpinan")
    head.letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    head.letters.void(sheet.letter_id, "Salah tanggal")
    panel = team.panel("pimpinan", 1)
    close = head.cases.close_step
    refusal = code_of(lambda: close(panel.step_run_id, panel.row_version, outcome="jangkau"))
    assert refusal is ErrorCode.STEP_INCOMPLETE


def test_a_letter_that_cannot_be_drawn_takes_no_number(team: Team) -> None:
    sheet, answers = drafted(team)

    def torn(_content: object) -> bytes:
        raise ValueError("the printer's ghost")

    team._desks.clear()
    whole, team.renderers = team.renderers, stub_renderers(letter=torn)
    with pytest.raises(ValueError, match="ghost"):
        team.at_desk("pimpinan").letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    team._desks.clear()
    team.renderers = whole
    letters = team.at_desk("pimpinan").letters
    assert letters.next_number(sheet.letter_id).number == FIRST
    assert letters.issue(sheet.letter_id, answers, sheet.row_version, "a").number == FIRST


def test_without_a_signer_nothing_is_issued(team: Team) -> None:
    sheet, answers = drafted(team)
    settings = team.at_desk("administrasi").settings
    head = next(row for row in settings.officers() if row.signs_as == "kepala")
    settings.save_officer(OfficerRow(head.officer_id, head.name, head.post, row_version=head.row_version))
    refusal = refused(lambda: team.at_desk("pimpinan").letters.issue(sheet.letter_id, answers, sheet.row_version, "a"))
    assert (refusal.code, refusal.details["post"]) == (ErrorCode.SIGNER_MISSING, "kepala")
    with team.session.store.reading():
        assert not Counter.select().where(Counter.series == "keluar").exists()


def test_the_post_of_the_head_stands_on_the_letter_though_it_was_written_only_in_the_profile(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    head = next(row for row in settings.officers() if row.signs_as == "kepala")
    settings.save_officer(replace(head, post=""))
    settings.save_office(replace(settings.office(), head_post="Kepala UPTD PPA Kota Contoh"), b"")
    sheet, answers = drafted(team)
    shown = team.at_desk("pimpinan").letters.preview(sheet.letter_id, answers)
    assert shown.content.signer is not None
    assert (shown.content.signer.post, shown.missing) == ("Kepala UPTD PPA Kota Contoh", ())


def test_nobody_signs_without_a_post(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    nobody = settings.save_officer(OfficerRow(0, "Bagus Santoso", ""))
    letters = team.at_desk("pimpinan").letters
    sheet = letters.start(None, "nota-dinas")
    answers = {**team.letter_answers("pimpinan", sheet.letter_id), "pejabat": str(nobody.officer_id)}
    assert "Jabatan Bagus Santoso pada Administrasi, Pegawai" in letters.preview(sheet.letter_id, answers).missing
    refusal = refused(lambda: letters.issue(sheet.letter_id, answers, sheet.row_version, "a"))
    assert refusal.code is ErrorCode.LETTER_INCOMPLETE


def test_a_new_year_begins_at_one(team: Team) -> None:
    case_id = team.case_at(2)
    team.letter("pimpinan", case_id, TASK, "a")
    team.clock.moment = datetime(2027, 1, 4, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert team.letter("pimpinan", case_id, TASK, "b").number == "800.1.11.1/001/UPTD-PPA/2027"
    assert team.open("aduan-2").number == "0001/PJK/01/2027"


def test_an_office_that_moves_over_goes_on_where_its_book_ended(team: Team) -> None:
    case_id, settings = team.case_at(2), team.at_desk("administrasi").settings
    office = settings.office()
    moved = replace(office.patterns["keluar"], start=418)
    settings.save_office(replace(office, patterns={**office.patterns, "keluar": moved}))
    assert team.letter("pimpinan", case_id, TASK, "a").number.split("/")[1] == "418"
    assert team.letter("pimpinan", case_id, REFERRAL, "b").number.split("/")[1] == "419"
    assert team.letter("pimpinan", case_id, RECEIPT, "c").number == "001/TT/UPTD-PPA/2026"
    team.clock.moment += timedelta(days=60)
    assert team.letter("pimpinan", case_id, TASK, "d").number.split("/")[1] == "001"


def test_a_changed_pattern_counts_at_once_at_every_desk(team: Team) -> None:
    sheet, _ = drafted(team)
    assert team.at_desk("pimpinan").letters.next_number(sheet.letter_id).number == FIRST
    settings = team.at_desk("administrasi").settings
    patterns = {**settings.office().patterns, "keluar": NumberPattern("{urut}/B/{tahun}")}
    settings.save_office(replace(settings.office(), patterns=patterns))
    assert team.at_desk("pimpinan").letters.next_number(sheet.letter_id).number == "1/B/2026"


def test_a_clock_that_runs_days_behind_gives_no_number(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    team.clock.advance(days=-2)
    assert code_of(lambda: letters.issue(sheet.letter_id, answers, sheet.row_version, "a")) is ErrorCode.CLOCK_WRONG


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE issued_number SET seq = 9",
        "UPDATE issued_number SET number = 'lain'",
        "DELETE FROM issued_number",
        "DELETE FROM counter",
        "UPDATE counter SET last = last - 1",
        "UPDATE letter SET number = 'lain' WHERE status = 'terbit'",
        "UPDATE letter SET status = 'konsep' WHERE status = 'terbit'",
        "UPDATE letter SET content = '' WHERE status = 'terbit'",
        "DELETE FROM letter WHERE status = 'terbit'",
    ],
)
def test_no_way_leads_back_from_a_number_once_given(team: Team, sql: str) -> None:
    case_id = team.case_at(2)
    team.letter("pimpinan", case_id, TASK)
    with (
        pytest.raises(IntegrityError, match=r"once given|counter|issued letter"),
        team.session.store.unit_of_work(None, team.clock.now()),
    ):
        proxy.execute_sql(sql)


def test_a_print_is_counted_in_the_log_book_and_a_draft_is_not_printed(team: Team) -> None:
    sheet, answers = drafted(team)
    letters = team.at_desk("pimpinan").letters
    assert code_of(lambda: letters.printed(sheet.letter_id, 1, "HP")) is ErrorCode.NOT_FOUND
    assert code_of(lambda: letters.paper(sheet.letter_id)) is ErrorCode.NOT_FOUND
    letters.issue(sheet.letter_id, answers, sheet.row_version, "a")
    letters.printed(sheet.letter_id, 3, "HP")
    assert code_of(lambda: letters.printed(sheet.letter_id, 0, "HP")) is ErrorCode.VALUE_INVALID
    lines = team.at_desk("pimpinan").logbook.day(team.clock.now().date())
    assert [line.quantity for line in lines if line.activity == "Mencetak surat"] == [3]
    with team.session.store.reading():
        assert Letter.get_by_id(sheet.letter_id).prints == 1


def test_a_draft_is_thrown_away_without_a_trace_in_the_register(team: Team) -> None:
    sheet, _ = drafted(team)
    letters = team.at_desk("pimpinan").letters
    letters.delete_draft(sheet.letter_id)
    assert code_of(lambda: letters.open(sheet.letter_id)) is ErrorCode.NOT_FOUND
    assert letters.list().rows == ()
    assert [row.entity_id for row in team.audited("surat.hapus_konsep")] == [1]


def test_an_officer_who_left_stays_named_in_what_was_chosen(team: Team) -> None:
    sheet, answers = drafted(team)
    settings = team.at_desk("administrasi").settings
    chosen = str(answers["petugas_ditugaskan"][0])  # type: ignore[index]
    team.at_desk("pimpinan").letters.save(sheet.letter_id, answers, sheet.row_version)
    row = next(row for row in settings.officers() if str(row.officer_id) == chosen)
    settings.save_officer(OfficerRow(row.officer_id, row.name, row.post, active=False, row_version=row.row_version))
    assert row.name in [option.label for option in team.at_desk("pimpinan").letters.open(sheet.letter_id).officers]


def test_the_list_of_letters_is_found_by_number_name_and_case_and_paged(team: Team) -> None:
    case_id = team.case_at(2)
    for turn in range(3):
        team.letter("pimpinan", case_id, RECEIPT, f"s{turn}")
    team.at_desk("pimpinan").letters.start(case_id, TASK)
    letters = team.at_desk("administrasi").letters
    assert [row.number for row in letters.list("terbit").rows] == [f"00{n}/TT/UPTD-PPA/2026" for n in (3, 2, 1)]
    assert [row.name for row in letters.list("konsep").rows] == ["Surat Tugas Penjangkauan Korban"]
    assert letters.list(text="002/TT").total == 1
    assert letters.list(text="0001/PJK").total == 4
    assert letters.list(text="%").total == letters.list(text="_").total == 0
    first = letters.list(limit=2)
    second = letters.list(limit=2, cursor=first.cursor)
    assert len({row.letter_id for row in (*first.rows, *second.rows)}) == first.total == 4
    assert NIK not in repr(letters.list())


def test_every_kind_of_letter_can_be_begun(team: Team) -> None:
    case_id = team.case_at(6)
    for option in team.at_desk("pimpinan").letters.kinds(case_id):
        assert team.at_desk("pimpinan").letters.start(case_id, option.key).spec.name


def test_a_note_is_signed_by_the_officer_its_writer_chooses(team: Team) -> None:
    desk = team.at_desk("administrasi")
    sheet = desk.letters.start(None, "nota-dinas")
    officers = {row.name: row for row in desk.settings.officers()}
    assert sheet.values["pejabat"] == str(desk.session.user.officer_id), "the writer is proposed"
    other = next(row for row in officers.values() if row.officer_id != desk.session.user.officer_id)
    answers = {**sheet.values, "hal": "Undangan", "isi": "Rapat hari Senin.", "pejabat": str(other.officer_id)}
    preview = desk.letters.preview(sheet.letter_id, {**answers, "tembusan": "Yth. Camat A\nYth. Camat B"})
    assert preview.missing == ()
    assert preview.content.signer is not None
    assert (preview.content.signer.name, preview.content.sender) == (other.name, other.post)
    assert preview.content.cc == ("Yth. Camat A", "Yth. Camat B")
    missing = desk.letters.preview(sheet.letter_id, {**answers, "pejabat": ""}).missing
    assert "Dari (menandatangani)" in missing
    assert desk.letters.open(sheet.letter_id).signer_text.startswith(desk.session.user.display_name)
    issued = team.at_desk("pimpinan").letters.issue(sheet.letter_id, answers, sheet.row_version, "nota")
    assert desk.letters.open(sheet.letter_id).signer_text == f"{other.name}, {other.post}"
    assert "/ND/" in issued.number


def test_the_next_row_is_reached_with_the_letter(team: Team) -> None:
    case_id = team.case_at(2)
    team.letter("pimpinan", case_id, TASK)
    page = team.bring(case_id, Move(2, "jangkau"))
    assert page.step is not None
    assert page.step.number == 3
    assert [row.number for row in page.letters] == [FIRST]
