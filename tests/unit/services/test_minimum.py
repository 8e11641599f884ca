"""Who declines and allows only what is needed to be kept: the rest is emptied, with a record, and for good."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from tests.fixtures_office import NAME, Team

SHEET, COMPLAINT = "lembar-kontak", "pengaduan"
STORY = "Dipukul di dapur oleh suaminya pada malam hari"


def declined(team: Team, kept: str = "minimum") -> int:
    """A case with a complaint in full and the sheet of a refusal."""
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, COMPLAINT)
    told: Values = {
        **sheet.values, "korban_nama": NAME, "korban_nik": "3671014507950003", "kronologi": STORY,
        "bentuk": ["fisik"],
    }  # fmt: skip
    desk.forms.save(case_id, COMPLAINT, told, sheet.row_version)
    sheet = desk.forms.open(case_id, SHEET)
    desk.forms.save(
        case_id, SHEET, {**sheet.values, "data_disimpan": kept, "alasan": "Ingin berpikir"}, sheet.row_version
    )
    return case_id


def test_what_is_not_needed_is_emptied_and_recorded(team: Team) -> None:
    case_id = declined(team)
    desk = team.at_desk("layanan")
    questions = {question for form in desk.minimum.plan(case_id) for question in form.questions}
    assert "Kronologi kejadian menurut pelapor" in questions
    assert "NIK" in questions
    assert "Nama lengkap" not in questions
    planned = sum(len(form.questions) for form in desk.minimum.plan(case_id))
    count = desk.minimum.empty(case_id)
    assert count == planned
    assert desk.minimum.plan(case_id) == (), "nothing is left to empty"
    left = desk.forms.open(case_id, COMPLAINT).values
    assert left["korban_nama"] == NAME
    assert left["bentuk"] == ["fisik"]
    assert "kronologi" not in left
    assert "korban_nik" not in left
    assert desk.forms.open(case_id, SHEET).values["alasan"] == "Ingin berpikir", "the refusal stays whole"
    page = desk.cases.page(case_id)
    assert any(f"Data minimum disimpan; {count} isian dikosongkan" in one.text for one in page.activities)
    assert desk.logbook.verify().whole
    assert desk.search.find("3671014507950003") == ()


@pytest.mark.parametrize("kept", ["atas_izin", ""])
def test_without_the_clients_word_nothing_is_offered_or_done(team: Team, kept: str) -> None:
    case_id = declined(team, kept)
    desk = team.at_desk("layanan")
    assert desk.minimum.plan(case_id) == ()
    with pytest.raises(UserError) as refused:
        desk.minimum.empty(case_id)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert desk.forms.open(case_id, COMPLAINT).values["kronologi"] == STORY


def test_somebody_who_still_has_the_form_open_is_told(team: Team) -> None:
    case_id = declined(team)
    desk = team.at_desk("layanan")
    open_ = desk.forms.open(case_id, COMPLAINT)
    desk.minimum.empty(case_id)
    with pytest.raises(UserError) as refused:
        desk.forms.save(case_id, COMPLAINT, open_.values, open_.row_version)
    assert refused.value.code is ErrorCode.CHANGED_BY_OTHER
