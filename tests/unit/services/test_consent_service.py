"""A letter with data of a client goes only where the client allowed it, or with a ground of the law and a reason."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode, UserError
from models.forms.spec import FormSpec, Section, Values
from models.rehearsal.invention import Inventor
from models.services.views import IssuedLetter
from models.services.workspace import Workspace
from models.store.tables import ConsentException
from tests.fixtures_office import Team

FORM, LETTER, RECEIVER = "persetujuan-pemberian-informasi", "surat-rujukan-kedaruratan", "rsud"
WHY = "Luka berat, tidak sadar"


def consent(team: Team, case_id: int, **more: object) -> None:
    """The client's answers about the hospital, kept in the form."""
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, FORM)
    row = {"lembaga": RECEIVER, "data": "Identitas", "tujuan": "Perawatan", "setuju": "ya"}
    values: Values = {**sheet.values, "keputusan": "setuju", "izin": [row], **more}  # type: ignore[dict-item]
    desk.forms.save(case_id, FORM, values, sheet.row_version)


def draft(team: Team, case_id: int) -> tuple[Workspace, int, Values, int]:
    desk = team.at_desk("layanan")
    sheet = desk.letters.start(case_id, LETTER)
    person = Inventor(7, sheet.officers).person(team.clock.now().date(), female=True)
    form = FormSpec(LETTER, 1, LETTER, (Section("Surat", sheet.spec.fields),))
    invented = Inventor(7, sheet.officers).answers(form, sheet.values, person, team.clock.now().date())
    values = {**invented, "lembaga": RECEIVER}
    return desk, sheet.letter_id, values, desk.letters.save(sheet.letter_id, values, sheet.row_version)


def issue(team: Team, case_id: int, ground: str = "", reason: str = WHY) -> IssuedLetter:
    desk, letter_id, values, version = draft(team, case_id)
    if ground:
        desk.consent.go_without(letter_id, values, ground, reason)
    return desk.letters.issue(letter_id, values, version, f"uji-{letter_id}")


def test_with_consent_the_letter_goes_out(team: Team) -> None:
    case_id = team.open().case_id
    consent(team, case_id)
    assert issue(team, case_id).number


def test_without_consent_it_waits_and_takes_no_number(team: Team) -> None:
    case_id = team.open().case_id
    with pytest.raises(UserError) as refused:
        issue(team, case_id)
    assert refused.value.code is ErrorCode.CONSENT_MISSING
    assert "belum ditanyai" in str(refused.value.details["why"])
    assert team.at_desk("layanan").letters.list(status="terbit").rows == ()


def test_after_it_was_withdrawn_it_waits_too(team: Team) -> None:
    case_id = team.open().case_id
    consent(team, case_id, penarikan=[{"tanggal": "2026-11-20", "petugas": "1"}])
    with pytest.raises(UserError) as refused:
        issue(team, case_id)
    assert "menarik izinnya" in str(refused.value.details["why"])
    summary = {pair.label: pair.value for pair in team.at_desk("layanan").cases.page(case_id).summary}
    assert "Mengizinkan" in summary["Persetujuan"]
    assert "ditarik 20 November 2026" in summary["Persetujuan"]


def test_a_ground_of_the_law_and_a_reason_let_it_out_and_are_written_down(team: Team) -> None:
    case_id = team.open().case_id
    assert issue(team, case_id, "bahaya").number
    page = team.at_desk("layanan").cases.page(case_id)
    assert any(WHY in one.text and "tanpa persetujuan" in one.text for one in page.activities)
    with team.session.store.reading():
        assert ConsentException.get().reason == WHY
    assert team.at_desk("layanan").logbook.verify().whole


def test_the_ground_holds_only_for_the_receiver_it_was_given_for(team: Team) -> None:
    case_id = team.open().case_id
    desk, letter_id, values, _ = draft(team, case_id)
    desk.consent.go_without(letter_id, values, "bahaya", WHY)
    assert desk.consent.of_letter(letter_id, values) is None
    other: Values = {**values, "lembaga": "polsek"}
    lacking = desk.consent.of_letter(letter_id, other)
    assert lacking is not None
    assert lacking.receiver == "Kepolisian sektor"


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [("bahaya", "  ", ErrorCode.REASON_NEEDED), ("sesuka hati", WHY, ErrorCode.VALUE_INVALID)],
)
def test_no_ground_or_no_reason_is_refused(team: Team, ground: str, reason: str, code: ErrorCode) -> None:
    with pytest.raises(UserError) as refused:
        issue(team, team.open().case_id, ground, reason)
    assert refused.value.code is code


def test_what_one_form_says_is_no_answer_to_the_next(team: Team) -> None:
    """Consent is asked anew each time, never filled in from another form."""
    case_id = team.open().case_id
    consent(team, case_id)
    sheet = team.at_desk("layanan").forms.open(case_id, "persetujuan-layanan")
    assert "keputusan" not in sheet.values
    assert "penerima_data" not in sheet.values


PUSPAGA = "surat-pengantar-layanan-lanjutan"


def referral(team: Team, case_id: int, services: list[str]) -> str:
    """Why a referral for these services cannot go out, "" where it can."""
    desk = team.at_desk("layanan")
    sheet = desk.letters.start(case_id, PUSPAGA)
    lacking = desk.consent.of_letter(sheet.letter_id, {**sheet.values, "lembaga": RECEIVER, "layanan": services})
    return lacking.sentence if lacking else ""


def test_a_referral_goes_out_only_for_services_the_client_agreed_to(team: Team) -> None:
    case_id = team.open().case_id
    consent(team, case_id)
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, "persetujuan-layanan")
    answers: Values = {**sheet.values, "s_psikologis": "ya", "s_mediasi": "tidak"}
    desk.forms.save(case_id, "persetujuan-layanan", answers, sheet.row_version)
    assert referral(team, case_id, ["psikologis"]) == ""
    assert "Klien tidak setuju menerima mediasi." in referral(team, case_id, ["psikologis", "mediasi"])
    assert "belum ditanyai apakah bersedia menerima bantuan hukum" in referral(team, case_id, ["hukum"])


def test_the_follow_up_form_of_a_family_service_is_consent_enough(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, "layanan-lanjutan")
    said: Values = {"lembaga": RECEIVER, "kebutuhan": ["psikologis"], "setuju": "ya", "setuju_data": "ya"}
    desk.forms.save(case_id, "layanan-lanjutan", {**sheet.values, **said}, sheet.row_version)
    assert referral(team, case_id, ["psikologis"]) == ""
    assert "belum ditanyai" in referral(team, case_id, ["hukum"])
