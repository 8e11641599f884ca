"""Walking a case: every row and branch, whose turn it is, what is missing, closing with a reason, opening again."""

from __future__ import annotations

from functools import partial

import pytest

from models.errors import ErrorCode
from models.rehearsal.routes import Move, rehearsals
from models.services.views import CaseFilter, Progress
from models.store.tables import StepRun
from tests.fixtures_office import USUAL, Team, code_of, detail_of, refused, specification

WAYS = rehearsals(specification())


@pytest.mark.parametrize(("turn", "way"), WAYS, ids=[f"jalur {number}" for number in range(1, len(WAYS) + 1)])
def test_every_way_leads_to_its_end(team: Team, turn: int, way: tuple[Move, ...]) -> None:
    case_id = team.open().case_id
    team.walk(case_id, turn)
    page = team.bring(case_id, *way)
    last = team.spec.step(way[-1].step)
    assert page.head.status == "selesai"
    assert page.head.ended_as == last.outcome(way[-1].outcome).end
    assert page.step is None
    walked = {move.step for move in way}
    shown = {line.number: line.progress for line in page.steps}
    assert shown == {number: Progress.DONE if number in walked else Progress.SKIPPED for number in shown}


def test_each_row_waits_for_its_own_people(team: Team) -> None:
    case_id = team.open().case_id
    turns = {1: "layanan", 2: "pimpinan", 3: "layanan", 4: "administrasi", 5: "layanan", 6: "pimpinan"}
    for move in USUAL:
        for role in ("administrasi", "layanan", "pimpinan"):
            panel = team.panel(role, case_id)
            assert panel.may_work is (role == turns[move.step])
            if role != turns[move.step]:
                close = partial(team.at_desk(role).cases.close_step, panel.step_run_id, panel.row_version)
                refusal = refused(close)
                assert refusal.code is ErrorCode.STEP_NOT_YOURS
                assert refusal.details["actor"] == panel.waiting_for
        team.bring(case_id, move)


def test_a_row_that_is_not_finished_says_what_is_missing(team: Team) -> None:
    case_id = team.case_at(5)
    panel = team.panel("layanan", case_id)
    wanted = ["Formulir Persetujuan Rencana Intervensi", "Laporan dan Permohonan Instruksi Tindak Lanjut Layanan"]
    assert [item.label for item in panel.missing] == wanted
    close = team.at_desk("layanan").cases.close_step
    refusal = refused(lambda: close(panel.step_run_id, panel.row_version))
    assert refusal.code is ErrorCode.STEP_INCOMPLETE
    assert [entry.key for entry in detail_of(refusal, "missing")] == [item.key for item in panel.missing]


def test_of_alternatives_one_form_is_enough(team: Team) -> None:
    case_id = team.case_at(3)
    labels = [item.label for item in team.panel("layanan", case_id).missing]
    assert any(" atau " in label for label in labels)
    team.fill("layanan", case_id, "identifikasi-kta")
    assert not any(" atau " in item.label for item in team.panel("layanan", case_id).missing)


def test_a_row_closed_with_a_reason_keeps_the_reason_in_sight(team: Team) -> None:
    case_id = team.case_at(5)
    panel = team.panel("layanan", case_id)
    reason = "Laporan disampaikan lisan karena darurat."
    page = team.at_desk("layanan").cases.close_step(panel.step_run_id, panel.row_version, force_reason=reason)
    assert page.steps[4].note == f"Diselesaikan dengan alasan: {reason}"
    assert page.steps[5].current
    told = team.audited("langkah.diselesaikan dengan alasan")
    assert [row.entity_id for row in told] == [case_id]
    team.bring(case_id, USUAL[5])
    assert reason in team.at_desk("administrasi").cases.page(case_id).steps[4].note


def test_only_who_may_closes_with_a_reason(team: Team) -> None:
    case_id = team.case_at(4)
    panel = team.panel("administrasi", case_id)
    close = team.at_desk("administrasi").cases.close_step
    assert not panel.may_force
    assert (
        code_of(lambda: close(panel.step_run_id, panel.row_version, force_reason="Mendesak")) is ErrorCode.NOT_ALLOWED
    )


