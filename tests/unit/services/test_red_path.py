"""Great danger opens the red path: the letter is prepared, the clock runs, whom to call is at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.forms.spec import Values
from models.services.views import Booking, SavedForm
from models.settings.office import EmergencyContact
from tests.fixtures_office import Team

FORM, LETTER = "asesmen-risiko", "surat-rujukan-kedaruratan"


def assess(team: Team, case_id: int, **answers: str) -> SavedForm:
    """The finished assessment: "tidak" everywhere but in ``answers``."""
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, FORM)
    asked = [field.key for field in sheet.spec.fields if field.kind == "ya_tidak_tidak_tahu"]
    more = {"tanggal": "2026-11-23", "tanggal_ulang": "2026-11-30", "tindakan": "Ditemani ke puskesmas"}
    values: Values = {**sheet.values, **dict.fromkeys(asked, "tidak"), **more, **answers}
    return desk.forms.save(case_id, FORM, values, sheet.row_version, finish=True)


def test_high_risk_prepares_the_referral_and_starts_the_clock(team: Team) -> None:
    case_id = team.open().case_id
    assert assess(team, case_id, medis="ya").urgent
    desk = team.at_desk("layanan")
    page, path = desk.cases.page(case_id), desk.red_path.of_case(case_id)
    assert page.head.urgent
    assert [row.number for row in page.letters] == [""]
    assert path.letter_id == page.letters[0].letter_id
    assert desk.letters.open(path.letter_id or 0).values["risiko"] == "tinggi", "prefilled from the assessment"
    assert [clock.title for clock in path.clocks] == ["Hubungkan klien dengan layanan kedaruratan"]
    assert any("Jalur darurat dibuka" in one.text for one in page.activities)


def test_low_risk_opens_nothing(team: Team) -> None:
    case_id = team.open().case_id
    assert not assess(team, case_id).urgent
    page = team.at_desk("layanan").cases.page(case_id)
    assert not page.head.urgent
    assert page.letters == ()


def test_an_unknown_answer_never_lowers_the_level(team: Team) -> None:
    case_id = team.open().case_id
    assess(team, case_id, medis="tidak_tahu")
    assert team.at_desk("layanan").cases.page(case_id).head.risk == "sedang"


def test_an_officer_may_say_otherwise_and_the_computed_level_stays_in_sight(team: Team) -> None:
    case_id = team.open().case_id
    why = "Luka lama, sudah diobati"
    assert not assess(team, case_id, medis="ya", tingkat_petugas="sedang", tingkat_alasan=why).urgent
    paper = team.at_desk("layanan").forms.paper(case_id, FORM).decode()
    assert "'tingkat': 'tinggi'" in paper
    assert why in paper


def test_finishing_it_again_makes_no_second_letter(team: Team) -> None:
    case_id = team.open().case_id
    assess(team, case_id, medis="ya")
    assert assess(team, case_id, medis="ya", senjata="ya").urgent
    assert len(team.at_desk("layanan").cases.page(case_id).letters) == 1


def test_the_path_ends_with_the_letter(team: Team) -> None:
    case_id = team.open().case_id
    assess(team, case_id, medis="ya")
    team.letter("layanan", case_id, LETTER)
    page = team.at_desk("layanan").cases.page(case_id)
    assert not page.head.urgent
    assert [clock.done for clock in page.clocks] == [True]


def test_the_office_calls_its_own_partners_first(team: Team) -> None:
    settings = team.at_desk("administrasi").settings
    own = EmergencyContact("Unit PPA Polres Contoh", "081200000110", "Keamanan")
    settings.save_office(replace(settings.office(), emergency_contacts=(own,)))
    case_id = team.open().case_id
    assess(team, case_id, medis="ya")
    contacts = team.at_desk("layanan").red_path.of_case(case_id).contacts
    assert contacts[0] == own
    assert {"110", "119", "129"} <= {contact.phone for contact in contacts}


def test_a_number_booked_for_a_letter_by_hand_does_not_end_the_path(team: Team) -> None:
    case_id = team.open().case_id
    assess(team, case_id, medis="ya")
    head = team.at_desk("layanan").cases.page(case_id).head
    booking = Booking(LETTER, "Rujukan layanan kedaruratan", date(2026, 11, 23), case_number=head.number)
    booked = team.at_desk("administrasi").bookings.book(booking, "darurat-1")
    path = team.at_desk("layanan").red_path.of_case(case_id)
    assert (path.booked, path.number) == (booked.number, "")
    assert path.letter_id not in (None, booked.letter_id), "the draft stays at hand"
    assert team.at_desk("layanan").cases.page(case_id).head.urgent, "nobody has a letter yet"


def test_six_hours_are_called_what_they_are(team: Team) -> None:
    case_id = team.open().case_id
    assess(team, case_id, medis="ya")
    [clock] = team.at_desk("layanan").red_path.of_case(case_id).clocks
    assert (clock.called, clock.by_law) == ("Batas waktu pelayanan", False)
    assert clock.basis.startswith("Ukuran pelayanan program ini")
    told = {item.group for item in team.at_desk("layanan").status.strip().news}
    assert "Batas waktu pelayanan" in told
