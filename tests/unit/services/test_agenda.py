"""Incoming letters: their numbers, what may be read by whom, corrections, scans, replies joined to what was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.errors import ErrorCode
from models.rehearsal.walk import SCAN
from models.services.views import IncomingFilter, IncomingSheet, IncomingState, NewDisposition, NewIncoming
from models.store.tables import IncomingLetter, IssuedNumber
from models.store.working import proxy
from tests.fixtures_office import Team, code_of, detail_of, refused

TODAY = date(2026, 11, 23)
HOSPITAL = NewIncoming(
    sender="RSUD Kota Contoh", subject="Jawaban permintaan visum", received_on=TODAY, number="445/12/RSUD/2026",
    letter_date=date(2026, 11, 20),
)  # fmt: skip
SECRET = replace(
    HOSPITAL, sender="Polres Kota Contoh", subject="Perkembangan penyidikan", secret=True, number="B/77/XI"
)
PDF = SCAN + b"% pindaian rekaan"


def record(
    team: Team, letter: NewIncoming = HOSPITAL, request: str = "masuk-1", role: str = "administrasi"
) -> IncomingSheet:
    return team.at_desk(role).agenda.record(letter, request)


def test_each_letter_gets_the_next_agenda_number_of_its_year_once(team: Team) -> None:
    first = record(team)
    assert first.row.agenda == "001/SM/2026"
    assert record(team) == first  # the same press of the button again
    assert record(team, request="masuk-2").row.agenda == "002/SM/2026"
    last_year = replace(HOSPITAL, received_on=date(2025, 12, 31), letter_date=None)
    assert record(team, last_year, "masuk-3").row.agenda == "001/SM/2025"
    with team.session.store.reading():
        assert (
            IncomingLetter.select().count() == IssuedNumber.select().where(IssuedNumber.series == "masuk").count() == 3
        )
    assert [row.detail for row in team.audited("agenda.catat")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sender": "  "}, "Pengirim surat wajib diisi."),
        ({"subject": ""}, "Hal surat wajib diisi."),
        ({"received_on": date(2026, 11, 24)}, "Tanggal diterima belum tiba."),
        ({"received_on": date(2022, 11, 23), "letter_date": None}, "Tanggal diterima terlalu lama. Periksa tahunnya."),
        ({"letter_date": date(2026, 11, 24)}, "Tanggal surat tidak boleh sesudah tanggal diterima."),
        ({"urgency": "kilat"}, "Sifat surat hanya boleh biasa, segera, sangat segera."),
        ({"case_number": "9999/XX/11/2026"}, "Tidak ada kasus dengan nomor register 9999/XX/11/2026."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_takes_no_number(team: Team, wrong: dict[str, object], said: str) -> None:
    refusal = refused(lambda: record(team, replace(HOSPITAL, **wrong)))  # type: ignore[arg-type]
    assert (refusal.code, detail_of(refusal, "what")) == (ErrorCode.VALUE_INVALID, said)
    assert record(team, request="masuk-2").row.agenda == "001/SM/2026"


def test_a_secret_letter_is_open_to_the_head_its_writer_and_those_it_was_passed_on_to(team: Team) -> None:
    sheet = record(team, SECRET)
    worker, head = team.at_desk("layanan"), team.at_desk("pimpinan")
    number = sheet.row.incoming_id
    row = worker.agenda.list(IncomingFilter()).rows[0]
    assert (row.readable, row.subject, row.sender, row.number) == (False, "Rahasia", "Rahasia", "")
    assert code_of(lambda: worker.agenda.open(number)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: worker.dispositions.paper(number)) is ErrorCode.NOT_ALLOWED
    assert worker.dispositions.unanswered() == ()
    for words in ("penyidikan", "Polres", "B/77"):
        assert worker.agenda.list(IncomingFilter(text=words)).total == 0
        assert head.agenda.list(IncomingFilter(text=words)).total == 1
    assert worker.agenda.list(IncomingFilter(text="001/SM")).total == 1
    assert head.agenda.open(number).row.subject == SECRET.subject
    head.dispositions.make(
        number, NewDisposition((worker.session.user.account_id,), ("Proses lebih lanjut",)), "disp-1"
    )
    assert worker.agenda.open(number).row.subject == SECRET.subject
    assert worker.agenda.list(IncomingFilter(text="penyidikan")).total == 1


def test_a_correction_keeps_the_number_and_what_it_was_before(team: Team) -> None:
    sheet = record(team)
    desk = team.at_desk("administrasi")
    changed = desk.agenda.change(sheet.row.incoming_id, replace(HOSPITAL, subject="Jawaban"), sheet.row_version)
    assert (changed.row.agenda, changed.row.subject) == (sheet.row.agenda, "Jawaban")
    assert HOSPITAL.subject in team.audited("agenda.ubah")[-1].detail
    stale = lambda: desk.agenda.change(sheet.row.incoming_id, HOSPITAL, sheet.row_version)  # noqa: E731
    assert code_of(stale) is ErrorCode.CHANGED_BY_OTHER
    moved = replace(HOSPITAL, received_on=date(2025, 12, 30), letter_date=None)
    refusal = refused(lambda: desk.agenda.change(sheet.row.incoming_id, moved, changed.row_version))
    assert "milik tahun 2026" in detail_of(refusal, "what")


def test_a_struck_line_stays_with_its_reason_and_its_number(team: Team) -> None:
    sheet = record(team)
    desk = team.at_desk("administrasi")
    assert code_of(lambda: desk.agenda.void(sheet.row.incoming_id, " ")) is ErrorCode.REASON_NEEDED
    assert desk.agenda.void(sheet.row.incoming_id, "Tercatat dua kali").row.state is IncomingState.VOID
    assert record(team, request="masuk-2").row.agenda == "002/SM/2026"
    assert code_of(lambda: desk.agenda.attach(sheet.row.incoming_id, "a.pdf", PDF)) is ErrorCode.NOT_FOUND
    statements = (
        "DELETE FROM incoming_letter",
        "UPDATE incoming_letter SET seq = 9",
        "UPDATE incoming_letter SET agenda = ''",
    )
    for statement in statements:
        with pytest.raises(Exception, match="agenda"), team.session.store.unit_of_work(None, team.clock.now()):
            proxy.execute_sql(statement)


def test_a_scan_is_encrypted_read_back_and_bound_to_its_letter(team: Team) -> None:
    sheet = record(team, SECRET)
    desk = team.at_desk("administrasi")
    with_scan = desk.agenda.attach(sheet.row.incoming_id, "C:\\surat dari Polres.pdf", PDF)
    (scan,) = with_scan.scans
    assert scan.title == "Surat masuk 001/SM/2026"
    assert desk.agenda.scan(scan.attachment_id)[1] == PDF
    assert code_of(lambda: team.at_desk("layanan").agenda.scan(scan.attachment_id)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: desk.agenda.attach(sheet.row.incoming_id, "a.exe", b"MZ")) is ErrorCode.ATTACHMENT_REFUSED
    for file in team.session.folder.attachments.iterdir():
        assert b"rekaan" not in file.read_bytes()


def test_the_scans_of_letters_go_into_the_backup(team: Team) -> None:
    from models.services.session import store_keys
    from models.store import snapshot

    sheet = record(team)
    team.at_desk("administrasi").agenda.attach(sheet.row.incoming_id, "a.pdf", PDF)
    found = snapshot.examine(team.session.folder.database, store_keys(team.session.key))
    assert len(found.attachments) == 1


def test_a_reply_is_joined_to_the_letter_it_answers_and_fills_its_form(team: Team) -> None:
    case_id = team.case_at(6)
    issued = team.letter("layanan", case_id, "surat-rujukan-kedaruratan")
    desk, worker = team.at_desk("administrasi"), team.at_desk("layanan")
    sheet = record(team)
    assert [option.key for option in desk.agenda.answerable(issued.number)] == [str(issued.letter_id)]
    joined = desk.agenda.join_reply(sheet.row.incoming_id, issued.letter_id, sheet.row_version)
    assert (joined.case_id, joined.reply_to, joined.reply_awaited) == (case_id, issued.letter_id, True)
    assert worker.letters.open(issued.letter_id).reply_text == "Dibalas 23 November 2026, 445/12/RSUD/2026"
    form = worker.replies.open(issued.letter_id)
    assert form.values["pengirim"] == HOSPITAL.sender
    assert form.values["nomor"] == HOSPITAL.number
    assert form.values["tanggal"] == "2026-11-23"
    worker.replies.save(issued.letter_id, {**form.values, "ringkasan": "Visum sudah dilakukan."}, None)
    assert not desk.agenda.open(sheet.row.incoming_id).reply_awaited
    assert desk.agenda.join_reply(sheet.row.incoming_id, None, joined.row_version).reply_to is None


def test_letters_are_found_by_month_words_and_what_waits_for_the_head(team: Team) -> None:
    record(team)
    record(team, replace(HOSPITAL, received_on=date(2026, 10, 5), letter_date=None, sender="Dinas Sosial"), "masuk-2")
    desk, head = team.at_desk("administrasi"), team.at_desk("pimpinan")
    assert desk.agenda.list(IncomingFilter(month=date(2026, 10, 1))).rows[0].sender == "Dinas Sosial"
    assert desk.agenda.list(IncomingFilter(text="dinas sos")).total == 1
    assert desk.agenda.list(IncomingFilter(undisposed=True)).total == 2
    order = NewDisposition((team.at_desk("layanan").session.user.account_id,), ("Arsipkan",))
    head.dispositions.make(1, order, "disp-1")
    assert [row.sender for row in desk.agenda.list(IncomingFilter(undisposed=True)).rows] == ["Dinas Sosial"]
    first = desk.agenda.list(IncomingFilter(), limit=1)
    assert desk.agenda.list(IncomingFilter(), first.cursor, limit=1).rows[0].incoming_id != first.rows[0].incoming_id


def test_the_log_book_tells_of_the_letter_without_its_sender(team: Team) -> None:
    record(team, replace(HOSPITAL, sender="Zubaidah Qirana"))
    (line,) = team.at_desk("administrasi").logbook.day(TODAY)
    assert (line.activity, line.document) == ("Menerima surat masuk", "Surat masuk nomor agenda 001/SM/2026")
    assert "Zubaidah" not in repr(line)


def test_an_incoming_letter_is_found_by_everything_but_only_by_who_may_read_it(team: Team) -> None:
    record(team, SECRET)
    worker, head = team.at_desk("layanan"), team.at_desk("pimpinan")
    assert [hit.target for hit in head.search.find("penyidikan")] == [("surat_masuk", 1)]
    assert worker.search.find("penyidikan") == ()
    assert [hit.title for hit in worker.search.find("001/SM")] == ["001/SM/2026 · Rahasia"]


def test_a_case_tells_that_a_letter_about_it_came_in(team: Team) -> None:
    opened = team.open()
    sheet = record(team, replace(HOSPITAL, case_number=opened.number))
    assert sheet.case_id == opened.case_id
    told = [one.text for one in team.at_desk("layanan").cases.history(opened.case_id)]
    assert any("mencatat surat masuk nomor agenda 001/SM/2026" in line for line in told)


def test_a_case_shows_the_letters_that_came_in_about_it_to_who_reads_the_agenda(team: Team) -> None:
    opened = team.open()
    record(team, replace(HOSPITAL, case_number=opened.number))
    record(team, replace(SECRET, case_number=opened.number), "masuk-2")
    record(team, HOSPITAL, "masuk-3")
    seen = team.at_desk("administrasi").cases.page(opened.case_id).incoming
    assert [row.agenda for row in seen] == ["002/SM/2026", "001/SM/2026"]
    assert [row.subject for row in seen] == [SECRET.subject, HOSPITAL.subject]
    hidden, open_one = team.at_desk("layanan").cases.page(opened.case_id).incoming
    assert (hidden.readable, hidden.subject, hidden.sender) == (False, "Rahasia", "Rahasia")
    assert open_one.subject == HOSPITAL.subject


def test_a_print_is_a_line_of_the_log_book(team: Team) -> None:
    opened = team.open()
    desk = team.at_desk("administrasi")
    desk.logbook.printed("Formulir asesmen risiko", 2, "Pencetak", opened.case_id)
    line = desk.logbook.day(TODAY)[-1]
    assert (line.activity, line.document, line.quantity) == ("Mencetak", "Formulir asesmen risiko", 2)
    assert line.register_number == opened.number
    assert code_of(lambda: desk.logbook.printed("Formulir", 0, "Pencetak")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: desk.logbook.printed("Formulir", 1, "Pencetak", 999)) is ErrorCode.NOT_FOUND
