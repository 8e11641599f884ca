"""A letter went out, and an answer comes back: it is kept with the letter and found again."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode
from models.services.views import IssuedLetter
from tests.fixtures_office import NAME, Team, code_of, refused

REFERRAL, ASSIGNMENT = "surat-rujukan-kedaruratan", "surat-tugas-penjangkauan"
REPLY = {"tanggal": "2026-11-23", "nomor": "445/1299/RSUD", "pengirim": "RSUD Kota Contoh", "ringkasan": "Dirawat."}


@pytest.fixture
def referral(team: Team) -> tuple[int, IssuedLetter]:
    """A case at its last row with a referral on its way."""
    case = team.case_at(6)
    return case, team.letter("pimpinan", case, REFERRAL)


def test_a_reply_stands_in_the_case_its_history_and_the_log_book(
    team: Team, referral: tuple[int, IssuedLetter]
) -> None:
    case, letter = referral
    desk = team.at_desk("layanan")
    assert desk.letters.open(letter.letter_id).awaits_reply
    assert desk.replies.open(letter.letter_id).row_version is None
    assert desk.replies.save(letter.letter_id, dict(REPLY), None) == 1
    shown = next(row for row in desk.cases.page(case).letters if row.letter_id == letter.letter_id)
    assert shown.detail == "Dibalas 23 November 2026, 445/1299/RSUD"
    told = [one.text for one in desk.cases.history(case)]
    referred = f"Surat Rujukan Layanan Kedaruratan nomor {letter.number}"
    assert f"Dewi Anjani mencatat balasan {referred}: 445/1299/RSUD" in told
    lines = desk.logbook.day(team.clock.now().date())
    assert ("Mencatat balasan surat", "445/1299/RSUD, RSUD Kota Contoh") in [(x.activity, x.remark) for x in lines]
    assert desk.letters.open(letter.letter_id).reply_text == "Dibalas 23 November 2026, 445/1299/RSUD"


def test_the_number_of_the_reply_leads_to_case_and_letter(team: Team, referral: tuple[int, IssuedLetter]) -> None:
    case, letter = referral
    desk = team.at_desk("layanan")
    desk.replies.save(letter.letter_id, dict(REPLY), None)
    assert {hit.target for hit in desk.search.find("445/1299/RSUD")} == {("kasus", case), ("surat", letter.letter_id)}


def test_a_reply_may_come_after_the_case_was_closed_and_be_corrected(
    team: Team, referral: tuple[int, IssuedLetter]
) -> None:
    case, letter = referral
    from models.rehearsal.routes import Move

    team.bring(case, Move(6, "tindak"))
    desk = team.at_desk("administrasi")
    version = desk.replies.save(letter.letter_id, dict(REPLY), None)
    sheet = desk.replies.open(letter.letter_id)
    assert sheet.values["nomor"] == "445/1299/RSUD"
    assert desk.replies.save(letter.letter_id, {**REPLY, "nomor": "445/1300/RSUD"}, version) == 2
    assert desk.search.find("445/1299/RSUD") == ()
    assert code_of(lambda: desk.replies.save(letter.letter_id, dict(REPLY), version)) is ErrorCode.CHANGED_BY_OTHER


def test_what_is_missing_is_told_and_other_letters_await_no_reply(
    team: Team, referral: tuple[int, IssuedLetter]
) -> None:
    case, letter = referral
    desk = team.at_desk("layanan")
    error = refused(lambda: desk.replies.save(letter.letter_id, {"tanggal": "2026-11-23"}, None))
    assert error.code is ErrorCode.FORM_INVALID
    assert {one.field for one in error.details["completion"].problems} == {"pengirim", "ringkasan"}  # type: ignore[attr-defined]
    other = next(row for row in desk.cases.page(case).letters if row.letter_id != letter.letter_id)
    assert code_of(lambda: desk.replies.open(other.letter_id)) is ErrorCode.NOT_FOUND
    assert code_of(lambda: desk.replies.open(999)) is ErrorCode.NOT_FOUND
    draft = desk.letters.start(case, REFERRAL).letter_id
    assert code_of(lambda: desk.replies.open(draft)) is ErrorCode.NOT_FOUND
    assert not desk.letters.open(draft).awaits_reply


def test_a_clients_name_in_a_reply_reaches_no_register(team: Team, referral: tuple[int, IssuedLetter]) -> None:
    _case, letter = referral
    desk = team.at_desk("layanan")
    desk.replies.save(letter.letter_id, {**REPLY, "pengirim": f"Wali {NAME}"}, None)
    assert NAME not in repr(desk.logbook.day(team.clock.now().date()))
