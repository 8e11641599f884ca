"""Whose turn it is: given by the head, handed on by the worker, and who waits for whom."""

from __future__ import annotations

from models.errors import ErrorCode
from tests.fixtures_office import Team, code_of


def account(team: Team, role: str) -> int:
    return team.at_desk(role).session.user.account_id


def test_a_step_is_given_with_a_note_and_the_case_tells_it(team: Team) -> None:
    case_id = team.open().case_id
    step = team.panel("layanan", case_id).step_run_id
    page = team.at_desk("pimpinan").cases.assign(step, account(team, "administrasi"), "Dewi sedang rapat")
    assert page.step is not None
    assert page.step.account_id == account(team, "administrasi")
    told = [one.text for one in team.at_desk("pimpinan").cases.history(case_id)]
    assert "Hendra Wirawan menugaskan langkah 1 kepada Rina Pratiwi: Dewi sedang rapat" in told
    team.at_desk("pimpinan").cases.assign(step, None)
    assert team.panel("layanan", case_id).may_work


def test_the_worker_hands_on_with_a_note(team: Team) -> None:
    case_id = team.open().case_id
    step = team.panel("layanan", case_id).step_run_id
    dewi, rina = team.at_desk("layanan").cases, account(team, "administrasi")
    assert code_of(lambda: dewi.assign(step, rina)) is ErrorCode.NOT_ALLOWED
    assert code_of(lambda: dewi.hand_over(step, rina, "")) is ErrorCode.REASON_NEEDED
    manager = account(team, "pengelola")
    assert code_of(lambda: dewi.hand_over(step, manager, "Tolong")) is ErrorCode.VALUE_INVALID
    page = dewi.hand_over(step, rina, "Tolong dilanjutkan")
    assert page.step is not None
    assert page.step.waiting_for == "Rina Pratiwi"
    assert code_of(lambda: dewi.hand_over(step, rina, "Lagi")) is ErrorCode.STEP_NOT_YOURS
    told = [one.text for one in team.at_desk("layanan").cases.history(case_id)]
    assert "Dewi Anjani menyerahkan langkah 1 kepada Rina Pratiwi: Tolong dilanjutkan" in told


def test_only_people_who_can_work_are_offered(team: Team) -> None:
    names = [option.label for option in team.at_desk("layanan").cases.workers()]
    assert "Dewi Anjani" in names
    assert "Rina Pratiwi" in names
    assert len(names) == 3


def test_several_steps_change_hands_at_once(team: Team) -> None:
    cases = [team.open(f"a{turn}").case_id for turn in range(3)]
    steps = [team.panel("layanan", case_id).step_run_id for case_id in cases]
    team.at_desk("layanan").cases.close_step(steps[0], team.panel("layanan", cases[0]).row_version)
    head = team.at_desk("pimpinan").cases
    assert head.assign_many(steps, account(team, "administrasi"), "Dewi cuti") == 2
    assert [row.mine for row in team.at_desk("administrasi").tasks.board().rows] == [True, True]
    assert code_of(lambda: team.at_desk("layanan").cases.assign_many(steps, None)) is ErrorCode.NOT_ALLOWED
    manager = account(team, "pengelola")
    assert code_of(lambda: head.assign_many(steps, manager)) is ErrorCode.VALUE_INVALID
    assert len(team.at_desk("administrasi").tasks.board().rows) == 2


def test_the_board_says_who_waits_for_whom_oldest_first(team: Team) -> None:
    waiting = team.case_at(2)
    team.clock.advance(minutes=3)
    fresh = team.open("baru").case_id
    lines = {line.name: line for line in team.at_desk("pimpinan").tasks.team().lines}
    dewi, head = lines["Dewi Anjani"], lines["Kepala UPTD PPA"]
    first = dewi.waits_for[0]
    assert (first.case_id, first.holder) == (waiting, "Kepala UPTD PPA")
    assert [row.case_id for row in head.waited_by] == [waiting]
    assert head.waited_by[0].asker == "Dewi Anjani"
    assert head.waits_for == ()
    officer = lines["Petugas Layanan PPA"]
    assert [row.case_id for row in officer.waited_by] == [fresh]
    since = [row.time.started for row in dewi.waits_for]
    assert since == sorted(since)
