"""A task that waits for several people is taken by one: two who press at once, and one of them gets it."""

from __future__ import annotations

import threading

from models.errors import ErrorCode, UserError
from models.messages import render
from models.rehearsal import office
from models.services.accounts import find_active
from models.services.workspace import Workspace
from tests.fixtures_office import Team


def opened(team: Team) -> tuple[int, Workspace, Workspace]:
    """An open row of the service officers, and two of them at their desks."""
    case_id = team.case_at(1)
    panel = team.panel("layanan", case_id)
    username = next(player.username for player in office.PLAYERS if player.role == "administrasi")
    with team.session.store.reading():
        account = find_active(username)
    team.at_desk("pengelola").users.change(account.account_id, account.display_name, ("administrasi", "layanan"))
    return panel.step_run_id, team.at_desk("layanan"), team.person(username)


def test_of_two_who_press_at_once_one_gets_the_task_and_the_other_is_told_by_whom(team: Team) -> None:
    step, one, other = opened(team)
    together = threading.Barrier(2)
    told: list[tuple[UserError, Workspace]] = []

    def press(desk: Workspace) -> None:
        together.wait()
        try:
            desk.cases.take(step)
        except UserError as error:
            told.append((error, desk))

    threads = [threading.Thread(target=press, args=(desk,)) for desk in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((refusal, slower),) = told
    quicker = other if slower is one else one
    assert refusal.code is ErrorCode.STEP_TAKEN
    assert quicker.session.user.display_name in render(refusal).why
    (task,) = quicker.tasks.board().rows
    assert (task.mine, task.free) == (True, False)


def test_a_free_task_says_so_until_somebody_takes_it(team: Team) -> None:
    step, one, _other = opened(team)
    assert [row.free for row in one.tasks.board().rows] == [True]
    one.cases.take(step)
    one.cases.take(step)  # a double click changes nothing
    assert [row.free for row in one.tasks.board().rows] == [False]
    assert len(team.audited("langkah.ambil")) == 2
