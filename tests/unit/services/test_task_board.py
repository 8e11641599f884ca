"""Tugas Saya: what waits for me, how urgent it is, what waits for others, and nothing of what is not mine."""

from __future__ import annotations

from models.errors import ErrorCode
from models.rehearsal.routes import Move
from models.services.views import CaseFilter, Standing
from models.store.tables import StepRun
from tests.fixtures_office import SOP, Team, code_of

STANDINGS = list(Standing)


def test_a_new_case_is_a_task_of_its_actor_and_of_nobody_else(team: Team) -> None:
    team.open()
    assert [(row.step_number, row.mine) for row in team.at_desk("layanan").tasks.board().rows] == [(1, True)]
    for role in ("administrasi", "pimpinan"):
        board = team.at_desk(role).tasks.board()
        assert board.rows == ()
        assert set(board.counts.values()) == {0}
        assert team.at_desk(role).status.strip().badges["tugas"] == 0
    assert team.at_desk("layanan").status.strip().badges["tugas"] == 1


def test_who_opened_a_case_sees_for_whom_it_waits(team: Team) -> None:
    case_id = team.case_at(2)
    board = team.at_desk("layanan").tasks.board()
    (row,) = board.rows
    assert (row.mine, row.waiting_for, row.time.standing) == (False, "Kepala UPTD PPA", Standing.WAITING)
    assert (board.counts[Standing.WAITING], board.notes[Standing.WAITING]) == (1, "Menunggu Kepala UPTD PPA")
    (own,) = team.at_desk("pimpinan").tasks.board().rows
    assert (own.mine, own.decision, own.case_id) == (True, True, case_id)
    assert own.asked_by == "Dewi Anjani · Hari ini 08.12"
    assert team.at_desk("administrasi").tasks.board().rows == ()


def test_tiles_and_rows_agree_minute_by_minute(team: Team) -> None:
    for turn in range(4):
        team.open(f"a{turn}")
        team.clock.advance(minutes=3)
    seen: set[Standing] = set()
    for _ in range(24):
        board = team.at_desk("layanan").tasks.board()
        standings = [row.time.standing for row in board.rows]
        assert standings == sorted(standings, key=STANDINGS.index)
        assert {kind: standings.count(kind) for kind in STANDINGS} == board.counts, team.clock.now()
        late = team.at_desk("layanan").cases.list(CaseFilter(view="lewat"))
        assert late.total == board.counts[Standing.LATE]
        seen |= set(standings)
        team.clock.advance(minutes=1)
    assert seen == {Standing.LATE, Standing.SOON, Standing.RUNNING}
    assert board.notes[Standing.LATE].startswith("Tertua ")


def test_the_most_urgent_comes_first_and_what_has_no_limit_last(team: Team) -> None:
    ids = []
    for turn in range(3):
        ids.append(team.open(f"a{turn}").case_id)
        team.clock.advance(minutes=1)
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        StepRun.update(due_at=None, soon_at=None).where(StepRun.case == ids[0]).execute()
        unit.audit("uji", "kasus")
    assert [row.case_id for row in team.at_desk("layanan").tasks.board().rows] == [ids[1], ids[2], ids[0]]


def test_a_column_is_for_the_persons_named_for_it(team: Team) -> None:
    case_id = team.case_at(2)
    admin = team.at_desk("administrasi")
    rina, hendra = (team.at_desk(role).session.user.account_id for role in ("administrasi", "pimpinan"))
    admin.procedures.map_actor(SOP, "kepala", (rina, rina))
    assert [row.step_number for row in admin.tasks.board().rows] == [2]
    assert team.at_desk("pimpinan").tasks.board().rows == ()
    assert not team.panel("pimpinan", case_id).may_work
    admin.procedures.map_actor(SOP, "kepala", (rina, hendra))
    assert team.panel("pimpinan", case_id).may_work
    admin.procedures.map_actor(SOP, "kepala", ())
    assert admin.tasks.board().rows == ()
    assert team.panel("pimpinan", case_id).may_work


def test_a_person_who_left_does_not_hold_up_the_work(team: Team) -> None:
    case_id = team.case_at(2)
    rina = team.at_desk("administrasi").session.user.account_id
    team.at_desk("administrasi").procedures.map_actor(SOP, "kepala", (rina,))
    assert not team.panel("pimpinan", case_id).may_work
    team.at_desk("pengelola").users.deactivate(rina)
    assert team.panel("pimpinan", case_id).may_work
    assert [row.case_id for row in team.at_desk("pimpinan").tasks.board().rows] == [case_id]


def test_nobody_is_named_who_could_not_work(team: Team) -> None:
    admin = team.at_desk("administrasi")
    seno = team.at_desk("pengelola").session.user.account_id
    assert code_of(lambda: admin.procedures.map_actor(SOP, "kepala", (seno,))) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: admin.procedures.map_actor(SOP, "kepala", (99,))) is ErrorCode.NOT_FOUND
    assert code_of(lambda: admin.procedures.map_actor(SOP, "raja", ())) is ErrorCode.NOT_FOUND
    assert code_of(lambda: admin.procedures.map_actor("tidak-ada", "kepala", ())) is ErrorCode.NOT_FOUND


def test_a_task_given_to_one_person_leaves_the_others_boards(team: Team) -> None:
    case_id = team.open().case_id
    step = team.panel("layanan", case_id).step_run_id
    team.assign(step, team.at_desk("administrasi").session.user.account_id)
    assert [row.mine for row in team.at_desk("administrasi").tasks.board().rows] == [True]
    (waiting,) = team.at_desk("layanan").tasks.board().rows
    assert waiting.waiting_for == "Rina Pratiwi"


def test_the_board_of_one_procedure_shows_no_other(team: Team) -> None:
    team.open()
    assert team.at_desk("layanan").tasks.board(SOP).rows
    assert team.at_desk("layanan").tasks.board("lain").rows == ()


def test_the_panel_of_a_row_that_is_closed_says_so(team: Team) -> None:
    case_id = team.open().case_id
    step = team.panel("layanan", case_id).step_run_id
    assert team.at_desk("layanan").tasks.panel(step).step_run_id == step
    team.bring(case_id, Move(1), Move(2, "tidak"))
    assert code_of(lambda: team.at_desk("layanan").tasks.panel(step)) is ErrorCode.STEP_CLOSED


def test_the_head_sees_who_has_how_much_and_how_the_month_went(team: Team) -> None:
    first = team.open("a").case_id
    team.open("b")
    team.bring(first, Move(1))
    team.clock.advance(minutes=9)
    load = team.at_desk("pimpinan").tasks.team()
    counts = {line.name: dict(line.counts) for line in load.lines}
    assert counts["Petugas Layanan PPA"][Standing.LATE] == 1
    assert sum(counts["Kepala UPTD PPA"].values()) == 1
    assert (load.closed, load.in_time) == (1, 1)
