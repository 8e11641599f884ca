"""Whether a paper is ours: by number or check code, typed by tired eyes or scanned; and what nobody may learn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.services.letters.authenticity import CODE_LENGTH, read_code
from models.services.views import Booking
from models.services.workspace import Workspace
from models.store.tables import AuditRow, Letter
from models.store.working import proxy
from tests.fixtures_office import NAME, Team

TASK = "surat-tugas-penjangkauan"


def issued(team: Team) -> tuple[int, str, str]:
    """Id, number and check code of a letter of a case."""
    letter = team.letter("pimpinan", team.case_at(2), TASK)
    with team.session.store.reading():
        return letter.letter_id, letter.number, str(Letter.get_by_id(letter.letter_id).check_code)


def front_desk(team: Team) -> Workspace:
    return team.at_desk("administrasi")


def test_a_code_and_a_number_find_the_letter_with_what_its_paper_must_say(team: Team) -> None:
    letter_id, number, code = issued(team)
    spaced = " ".join(code[start : start + 4] for start in range(0, 12, 4))
    for asked in (code, code.lower(), spaced, f"Kode periksa {spaced}", f" {spaced}\n"):
        verdict = front_desk(team).authenticity.check(asked)
        assert (verdict.kind, verdict.letter_id) == ("asli", letter_id)
        lines = dict(verdict.lines)
        assert (lines["Nomor"], lines["Tanggal"]) == (number, "23 November 2026")
        assert lines["Jenis"] == "Surat Tugas Penjangkauan Korban"
        assert lines["Penanda tangan"].startswith("Hendra Wirawan")
    by_number = front_desk(team).authenticity.check(f"  {number} ")
    assert (by_number.kind, dict(by_number.lines)["Kode periksa"]) == ("asli", spaced)
    assert "mudah ditiru" in by_number.sentence


def test_a_void_letter_and_a_strangers_paper_are_told(team: Team) -> None:
    letter_id, number, code = issued(team)
    team.at_desk("pimpinan").letters.void(letter_id, f"Salah {NAME}")
    desk = front_desk(team)
    verdict = desk.authenticity.check(code)
    assert verdict.kind == "batal"
    assert NAME not in str(verdict)
    assert desk.authenticity.check(number.replace("001", "017")).kind == "tidak_dikenal"
    short = desk.authenticity.check(code[:7])
    assert (short.kind, f"{CODE_LENGTH} huruf" in short.sentence) == ("tidak_dikenal", True)
    assert desk.authenticity.check("%").kind == "tidak_dikenal"


def test_a_booked_number_is_said_to_be_written_by_hand(team: Team) -> None:
    desk = front_desk(team)
    made = desk.bookings.book(Booking("surat-dinas", f"Tentang {NAME}", team.clock.now().date()), "a")
    verdict = desk.authenticity.check(made.number)
    assert verdict.kind == "dipesan"
    assert NAME not in str(verdict)


def test_a_record_that_was_changed_behind_the_programs_back_is_found(team: Team) -> None:
    letter_id, _, code = issued(team)
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        proxy.execute_sql("DROP TRIGGER letter_fixed")
        Letter.update(answers='{"tujuan": "Lain"}').where(Letter.id == letter_id).execute()
        unit.audit("uji", "surat", letter_id)
    assert front_desk(team).authenticity.check(code).kind == "berubah"


def test_the_answer_names_no_client_and_every_question_is_recorded(team: Team) -> None:
    _, number, _ = issued(team)
    verdict = front_desk(team).authenticity.check(number)
    for secret in (NAME, "Zubaidah", "Z.Q.W", "0001/PJK"):
        assert secret not in str(verdict)
    (record,) = team.audited("surat.periksa_keaslian")
    assert isinstance(record, AuditRow)
    assert record.account_id == front_desk(team).session.user.account_id


@given(code=st.text("0123456789ABCDEF", min_size=CODE_LENGTH, max_size=CODE_LENGTH), spaces=st.booleans())
def test_every_code_is_read_back_as_it_was_printed(code: str, spaces: bool) -> None:
    written = " ".join(code[start : start + 4] for start in range(0, 12, 4)) if spaces else code
    assert read_code(written) == code
    assert read_code(f"kode periksa: {written.lower()}") == code


@pytest.mark.parametrize("text", ["", "400.2/001/UPTD-PPA/2026", "G" * 12, "A1B2", "A1B2 C3D4 E5F6 0"])
def test_what_is_no_code_is_not_taken_for_one(text: str) -> None:
    assert read_code(text) == ""


def test_zero_and_o_look_alike(team: Team) -> None:
    assert read_code("O1B2 C3D4 E5F6") == "01B2C3D4E5F6"
    assert read_code("l1B2 C3D4 E5F6") == "11B2C3D4E5F6"
