"""Receiving a complaint: one case per complaint, with its number, its first row, and no name where none belongs."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode
from models.services.views import CaseFilter
from models.store.tables import CaseFile, IssuedNumber
from tests.fixtures_office import COMPLAINT, SOP, Team, code_of, detail_of, refused


def test_a_complaint_becomes_a_case_with_a_number_and_an_open_first_row(team: Team) -> None:
    opened = team.open()
    page = team.at_desk("layanan").cases.page(opened.case_id)
    assert opened.number == page.head.number == "0001/PJK/11/2026"
    assert page.step is not None
    assert (page.step.number, page.step.may_work) == (1, True)
    assert [item.progress.value for item in page.step.documents] == ["selesai"]
    assert page.head.client_label == "An. Z.Q.W."


def test_a_double_click_opens_one_case(team: Team) -> None:
    assert team.open("klik") == team.open("klik")
    assert team.at_desk("layanan").cases.list(CaseFilter(view="semua")).total == 1
    with team.session.store.reading():
        assert IssuedNumber.select().count() == 1


def test_two_complaints_are_two_cases_with_numbers_in_order(team: Team) -> None:
    numbers = [team.open(f"aduan-{turn}").number for turn in range(3)]
    assert numbers == ["0001/PJK/11/2026", "0002/PJK/11/2026", "0003/PJK/11/2026"]


@pytest.mark.parametrize("left_out", ["kanal", "korban_wilayah", "ringkasan"])
def test_a_missing_required_answer_is_named_and_nothing_is_written(team: Team, left_out: str) -> None:
    answers = {key: value for key, value in COMPLAINT.items() if key != left_out}
    refusal = refused(lambda: team.at_desk("layanan").cases.open_case(SOP, answers, "a"))
    assert refusal.code is ErrorCode.FORM_INVALID
    assert [(p.field, p.message) for p in detail_of(refusal, "completion").problems] == [(left_out, "Wajib diisi.")]
    with team.session.store.reading():
        assert CaseFile.select().count() == IssuedNumber.select().count() == 0


def test_the_draft_goes_when_the_case_is_opened(team: Team) -> None:
    desk = team.at_desk("layanan")
    draft = desk.forms.draft_save("aduan", "1", {"ringkasan": "Awal"})
    desk.cases.open_case(SOP, COMPLAINT, "a", draft.draft_id)
    assert desk.forms.drafts("aduan") == ()


def test_nobody_opens_a_case_with_somebody_elses_draft_thrown_away(team: Team) -> None:
    draft = team.at_desk("administrasi").forms.draft_save("aduan", "1", {"ringkasan": "Milik Rina"})
    team.at_desk("layanan").cases.open_case(SOP, COMPLAINT, "a", draft.draft_id)
    assert [row.draft_id for row in team.at_desk("administrasi").forms.drafts("aduan")] == [draft.draft_id]


def test_a_draft_saved_twice_is_one_draft(team: Team) -> None:
    forms = team.at_desk("layanan").forms
    first = forms.draft_save("aduan", "x", {"ringkasan": "Satu"})
    second = forms.draft_save("aduan", "x", {"ringkasan": "Dua"})
    assert first.draft_id == second.draft_id
    assert [row.values for row in forms.drafts("aduan")] == [{"ringkasan": "Dua"}]
    forms.draft_drop(first.draft_id)
    assert forms.drafts("aduan") == ()


def test_only_procedures_in_use_can_be_chosen_and_followed(team: Team) -> None:
    desk = team.at_desk("layanan")
    assert SOP in [choice.key for choice in desk.cases.procedures()]
    team.at_desk("administrasi").procedures.use(SOP, in_use=False)
    assert SOP not in [choice.key for choice in desk.cases.procedures()]
    assert code_of(team.open) is ErrorCode.NOT_FOUND


def test_a_procedure_for_periods_opens_no_case(team: Team) -> None:
    period = "tanah-laut-puspaga-dokumentasi"
    assert code_of(lambda: team.at_desk("layanan").cases.open_case(period, COMPLAINT, "a")) is ErrorCode.NOT_FOUND


def test_an_unknown_procedure_is_not_found(team: Team) -> None:
    assert code_of(lambda: team.at_desk("layanan").cases.open_case("tidak-ada", COMPLAINT, "a")) is ErrorCode.NOT_FOUND
