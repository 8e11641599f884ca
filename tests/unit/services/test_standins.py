"""Who is away: a deputy signs with Plh. or Plt., and sees the tasks; letters that were issued stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.errors import ErrorCode
from models.services.views import AbsenceRow
from tests.fixtures_office import Team, code_of, refused

TODAY = date(2026, 11, 23)


def officer_of(team: Team, role: str) -> int:
    found = team.at_desk(role).session.user.officer_id
    assert found is not None
    return found


def away(team: Team, **more: Any) -> AbsenceRow:
    """The head is away today, the service officer stands in."""
    row = AbsenceRow(
        0, officer_of(team, "pimpinan"), "", TODAY, TODAY + timedelta(days=2), "Dinas luar",
        officer_of(team, "layanan"), mode="Plh.",
    )  # fmt: skip
    return team.at_desk("administrasi").people.save(replace(row, **more))


def test_the_deputy_signs_while_the_head_is_away(team: Team) -> None:
    case_id = team.case_at(3)
    desk = team.at_desk("pimpinan")
    before = desk.letters.start(case_id, "surat-tugas-penjangkauan").signer_text
    made = away(team)
    assert (made.text, made.deputy) == ("Berlangsung", "Dewi Anjani, S.Psi.")
    sheet = desk.letters.start(case_id, "surat-tugas-penjangkauan")
    assert sheet.signer_text != before
    assert sheet.signer_text.startswith(f"{made.deputy}, Plh. ")
    assert sheet.signer_text.removeprefix(f"{made.deputy}, Plh. ") in before
    signer = desk.letters.preview(sheet.letter_id, sheet.values).content.signer
    assert signer is not None
    assert (signer.mode, signer.name) == ("Plh.", made.deputy)
    team.clock.advance(days=3)
    assert desk.letters.start(case_id, "surat-tugas-penjangkauan").signer_text == before


def test_a_letter_that_was_issued_keeps_its_signer(team: Team) -> None:
    case_id = team.case_at(3)
    issued = team.letter("pimpinan", case_id, "surat-koordinasi")
    paper = team.at_desk("pimpinan").letters.paper(issued.letter_id)
    away(team)
    assert team.at_desk("pimpinan").letters.paper(issued.letter_id) == paper


def test_the_deputy_sees_the_tasks_of_who_is_away_and_only_then(team: Team) -> None:
    case_id = team.case_at(2)
    assert team.at_desk("layanan").tasks.board().rows[0].mine is False
    assert not team.panel("layanan", case_id).may_work
    made = away(team)
    assert [row.mine for row in team.at_desk("layanan").tasks.board().rows] == [True]
    assert team.panel("layanan", case_id).may_work
    assert team.at_desk("layanan").status.strip().badges["tugas"] == 1
    assert [row.mine for row in team.at_desk("pimpinan").tasks.board().rows] == [True]
    team.at_desk("administrasi").people.cancel(made.absence_id)
    assert not team.panel("layanan", case_id).may_work


def test_a_step_that_was_given_to_who_is_away_goes_to_the_deputy_too(team: Team) -> None:
    case_id = team.case_at(2)
    head = team.at_desk("pimpinan")
    step = team.panel("pimpinan", case_id).step_run_id
    head.cases.assign(step, head.session.user.account_id)
    away(team, first=TODAY + timedelta(days=1))
    assert not team.panel("layanan", case_id).may_work
    team.clock.advance(days=1)
    assert team.panel("layanan", case_id).may_work


def test_an_absence_makes_sense(team: Team) -> None:
    people = team.at_desk("administrasi").people
    head, dewi = officer_of(team, "pimpinan"), officer_of(team, "layanan")
    made = away(team)
    again = AbsenceRow(0, head, "", TODAY, TODAY)
    for wrong in (
        AbsenceRow(0, head, "", TODAY, TODAY - timedelta(days=1)),
        AbsenceRow(0, dewi, "", TODAY, TODAY, deputy_id=dewi, mode="Plh."),
        AbsenceRow(0, dewi, "", TODAY, TODAY, deputy_id=head, mode="Plh."),  # away themself
        AbsenceRow(0, dewi, "", TODAY + timedelta(days=9), TODAY + timedelta(days=9), deputy_id=head, mode="a.n."),
        again,
        AbsenceRow(0, 0, "", TODAY, TODAY),
    ):
        assert refused(lambda row=wrong: people.save(row)).code is ErrorCode.VALUE_INVALID  # type: ignore[misc]
    assert code_of(lambda: people.save(AbsenceRow(0, 999, "", TODAY, TODAY))) is ErrorCode.NOT_FOUND
    assert code_of(lambda: team.at_desk("layanan").people.save(again)) is ErrorCode.NOT_ALLOWED
    people.save(replace(made, last=TODAY))
    people.cancel(made.absence_id)
    assert code_of(lambda: people.cancel(made.absence_id)) is ErrorCode.NOT_FOUND
    assert people.save(again).text == "Berlangsung"
    assert {row.text for row in people.absences()} == {"Dibatalkan", "Berlangsung"}
