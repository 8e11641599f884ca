"""Files of paper: their places, loans, keeping and destruction; the case file and its handover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.errors import ErrorCode
from models.rehearsal.walk import SCAN
from models.services.views.records import NewFile, NewHandover, Place
from models.store.tables import ArchiveFile, Erasure, FactRow, FileLoan, LogEntry, ShelfMove
from tests.fixtures_office import NAME, Team, code_of, detail_of, refused
from tests.unit.services.test_records_month import later, office, placed

__all__ = ["office"]


def test_a_file_has_a_place_a_history_and_a_line_in_the_log_book(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    (waiting,) = desk.shelves.files(view="menunggu")
    assert (waiting.case_id, waiting.state) == (case_id, "Belum ditempatkan")
    file = NewFile(waiting.register_number, waiting.service, "kasus", date(2026, 11, 23), case_id)
    (file_id,) = desk.shelves.put([file], Place("A", "1", "4", ""))
    assert desk.shelves.move([file_id], Place("B", "2"), "Rak penuh") == 1
    (row,) = desk.shelves.files("lemari b")
    assert (row.place.words, row.until) == ("Lemari B, rak 2", "Disimpan sampai 23 November 2036")
    assert [event.text for event in desk.shelves.history(file_id)] == [
        "Ditempatkan di Lemari B, rak 2: Rak penuh",
        "Ditempatkan di Lemari A, rak 1, boks 4",
    ]
    lines = [line for line in desk.logbook.day(office.clock.now().date()) if line.activity == "Menyimpan berkas"]
    assert [line.place for line in lines] == ["Lemari A, rak 1, boks 4", "Lemari B, rak 2"]
    assert desk.shelves.files(view="menunggu") == ()
    assert code_of(lambda: desk.shelves.move([file_id], Place())) is ErrorCode.VALUE_INVALID


def test_a_lent_file_is_missed_when_its_day_has_passed(office: Team) -> None:
    file_id = placed(office)
    desk = office.at_desk("administrasi")
    due = office.clock.now().date() + timedelta(days=7)
    assert desk.loans.usual_day() == due
    assert desk.loans.lend([file_id], "Bu Ratna", due, "Sidang") == 1
    again = refused(lambda: desk.loans.lend([file_id], "Pak Budi", due))
    assert (again.code, detail_of(again, "number")) == (ErrorCode.FILE_LENT, "LAMA/1")
    assert "belum kembali" not in repr(desk.status.strip().news)
    desk = later(office, 8)
    assert [one.register_number for one in desk.tasks.board().loans] == ["LAMA/1"], "who keeps the archive is asked"
    assert office.at_desk("layanan").tasks.board().loans == ()
    own = office.at_desk("layanan").session.user.display_name
    with office.session.store.unit_of_work(None, office.clock.now()) as unit:
        unit.audit("uji", "uji")
        FileLoan.update(borrower=own.upper()).execute()
    assert len(office.at_desk("layanan").tasks.board().loans) == 1, "and who has it"
    with office.session.store.unit_of_work(None, office.clock.now()) as unit:
        unit.audit("uji", "uji")
        FileLoan.update(borrower="Bu Ratna").execute()
    (row,) = desk.shelves.files(view="dipinjam")
    assert (row.borrower, row.late, row.state) == ("Bu Ratna", True, "Dipinjam")
    assert "LAMA/1 belum kembali dari Bu Ratna" in repr(desk.status.strip().news)
    assert row.loan_id is not None
    desk.loans.take_back(row.loan_id, "Lengkap")
    desk.loans.take_back(row.loan_id)
    assert desk.shelves.files(view="dipinjam") == ()
    assert [event.text for event in desk.shelves.history(file_id)][:2] == [
        "Dikembalikan Bu Ratna: Lengkap",
        "Dipinjam Bu Ratna: Sidang",
    ]
    with office.session.store.reading():
        assert FileLoan.select().count() == 1


def test_labels_name_nobody(office: Team) -> None:
    file_id = placed(office)
    paper = office.at_desk("administrasi").shelves.labels([file_id], "a4-3x8", 2)
    assert b"JANGKAU|BERKAS|" in paper
    assert b"LAMA/1" in paper
    labels = office.at_desk("administrasi").shelves.labels
    assert code_of(lambda: labels([file_id], "tidak-ada")) is ErrorCode.NOT_FOUND
    assert code_of(lambda: labels([], "a4-3x8")) is ErrorCode.VALUE_INVALID


# ---------------------------------------------------------------- destruction


def test_nothing_is_destroyed_without_the_head_and_two_officers(office: Team) -> None:
    file_id, young = placed(office), placed(office, "BARU/1", date(2025, 1, 5))
    desk, head = office.at_desk("administrasi"), office.at_desk("pimpinan")
    assert [row.register_number for row in desk.shelves.files(view="habis")] == ["LAMA/1"]
    too_soon = refused(lambda: desk.destruction.propose([young], "Penuh"))
    assert "belum berakhir" in detail_of(too_soon, "what")
    proposal = desk.destruction.propose([file_id], "Masa simpan berakhir")
    number = proposal.destruction_id
    assert (proposal.state, proposal.may_decide) == ("Menunggu persetujuan", False)
    assert code_of(lambda: desk.destruction.propose([file_id], "Lagi")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: desk.destruction.decide(number, approve=True)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: desk.destruction.carry_out(number)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: head.destruction.decide(number, approve=False)) is ErrorCode.REASON_NEEDED
    assert head.destruction.decide(number, approve=True).state == "Disetujui"
    assert code_of(lambda: head.destruction.decide(number, approve=False, note="x")) is ErrorCode.STEP_CLOSED
    assert code_of(lambda: desk.destruction.carry_out(number)) is ErrorCode.MINUTES_MISSING
    letter_id = desk.destruction.minutes(number)
    assert desk.destruction.minutes(number) == letter_id
    sheet = desk.letters.open(letter_id)
    assert [line["nomor"] for line in sheet.values["daftar"]] == ["LAMA/1"]  # type: ignore[union-attr,index]
    officers = [option.key for option in sheet.officers][:2]
    answers = {**sheet.values, "pukul": "10:00", "cara": "cacah", "petugas_pemusnah": officers}
    desk.letters.issue(letter_id, answers, sheet.row_version, "musnah-1")
    done = desk.destruction.carry_out(number)
    assert done.state == "Sudah dimusnahkan"
    assert desk.shelves.files("lama/1") == ()
    (gone,) = desk.shelves.files("lama/1", "dimusnahkan")
    assert gone.until == "Dimusnahkan 23 November 2026"
    assert code_of(lambda: desk.shelves.move([file_id], Place("C"))) is ErrorCode.FILE_GONE
    assert code_of(lambda: desk.loans.lend([file_id], "X", date(2027, 1, 1))) is ErrorCode.FILE_GONE
    with office.session.store.reading():
        assert LogEntry.select().where(LogEntry.activity == "Memusnahkan berkas").count() == 1
        assert ShelfMove.select().where(ShelfMove.file == file_id).count() == 1, "its history stays"


def test_the_database_itself_refuses_a_destruction_nobody_approved(office: Team) -> None:
    file_id = placed(office)

    def destroy() -> None:
        with office.session.store.unit_of_work(None, office.clock.now()) as unit:
            ArchiveFile.update(destroyed_at="2026-11-23T08:00:00+07:00").where(ArchiveFile.id == file_id).execute()
            unit.audit("uji", "arsip", file_id)

    with pytest.raises(Exception, match="only with an approval"):
        destroy()


def test_one_officer_alone_destroys_nothing(office: Team) -> None:
    desk, head = office.at_desk("administrasi"), office.at_desk("pimpinan")
    number = desk.destruction.propose([placed(office)], "Masa simpan berakhir").destruction_id
    head.destruction.decide(number, approve=True)
    letter_id = desk.destruction.minutes(number)
    sheet = desk.letters.open(letter_id)
    answers = {**sheet.values, "pukul": "10:00", "cara": "cacah", "petugas_pemusnah": [sheet.officers[0].key]}
    desk.letters.issue(letter_id, answers, sheet.row_version, "musnah-1")
    alone = refused(lambda: desk.destruction.carry_out(number))
    assert "dua petugas" in detail_of(alone, "why")


# ---------------------------------------------------------------- case file and handover


def test_the_case_file_stands_in_the_order_of_the_procedure(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    page = desk.attachments.add(case_id, "Foto rumah", "foto.pdf", SCAN)
    letter = page.letters[0]
    desk.attachments.add(case_id, "Bertanda tangan", "ttd.pdf", SCAN, letter_id=letter.letter_id)
    view = desk.case_file.view(case_id)
    titles = [section.title for section in view.sections]
    assert titles[0].startswith("1. ")
    assert titles == [*sorted(titles[:-1]), "Dokumen lain"]
    items = [item for section in view.sections for item in section.items]
    signed = next(item for item in items if item.kind == "surat" and item.record_id == letter.letter_id)
    assert [scan.title for scan in signed.scans] == ["Bertanda tangan"]
    assert [item.title for item in view.sections[-1].items][-1] == "Foto rumah"
    assert (view.there, view.needed) == (view.needed, view.there)
    assert view.needed > 3


def test_a_handover_lists_the_files_by_itself_and_records_the_other_side(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    view = desk.case_file.view(case_id)
    assert {"Tanda Terima", "Berita Acara Penyerahan Berkas"} <= {name for _key, name in view.handover_kinds}
    for key, _name in view.handover_kinds:
        sheet = desk.letters.open(desk.handovers.draft(case_id, key))
        lists = [value for value in sheet.values.values() if isinstance(value, list) and value]
        assert any(len(lines) > 5 for lines in lists), key
        assert NAME not in repr(sheet.values)
    given = NewHandover("Sari Melati", date(2026, 11, 23), "Kasi Layanan", "UPTD PPA Provinsi")
    signed = desk.attachments.add(case_id, "Berita acara", "ba.pdf", SCAN).attachments[0].attachment_id
    desk.handovers.record(case_id, given, signed)
    shown = desk.case_file.view(case_id).sections[-1]
    assert shown.title == "Penyerahan berkas"
    assert shown.items[0].detail == "Diterima Sari Melati, Kasi Layanan, UPTD PPA Provinsi, 23 November 2026"
    assert [scan.record_id for scan in shown.items[0].scans] == [signed]
    line = desk.logbook.day(office.clock.now().date())[-1]
    assert (line.activity, line.receiver) == ("Menyerahkan berkas", "Sari Melati, Kasi Layanan, UPTD PPA Provinsi")
    record = desk.handovers.record
    assert code_of(lambda: record(case_id, NewHandover(" ", date(2026, 11, 23)))) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: record(case_id, NewHandover("A", date(2027, 1, 1)))) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: record(case_id, given, 999)) is ErrorCode.NOT_FOUND
    shelved = desk.shelves.files(view="menunggu")
    assert [row.case_id for row in shelved] == [case_id]


def test_a_scanned_sheet_finds_its_place_by_its_code(office: Team) -> None:
    from tests.unit.domain.test_marks import paper

    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    number = desk.cases.page(case_id).head.number
    (file_id,) = desk.shelves.put([NewFile(number, "x", "kasus", date(2026, 11, 23), case_id)], Place("A"))
    stack = paper(
        f"JANGKAU|asesmen-risiko|1|{number}",
        f"JANGKAU|BERKAS|{file_id}|{number}",
        "JANGKAU|asesmen-risiko|1|KASUS/LAIN",
        "ABCDEF012345",
        f"JANGKAU|BERKAS|{file_id + 1}|{number}",
    )
    hints = desk.case_file.hints(stack)
    assert [(hint.case_id, hint.page, hint.form_key) for hint in hints] == [
        (case_id, 0, "asesmen-risiko"),
        (case_id, 1, ""),
    ]


def test_a_scan_with_a_damaged_page_is_kept_without_a_hint(office: Team) -> None:
    from tests.gui.widgets.test_pdf_pages import with_damaged_second_page

    case_id = office.case_at(7)
    desk, content = office.at_desk("administrasi"), with_damaged_second_page()
    assert desk.case_file.hints(content) == ()
    before = len(desk.cases.page(case_id).attachments)
    assert len(desk.attachments.add(case_id, "Foto rumah", "foto.pdf", content).attachments) == before + 1


# ---------------------------------------------------------------- data whose keeping has ended


def minutes(team: Team, number: int) -> None:
    """Issue the minutes of an approved destruction, with two officers."""
    desk = team.at_desk("administrasi")
    sheet = desk.letters.open(desk.destruction.minutes(number))
    officers = [option.key for option in sheet.officers][:2]
    answers = {**sheet.values, "pukul": "10:00", "cara": "cacah", "petugas_pemusnah": officers}
    desk.letters.issue(sheet.letter_id, answers, sheet.row_version, f"musnah-{number}")


def test_closed_cases_kept_long_enough_are_listed_and_their_data_go_with_the_minutes(office: Team) -> None:
    case_id = office.case_at(7)
    desk = office.at_desk("administrasi")
    assert desk.shelves.files(view="habis") == ()
    early = refused(lambda: desk.destruction.propose((), "Penuh", case_ids=[case_id], with_data=True))
    assert "belum berakhir" in detail_of(early, "what")
    desk = later(office, 10 * 366)
    (row,) = [one for one in desk.shelves.files(view="habis") if one.case_id == case_id]
    assert (row.file_id, row.due_to_go) == (0, True)
    proposal = desk.destruction.propose((), "Masa simpan berakhir", case_ids=[case_id], with_data=True)
    assert proposal.with_data
    number = proposal.destruction_id
    office.at_desk("pimpinan").destruction.decide(number, approve=True)
    sheet = desk.letters.open(desk.destruction.minutes(number))
    assert sheet.values["data_dihapus"] == "ya"
    minutes(office, number)
    with office.session.store.reading():
        assert NAME in repr(list(FactRow.select().dicts()))
    assert code_of(lambda: office.at_desk("layanan").destruction.carry_out(number)) is ErrorCode.NOT_ALLOWED
    done = desk.destruction.carry_out(number)
    assert done.state == "Sudah dimusnahkan"
    with office.session.store.reading():
        assert NAME not in repr(list(FactRow.select().dicts()))
        assert Erasure.get(Erasure.case == case_id).destruction_id == number
    assert desk.cases.page(case_id).head.client_label == "Data dihapus"
    assert office.session.store.verify_audit()[1] is None


def test_paper_alone_leaves_the_data(office: Team) -> None:
    case_id = office.case_at(7)
    desk = later(office, 10 * 366)
    number = desk.destruction.propose((), "Masa simpan berakhir", case_ids=[case_id]).destruction_id
    office.at_desk("pimpinan").destruction.decide(number, approve=True)
    minutes(office, number)
    desk.destruction.carry_out(number)
    with office.session.store.reading():
        assert NAME in repr(list(FactRow.select().dicts()))


def test_a_part_of_a_place_is_not_called_by_its_word_twice() -> None:
    assert Place("A", "2", "7", "3").words == "Lemari A, rak 2, boks 7, map 3"
    assert Place("Lemari besi", "", "Boks 2014").words == "Lemari besi, Boks 2014"
    assert Place(shelf="rak dinding").words == "Rak dinding"
