"""A step that is put off: its clock stands still, everybody sees it, and the time used is without it."""

from __future__ import annotations

from models.errors import ErrorCode
from models.services.views import CaseFilter, Standing
from models.store.tables import StepPause, StepRun
from tests.fixtures_office import Team, code_of

REASON = "Menunggu instruksi"


def opened(team: Team) -> tuple[int, int]:
    case_id = team.open().case_id
    return case_id, team.panel("layanan", case_id).step_run_id


def test_a_step_that_is_put_off_has_a_status_of_its_own_and_is_not_late(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    team.clock.advance(minutes=4)
    panel = desk.cases.pause(step, REASON).step
    assert panel is not None
    assert (panel.time.standing, panel.time.remaining) == (Standing.PAUSED, "Ditunda, sisa 6 menit")
    assert panel.held_since == "Ditunda sejak hari ini 08.09 oleh Dewi Anjani: Menunggu instruksi"
    team.clock.advance(minutes=60)
    board = desk.tasks.board()
    (row,) = board.rows
    assert (row.time.standing, row.time.due, row.time.paused) == (Standing.PAUSED, None, "ditunda 1 jam")
    assert board.counts[Standing.PAUSED] == 1
    assert board.counts[Standing.LATE] == board.counts[Standing.RUNNING] == 0
    assert desk.cases.list(CaseFilter(view="lewat")).total == 0
    line = desk.cases.page(case_id).steps[0]
    assert line.time_text == "Ditunda 1 jam, sisa 6 menit"
    assert line.note == "Ditunda 1 jam: Menunggu instruksi"


def test_going_on_moves_the_due_time_by_the_paused_time(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    team.clock.advance(minutes=4)
    desk.cases.pause(step, REASON)
    team.clock.advance(minutes=60)
    panel = desk.cases.resume(step).step
    assert panel is not None
    assert panel.time.remaining == "Sisa 6 menit"
    assert panel.time.due is not None
    assert panel.time.due.strftime("%H.%M") == "09.15"
    team.clock.advance(minutes=7)
    assert desk.tasks.board().counts[Standing.LATE] == 1
    desk.cases.close_step(step, team.panel("layanan", case_id).row_version)
    line = desk.cases.page(case_id).steps[0]
    assert line.time_text == "11 menit dari 10 menit · ditunda 1 jam · lewat 1 menit"
    with team.session.store.reading():
        assert StepRun.get_by_id(step).minutes_used == 11


def test_closing_a_step_ends_its_pause(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    panel = desk.cases.pause(step, REASON).step
    assert panel is not None
    team.clock.advance(minutes=30)
    desk.cases.close_step(step, panel.row_version)
    with team.session.store.reading():
        (pause,) = StepPause.select()
        assert pause.ended_at is not None
        assert StepRun.get_by_id(step).minutes_used == 0
    assert team.at_desk("pimpinan").cases.page(case_id).steps[0].time_text == "0 menit dari 10 menit · ditunda 30 menit"


def test_a_pause_hides_no_delay(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    team.clock.advance(minutes=15)
    panel = desk.cases.pause(step, REASON).step
    assert panel is not None
    team.clock.advance(minutes=20)
    (row,) = desk.tasks.board().rows
    assert (row.time.standing, row.time.remaining) == (Standing.LATE, "Lewat 5 menit · ditunda")
    assert desk.cases.list(CaseFilter(view="lewat")).total == desk.tasks.board().counts[Standing.LATE] == 1
    assert desk.cases.page(case_id).steps[0].late


def test_a_pause_has_a_reason_and_is_written_down(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    assert code_of(lambda: desk.cases.pause(step, "  ")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: team.at_desk("pimpinan").cases.pause(step, REASON)) is ErrorCode.STEP_NOT_YOURS
    assert code_of(lambda: team.at_desk("pengelola").cases.pause(step, REASON)) is ErrorCode.NOT_ALLOWED
    desk.cases.pause(step, REASON)
    desk.cases.pause(step, "Sekali lagi")
    desk.cases.resume(step)
    desk.cases.resume(step)
    with team.session.store.reading():
        assert [pause.reason for pause in StepPause.select()] == [REASON]
    told = [one.text for one in desk.cases.history(case_id)]
    assert "Dewi Anjani menunda langkah 1: Menunggu instruksi" in told
    assert "Dewi Anjani melanjutkan langkah 1" in told
    lines = [line.activity for line in desk.logbook.day(team.clock.now().date())]
    assert lines.count("Menunda langkah") == lines.count("Melanjutkan langkah") == 1


def test_why_a_step_was_late_or_forced_stays_in_sight(team: Team) -> None:
    case_id, step = opened(team)
    desk = team.at_desk("layanan")
    team.clock.advance(minutes=15)
    panel = team.panel("layanan", case_id)
    desk.cases.close_step(step, panel.row_version, late_reason="Alat atau jaringan")
    assert desk.cases.page(case_id).steps[0].note == "Lewat waktu: Alat atau jaringan"
    panel = team.panel("pimpinan", case_id)
    head = team.at_desk("pimpinan")
    head.cases.close_step(panel.step_run_id, panel.row_version, outcome="jangkau", force_reason="Surat menyusul")
    line = head.cases.page(case_id).steps[1]
    assert line.forced
    assert "Diselesaikan dengan alasan: Surat menyusul" in line.note
    assert [row.forced for row in head.cases.list(CaseFilter()).rows] == [1]
