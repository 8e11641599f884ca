"""Cases of one person: joined with a reason, parted again, shown on both, found once, and never changed by it."""

from __future__ import annotations

import pytest

from models.errors import ErrorCode, UserError
from models.services.views import OpenedCase
from models.store.tables import CaseFile, FactRow, SamePerson
from tests.fixtures_office import NAME, Team

WHY = "NIK dicocokkan dengan KTP-el"


def two(team: Team) -> tuple[OpenedCase, OpenedCase]:
    return team.open("aduan-1"), team.open("aduan-2", korban_nama="Zubaidah Q. Wulansari")


def kept(team: Team) -> list[object]:
    """Everything the cases themselves hold."""
    with team.session.store.reading():
        return [
            *CaseFile.select().order_by(CaseFile.id).dicts(),
            *FactRow.select().order_by(FactRow.case, FactRow.key).dicts(),
        ]


def test_both_cases_name_each_other_and_nothing_in_them_changes(team: Team) -> None:
    first, second = two(team)
    before = kept(team)
    desk = team.at_desk("layanan")
    [joined] = desk.same_person.join(first.case_id, second.number, WHY)
    assert (joined.case_id, joined.number) == (second.case_id, second.number)
    assert WHY in joined.said
    assert [other.number for other in desk.same_person.of_case(second.case_id)] == [first.number]
    for case, other in ((first, second), (second, first)):
        page = desk.cases.page(case.case_id)
        assert f"Kasus {other.number}" in [pair.value for pair in page.summary if pair.label == "Orang yang sama"]
        assert any(other.number in one.text and WHY in one.text for one in page.activities)
    assert kept(team) == before


def test_a_search_shows_the_person_once_with_the_other_case(team: Team) -> None:
    first, second = two(team)
    desk = team.at_desk("layanan")
    assert len(desk.search.find("Wulansari")) == 2
    desk.same_person.join(first.case_id, second.number, WHY)
    [hit] = desk.search.find("Wulansari")
    assert second.number in hit.title
    assert first.number in hit.detail
    assert NAME not in hit.title + hit.detail
    [found] = desk.persons.similar({"klien.nama": NAME, "klien.tanggal_lahir": "2010-05-05"})
    assert {found.number, *found.also} == {first.number, second.number}


def test_who_asks_for_a_number_gets_that_case(team: Team) -> None:
    first, second = two(team)
    desk = team.at_desk("layanan")
    desk.same_person.join(first.case_id, second.number, WHY)
    assert [hit.target for hit in desk.search.find(first.number)] == [("kasus", first.case_id)]


def test_it_can_be_taken_back_and_said_again(team: Team) -> None:
    first, second = two(team)
    desk = team.at_desk("pimpinan")
    [joined] = desk.same_person.join(first.case_id, second.number, WHY)
    assert joined.link_id is not None
    desk.same_person.part(joined.link_id, "Tanggal lahir ternyata berbeda")
    assert desk.same_person.of_case(first.case_id) == ()
    assert len(desk.search.find("Wulansari")) == 2
    with team.session.store.reading():
        row = SamePerson.get()
    assert row.undone_reason == "Tanggal lahir ternyata berbeda"
    assert len(desk.same_person.join(second.case_id, first.number, WHY)) == 1
    assert {row.action for row in team.audited("orang.gabung")} | {row.action for row in team.audited("orang.pisah")}


def test_a_third_case_joins_the_whole_person(team: Team) -> None:
    first, second = two(team)
    third = team.open("aduan-3")
    desk = team.at_desk("layanan")
    desk.same_person.join(first.case_id, second.number, WHY)
    found = desk.same_person.join(third.case_id, first.number, WHY)
    assert [other.number for other in found] == [second.number, first.number]
    assert [other.link_id is None for other in found] == [True, False]
    assert len(desk.search.find("Wulansari")) == 1
    assert desk.same_person.join(third.case_id, second.number, WHY) == found, "said again it changes nothing"


def test_the_likely_ones_are_offered_until_they_are_joined(team: Team) -> None:
    first, second = two(team)
    desk = team.at_desk("layanan")
    assert [match.number for match in desk.persons.like_client(first.case_id)] == [second.number]
    desk.same_person.join(first.case_id, second.number, WHY)
    assert desk.persons.like_client(first.case_id) == ()


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [("", WHY, ErrorCode.NOT_FOUND), ("9999/X", WHY, ErrorCode.NOT_FOUND), ("second", " ", ErrorCode.REASON_NEEDED),
     ("first", WHY, ErrorCode.VALUE_INVALID)],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused(team: Team, number: str, reason: str, code: ErrorCode) -> None:
    first, second = two(team)
    wanted = {"first": first.number, "second": second.number}.get(number, number)
    with pytest.raises(UserError) as refused:
        team.at_desk("layanan").same_person.join(first.case_id, wanted, reason)
    assert refused.value.code is code
    assert team.at_desk("layanan").same_person.of_case(first.case_id) == ()