def test_a_decision_that_needs_a_reason_asks_for_it(team: Team) -> None:
    case_id = team.case_at(2)
    panel = team.panel("pimpinan", case_id)
    close = team.at_desk("pimpinan").cases.close_step
    for reason in ("", "   \n"):
        unreasoned = partial(close, panel.step_run_id, panel.row_version, outcome="tidak", reason=reason)
        assert code_of(unreasoned) is ErrorCode.REASON_NEEDED
        assert team.panel("pimpinan", case_id) == panel
    page = close(panel.step_run_id, panel.row_version, outcome="tidak", reason="Sudah ditangani kepolisian.")
    assert page.head.ended_as == "Tidak dijangkau"
    assert page.steps[1].note == "Tidak dijangkau: Sudah ditangani kepolisian."


def test_a_decision_is_not_forced_open(team: Team) -> None:
    panel = team.panel("pimpinan", team.case_at(2))
    close = team.at_desk("pimpinan").cases.close_step
    refusal = code_of(lambda: close(panel.step_run_id, panel.row_version, force_reason="Mendesak"))
    assert refusal is ErrorCode.STEP_INCOMPLETE


def test_the_case_speaks_for_a_branch(team: Team) -> None:
    case_id = team.open(kewenangan="provinsi").case_id
    team.bring(case_id, Move(1))
    assert [choice.key for choice in team.panel("pimpinan", case_id).outcomes if choice.proposed] == ["limpah"]


def test_two_people_closing_one_row_close_it_once(team: Team) -> None:
    case_id = team.open().case_id
    panel = team.panel("layanan", case_id)
    close = team.at_desk("layanan").cases.close_step
    close(panel.step_run_id, panel.row_version)
    assert code_of(lambda: close(panel.step_run_id, panel.row_version)) is ErrorCode.CHANGED_BY_OTHER
    assert team.panel("pimpinan", case_id).number == 2


def test_a_row_that_moved_on_takes_no_ticks_any_more(team: Team) -> None:
    case_id = team.case_at(3)
    old = team.panel("layanan", case_id)
    team.bring(case_id, USUAL[2])
    desk = team.at_desk("layanan")
    assert code_of(lambda: desk.cases.tick(old.step_run_id, 0, on=True)) is ErrorCode.STEP_CLOSED


def test_ticks_are_kept_and_taken_back(team: Team) -> None:
    case_id = team.case_at(3)
    step, cases = team.panel("layanan", case_id).step_run_id, team.at_desk("layanan").cases
    for _ in range(2):
        page = cases.tick(step, 1, on=True)
        assert page.step is not None
        assert [item.ticked for item in page.step.checklist] == [False, True, False, False]
    page = cases.tick(step, 1, on=False)
    assert page.step is not None
    assert not any(item.ticked for item in page.step.checklist)


@pytest.mark.parametrize("index", [-1, 4, 10**12])
def test_a_tick_that_the_row_does_not_have_is_refused(team: Team, index: int) -> None:
    step = team.panel("layanan", team.case_at(3)).step_run_id
    cases = team.at_desk("layanan").cases
    assert code_of(lambda: cases.tick(step, index, on=True)) is ErrorCode.NOT_FOUND
    assert code_of(lambda: cases.confirm(step, "Catatan yang tidak diminta", on=True)) is ErrorCode.NOT_FOUND


def test_ticks_are_for_who_has_the_row(team: Team) -> None:
    step = team.panel("layanan", team.case_at(3)).step_run_id
    assert code_of(lambda: team.at_desk("pimpinan").cases.tick(step, 0, on=True)) is ErrorCode.STEP_NOT_YOURS


def test_a_closed_case_is_opened_again_where_its_ending_says(team: Team) -> None:
    case_id = team.case_at(7)
    assert team.at_desk("pimpinan").cases.page(case_id).head.may_reopen
    head = team.at_desk("pimpinan").cases
    assert code_of(lambda: head.reopen(case_id, "  ")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: team.at_desk("layanan").cases.reopen(case_id, "Laporan baru")) is ErrorCode.NOT_ALLOWED
    page = head.reopen(case_id, "Kekerasan berulang.")
    assert page.step is not None
    assert (page.step.number, page.head.status, page.head.ended_as) == (2, "berjalan", "")
    assert any("Kekerasan berulang." in activity.text for activity in page.activities)
    assert code_of(lambda: head.reopen(case_id, "Sekali lagi")) is ErrorCode.STEP_CLOSED


