"""Before a case is opened: who may be known already."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode
from models.services.cases.persons import Match
from models.store.tables import PersonMark
from tests.fixtures_office import NAME, NIK, PHONE, Team, code_of

BORN = "2010-05-05"


def similar(team: Team, **said: str) -> tuple[Match, ...]:
    stated = {f"klien.{key}": value for key, value in said.items()}
    return team.at_desk("layanan").persons.similar(stated)


def test_another_spelling_with_the_same_birthday_is_found_by_initials_and_number_only(team: Team) -> None:
    opened = team.open()
    [found] = similar(team, nama="Subaidah Kirana Wulansary", tanggal_lahir=BORN)
    assert (found.case_id, found.number) == (opened.case_id, opened.number)
    assert "tanggal lahir sama" in found.reasons
    assert "nama mirip" in found.reasons or "nama sama" in found.reasons
    assert NAME not in repr(found)
    assert NIK not in repr(found)


@pytest.mark.parametrize(
    "said",
    [{"nik": NIK}, {"nama": NAME}, {"nama": "Zubaidah Q. Wulansari", "telepon": PHONE}],
    ids=["nik", "nama", "telepon"],
)
def test_each_of_what_is_typed_leads_there(team: Team, said: dict[str, str]) -> None:
    case_id = team.open().case_id
    assert [match.case_id for match in similar(team, **said)] == [case_id]


def test_somebody_else_is_not_named(team: Team) -> None:
    team.open()
    assert similar(team, nama="Rahmat Hidayat", tanggal_lahir="1988-01-02") == ()
    assert similar(team, nama="Zu") == ()
    assert similar(team) == ()


def test_the_likeliest_comes_first(team: Team) -> None:
    other = team.open("aduan-1", korban_nama="Zubaidah Wulandari", korban_nik="", korban_tanggal_lahir="1990-01-01")
    same = team.open("aduan-2")
    found = similar(team, nama=NAME, tanggal_lahir=BORN)
    assert found[0].case_id == same.case_id
    assert all(match.score <= found[0].score for match in found)
    assert other.case_id not in [match.case_id for match in found[:1]]


def test_a_corrected_name_is_found_by_its_new_spelling(team: Team) -> None:
    case_id = team.open().case_id
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, "informasi-kasus")
    desk.forms.save(case_id, "informasi-kasus", {**sheet.values, "korban_nama": "Kartika Mahardika"}, sheet.row_version)
    assert [match.case_id for match in similar(team, nama="Kartika Mahardhika")] == [case_id]
    assert similar(team, nama=NAME) == ()


def test_cases_of_an_earlier_version_of_the_program_are_found_too(team: Team) -> None:
    case_id = team.open().case_id
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        PersonMark.delete().execute()
        unit.audit("uji.kosongkan", "kasus", None)
    assert [match.case_id for match in similar(team, nama=NAME)] == [case_id]


def test_a_question_is_recorded_without_its_words(team: Team) -> None:
    team.open()
    similar(team, nama=NAME)
    assert NAME not in repr([row.detail for row in team.audited("cari")])
    assert len(team.audited("cari")) == 1


def test_who_may_not_list_cases_gets_no_hint(team: Team) -> None:
    assert code_of(lambda: team.at_desk("pengelola").persons.similar({"klien.nama": NAME})) is ErrorCode.NOT_ALLOWED
