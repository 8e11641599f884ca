"""The life of a letter: checked by another, numbered, signed, sent, received; each stage once, by whom it may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from peewee import IntegrityError

from models.errors import ErrorCode
from models.forms.spec import Scalar, Values
from models.letters.life import Stage, Step
from models.rehearsal.walk import SCAN as PDF
from models.services.views import LetterLife, OfficerRow, Scan, Sending
from models.store.tables import Attachment, Dispatch, LetterScan
from models.store.working import proxy
from tests.fixtures_office import Team, code_of, refused

RECEIPT, TASK = "tanda-terima", "surat-tugas-penjangkauan"
TODAY = date(2026, 11, 23)
THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]
MORE: list[dict[str, Scalar]] = [{"uraian": "Berkas kasus, 12 lembar"}]
FILES: Values = {"kepada": "Rekan", "barang": THINGS}


@pytest.fixture
def checking(team: Team) -> Team:
    """An office where drafts are checked before they get their number."""
    settings = team.at_desk("administrasi").settings
    settings.save_office(replace(settings.office(), letter_stages=("periksa", "tanda_tangan", "kirim")))
    return team


def draft(team: Team, role: str = "administrasi") -> tuple[int, int]:
    """A receipt that could be issued: its id and row version."""
    letters = team.at_desk(role).letters
    sheet = letters.start(None, RECEIPT)
    return sheet.letter_id, letters.save(sheet.letter_id, {**sheet.values, **FILES}, sheet.row_version)


def issued(team: Team, role: str = "administrasi") -> LetterLife:
    letter_id, version = draft(team, role)
    desk = team.at_desk(role)
    desk.letters.issue(letter_id, desk.letters.open(letter_id).values, version, f"surat-{letter_id}")
    return desk.letter_life.page(letter_id)


def signed(team: Team) -> LetterLife:
    life = issued(team)
    return team.at_desk("administrasi").letter_life.signed(life.letter_id, life.row_version, TODAY, None)


def told(life: LetterLife) -> list[str]:
    return [f"{deed.title}: {deed.detail}" if deed.detail else deed.title for deed in life.history]


def test_the_whole_life_of_a_letter_in_an_office_that_checks(checking: Team) -> None:
    rina, head = checking.at_desk("administrasi"), checking.at_desk("pimpinan")
    letter_id, version = draft(checking)
    assert rina.letter_life.page(letter_id).steps == (Step.SUBMIT,)
    life = rina.letter_life.submit(letter_id, version)
    assert (life.stage, life.steps, life.waiting) == (Stage.SUBMITTED, (Step.WITHDRAW,), "Menunggu pemeriksa.")
    assert head.letter_life.page(letter_id).steps == (Step.APPROVE, Step.RETURN, Step.WITHDRAW)
    assert rina.letters.open(letter_id).read_only
    life = head.letter_life.give_back(letter_id, life.row_version, "Nama barang belum lengkap")
    assert (life.stage, life.remark) == (Stage.RETURNED, "Nama barang belum lengkap (Hendra Wirawan)")
    sheet = rina.letters.open(letter_id)
    assert not sheet.read_only
    values: Values = {**sheet.values, "barang": MORE}
    life = rina.letter_life.submit(letter_id, rina.letters.save(letter_id, values, sheet.row_version))
    life = head.letter_life.approve(letter_id, life.row_version)
    assert (life.stage, rina.letter_life.page(letter_id).steps) == (Stage.CHECKED, (Step.NUMBER, Step.WITHDRAW))
    number = rina.letters.issue(letter_id, rina.letters.open(letter_id).values, life.row_version, "a").number
    life = rina.letter_life.page(letter_id)
    assert (life.stage, life.steps) == (Stage.AWAITING, (Step.SIGN,))
    life = rina.letter_life.signed(letter_id, life.row_version, TODAY, Scan("scan.pdf", PDF))
    assert rina.letter_life.scan(life.history[0].event_id) == ("scan.pdf", PDF)
    life = rina.letter_life.sent(
        letter_id, life.row_version, Sending(TODAY, "Kurir", "RSUD Contoh", "JNE-17"), "kirim-1"
    )
    life = rina.letter_life.received(letter_id, life.row_version, TODAY, "Bu Tini")
    assert life.stage is Stage.SENT
    day = "23 November 2026"
    assert told(life) == [
        f"Diterima: {day}, oleh Bu Tini",
        f"Dikirim: {day}, Kurir, kepada RSUD Contoh, resi JNE-17",
        f"Ditandatangani: {day}",
        f"Diberi nomor: {day}",
        "Disetujui pemeriksa",
        "Diajukan untuk diperiksa",
        "Dikembalikan dengan catatan: Nama barang belum lengkap",
        "Diajukan untuk diperiksa",
    ]
    with checking.session.store.reading():
        (line,) = Dispatch.select()
        assert (line.number, line.addressee, line.means, line.receiver, line.remark) == (
            number, "RSUD Contoh", "Kurir", "Bu Tini", "Resi JNE-17",
        )  # fmt: skip


def test_an_unchecked_draft_gets_no_number_and_a_checked_one_stays_as_it_was(checking: Team) -> None:
    rina, head = checking.at_desk("administrasi"), checking.at_desk("pimpinan")
    letter_id, version = draft(checking)
    values = rina.letters.open(letter_id).values
    issue = rina.letters.issue
    assert code_of(lambda: issue(letter_id, values, version, "a")) is ErrorCode.LETTER_UNCHECKED
    life = rina.letter_life.submit(letter_id, version)
    assert code_of(lambda: rina.letters.save(letter_id, {}, life.row_version)) is ErrorCode.LETTER_HELD
    assert code_of(lambda: rina.letter_life.approve(letter_id, life.row_version)) is ErrorCode.LETTER_OWN_CHECK
    life = head.letter_life.approve(letter_id, life.row_version)
    other: Values = {**values, "kepada": "Orang lain"}
    assert code_of(lambda: issue(letter_id, other, life.row_version, "a")) is ErrorCode.LETTER_UNCHECKED
    life = rina.letter_life.withdraw(letter_id, life.row_version)
    assert (life.stage, code_of(lambda: issue(letter_id, values, life.row_version, "a"))) == (
        Stage.DRAFT,
        ErrorCode.LETTER_UNCHECKED,
    )
    assert code_of(lambda: head.letter_life.give_back(letter_id, life.row_version, " ")) is ErrorCode.REASON_NEEDED
    rina.letters.delete_draft(letter_id)  # with everything that happened to it


def test_a_small_office_issues_at_once_and_tracks_nothing(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    settings.save_office(replace(settings.office(), letter_stages=()))
    life = issued(team)
    assert (life.stage, life.steps) == (Stage.ISSUED, ())


def test_who_may_not_check_is_not_offered_it(checking: Team) -> None:
    letter_id, version = draft(checking)
    checking.at_desk("administrasi").letter_life.submit(letter_id, version)
    dewi = checking.at_desk("layanan")
    assert Step.APPROVE not in dewi.letter_life.page(letter_id).steps
    assert code_of(lambda: dewi.letter_life.approve(letter_id, version + 1)) is ErrorCode.NOT_ALLOWED


def test_a_step_out_of_turn_is_refused_and_two_people_do_not_do_it_twice(team: Team) -> None:
    life, desk = issued(team), team.at_desk("administrasi").letter_life
    sending = Sending(TODAY, "Pos", "Dinas")
    refusal = refused(lambda: desk.sent(life.letter_id, life.row_version, sending, "a"))
    assert (refusal.code, refusal.details["tahap"]) == (ErrorCode.LETTER_STAGE, "Menunggu tanda tangan")
    desk.signed(life.letter_id, life.row_version, TODAY, None)
    assert code_of(lambda: desk.signed(life.letter_id, life.row_version, TODAY, None)) is ErrorCode.CHANGED_BY_OTHER


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_nothing_is_signed_or_sent_before_it_was_written_or_tomorrow(team: Team, day: date) -> None:
    life, desk = issued(team), team.at_desk("administrasi").letter_life
    assert code_of(lambda: desk.signed(life.letter_id, life.row_version, day, None)) is ErrorCode.VALUE_INVALID
    version = desk.signed(life.letter_id, life.row_version, TODAY, None).row_version
    assert code_of(lambda: desk.sent(life.letter_id, version, Sending(day, "Pos"), "a")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: desk.sent(life.letter_id, version, Sending(TODAY, " "), "a")) is ErrorCode.VALUE_INVALID
    version = desk.sent(life.letter_id, version, Sending(TODAY, "Pos"), "a").row_version
    assert code_of(lambda: desk.received(life.letter_id, version, day, "Bu Tini")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: desk.received(life.letter_id, version, TODAY, " ")) is ErrorCode.VALUE_INVALID


def test_a_scan_that_is_none_changes_nothing(team: Team) -> None:
    life, desk = issued(team), team.at_desk("administrasi")
    for content in (b"", b"MZ program"):
        scan = Scan("scan.exe", content)
        work = lambda scan=scan: desk.letter_life.signed(life.letter_id, life.row_version, TODAY, scan)  # noqa: E731
        assert code_of(work) is ErrorCode.ATTACHMENT_REFUSED
    assert desk.letter_life.page(life.letter_id).stage is Stage.AWAITING
    assert not list(team.session.folder.attachments.glob("*.bks"))


def test_a_refused_signature_leaves_no_file_behind(team: Team) -> None:
    life, desk = issued(team), team.at_desk("administrasi")
    scan = Scan("a.pdf", PDF)
    assert code_of(lambda: desk.letter_life.signed(life.letter_id, 99, TODAY, scan)) is ErrorCode.CHANGED_BY_OTHER
    assert not list(team.session.folder.attachments.glob("*.bks"))


def test_the_scan_of_a_cases_letter_stands_among_the_documents_of_the_case(team: Team) -> None:
    case_id = team.case_at(2)
    desk = team.at_desk("pimpinan")
    letter = team.letter("pimpinan", case_id, TASK)
    life = desk.letter_life.signed(letter.letter_id, letter.row_version, TODAY, Scan("C:\\scan\\ttd.pdf", PDF))
    assert life.history[0].scan
    (found,) = desk.cases.page(case_id).attachments
    assert letter.number in found.title
    assert desk.attachments.read(found.attachment_id)[1] == PDF
    assert desk.letter_life.scan(life.history[0].event_id)[0] == "ttd.pdf"
    with team.session.store.reading():
        assert (Attachment.select().count(), LetterScan.select().count()) == (1, 0)


def test_a_scan_may_come_later(team: Team) -> None:
    life, desk = signed(team), team.at_desk("administrasi").letter_life
    later = desk.add_scan(life.letter_id, Scan("nanti.pdf", PDF))
    assert (later.stage, later.history[0].title, later.history[0].scan) == (Stage.SIGNED, "Pindaian disimpan", True)


def test_a_letter_is_sent_to_several_and_each_makes_a_line(team: Team) -> None:
    life, desk = signed(team), team.at_desk("administrasi").letter_life
    for turn, receiver in enumerate(("RSUD Contoh", "Polres Contoh")):
        life = desk.sent(life.letter_id, life.row_version, Sending(TODAY, "Kurir", receiver), f"kirim-{turn}")
    desk.received(life.letter_id, life.row_version, TODAY, "Bripka Ujang")
    with team.session.store.reading():
        lines = [(line.addressee, line.receiver) for line in Dispatch.select().order_by(Dispatch.id)]
    assert lines == [("RSUD Contoh", ""), ("Polres Contoh", "Bripka Ujang")]


def test_what_happened_to_an_issued_letter_is_never_changed(team: Team) -> None:
    issued(team)
    for sql in ("UPDATE letter_event SET remark = 'lain'", "DELETE FROM letter_event"):
        with (
            pytest.raises(IntegrityError, match="what happened"),
            team.session.store.unit_of_work(None, team.clock.now()),
        ):
            proxy.execute_sql(sql)


def test_a_void_letter_goes_no_further(team: Team) -> None:
    life, desk = signed(team), team.at_desk("administrasi")
    desk.letters.void(life.letter_id, "Salah alamat")
    after = desk.letter_life.page(life.letter_id)
    assert (after.stage, after.steps, told(after)[0]) == (Stage.VOID, (), "Dibatalkan: Salah alamat")


def test_bytes_signer_and_code_survive_every_change_of_the_office(team: Team) -> None:
    """Office, officer, wording and pattern change; what was issued is reprinted to the last byte."""
    life, desk = signed(team), team.at_desk("administrasi")
    before, sheet = desk.letters.paper(life.letter_id), desk.letters.open(life.letter_id)
    settings = desk.settings
    for row in settings.officers():
        settings.save_officer(replace(row, name=f"{row.name} Baru", post="Lain", rank="", nip=""))
    settings.save_officer(OfficerRow(0, "Kepala Baru", "Kepala Lain", signs_as="kepala"))
    office = settings.office()
    patterns = {key: replace(one, pattern="X/" + one.pattern) for key, one in office.patterns.items()}
    settings.save_office(replace(office, name="Kantor Lain", city="Lain", paper="A4", patterns=patterns))
    team.clock.advance(days=400)
    assert desk.letters.paper(life.letter_id) == before
    again = desk.letters.open(life.letter_id)
    assert (again.signer_text, again.number) == (sheet.signer_text, sheet.number)
    assert "Baru" not in again.signer_text