def test_a_row_opened_again_asks_for_its_letter_anew(team: Team) -> None:
    case_id = team.case_at(7)
    team.clock.advance(hours=1)
    page = team.at_desk("pimpinan").cases.reopen(case_id, "Kekerasan berulang.")
    assert page.step is not None
    assert page.step.documents[0].detail.startswith("Perlu surat baru; yang lama 800.1.11.1/001/")
    close, step = team.at_desk("pimpinan").cases.close_step, page.step
    refusal = code_of(lambda: close(step.step_run_id, step.row_version, outcome="jangkau"))
    assert refusal is ErrorCode.STEP_INCOMPLETE
    assert team.bring(case_id, Move(2, "jangkau")).steps[2].current


def test_a_case_that_is_not_there_is_not_found(team: Team) -> None:
    head = team.at_desk("pimpinan").cases
    for work in (
        lambda: head.page(99),
        lambda: head.history(99),
        lambda: head.reveal(99, "Alasan"),
        lambda: head.add_note(99, "Catatan"),
        lambda: head.reopen(99, "Alasan"),
        lambda: head.close_step(99, 1),
        lambda: team.assign(99, None),
    ):
        assert code_of(work) is ErrorCode.NOT_FOUND
    assert team.audited("kasus.lihat") == []


def test_a_row_is_given_to_one_person_and_back(team: Team) -> None:
    case_id = team.open().case_id
    step = team.panel("layanan", case_id).step_run_id
    rina = team.at_desk("administrasi").session.user.account_id
    page = team.assign(step, rina)
    assert page.step is not None
    assert page.step.waiting_for == "Rina Pratiwi"
    assert not team.panel("layanan", case_id).may_work
    assert team.panel("administrasi", case_id).may_work
    team.assign(step, None)
    assert team.panel("layanan", case_id).may_work


def test_a_row_is_given_to_nobody_who_could_not_work_on_it(team: Team) -> None:
    step = team.panel("layanan", team.open().case_id).step_run_id
    seno = team.at_desk("pengelola").session.user.account_id
    assert code_of(lambda: team.assign(step, 999)) is ErrorCode.NOT_FOUND
    assert code_of(lambda: team.assign(step, seno)) is ErrorCode.VALUE_INVALID


def test_time_used_counts_office_hours_and_lateness_is_told(team: Team) -> None:
    case_id = team.open().case_id
    panel = team.panel("layanan", case_id)
    team.clock.advance(minutes=16)
    page = team.at_desk("layanan").cases.close_step(panel.step_run_id, panel.row_version, late_reason="Telepon putus")
    assert page.steps[0].time_text == "16 menit dari 10 menit · lewat 6 menit"
    assert page.steps[0].late
    with team.session.store.reading():
        assert [row.late_reason for row in StepRun.select().where(StepRun.step_number == 1)] == ["Telepon putus"]


def test_a_note_stands_in_the_case_and_an_empty_one_is_refused(team: Team) -> None:
    case_id = team.open().case_id
    page = team.at_desk("layanan").cases.add_note(case_id, " Keluarga menelepon. ")
    assert [(note.text, note.by) for note in page.notes] == [("Keluarga menelepon.", "Dewi Anjani")]
    assert code_of(lambda: team.at_desk("layanan").cases.add_note(case_id, " \n ")) is ErrorCode.VALUE_INVALID


def test_closed_cases_leave_the_list_of_running_ones(team: Team) -> None:
    first, second = team.open("a").case_id, team.open("b").case_id
    team.bring(first, Move(1), Move(2, "tidak"))
    cases = team.at_desk("layanan").cases
    assert [row.case_id for row in cases.list(CaseFilter()).rows] == [second]
    assert [(row.case_id, row.step_title) for row in cases.list(CaseFilter(view="selesai")).rows] == [
        (first, "Tidak dijangkau")
    ]
    assert cases.list(CaseFilter(view="semua")).total == 2
